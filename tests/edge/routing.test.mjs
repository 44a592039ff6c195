// The settings of routing: what a company says of capacity, hours, backups and rules.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

const SETTINGS = {
  version: 1,
  capacity: { text: 8 },
  groups: { sales: { backupGroup: 'support' }, support: { backupGroup: 'sales' } },
  hours: { day: { weekly: { mon: [['09:00', '18:00']] } } },
  rules: [
    { id: 'refund', when: { client: 'new', text: ['iade*', 'geri ödeme'] }, to: { group: 'support' } },
    { id: 'again', when: { client: 'new', text: ['iade*'] }, to: { group: 'sales' } },
    { id: 'night', when: { hours: { not: 'day' } }, to: { queue: 'sales' }, priority: 3 },
  ],
};

let server;
let acme;
let selin;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda'] });
  selin = await acme.as('selin');
});

test('a change is for the state that it was made for, is kept, and is logged', async () => {
  const before = await selin.get('/v1/routing');
  assert.deepEqual(assertOk(before), { settings: { version: 1 }, warnings: [] });
  const headers = { 'if-match': before.headers.etag };
  const put = (settings) => selin.request('PUT', '/v1/routing', { body: { settings }, headers });
  const changed = await put(SETTINGS);
  const { settings, warnings } = assertOk(changed);
  assert.deepEqual(settings, SETTINGS);
  assert.deepEqual(warnings, [{ code: 'rule_unreachable', pointer: '/rules/1', message: '`refund` holds wherever this one would' }]);
  assertProblem(await put({ version: 1 }), 412, 'routing_changed');
  assert.deepEqual(assertOk(await selin.get('/v1/routing')).settings, SETTINGS);
  const { entries } = assertOk(await selin.get('/v1/audit?limit=10'));
  const entry = entries.find(({ action }) => action === 'routing.changed');
  assert.deepEqual(entry.detail, { parts: ['capacity', 'groups', 'hours', 'rules'], rules: 3 });
});

test('which rule a message would hit', async () => {
  const ask = async (body) => assertOk(await selin.post('/v1/routing/test', { channel: 'wa-sales', ...body }));
  // A Wednesday.
  const at = Date.UTC(2026, 10, 25, 12);
  const { hit, rules } = await ask({ text: 'GERİ ÖDEME istiyorum', at });
  assert.deepEqual([hit.rule, hit.to, hit.why], [
    'refund', { group: 'support' }, [{ condition: 'client', alternative: null }, { condition: 'text', alternative: 1 }],
  ]);
  assert.deepEqual(rules.map(({ rule, holds, failed }) => [rule, holds, failed]), [
    ['refund', true, []], ['again', false, ['text']], ['night', true, []],
  ]);
  assert.deepEqual((await ask({ text: 'merhaba', at })).hit.to, { queue: 'sales' });
  assert.equal((await ask({ text: 'merhaba', at, settings: { version: 1 } })).hit, null);
});
