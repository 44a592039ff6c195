// What the package costs a program: bytes of the path that checks take, and modules that a start loads.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { CHAT, documentOf, grantOf } from './support/library.mjs';
import { command, project, root } from './support/tarball.mjs';

const CHECKS_MAX_BYTES = 6 * 1024;

test('the JavaScript that checks run through is at most 6 KB, compressed', async () => {
  const check = join(root, 'crates/web/npm/lib/check');
  const contents = ['column', 'facts', 'handle', 'names', 'shape', 'slots', 'table'].map((name) => `export * from './${name}.js';`).join('');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: check }, bundle: true, minify: true, format: 'esm', write: false, metafile: true,
  });
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  assert.ok(bytes > 500 && bytes <= CHECKS_MAX_BYTES, `${bytes} bytes`);
});

test('a start in Node loads one module, and not the HTTP client', async (t) => {
  const folder = await project(t);
  const source = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const before = new Set(process.moduleLoadList);
    const { load } = await import('usher-access');
    const access = await load(${JSON.stringify(documentOf([grantOf(['chats.view'])]))});
    const allowed = access.can('chats.view', ${JSON.stringify(CHAT)});
    const builtin = process.moduleLoadList.filter((name) => !before.has(name));
    console.log(JSON.stringify({ allowed, loaded: loaded.map((url) => url.split('/').at(-1)), builtin }));`;
  const { stdout } = await command(process.execPath, ['--input-type=module', '--eval', source], { cwd: folder });
  const { allowed, loaded, builtin } = JSON.parse(stdout);
  assert.equal(allowed, true);
  assert.deepEqual(loaded, ['node.js']);
  assert.deepEqual(builtin.filter((name) => /undici|http|fetch|net$|tls|crypto/.test(name)), []);
});

for (const name of ['usher_access', 'usher_access_fast']) {
  test(`a panic has no words in the WebAssembly ${name}, and is a trap`, async (t) => {
    const folder = await project(t);
    const wasm = await readFile(join(folder, `node_modules/usher-access/dist/${name}_bg.wasm`));
    const module = new WebAssembly.Module(wasm);
    const imports = {};
    for (const { module: from, name: imported } of WebAssembly.Module.imports(module)) {
      imports[from] = { ...imports[from], [imported]: () => assert.fail(`a panic is to call nothing, and called ${imported}`) };
    }
    const { room } = new WebAssembly.Instance(module, imports).exports;
    assert.ok(room(100) > 0);
    // More than there can be of memory: `Vec` panics.
    assert.throws(() => room(0xffffffff), WebAssembly.RuntimeError);
  });
}
