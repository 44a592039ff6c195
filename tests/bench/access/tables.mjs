// Access documents with tables, as the edge sends them. The edge compiles those with the code that the package holds as
// WebAssembly, so that engine writes them here; it hands them out to nobody, hence the export added to its module.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const installed = new URL('../node_modules/usher-access/', import.meta.url);

/** Puts tables into documents: `(document) => document`. */
export async function tabulator() {
  const source = await readFile(new URL('node.js', installed), 'utf8');
  const module = `data:text/javascript,${encodeURIComponent(`${source}\nexport { Engine };`)}`;
  const { Engine, init } = await import(module);
  await init(await readFile(fileURLToPath(new URL('dist/usher_access_bg.wasm', installed))));
  return (document) => {
    const engine = new Engine(JSON.stringify(document), document.issuedAt);
    const tables = JSON.parse(engine.tables(document.issuedAt));
    engine.free();
    return { ...document, tables };
  };
}
