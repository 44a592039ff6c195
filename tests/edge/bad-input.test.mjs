// Bodies and addresses that nobody should send: each has its code, and nothing changes.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Client } from './support/client.mjs';
import { Company, found, founding, PASSWORD } from './support/company.mjs';
import { countDatabases, rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { OPERATOR_TOKEN, Server } from './support/server.mjs';

let server;
let acme;
let selin;
let chat;
let contact;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', {
    people: ['selin', 'arda'],
    loggedIn: ['selin'],
    extend: ({ roles }) => (roles.find(({ id }) => id === 'agent').emergencyMaxMinutes = 60),
  });
  selin = await acme.as('selin');
  const { name } = await acme.whatsapp();
  const { id, contact: { id: contactId } } = await acme.chatWith(name);
  [chat, contact] = [id, contactId];
});

const ENGINE = ['routing_head', 'routing_person', 'routing_chat', 'routing_event', 'routing_skill', 'missed'];

/** Everything that the company holds. */
function everythingStored() {
  const people = ['company', 'channel', 'role', 'user_group', 'user', 'membership', 'emergency'];
  const tables = [...people, 'contact', 'routing', 'contact_token', 'contact_search', 'reveal', 'chat', 'message', 'assignment', 'audit', ...ENGINE];
  return JSON.stringify(tables.map((table) => rows(server, 'acme', `SELECT * FROM ${table}`)));
}

const INVALID_UTF8 = Buffer.from('{"text":"\xff\xfe"}', 'latin1');
const BODY_MAX_BYTES = 64 * 1024;
const FOUNDING_MAX_BYTES = 8 * 1024 * 1024;

/** What is wrong with any body, whatever it is for. Without a code: which fault is met first is no promise. */
const ANY = [
  ['{', 400, 'invalid_json'],
  ['{} {}', 400],
  ['{"text":"\u0000"}', 400],
  [INVALID_UTF8, 400, 'invalid_utf8'],
  ['[]', 400, 'invalid_field'],
  ['null', 400, 'invalid_field'],
  ['"text"', 400, 'invalid_field'],
  [{ surprise: 1 }, 400, 'unknown_field'],
  [{ __proto__: null, constructor: 1 }, 400, 'unknown_field'],
  ['['.repeat(20_000), 400],
];

