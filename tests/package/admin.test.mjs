// The admin entry of the packed tarball, and the sentences, wherever the package runs; and how long reviews take.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { build } from 'vite';
import webpack from 'webpack';
import { open } from './support/browsers.mjs';
import { serve } from './support/serve.mjs';
import { command, project, write } from './support/tarball.mjs';
import { startWorker } from './support/worker.mjs';

const text = (name) => readFile(new URL(`support/${name}`, import.meta.url), 'utf8');
const admin = await text('admin.mjs');
// What is expected stands beside the program; the imports before it are the package's, which this file has not.
const literal = admin.slice(admin.indexOf('export const expected'));
const MOMENT = 1_760_000_000_000;
const expected = new Function('MOMENT', `${literal.replace('export const expected =', 'return')}`)(MOMENT);

const page = {
  'admin.mjs': admin,
  'main.mjs': "import { run } from './admin.mjs'; globalThis.result = run();",
  'index.html': '<!doctype html><script type="module" src="./main.mjs"></script>',
};

test('a Node program reviews a policy', async (t) => {
  const folder = await project(t, { 'admin.mjs': admin });
  const source = "import { run } from './admin.mjs'; console.log(JSON.stringify(await run()));";
  const { stdout } = await command(process.execPath, ['--input-type=module', '--eval', source], { cwd: folder });
  assert.deepEqual(JSON.parse(stdout), expected);
});

test('a Vite build reviews a policy in a browser', async (t) => {
  const folder = await project(t, page);
  await build({ root: folder, logLevel: 'error' });
  const address = await serve(t, join(folder, 'dist'));
  assert.deepEqual(await (await open(t, 'chromium')).visit(`${address}/`), expected);
});

test('a webpack build reviews a policy in a browser', async (t) => {
  const folder = await project(t, page);
  const place = { context: folder, output: { path: join(folder, 'dist') } };
  const compiler = webpack({ ...place, mode: 'production', entry: './main.mjs' });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }).errors, []);
  await write(folder, { 'dist/index.html': '<!doctype html><script defer src="./main.js"></script>' });
  const address = await serve(t, join(folder, 'dist'));
  assert.deepEqual(await (await open(t, 'chromium')).visit(`${address}/`), expected);
});

test('a Worker reviews a policy', async (t) => {
  const folder = await project(t, {
    'admin.mjs': admin,
    'worker.mjs': "import { run } from './admin.mjs'; export default { fetch: async () => Response.json(await run()) };",
  });
  const request = await startWorker(t, folder);
  assert.deepEqual(await (await request('/')).json(), expected);
});

/** What a review of the largest company may take in a browser, in milliseconds. */
const REVIEW_MAX_MS = 50;
/** Machines that do other things at the same time are slower: what fails here is slow by more than that. */
const SLACK = 2;

test('reviews of 10,000 users take at most 50 ms in Chromium, and grow with the users', async (t) => {
  const folder = await project(t, {
    'big.mjs': await text('big.mjs'),
    'measure.mjs': await text('measure.mjs'),
    'main.mjs': "import { measure } from './measure.mjs'; globalThis.result = measure();",
    'index.html': '<!doctype html><script type="module" src="./main.mjs"></script>',
  });
  await build({ root: folder, logLevel: 'error' });
  const address = await serve(t, join(folder, 'dist'));
  const answer = await (await open(t, 'chromium')).visit(`${address}/`);
  for (const { users, open, ...reviews } of answer) {
    const said = Object.entries(reviews).map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
    t.diagnostic(`${users} users: ${said.join(', ')} ms; opened in ${open.toFixed(0)} ms`);
  }
  const { users, open: opened, ...reviews } = answer.at(-1);
  assert.equal(users, 10_000);
  for (const [name, ms] of Object.entries(reviews)) {
    assert.ok(ms <= REVIEW_MAX_MS * SLACK, `${name} takes ${ms.toFixed(1)} ms`);
  }
  // From a thousand users to ten thousand: about ten times as long, never near a hundred.
  const before = answer.at(-2);
  for (const [name, ms] of Object.entries(reviews)) {
    assert.ok(ms <= Math.max(1, before[name]) * 30, `${name} grows from ${before[name].toFixed(1)} to ${ms.toFixed(1)} ms`);
  }
});
