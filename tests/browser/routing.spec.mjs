// How chats find their people: settings that are understood, judged where they are made, and tried out before they hold.

import { putRouting, routingOf, SETTINGS } from './support/routing.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

const saveBar = ({ page }) => page.getByRole('region', { name: 'Changes not saved yet' });

async function save(window) {
  await window.page.getByRole('button', { name: 'Save changes' }).click();
  await expect(saveBar(window)).toBeHidden();
}

/** Opens a row. */
const unfold = ({ page }, testId) => page.getByTestId(testId).getByRole('button').first().click();

const step = ({ page }, name) => page.getByTestId('routing-ladder').getByRole('listitem').filter({ hasText: name });

/** Picks an option of a select within something. */
async function pick({ page }, within, label, option) {
  await within.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Adds words to a field for words. */
async function add({ page }, within, label, ...words) {
  await within.getByLabel(label, { exact: true }).click();
  for (const word of words) {
    await page.keyboard.type(word);
    await page.keyboard.press('Enter');
  }
}

test('what holds for everybody is told along the time that a client waits', async ({ company, open }) => {
  const window = await open('selin', { path: '/routing' });
  const { page } = window;
  await expect(step(window, 'Backup users')).toContainText('2 min');
  await window.type(page.getByRole('textbox', { name: 'Written chats' }), '7');
  await window.type(page.getByRole('textbox', { name: 'A chat on WhatsApp Antalya counts as' }), '3');
  await window.type(page.getByRole('textbox', { name: 'Backup users: how many' }), '90');
  await expect(step(window, 'Backup users')).toContainText('90 min');
  await pick(window, step(window, 'Backup users'), /unit/, 'seconds');
  await expect(step(window, 'Backup users')).toContainText('90 s');
  await pick(window, step(window, 'Members of the backup group'), /unit/, 'never');
  await pick(window, step(window, 'Counts as missed'), /Then it goes to/, 'Support');
  await save(window);
  expect(await routingOf(company)).toEqual({
    version: 1,
    capacity: { text: 7, weights: { channels: { 'wa-second': 3 } } },
    ladder: { backupUsersAfter: 90, backupGroupAfter: null },
    missed: { escalateTo: 'support' },
  });
});

test('groups, people and hours have settings of their own', { tag: '@firefox' }, async ({ company, open }) => {
  const window = await open('selin', { path: '/routing/hours' });
  const { page } = window;
  await window.type(page.getByRole('textbox', { name: 'New hours' }), 'late');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const monday = page.getByRole('group', { name: 'Monday' });
  await window.type(monday.getByRole('textbox', { name: 'Monday, from' }), '14');
  await page.keyboard.press('Tab');
  await expect(monday.getByRole('textbox', { name: 'Monday, from' })).toHaveValue('14:00');
  await window.type(monday.getByRole('textbox', { name: 'Monday, to' }), '0100');
  await page.getByRole('button', { name: 'Tuesday to Friday as on Monday' }).click();
  await expect(page.getByTestId('routing-hours-late')).toContainText('Mon–Fri 14:00–01:00');

  await page.getByRole('link', { name: 'Groups', exact: true }).click();
  await unfold(window, 'routing-group-sales');
  const sales = page.getByTestId('routing-group-sales');
  await pick(window, sales, /Its members work/, 'late');
  await add(window, sales, 'Skills asked for', 'german', 'returns');
  await pick(window, sales, /Backup users/, 'Timur Volkov');
  await pick(window, sales, /Backup group/, 'Support');
  await sales.locator('label').filter({ hasText: 'Delays of its own' }).click();
  await pick(window, sales.getByRole('listitem').filter({ hasText: 'Also members without the skills' }), /unit/, 'never');
  await expect(sales).toContainText('Asks for german and returns · Helped by Timur Volkov and Support · Works late · Times of its own');

  await page.getByRole('link', { name: 'People', exact: true }).click();
  await unfold(window, 'routing-person-u-elif');
  const elif = page.getByTestId('routing-person-u-elif');
  await window.type(elif.getByRole('textbox', { name: 'Written chats' }), '4');
  await add(window, elif, 'Skills', 'german');
  await save(window);
  const late = [['14:00', '01:00']];
  expect(await routingOf(company)).toEqual({
    version: 1,
    people: { 'u-elif': { capacity: { text: 4 }, skills: ['german'] } },
    groups: {
      sales: {
        skills: ['german', 'returns'], backupUsers: ['u-timur'], backupGroup: 'support', hours: 'late', ladder: { relaxSkillAfter: null },
      },
    },
    hours: { late: { weekly: { mon: late, tue: late, wed: late, thu: late, fri: late } } },
  });
  // Whom hours are said of, they cannot be taken from.
  await page.getByRole('link', { name: 'Hours', exact: true }).click();
  await expect(page.getByTestId('routing-hours-late')).toContainText('Used by Sales.');
  await expect(page.getByRole('button', { name: 'Remove these hours', exact: true })).toBeDisabled();
});

test('rules are read as sentences, put in order, and tried before they are saved', async ({ company, open }) => {
  await putRouting(company);
  const window = await open('selin', { path: '/routing/rules' });
  const { page } = window;
  const rules = page.getByTestId('routing-rule');
  await expect(rules.nth(0)).toContainText('If the client is in the CRM and it says “iade*”, “refund*” or “money back”: to Support · priority 5');
  await expect(rules.nth(1)).toContainText('If it comes by WhatsApp Antalya and it is written in German: to Elif Şahin, if there and free · needs german');
  await expect(rules.nth(2)).toContainText('If it comes by WhatsApp Antalya and it comes outside of the hours “office”: waits in the queue of Sales until somebody takes it');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const own = rules.nth(3);
  await add(window, own, 'The message says', 'fatura*', 'invoice');
  await window.type(own.getByRole('textbox', { name: 'Name of the rule' }), 'bills');
  await expect(own).toContainText('If it says “fatura*” or “invoice”: to Sales');
  for (const place of [3, 2, 1]) {
    await page.getByRole('button', { name: 'Move bills up' }).click();
    await expect(rules.nth(place - 1)).toHaveAttribute('data-rule', 'bills');
  }
  // The focus went along, to the button that is left.
  await expect(page.getByRole('button', { name: 'Move bills down' })).toBeFocused();

  const box = page.getByTestId('try-rule');
  await window.type(box.getByRole('textbox', { name: 'The client writes' }), 'my INVOICE is wrong, I want my money back');
  await box.getByRole('radio', { name: 'Known' }).click();
  await expect(box.getByTestId('try-hit')).toHaveText('Rule 1, bills: to Sales');
  const verdicts = box.getByTestId('try-outcome').getByRole('listitem');
  await expect(verdicts.nth(0)).toHaveText('bills holds: it says “invoice”.');
  await expect(verdicts.nth(1)).toHaveText('refunds would hold too, but an earlier one decides: the client is in the CRM and it says “money back”.');
  await expect(verdicts.nth(2)).toHaveText('vip does not hold: it asks that it comes by WhatsApp Antalya and it is written in German.');
  await expect(rules.nth(0)).toContainText('Hit');
  await page.getByRole('button', { name: 'Remove refunds' }).click();
  await expect(verdicts.nth(1)).toContainText('vip');
  await save(window);
  expect((await routingOf(company)).rules).toEqual([
    { id: 'bills', when: { text: ['fatura*', 'invoice'] }, to: { group: 'sales' } }, ...SETTINGS.rules.slice(1),
  ]);
});

test('what is wrong is said at its field, and what can hardly be meant as well', async ({ company, open }) => {
  const window = await open('selin', { path: '/routing/groups' });
  const { page } = window;
  await page.getByRole('link', { name: 'Company', exact: true }).click();
  await pick(window, step(window, 'Also members without the skills'), /unit/, 'hours');
  const fault = page.getByTestId('routing-ladder').getByRole('alert');
  await expect(fault).toHaveAttribute('data-code', 'ladder_falls');
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const rule = page.getByTestId('routing-rule');
  await expect(rule.getByRole('alert')).toHaveAttribute('data-code', 'rule_never_holds');
  await expect(page.getByTestId('routing-wrong')).toContainText('2 things have to be mended first:');
  await add(window, rule, 'The message says', '+90 500 555 78 67');
  await expect(rule.getByRole('alert')).toHaveAttribute('data-code', 'cue_personal');
  await rule.getByRole('button', { name: 'Remove +90 500 555 78 67' }).click();
  await add(window, rule, 'The message says', 'hello');
  await expect(rule.getByRole('alert')).toBeHidden();
  // What is refused stays as it was.
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByTestId('routing-wrong').getByRole('link', { name: 'Company' }).click();
  await expect(fault).toBeVisible();
  expect(await routingOf(company)).toEqual({ version: 1 });
  await pick(window, step(window, 'Also members without the skills'), /unit/, 'seconds');
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await add(window, rule.nth(1), 'The message says', 'hello world');
  await save(window);
  await expect(rule.nth(1)).toContainText('Never reached: “rule-1” comes first and holds wherever this one would.');
});

test('nobody leaves changes behind without being asked', { tag: '@firefox' }, async ({ company, open }) => {
  const window = await open('selin', { path: '/routing' });
  const { page } = window;
  await window.type(page.getByRole('textbox', { name: 'Calls' }), '2');
  await page.getByRole('link', { name: 'Rules', exact: true }).click();
  await expect(saveBar(window)).toBeVisible();
  await window.place('Inbox').click();
  const leave = page.getByTestId('leave');
  await leave.getByRole('button', { name: 'Stay here' }).click();
  await expect(page).toHaveURL(/\/routing\/rules$/);
  await page.getByRole('link', { name: 'Company', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Calls' })).toHaveValue('2');
  await window.place('Inbox').click();
  await leave.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(leave).toBeHidden();
  await window.place('Routing').click();
  await expect(page.getByRole('textbox', { name: 'Calls' })).toHaveValue('1');
  expect(await routingOf(company)).toEqual({ version: 1 });
});

test('what others changed meanwhile is not written over', async ({ company, open }) => {
  const window = await open('selin', { path: '/routing' });
  const { page } = window;
  await window.type(page.getByRole('textbox', { name: 'Written chats' }), '9');
  await putRouting(company, { version: 1, sticky: 'none', groups: { sales: { priority: 4 } } });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(window.problem).toHaveAttribute('data-code', 'routing_changed');
  await window.problem.getByRole('button', { name: 'Look again' }).click();
  await expect(window.problem).toBeHidden();
  await expect(step(window, 'Nobody in particular')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Written chats' })).toHaveValue('9');
  await save(window);
  expect(await routingOf(company)).toEqual({ version: 1, capacity: { text: 9 }, sticky: 'none', groups: { sales: { priority: 4 } } });
});

test('who may not change the rules does not get there', async ({ open }) => {
  const arda = await open('arda', { path: '/routing' });
  await expect(arda.page.getByTestId('missing-permission')).toHaveText('routing.manage');
  await expect(arda.place('Routing')).toBeHidden();
});
