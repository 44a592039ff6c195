// One way to mask pages in a process of its own: `node child-pages.mjs <way> <pages> <seconds>`.
import { pagesOf, readable } from './pages.mjs';
import { ways } from './ways.mjs';

/** The clock of CPU time goes in steps of some milliseconds. */
const TURN_MS = 300;

const [name, count, seconds] = process.argv.slice(2);
const pages = pagesOf(Number(count));
const { init, input, mask, output } = ways[name];
await init?.();
const inputs = pages.map(({ text }) => input(text));
const outputs = inputs.map((page) => output(mask(page)));
const lengths = pages.map(({ text }) => Buffer.byteLength(text));
const bytes = lengths.reduce((sum, length) => sum + length, 0);
const contacts = pages.reduce((sum, { secrets }) => sum + secrets.length, 0);
process.stdout.write(JSON.stringify({ rate: rate(), bytes, contacts, ...readable(pages, outputs) }));

/** MB a second of CPU time; the best of what fits into the time given, at least one whole turn if it takes no minute. */
function rate() {
  let best = 0;
  const started = performance.now();
  do {
    const [began, before] = [performance.now(), process.threadCpuUsage()];
    let done = 0;
    for (let at = 0; at < inputs.length || performance.now() < began + TURN_MS; at += 1) {
      const page = at % inputs.length;
      mask(inputs[page]);
      done += lengths[page];
      if (performance.now() - started > 60_000) break;
    }
    const { user, system } = process.threadCpuUsage(before);
    best = Math.max(best, done / (user + system));
  } while (performance.now() - started < Number(seconds) * 1000);
  return best;
}
