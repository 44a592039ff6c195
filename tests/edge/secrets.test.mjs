// Planted secrets, searched in every byte that somebody gets who must not have them.
//
// The ways out of the worker are: the answers of every endpoint, good and bad, with their headers (`QUESTIONS`); the
// frames of every type; the lines, names and heads of exports; the answers to webhooks; the log. An endpoint or a frame
// that is not asked for here fails the first test.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { metaSignature } from './support/channels.mjs';
import { Client } from './support/client.mjs';
import { Company, PASSWORD } from './support/company.mjs';
import { allFields, MASKED } from './support/policy.mjs';
import { assertOk } from './support/problem.mjs';
import { documented, routeOf, routes } from './support/routes.mjs';
import {
  AYLIN, CARD, DIGITS, EMAIL, HANDLE, IBAN, leaks, MEMBER_HANDLE, MOVED, NAMES, NATIONAL, pieces, plant, REASON, SECOND,
  STREET, TELEGRAM_HANDLE, TELEGRAM_ID, WA_ID, WORDS,
} from './support/secrets.mjs';
import { Server } from './support/server.mjs';
import { LiveSocket } from './support/socket.mjs';
import { phoneSpellings } from './support/spellings.mjs';
import { until } from './support/wait.mjs';

/**
 * Selin sees everything; rita may reveal. Arda and Timur are agents. Vera may do all that there is, but sees everything
 * masked, and Hanna the same with everything hidden, names too.
 */
const PEOPLE = ['selin', 'rita', 'vera', 'hanna', 'timur', 'arda'];
const BLIND = { arda: [], timur: [], vera: [], hanna: NAMES };

const NOTHING = { permissions: [], scope: 'none', newClients: false, fields: {} };
const HANDSHAKE = `hub.mode=subscribe&hub.challenge=c&hub.verify_token=0${NATIONAL}`;

