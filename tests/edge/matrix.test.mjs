// Who is let in where: every endpoint, for everybody.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Client } from './support/client.mjs';
import { Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { documented, routes } from './support/routes.mjs';
import { Server } from './support/server.mjs';

/**
 * Who asks: a stranger without a session; a supervisor; one who manages users only; the agent who has the chat;
 * an agent of the same group; one of another group; quality control; a user without role and group; one who was
 * deactivated after logging in; the supervisor of another company.
 */
const WHO = ['stranger', 'selin', 'klara', 'arda', 'elif', 'timur', 'vera', 'nora', 'mika', 'outsider'];

const everybody = (status) => WHO.map(() => status);
const users = (own, other = own) => [401, ...Array(7).fill(own), 401, other];

/** What is sent to make a role that gives nothing. */
const NOTHING = { permissions: [], scope: 'none', newClients: false, fields: {} };

const HANDSHAKE = 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=guessed';

/** Endpoint, address, body, and the status for each of `WHO`. */
const MATRIX = [
  ['GET /healthz', '/healthz', , everybody(200)],
  ['POST /v1/companies', '/v1/companies', {}, everybody(401)],
  ['POST /v1/login', '/v1/login', { company: 'acme', username: 'ghost', password: 'x' }, everybody(401)],
  ['GET /v1/live', '/v1/live', , everybody(426)],
  ['GET /v1/webhooks/{company}/whatsapp', `/v1/webhooks/acme/whatsapp?${HANDSHAKE}`, , everybody(403)],
  ['POST /v1/webhooks/{company}/whatsapp', '/v1/webhooks/acme/whatsapp', {}, everybody(401)],
  ['POST /v1/webhooks/{company}/telegram/{channel}', '/v1/webhooks/acme/telegram/tg-support', {}, everybody(401)],
  //                                                            str  sel  kla  ard  eli  tim  ver  nor  mik  out
  ['GET /v1/me', '/v1/me', , users(200)],
  ['GET /v1/me/access', '/v1/me/access', , users(200)],
  ['GET /v1/me/emergency', '/v1/me/emergency', , users(200)],
  ['GET /v1/channels', '/v1/channels', , users(200)],
  ['POST /v1/me/presence', '/v1/me/presence', { presence: 'online' }, users(200)],
  ['GET /v1/chats', '/v1/chats', ,                             [401, 200, 403, 200, 200, 200, 200, 403, 401, 200]],
  ['GET /v1/chats/{id}', '/v1/chats/CHAT', ,                   [401, 200, 403, 200, 404, 404, 200, 403, 401, 404]],
  ['GET /v1/chats/{id}/messages', '/v1/chats/CHAT/messages', , [401, 200, 403, 200, 404, 404, 200, 403, 401, 404]],
  ['POST /v1/chats/{id}/messages', '/v1/chats/CHAT/messages',
    { text: 'Hello' },                                         [401, 201, 403, 201, 404, 404, 403, 403, 401, 404]],
  ['GET /v1/chats/export', '/v1/chats/export?format=csv', ,    [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /v1/chats/{id}/export', '/v1/chats/CHAT/export?format=json',
    ,                                                          [401, 200, 403, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/contacts/export', '/v1/contacts/export?format=csv',
    ,                                                          [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['POST /v1/chats/{id}/assign', '/v1/chats/CHAT/assign',
    { user: 'arda' },                                          [401, 200, 403, 403, 403, 403, 403, 403, 401, 404]],
  ['POST /v1/chats/{id}/transfer', '/v1/chats/CHAT/transfer',
    { user: 'arda' },                                          [401, 200, 403, 403, 403, 403, 403, 403, 401, 404]],
  ['PATCH /v1/chats/{id}', '/v1/chats/CHAT', { labels: ['vip'] }, [401, 200, 403, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/labels', '/v1/labels', ,                           [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  // Arda has it.
  ['POST /v1/chats/{id}/take', '/v1/chats/CHAT/take', {},      [401, 409, 403, 200, 404, 404, 403, 403, 401, 404]],
  ['GET /v1/chats/{id}/assignments', '/v1/chats/CHAT/assignments',
    ,                                                          [401, 200, 403, 200, 404, 404, 200, 403, 401, 404]],
  ['GET /v1/queue', '/v1/queue', ,                             [401, 200, 403, 200, 200, 200, 200, 403, 401, 200]],
  ['GET /v1/missed', '/v1/missed', ,                           [401, 200, 403, 200, 200, 200, 200, 403, 401, 200]],
  ['GET /v1/team', '/v1/team', ,                               [401, 200, 200, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /v1/routing/traffic', '/v1/routing/traffic', ,         [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /v1/users/{id}/removal', '/v1/users/arda/removal', ,   [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['POST /v1/users/{id}/removal', '/v1/users/gone/removal', {}, [401, 200, 404, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/contacts/{id}', '/v1/contacts/CONTACT', ,          [401, 200, 403, 200, 404, 404, 200, 403, 401, 404]],
  ['POST /v1/contacts/search', '/v1/contacts/search',
    { query: '0532 123 45 67' },                               [401, 200, 403, 200, 200, 200, 200, 403, 401, 200]],
  // The supervisor sees it already, and the others lack the permission.
  ['POST /v1/contacts/{id}/reveal', '/v1/contacts/CONTACT/reveal',
    { field: 'phone', reason: 'Calls back' },                  [401, 409, 403, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/users', '/v1/users', ,                             [401, 200, 200, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /v1/users/{id}', '/v1/users/arda', ,                   [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['PATCH /v1/users/{id}', '/v1/users/arda', { denied: [] },   [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/users/{id}/explain', '/v1/users/arda/explain?permission=chats.view',
    ,                                                          [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/masking', '/v1/masking', ,                         [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['PATCH /v1/masking', '/v1/masking', { policy: 'strict' },   [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /v1/routing', '/v1/routing', ,                         [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['PUT /v1/routing', '/v1/routing',
    { settings: { version: 1, capacity: { text: 9 } } },       [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['POST /v1/routing/test', '/v1/routing/test',
    { channel: 'wa-sales' },                                   [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /v1/policy', '/v1/policy', ,                           [401, 200, 200, 403, 403, 403, 403, 403, 401, 200]],
  ['POST /v1/policy/preview', '/v1/policy/preview',
    { changes: [{ user: 'arda', patch: { denied: [] } }] },    [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/analysis', '/v1/analysis', ,                       [401, 200, 200, 403, 403, 403, 403, 403, 401, 200]],
  ['POST /v1/me/emergency', '/v1/me/emergency',
    { role: 'own', minutes: 5, reason: 'Nobody else is here' }, [401, 201, 403, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/emergency', '/v1/emergency', ,                     [401, 200, 200, 403, 403, 403, 403, 403, 401, 200]],
  ['POST /v1/me/emergency/end', '/v1/me/emergency/end',
    { role: 'own' },                                           [401, 204, 404, 404, 404, 404, 404, 404, 401, 404]],
  ['POST /v1/users/{id}/emergency/end', '/v1/users/nora/emergency/end',
    { role: 'own' },                                           [401, 404, 404, 403, 403, 403, 403, 403, 401, 404]],
  ['POST /v1/roles', '/v1/roles',
    { name: 'Fresh', rights: NOTHING },                        [401, 201, 201, 403, 403, 403, 403, 403, 401, 201]],
  ['DELETE /v1/roles/{id}', '/v1/roles/fresh', ,               [401, 204, 404, 403, 403, 403, 403, 403, 401, 204]],
  ['POST /v1/groups', '/v1/groups',
    { name: 'Fresh', algorithm: 'random' },                    [401, 201, 201, 403, 403, 403, 403, 403, 401, 201]],
  ['DELETE /v1/groups/{id}', '/v1/groups/fresh', ,             [401, 204, 404, 403, 403, 403, 403, 403, 401, 204]],
  ['GET /v1/roles', '/v1/roles', ,                             [401, 200, 200, 403, 403, 403, 403, 403, 401, 200]],
  ['PATCH /v1/roles/{id}', '/v1/roles/own', { name: 'Own' },   [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/groups', '/v1/groups', ,                           [401, 200, 200, 403, 403, 403, 403, 403, 401, 200]],
  ['GET /v1/groups/{id}', '/v1/groups/own', ,                  [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['PATCH /v1/groups/{id}', '/v1/groups/own', { name: 'Own' }, [401, 200, 200, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/sections/{id}', '/v1/sections/own', ,              [401, 200, 403, 403, 403, 403, 403, 403, 401, 404]],
  ['GET /v1/audit', '/v1/audit', ,                             [401, 200, 403, 403, 403, 403, 403, 403, 401, 200]],
  ['POST /v1/chats/{id}/close', '/v1/chats/CHAT/close', {},    [401, 200, 403, 200, 404, 404, 403, 403, 401, 404]],
  // Last: it ends the sessions of the others.
  ['POST /v1/logout', '/v1/logout', ,                         [401, 204, 204, 204, 204, 204, 204, 204, 204, 204]],
];

/** Only where tests are allowed to: panic.test.mjs has it. */
const NOT_HERE = ['POST /v1/test/panic'];

const clients = {};
const ids = {};
let server;

before(async () => {
  server = await Server.start();
  const acme = await Company.found(server, 'acme', {
    people: ['selin', 'klara', 'arda', 'elif', 'timur', 'vera', 'nora', 'mika'],
    extend(policy) {
      const clerk = policy.roles.find(({ id }) => id === 'clerk');
      policy.roles.push({ ...clerk, id: 'own', name: 'Own', emergencyMaxMinutes: 30 });
      policy.groups.push({ ...policy.groups[0], id: 'own', name: 'Own', roles: ['own'] });
      policy.users.push({ ...policy.users.find(({ id }) => id === 'nora'), id: 'gone', name: 'Gone', username: 'gone' });
      policy.sections.push({ ...policy.sections[1], id: 'own', title: 'Own' });
    },
  });
  const rival = await Company.found(server, 'rival', { people: ['selin'] });
  for (const who of WHO.slice(1, -1)) clients[who] = await acme.as(who);
  clients.stranger = new Client(server);
  clients.outsider = await rival.as('selin');
  const { name } = await acme.whatsapp();
  const chat = await acme.chatWith(name);
  assertOk(await clients.selin.post(`/v1/chats/${chat.id}/assign`, { user: 'arda' }));
  assertOk(await clients.selin.patch('/v1/users/mika', { status: 'deactivated' }));
  Object.assign(ids, { chat: chat.id, contact: chat.contact.id });
});

/** How far the logs of both companies have come: whatever changes anything, writes there. */
function heads() {
  return ['acme', 'rival'].map((company) => rows(server, company, 'SELECT max(seq) AS seq FROM audit')[0].seq);
}

test('the table has every endpoint', () => {
  const known = [...MATRIX.map(([endpoint]) => endpoint), ...NOT_HERE];
  assert.deepEqual(known.sort(), routes());
});

test('the document of the API has every endpoint and every code', () => {
  const { routes: told, codes, known } = documented();
  assert.deepEqual(told, routes());
  assert.deepEqual(codes, known);
  assert.ok(known.length > 30);
});

for (const [endpoint, address, body, expected] of MATRIX) {
  test(endpoint, async () => {
    const method = endpoint.split(' ')[0];
    const path = address.replace('CHAT', ids.chat).replace('CONTACT', ids.contact);
    const got = [];
    for (const who of WHO) {
      const before = heads();
      const answer = await clients[who].request(method, path, { body });
      got.push(answer.status);
      if (answer.status < 400) continue;
      assert.deepEqual(heads(), before, `${who} changed something`);
      const { code } = answer.json;
      const { permission } = assertProblem(answer, answer.status, code);
      if (code === 'permission_missing') assert.match(permission, /^[a-z]+\.[a-z]+$/);
    }
    assert.deepEqual(Object.fromEntries(WHO.map((who, place) => [who, got[place]])),
      Object.fromEntries(WHO.map((who, place) => [who, expected[place]])));
  });
}
