// What waits and who is there: live, and with what is done by hand.

import { assertOk } from '../edge/support/problem.mjs';
import { putRouting } from './support/routing.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda', 'elif'] });

const waiting = ({ page }) => page.getByTestId('waiting-row');
const tile = ({ page }, group) => page.locator(`[data-testid="queue-group"][data-group="${group}"]`);
const person = ({ page }, user) => page.locator(`[data-testid="team-row"][data-user="${user}"]`);

/** Clients who write while nobody is there, one after the other. */
async function clients(company, ...names) {
  for (const [place, name] of names.entries()) await company.write({ from: `90500555010${place}`, name, text: 'Merhaba' });
}

test('chats wait in the order in which they are served, and everybody sees it live', { tag: '@firefox' }, async ({ company, open }) => {
  await clients(company, 'Ayla Er', 'Bora Can');
  const selin = await open('selin', { path: '/queue' });
  await expect(waiting(selin)).toHaveCount(2);
  await expect(waiting(selin).nth(0)).toContainText('Ayla Er');
  await expect(waiting(selin).nth(0)).toContainText('Sales');
  await expect(waiting(selin).nth(0)).toContainText('Nobody who may take it is free');
  await expect(tile(selin, 'sales')).toContainText('2');
  await company.write({ channel: 'tg-support', from: 700_000_042, name: 'Мария Орлова', text: 'Как отменить подписку?' });
  await expect(waiting(selin)).toHaveCount(3);
  await tile(selin, 'support').click();
  await expect(waiting(selin)).toHaveCount(1);
  await expect(waiting(selin)).toContainText('Мария Орлова');
  await tile(selin, 'all').click();
  await expect(waiting(selin)).toHaveCount(3);

  await expect(person(selin, 'u-arda')).toHaveAttribute('data-presence', 'away');
  const arda = await open('arda');
  await expect(person(selin, 'u-arda')).toHaveAttribute('data-presence', 'online');
  await expect(person(selin, 'u-arda')).toContainText('2 of 20');
  await expect(waiting(selin)).toHaveCount(1);
  await expect(tile(selin, 'sales')).toBeHidden();
  await expect(arda.row('Ayla Er')).toBeVisible();
  expect(selin.loads).toBe(1);
});

test('who is finishing gets nothing new, and who is back does', { tag: '@firefox' }, async ({ company, open }) => {
  const selin = await open('selin', { path: '/queue' });
  const arda = await open('arda');
  const choose = async (presence) => {
    await arda.page.getByTestId('presence').click();
    await arda.page.getByRole('menuitemradio', { name: presence }).click();
  };
  await choose(/^finishing/);
  await expect(person(selin, 'u-arda')).toHaveAttribute('data-presence', 'finishing');
  await clients(company, 'Ayla Er');
  await expect(waiting(selin)).toHaveCount(1);
  // It is kept where somebody comes back.
  await arda.page.reload();
  await arda.isLive();
  await expect(arda.page.getByTestId('presence')).toHaveText(/finishing/);
  await choose(/^online/);
  await expect(waiting(selin)).toHaveCount(0);
  await expect(arda.row('Ayla Er')).toBeVisible();
});

test('a supervisor takes a chat, hands it to somebody with room, and to a group', async ({ company, open }) => {
  await putRouting(company, { version: 1, people: { 'u-arda': { capacity: { text: 1 } } } });
  const selin = await open('selin', { path: '/queue' });
  const arda = await open('arda');
  await clients(company, 'Ayla Er', 'Bora Can');
  await expect(arda.row('Ayla Er')).toBeVisible();
  await expect(waiting(selin)).toHaveCount(1);
  await expect(person(selin, 'u-arda')).toContainText('1 of 1');
  await waiting(selin).getByRole('button', { name: 'Take' }).click();
  await expect(waiting(selin)).toHaveCount(0);

  const { id } = await company.chatWith('Bora Can');
  await selin.page.goto(`/inbox/${id}`);
  await expect(selin.page.getByTestId('assignee')).toContainText('Selin Kaya');
  await selin.handOver('Elif Şahin');
  await expect(selin.page.getByTestId('assignee')).toContainText('Elif Şahin');
  await selin.handOver('Support', 'group');
  await expect(selin.page.getByTestId('assignee')).toContainText('Group Support');
  await expect(selin.page.getByTestId('assignee')).toContainText('Waiting in the queue');
});

test('a chat says why it is where it is, and who was looked at', async ({ company, open }) => {
  await putRouting(company, { version: 1, rules: [{ id: 'hello', when: { text: ['merhaba'] }, to: { group: 'sales' } }] });
  const selin = await open('selin');
  await clients(company, 'Ayla Er');
  const elif = await open('elif');
  await expect(elif.row('Ayla Er')).toBeVisible();
  await selin.read('Ayla Er');
  const [now] = [selin.reason.first()];
  await expect(now).toContainText('Elif Şahin became free, and nobody whom Elif Şahin may serve had waited longer.');
  await now.getByRole('button', { name: 'How this was decided' }).click();
  await expect(now.getByTestId('ranking')).toContainText('Elif Şahin');
  await expect(now.getByTestId('left-out').locator('[data-rule="offline"]')).toContainText('Arda Demir');
  await expect(now).toContainText('Seed of the lot');
  await selin.page.getByRole('button', { name: '1 earlier assignment' }).click();
  const before = selin.reason.nth(1);
  await expect(before).toContainText('Nobody in Sales could take the chat, so it waits in the queue.');
  await expect(before).toContainText('The rule “hello” decided where it went.');
  await before.getByRole('button', { name: 'How this was decided' }).click();
  await expect(before.getByTestId('left-out').locator('[data-rule="offline"]')).toContainText('Arda Demir and Elif Şahin');
});

test('who sees no waiting chats has no queue, and who may not see users no team', async ({ company, open }) => {
  const arda = await open('arda');
  await expect(arda.place('Queue')).toBeHidden();
  const selin = await company.as('selin');
  const { roles } = assertOk(await selin.get('/v1/roles'));
  const { rights } = roles.find(({ id }) => id === 'agent');
  assertOk(await selin.patch('/v1/roles/agent', { rights: { ...rights, scope: 'group' } }));
  await expect(arda.place('Queue')).toBeVisible();
  await arda.place('Queue').click();
  await expect(arda.page.getByTestId('queue-empty')).toBeVisible();
  await expect(arda.page.getByTestId('team')).toBeHidden();
});

test('who was not answered in time is marked, listed, and counted once', async ({ company, open }) => {
  await putRouting(company, { version: 1, missed: { answerWithin: 1 } });
  await clients(company, 'Ayla Er');
  const supervisor = await company.as('selin');
  await expect.poll(async () => assertOk(await supervisor.get('/v1/missed')).count).toBe(1);
  const selin = await open('selin', { path: '/queue' });
  await expect(waiting(selin)).toContainText('Missed');
  await expect(tile(selin, 'sales')).toContainText('1 missed');
  await selin.page.getByRole('link', { name: 'Missed', exact: true }).click();
  await expect(selin.page.getByTestId('missed-count')).toHaveText('1 client missed');
  const row = selin.page.getByTestId('missed-row');
  await expect(row).toContainText('Ayla Er');
  await expect(row).toContainText('Waited in the queue of Sales');
  // Somebody takes it at last: it stays one that was missed.
  const arda = await open('arda');
  await expect(arda.row('Ayla Er')).toBeVisible();
  await expect(selin.page.getByTestId('missed-count')).toHaveText('1 client missed');
});
