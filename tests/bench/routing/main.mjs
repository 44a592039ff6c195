// Routing beside plain rules: `node main.mjs [--quick] [--data <folder>]`. Its WebAssembly is built by xtask.
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { growthTable, memoryLine, packageTable, speedTable } from './report.mjs';
import { verdicts } from './verdict.mjs';

/** How many rounds there are, and how long each takes a rule, in seconds. */
const FULL = { rounds: 7, seconds: 0.5 };
const QUICK = { rounds: 3, seconds: 0.2 };

const { values: asked } = parseArgs({ options: { quick: { type: 'boolean' }, data: { type: 'string' } } });
const pace = asked.quick ? QUICK : FULL;
const started = loadavg()[0];

progress('loops within WebAssembly');
const speed = child('speed.mjs', [pace.rounds, pace.seconds]);
progress('through the package');
const through = child('through-package.mjs', [pace.rounds]);
progress('memory');
const memory = child('memory.mjs', [100_000, 1_000_000]);
progress('');

section(speedTable(speed));
section(growthTable(speed));
section(packageTable(through));
section([memoryLine(memory)]);
section([
  'One decision: a chat comes and is given to somebody, and once half of the room is taken another is closed before it. Loops run within',
  'WebAssembly, so that no JSON is measured; through the package it is. Times are CPU time of the one thread. The engine gives reasons and',
  'keeps what waits, timers and fairness; the rules beside it do not. `scan` looks at everybody, `group` at who may take the chat.',
]);
section(verdicts({ speed, memory }).map(({ met, text }) => `${met ? '✓ met   ' : '✗ missed'}  ${text}`));
if (asked.data) other(asked.data);
await record({ machine: { cpu: cpus()[0].model, cores: cpus().length, node: process.version, loadBefore: started }, pace, speed, through, memory });

/** Baselines of somebody else, in the same run: a `bench.mjs` that takes the path of its compiled `bench.rs`. */
function other(folder) {
  const wasm = fileURLToPath(new URL('../../../target/bench/routing/other.wasm', import.meta.url));
  section([`the baselines of ${folder}`]);
  spawnSync(process.execPath, [`${folder}/bench.mjs`, wasm], { stdio: 'inherit' });
}

/** What a process of its own found; one that fails stops the run. */
function child(script, words) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words.map(String)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${script} ${words.join(' ')} failed\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout);
}

async function record(found) {
  const file = fileURLToPath(new URL('../../../target/bench/routing.json', import.meta.url));
  await mkdir(new URL('../../../target/bench/', import.meta.url), { recursive: true });
  await writeFile(file, `${JSON.stringify(found, null, 1)}\n`);
  process.stdout.write(`\nEvery sample: ${file}\n`);
}

function section(lines) {
  if (lines.length > 0) process.stdout.write(`${['', ...lines].join('\n')}\n`);
}

/** The line that tells what is going on, where somebody watches. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}