/** What is wrong for one endpoint. */
const TABLE = {
  'POST /v1/login': [
    ['', 400, 'invalid_json'],
    [{ company: 'acme', username: 'selin' }, 400, 'missing_field'],
    [{ company: 'acme', username: 'selin', password: 5 }, 400, 'invalid_field'],
    [{ company: 'acme', username: null, password: 'x' }, 400, 'invalid_field'],
    [{ company: 'acme', username: 'selin', password: 'x'.repeat(257) }, 400, 'invalid_field'],
    [{ company: 'acme', username: 'x'.repeat(65), password: 'x' }, 400, 'invalid_field'],
    [{ company: 'acme', username: 'selin', password: 'x'.repeat(BODY_MAX_BYTES) }, 413, 'body_too_large'],
  ],
  'POST /v1/chats/CHAT/messages': [
    ['', 400, 'invalid_json'],
    [{}, 400, 'missing_field'],
    [{ text: null }, 400, 'invalid_field'],
    [{ text: ['a'] }, 400, 'invalid_field'],
    [{ text: '' }, 400, 'invalid_field'],
    [{ text: ' \n\t ' }, 400, 'invalid_field'],
    [{ text: 'ş'.repeat(4_097) }, 400, 'invalid_field'],
    ['{"text":"a","text":"b"}', 400],
    [{ text: 'x'.repeat(BODY_MAX_BYTES) }, 413, 'body_too_large'],
  ],
  'POST /v1/chats/CHAT/assign': [
    [{}, 400, 'missing_field'],
    [{ user: 5 }, 400, 'invalid_field'],
    [{ user: 'not an id!' }, 400, 'invalid_field'],
    [{ user: 'x'.repeat(65) }, 400, 'invalid_field'],
  ],
  'POST /v1/chats/CHAT/transfer': [
    [{}, 400, 'invalid_field'],
    [{ user: 'arda', group: 'sales' }, 400, 'invalid_field'],
    [{ group: 'nowhere' }, 400, 'invalid_field'],
    [{ group: 5 }, 400, 'invalid_field'],
    [{ user: 'ghost' }, 409, 'assignee_not_eligible'],
  ],
  'POST /v1/chats/CHAT/take': [],
  'POST /v1/users/arda/removal': [],
  'POST /v1/me/presence': [
    [{}, 400, 'missing_field'],
    [{ presence: 'lost' }, 400, 'invalid_field'],
    [{ presence: 5 }, 400, 'invalid_field'],
  ],
  'POST /v1/chats/CHAT/close': [],
  'POST /v1/contacts/search': [
    ['', 400, 'invalid_json'],
    [{}, 400, 'missing_field'],
    [{ query: null }, 400, 'invalid_field'],
    [{ query: ['0532 123 45 67'] }, 400, 'invalid_field'],
    [{ query: 905_321_234_567 }, 400, 'invalid_field'],
    [{ query: 'ab' }, 400, 'invalid_field'],
    [{ query: `  ab${' '.repeat(20)}` }, 400, 'invalid_field'],
    [{ query: 'ş'.repeat(321) }, 400, 'invalid_field'],
    [{ query: 'a bell \u0007' }, 400, 'invalid_field'],
    [{ query: '0532', limit: 5 }, 400, 'unknown_field'],
    [{ query: 'x'.repeat(BODY_MAX_BYTES) }, 413, 'body_too_large'],
  ],
  'POST /v1/contacts/CONTACT/reveal': [
    ['', 400, 'invalid_json'],
    [{ field: 'phone' }, 400, 'missing_field'],
    [{ reason: 'Calls back' }, 400, 'missing_field'],
    [{ field: 'text', reason: 'Calls back' }, 400, 'invalid_field'],
    [{ field: 'known', reason: 'Calls back' }, 400, 'invalid_field'],
    [{ field: ['phone'], reason: 'Calls back' }, 400, 'invalid_field'],
    [{ field: 'phone', reason: '  ab ' }, 400, 'invalid_field'],
    [{ field: 'phone', reason: 'ş'.repeat(501) }, 400, 'invalid_field'],
    [{ field: 'phone', reason: 'Calls\nback' }, 400, 'invalid_field'],
    [{ field: 'phone', reason: 'Calls back', seconds: 60 }, 400, 'unknown_field'],
    [{ field: 'phone', reason: 'x'.repeat(BODY_MAX_BYTES) }, 413, 'body_too_large'],
    // The supervisor sees it already.
    [{ field: 'phone', reason: 'Calls back' }, 409, 'nothing_to_reveal'],
  ],
  'PATCH /v1/masking': [
    ['', 400, 'invalid_json'],
    [{ policy: 'loose' }, 400, 'invalid_field'],
    [{ region: 'TUR' }, 400, 'invalid_field'],
    [{ region: 'ZZ' }, 400, 'invalid_field'],
    [{ region: 90 }, 400, 'invalid_field'],
    [{ styles: ['phone'] }, 400, 'invalid_field'],
    [{ styles: { phone: 'masked' } }, 400, 'invalid_field'],
    [{ styles: { 'Not A Kind': 'hidden' } }, 400, 'invalid_field'],
    [{ styles: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`kind_${n}`, 'hidden'])) }, 400, 'invalid_field'],
  ],
  'PUT /v1/routing': [
    ['', 400, 'invalid_json'],
    [{}, 400, 'missing_field'],
    [{ settings: [] }, 422, 'routing_invalid', 'wrong_type'],
    [{ settings: { version: 2 } }, 422, 'routing_invalid', 'routing_unknown_version'],
    [{ settings: { version: 1, surprise: 1 } }, 422, 'routing_invalid', 'unknown_field'],
    [{ settings: { version: 1, people: { ghost: {} } } }, 422, 'routing_invalid', 'unknown_user'],
    [{ settings: { version: 1, rules: [{ id: 'a', to: { queue: null }, when: { text: ['+90 532 417 86 53'] } }] } },
      422, 'routing_invalid', 'cue_personal'],
    [{ settings: 'x'.repeat(1 << 20) }, 413, 'body_too_large'],
  ],
  'POST /v1/routing/test': [
    ['', 400, 'invalid_json'],
    [{ text: 'Hello' }, 400, 'missing_field'],
    [{ channel: 'fax' }, 400, 'invalid_field'],
    [{ channel: 'wa-sales', language: 'turkish' }, 400, 'invalid_field'],
    [{ channel: 'wa-sales', known: 'yes' }, 400, 'invalid_field'],
    [{ channel: 'wa-sales', labels: Array(51).fill('a') }, 400, 'invalid_field'],
    [{ channel: 'wa-sales', at: -1 }, 400, 'invalid_field'],
    [{ channel: 'wa-sales', settings: { version: 2 } }, 422, 'routing_invalid', 'routing_unknown_version'],
  ],
  'PATCH /v1/users/arda': [
    ['', 400, 'invalid_json'],
    [{ roles: 'agent' }, 400, 'invalid_field'],
    [{ roles: ['agent', 5] }, 400, 'invalid_field'],
    [{ channels: 'some' }, 400, 'invalid_field'],
    [{ channels: ['wa-sales', 'wa-sales'] }, 400, 'invalid_field'],
    [{ status: 'gone' }, 400, 'invalid_field'],
    [{ status: 'removed' }, 400, 'invalid_field'],
    [{ id: 'selin' }, 400, 'unknown_field'],
    [{ roles: ['emperor'] }, 422, 'policy_invalid', 'unknown_role'],
    [{ roles: ['agent', 'agent'] }, 422, 'policy_invalid', 'duplicate_id'],
    [{ groups: ['nowhere'] }, 422, 'policy_invalid', 'unknown_group'],
    [{ channels: ['fax'] }, 422, 'policy_invalid', 'unknown_channel'],
    [{ denied: ['chats.burn'] }, 422, 'policy_invalid', 'unknown_permission'],
  ],
  'PATCH /v1/roles/agent': [
    [{ name: '' }, 422, 'policy_invalid', 'name_malformed'],
    [{ name: 'x'.repeat(201) }, 422, 'policy_invalid', 'name_malformed'],
    [{ name: 'a\u0007b' }, 422, 'policy_invalid', 'name_malformed'],
    [{ rights: {} }, 400, 'missing_field'],
    [{ rights: Object.values(rights()) }, 400, 'invalid_field'],
    [{ rights: rights({ scope: 'everything' }) }, 400, 'invalid_field'],
    [{ rights: rights({ newClients: 1 }) }, 400, 'invalid_field'],
    [{ rights: rights({ fields: { phone: 'blurred' } }) }, 400, 'invalid_field'],
    [{ rights: rights({ powers: [] }) }, 400, 'unknown_field'],
    [{ rights: rights({ permissions: ['chats.burn'] }) }, 422, 'policy_invalid', 'unknown_permission'],
    [{ rights: rights({ permissions: ['chats.view', 'chats.view'] }) }, 422, 'policy_invalid', 'duplicate_id'],
    [{ name: 'x'.repeat(256 * 1024) }, 413, 'body_too_large'],
  ],
  'POST /v1/roles': [
    ['', 400, 'invalid_json'],
    [{ name: 'Half' }, 400, 'missing_field'],
    [{ id: 'no id!', name: 'Odd', rights: rights() }, 400, 'invalid_field'],
    [{ id: 'agent', name: 'Twice', rights: rights() }, 409, 'id_taken'],
    [{ name: '', rights: rights() }, 422, 'policy_invalid', 'name_malformed'],
    [{ name: 'Odd', rights: rights({ permissions: ['chats.burn'] }) }, 422, 'policy_invalid', 'unknown_permission'],
    [{ name: 'Long', rights: rights(), emergencyMaxMinutes: 1_441 }, 422, 'policy_invalid', 'emergency_out_of_range'],
    [{ name: 'Short', rights: rights(), emergencyMaxMinutes: 0 }, 422, 'policy_invalid', 'emergency_out_of_range'],
  ],
  'POST /v1/groups': [
    ['', 400, 'invalid_json'],
    [{ name: 'Half' }, 400, 'missing_field'],
    [{ name: 'Odd', algorithm: 'favourites' }, 400, 'invalid_field'],
    [{ name: 'Odd', algorithm: 'random', members: ['arda'] }, 400, 'unknown_field'],
    [{ name: 'Odd', algorithm: 'random', roles: ['emperor'] }, 422, 'policy_invalid', 'unknown_role'],
    [{ name: 'Odd', algorithm: 'random', channels: ['fax'] }, 422, 'policy_invalid', 'unknown_channel'],
    [{ name: ' ', algorithm: 'random' }, 422, 'policy_invalid', 'name_malformed'],
  ],
  'DELETE /v1/groups/sales': [],
  'POST /v1/policy/preview': [
    ['', 400, 'invalid_json'],
    [{}, 400, 'missing_field'],
    [{ changes: [] }, 400, 'invalid_field', 'invalid_field'],
    [{ changes: Array(101).fill({ role: 'agent', patch: {} }) }, 400, 'invalid_field', 'invalid_field'],
    [{ changes: [{ user: 'arda' }] }, 400, 'invalid_field', 'invalid_field'],
    [{ changes: [{ user: 'arda', role: 'agent', patch: {} }] }, 400, 'invalid_field', 'invalid_field'],
    [{ changes: [{ user: 'arda', delete: true }] }, 400, 'invalid_field', 'invalid_field'],
    [{ changes: [{ role: 'agent', delete: false }] }, 400, 'invalid_field', 'invalid_field'],
    [{ changes: [{ role: 'agent', patch: {}, delete: true }] }, 400, 'invalid_field', 'invalid_field'],
    [{ changes: [{ user: 'arda', patch: { surprise: 1 } }] }, 400, 'unknown_field'],
    [{ changes: [{ user: 'ghost', patch: {} }] }, 404, 'not_found'],
    [{ changes: [{ role: 'ghost', delete: true }] }, 404, 'not_found'],
    [{ changes: [], more: 'x'.repeat(1 << 20) }, 413, 'body_too_large'],
  ],
  'POST /v1/me/emergency': [
    [{ role: 'agent', minutes: 5 }, 400, 'missing_field'],
    [{ role: 'agent', minutes: 0, reason: 'A good reason' }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: 61, reason: 'A good reason' }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: -1, reason: 'A good reason' }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: 1.5, reason: 'A good reason' }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: 4_294_967_296, reason: 'A good reason' }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: 5, reason: 'too short' }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: 5, reason: `${' '.repeat(20)}short` }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: 5, reason: 'ş'.repeat(501) }, 400, 'invalid_field'],
    [{ role: 'agent', minutes: 5, reason: 'A bell \u0007 in it' }, 400, 'invalid_field'],
    // Neither a role that is not for emergencies nor one that is not there.
    [{ role: 'supervisor', minutes: 5, reason: 'A good reason' }, 404, 'not_found'],
    [{ role: 'emperor', minutes: 5, reason: 'A good reason' }, 404, 'not_found'],
  ],
  'POST /v1/me/emergency/end': [
    [{}, 400, 'missing_field'],
    [{ role: 'agent' }, 404, 'not_found'],
  ],
  'POST /v1/users/arda/emergency/end': [
    [{ role: 5 }, 400, 'invalid_field'],
    [{ role: 'agent' }, 404, 'not_found'],
  ],
  'PATCH /v1/groups/sales': [
    [{ algorithm: 'favourites' }, 400, 'invalid_field'],
    [{ channels: null, algorithm: 5 }, 400, 'invalid_field'],
    [{ roles: ['emperor'] }, 422, 'policy_invalid', 'unknown_role'],
    [{ channels: ['fax'] }, 422, 'policy_invalid', 'unknown_channel'],
    [{ name: ' ' }, 422, 'policy_invalid', 'name_malformed'],
  ],
};

