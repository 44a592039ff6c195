// Pictures of every screen, to be looked at: `node tests/browser/screenshots.mjs [--readme]` writes them to
// target/screenshots. With `--readme` the picture of the README is made anew as well.

import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import config from './playwright.config.mjs';
import { Company } from './support/company.mjs';
import { play } from './support/conversations.mjs';
import { ROOT } from './support/place.mjs';
import { SCREENS } from './support/screens.mjs';
import { Window } from './support/window.mjs';
import { Worker } from './support/worker.mjs';

const SIZES = { desktop: { width: 1280, height: 800 }, narrow: { width: 380, height: 760 } };

/** The chat that the pictures are of; its client writes numbers into the text. */
const CLIENT = 'Ayşe Yılmaz';

const folder = path.join(ROOT, 'target/screenshots');
const { locale, timezoneId } = config.use;

async function main() {
  await mkdir(folder, { recursive: true });
  const worker = await Worker.start();
  const browser = await chromium.launch(config.projects.find(({ name }) => name === 'chromium').use.launchOptions);
  try {
    const company = await Company.found(worker.port, undefined, 'demo');
    await play(company);
    const agent = await Window.open(browser, { company, username: 'arda' });
    await company.write({ from: '905005557867', name: 'Deniz Aksoy', text: 'Merhaba, siparişim nerede? Beni 0500 555 78 67 numarasından arayın.' });
    const { id } = await company.chatWith(CLIENT);
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const theme of ['light', 'dark']) await pictures(browser, company, id, { size, viewport, theme });
    }
    await agent.context.close();
    if (process.argv.includes('--readme')) {
      await copyFile(path.join(folder, 'conversation-of-an-agent.desktop.light.png'), path.join(ROOT, 'www/screenshots/agent-inbox-light.png'));
    }
  } finally {
    await browser.close();
    await worker.stop();
  }
}

async function pictures(browser, company, chat, { size, viewport, theme }) {
  const windows = new Map();
  for (const { name, username, path: at, shown } of SCREENS) {
    if (!windows.has(username)) {
      windows.set(username, await Window.open(browser, { company, username, theme, viewport, locale, timezoneId, deviceScaleFactor: 1 }));
    }
    const { page } = windows.get(username);
    await page.goto(at(chat));
    await shown(page).waitFor();
    const file = path.join(folder, `${name.replaceAll(' ', '-')}.${size}.${theme}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(path.relative(ROOT, file));
  }
  for (const { context } of windows.values()) await context.close();
}

await main();