/** What is asked at each endpoint, in order: pairs of address and body. A question sees what somebody has found so far. */
const QUESTIONS = {
  'GET /healthz': () => [['/healthz']],
  'GET /v1/me': () => [['/v1/me']],
  'GET /v1/me/access': () => [['/v1/me/access']],
  'GET /v1/me/emergency': () => [['/v1/me/emergency']],
  'GET /v1/emergency': () => [['/v1/emergency']],
  'GET /v1/channels': () => [['/v1/channels']],
  'GET /v1/users': () => [['/v1/users']],
  'GET /v1/users/{id}': () => [['/v1/users/arda'], ['/v1/users/nobody']],
  'GET /v1/users/{id}/explain': ({ chats }) => chats.flatMap(({ id, contact }) => [
    [`/v1/users/arda/explain?permission=chats.view&chat=${id}`],
    [`/v1/users/arda/explain?permission=contacts.view&contact=${contact.id}`],
    [`/v1/users/arda/explain?permission=0${NATIONAL}`],
  ]),
  'GET /v1/policy': () => [['/v1/policy']],
  'GET /v1/analysis': () => [['/v1/analysis']],
  'GET /v1/roles': () => [['/v1/roles']],
  'GET /v1/groups': () => [['/v1/groups']],
  'GET /v1/groups/{id}': () => [['/v1/groups/sales']],
  'GET /v1/sections/{id}': () => [['/v1/sections/newsletters']],
  'GET /v1/chats': () => [
    ['/v1/chats?limit=100'], ['/v1/chats?limit=1&status=open'], [`/v1/chats?cursor=0${NATIONAL}`], [`/v1/chats?${NATIONAL}=1`],
  ],
  'GET /v1/chats/{id}': ({ chats }) => [...chats.map(({ id }) => [`/v1/chats/${id}`]), [`/v1/chats/${NATIONAL}`]],
  'GET /v1/chats/{id}/messages': ({ chats }) => chats.map(({ id }) => [`/v1/chats/${id}/messages?limit=100`]),
  'GET /v1/chats/export': () => ['csv', 'json'].map((format) => [`/v1/chats/export?format=${format}`]),
  'GET /v1/chats/{id}/export': ({ chats }) =>
    chats.flatMap(({ id }) => ['csv', 'json'].map((format) => [`/v1/chats/${id}/export?format=${format}`])),
  'GET /v1/contacts/export': () => ['csv', 'json'].map((format) => [`/v1/contacts/export?format=${format}`]),
  'GET /v1/contacts/{id}': ({ chats }) => [...chats.map(({ contact }) => [`/v1/contacts/${contact.id}`]), [`/v1/contacts/${WA_ID}`]],
  'POST /v1/contacts/search': () =>
    [`0${NATIONAL}`, `+90${NATIONAL}`, `0${SECOND}`, `0${MOVED}`, EMAIL, `@${HANDLE}`, 'Aylin', '4178', 'butik', 'x'].map((query) => [
      '/v1/contacts/search', { query },
    ]),
  'POST /v1/contacts/{id}/reveal': ({ chats }) => chats.slice(0, 3).flatMap(({ contact }) => [
    [`/v1/contacts/${contact.id}/reveal`, { field: 'phone', reason: REASON }],
    [`/v1/contacts/${contact.id}/reveal`, { field: 0, reason: REASON }],
  ]),
  'GET /v1/masking': () => [['/v1/masking']],
  'PATCH /v1/masking': () => [['/v1/masking', { region: 'TR' }], ['/v1/masking', { region: NATIONAL }], ['/v1/masking', { [`0${NATIONAL}`]: EMAIL }]],
  'GET /v1/routing': () => [['/v1/routing']],
  'PUT /v1/routing': () => [
    ['/v1/routing', { settings: { version: 1, capacity: { text: 9 } } }], ['/v1/routing', { settings: { version: 1, [`0${NATIONAL}`]: EMAIL } }],
    ['/v1/routing', { settings: { version: 1, rules: [{ id: WA_ID, to: { queue: null }, when: { text: [`0${NATIONAL}`, EMAIL], labels: [EMAIL] } }] } }],
  ],
  'POST /v1/routing/test': () => [
    ['/v1/routing/test', { channel: 'wa-sales', labels: [EMAIL], text: `0${NATIONAL} ${EMAIL}` }], ['/v1/routing/test', { channel: WA_ID }],
    ['/v1/routing/test', { channel: 'wa-sales', language: `0${NATIONAL}` }],
  ],
  'GET /v1/labels': () => [['/v1/labels']],
  'PATCH /v1/chats/{id}': ({ chats }) => chats.flatMap(({ id }) => [
    [`/v1/chats/${id}`, { labels: ['VIP', 'Aylin'], language: 'tr' }], [`/v1/chats/${id}`, { labels: [`0${NATIONAL}`] }],
    [`/v1/chats/${id}`, { labels: [EMAIL] }], [`/v1/chats/${id}`, { language: `0${NATIONAL}` }], [`/v1/chats/${id}`, { [EMAIL]: NATIONAL }],
  ]),
  'GET /v1/queue': () => [['/v1/queue'], ['/v1/queue?group=sales&limit=1'], [`/v1/queue?cursor=0${NATIONAL}`], [`/v1/queue?group=${EMAIL}`]],
  'GET /v1/missed': () => [['/v1/missed'], ['/v1/missed?from=0&group=sales'], [`/v1/missed?from=0${NATIONAL}x`], [`/v1/missed?${NATIONAL}=1`]],
  'GET /v1/users/{id}/removal': () => [
    ['/v1/users/arda/removal'], ['/v1/users/arda/removal?status=deactivated'], [`/v1/users/${WA_ID}/removal`], [`/v1/users/arda/removal?status=${EMAIL}`],
  ],
  'GET /v1/routing/traffic': () => [['/v1/routing/traffic?days=31'], [`/v1/routing/traffic?days=0${NATIONAL}`]],
  'GET /v1/team': () => [['/v1/team']],
  'GET /v1/chats/{id}/assignments': ({ chats }) => [...chats.map(({ id }) => [`/v1/chats/${id}/assignments`]), [`/v1/chats/${NATIONAL}/assignments`]],
  'POST /v1/me/presence': () => [['/v1/me/presence', { presence: 'finishing' }], ['/v1/me/presence', { presence: EMAIL }], ['/v1/me/presence', { presence: 'online' }]],
  'GET /v1/audit': () => [['/v1/audit?limit=100'], [`/v1/audit?cursor=${EMAIL}`]],
  'GET /v1/live': () => [['/v1/live']],
  'GET /v1/webhooks/{company}/whatsapp': () => [[`/v1/webhooks/acme/whatsapp?${HANDSHAKE}`]],
  'POST /v1/webhooks/{company}/whatsapp': () => [['/v1/webhooks/acme/whatsapp', { phone: NATIONAL }]],
  'POST /v1/webhooks/{company}/telegram/{channel}': () => [['/v1/webhooks/acme/telegram/tg-support', { phone: NATIONAL }]],
  'POST /v1/companies': () => [['/v1/companies', { phone: NATIONAL }]],
  'POST /v1/login': () => [
    ['/v1/login', `{"company":"acme","username":"arda","password":"${PASSWORD}"`],
    ['/v1/login', { company: 'acme', username: `0${NATIONAL}`, password: [PASSWORD] }],
    ['/v1/login', { company: 'acme', username: EMAIL, password: PASSWORD }],
  ],
  'POST /v1/policy/preview': () => [
    ['/v1/policy/preview', { changes: [{ user: 'arda', patch: { denied: ['chats.view'] } }] }],
    ['/v1/policy/preview', { changes: [{ user: 'arda', patch: { denied: [`0${NATIONAL}`, EMAIL] } }] }],
  ],
  // Whoever answers and assigns comes after whoever reads: an answer would stand in the lists instead of what the
  // clients wrote last.
  'POST /v1/chats/{id}/messages': ({ chats }) => chats.flatMap(({ id }) => [
    [`/v1/chats/${id}/messages`, { text: `Noted: 0${NATIONAL}, thank you` }],
    [`/v1/chats/${id}/messages`, { text: { [NATIONAL]: EMAIL } }],
    [`/v1/chats/${id}/messages`, { [`0${NATIONAL}`]: EMAIL }],
  ]),
  'POST /v1/chats/{id}/assign': ({ chats }) => chats.flatMap(({ id }) => [
    [`/v1/chats/${id}/assign`, { user: 'nobody' }],
    [`/v1/chats/${id}/assign`, { user: WA_ID }],
    [`/v1/chats/${id}/assign`, { user: 'selin' }],
  ]),
  'POST /v1/chats/{id}/transfer': ({ chats }) => chats.flatMap(({ id }) => [
    [`/v1/chats/${id}/transfer`, { user: WA_ID }], [`/v1/chats/${id}/transfer`, { group: EMAIL }],
    [`/v1/chats/${id}/transfer`, { group: `g-${WA_ID}` }], [`/v1/chats/${id}/transfer`, { group: 'sales' }],
  ]),
  // Nobody of the group may answer, so that it waits until somebody takes it.
  'POST /v1/chats/{id}/take': ({ chats }) => chats.flatMap(({ id }) => [
    [`/v1/chats/${id}/transfer`, { group: 'watchers' }], [`/v1/chats/${id}/take`, {}],
  ]),
  'POST /v1/me/emergency': () => [
    ['/v1/me/emergency', { role: 'rescue', minutes: 5, reason: REASON }], ['/v1/me/emergency', { role: WA_ID, minutes: 5, reason: REASON }],
  ],
  'POST /v1/me/emergency/end': () => [['/v1/me/emergency/end', { role: 'rescue' }], ['/v1/me/emergency/end', { role: WA_ID }]],
  'POST /v1/users/{id}/emergency/end': () => [['/v1/users/selin/emergency/end', { role: 'ghost' }]],
  'POST /v1/users/{id}/removal': ({ user }) => [[`/v1/users/leaver-${user}/removal`, {}], [`/v1/users/${WA_ID}/removal`, {}], ['/v1/users/arda/removal', { [EMAIL]: NATIONAL }]],
  'PATCH /v1/users/{id}': () => [['/v1/users/timur', { denied: [] }], ['/v1/users/timur', { [`0${NATIONAL}`]: EMAIL }]],
  'POST /v1/roles': () => [['/v1/roles', { name: 'Fresh', rights: NOTHING }], ['/v1/roles', { name: [EMAIL], rights: NOTHING }]],
  'PATCH /v1/roles/{id}': () => [['/v1/roles/fresh', { name: 'Fresher' }]],
  'DELETE /v1/roles/{id}': () => [['/v1/roles/fresh']],
  // The id of a group is never given twice.
  'POST /v1/groups': ({ user }) => [['/v1/groups', { id: `fresh-${user}`, name: 'Fresh', algorithm: 'random' }]],
  'PATCH /v1/groups/{id}': ({ user }) => [[`/v1/groups/fresh-${user}`, { name: 'Fresher' }], ['/v1/groups/sales', { roles: [EMAIL] }]],
  'DELETE /v1/groups/{id}': ({ user }) => [[`/v1/groups/fresh-${user}`]],
  'POST /v1/chats/{id}/close': ({ chats }) => chats.map(({ id }) => [`/v1/chats/${id}/close`, {}]),
  'POST /v1/logout': () => [['/v1/logout']],
};

