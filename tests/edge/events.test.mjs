// What happens to messages after they were written, and what is no message at all.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { unique, whatsappBody, whatsappChange, whatsappText } from './support/channels.mjs';
import { clientName, clientPhone, Company } from './support/company.mjs';
import { assertOk } from './support/problem.mjs';
import { Server } from './support/server.mjs';

let acme;

before(async () => {
  acme = await Company.found(await Server.start(), 'acme', { people: ['selin', 'timur'] });
});

/** A client on WhatsApp, with a way to send anything. */
function someClient() {
  const [from, name] = [clientPhone(), clientName()];
  const { phoneNumberId } = acme.secretsOf('wa-sales');
  const newId = () => `wamid.EVENT${unique()}`;
  const post = async (what) => assertOk(await acme.postWhatsapp(whatsappBody(what)));
  const stamp = () => ({ from, id: newId(), timestamp: '1760000000' });
  const change = (what) => whatsappChange({ phoneNumberId, from, name, ...what });
  return {
    from,
    name,
    newId,
    text: (id, text, at) => post(whatsappText({ phoneNumberId, from, name, id, text, at })),
    say: (type, content) => post(change({ message: { ...stamp(), type, [type]: content } })),
    call: (call) => post(change({ call: { ...stamp(), to: '1', ...call } })),
    messages: async () => acme.messages('selin', (await acme.chatWith(name)).id),
  };
}

test('an edited message says its new text, and that it was edited', async () => {
  const client = someClient();
  const id = client.newId();
  await client.text(id, 'At five');
  const socket = await acme.live('selin');
  await client.say('edit', { original_message_id: id, message: { type: 'text', text: { body: 'At six' } } });
  const { message } = await socket.next(({ chat }) => chat?.contact.name === client.name, 'the edit');
  assert.deepEqual([message.text, message.edited], ['At six', true]);
  assert.deepEqual((await client.messages()).map(({ text, edited }) => [text, edited]), [['At six', true]]);
  assert.equal((await acme.chatWith(client.name)).lastMessage.text, 'At six');
  await socket.close();
});

test('an edit that comes before its message is not undone by it', async () => {
  const client = someClient();
  const id = client.newId();
  await client.say('edit', { original_message_id: id, message: { type: 'text', text: { body: 'At six' } } });
  await client.text(id, 'At five');
  assert.deepEqual((await client.messages()).map(({ text, edited }) => [text, edited]), [['At six', true]]);
});

test('a message taken back holds nothing any more', async () => {
  const client = someClient();
  const id = client.newId();
  await client.text(id, 'My password is swordfish');
  await client.say('revoke', { original_message_id: id });
  const [message] = await client.messages();
  assert.equal(message.text, null);
  assert.ok(!JSON.stringify(await acme.chatWith(client.name)).includes('swordfish'));
});

test('a reaction stands in the chat and makes nobody wait', async () => {
  const client = someClient();
  const id = client.newId();
  await client.text(id, 'Thanks');
  const selin = await acme.as('selin');
  const { id: chat } = await acme.chatWith(client.name);
  assertOk(await selin.post(`/v1/chats/${chat}/messages`, { text: 'You are welcome' }), 201);
  await client.say('reaction', { message_id: id, emoji: '👍' });
  const messages = await client.messages();
  assert.deepEqual(messages.filter(({ kind }) => kind === 'reaction').map(({ text }) => text), ['👍']);
  assert.equal((await acme.chatWith(client.name)).waitingSince, null);
});

test('messages stand in the order in which they were written, whenever they come', async () => {
  const client = someClient();
  for (const [text, at] of [['third', 1_760_000_300], ['first', 1_760_000_100], ['second', 1_760_000_200]]) {
    await client.text(client.newId(), text, at);
  }
  assert.deepEqual((await client.messages()).map(({ text }) => text), ['third', 'second', 'first']);
  assert.equal((await acme.chatWith(client.name)).lastMessage.text, 'third');
});

