// The lines that are scored: ours, or those of another folder in the same format.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './corpus/build.mjs';

/** `{ file: rows }`. Rows that a set marks as a matter of taste are left out. */
export function linesOf(folder, share) {
  if (!folder) return corpus(undefined, share);
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort();
  const rows = (name) => readFileSync(join(folder, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const counts = ({ grade }) => !['possible', 'valid', 'latin_glued'].includes(grade);
  return Object.fromEntries(names.map((name) => [name.replace('.jsonl', ''), rows(name).filter(counts)]));
}

/** Writes our lines for other tools, with offsets in code points. */
export function writeLines(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of Object.entries(corpus())) {
    writeFileSync(join(folder, `${name}.jsonl`), `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
  }
}