/** Only where tests are allowed to: panic.test.mjs has it. */
const NOT_HERE = ['POST /v1/test/panic'];

/** Where the supervisor must meet a secret, or nobody would notice one. */
const CARRIERS = [
  'GET /v1/chats', 'GET /v1/chats/{id}', 'GET /v1/chats/{id}/messages', 'GET /v1/chats/export', 'GET /v1/chats/{id}/export',
  'GET /v1/contacts/export', 'GET /v1/contacts/{id}', 'POST /v1/contacts/search', 'POST /v1/chats/{id}/messages',
  'POST /v1/chats/{id}/close',
];

let server;
let acme;
const got = {};

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda', 'timur', 'vera'], loggedIn: PEOPLE, extend, contacts: [AYLIN] });
  for (const user of PEOPLE) got[user] = await listen(user);
  await plant(acme);
  const last = ['POST /v1/chats/{id}/close', 'POST /v1/logout'];
  for (const user of PEOPLE) await ask(user, (route) => !isLate(route));
  // The agents first, while the chats are theirs.
  for (const user of PEOPLE.toReversed()) await ask(user, (route) => isLate(route) && !last.includes(route));
  // Now that the log and the chats hold what they wrote, once more.
  for (const user of PEOPLE) await ask(user, (route) => route.startsWith('GET '));
  for (const wanted of last) for (const user of PEOPLE) await ask(user, (route) => route === wanted);
  await until(() => PEOPLE.every((user) => typesOf(user).includes('signed_out')), 'everybody to be signed out');
});