test('what a client writes after an answer stands after it, though vendors count whole seconds', async () => {
  const client = someClient();
  await client.text(client.newId(), 'Is it open?');
  const { id } = await acme.chatWith(client.name);
  const sent = assertOk(await (await acme.as('selin')).post(`/v1/chats/${id}/messages`, { text: 'Yes' }), 201);
  await client.text(client.newId(), 'Thanks', Math.floor(sent.at / 1000));
  assert.deepEqual((await client.messages()).map(({ text }) => text), ['Thanks', 'Yes', 'Is it open?']);
  assert.equal((await acme.chatWith(client.name)).lastMessage.text, 'Thanks');
});

test('a time from the future does not stay on top for ever', async () => {
  const client = someClient();
  await client.text(client.newId(), 'from the year 9000', 221_845_392_000);
  const [message] = await client.messages();
  assert.ok(message.at <= Date.now() + 60_000);
});

test('a call stands in the chat once, however many events tell of it', async () => {
  const client = someClient();
  const id = `wacid.${unique()}`;
  await client.call({ id, event: 'connect', direction: 'USER_INITIATED' });
  await client.call({ id, event: 'terminate', direction: 'USER_INITIATED', status: 'FAILED' });
  assert.deepEqual((await client.messages()).map(({ kind, text }) => [kind, text]), [['call', null]]);
  assert.notEqual((await acme.chatWith(client.name)).waitingSince, null);
});

test('a client who changes the number stays the same client', async () => {
  const client = someClient();
  await client.text(client.newId(), 'It is me');
  const next = clientPhone();
  await client.say('system', { type: 'user_changed_number', wa_id: next, body: `${client.name} changed number` });
  await acme.whatsapp({ from: next, name: client.name, text: 'Still me' });
  const chat = await acme.chatWith(client.name);
  assert.equal(chat.lastMessage.text, 'Still me');
  assert.equal(assertOk(await (await acme.as('selin')).get(`/v1/contacts/${chat.contact.id}`)).phone, `+${next}`);
});

test('a group is one chat of many people, and nobody is responsible for it', async () => {
  const group = -1_007_000_000_000 - unique();
  const say = async (id, firstName, text) => {
    const updateId = 800_000 + unique();
    const update = {
      update_id: updateId,
      message: {
        message_id: updateId, date: 1_760_000_000 + unique(), text,
        from: { id, is_bot: false, first_name: firstName },
        chat: { id: group, type: 'supergroup', title: 'Blok A' },
      },
    };
    assertOk(await acme.postTelegram(update));
  };
  const socket = await acme.live('timur');
  await say(610_001, 'Burak', 'Is it today?');
  await say(610_002, 'Ceren', 'Tomorrow');
  const chat = await acme.chatWith('Blok A', 'timur');
  assert.deepEqual([chat.kind, chat.assignee.id], ['group', 'timur']);
  const said = (await acme.messages('timur', chat.id)).map(({ author, text }) => [author.name, text]);
  assert.deepEqual(said, [['Ceren', 'Tomorrow'], ['Burak', 'Is it today?']]);
  assertOk(await (await acme.as('timur')).post(`/v1/chats/${chat.id}/messages`, { text: 'Today' }), 201);
  assert.equal((await acme.chatWith('Blok A', 'timur')).facts.responsible, null);
  await socket.close();
});

test('A6 two numbers of a company are two chats with one client', async () => {
  const { from, name } = await acme.whatsapp({ channel: 'wa-sales', text: 'To sales' });
  await acme.whatsapp({ channel: 'wa-second', from, name, text: 'To the second line' });
  const chats = (await acme.chats('selin')).filter(({ contact }) => contact.name === name);
  assert.deepEqual(chats.map(({ channel }) => channel.id).sort(), ['wa-sales', 'wa-second']);
  assert.equal(new Set(chats.map(({ contact }) => contact.id)).size, 1);
});
