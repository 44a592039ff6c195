// Finders for Python, where this machine's python3 has them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { linesOf } from './lines.mjs';
import { score } from './score.mjs';

export const PYTHON = {
  presidio: { title: 'Presidio, pattern recognizers', note: 'no language model; its regions and the company’s' },
  phonenumbers: { title: 'phonenumbers (phones only)', note: 'VALID, the company’s region as default' },
};

/** What each of them reaches; those that are not installed are not in it. */
export function pythonFinders(folder, share, progress) {
  const files = linesOf(folder, share);
  const input = JSON.stringify(Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, rows.map(({ text, region }) => [text, region])])));
  const script = fileURLToPath(new URL('finders.py', import.meta.url));
  const found = {};
  for (const name of Object.keys(PYTHON)) {
    progress(`finding: ${PYTHON[name].title}`);
    const { status, stdout } = spawnSync('python3', [script, name], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) continue;
    const { spans, mbps } = JSON.parse(stdout);
    found[name] = { ...score(inUnits(files), spans), speed: { dense: mbps, mix: undefined } };
  }
  return found;
}

/** Python counts in code points, as the rows do: letters outside the first plane are not to be counted again. */
function inUnits(files) {
  const plain = (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, (letter) => (/\p{N}/u.test(letter) ? '٠' : '□'));
  return Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, rows.map((row) => ({ ...row, text: plain(row.text) }))]));
}
