// The first check of a fresh Node process: `node node-cold.mjs <engine>`, with what to open and ask as JSON on standard
// input, prints the CPU milliseconds of the whole process for importing, loading and asking.
import { readFileSync } from 'node:fs';
// What only prepares texts is loaded before the clock starts: a browser would never load it.
import './fold.mjs';

const { text, permission, chat, expected } = JSON.parse(readFileSync(0, 'utf8'));

/** All threads: a compiler at work in the background is paid for too. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const start = cpu();
const engine = await import(`./adapters/${process.argv[2]}.mjs`);
const imported = cpu();
const viewer = await engine.open(text);
const loaded = cpu();
const answer = engine.can(viewer, permission, chat);
const asked = cpu();
if (answer !== expected) throw new Error(`${engine.title}: the first check is ${answer}, should be ${expected}`);
const parts = { import: imported - start, load: loaded - imported, check: asked - loaded };
process.stdout.write(JSON.stringify({ ...parts, total: asked - start }));
