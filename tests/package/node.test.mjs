// The packed tarball in Node: what is in it, and that it runs.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { expected } from './support/expected.mjs';
import { command, project, root } from './support/tarball.mjs';

const scenario = await readFile(new URL('support/scenario.mjs', import.meta.url), 'utf8');

async function inNode(folder, source) {
  const { stdout } = await command(process.execPath, ['--input-type=module', '--eval', source], { cwd: folder });
  return JSON.parse(stdout);
}

test('a Node program imports the package and uses all of it', async (t) => {
  const folder = await project(t, { 'scenario.mjs': scenario });
  const source = "import { run } from './scenario.mjs'; console.log(JSON.stringify(await run()));";
  assert.deepEqual(await inNode(folder, source), expected);
});

test('the engine may come from elsewhere', async (t) => {
  const folder = await project(t);
  const wasm = 'node_modules/usher-access/dist/usher_access_bg.wasm';
  const source = `
    import { readFile } from 'node:fs/promises';
    import { init, maskText } from 'usher-access';
    const codes = [];
    await init(new Uint8Array(8)).catch((fault) => codes.push(fault.code));
    await init(new Response('gone', { status: 404 })).catch((fault) => codes.push(fault.code));
    await init(new Response(await readFile('${wasm}'), { headers: { 'content-type': 'text/plain' } }));
    console.log(JSON.stringify([...codes, maskText('+90 532 123 45 67')]));`;
  const answer = await inNode(folder, source);
  assert.deepEqual(answer, ['engine_unavailable', 'engine_unavailable', '+90 ••• ••• •• 67']);
});

test('a missing engine is an error with a code, and can be put right', async (t) => {
  const folder = await project(t);
  const wasm = 'node_modules/usher-access/dist/usher_access_fast_bg.wasm';
  const source = `
    import { rename } from 'node:fs/promises';
    import { init } from 'usher-access';
    await rename('${wasm}', 'away.wasm');
    const code = await init().then(() => 'started', (fault) => fault.code);
    await rename('away.wasm', '${wasm}');
    console.log(JSON.stringify([code, await init().then(() => 'started')]));`;
  assert.deepEqual(await inNode(folder, source), ['engine_unavailable', 'started']);
});

test('the tarball holds what it names and nothing else', async (t) => {
  const folder = join(await project(t), 'node_modules/usher-access');
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  assert.equal(Object.keys(manifest.exports['.'])[0], 'types');
  assert.equal(manifest.sideEffects, false);
  assert.equal(manifest.scripts, undefined);
  assert.equal(manifest.dependencies, undefined);
  const found = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const listed = (name) => manifest.files.some((entry) => name === entry || name.startsWith(`${entry}/`));
  assert.deepEqual(found.filter((name) => !listed(name) && name !== 'package.json'), []);
  assert.deepEqual(manifest.files.filter((entry) => !found.some((name) => name === entry || name.startsWith(`${entry}/`))), []);
  const text = (await Promise.all(found.map((name) => readFile(join(folder, name), 'latin1')))).join('\n');
  assert.ok(!text.includes(root), 'a path of the machine that built it is in the package');
});
