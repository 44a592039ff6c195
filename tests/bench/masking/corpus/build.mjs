// The corpus as files of lines, the same on every machine for the same seed.
import { readFileSync } from 'node:fs';
import { Random } from '../../access/random.mjs';
import { disguised } from './disguised.mjs';
import { embedded } from './embedded.mjs';
import { negative, personal, positive, talk } from './prose.mjs';

export const SEED = 4_04_2026;

/** How many lines of each file; half of it says much the same in half the time. */
const FILES = { ours_pos: [positive, 3600], ours_neg: [negative, 3600], ours_ids: [embedded, 700], ours_obf: [disguised, 1200], ours_person: [personal, 240] };

/** `{ file: rows }`, with offsets in code points. */
export function corpus(seed = SEED, share = 1) {
  const made = Object.entries(FILES).map(([name, [make, count]], at) => {
    const random = new Random(seed + at);
    return [name, Array.from({ length: Math.round(count * share) }, () => make(random))];
  });
  return { ...Object.fromEntries(made), real: real() };
}

/** Twenty thousand messages as they go by: one in twenty holds a secret, one in twenty other digits. */
export function chatMix(files, count = 20_000) {
  const random = new Random(SEED + 99);
  const [holding, other] = ['pos', 'neg'].map((kind) => Object.entries(files).filter(([name]) => name.endsWith(kind)).flatMap(([, rows]) => rows));
  return Array.from({ length: count }, (_, at) => {
    const extra = at % 20 === 0 ? random.pick(holding) : at % 20 === 10 ? random.pick(other) : undefined;
    return { text: extra ? `${talk(random)} ${extra.text}` : talk(random), region: extra?.region ?? 'TR' };
  });
}

/** Lines written by hand, secrets in double angle brackets with their kind: `ara «phone:0532 123 45 67»`. */
function real() {
  const lines = readFileSync(new URL('real.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map((line) => {
    const [, region, marked] = /^(\w\w) (.*)$/u.exec(line);
    const spans = [];
    let text = '';
    for (const part of marked.replaceAll('⏎', '\n').split(/(«\w+:[^»]*»)/u)) {
      const [, kind, secret] = /^«(\w+):([^»]*)»$/u.exec(part) ?? [];
      const from = [...text].length;
      text += secret ?? part;
      if (kind) spans.push([from, [...text].length, kind]);
    }
    return { text, region, spans, cat: spans.length ? 'real' : 'real_none', lang: region.toLowerCase() };
  });
}
