// The packed tarball through bundlers with their defaults: built, served, and run in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { build, createServer } from 'vite';
import webpack from 'webpack';
import { open } from './support/browsers.mjs';
import { defer } from './support/defer.mjs';
import { expected } from './support/expected.mjs';
import { serve } from './support/serve.mjs';
import { project, write } from './support/tarball.mjs';

const files = {
  'scenario.mjs': await readFile(new URL('support/scenario.mjs', import.meta.url), 'utf8'),
  'main.mjs': "import { run } from './scenario.mjs'; globalThis.result = run();",
  'index.html': '<!doctype html><script type="module" src="./main.mjs"></script>',
};

test('a Vite build runs in a browser', async (t) => {
  const folder = await project(t, files);
  await build({ root: folder, logLevel: 'error' });
  const page = await serve(t, join(folder, 'dist'));
  assert.deepEqual(await (await open(t, 'chromium')).visit(`${page}/`), expected);
});

test('the development server of Vite serves it to a browser', async (t) => {
  const folder = await project(t, files);
  const server = await createServer({ root: folder, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  defer(t, () => server.close());
  await server.listen();
  const { port } = server.httpServer.address();
  assert.deepEqual(await (await open(t, 'chromium')).visit(`http://127.0.0.1:${port}/`), expected);
});

test('a webpack build runs in a browser', async (t) => {
  const folder = await project(t, files);
  // Only what webpack would otherwise take from the folder in which it is started.
  const place = { context: folder, output: { path: join(folder, 'dist') } };
  const compiler = webpack({ ...place, mode: 'production', entry: './main.mjs' });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }).errors, []);
  await write(folder, { 'dist/index.html': '<!doctype html><script defer src="./main.js"></script>' });
  const page = await serve(t, join(folder, 'dist'));
  assert.deepEqual(await (await open(t, 'chromium')).visit(`${page}/`), expected);
});
