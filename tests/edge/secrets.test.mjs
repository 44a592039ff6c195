// Planted secrets, searched in every byte that somebody gets who must not have them.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { metaSignature, telegramText, unique, whatsappBody, whatsappChange } from './support/channels.mjs';
import { Client } from './support/client.mjs';
import { Company, everything, PASSWORD } from './support/company.mjs';
import { assertOk } from './support/problem.mjs';
import { OPERATOR_TOKEN, Server } from './support/server.mjs';
import { LiveSocket } from './support/socket.mjs';
import { digitsOf, emailSpellings, handleSpellings, phoneSpellings } from './support/spellings.mjs';

const NATIONAL = '5324178653';
const WA_ID = `90${NATIONAL}`;
const SECOND = '5417736291';
const EMAIL = 'aylin.er@butik-ornek.com';
const HANDLE = 'aylin_er_istanbul';
const STREET = 'Moda Caddesi 71/4';
const TELEGRAM_ID = 6_114_207_733;
const TELEGRAM_HANDLE = 'sergey_volkov_spb';
const MEMBER_ID = 6_225_318_844;
const MEMBER_HANDLE = 'annakorneva1984';
const CARD = '4012888888881881';
const IBAN = 'TR330006100519786457841326';

/** Digits that no agent may see, as a run, whatever stands between them. */
const DIGITS = [NATIONAL, SECOND, String(TELEGRAM_ID), String(MEMBER_ID), CARD, IBAN.slice(2)];

/** Words that no agent may see, in any case. */
const WORDS = [
  EMAIL, EMAIL.split('@')[0], HANDLE, STREET, TELEGRAM_HANDLE, MEMBER_HANDLE,
  'wamid.', 'phone_number_id', PASSWORD, OPERATOR_TOKEN,
];

let server;
let acme;
const got = {};

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', {
    people: ['selin', 'arda', 'timur', 'vera'],
    extend: ({ roles }) => (roles[0].emergencyMaxMinutes = 60),
    contacts: [{
      id: 'c-aylin', name: 'Aylin Er', phone: `+90 ${NATIONAL}`, email: EMAIL, handle: HANDLE, address: STREET,
      identities: [{ kind: 'whatsapp', value: WA_ID }],
    }],
  });
  for (const user of ['selin', 'arda', 'timur', 'vera']) got[user] = await listen(user);
  await plant();
  for (const user of ['selin', 'arda', 'timur', 'vera']) await read(user);
  // Only now: an answer would stand in the lists instead of what the clients wrote last.
  for (const user of ['selin', 'arda', 'timur', 'vera']) await answer(user);
});

/** Somebody with an open window, whose every byte is kept. */
async function listen(user) {
  const client = new Client(server);
  const answers = [];
  client.tap((answer) => answers.push(answer));
  assertOk(await client.post('/v1/login', { company: 'acme', username: user, password: PASSWORD }));
  // The own cookie is no secret to its owner, and random digits prove nothing.
  answers.length = 0;
  return { client, answers, socket: await LiveSocket.open(client) };
}

/** One message of the client, of any kind. */
async function say(kind, content) {
  const message = { from: WA_ID, id: wamid(), timestamp: '1760000000', type: kind, [kind]: content };
  const { phoneNumberId } = acme.secretsOf('wa-sales');
  const change = whatsappChange({ phoneNumberId, from: WA_ID, name: `Aylin 0${NATIONAL}`, message });
  assertOk(await acme.postWhatsapp(whatsappBody(change)));
}

/** Meta's ids carry the number of the client in Base64. */
function wamid() {
  return `wamid.${Buffer.from(`\u0001${WA_ID}\u0002${unique()}`).toString('base64')}`;
}

