// One finder in a process of its own: `node child-quality.mjs <finder> <share> <seconds> [<folder>]` prints what it reaches.
import { chatMix } from './corpus/build.mjs';
import { linesOf } from './lines.mjs';
import { score } from './score.mjs';

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
  do {
    const before = process.threadCpuUsage();
    let done = 0;
    for (let at = 0; at < rows.length; at += 1) {
      const answer = attempt(rows[at]);
      if (answer?.then) await answer.catch(() => []);
      done += bytes[at];
      if (at % 256 === 0 && performance.now() > until) break;
    }
    const { user, system } = process.threadCpuUsage(before);
    // The first turn of a slow finder may be all there is; of a fast one it is a warm-up, and slower than the best.
    best = Math.max(best, done / (user + system));
  } while (performance.now() < until);
  return best;
}

function attempt({ text, region }) {
  try {
    return finder.find(text, region);
  } catch {
    return undefined;
  }
}
