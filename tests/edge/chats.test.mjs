import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { clientPhone, Company, everything } from './support/company.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

let acme;

before(async () => {
  const people = ['selin', 'arda', 'elif', 'timur', 'vera', 'mika', 'nora'];
  acme = await Company.found(await Server.start(), 'acme', { people });
});

/** A new chat on WhatsApp that somebody was given by hand. */
async function chatOf(user, options) {
  const { name, from } = await acme.whatsapp(options);
  const { id } = await acme.chatWith(name);
  const selin = await acme.as('selin');
  return { ...assertOk(await selin.post(`/v1/chats/${id}/assign`, { user })), from };
}

test('A4 everybody lists what they may see, and nothing else', async () => {
  const own = await chatOf('arda');
  const foreign = await chatOf('elif');
  const { name } = await acme.telegram();
  const telegram = await acme.chatWith(name);
  const ids = async (user) => (await acme.chats(user)).map(({ id }) => id);
  const seen = async (user) => {
    const list = await ids(user);
    return [own.id, foreign.id, telegram.id].map((id) => list.includes(id));
  };
  assert.deepEqual(await seen('selin'), [true, true, true]);
  assert.deepEqual(await seen('vera'), [true, true, true]);
  assert.deepEqual(await seen('arda'), [true, false, false]);
  assert.deepEqual(await seen('elif'), [false, true, false]);
  assert.deepEqual(await seen('mika'), [false, false, true]);
  const refused = await (await acme.as('nora')).get('/v1/chats');
  assert.equal(assertProblem(refused, 403, 'permission_missing').permission, 'chats.view');
  for (const [user, list] of [['arda', await acme.chats('arda')], ['mika', await acme.chats('mika')]]) {
    for (const chat of list) assert.ok(chat.assignee?.id === user || chat.channel.id === 'tg-support');
  }
});

test('pages hold every chat once, also while new ones arrive', async () => {
  for (let count = 0; count < 7; count += 1) await acme.whatsapp();
  const selin = await acme.as('selin');
  const before = (await acme.chats('selin')).map(({ id }) => id);
  const seen = [];
  let cursor = '';
  do {
    const page = assertOk(await selin.get(`/v1/chats?limit=3${cursor}`));
    assert.ok(page.chats.length <= 3);
    seen.push(...page.chats.map(({ id }) => id));
    cursor = page.nextCursor && `&cursor=${encodeURIComponent(page.nextCursor)}`;
    await acme.whatsapp();
  } while (cursor);
  assert.deepEqual(seen, before);
});

test('newest first, by state, mine or nobody’s', async () => {
  const chat = await chatOf('arda');
  const list = await acme.chats('selin');
  assert.equal(list[0].id, chat.id);
  const times = list.map(({ updatedAt }) => updatedAt);
  assert.deepEqual(times, times.toSorted((a, b) => b - a));
  const arda = await acme.as('arda');
  assertOk(await arda.post(`/v1/chats/${chat.id}/close`, {}));
  const has = async (query) => (await acme.chats('selin', query)).some(({ id }) => id === chat.id);
  assert.deepEqual([await has('&status=closed'), await has('&status=open'), await has('')], [true, false, true]);
  const mine = await acme.chats('arda', '&assignee=me');
  assert.ok(mine.every(({ assignee }) => assignee.id === 'arda'));
  const waiting = await acme.chats('selin', '&assignee=none');
  assert.ok(waiting.length > 0 && waiting.every(({ assignee }) => assignee === null));
});

test('a chat has its client, its facts and its history', async () => {
  const chat = await chatOf('arda', { name: 'Deniz Uslu', text: 'Is the shop open today?' });
  const full = assertOk(await (await acme.as('arda')).get(`/v1/chats/${chat.id}`));
  assert.equal(full.contact.name, 'Deniz Uslu');
  assert.equal(full.contact.known, false);
  assert.equal(full.contact.visibility.phone, 'masked');
  assert.deepEqual(full.channel, { id: 'wa-sales', kind: 'whatsapp', name: 'Sales line' });
  assert.deepEqual([full.kind, full.status], ['personal', 'open']);
  assert.equal(full.lastMessage.text, 'Is the shop open today?');
  assert.deepEqual(full.facts, {
    channel: 'wa-sales', group: full.group.id, assignee: 'arda', responsible: null, known: false,
  });
  const [now, first] = full.assignment;
  assert.deepEqual([now.user.id, now.by.id, now.until], ['arda', 'selin', null]);
  assert.deepEqual([first.user, first.by, first.until], [null, null, now.from]);
  assert.equal(first.reason.because, 'nobody_eligible');
});

