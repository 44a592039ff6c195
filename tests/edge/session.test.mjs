import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Client } from './support/client.mjs';
import { Company, PASSWORD } from './support/company.mjs';
import { rows, withDatabase } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { LiveSocket } from './support/socket.mjs';
import { within } from './support/wait.mjs';

let server;
let acme;
let rival;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda'] });
  rival = await Company.found(server, 'rival', { people: ['selin'] });
});

function withCookie(cookie) {
  const client = new Client(server);
  client.cookie = cookie;
  return client;
}

test('without a session there is nothing to see', async () => {
  assertProblem(await new Client(server).get('/v1/me'), 401, 'session_missing');
});

test('a forged session is none', async () => {
  const { cookie } = await acme.as('selin');
  const token = cookie.split('.')[1];
  const flipped = token.startsWith('0') ? `1${token.slice(1)}` : `0${token.slice(1)}`;
  const forged = {
    'one digit changed': `usher=acme.${flipped}`,
    'a token of nobody': `usher=acme.${'0'.repeat(64)}`,
    'capitals': `usher=acme.${token.toUpperCase()}`,
    'cut short': `usher=acme.${token.slice(1)}`,
    'the token of another company': `usher=rival.${token}`,
    'no such company': `usher=nowhere.${token}`,
    'no company': `usher=${token}`,
    'the name of the secure cookie': `__Host-usher=acme.${token}`,
    'two cookies': `${cookie}; usher=acme.${'0'.repeat(64)}`,
    'a hash instead of the token': `usher=acme.${rows(server, 'acme', 'SELECT token_hash FROM session')[0].token_hash}`,
    'markup': 'usher=acme.<script>',
    'injection': "usher=acme.' OR 1=1 --",
  };
  for (const [what, text] of Object.entries(forged)) {
    const answer = await withCookie(text).get('/v1/me');
    assert.equal(answer.status, 401, `${what}: ${answer.status} ${answer.text}`);
    assert.match(answer.json.code, /^session_(missing|invalid)$/, what);
  }
  assertOk(await withCookie(`other=1; ${cookie}`).get('/v1/me'));
});

test('a session of one company opens nothing of another', async () => {
  const [mine, theirs] = [await acme.as('selin'), await rival.as('selin')];
  assert.equal(assertOk(await mine.get('/v1/me')).company.code, 'acme');
  assert.equal(assertOk(await theirs.get('/v1/me')).company.code, 'rival');
});

test('a session ends after seven days, and after twelve hours without use', async () => {
  const [old, idle, young] = [await acme.login('arda'), await acme.login('arda'), await acme.login('arda')];
  const hash = async (client) => {
    const { createHash } = await import('node:crypto');
    return createHash('sha256').update(client.cookie.split('.')[1]).digest('hex');
  };
  const [oldHash, idleHash] = [await hash(old), await hash(idle)];
  await server.kill();
  withDatabase(server, 'acme', 'write', (database) => {
    const change = (column, hash, ago) => {
      const sql = `UPDATE session SET ${column} = ${column} - ? WHERE token_hash = ?`;
      assert.equal(database.prepare(sql).run(ago, hash).changes, 1);
    };
    change('created_at_ms', oldHash, 7 * 86_400_000 + 1);
    change('seen_at_ms', idleHash, 12 * 3_600_000 + 1);
  });
  await server.start();
  assertProblem(await old.get('/v1/me'), 401, 'session_invalid');
  assertProblem(await idle.get('/v1/me'), 401, 'session_invalid');
  assertOk(await young.get('/v1/me'));
});

test('another site cannot use the cookie of a browser', async () => {
  const client = await acme.as('selin');
  const change = (headers) => client.patch('/v1/roles/agent', { name: 'Agent' }, { headers });
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${server.origin}.evil.example` },
    { origin: `http://localhost:${server.port + 1}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: server.origin, 'sec-fetch-site': 'cross-site' },
  ]) {
    assertProblem(await change(headers), 403, 'origin_forbidden');
  }
  assertOk(await change({ origin: server.origin, 'sec-fetch-site': 'same-origin' }));
});

test('another site cannot log a browser in or out', async () => {
  const body = { company: 'acme', username: 'selin', password: PASSWORD };
  const foreign = { headers: { origin: 'https://evil.example' } };
  assertProblem(await new Client(server).post('/v1/login', body, foreign), 403, 'origin_forbidden');
  const client = await acme.login('selin');
  assertProblem(await client.post('/v1/logout', undefined, foreign), 403, 'origin_forbidden');
  assertOk(await client.get('/v1/me'));
});

test('a form cannot pose as JSON', async () => {
  const client = await acme.as('selin');
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
    const answer = await client.patch('/v1/roles/agent', '{"name":"Agent"}', { headers: { 'content-type': type } });
    assertProblem(answer, 415, 'content_type_unsupported');
  }
  const login = { company: 'acme', username: 'selin', password: PASSWORD };
  const plain = { headers: { 'content-type': 'text/plain' } };
  assertProblem(await new Client(server).post('/v1/login', login, plain), 415, 'content_type_unsupported');
});

test('nobody opens a socket without a session, or from another site', async () => {
  const { cookie } = await acme.as('selin');
  for (const headers of [
    { cookie: '' },
    { cookie: `usher=acme.${'0'.repeat(64)}` },
    { cookie, origin: 'https://evil.example' },
    { cookie, origin: 'null' },
  ]) {
    const socket = LiveSocket.attempt(server, headers);
    await within(socket.closed, 'the refusal');
    assert.deepEqual(socket.frames, [], JSON.stringify(headers));
  }
  assertProblem(await (await acme.as('selin')).get('/v1/live'), 426, 'upgrade_required');
});

test('what is answered is not kept by browsers, nor framed, nor sniffed', async () => {
  const { headers } = await (await acme.as('selin')).get('/v1/me');
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(headers['content-security-policy'], /frame-ancestors 'none'/);
  assert.equal(headers['access-control-allow-origin'], undefined);
});
