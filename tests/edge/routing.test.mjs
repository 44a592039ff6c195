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

test('hours are told in a time zone of their own, summer time included', async () => {
  const weekly = { wed: [['09:00', '18:00']] };
  const zones = { berlin: 'Europe/Berlin', kiritimati: 'Pacific/Kiritimati', delhi: 'Asia/Kolkata' };
  const hours = Object.fromEntries(Object.entries(zones).map(([id, zone]) => [id, { zone, weekly }]));
  const rules = Object.keys(zones).map((id) => ({ id: `in-${id}`, when: { hours: id }, to: { queue: 'sales' } }));
  const settings = { version: 1, hours: { ...hours, own: { weekly } }, rules: [...rules, { id: 'here', when: { hours: 'own' }, to: { queue: 'sales' } }] };
  const open = async (at) => {
    const { rules: said } = assertOk(await selin.post('/v1/routing/test', { channel: 'wa-sales', text: 'merhaba', at, settings }));
    return said.filter(({ holds }) => holds).map(({ rule }) => rule);
  };
  // The company is three hours ahead of UTC, Berlin one in winter and two in summer, Delhi five and a half.
  assert.deepEqual(await open(Date.UTC(2026, 10, 25, 7, 30)), ['in-delhi', 'here']);
  assert.deepEqual(await open(Date.UTC(2026, 10, 25, 8)), ['in-berlin', 'in-delhi', 'here']);
  assert.deepEqual(await open(Date.UTC(2026, 6, 22, 7)), ['in-berlin', 'in-delhi', 'here']);
  assert.deepEqual(await open(Date.UTC(2026, 6, 22, 3, 29)), ['in-kiritimati']);
  assert.deepEqual(await open(Date.UTC(2026, 6, 22, 3, 30)), ['in-kiritimati', 'in-delhi']);
  const { headers } = await selin.get('/v1/routing');
  const put = (zone) => selin.request('PUT', '/v1/routing', { body: { settings: { version: 1, hours: { a: { zone, weekly } } } }, headers: { 'if-match': headers.etag } });
  const refused = assertProblem(await put('Europe/Atlantis'), 422, 'routing_invalid');
  assert.deepEqual(refused.errors, [{ code: 'zone_unknown', pointer: '/settings/hours/a/zone', message: 'there is no such time zone' }]);
});

test('a group whose hours are over in its own time zone is closed', async () => {
  // Whatever time it is: of two places twelve hours apart one has its day.
  const { headers } = await selin.get('/v1/routing');
  const day = [['06:00', '18:00']];
  const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  const hours = { here: { zone: 'Etc/GMT-6', weekly }, there: { zone: 'Etc/GMT+6', weekly } };
  const groups = { sales: { hours: 'here' }, support: { hours: 'there' } };
  assertOk(await selin.request('PUT', '/v1/routing', { body: { settings: { version: 1, hours, groups } }, headers: { 'if-match': headers.etag } }));
  const local = new Date(Date.now() + 6 * 3_600_000).getUTCHours();
  const isDayHere = local >= 6 && local < 18;
  const arda = await acme.live('arda');
  const { name } = await acme.whatsapp();
  assert.equal((await acme.chatWith(name)).assignee?.id === 'arda', isDayHere);
  await arda.close();
});
