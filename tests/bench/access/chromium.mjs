// The same measurements in Chromium: each engine in a context, and so a process, of its own.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { askingModule, bundle, wasmOf } from './bundle.mjs';
import { settledRate } from './measure.mjs';

const isRoot = process.getuid?.() === 0;

/** Nothing that would talk to the outside. */
const QUIET = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];

/** Chromium with the bundles of these engines; `close` ends both. */
export async function openChromium(engines) {
  const files = await filesOf(engines);
  const server = createServer((request, response) => answer(files, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: QUIET, chromiumSandbox: !isRoot });
  return {
    version: browser.version(),
    rates: (engine, moment, windowMs) => visit(browser, origin, (page) => rates(page, engine, moment, windowMs)),
    cold: (engine, question) => visit(browser, origin, (page) => cold(page, engine, question)),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function filesOf(engines) {
  const files = new Map([['/', { type: 'text/html', body: '<!doctype html><title>bench</title>' }]]);
  for (const engine of engines) {
    files.set(`/${engine}/rates.js`, { type: 'text/javascript', body: await measuringModule(engine) });
    files.set(`/${engine}/cold.js`, { type: 'text/javascript', body: await askingModule(engine) });
    const wasm = wasmOf(engine);
    if (wasm) files.set(`/${engine}/${wasm.place}`, { type: 'application/wasm', body: await readFile(wasm.file) });
  }
  return files;
}

const measuringModule = (engine) => bundle(`
  import { bench } from './page.mjs';
  import * as engine from './adapters/${engine}.mjs';
  export default bench(engine);`);

function answer(files, request, response) {
  const file = files.get(request.url);
  if (file === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': file.type, 'cache-control': 'max-age=3600' }).end(file.body);
}

/** A context of its own knows nothing of an earlier visit, neither files nor compiled code. */
async function visit(browser, origin, ask) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    return await ask(page);
  } finally {
    await context.close();
  }
}

async function rates(page, engine, moment, windowMs) {
  // Awaited here and not by a script element: that one does not wait for what a module awaits.
  const names = await page.evaluate(async ([url, at]) => {
    globalThis.bench = (await import(url)).default;
    return globalThis.bench.prepare(at);
  }, [`/${engine}/rates.js`, moment]);
  const clock = await threadClock(page);
  const found = {};
  for (const name of names) {
    found[name] = await settledRate(() => windowRate(page, name, windowMs, clock));
  }
  return found;
}

/** On a busy machine the page's thread has the core for a part of the time only: it goes on until it had its window. */
async function windowRate(page, name, windowMs, clock) {
  const start = await clock();
  let units = 0;
  for (;;) {
    units += await page.evaluate(([measurement, ms]) => globalThis.bench.run(measurement, ms), [name, windowMs / 2]);
    const seconds = await clock() - start;
    if (seconds * 1000 >= windowMs) return units / seconds;
  }
}

/** Seconds for which the page's thread has had a core. */
async function threadClock(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ThreadTime').value;
  };
}

/**
 * Milliseconds by the clock on the wall: a page waits for compilers in other threads. The files are in the cache of the
 * browser by then: what the network adds follows from the bytes, and would be noise here.
 */
function cold(page, engine, question) {
  const wasm = wasmOf(engine);
  const urls = [`/${engine}/cold.js`, ...(wasm ? [`/${engine}/${wasm.place}`] : [])];
  return page.evaluate(async ({ urls, text, permission, chat, expected }) => {
    for (const url of urls) await (await fetch(url)).arrayBuffer();
    const start = performance.now();
    const asking = await import(urls[0]);
    const imported = performance.now();
    const viewer = await asking.open(text);
    const loaded = performance.now();
    const found = asking.can(viewer, permission, chat);
    const asked = performance.now();
    if (found !== expected) throw new Error(`the first check is ${found}, should be ${expected}`);
    return { import: imported - start, load: loaded - imported, check: asked - loaded, total: asked - start };
  }, { urls, ...question });
}
