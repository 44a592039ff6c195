// Our engine beside its peers: `node main.mjs [--quick] [--only <engine>,…]`; see `cargo xtask bench --help`.
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { agree, viewersOf } from './agree.mjs';
import { checkPath, weigh } from './bundle.mjs';
import { openChromium } from './chromium.mjs';
import { AXES, SIZES } from './growth.mjs';
import { growthTable, ratesTable, startTable } from './report.mjs';
import { Samples } from './samples.mjs';
import { tabulator } from './tables.mjs';
import { verdicts } from './verdict.mjs';
import { composition, workloadAt } from './workload.mjs';

const ENGINES = ['usher', 'casl', 'casl-rules', 'casl-functions', 'casbin', 'cedar', 'accesscontrol', 'bitset'];
/** Two ways to start ours; asked afterwards, they are one. */
const STARTS = { usher: ['usher', 'usher-open'] };
const GROWING = ['usher', 'casl', 'casl-rules'];

/** How long and how often: a longer run is steadier, not different. */
const FULL = { rounds: 5, windowMs: 250, colds: 15, growthRounds: 3 };
const QUICK = { rounds: 1, windowMs: 80, colds: 5, growthRounds: 1 };

const { values: asked } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const pace = asked.quick ? QUICK : FULL;
const names = asked.only?.split(',') ?? ENGINES;
const moment = Date.now();
const started = loadavg()[0];
const starting = names.flatMap((name) => STARTS[name] ?? [name]);
const engines = await forEach(starting, (name) => import(`./adapters/${name}.mjs`));
const workload = workloadAt(moment);

await run();

async function run() {
  announce();
  const chromium = await openChromium(starting);
  try {
    const rates = await measureRates(chromium);
    const cold = await measureStarts(chromium);
    const bytes = await forEach(starting, weigh);
    const growth = measureGrowth();
    const path = names.includes('usher') ? await checkPath() : undefined;
    const found = verdicts({ rates, cold: { 'Node (CPU)': cold.node, 'Chromium (wall)': cold.chromium }, path });
    show({ rates, cold, bytes, growth, found });
    await record({ chromium: chromium.version, rates, cold, bytes, path, growth, verdicts: found });
  } finally {
    await chromium.close();
  }
}

/** Rounds go through all engines in turn: what slows the machine for a while slows all of them. */
async function measureRates(chromium) {
  const rates = { Node: new Samples(), Chromium: new Samples() };
  for (let round = 1; round <= pace.rounds; round += 1) {
    for (const name of names) {
      progress(`checks and lists, round ${round} of ${pace.rounds}: ${name}`);
      rates.Node.add(name, child('node-child.mjs', [name, moment, pace.windowMs]));
      rates.Chromium.add(name, await chromium.rates(name, moment, pace.windowMs));
    }
  }
  return rates;
}

async function measureStarts(chromium) {
  const cold = { node: new Samples(), chromium: new Samples() };
  const questions = await forEach(starting, questionFor);
  for (let round = 1; round <= pace.colds; round += 1) {
    progress(`cold starts, round ${round} of ${pace.colds}`);
    for (const [name, question] of Object.entries(questions)) {
      cold.node.add(name, child('node-cold.mjs', [name], JSON.stringify(question)));
      cold.chromium.add(name, await chromium.cold(name, question));
    }
  }
  return cold;
}

/** What an engine is given to start from, and asked first. */
async function questionFor(name) {
  const { viewer, permission, chat, expected } = firstCheck();
  const engine = engines[name];
  const withTables = engine.isOurs ? await tabled(engine) : workload;
  return { text: engine.prepare(withTables.documents[viewer], moment, workload.company), permission, chat, expected };
}

/** The workload with tables in its documents; what is answered from those has to agree too. */
async function tabled(engine) {
  const withTables = { ...workload, documents: workload.documents.map(await tabulator()) };
  agree(engine, withTables, await viewersOf(engine, withTables), workload.chats);
  return withTables;
}

/** What a fresh page asks: may this chat of mine be seen? Of the viewers who can, the one with a middling access. */
function firstCheck() {
  const isMine = ({ permission, reason }) => permission === 'chats.view' && reason.endsWith('assigned to the viewer');
  const mine = workload.checks.filter(isMine);
  const size = ({ viewer }) => JSON.stringify(workload.documents[viewer]).length;
  return mine.sort((a, b) => size(a) - size(b))[mine.length >> 1];
}

function measureGrowth() {
  const growth = Object.fromEntries(Object.keys(AXES).map((axis) => [axis, new Samples()]));
  for (let round = 1; round <= pace.growthRounds; round += 1) {
    for (const axis of Object.keys(AXES)) {
      for (const name of GROWING.filter((engine) => names.includes(engine))) {
        progress(`growth, round ${round} of ${pace.growthRounds}: ${axis}, ${name}`);
        for (const size of SIZES) {
          const found = child('node-growth.mjs', [name, axis, size, moment, pace.windowMs / 2]);
          for (const [key, value] of Object.entries(found)) growth[axis].add(name, { [`${size} ${key}`]: value });
        }
      }
    }
  }
  return growth;
}

/** What a process of its own found; one that fails stops the run. */
function child(script, words, input = '') {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const options = { input, encoding: 'utf8', maxBuffer: 1 << 26 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words.map(String)], options);
  if (status !== 0) throw new Error(`${script} ${words.join(' ')} failed\n${stderr}`);
  return JSON.parse(stdout);
}

function announce() {
  const { checks, chats, documents } = workload;
  const allowed = checks.filter(({ expected }) => expected).length;
  const users = documents.length;
  say(`${checks.length} checks of ${users} users, ${allowed} of them allowed; lists of ${chats.length} chats`);
  for (const [reason, count] of Object.entries(composition(checks))) say(`  ${String(count).padStart(5)}  ${reason}`);
}

function show({ rates, cold, bytes, growth, found }) {
  progress('');
  for (const [where, samples] of Object.entries(rates)) section(ratesTable(engines, where, samples));
  section(startTable(engines, { ...cold, bytes }));
  for (const [axis, samples] of Object.entries(growth)) section(growthTable(engines, axis, SIZES, samples));
  section(['× is against CASL with conditions as data, the fastest of its modes that can be sent to a browser.',
    'All engines agree with the reference on every check, list and section above.',
    ...Object.values(engines).map(({ title, note }) => `${title}: ${note}.`),
    ...Object.entries(AXES).map(([axis, meaning]) => `growth of ${axis}: ${meaning}.`)]);
  section(found.map(({ met, text }) => `${met ? '✓ met   ' : '✗ missed'}  ${text}`));
}

async function record(found) {
  const file = fileURLToPath(new URL('../../../target/bench/access.json', import.meta.url));
  await mkdir(new URL('../../../target/bench/', import.meta.url), { recursive: true });
  const machine = { cpu: cpus()[0].model, cores: cpus().length, node: process.version, loadBefore: started };
  const question = { moment, checks: composition(workload.checks), chats: workload.chats.length };
  await writeFile(file, `${JSON.stringify({ pace, machine, workload: question, ...found }, null, 1)}\n`);
  say(`\nEvery sample: ${file}`);
}

/** An object with an entry for each name. */
async function forEach(keys, make) {
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await make(key)])));
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
