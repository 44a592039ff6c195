// What a change opens and closes is seen before it is stored; what a rule forbids is not stored; what is given for a
// time ends by itself.

import { assertOk } from '../edge/support/problem.mjs';
import { escape } from './support/keys.mjs';
import { expect, test } from './support/test.mjs';

test.describe('a supervisor', () => {
  test.use({ people: ['selin', 'vera'] });

  test('sees what a change opens, gives Support for an hour, and it ends by itself in an open window', { tag: '@firefox' }, async ({ company, open }) => {
    const [selin, vera] = [await open('selin', { path: '/users/u-vera' }), await open('vera')];
    await company.write({ channel: 'tg-support', from: 700_000_042, name: 'Мария Орлова', text: 'Здравствуйте' });
    await vera.read('Мария Орлова');
    await expect(vera.page.getByTestId('reply-hidden')).toContainText('Your role lacks “chats.reply”.');

    const form = selin.page.getByTestId('user-form');
    await test.step('what it opens is said before it is stored', async () => {
      await selin.toggle(form.getByRole('checkbox', { name: 'Support' }));
      await selin.forAnHour('Support');
      await expect(selin.page.getByTestId('live-summary')).toContainText('for Vera Aydın');
      const review = await selin.review();
      await expect(review.getByTestId('difference-opens')).toContainText('Reply');
      await expect(review.getByTestId('difference-closes')).toBeHidden();
      await expect(vera.page.getByTestId('reply-hidden'), 'nothing is stored yet').toBeVisible();
      await selin.confirm(review);
    });

    await test.step('she has it, until then', async () => {
      await expect(vera.page.getByTestId('assignee')).toContainText('Vera Aydın');
      await expect(vera.page.getByTestId('reply-box')).toBeVisible();
      await expect(selin.page.getByRole('link', { name: /^Support\s*until/ })).toBeVisible();
      const reply = selin.page.getByTestId('effective-rights').locator('[data-permission="chats.reply"]');
      await expect(reply).toHaveAttribute('data-state', 'held');
      await reply.click();
      await expect(selin.page.getByTestId('why')).toContainText('Support');
      await escape(selin.page.getByTestId('why'));
    });

    await test.step('and it ends while both windows are open', async () => {
      const groups = [{ id: 'support', endsAt: Date.now() + 4_000 }];
      assertOk(await (await company.as('selin')).patch('/v1/users/u-vera', { groups }));
      await expect(vera.page.getByTestId('reply-hidden')).toBeVisible();
      await expect(vera.page.getByTestId('reply-box')).toBeHidden();
      await selin.page.reload();
      await expect(selin.page.getByRole('link', { name: /^Support\s*ended/ })).toBeVisible();
    });
    expect(vera.loads, 'nobody had to reload').toBe(1);
  });

  test('is told that nobody could undo it, and cannot save', async ({ open }) => {
    const selin = await open('selin', { path: '/users/u-selin' });
    await selin.choose(/Status/, /Deactivated/);
    const review = await selin.review();
    await expect(review.getByTestId('refusals')).toContainText('Nobody would be left who can manage users and roles.');
    await expect(review.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  });

  test('looks again where somebody else was faster', async ({ company, open }) => {
    const selin = await open('selin', { path: '/groups/sales' });
    await selin.type(selin.page.getByTestId('group-form').getByRole('textbox', { name: 'Name' }), 'Showroom');
    const review = await selin.review();
    assertOk(await (await company.as('selin')).patch('/v1/roles/agent', { name: 'Assistant' }));
    await review.getByRole('button', { name: 'Save changes' }).click();
    await expect(selin.problem).toHaveAttribute('data-code', 'policy_changed');
    await selin.problem.getByRole('button', { name: 'Look again' }).click();
    await expect(selin.problem).toBeHidden();
    await selin.confirm(await selin.reviewed());
    await expect(selin.page.getByRole('heading', { level: 1, name: 'Showroom' })).toBeVisible();
    await expect(selin.page.getByTestId('group-permissions')).toContainText('Assistant');
  });

  test('makes a group and deletes it, and not the only one of somebody', async ({ open }) => {
    const selin = await open('selin', { path: '/groups' });
    await selin.page.getByRole('button', { name: 'New group' }).click();
    await selin.type(selin.page.getByRole('textbox', { name: 'Name' }), 'Night shift');
    await selin.confirm(await selin.reviewed(), 'Create the group');
    await expect(selin.page).toHaveURL(/\/groups\/night-shift$/);
    await selin.page.getByRole('button', { name: 'Delete the group' }).click();
    await selin.confirm(await selin.reviewed(), 'Delete the group');
    await expect(selin.page).toHaveURL(/\/groups$/);
    await expect(selin.page.getByTestId('group-row')).toHaveCount(2);

    await selin.page.getByRole('link', { name: 'Sales', exact: true }).click();
    await selin.page.getByRole('button', { name: 'Delete the group' }).click();
    const review = await selin.reviewed();
    await expect(review.getByTestId('refusals')).toContainText('It is the only group of Arda Demir.');
    await expect(review.getByRole('button', { name: 'Delete the group' })).toBeDisabled();
  });

  test('makes a role after another, and deletes it', async ({ open }) => {
    const selin = await open('selin', { path: '/roles' });
    await selin.page.getByRole('button', { name: 'New role' }).click();
    await selin.type(selin.page.getByRole('textbox', { name: 'Name' }), 'Team lead');
    await selin.choose(/Start from/, 'Agent');
    await selin.confirm(await selin.reviewed(), 'Create the role');
    await expect(selin.page).toHaveURL(/\/roles\/team-lead$/);
    await expect(selin.page.getByRole('checkbox', { name: /chats\.reply/ })).toBeChecked();
    await selin.page.getByRole('button', { name: 'Delete the role' }).click();
    await selin.confirm(await selin.reviewed(), 'Delete the role');
    await expect(selin.page.getByTestId('role-row')).toHaveCount(3);
  });
});

test.describe('who manages users and holds little else', () => {
  test.use({ people: ['selin', 'arda'] });

  test('gives what is held, and is refused what is not', async ({ company, open }) => {
    const selin = await company.as('selin');
    const { roles } = (await selin.get('/v1/roles')).json;
    const { rights } = roles.find(({ id }) => id === 'agent');
    const permissions = [...rights.permissions, 'users.view', 'users.manage'];
    assertOk(await selin.patch('/v1/roles/agent', { rights: { ...rights, permissions } }));

    const arda = await open('arda', { path: '/users/u-timur' });
    const form = arda.page.getByTestId('user-form');
    await arda.toggle(form.getByRole('checkbox', { name: 'Supervisor' }));
    await expect(arda.page.getByTestId('live-summary')).toContainText('Cannot be saved.');
    const review = await arda.review();
    await expect(review.getByTestId('refusals')).toContainText('Nobody gives what they do not hold.');
    await expect(review.getByRole('button', { name: 'Save changes' })).toBeDisabled();
    await escape(review);

    await arda.toggle(form.getByRole('checkbox', { name: 'Supervisor' }));
    await arda.toggle(form.getByRole('checkbox', { name: 'Sales' }));
    await arda.save();
    await expect(arda.page.getByTestId('effective-rights')).toContainText('Role Agent in group Sales');
  });
});

test.describe('the effective rights of a person', () => {
  test.use({ people: ['selin', 'arda'] });

  test('say why, what would help, and whether one chat can be answered', async ({ company, open }) => {
    const arda = await open('arda');
    await company.send('whatsapp/message-text');
    await expect(arda.row('Deniz Aksoy')).toBeVisible();
    const { page } = await open('selin', { path: '/users/u-vera' });
    await page.getByTestId('effective-rights').locator('[data-permission="chats.reply"]').click();
    const why = page.getByTestId('why');
    await expect(why.getByTestId('answer')).toHaveAttribute('data-decision', 'deny');
    await expect(why.getByTestId('remedies').getByRole('link')).toContainText(['the role Agent', 'the group Support']);
    await escape(why);
    await page.goto('/users/u-elif');

    const ask = page.getByTestId('ask');
    const pick = async (client) => {
      await ask.getByRole('button', { name: /in this chat/ }).click();
      await page.getByRole('option', { name: new RegExp(client) }).click();
    };
    await pick('Deniz Aksoy');
    await expect(ask.getByTestId('answer')).toHaveAttribute('data-decision', 'deny');
    const { id } = await company.chatWith('Deniz Aksoy');
    assertOk(await (await company.as('selin')).post(`/v1/chats/${id}/assign`, { user: 'u-elif' }));
    await page.reload();
    await pick('Deniz Aksoy');
    await expect(ask.getByTestId('answer')).toHaveAttribute('data-decision', 'allow');
  });
});
