// Exports as a browser takes them: files that are written while they are sent.

import assert from 'node:assert/strict';
import http from 'node:http';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { rows, withDatabase } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/wait.mjs';

const MANY = 20_000;

let server;
let acme;
let selin;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', {
    people: ['selin', 'arda', 'vera', 'klara'],
    extend({ roles }) {
      roles.find(({ id }) => id === 'quality_control').rights.permissions.push('contacts.export', 'chats.export');
    },
  });
  await acme.whatsapp({ from: '905324178653', name: 'Aylin', text: '=HYPERLINK("http://x","0532 417 86 53")' });
  await server.kill();
  withDatabase(server, 'acme', 'write', (database) => {
    database.exec(`WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${MANY})
      INSERT INTO contact (id, name, phone, known, created_at_ms)
      SELECT 'x-' || n, 'Client', '+90532' || (1000000 + n), 1, 1 FROM n`);
  });
  await server.start();
  selin = await acme.as('selin');
});

/** What the log says of exports, the latest first. */
function noted() {
  const sql = "SELECT action, detail FROM audit WHERE action LIKE '%export%' ORDER BY seq DESC";
  return rows(server, 'acme', sql).map(({ action, detail }) => ({ action, ...JSON.parse(detail) }));
}

/** Begins to read an answer; `rest` goes on to the end, which may come too early. */
function open(client, path) {
  return new Promise((resolve, reject) => {
    const headers = { host: `localhost:${server.port}`, cookie: client.cookie };
    const request = http.get({ host: '127.0.0.1', port: server.port, path, headers, agent: false });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      const rest = new Promise((done) => {
        response.setEncoding('utf8').on('data', (piece) => (text += piece));
        response.on('end', () => done({ text, whole: response.complete }));
        response.on('error', () => done({ text, whole: false }));
      });
      // A reader that falls behind holds the writer back.
      response.once('data', () => response.pause());
      resolve({ response, rest: () => (response.resume(), rest), leave: () => request.destroy() });
    });
  });
}

test('a table', async () => {
  const answer = await selin.get('/v1/chats/export?format=csv');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8; header=present');
  assert.match(answer.headers['content-disposition'], /^attachment; filename="acme-chats-\d{4}-\d\d-\d\d\.csv"$/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.ok(answer.text.startsWith('\ufeffid,channel_id,channel,'));
  const [, line, end] = answer.text.split('\r\n');
  assert.ok(line.includes(`"'=HYPERLINK(""http://x"",""0532 417 86 53"")"`), line);
  assert.equal(end, '');
});

test('an array, and the messages of a chat', async () => {
  const [chat] = assertOk(await selin.get('/v1/chats/export?format=json&status=open'));
  const listed = assertOk(await selin.get('/v1/chats')).chats;
  assert.deepEqual([chat], listed);
  assert.deepEqual(assertOk(await selin.get('/v1/chats/export?format=json&status=closed')), []);
  const { messages } = assertOk(await selin.get(`/v1/chats/${chat.id}/messages`));
  assert.deepEqual(assertOk(await selin.get(`/v1/chats/${chat.id}/export?format=json`)), messages);
  const vera = await acme.as('vera');
  const masked = assertOk(await vera.get(`/v1/chats/${chat.id}/export?format=json`));
  assert.deepEqual(masked, assertOk(await vera.get(`/v1/chats/${chat.id}/messages`)).messages);
  assert.ok(!JSON.stringify(masked).includes('417 86'));
});

test('HEAD tells whether it would begin, and leaves no trace', async () => {
  const [chat] = await acme.chats('selin');
  const before = noted().length;
  const klara = await acme.as('klara');
  const arda = await acme.as('arda');
  for (const address of ['contacts/export', 'chats/export', `chats/${chat.id}/export`]) {
    const ahead = await selin.request('HEAD', `/v1/${address}?format=csv`);
    assert.deepEqual([ahead.status, ahead.text], [200, ''], address);
    for (const client of [arda, klara]) {
      const refused = await client.request('HEAD', `/v1/${address}?format=csv`);
      assert.deepEqual([refused.status, refused.text], [403, ''], address);
      assertProblem(await client.get(`/v1/${address}?format=csv`), 403, 'permission_missing');
    }
    for (const query of ['', '?format=xml', '?format=csv&format=json', '?format=csv&x=1']) {
      assert.equal((await selin.request('HEAD', `/v1/${address}${query}`)).status, 400, address + query);
      assertProblem(await selin.get(`/v1/${address}${query}`), 400, 'invalid_parameter');
    }
  }
  assert.equal((await selin.request('HEAD', '/v1/chats/nothing/export?format=csv')).status, 404);
  assert.equal(noted().length, before);
});

test('many contacts stream, and others are served meanwhile', async () => {
  const begun = performance.now();
  const { rest } = await open(selin, '/v1/contacts/export?format=csv');
  const first = performance.now() - begun;
  const whole = rest();
  const asked = performance.now();
  assertOk(await (await acme.as('vera')).get('/v1/chats'));
  const served = performance.now() - asked;
  const { text, whole: complete } = await whole;
  const took = performance.now() - begun;
  assert.ok(complete);
  assert.equal(text.trimEnd().split('\r\n').length, MANY + 2);
  assert.ok(first < took / 2, `the first byte after ${first} of ${took} ms`);
  assert.ok(served < took, `${served} of ${took} ms`);
  const [ended, started] = noted();
  assert.deepEqual(started, { action: 'contacts.export_started', format: 'csv' });
  assert.deepEqual(ended, { action: 'contacts.exported', complete: true, rows: MANY + 1, format: 'csv' });
});

test('one at a time', async () => {
  const first = await open(selin, '/v1/contacts/export?format=json');
  assertProblem(await selin.get('/v1/chats/export?format=csv'), 409, 'export_lasts');
  assert.equal((await selin.request('HEAD', '/v1/chats/export?format=csv')).status, 409);
  assert.equal((await (await acme.as('vera')).get('/v1/chats/export?format=csv')).status, 200);
  assert.equal(JSON.parse((await first.rest()).text).length, MANY + 1);
});

test('whoever leaves ends it', async () => {
  const { leave } = await open(selin, '/v1/contacts/export?format=csv');
  leave();
  const ended = await until(() => noted().find(({ because }) => because === 'left'), 'the end to be noted');
  assert.equal(ended.complete, false);
  assert.ok(ended.rows < MANY);
  assert.equal((await selin.get('/v1/chats/export?format=csv')).status, 200);
});

test('where a right is taken away the connection breaks off', async () => {
  const vera = await acme.as('vera');
  for (const format of ['csv', 'json']) {
    const { rest } = await open(vera, `/v1/contacts/export?format=${format}`);
    const { rights } = assertOk(await selin.get('/v1/roles')).roles.find(({ id }) => id === 'quality_control');
    const fewer = { ...rights, permissions: rights.permissions.filter((name) => name !== 'contacts.export') };
    assertOk(await selin.patch('/v1/roles/quality_control', { rights: fewer }));
    const { text, whole } = await rest();
    assert.equal(whole, false, 'no file that looks whole');
    if (format === 'json') assert.throws(() => JSON.parse(text));
    const { complete, because, rows: sent } = noted()[0];
    assert.deepEqual([complete, because], [false, 'permission_missing']);
    assert.ok(sent < MANY);
    assertOk(await selin.patch('/v1/roles/quality_control', { rights }));
  }
});