/** What comes after reading. */
function isLate(route) {
  const routes = Object.keys(QUESTIONS);
  return routes.indexOf(route) >= routes.indexOf('POST /v1/chats/{id}/messages');
}

function extend({ roles, users }) {
  const { rights } = roles.find(({ id }) => id === 'supervisor');
  const without = (...names) => rights.permissions.filter((name) => !names.includes(name));
  const blind = without('contacts.phone', 'contacts.email', 'contacts.reveal');
  const add = (id, permissions, fields) => roles.push({ id, name: id, rights: { ...rights, permissions, fields } });
  add('masked', blind, MASKED);
  add('hidden', blind, allFields('hidden'));
  add('revealer', without('contacts.phone', 'contacts.email'), MASKED);
  roles.push({ id: 'rescue', name: 'Rescue', rights: NOTHING, emergencyMaxMinutes: 60 });
  const person = (id, role) => ({ ...users[0], id, name: id, username: id, roles: [role], groups: [], channels: 'all' });
  users.push(person('rita', 'revealer'), person('hanna', 'hidden'));
  // Who removes somebody needs somebody to remove.
  users.push(...PEOPLE.map((user) => ({ ...person(`leaver-${user}`, 'masked'), roles: [], groups: ['sales'], channels: null })));
  Object.assign(users.find(({ id }) => id === 'vera'), { roles: ['masked'] });
}

