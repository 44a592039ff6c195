// The build for pages and the build for servers: one engine twice, held against each other byte for byte.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { corpus } from '../bench/masking/corpus/build.mjs';
import { pagesOf } from '../bench/masking/pages.mjs';
import { vectorFiles } from '../vectors/run/files.mjs';
import { runVectors } from '../vectors/run/runner.mjs';
import { project } from './support/tarball.mjs';

const POLICIES = ['balanced', 'strict'];

/** The package in this process as often as it is asked for, each time with the WebAssembly of that name. */
async function builds(t, names) {
  const folder = join(await project(t), 'node_modules/usher-access');
  return Promise.all(names.map(async (name) => {
    const build = await import(`${pathToFileURL(join(folder, 'node.js')).href}?${name}`);
    await build.init(await readFile(join(folder, 'dist', `${name}_bg.wasm`)));
    return build;
  }));
}

test('both find and mask the same', async (t) => {
  const [small, fast] = await builds(t, ['usher_access', 'usher_access_fast']);
  const files = Object.values(corpus(undefined, 0.5));
  for (const policy of POLICIES) {
    for (const { text, region } of files.flat()) {
      const found = small.find(text, { policy, region });
      assert.deepEqual(fast.find(text, { policy, region }), found, text);
      assert.equal(fast.maskText(text, { policy, region }), small.maskText(text, { policy, region }), text);
    }
    const pages = [...pagesOf(21).map(({ text }) => text), ...files.map((rows) => JSON.stringify(rows))].map((page) => Buffer.from(page));
    for (const page of pages) {
      const shown = small.maskJson(page, { policy, region: 'TR' });
      assert.notDeepEqual(shown, new Uint8Array(page));
      assert.ok(Buffer.from(shown).equals(fast.maskJson(page, { policy, region: 'TR' })));
    }
  }
});

test('both answer the vectors of masking alike', async (t) => {
  const files = (await vectorFiles()).filter(({ suite }) => suite === 'masking');
  const expected = files.flatMap(({ suite, cases }) => cases.map(({ name, expect }) => ({ suite, name, got: expect })));
  assert.ok(expected.length >= 50, `${expected.length}`);
  for (const build of await builds(t, ['usher_access', 'usher_access_fast'])) assert.deepEqual(await runVectors(build, files), expected);
});