async function plant() {
  const reason = `The client ${EMAIL} with 0${NATIONAL} cannot wait`;
  assertOk(await got.selin.client.post('/v1/me/emergency', { role: 'supervisor', minutes: 5, reason }), 201);
  const texts = [
    ...phoneSpellings(NATIONAL).map((phone) => `Numaram ${phone} arayın`),
    ...phoneSpellings(SECOND).map((phone) => `Or my brother: ${phone}, thanks`),
    ...emailSpellings(EMAIL).map((email) => `Пишите на ${email} пожалуйста`),
    ...handleSpellings(HANDLE).map((handle) => `I am ${handle} there`),
    `Home: ${STREET}, Kadıköy`, `Card ${CARD.replace(/(.{4})/g, '$1 ')}and ${IBAN}`,
  ];
  for (const body of texts) await say('text', { body });
  const file = { id: '1234567890', mime_type: 'application/pdf', sha256: 'x' };
  await say('document', { ...file, filename: `invoice-${WA_ID}.pdf`, caption: `for 0${NATIONAL} / ${EMAIL}` });
  await say('document', { ...file, filename: `${EMAIL} 0${SECOND}.pdf` });
  await say('image', { id: '123', mime_type: 'image/jpeg', sha256: 'x', caption: `call ${NATIONAL}` });
  await say('location', { latitude: 41, longitude: 29, name: `Shop 0${NATIONAL}`, address: STREET });
  const card = {
    name: { formatted_name: 'Aylin Er', first_name: 'Aylin' },
    phones: [{ phone: `+90 ${NATIONAL}`, wa_id: WA_ID, type: 'CELL' }, { phone: `0${SECOND}`, type: 'HOME' }],
    emails: [{ email: EMAIL, type: 'WORK' }],
    addresses: [{ street: STREET, city: 'Istanbul' }],
  };
  await say('contacts', [card]);
  await say('button', { payload: `call:${WA_ID}`, text: `Call 0${NATIONAL}` });
  await say('hologram', { phone: WA_ID });
  const person = { from: TELEGRAM_ID, firstName: 'Sergey', lastName: `+90${SECOND}`, username: TELEGRAM_HANDLE };
  for (const where of [`id ${TELEGRAM_ID}`, `https://t.me/${TELEGRAM_HANDLE}`, `tg://user?id=${TELEGRAM_ID}`]) {
    assertOk(await acme.postTelegram(telegramText({ ...person, text: `Я ${TELEGRAM_HANDLE}, ${where}` })));
  }
  await plantInGroup(person);
}

/** A group in which the members speak of each other, without the signs by which a number or a name is known. */
async function plantInGroup(person) {
  const member = { from: MEMBER_ID, firstName: 'Anna', username: MEMBER_HANDLE };
  const say = async (sender, text) => {
    const update = telegramText({ ...sender, text });
    update.message.chat = { id: -1_006_336_429_955, type: 'supergroup', title: `Villa 0${SECOND}` };
    assertOk(await acme.postTelegram(update));
  };
  await say(member, `it is ${MEMBER_HANDLE} here, ${MEMBER_ID}`);
  await say(person, `${MEMBER_HANDLE} and ${TELEGRAM_HANDLE} come along`);
}

/** Asks for everything there is, with good and with bad questions. */
async function read(user) {
  const { client } = got[user];
  const everywhere = [
    'me', 'me/access', 'me/emergency', 'channels', 'users', 'roles', 'groups', 'groups/sales', 'audit?limit=100', 'policy',
    'analysis', 'emergency', 'users/selin/explain?permission=chats.view',
  ];
  for (const path of everywhere) {
    await client.get(`/v1/${path}`);
  }
  const chats = await everything(client, '/v1/chats?limit=2', 'chats');
  for (const chat of chats) {
    await client.get(`/v1/chats/${chat.id}`);
    await everything(client, `/v1/chats/${chat.id}/messages?limit=10`, 'messages');
    await client.get(`/v1/contacts/${chat.contact.id}`);
  }
  got[user].chats = chats;
}

/** Does everything that there is to do with a chat. */
async function answer(user) {
  const { client, chats } = got[user];
  for (const { id } of chats) {
    await client.post(`/v1/chats/${id}/messages`, { text: `Noted: 0${NATIONAL}, thank you` });
    await client.post(`/v1/chats/${id}/assign`, { user: 'nobody' });
    await client.post(`/v1/chats/${id}/close`, {});
  }
}

/** What somebody got, answer by answer and frame by frame: heads and bodies, as they came and as JSON reads them. */
function pieces(user) {
  const { answers, socket } = got[user];
  const heads = answers.map(({ rawHeaders }) => rawHeaders.join('\n'));
  const bodies = [...answers.map(({ text }) => text), ...socket.frames].filter(Boolean);
  const values = bodies.filter((body) => /^[[{]/.test(body)).flatMap((body) => strings(JSON.parse(body)));
  return [...heads, ...bodies, ...values];
}

function strings(value) {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]);
}

