// Masking beside its peers: `node main.mjs [--quick] [--data <folder>] [--only <finder>,…] [--write <folder>]`.
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { linesOf, writeLines } from './lines.mjs';
import { PYTHON, pythonFinders } from './python.mjs';
import { bytesTable, otherTable, pagesTable, qualityTable, worstTable } from './report.mjs';
import { verdicts } from './verdict.mjs';
import { ways } from './ways.mjs';
import { weigh } from './weigh.mjs';

const FINDERS = ['usher', 'usher-strict', 'composite', 'libphonenumber', 'arcjet', 'redact-pii', 'openredaction'];
const PEER_OF_PAGES = 'by hand, known fields';

/** How much and how long: a longer run is steadier, not different. */
const FULL = { share: 1, seconds: 8, pages: 1000, pageSeconds: 6 };
const QUICK = { share: 0.4, seconds: 1, pages: 60, pageSeconds: 1 };

const options = { quick: { type: 'boolean' }, only: { type: 'string' }, data: { type: 'string' }, write: { type: 'string' } };
const { values: asked } = parseArgs({ options });
const pace = asked.quick ? QUICK : FULL;
const names = asked.only?.split(',') ?? FINDERS;

if (asked.write) writeLines(asked.write);
else await run();

async function run() {
  const started = loadavg()[0];
  const finders = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await import(`./adapters/${name}.mjs`)])));
  announce(linesOf(asked.data, pace.share));
  const quality = {};
  for (const name of names) {
    progress(`finding: ${finders[name].title}`);
    quality[name] = child('child-quality.mjs', [name, pace.share, pace.seconds, ...(asked.data ? [asked.data] : [])]);
  }
  const python = asked.only ? {} : pythonFinders(asked.data, pace.share, progress);
  const pages = asked.data ? undefined : measurePages();
  const bytes = {};
  for (const name of names) if (finders[name].entry) bytes[name] = await weigh(name, finders[name].entry);
  progress('');
  show({ finders: { ...finders, ...PYTHON }, quality: { ...quality, ...python }, pages, bytes });
  await record({ machine: { cpu: cpus()[0].model, cores: cpus().length, node: process.version, loadBefore: started }, pace, data: asked.data ?? 'ours', quality, python, pages, bytes });
}

function measurePages() {
  const found = {};
  for (const name of Object.keys(ways)) {
    progress(`pages: ${name}`);
    found[name] = child('child-pages.mjs', [name, pace.pages, pace.pageSeconds]);
  }
  return found;
}

/** What a process of its own found; one that fails stops the run. */
function child(script, words) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words.map(String)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${script} ${words.join(' ')} failed\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout);
}

function announce(files) {
  for (const [name, rows] of Object.entries(files)) say(`${String(rows.length).padStart(6)} lines of ${name}`);
}

function show({ finders, quality, pages, bytes }) {
  section(qualityTable(finders, quality));
  section(otherTable(finders, quality));
  if (pages) section(pagesTable(pages, PEER_OF_PAGES));
  section(bytesTable(finders, bytes));
  for (const name of ['usher', 'usher-strict'].filter((ours) => quality[ours])) section(worstTable(finders[name].title, quality[name].categories, 16));
  const absent = Object.keys(PYTHON).filter((name) => !quality[name] && !asked.only);
  const notes = Object.entries(quality).map(([name, { faults }]) => `${finders[name].title}: ${finders[name].note}${faults ? `; it failed on ${faults} lines` : ''}.`);
  section([...notes, ...absent.map((name) => `${PYTHON[name].title}: not installed.`), 'MB/s are of CPU time. A finder of phones only misses the rest: read its other columns.']);
  section(verdicts({ quality, pages, bytes }).map(({ met, text }) => `${met ? '✓ met   ' : '✗ missed'}  ${text}`));
}

async function record(found) {
  const file = fileURLToPath(new URL('../../../target/bench/masking.json', import.meta.url));
  await mkdir(new URL('../../../target/bench/', import.meta.url), { recursive: true });
  await writeFile(file, `${JSON.stringify(found, null, 1)}\n`);
  say(`\nEvery count: ${file}`);
}

function section(lines) {
  if (lines.length > 0) say(['', ...lines].join('\n'));
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

/** The line that tells what is going on, where somebody watches. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}
