// How well the package finds, as packed: the bars of `cargo xtask bench masking`, on its corpus, without its peers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpus } from '../bench/masking/corpus/build.mjs';
import { score } from '../bench/masking/score.mjs';
import { ofQuality } from '../bench/masking/verdict.mjs';
import { library } from './support/library.mjs';

const files = corpus();

test('the corpus holds what its bars speak of', () => {
  const spans = (name) => files[name].flatMap((row) => row.spans.map(([from, to, kind]) => [row, from, to, kind]));
  for (const [name, least] of [['ours_pos', 3500], ['ours_ids', 700], ['ours_obf', 1200], ['ours_person', 240], ['real', 80]]) {
    assert.ok(spans(name).length >= least, `${name} holds ${spans(name).length} secrets`);
    for (const [{ text }, from, to, kind] of spans(name)) {
      const secret = [...text].slice(from, to).join('');
      assert.ok(secret.trim() === secret && secret.length > 4, `${kind} in ${text}`);
    }
  }
  assert.deepEqual(spans('ours_neg'), []);
});

test('masking finds, spares and leaks as promised', async (t) => {
  const { find, init } = await library(t);
  await init();
  const quality = Object.fromEntries([['usher', 'balanced'], ['usher-strict', 'strict']].map(([name, policy]) => {
    const search = ({ text, region }) => find(text, { policy, region }).map(({ start, end, kind }) => [start, end, kind]);
    const found = Object.fromEntries(Object.entries(files).map(([file, rows]) => [file, rows.map(search)]));
    return [name, score(files, found)];
  }));
  const bars = ofQuality(quality);
  assert.equal(bars.length, 6);
  assert.deepEqual(bars.filter((bar) => !bar.met).map(({ text }) => text), []);
});
