// Tables in JavaScript and the engine in WebAssembly, held against each other on a million random questions.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { command, project } from './support/tarball.mjs';

const CASES = 1_000_000;

test(`tables, handles, columns and the engine agree on ${CASES} questions`, async (t) => {
  const text = (name) => readFile(new URL(`support/${name}`, import.meta.url), 'utf8');
  const folder = await project(t, { 'main.mjs': await text('agreement.mjs'), 'enclosed.mjs': await text('enclosed.mjs') });
  const { stdout } = await command(process.execPath, ['main.mjs', String(CASES), '20261122'], { cwd: folder });
  const { asked, mismatches } = JSON.parse(stdout);
  assert.deepEqual(mismatches, []);
  assert.ok(asked >= CASES, `${asked}`);
});
