// What is taken out as a file: for those who may, no more than they see, and said beforehand.

import { readFile } from 'node:fs/promises';
import { assertOk } from '../edge/support/problem.mjs';
import { leaks } from './support/received.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'vera'] });

const OWN = '5005557867';

async function openSheet(window, name = 'Export') {
  await window.page.getByRole('button', { name, exact: true }).click();
  return window.page.getByTestId('export');
}

/** Presses Download; answers with the file. */
async function fileOf(window, sheet) {
  const coming = window.page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Download' }).click();
  const file = await coming;
  await expect(sheet).toBeHidden();
  await expect(window.page.getByRole('status', { name: 'Notices' })).toContainText('The download has started.');
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('contacts and chats, in clear for who sees them in clear', { tag: '@firefox' }, async ({ company, open }) => {
  const selin = await open('selin');
  await company.send('whatsapp/message-text');
  await expect(selin.row('Deniz Aksoy')).toBeVisible();
  await test.step('contacts as CSV', async () => {
    const sheet = await openSheet(selin);
    await expect(sheet).toContainText('The file holds what you see on screen and no more');
    await expect(sheet).toContainText('is logged');
    const { name, text } = await fileOf(selin, sheet);
    expect(name).toMatch(/\.csv$/);
    expect(text).toContain('Deniz Aksoy');
    expect(leaks(text, [OWN])).toEqual([OWN]);
  });
  await test.step('open chats as JSON', async () => {
    const sheet = await openSheet(selin);
    await selin.choose(/What$/, /Chats/);
    await selin.choose(/Which chats/, /Open ones/);
    await selin.choose(/Format/, /JSON/);
    const { name, text } = await fileOf(selin, sheet);
    expect(name).toMatch(/\.json$/);
    expect(JSON.stringify(JSON.parse(text))).toContain('Merhaba');
    expect(leaks(text, [OWN])).toEqual([OWN]);
  });
  const { entries } = assertOk(await (await company.as('selin')).get('/v1/audit?limit=50'));
  const actions = entries.map(({ action }) => action);
  expect(actions).toContain('contacts.exported');
  expect(actions).toContain('chats.exported');
});

test('one chat, masked for who sees it masked', async ({ company, open }) => {
  const vera = await open('vera');
  await company.send('whatsapp/message-text');
  await vera.read('Deniz Aksoy');
  const { name, text } = await fileOf(vera, await openSheet(vera, 'Export this chat'));
  expect(name).toMatch(/\.csv$/);
  expect(text).toContain('Merhaba');
  expect(text).toContain('•• 67');
  expect(leaks(text, [OWN])).toEqual([]);
  expect(leaks(name, [OWN])).toEqual([]);
});

test('a refusal is told in words, and nothing is downloaded', { tag: '@firefox' }, async ({ company, open }) => {
  const vera = await open('vera');
  await company.send('whatsapp/message-text');
  await expect(vera.row('Deniz Aksoy')).toBeVisible();
  await vera.page.route('**/v1/chats/export*', (route) => route.fulfill({ status: 429, headers: { 'retry-after': '120' } }));
  const sheet = await openSheet(vera);
  vera.page.on('download', () => vera.complaints.push('something was downloaded'));
  await sheet.getByRole('button', { name: 'Download' }).click();
  await expect(vera.problem).toContainText('Too many exports. Please wait 2 minutes and try again.');
  await expect(sheet).toBeVisible();
});

test('it is offered to those only who may, and goes with the right', async ({ company, open }) => {
  const vera = await open('vera');
  await company.send('whatsapp/message-text');
  await vera.read('Deniz Aksoy');
  const sheet = await openSheet(vera);
  await expect(sheet.getByRole('button', { name: /What$/ })).toHaveCount(0);
  const selin = await company.as('selin');
  assertOk(await selin.patch('/v1/users/u-vera', { denied: ['chats.export'] }));
  await expect(sheet).toBeHidden();
  await expect(vera.page.getByRole('button', { name: /^Export/ })).toHaveCount(0);
  const { status, json } = await vera.ask('GET', '/v1/chats/export?format=json');
  expect([status, json.code]).toEqual([403, 'permission_missing']);
});
