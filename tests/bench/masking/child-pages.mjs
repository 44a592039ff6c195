// One way to mask pages in a process of its own: `node child-pages.mjs <way> <pages> <seconds>`.
import { pagesOf, readable } from './pages.mjs';
import { ways } from './ways.mjs';

const [name, count, seconds] = process.argv.slice(2);
const pages = pagesOf(Number(count));
const { init, input, mask, output } = ways[name];
await init?.();
const inputs = pages.map(({ text }) => input(text));
const outputs = inputs.map((page) => output(mask(page)));
const bytes = pages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
const contacts = pages.reduce((sum, { secrets }) => sum + secrets.length, 0);
process.stdout.write(JSON.stringify({ rate: rate(), bytes, contacts, ...readable(pages, outputs) }));

/** MB a second of CPU time; the best of what fits into the time given, at least one whole turn if it takes no minute. */
function rate() {
  let best = 0;
  const started = performance.now();
  do {
    const before = process.threadCpuUsage();
    let done = 0;
    for (const page of inputs) {
      mask(page);
      done += page.length;
      if (performance.now() - started > 60_000) break;
    }
    const { user, system } = process.threadCpuUsage(before);
    const share = done / inputs.reduce((sum, page) => sum + page.length, 0);
    best = Math.max(best, (bytes * share) / (user + system));
  } while (performance.now() - started < Number(seconds) * 1000);
  return best;
}
