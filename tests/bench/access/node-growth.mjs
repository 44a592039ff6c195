// One engine and one size in a process of its own: `node node-growth.mjs <engine> <axis> <size> <moment> <window>`
// prints what is sent, how long it takes to load and how fast it is asked, or why the engine refuses.
import { gzipSync } from 'node:zlib';
import { grown } from './growth.mjs';
import { settledRate, work } from './measure.mjs';
import { tabulator } from './tables.mjs';

const [name, axis, size, moment, windowMs] = [process.argv[2], process.argv[3], ...process.argv.slice(4).map(Number)];
const engine = await import(`./adapters/${name}.mjs`);
const { document, company, checks } = grown(axis, size, moment);
const text = engine.prepare(engine.isOurs ? await asSent(document) : document, moment, company);
const found = { bytes: Buffer.byteLength(text), gzip: gzipSync(text).length };
try {
  Object.assign(found, await measure());
} catch (fault) {
  // A limit that is stated is an answer; a wrong answer is not.
  if (fault.code === undefined) throw fault;
  found.refused = fault.code;
}
process.stdout.write(JSON.stringify(found));

/** With its tables; one beyond the limits is sent by nobody, and has none. */
async function asSent(whole) {
  const withTables = await tabulator();
  try {
    return withTables(whole);
  } catch {
    return whole;
  }
}

function clock() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function measure() {
  const viewer = await opened();
  for (const { permission, chat, expected } of checks) {
    if (engine.can(viewer, permission, chat) === expected) continue;
    throw new Error(`${name}, ${axis} ${size}: ${permission} on ${JSON.stringify(chat)} should be ${expected}`);
  }
  return { loadMs: await loading(), checks: await asking(viewer) };
}

/** Loaded and asked once: some engines put their work off until then. */
async function opened() {
  const viewer = await engine.open(text);
  engine.can(viewer, checks[0].permission, checks[0].chat);
  return viewer;
}

async function loading() {
  const start = clock();
  let loads = 0;
  do {
    await opened();
    loads += 1;
  } while (clock() - start < windowMs || loads < 3);
  return (clock() - start) / loads;
}

function asking(viewer) {
  const expected = checks.filter((check) => check.expected).length;
  const run = () => {
    let allowed = 0;
    for (const { permission, chat } of checks) if (engine.can(viewer, permission, chat)) allowed += 1;
    return allowed;
  };
  const passes = [{ units: checks.length, expected, run }];
  return settledRate(() => {
    const start = clock();
    const units = work({ passes }, windowMs, clock);
    return (units / (clock() - start)) * 1000;
  });
}