/** Somebody with an open window, whose every byte is kept. */
async function listen(user) {
  const client = new Client(server);
  const answers = [];
  client.tap((answer) => answers.push(answer));
  assertOk(await client.post('/v1/login', { company: 'acme', username: user, password: PASSWORD }));
  // The own cookie is no secret to its owner, and random digits prove nothing.
  answers.length = 0;
  return { user, client, answers, socket: await LiveSocket.open(client), chats: [] };
}

/** Asks what there is to ask at those endpoints. */
async function ask(user, wanted) {
  const own = got[user];
  const listed = await own.client.get('/v1/chats?limit=100');
  // What is nobody's any more is asked for all the same.
  if (listed.json.chats?.length > 0) own.chats = listed.json.chats;
  for (const [route, questions] of Object.entries(QUESTIONS).filter(([route]) => wanted(route))) {
    const method = route.split(' ')[0];
    for (const [path, body] of questions(own)) {
      await own.client.request(method, path, { body });
      if (path.includes('/export')) await own.client.request('HEAD', path);
    }
  }
}

function typesOf(user) {
  return got[user].socket.frames.filter((frame) => frame.startsWith('{')).map((frame) => JSON.parse(frame).type);
}

/** The answers that somebody got at an endpoint. */
function answersAt(user, route) {
  return got[user].answers.filter((answer) => routeOf(answer.method, answer.path) === route);
}

test('every endpoint is asked, by everybody, and answers somebody who sees all of it masked', () => {
  assert.deepEqual(Object.keys(QUESTIONS).sort(), routes().filter((route) => !NOT_HERE.includes(route)));
  const inner = new Set(['POST /v1/companies', 'POST /v1/login', 'GET /v1/live', 'POST /v1/users/{id}/emergency/end']);
  for (const route of Object.keys(QUESTIONS)) {
    for (const user of Object.keys(BLIND)) {
      const statuses = answersAt(user, route).map(({ status }) => status);
      assert.ok(statuses.length > 0, `${user} asks ${route}`);
      const opens = !inner.has(route) && !route.includes('/webhooks/') && !route.endsWith('/reveal');
      if (opens && ['vera', 'hanna'].includes(user)) {
        assert.ok(statuses.some((status) => status < 300), `${user} is answered at ${route}: ${statuses}`);
      }
    }
  }
});

test('every type of frame is heard', () => {
  const heard = new Set(Object.keys(BLIND).flatMap(typesOf));
  assert.deepEqual([...heard].sort(), documented().frames.sort());
});

test('the search finds what is there', () => {
  for (const spelling of [...phoneSpellings(NATIONAL).slice(0, -1), ...phoneSpellings(SECOND).slice(0, -1)]) {
    assert.notDeepEqual(leaks(`x ${spelling} y`), [], spelling);
  }
  assert.deepEqual(leaks('+90 ••• ••• •• 53 a•••@b•••.com'), []);
  // The supervisor sees it all: it was planted, stored and sent, on each of these ways.
  const seen = pieces(got.selin.answers, got.selin.socket.frames).flatMap((piece) => leaks(piece, NAMES));
  const planted = [NATIONAL, SECOND, MOVED, EMAIL, HANDLE, STREET, TELEGRAM_HANDLE, MEMBER_HANDLE, CARD, IBAN.slice(2), ...NAMES];
  for (const secret of planted) assert.ok(seen.includes(secret), secret);
  for (const route of CARRIERS) {
    const found = pieces(answersAt('selin', route), []).flatMap((piece) => leaks(piece));
    assert.ok(found.length > 0, `${route} carries nothing`);
  }
  assert.ok(got.selin.socket.frames.flatMap((frame) => leaks(frame)).length > 0);
  assert.ok(answersAt('rita', 'POST /v1/contacts/{id}/reveal').flatMap(({ text }) => leaks(text)).length > 0);
});

