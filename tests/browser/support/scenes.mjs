// What is seen only after a step or two: where somebody starts, what he or she does, and what is there then.

import { assertOk } from '../../edge/support/problem.mjs';
import { putRouting } from './routing.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {string} username
 * @property {string} path
 * @property {(window: import('./window.mjs').Window) => Promise<unknown>} act
 */

/** @type {readonly Scene[]} */
export const SCENES = [
  scene('access review', 'selin', '/users', async ({ page }) => {
    const review = page.getByTestId('access-review');
    await review.waitFor();
    if ((await review.getAttribute('open')) === null) await review.locator('summary').first().click();
  }),
  scene('effective rights with why', 'selin', '/users/u-elif', async ({ page }) => {
    await page.getByTestId('effective-rights').locator('[data-permission="chats.assign"]').click();
    await page.getByTestId('why').getByTestId('answer').waitFor();
  }),
  scene('question about a chat', 'selin', '/users/u-elif', async ({ page }) => {
    await page.getByTestId('ask').getByRole('button', { name: /in this chat/ }).click();
    await page.getByRole('option').first().click();
    await page.getByTestId('ask').getByTestId('answer').waitFor();
  }),
  scene('period of a holding', 'selin', '/users/u-timur', async (window) => {
    await window.toggle(window.page.getByTestId('user-form').getByRole('checkbox', { name: 'Quality control' }));
    await window.page.getByRole('button', { name: 'Period of Quality control' }).click();
    await window.page.getByRole('button', { name: '1 week' }).click();
  }),
  scene('difference before saving', 'selin', '/users/u-vera', async (window) => {
    const form = window.page.getByTestId('user-form');
    await window.toggle(form.getByRole('checkbox', { name: 'Quality control' }));
    await window.toggle(form.getByRole('checkbox', { name: 'Agent' }));
    await window.toggle(form.getByRole('checkbox', { name: 'Support' }));
    await window.forAnHour('Support');
    await window.review();
  }),
  scene('difference of a role', 'selin', '/roles/agent', async (window) => {
    await window.toggle(window.page.getByRole('checkbox', { name: /payments\.view/ }));
    await window.choose(/Which chats/, /All chats/);
    await window.choose(/Phone/, 'Hidden');
    await window.review();
  }),
  scene('save refused', 'selin', '/groups/sales', async (window) => {
    await window.page.getByRole('button', { name: 'Delete the group' }).click();
    await window.reviewed();
  }),
  scene('new group', 'selin', '/groups', async (window) => {
    await window.page.getByRole('button', { name: 'New group' }).click();
    await window.type(window.page.getByRole('textbox', { name: 'Name' }), 'Night shift');
    await window.reviewed();
  }),
  scene('rights of a role with why', 'selin', '/matrix', async ({ page }) => {
    await page.getByTestId('matrix').getByRole('button', { name: 'Agent, Chats: Reply' }).click();
    await page.getByTestId('why').waitFor();
  }),
  scene('rights by user', 'selin', '/matrix', async ({ page }) => {
    await page.getByRole('radio', { name: 'Users' }).click();
    await page.getByRole('button', { name: 'Timur Volkov, Chats: Reply' }).waitFor();
  }),
  // Before roles are taken in emergencies: from then on nothing is masked for Arda.
  scene('client found', 'arda', '/inbox', async (window) => {
    await window.page.getByTestId('chat-row').first().waitFor();
    await window.find('+90 500 555 78 67');
    await window.found.waitFor();
  }),
  scene('nobody found', 'arda', '/inbox', async (window) => {
    await window.find('+90 500 555 99 99');
    await window.page.getByTestId('found-none').waitFor();
  }),
  scene('reveal with a reason', 'arda', '/inbox', async (window) => {
    await openCard(window);
    const sheet = await window.askFor('phone number');
    await sheet.getByRole('radio', { name: 'The client asked to be called' }).click();
  }),
  scene('revealed for a moment', 'arda', '/inbox', async (window) => {
    await openCard(window);
    await window.reveal('phone number');
  }),
  scene('export', 'selin', '/inbox', async ({ page }) => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByTestId('export').waitFor();
  }),
  scene('masking not saved yet', 'selin', '/masking', async (window) => {
    await window.page.locator('label').filter({ hasText: 'Strict' }).click();
    await window.page.getByTestId('style-phone').getByRole('button').click();
    await window.page.getByRole('option', { name: /^Token/ }).click();
    await window.page.getByRole('region', { name: 'Changes not saved yet' }).waitFor();
  }),
  scene('reason of an assignment', 'selin', '/inbox', async (window) => {
    await openCard(window);
    await window.reason.first().getByRole('button', { name: 'How this was decided' }).click();
    await window.reason.first().getByTestId('left-out').waitFor();
  }),
  scene('labels of a chat', 'selin', '/inbox', async (window) => {
    await openCard(window);
    const card = window.page.getByTestId('labels');
    if ((await card.getByRole('button', { name: 'Remove VIP' }).count()) > 0) return;
    await card.getByLabel('Labels').focus();
    await window.page.keyboard.type('VIP');
    await window.page.keyboard.press('Enter');
    await card.getByRole('button', { name: 'Remove VIP' }).waitFor();
  }),
  scene('queue with chats', 'selin', '/queue', async ({ page }) => {
    await page.getByTestId('waiting-row').first().waitFor();
    await page.getByTestId('team-row').first().waitFor();
  }),
  scene('handing over', 'selin', '/queue', async ({ page }) => {
    await page.getByTestId('waiting-row').first().getByRole('button', { name: 'Hand over' }).click();
    await page.getByTestId('hand-over').getByRole('listitem').first().waitFor();
  }),
  scene('plan of a removal', 'selin', '/users/u-arda', async ({ page }) => {
    await page.getByRole('button', { name: 'Remove Arda Demir' }).click();
    await page.getByTestId('removal').getByText(/open chats|move/).first().waitFor();
  }),
  scene('routing of a group', 'selin', '/routing/groups', async ({ page }) => {
    await page.getByTestId('routing-group-support').getByRole('button').first().click();
    await page.getByText('Who is asked when').waitFor();
  }),
  scene('routing of people', 'selin', '/routing/people', async ({ page }) => {
    await page.getByTestId('routing-person-u-elif').getByRole('button').first().click();
    await page.getByLabel('Skills', { exact: true }).waitFor();
  }),
  scene('routing hours', 'selin', '/routing/hours', async ({ page }) => {
    await page.getByTestId('routing-hours-office').getByRole('button').first().click();
    await page.getByRole('group', { name: 'Monday' }).waitFor();
  }),
  scene('routing rules tried', 'selin', '/routing/rules', async (window) => {
    const box = window.page.getByTestId('try-rule');
    await window.type(box.getByRole('textbox', { name: 'The client writes' }), 'I want a refund for the table');
    await box.getByRole('radio', { name: 'Known' }).click();
    await box.getByTestId('try-hit').filter({ hasText: 'refunds' }).waitFor();
  }),
  scene('routing rule with something wrong', 'selin', '/routing/rules', async ({ page }) => {
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByTestId('routing-wrong').waitFor();
  }),
  scene('routing left unsaved', 'selin', '/routing', async (window) => {
    await window.type(window.page.getByRole('textbox', { name: 'Written chats' }), '9');
    if (window.page.viewportSize().width <= 720) await window.page.getByRole('button', { name: 'Open navigation' }).click();
    await window.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Inbox' }).click();
    await window.page.getByTestId('leave').waitFor();
  }),
  scene('what if with results', 'selin', '/whatif', async ({ page }) => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByTestId('whatif-verdict').waitFor();
  }),
  scene('emergencies that hold', 'selin', '/emergency', async ({ page, company }) => {
    await takeRole(company);
    await page.getByTestId('emergency-row').waitFor();
  }),
  scene('emergency banner', 'arda', '/inbox', async ({ page, company }) => {
    await takeRole(company);
    await page.getByTestId('emergency-banner').waitFor();
  }),
  scene('taking a role', 'elif', '/inbox', async ({ page }) => {
    if (page.viewportSize().width <= 720) await page.getByRole('button', { name: 'Open navigation' }).click();
    await page.getByTestId('account').click();
    await page.getByRole('menuitem', { name: 'Emergency access' }).click();
    await page.getByTestId('take-emergency').waitFor();
  }),
];

