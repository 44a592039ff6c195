// Three browsers behind one small interface: open a page, wait for the promise that it leaves in `globalThis.result`.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { access } from 'node:fs/promises';
import { once } from 'node:events';
import { chromium, firefox } from '@playwright/test';
import { defer } from './defer.mjs';

const asRoot = process.getuid?.() === 0;
/** What keeps a browser from calling home while it is tested. */
const QUIET = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];
const MINIBROWSER = process.env.MINIBROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

export const BROWSERS = ['chromium', 'firefox', 'webkit'];

/**
 * Starts a browser; it is closed when the test ends.
 *
 * @param {import('node:test').TestContext} t
 * @param {'chromium' | 'firefox' | 'webkit'} name
 * @returns {Promise<{ visit(url: string): Promise<unknown> }>} `visit` opens a page in a fresh tab or session and
 *   gives its result
 */
export async function open(t, name) {
  if (name === 'webkit') return openWebkit(t);
  const browser = name === 'chromium' ? await launchChromium() : await launchFirefox();
  defer(t, () => browser.close());
  return { visit: (url) => visitWithPlaywright(browser, url) };
}

function launchChromium() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: QUIET, chromiumSandbox: !asRoot });
}

function launchFirefox() {
  return firefox.launch({ channel: 'moz-firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' });
}

async function visitWithPlaywright(browser, url) {
  // The Firefox of a distribution knows none of the emulations that a new page sets by default.
  const plain = { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null };
  const page = await browser.newPage(plain);
  const faults = [];
  page.on('pageerror', (fault) => faults.push(String(fault)));
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
  try {
    await page.goto(url);
    // A module that failed to load never leaves a result; its error is worth more than a time-out.
    const result = await page.evaluate(() => globalThis.result ?? Promise.reject(new Error('no result')));
    return result;
  } catch (fault) {
    throw new Error(`${url}: ${fault.message}\n${faults.join('\n')}`);
  } finally {
    await page.close();
  }
}

async function openWebkit(t) {
  await access(MINIBROWSER);
  const { Builder, Capabilities } = await import('selenium-webdriver');
  const { waitForServer } = await import('selenium-webdriver/http/util.js');
  const display = await startDisplay(t);
  const port = await freePort();
  const env = { ...process.env, DISPLAY: `:${display}`, ...SOFTWARE };
  startProcess(t, 'WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
  const server = `http://127.0.0.1:${port}`;
  await waitForServer(server, 20_000);
  const capabilities = new Capabilities();
  capabilities.set('browserName', 'MiniBrowser');
  capabilities.set('webkitgtk:browserOptions', { binary: MINIBROWSER, args: ['--automation'] });
  const driver = await new Builder().usingServer(server).withCapabilities(capabilities).build();
  defer(t, () => driver.quit());
  await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
  return { visit: (url) => visitWithSelenium(driver, url) };
}

/** WebKitGTK has no headless mode; without a graphics card it draws by itself. */
const SOFTWARE = {
  WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1', GSETTINGS_BACKEND: 'memory', NO_AT_BRIDGE: '1',
};

async function visitWithSelenium(driver, url) {
  await driver.get(url);
  // WebKit's driver may come back before the modules of the page have run: then the page itself says when.
  const [fault, result] = await driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    const later = () => new Promise((resolve) => Object.defineProperty(globalThis, 'result', { set: resolve }));
    Promise.resolve(globalThis.result ?? later())
      .then((result) => done([null, result]), (fault) => done([fault + '\\n' + fault?.stack, null]));`);
  if (fault !== null) throw new Error(`${url}: ${fault}`);
  return result;
}

/** A private X server; it picks a free display itself and says which. */
async function startDisplay(t) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'];
  const server = startProcess(t, 'Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [line] = await once(server.stdio[3], 'data');
  return Number(String(line));
}

/** A child in a process group of its own, so that whatever it starts ends with it. */
function startProcess(t, program, args, options) {
  const child = spawn(program, args, { ...options, detached: true });
  const ended = once(child, 'exit').catch(() => undefined);
  defer(t, async () => {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch (fault) {
      if (fault.code !== 'ESRCH') throw fault;
    }
    await ended;
  });
  return child;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