test('the first who answers becomes responsible and keeps the client', async () => {
  const chat = await chatOf('arda');
  const [arda, selin] = [await acme.as('arda'), await acme.as('selin')];
  const sent = assertOk(await arda.post(`/v1/chats/${chat.id}/messages`, { text: 'Good day' }), 201);
  assert.deepEqual([sent.direction, sent.kind, sent.text, sent.author.id], ['out', 'text', 'Good day', 'arda']);
  assert.equal(sent.chat, chat.id);
  const after = assertOk(await arda.get(`/v1/chats/${chat.id}`));
  assert.equal(after.facts.responsible, 'arda');
  assert.equal(after.waitingSince, null);
  assertOk(await selin.post(`/v1/chats/${chat.id}/messages`, { text: 'And from me' }), 201);
  const card = assertOk(await selin.get(`/v1/contacts/${chat.contact.id}`));
  assert.equal(card.responsible.id, 'arda');
  const texts = (await acme.messages('arda', chat.id)).map(({ text }) => text);
  assert.deepEqual(texts, ['And from me', 'Good day', 'Hello']);
  // Given to somebody else, it stays visible to the responsible (A8).
  assertOk(await selin.post(`/v1/chats/${chat.id}/assign`, { user: 'elif' }));
  assertOk(await arda.get(`/v1/chats/${chat.id}`));
});

test('messages come in pages too', async () => {
  const chat = await chatOf('arda');
  const client = { from: chat.from, name: chat.contact.name };
  for (const text of ['two', 'three', 'four', 'five']) await acme.whatsapp({ ...client, text });
  const arda = await acme.as('arda');
  const paged = await everything(arda, `/v1/chats/${chat.id}/messages?limit=2`, 'messages');
  assert.deepEqual(paged.map(({ text }) => text), ['five', 'four', 'three', 'two', 'Hello']);
  assert.equal(new Set(paged.map(({ id }) => id)).size, 5);
});

test('a chat is given only to somebody who may see and answer it', async () => {
  const chat = await chatOf('arda');
  const selin = await acme.as('selin');
  for (const user of ['timur', 'vera', 'nora']) {
    const refused = await selin.post(`/v1/chats/${chat.id}/assign`, { user });
    const { reason } = assertProblem(refused, 409, 'assignee_not_eligible');
    assert.deepEqual(reason, { user, rule: user === 'vera' ? 'may_not_reply' : 'may_not_view' });
  }
  const ghost = await selin.post(`/v1/chats/${chat.id}/assign`, { user: 'ghost' });
  assert.equal(assertProblem(ghost, 409, 'assignee_not_eligible').reason.rule, 'unknown_user');
  assert.equal(assertOk(await selin.get(`/v1/chats/${chat.id}`)).assignee.id, 'arda');
  const given = assertOk(await selin.post(`/v1/chats/${chat.id}/assign`, { user: 'elif' }));
  assert.equal(given.assignee.id, 'elif');
  assert.ok(!(await acme.chats('arda')).some(({ id }) => id === chat.id));
});

test('a released chat waits in the queue of its group', async () => {
  const chat = await chatOf('arda');
  const selin = await acme.as('selin');
  const released = assertOk(await selin.post(`/v1/chats/${chat.id}/assign`, { user: null }));
  assert.equal(released.assignee, null);
  assert.equal(released.group.id, 'sales');
  const { assignment } = assertOk(await selin.get(`/v1/chats/${chat.id}`));
  assert.deepEqual([assignment[0].user, assignment[0].by.id], [null, 'selin']);
  assert.equal(assignment[1].until, assignment[0].from);
});

test('a closed chat opens again when the client writes', async () => {
  const chat = await chatOf('arda');
  const arda = await acme.as('arda');
  const closed = assertOk(await arda.post(`/v1/chats/${chat.id}/close`, {}));
  assert.equal(closed.status, 'closed');
  assert.equal(closed.waitingSince, null);
  await acme.whatsapp({ from: chat.from, name: chat.contact.name, text: 'One more thing' });
  const again = await acme.chatWith(chat.contact.name);
  assert.deepEqual([again.id, again.status, again.lastMessage.text], [chat.id, 'open', 'One more thing']);
});

test('A1 who may only look may not touch', async () => {
  const chat = await chatOf('arda');
  const vera = await acme.as('vera');
  for (const [action, body, permission] of [
    ['messages', { text: 'no' }, 'chats.reply'],
    ['assign', { user: null }, 'chats.assign'],
    ['close', {}, 'chats.close'],
  ]) {
    const refused = await vera.post(`/v1/chats/${chat.id}/${action}`, body);
    assert.equal(assertProblem(refused, 403, 'permission_missing').permission, permission);
  }
  assert.equal((await acme.messages('selin', chat.id)).length, 1);
});

test('A8 a contact whom the company knows is known, and its responsible sees the chat', async () => {
  const phone = clientPhone();
  const known = await Company.found(acme.server, 'known', {
    people: ['selin', 'arda', 'elif'],
    contacts: [{
      id: 'c-1', name: 'Aylin Er', phone: `+${phone}`, email: 'aylin@example.com', responsible: 'arda',
      identities: [{ kind: 'whatsapp', value: phone }],
    }],
  });
  await known.whatsapp({ from: phone, name: 'Another Name' });
  const chat = await known.chatWith('Aylin Er', 'arda');
  assert.deepEqual([chat.facts.known, chat.facts.responsible, chat.contact.id], [true, 'arda', 'c-1']);
  assert.deepEqual(await known.chats('elif'), []);
});
