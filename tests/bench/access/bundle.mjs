// What a browser would download: one minified module by esbuild, and the WebAssembly beside it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const installed = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** The WebAssembly of engines that bring some: the file, and where the module looks for it beside itself. */
const ours = { file: installed('usher-access/dist/usher_access_bg.wasm'), place: 'dist/usher_access_bg.wasm' };
const WASM = {
  cedar: { file: installed('@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm'), place: 'cedar_wasm_bg.wasm' },
  usher: ours,
  'usher-open': ours,
};

export const wasmOf = (engine) => WASM[engine];

/** Modules of Node that an engine imports for what is not used here: nothing, in a browser. */
const nothingOfNode = {
  name: 'nothing-of-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?(fs|path)$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    const contents = 'export default {}; export const readFileSync = undefined;';
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents }));
  },
};

/** A module from its source, with everything it imports. */
export async function bundle(contents, { folder = here, plugins = [nothingOfNode] } = {}) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, sourcefile: 'entry.mjs' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    plugins,
  });
  return Buffer.from(outputFiles[0].contents);
}

/** The module that opens an access and asks, and nothing else: what is weighed, and started cold. */
export const askingModule = (engine) => bundle(`export { open, can, filter } from './adapters/${engine}.mjs';`);

/** Bytes of an engine as a browser gets it, compressed as servers do. */
export async function weigh(engine) {
  const script = await askingModule(engine);
  const wasm = wasmOf(engine);
  const binary = wasm ? await readFile(wasm.file) : Buffer.alloc(0);
  return { script: gzipped(script), wasm: gzipped(binary), total: gzipped(script) + gzipped(binary) };
}

export function gzipped(bytes) {
  return bytes.length === 0 ? 0 : gzipSync(bytes, { level: 9 }).length;
}

/**
 * Bytes of our JavaScript: of `load` as a bundler takes it from the package, and of the part that answers checks, from
 * its sources. Left out of that part are the glue of the WebAssembly, which wasm-bindgen writes, and masking, which a
 * check never enters.
 */
export async function checkPath() {
  const apart = {
    name: 'apart',
    setup({ onResolve }) {
      onResolve({ filter: /\/(usher_access|mask)\.js$/ }, ({ path }) => ({ path, external: true }));
    },
  };
  const sources = fileURLToPath(new URL('../../../crates/web/npm/', import.meta.url));
  const checks = await bundle("export { loader } from './lib/load.js';", { folder: sources, plugins: [apart] });
  return { load: gzipped(await bundle("export { load } from 'usher-access';")), checks: gzipped(checks) };
}
