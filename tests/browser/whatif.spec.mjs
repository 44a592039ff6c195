// What if: a week of the team, simulated in a worker of the browser, by today's rules and by changed ones.

import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

const run = (page) => page.getByRole('button', { name: 'Run', exact: true });
const verdict = (page) => page.getByTestId('whatif-verdict');
const type = (window, name, value) => window.type(window.page.getByRole('textbox', { name }), String(value));

test('rules are compared without the server', { tag: '@firefox' }, async ({ open }) => {
  const window = await open('selin', { path: '/whatif' });
  const { page } = window;
  await expect(run(page)).toBeVisible();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await type(window, 'Chats on a working day', 200);
  await run(page).click();
  await expect(verdict(page)).toBeVisible();
  const results = page.getByTestId('whatif-results');
  await expect(results.getByRole('columnheader', { name: 'Limit' }).first()).toBeVisible();
  await expect(results.getByRole('img', { name: /^Chats waiting over time: on average/ })).toBeVisible();
  for (const name of ['Arda Demir', 'Elif Şahin']) await expect(results.getByRole('rowheader', { name })).toBeVisible();
  await expect(page.getByTestId('whatif-staffing').getByRole('img', { name: /needed at \d\d:00/ })).toBeVisible();
  // The worker and its WebAssembly, and nothing of the API.
  expect(asked.filter((path) => path.startsWith('/v1/'))).toEqual([]);
});

test('the same week has the same result, and more people make waits shorter', async ({ open }) => {
  const window = await open('selin', { path: '/whatif' });
  const { page } = window;
  await type(window, 'Chats on a working day', 260);
  const results = page.getByTestId('whatif-results');
  const mean = () => results.getByRole('row', { name: /^On average/ }).getByRole('cell');
  await run(page).click();
  await expect(verdict(page)).toBeVisible();
  const first = await mean().allTextContents();
  await run(page).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden();
  expect(await mean().allTextContents()).toEqual(first);
  const changed = page.getByTestId('whatif-changed');
  for (const name of ['Sales: more people', 'Support: more people']) await window.type(changed.getByRole('textbox', { name }), '3');
  await expect(page.getByText('The form has changed since')).toBeVisible();
  await run(page).click();
  await expect(verdict(page)).toContainText('less on average');
  await expect(results.getByRole('rowheader', { name: 'Sales +1' })).toBeVisible();
});

test('a long run tells how far it is, and can be stopped', { tag: '@firefox' }, async ({ open }) => {
  const window = await open('selin', { path: '/whatif' });
  const { page } = window;
  await type(window, 'Days', 28);
  await type(window, 'Chats on a working day', 20_000);
  await run(page).click();
  const progress = page.getByRole('progressbar', { name: 'Simulating' });
  await expect(progress).toBeVisible();
  await expect.poll(() => progress.evaluate((bar) => bar.value)).toBeGreaterThan(0);
  // The page is alive meanwhile.
  await type(window, 'Days', 2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(run(page)).toBeVisible();
  await expect(verdict(page)).toBeHidden();
});

test('chats that came are worked through again, by today’s rules and by changed ones', async ({ company, open }) => {
  const arda = await company.online('arda');
  for (const [place, name] of ['Ayla Er', 'Bora Can', 'Cem Ak'].entries()) await company.write({ from: `90500555010${place}`, name, text: 'Merhaba' });
  const { page } = await open('selin', { path: '/whatif' });
  await page.getByRole('radio', { name: 'Those that came' }).click();
  await expect(page.getByTestId('whatif-recorded')).toContainText('3 chats');
  await run(page).click();
  await expect(verdict(page)).toBeVisible();
  await expect(page.getByTestId('whatif-results').getByRole('heading', { level: 2 })).toContainText('3 chats');
  await arda.close();
});

test('who may not change the rules does not get there', async ({ open }) => {
  const arda = await open('arda', { path: '/whatif' });
  await expect(arda.page.getByTestId('no-access')).toBeVisible();
  await expect(arda.place('What if')).toBeHidden();
});
