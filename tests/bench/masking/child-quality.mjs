// One finder in a process of its own: `node child-quality.mjs <finder> <share> <seconds> [<folder>]` prints what it reaches.
import { chatMix } from './corpus/build.mjs';
import { linesOf } from './lines.mjs';
import { score } from './score.mjs';

/** The clock of CPU time goes in steps of some milliseconds. */
const TURN_MS = 300;

const [name, share, seconds, folder] = process.argv.slice(2);
const finder = await import(`./adapters/${name}.mjs`);
const files = linesOf(folder, Number(share));
await finder.init();
const { found, faults } = await findAll();
const prose = Object.entries(files).filter(([file]) => /_(pos|neg)$/.test(file)).flatMap(([, rows]) => rows);
const speed = { dense: await rate(prose), mix: await rate(chatMix(files)) };
process.stdout.write(JSON.stringify({ ...score(files, found), speed, faults }));

async function findAll() {
  const found = {};
  let faults = 0;
  for (const [file, rows] of Object.entries(files)) {
    found[file] = [];
    for (const { text, region } of rows) {
      try {
        found[file].push(await finder.find(text, region));
      } catch {
        faults += 1;
        found[file].push([]);
      }
    }
  }
  return { found, faults };
}

/** MB of UTF-8 a second of CPU time, one call a message; the best of what fits into the time given. */
async function rate(rows) {
  const bytes = rows.map(({ text }) => Buffer.byteLength(text));
  let best = 0;
  const until = performance.now() + Number(seconds) * 1000;
  for (let now = performance.now(); now < until; ) {
    const [began, before] = [now, process.threadCpuUsage()];
    let done = 0;
    for (let at = 0; now < began + TURN_MS && now < until; at += 1) {
      const row = at % rows.length;
      const answer = attempt(rows[row]);
      if (answer?.then) await answer.catch(() => []);
      done += bytes[row];
      if (at % 256 === 255 || answer?.then) now = performance.now();
    }
    // Of a slow finder the first turn may be all there is; the last one is cut short.
    if (best > 0 && now < began + TURN_MS) break;
    const { user, system } = process.threadCpuUsage(before);
    best = Math.max(best, done / (user + system));
  }
  return best;
}

function attempt({ text, region }) {
  try {
    return finder.find(text, region);
  } catch {
    return undefined;
  }
}
