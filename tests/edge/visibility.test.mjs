// The three states of what is known about a client, and which grant decides.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { clientPhone, Company } from './support/company.mjs';
import { allFields, MASKED } from './support/policy.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

const PHONE = clientPhone();
const CARD = {
  name: 'Aylin Er',
  phone: `+${PHONE}`,
  email: 'aylin@example.com',
  handle: 'aylin.er',
  address: 'Moda Caddesi 7',
};
const TEXT = `Call +${PHONE} or write aylin@example.com`;

const VIEW = ['chats.view', 'contacts.view'];

let acme;
let chat;

before(async () => {
  acme = await Company.found(await Server.start(), 'acme', {
    people: ['selin', 'vera', 'nora', 'mika', 'arda', 'elif'],
    contacts: [{ id: 'c-1', ...CARD, identities: [{ kind: 'whatsapp', value: PHONE }] }],
    extend({ roles, groups, users }) {
      const add = (id, permissions, fields) => {
        roles.push({ id, name: id, rights: { permissions, scope: 'all', newClients: true, fields } });
      };
      add('blind', VIEW, {});
      add('no_cards', ['chats.view', 'contacts.phone', 'contacts.email'], { ...allFields('clear'), phone: 'masked' });
      add('phones', [...VIEW, 'contacts.phone'], { ...MASKED, phone: 'clear', text: 'clear' });
      add('by_half', VIEW, allFields('clear'));
      groups.push({ ...groups[0], id: 'phones', name: 'Phones', roles: ['phones'], channels: ['tg-support'] });
      const give = (id, change) => Object.assign(users.find((user) => user.id === id), change);
      give('nora', { roles: ['blind'], channels: 'all' });
      give('mika', { roles: ['no_cards'], groups: [], channels: 'all' });
      give('elif', { roles: ['by_half'], groups: [], channels: 'all' });
      // Everything masked on WhatsApp, phones in clear on Telegram only.
      give('arda', { roles: ['quality_control'], groups: ['phones'], channels: ['wa-sales', 'tg-support'] });
    },
  });
  await acme.whatsapp({ from: PHONE, text: TEXT });
  chat = (await acme.chats('selin'))[0].id;
});

async function cardAndText(user) {
  const client = await acme.as(user);
  const { contact } = assertOk(await client.get(`/v1/chats/${chat}`));
  const [message] = await acme.messages(user, chat);
  const [listed] = (await acme.chats(user)).filter(({ id }) => id === chat);
  assert.equal(listed.lastMessage.text, message.text, 'the list shows no more than the chat');
  assert.equal(listed.contact.name, contact.name);
  const { name, phone, email, handle, address } = contact;
  return { name, phone, email, handle, address, text: message.text };
}

test('clear', async () => {
  assert.deepEqual(await cardAndText('selin'), { ...CARD, text: TEXT });
});

test('masked', async () => {
  const end = PHONE.slice(-2);
  assert.deepEqual(await cardAndText('vera'), {
    name: 'Aylin Er', phone: `+90 ••• ••• •• ${end}`, email: 'a•••@e•••.com', handle: '@a•••', address: '•••',
    text: `Call +90 ••• ••• •• ${end} or write a•••@e•••.com`,
  });
});

test('hidden', async () => {
  const nothing = { name: null, phone: null, email: null, handle: null, address: null, text: null };
  assert.deepEqual(await cardAndText('nora'), nothing);
});

test('without the right to see cards there is the name and nothing else', async () => {
  const { name, phone, email, text } = await cardAndText('mika');
  assert.deepEqual([name, phone, email], ['Aylin Er', null, null]);
  assert.equal(text, `Call +90 ••• ••• •• ${PHONE.slice(-2)} or write aylin@example.com`);
  const refused = await (await acme.as('mika')).get('/v1/contacts/c-1');
  assert.equal(assertProblem(refused, 403, 'permission_missing').permission, 'contacts.view');
});

test('a number is clear only with the permission for it', async () => {
  const { phone, email, address } = await cardAndText('elif');
  assert.deepEqual([phone, email, address], [`+90 ••• ••• •• ${PHONE.slice(-2)}`, 'a•••@e•••.com', CARD.address]);
});

test('a wider grant on another channel shows nothing more here', async () => {
  assert.equal((await cardAndText('arda')).phone, `+90 ••• ••• •• ${PHONE.slice(-2)}`);
  const { name } = await acme.telegram({ text: 'My number: +90 532 417 86 53' });
  const there = await acme.chatWith(name, 'arda');
  assert.equal(there.lastMessage.text, 'My number: +90 532 417 86 53');
});

test('the card says how each field stands', async () => {
  const { visibility } = assertOk(await (await acme.as('vera')).get('/v1/contacts/c-1'));
  assert.equal(visibility.phone, 'masked');
  assert.equal(visibility.name, 'clear');
});