/** The card of the client who wrote last: in a narrow window it takes the place of the conversation. */
async function openCard({ page }) {
  await page.getByTestId('chat-row').first().click();
  const card = page.getByRole('link', { name: 'Contact and assignment' });
  if (page.viewportSize().width <= 1100) await card.click();
  await page.getByTestId('contact-card').waitFor();
}

/** Somebody takes a role in an emergency, if not done yet: from then on it is seen everywhere. */
async function takeRole(company) {
  const arda = await company.as('arda');
  if (assertOk(await arda.get('/v1/me/emergency')).active.length > 0) return;
  const reason = 'Selin is on a plane, and a client threatens to cancel a large order today';
  assertOk(await arda.post('/v1/me/emergency', { role: 'supervisor', minutes: 60, reason }), 201);
}

/** A company with what the scenes show: what ends, and what is to come. */
export async function prepare(company) {
  const selin = await company.as('selin');
  await allowEmergencies(company);
  await putRouting(company);
  await company.write({ channel: 'tg-support', from: 700_000_042, name: 'Мария Орлова', text: 'Как отменить подписку?' });
  const groups = ['sales', { id: 'support', endsAt: Date.now() + 3 * DAY_MS }];
  const roles = [{ id: 'quality_control', startsAt: Date.now() + 2 * DAY_MS, endsAt: Date.now() + 9 * DAY_MS }];
  const channels = ['wa-sales', 'wa-second', 'tg-support'];
  assertOk(await selin.patch('/v1/users/u-elif', { groups, roles, channels, denied: ['chats.close'] }));
}

/** Agents may take the role that is marked for emergencies: the supervisor's. */
export async function allowEmergencies(company) {
  const selin = await company.as('selin');
  const { roles } = (await selin.get('/v1/roles')).json;
  const { rights } = roles.find(({ id }) => id === 'agent');
  const permissions = [...rights.permissions, 'access.emergency'];
  assertOk(await selin.patch('/v1/roles/agent', { rights: { ...rights, permissions } }));
}

function scene(name, username, path, act) {
  return { name, username, path, act };
}