for (const [user, names] of Object.entries(BLIND)) {
  test(`nothing that ${user} receives gives a secret away`, () => {
    const { answers, socket } = got[user];
    assert.ok(answersAt(user, 'GET /v1/chats/{id}').some(({ status }) => status === 200), 'there is something to see');
    assert.ok(socket.frames.length > 3, 'there is something to hear');
    const found = pieces(answers, socket.frames).map((piece) => [leaks(piece, names), piece.slice(0, 300)]);
    assert.deepEqual(found.filter(([secrets]) => secrets.length > 0), []);
  });
}

test('a revealed value stands in the answer to its question and nowhere else', () => {
  const { answers, socket } = got.rita;
  const others = answers.filter(({ method, path }) => routeOf(method, path) !== 'POST /v1/contacts/{id}/reveal');
  const found = pieces(others, socket.frames).map((piece) => [leaks(piece), piece.slice(0, 300)]);
  assert.deepEqual(found.filter(([secrets]) => secrets.length > 0), []);
});

test('the log of the company tells what was done, and why, also to those who see no client', () => {
  for (const user of ['vera', 'hanna']) {
    const answers = answersAt(user, 'GET /v1/audit').filter(({ status }) => status === 200);
    const entries = answers.flatMap(({ json }) => json.entries);
    for (const action of ['contact.revealed', 'contacts.exported', 'chat.exported', 'emergency.taken']) {
      assert.ok(entries.some((entry) => entry.action === action), action);
    }
    for (const action of ['contact.revealed', 'emergency.taken']) {
      const { detail } = entries.find((entry) => entry.action === action);
      assert.match(detail.reason, /^The client .* cannot wait$/, `${user}: ${action}`);
    }
  }
});

test('what is masked still tells two clients apart', () => {
  const all = pieces(got.vera.answers, got.vera.socket.frames).join('\n');
  assert.ok(all.includes('+90 ••• ••• •• 53') || all.includes('+90 ••• ••• •• 72'));
  assert.ok(all.includes('a•••@b•••.com'));
});

test('vendors’ ids stay inside, also for the supervisor', () => {
  const ids = [WA_ID, String(TELEGRAM_ID), acme.secretsOf('wa-sales').phoneNumberId];
  const seen = pieces(got.selin.answers, got.selin.socket.frames);
  for (const id of ids) assert.ok(!seen.includes(id), id);
  assert.ok(!seen.some((piece) => piece.includes('wamid.')));
});

test('refusals repeat nothing of what was sent', async () => {
  const client = await acme.login('arda');
  const [chat] = assertOk(await client.get('/v1/chats')).chats;
  const bad = [
    await client.post('/v1/login', `{"company":"acme","username":"arda","password":"${PASSWORD}"`),
    await client.post('/v1/login', { company: 'acme', username: 'arda', password: [PASSWORD] }),
    await client.post('/v1/login', { company: 'acme', username: 'arda', password: PASSWORD, [`0${NATIONAL}`]: 1 }),
    await client.post(`/v1/chats/${chat.id}/messages`, { text: { [NATIONAL]: EMAIL } }),
    await client.get(`/v1/chats?0${NATIONAL}=1`),
    await acme.postWhatsapp(`{"object":"whatsapp_business_account","entry":[{"changes":"${NATIONAL}"}]}`),
    await acme.postWhatsapp(`{"phone":"${NATIONAL}"`),
  ];
  for (const answer of bad) {
    assert.equal(answer.status, 400, answer.text);
    assert.deepEqual(pieces([answer], []).flatMap((piece) => leaks(piece)), [], answer.text);
  }
});

test('the log of the worker holds no secret either', async () => {
  const body = Buffer.from('{"object":"whatsapp_business_account"');
  await new Client(server).post('/v1/webhooks/acme/whatsapp', body, {
    headers: { 'x-hub-signature-256': metaSignature('wrong', body) },
  });
  const client = await acme.as('arda');
  const secrets = [...DIGITS, ...WORDS, client.cookie.split('.')[1], acme.secretsOf('wa-sales').appSecret];
  for (const secret of secrets) assert.ok(!server.log.includes(secret), secret);
});
