// Pictures of every screen, to be looked at: `node tests/browser/screenshots.mjs` writes them to target/screenshots, and
// with `--readme` makes those of the README and of www/screenshots anew instead. A word or two beside it picks by name.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import config from './playwright.config.mjs';
import { Company } from './support/company.mjs';
import { play } from './support/conversations.mjs';
import { ROOT } from './support/place.mjs';
import { putRouting, SETTINGS } from './support/routing.mjs';
import { prepare, SCENES } from './support/scenes.mjs';
import { SCREENS } from './support/screens.mjs';
import { Window } from './support/window.mjs';
import { Worker } from './support/worker.mjs';

const SIZES = { desktop: { width: 1280, height: 800 }, narrow: { width: 380, height: 760 } };

const { locale, timezoneId } = config.use;
const { launchOptions } = config.projects.find(({ name }) => name === 'chromium').use;

async function main() {
  const worker = await Worker.start();
  const browser = await chromium.launch(launchOptions);
  try {
    const company = await Company.found(worker.port, undefined, 'demo');
    await play(company);
    if (process.argv.includes('--readme')) await readme(browser, company);
    else {
      await screens(browser, company);
      await scenes(browser, company);
    }
  } finally {
    await browser.close();
    await worker.stop();
  }
}

/** Every screen in every size and theme. */
async function screens(browser, company) {
  const agent = await open(browser, company, 'arda');
  const text = 'Merhaba, siparişim nerede? Beni 0500 555 78 67 numarasından arayabilirsiniz.';
  await company.write({ from: '905005557867', name: 'Deniz Aksoy', text });
  const { id } = await company.chatWith('Deniz Aksoy');
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const theme of ['light', 'dark']) {
      const windows = new Map();
      for (const { name, username, path: at, shown } of SCREENS.filter(isAsked)) {
        if (!windows.has(username)) windows.set(username, await open(browser, company, username, { theme, viewport }));
        const { page } = windows.get(username);
        await page.goto(at(id));
        await shown(page).waitFor();
        await page.waitForLoadState('networkidle');
        await picture(page, fileOf(name, size, theme));
      }
      for (const { context } of windows.values()) await context.close();
    }
  }
  await agent.context.close();
}

/** Every step on the way in every size and theme. */
async function scenes(browser, company) {
  await prepare(company);
  for (const { name, username, path: at, act } of SCENES.filter(isAsked)) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const theme of ['light', 'dark']) {
        const window = await open(browser, company, username, { theme, viewport, path: at });
        await act(window);
        await window.page.waitForLoadState('networkidle');
        await picture(window.page, fileOf(name, size, theme));
        await window.context.close();
      }
    }
  }
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isAsked = ({ name }) => asked.length === 0 || asked.some((word) => name.includes(word));

const fileOf = (name, size, theme) => path.join(ROOT, 'target/screenshots', `${name.replaceAll(' ', '-')}.${size}.${theme}.png`);

/** An agent in the middle of her work. */
async function readme(browser, company) {
  const elif = await open(browser, company, 'elif', { theme: 'light', viewport: SIZES.desktop });
  const client = { from: '905005557867', name: 'Deniz Aksoy' };
  await company.write({ ...client, text: 'Merhaba, dün sipariş ettiğim masa hâlâ gelmedi. Beni 0500 555 78 67 numarasından arayabilir misiniz?' });
  await elif.read('Deniz Aksoy');
  const answer = { text: 'Merhaba Deniz Hanım, hemen bakıyorum. Kargo yarın saat 10.00 ile 12.00 arasında sizde.' };
  await (await company.as('elif')).post(`/v1/chats/${(await company.chatWith('Deniz Aksoy')).id}/messages`, answer);
  await elif.message('Kargo').waitFor();
  await company.write({ ...client, text: 'Çok teşekkürler! Ulaşamazsanız eşim Ali: +90 500 555 78 42, ali.aksoy@example.com' });
  await elif.message('Ali').waitFor();
  await picture(elif.page, kept('agent-inbox-light'));
  await elif.askFor('phone number').then((sheet) => sheet.getByRole('radio', { name: 'The client asked to be called' }).click());
  await picture(elif.page, kept('agent-reveal-light'));
  await elif.page.getByRole('button', { name: 'Reveal and log' }).click();
  await elif.revealed.waitFor();
  await picture(elif.page, kept('agent-revealed-light'));
  await supervise(browser, company);
  await elif.context.close();
  const selin = await open(browser, company, 'selin', { theme: 'light', viewport: SIZES.desktop });
  await selin.page.getByRole('button', { name: 'Export', exact: true }).click();
  await selin.page.getByTestId('export').waitFor();
  await picture(selin.page, kept('supervisor-export-light'));
  await selin.page.goto('/masking');
  await selin.page.getByTestId('masking-form').waitFor();
  await picture(selin.page, kept('supervisor-masking-light'));
  await selin.context.close();
}

