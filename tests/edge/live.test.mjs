import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { assertOk } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { LiveSocket } from './support/socket.mjs';
import { within } from './support/wait.mjs';

let server;
let acme;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda', 'elif', 'timur', 'vera', 'nora'] });
});

const isChatWith = (name) => (frame) => frame.type === 'chat' && frame.chat.contact.name === name;

const isGone = (id) => (frame) => frame.type === 'chat_gone' && frame.id === id;

/** A new chat on WhatsApp that somebody was given by hand. */
async function chatOf(user, options) {
  const { name, from } = await acme.whatsapp(options);
  const { id } = await acme.chatWith(name);
  assertOk(await (await acme.as('selin')).post(`/v1/chats/${id}/assign`, { user }));
  return { id, name, from };
}

test('a message reaches those who may see it, each as they may see it', async () => {
  const chat = await chatOf('arda');
  const users = ['selin', 'vera', 'arda', 'elif', 'timur', 'nora'];
  const sockets = Object.fromEntries(await Promise.all(users.map(async (user) => [user, await acme.live(user)])));
  await acme.whatsapp({ from: chat.from, name: chat.name, text: 'Call me: +90 532 417 86 53' });
  const shown = {};
  for (const user of ['selin', 'vera', 'arda']) {
    const frame = await sockets[user].next(isChatWith(chat.name), `the message at ${user}`);
    assert.equal(frame.chat.id, chat.id);
    assert.equal(frame.message.text, frame.chat.lastMessage.text);
    shown[user] = frame.message.text;
  }
  assert.deepEqual(shown, {
    selin: 'Call me: +90 532 417 86 53',
    vera: 'Call me: +90 ••• ••• •• 53',
    arda: 'Call me: +90 ••• ••• •• 53',
  });
  // Then something that the others may see: what was not for them would have come before it.
  const own = await chatOf('elif');
  const passed = await sockets.elif.upTo(isChatWith(own.name), 'the own chat');
  assert.ok(!JSON.stringify(passed).includes(chat.id));
  const telegram = await acme.telegram();
  const seen = await sockets.timur.upTo(isChatWith(telegram.name), 'the chat of support');
  assert.ok(seen.every(({ type, chat: { id } = {} }) => type === 'chat' && id !== chat.id && id !== own.id));
  sockets.nora.send('ping');
  assert.deepEqual(await sockets.nora.upTo((frame) => frame === 'pong'), ['pong']);
  for (const socket of Object.values(sockets)) await socket.close();
});

test('a chat that moves on is gone where it was and comes where it goes', async () => {
  const chat = await chatOf('arda');
  const [arda, elif, vera] = [await acme.live('arda'), await acme.live('elif'), await acme.live('vera')];
  assertOk(await (await acme.as('selin')).post(`/v1/chats/${chat.id}/assign`, { user: 'elif' }));
  await arda.next(isGone(chat.id), 'the chat to go');
  assert.equal((await elif.next(isChatWith(chat.name), 'the chat to come')).chat.assignee.id, 'elif');
  assert.equal((await vera.next(isChatWith(chat.name), 'the news')).chat.assignee.id, 'elif');
  for (const socket of [arda, elif, vera]) await socket.close();
});

test('an answer and a closing reach the others who see the chat', async () => {
  const chat = await chatOf('arda');
  const [selin, vera] = [await acme.live('selin'), await acme.live('vera')];
  const arda = await acme.as('arda');
  const sent = assertOk(await arda.post(`/v1/chats/${chat.id}/messages`, { text: 'At your service' }), 201);
  for (const socket of [selin, vera]) {
    const { message } = await socket.next((frame) => frame.message?.id === sent.id, 'the answer');
    assert.deepEqual([message.text, message.author.id, message.direction], ['At your service', 'arda', 'out']);
  }
  assertOk(await arda.post(`/v1/chats/${chat.id}/close`, {}));
  for (const socket of [selin, vera]) {
    await socket.next((frame) => frame.chat?.id === chat.id && frame.chat.status === 'closed', 'the closing');
    await socket.close();
  }
});