/** The secrets in a text, as it stands, decoded as addresses are, and as nothing but its digits. */
function leaks(text) {
  const forms = [text, decoded(text)].map((form) => form.normalize('NFKC').toLowerCase());
  const words = WORDS.filter((word) => forms.some((form) => form.includes(word.toLowerCase())));
  // A run over several values would find what nobody can see: digits are compared value by value.
  const runs = /^[[{]/.test(text) ? forms : [...forms, ...forms.map(digitsOf)];
  return [...words, ...DIGITS.filter((digits) => runs.some((run) => run.includes(digits)))];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

test('the search finds what is there', () => {
  for (const spelling of [...phoneSpellings(NATIONAL).slice(0, -1), ...phoneSpellings(SECOND).slice(0, -1)]) {
    assert.notDeepEqual(leaks(`x ${spelling} y`), [], spelling);
  }
  assert.deepEqual(leaks('+90 ••• ••• •• 53 a•••@b•••.com'), []);
  // The supervisor sees it all: it was planted, stored and sent.
  const seen = pieces('selin').flatMap(leaks);
  for (const secret of [NATIONAL, SECOND, EMAIL, HANDLE, STREET, TELEGRAM_HANDLE, MEMBER_HANDLE, CARD, IBAN.slice(2)]) {
    assert.ok(seen.includes(secret), secret);
  }
});

for (const user of ['arda', 'timur', 'vera']) {
  test(`nothing that ${user} receives gives a secret away`, () => {
    const { chats, socket } = got[user];
    assert.ok(chats.length > 0, 'there is something to see');
    assert.ok(socket.frames.length > 3, 'there is something to hear');
    const found = pieces(user).map((piece) => [leaks(piece), piece.slice(0, 300)]);
    assert.deepEqual(found.filter(([secrets]) => secrets.length > 0), []);
  });
}

test('what is masked still tells two clients apart', () => {
  const all = pieces('vera').join('\n');
  assert.ok(all.includes('+90 ••• ••• •• 53'));
  assert.ok(all.includes('a•••@b•••.com'));
});

test('vendors’ ids stay inside, also for the supervisor', () => {
  const ids = [WA_ID, String(TELEGRAM_ID), acme.secretsOf('wa-sales').phoneNumberId];
  const seen = pieces('selin');
  for (const id of ids) assert.ok(!seen.includes(id), id);
  assert.ok(!seen.some((piece) => piece.includes('wamid.')));
});

test('refusals repeat nothing of what was sent', async () => {
  const { client } = got.arda;
  const bad = [
    await client.post('/v1/login', `{"company":"acme","username":"arda","password":"${PASSWORD}"`),
    await client.post('/v1/login', { company: 'acme', username: 'arda', password: [PASSWORD] }),
    await client.post('/v1/login', { company: 'acme', username: 'arda', password: PASSWORD, extra: NATIONAL }),
    await client.post(`/v1/chats/${got.arda.chats[0].id}/messages`, { text: { [NATIONAL]: EMAIL } }),
    await acme.postWhatsapp(`{"object":"whatsapp_business_account","entry":[{"changes":"${NATIONAL}"}]}`),
    await acme.postWhatsapp(`{"phone":"${NATIONAL}"`),
  ];
  for (const answer of bad) {
    assert.equal(answer.status, 400, answer.text);
    assert.deepEqual(leaks(answer.text), []);
    assert.ok(!answer.text.includes(NATIONAL), answer.text);
  }
});

test('the log holds no secret either', async () => {
  const body = Buffer.from('{"object":"whatsapp_business_account"');
  await new Client(server).post('/v1/webhooks/acme/whatsapp', body, {
    headers: { 'x-hub-signature-256': metaSignature('wrong', body) },
  });
  const secrets = [...DIGITS, ...WORDS, got.arda.client.cookie.split('.')[1], acme.secretsOf('wa-sales').appSecret];
  for (const secret of secrets) assert.ok(!server.log.includes(secret), secret);
});