/** A supervisor on a day on which more comes than the team can take. */
async function supervise(browser, company) {
  const arda = await company.online('arda');
  // As much as they have in hand: whoever writes now has to wait.
  const full = Object.entries({ 'u-arda': 10, 'u-elif': 16, 'u-timur': 12 });
  const people = Object.fromEntries(full.map(([id, text]) => [id, { ...SETTINGS.people[id], capacity: { text } }]));
  await putRouting(company, { ...SETTINGS, people });
  const clients = ['Emre Aydın', 'Sophie Martin', 'Kaan Yıldız', 'Nina Petrova', 'Lukas Weber', 'Derya Tekin'];
  for (const [place, name] of clients.entries()) await company.write({ from: `90500555030${place}`, name, text: 'Merhaba, bir sorum var.' });
  await company.write({ channel: 'tg-support', from: 700_000_042, name: 'Мария Орлова', text: 'Как отменить подписку?' });
  const window = await open(browser, company, 'selin', { theme: 'light', viewport: SIZES.desktop, path: '/queue' });
  const { page } = window;
  await page.getByTestId('waiting-row').first().waitFor();
  await page.getByTestId('team-row').first().waitFor();
  await picture(page, kept('supervisor-queue-light'));
  await page.goto(`/inbox/${(await company.chatWith('Deniz Aksoy')).id}`);
  const reason = page.getByTestId('reason').first();
  await reason.getByRole('button', { name: 'How this was decided' }).click();
  await reason.getByTestId('ranking').waitFor();
  await reason.evaluate((node) => node.scrollIntoView({ block: 'end' }));
  await picture(page, kept('supervisor-reason-light'));
  await page.goto('/routing');
  await page.getByTestId('routing-ladder').waitFor();
  await picture(page, kept('supervisor-routing-light'));
  await page.goto('/routing/rules');
  const box = page.getByTestId('try-rule');
  await box.getByRole('textbox', { name: 'The client writes' }).fill('I want a refund for the table');
  await box.getByRole('radio', { name: 'Known' }).click();
  await box.getByTestId('try-hit').filter({ hasText: 'refunds' }).waitFor();
  await picture(page, kept('supervisor-rules-light'));
  await page.goto('/whatif');
  await window.type(page.getByRole('textbox', { name: 'Chats on a working day' }), '210');
  for (const name of ['Sales: more people', 'Support: more people']) {
    await window.type(page.getByTestId('whatif-changed').getByRole('textbox', { name }), '1');
  }
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByTestId('whatif-verdict').waitFor();
  await picture(page, kept('supervisor-whatif-light'));
  await window.context.close();
  await arda.close();
}

const kept = (name) => path.join(ROOT, 'www/screenshots', `${name}.png`);

function open(browser, company, username, options) {
  return Window.open(browser, { company, username, locale, timezoneId, ...options });
}

async function picture(page, file) {
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(path.relative(ROOT, file));
}

await main();