test('each window of a user gets everything', async () => {
  const client = await acme.as('vera');
  const elsewhere = await acme.login('vera');
  const windows = await Promise.all([client, client, elsewhere].map((one) => LiveSocket.open(one)));
  const { name } = await acme.whatsapp();
  for (const window of windows) await window.next(isChatWith(name), 'the chat');
  await windows[0].close();
  const next = await acme.whatsapp();
  for (const window of windows.slice(1)) {
    await window.next(isChatWith(next.name), 'the next chat');
    await window.close();
  }
});

test('a window that comes back is greeted with the access of now', async () => {
  const selin = await acme.as('selin');
  const first = await acme.live('timur');
  assert.deepEqual(first.hello.access.denied, []);
  await first.close();
  assertOk(await selin.patch('/v1/users/timur', { denied: ['chats.close'] }));
  const again = await acme.live('timur');
  assert.deepEqual(again.hello.access.denied, ['chats.close']);
  const { name } = await acme.telegram();
  await again.next(isChatWith(name), 'the chat');
  await again.close();
});

test('logging out ends the windows of this session, not those of another', async () => {
  const [one, other] = [await acme.login('arda'), await acme.login('arda')];
  const [ending, staying] = [await LiveSocket.open(one), await LiveSocket.open(other)];
  assertOk(await one.post('/v1/logout'), 204);
  await ending.next(({ type }) => type === 'signed_out', 'the farewell');
  await ending.ended();
  const chat = await chatOf('arda');
  await staying.next(isChatWith(chat.name), 'the chat');
  await staying.close();
});

test('after a farewell nothing more comes', async () => {
  const elif = await acme.live('elif');
  const chat = await chatOf('elif');
  await elif.next(isChatWith(chat.name), 'the chat');
  assertOk(await (await acme.as('selin')).patch('/v1/users/elif', { status: 'deactivated' }));
  await elif.next(({ type }) => type === 'signed_out', 'the farewell');
  await elif.ended();
  assert.equal(JSON.parse(elif.frames.at(-1)).type, 'signed_out');
  assertOk(await (await acme.as('selin')).patch('/v1/users/elif', { status: 'active' }));
});

test('a client may say ping and nothing else', async () => {
  const vera = await acme.live('vera');
  vera.send('ping');
  assert.equal(await vera.next((frame) => frame === 'pong', 'a pong'), 'pong');
  for (const text of ['', '{"type":"access"}', 'x'.repeat(100_000), '\u0000']) {
    const socket = await acme.live('vera');
    socket.send(text);
    assert.equal(await within(socket.closed, 'the end'), 1003);
  }
  const { name } = await acme.whatsapp();
  await vera.next(isChatWith(name), 'the chat at the well-behaved window');
  await vera.close();
});

test('after a crash the window comes back and goes on', async () => {
  const vera = await acme.live('vera');
  await server.restart();
  await within(vera.closed, 'the socket to break');
  const again = await acme.live('vera');
  const { name } = await acme.whatsapp();
  await again.next(isChatWith(name), 'the chat');
  await again.close();
});

test('windows and who is there outlive the sleep of the object', async () => {
  const [vera, arda] = [await acme.live('vera'), await acme.live('arda')];
  const leaving = await acme.login('nora');
  const socket = await LiveSocket.open(leaving);
  assertOk(await leaving.post('/v1/logout'), 204);
  // workerd lets go of a connection that the object closed when the object itself goes to sleep.
  await within(socket.closed, 'the object to fall asleep', 30_000);
  const { name } = await acme.whatsapp();
  assert.equal((await arda.next(isChatWith(name), 'the chat')).chat.assignee.id, 'arda');
  await vera.next(isChatWith(name), 'the chat');
  for (const one of [vera, arda]) await one.close();
});
