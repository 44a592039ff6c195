// Texts on their way into the engine's memory, held against the platform's own encoder.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { putter } from '../../crates/web/npm/lib/put.js';
import { Random } from '../bench/access/random.mjs';

/** The first and last of each length in UTF-8, and halves of characters. */
const PIECES = ['a', '\x7f', '\x80', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '😀', '\u{10ffff}', '\ud800', '\udbff', '\udc00', '\udfff'];

test('what is put is UTF-8, as the platform writes it', () => {
  const memory = new ArrayBuffer(1 << 16);
  const put = putter(() => 64, () => memory);
  const random = new Random(20_261_122);
  for (let turn = 0; turn < 20_000; turn += 1) {
    // Beyond 24 units, and beyond 4096, another way is taken.
    const length = random.below(turn % 1000 === 0 ? 5000 : turn % 4 === 0 ? 60 : 12);
    const text = Array.from({ length }, () => random.pick(PIECES)).join('');
    const whole = new TextEncoder().encode(text);
    assert.ok(Buffer.from(memory, 64, put(text)).equals(whole), JSON.stringify(text));
  }
});
