// Every vector in every JavaScript runtime, through the packed tarball: each answer as expected, and all runtimes alike.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { BROWSERS, open } from '../../package/support/browsers.mjs';
import { serve } from '../../package/support/serve.mjs';
import { command, project } from '../../package/support/tarball.mjs';
import { startWorker } from '../../package/support/worker.mjs';
import { digest, vectorFiles } from './files.mjs';
import { runVectors } from './runner.mjs';

const files = await vectorFiles();
const expected = files.flatMap(({ suite, cases }) => cases.map(({ name, expect }) => ({ suite, name, got: expect })));
const runner = await readFile(new URL('runner.mjs', import.meta.url), 'utf8');
const shared = { 'runner.mjs': runner, 'vectors.json': JSON.stringify(files) };

/** What one runtime answered: first what is wrong, by name, then the digest of everything. */
function check(answers) {
  const wrong = expected.flatMap((vector, place) => {
    const same = digest(answers[place] ?? null) === digest(vector);
    return same ? [] : [{ suite: vector.suite, name: vector.name, expected: vector.got, got: answers[place]?.got }];
  });
  assert.deepEqual(wrong, []);
  assert.equal(digest(answers), digest(expected));
}

test('there are at least a hundred vectors, in five suites', () => {
  assert.ok(expected.length >= 100, `${expected.length}`);
  assert.deepEqual([...new Set(expected.map(({ suite }) => suite))].sort(), ['access', 'masking', 'routing', 'sentences', 'whatif']);
});

test('no two vectors of a file have one name', () => {
  for (const { cases } of files) {
    const names = cases.map(({ name }) => name);
    assert.deepEqual(names.filter((name, place) => names.indexOf(name) !== place), []);
  }
});

test('Node', async (t) => {
  const folder = await project(t, {
    ...shared,
    'main.mjs': `
      import { readFile } from 'node:fs/promises';
      import * as usher from 'usher-access';
      import * as admin from 'usher-access/admin';
      import * as sentences from 'usher-access/sentences';
      import { runVectors } from './runner.mjs';
      const files = JSON.parse(await readFile('vectors.json', 'utf8'));
      process.stdout.write(JSON.stringify(await runVectors({ ...usher, admin, sentences }, files)));`,
  });
  const { stdout } = await command(process.execPath, ['main.mjs'], { cwd: folder, maxBuffer: 1 << 28 });
  check(JSON.parse(stdout));
});

for (const browser of BROWSERS) {
  test(browser, async (t) => {
    const folder = await project(t, {
      ...shared,
      'main.mjs': `
        import * as usher from './node_modules/usher-access/browser.js';
        import * as admin from './node_modules/usher-access/admin.browser.js';
        import * as sentences from './node_modules/usher-access/sentences.js';
        import { runVectors } from './runner.mjs';
        const files = fetch('./vectors.json').then((response) => response.json());
        globalThis.result = files.then((files) => runVectors({ ...usher, admin, sentences }, files)).then((answers) => JSON.stringify(answers));`,
      'index.html': '<!doctype html><script type="module" src="./main.mjs"></script>',
    });
    const page = await serve(t, folder);
    check(JSON.parse(await (await open(t, browser)).visit(`${page}/`)));
  });
}

test('workerd', async (t) => {
  const folder = await project(t, {
    ...shared,
    'worker.mjs': `
      import * as usher from 'usher-access';
      import * as admin from 'usher-access/admin';
      import * as sentences from 'usher-access/sentences';
      import { runVectors } from './runner.mjs';
      import files from './vectors.json';
      export default { fetch: async () => Response.json(await runVectors({ ...usher, admin, sentences }, files)) };`,
  });
  const request = await startWorker(t, folder);
  check(await (await request('/')).json());
});

test('unknown fields, operations and suites are refused', async () => {
  const usher = { init: async () => undefined, UsherError: class extends Error {} };
  const vector = { name: 'x', op: 'decide', input: { access: 'a' }, expect: {} };
  const file = (changed, outside = {}) => [{ suite: 'access', cases: [{ ...vector, ...changed }], ...outside }];
  for (const [wrong, message] of [
    [file({ extra: 1 }), /unknown field `extra`/],
    [file({ input: { extra: 1 } }), /unknown field `extra`/],
    [file({ op: 'toString' }), /unknown op `toString`/],
    [file({}, { suite: 'none' }), /unknown suite `none`/],
    [file({}, { extra: 1 }), /unknown field `extra`/],
    [file({ op: 'route' }, { suite: 'routing' }).map((one) => ({ ...one, cases: [{ ...vector, op: 'x' }] })), /unknown op `x`/],
    [file({ op: 'text', input: { extra: 1 } }, { suite: 'masking' }), /unknown field `extra`/],
  ]) {
    await assert.rejects(runVectors(usher, wrong), message);
  }
});
