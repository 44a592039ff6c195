// The JSON Schema of a policy as it is packed, through an independent validator: it takes what the core takes, and
// refuses what the core refuses for anything that a schema can say. The core's verdicts are in support/policies.json.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { project, root } from './support/tarball.mjs';

const json = async (path) => JSON.parse(await readFile(path, 'utf8'));

async function validator(t) {
  const folder = await project(t);
  const schema = createRequire(join(folder, 'consumer.js'))('usher-access/policy.schema.json');
  return new Ajv.default({ strict: true, allowUnionTypes: true }).compile(schema);
}

/** The document with the value at a pointer changed: `change` is given what holds it and under which key. */
function changed(document, pointer, change) {
  const root = { document: structuredClone(document) };
  const path = ['document', ...pointer.split('/').slice(1)];
  const key = path.pop();
  change(path.reduce((value, step) => value[step], root), key);
  return root.document;
}

function remove(holder, key) {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

test('what the core takes is valid, and what it refuses for its form is not', async (t) => {
  const valid = await validator(t);
  const { base, replacements, verdicts } = await json(join(root, 'tests/package/support/policies.json'));
  const counts = { '.': 0, s: 0, r: 0 };
  const wrong = [];
  for (const [pointer, expected] of Object.entries(verdicts)) {
    const documents = replacements.map((value) => changed(base, pointer, (holder, key) => (holder[key] = value)));
    documents.push(changed(base, pointer, (holder, key) => {
      const value = holder[key];
      if (value !== null && typeof value === 'object' && !Array.isArray(value)) value.surprise = 1;
    }));
    documents.push(pointer === '' ? base : changed(base, pointer, remove));
    assert.equal(documents.length, expected.length);
    for (const [place, document] of documents.entries()) {
      const verdict = expected[place];
      counts[verdict] += 1;
      if (verdict !== 'r' && valid(document) !== (verdict === '.')) {
        wrong.push(`${pointer} ${place} ${verdict} ${JSON.stringify(replacements[place])?.slice(0, 60)}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(counts['.'] > 300 && counts.s > 3000, JSON.stringify(counts));
});

test('whole policies are valid', async (t) => {
  const valid = await validator(t);
  const { policy } = await json(join(root, 'tests/demo/company.json'));
  const { valid: random } = await json(join(root, 'tests/package/support/policies.json'));
  for (const document of [policy, ...random]) {
    assert.ok(valid(document), JSON.stringify(valid.errors));
  }
});