function rights(change) {
  return { permissions: ['chats.view'], scope: 'assigned', newClients: false, fields: {}, ...change };
}

for (const [endpoint, own] of Object.entries(TABLE)) {
  test(`bad bodies for ${endpoint}`, async () => {
    const [method, address] = endpoint.split(' ');
    const before = everythingStored();
    for (const [body, status, code, detail] of [...ANY, ...own]) {
      const what = `${endpoint} ${JSON.stringify(body)}`.slice(0, 120);
      const answer = await selin.request(method, address.replace('CHAT', chat).replace('CONTACT', contact), { body });
      assert.equal(answer.status, status, `${what}: ${answer.text}`);
      const document = assertProblem(answer, status, code ?? answer.json.code);
      if (detail) assert.equal(document.errors[0].code, detail, what);
      if (detail) assert.match(document.errors[0].pointer, /^\//, what);
    }
    assert.equal(everythingStored(), before);
  });
}

test('at the limit it is still taken', async () => {
  const text = 'ş'.repeat(4_096);
  const { name } = await acme.whatsapp();
  const { id } = await acme.chatWith(name);
  assert.equal(assertOk(await selin.post(`/v1/chats/${id}/messages`, { text }), 201).text, text);
  assertOk(await selin.patch('/v1/roles/agent', { name: 'x'.repeat(200) }));
  const padded = `{"denied":[]${' '.repeat(256 * 1024 - 13)}}`;
  assert.equal(padded.length, 256 * 1024);
  assertOk(await selin.patch('/v1/users/arda', padded));
});

test('bad parameters', async () => {
  for (const [path, code] of [
    ['/v1/queue?limit=0', 'invalid_parameter'],
    ['/v1/queue?group=no%20id', 'invalid_parameter'],
    ['/v1/queue?cursor=1_2_3', 'invalid_cursor'],
    ['/v1/queue?cursor=1_2_3_-4', 'invalid_cursor'],
    ['/v1/missed?from=x', 'invalid_parameter'],
    ['/v1/missed?until=-1', 'invalid_parameter'],
    ['/v1/routing/traffic?days=0', 'invalid_parameter'],
    ['/v1/routing/traffic?days=32', 'invalid_parameter'],
    ['/v1/users/arda/removal?status=active', 'invalid_parameter'],
    ['/v1/chats?limit=0', 'invalid_parameter'],
    ['/v1/chats?limit=-1', 'invalid_parameter'],
    ['/v1/chats?limit=x', 'invalid_parameter'],
    ['/v1/chats?limit=1e9', 'invalid_parameter'],
    ['/v1/chats?limit=101', 'invalid_parameter'],
    ['/v1/chats?status=lost', 'invalid_parameter'],
    ['/v1/chats?assignee=arda', 'invalid_parameter'],
    ['/v1/chats?cursor=zzz', 'invalid_cursor'],
    ["/v1/chats?cursor=1_'--", 'invalid_cursor'],
    [`/v1/chats?cursor=${'9'.repeat(400)}_a`, 'invalid_cursor'],
    [`/v1/chats/${chat}/messages?cursor=nothing`, 'invalid_cursor'],
    ['/v1/audit?cursor=-1', 'invalid_cursor'],
    ['/v1/users/arda/explain', 'invalid_parameter'],
    ['/v1/users/arda/explain?permission=chats.burn', 'invalid_parameter'],
    [`/v1/users/arda/explain?permission=${'x'.repeat(200)}`, 'invalid_parameter'],
    ['/v1/users/arda/explain?permission=chats.view&chat=a%20b', 'invalid_parameter'],
    ['/v1/users/arda/explain?permission=chats.view&chat=a&contact=b', 'invalid_parameter'],
    ['/v1/users/arda/explain?permission=chats.view&permission=chats.view', 'invalid_parameter'],
  ]) {
    assertProblem(await selin.get(path), 400, code);
  }
});

test('addresses that lead nowhere', async () => {
  for (const path of [
    '/v1', '/v1/', '/v1/chats/', '/v1//chats', `/v1/chats/${chat}/`, '/v1/chats/ghost', '/v1/contacts/ghost',
    '/v1/users/ghost', '/v1/users/ghost/explain?permission=chats.view', '/v1/groups/ghost', '/v1/sections/ghost', `/v1/chats/${'x'.repeat(65)}`,
    "/v1/users/'%20OR%201=1", '/v1/users/%00', '/v1/users/selin%2F..', '/v2/me',
  ]) {
    assertProblem(await selin.get(path), 404, 'not_found');
  }
  for (const wrong of ['DELETE /v1/users/arda', 'PUT /v1/policy', 'GET /v1/policy/preview', 'DELETE /v1/me', 'PUT /v1/users/arda', 'POST /v1/chats', 'GET /v1/login']) {
    assertProblem(await selin.request(...wrong.split(' ')), 405, 'method_not_allowed');
  }
});

/** A founding with something wrong, by what it does to the good one. */
const FOUNDINGS = [
  [({ policy }) => (policy.version = 2), 422, 'policy_invalid', ['/version']],
  [({ policy }) => (policy.company.code = 'NO'), 422, 'policy_invalid', ['/company/code']],
  [({ policy }) => (policy.surprise = 1), 422, 'policy_invalid', ['/surprise']],
  [({ policy }) => delete policy.roles, 422, 'policy_invalid', ['/roles']],
  [({ policy }) => (policy.users[0] = Object.values(policy.users[0])), 422, 'policy_invalid', ['/users/0']],
  [(body) => (body.contacts = [['c-1', 'Aylin Er']]), 400, 'invalid_field'],
  [({ policy }) => policy.users.push(policy.users[0]), 422, 'policy_invalid', ['/users/2/id', '/users/2/username']],
  [({ policy }) => policy.channels.push({ ...policy.channels[0] }), 422, 'policy_invalid', ['/channels/3/id']],
  [({ policy }) => (policy.users[0].roles = ['emperor']), 422, 'policy_invalid', ['/users/0/roles/0']],
  [
    ({ policy }) => (policy.users[1].groups = ['nowhere', 'sales', 'gone']),
    422, 'policy_invalid', ['/users/1/groups/0', '/users/1/groups/2'],
  ],
  [({ policy }) => (policy.channels[0].group = 'gone'), 422, 'policy_invalid', ['/channels/0/group']],
  [({ policy }) => (policy.groups[0].channels = ['fax']), 422, 'policy_invalid', ['/groups/0/channels/0']],
  [({ policy }) => (policy.sections[0].url = 'javascript:alert(1)'), 422, 'policy_invalid', ['/sections/0/url']],
  [({ policy }) => (policy.sections[0].permission = 'no.such'), 422, 'policy_invalid', ['/sections/0/permission']],
  [({ policy }) => (policy.users[0].username = 'Selin'), 422, 'policy_invalid', ['/users/0/username']],
  [({ policy }) => (policy.masking = { policy: 'loose' }), 422, 'policy_invalid', ['/masking/policy']],
  [({ policy }) => (policy.masking = { region: 'ZZ', more: 1 }), 422, 'policy_invalid', ['/masking/more', '/masking/region']],
  [({ policy }) => (policy.users[0].roles = []), 409, 'last_supervisor'],
  [(body) => (body.credentials[0].user = 'ghost'), 422, 'reference_dangling', ['/credentials/0/user']],
  [(body) => body.credentials.push(body.credentials[0]), 422, 'reference_dangling', ['/credentials/1/user']],
  [(body) => (body.channelSecrets[0].channel = 'fax'), 422, 'reference_dangling', ['/channelSecrets/0/channel']],
  [
    ({ channelSecrets: [one, two] }) => (two.phoneNumberId = one.phoneNumberId),
    422, 'reference_dangling', ['/channelSecrets/1/phoneNumberId'],
  ],
  [(body) => (body.contacts = [{ id: 'c', responsible: 'ghost' }]), 422, 'reference_dangling', ['/contacts/0/responsible']],
  [(body) => (body.contacts = [{ id: 'c' }, { id: 'c' }]), 422, 'reference_dangling', ['/contacts/1/id']],
  [(body) => (body.contacts = [{ id: 'c', name: 'x'.repeat(501) }]), 422, 'reference_dangling', ['/contacts/0']],
  [(body) => (body.contacts = [{ id: 'no id!' }]), 400, 'invalid_field'],
  [(body) => (body.credentials[0].password = 'short'), 400, 'invalid_field'],
  [(body) => (body.credentials[0].password = 5), 400, 'invalid_field'],
  [(body) => (body.extra = 1), 400, 'unknown_field'],
  [(body) => delete body.policy, 400, 'missing_field'],
];

test('a company that contradicts itself is not founded', async () => {
  const before = countDatabases(server);
  for (const [place, [spoil, status, code, pointers]] of FOUNDINGS.entries()) {
    const body = founding(`bad-${place}`, { people: ['selin', 'arda'], loggedIn: ['selin'] });
    spoil(body);
    const answer = await found(server, body);
    assert.equal(answer.status, status, `${spoil}: ${answer.text.slice(0, 400)}`);
    const document = assertProblem(answer, status, code);
    if (pointers) assert.deepEqual(document.errors.map(({ pointer }) => pointer), pointers, String(spoil));
    assert.ok(!answer.text.includes('short'), 'a password comes back');
    const login = { company: `bad-${place}`, username: 'selin', password: PASSWORD };
    if (place === 0) assertProblem(await new Client(server).post('/v1/login', login), 401, 'invalid_credentials');
  }
  assert.ok(countDatabases(server) <= before + FOUNDINGS.length + 1);
  // What failed leaves the code free.
  assertOk(await found(server, founding('bad-1', { people: ['selin'], loggedIn: [] })), 201);
});

test('a founding beyond the limit is refused by its announcement', async () => {
  const answer = await new Client(server).request('POST', '/v1/companies', {
    headers: {
      authorization: `Bearer ${OPERATOR_TOKEN}`,
      'content-type': 'application/json',
      'content-length': String(FOUNDING_MAX_BYTES + 1),
    },
    beginning: Buffer.from('{'),
  });
  assertProblem(answer, 413, 'body_too_large');
});

test('a company is founded once, and by the operator only', async () => {
  const again = founding('acme', { people: ['selin'], loggedIn: [] });
  const before = everythingStored();
  assertProblem(await found(server, again), 409, 'company_exists');
  for (const authorization of [undefined, '', 'Bearer', 'Bearer wrong', OPERATOR_TOKEN, `Basic ${OPERATOR_TOKEN}`]) {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await new Client(server).post('/v1/companies', founding('free', { people: ['selin'] }), { headers });
    assertProblem(answer, 401, 'operator_token_invalid');
  }
  assertProblem(await selin.post('/v1/companies', founding('free', { people: ['selin'] })), 401, 'operator_token_invalid');
  assert.equal(everythingStored(), before);
});
