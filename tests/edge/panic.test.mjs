import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Client } from './support/client.mjs';
import { Company } from './support/company.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

let server;
let acme;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda'] });
});

/** Makes an object panic, and with it the instance that it shares with other companies. Only a worker of tests can. */
function panic(at = server) {
  return new Client(at).post('/v1/test/panic');
}

test('a panic answers 503 in time, and the next request is fine', async () => {
  const selin = await acme.as('selin');
  const { name } = await acme.whatsapp();
  for (let round = 0; round < 2; round += 1) {
    const start = performance.now();
    const answer = await panic();
    const took = performance.now() - start;
    assertProblem(answer, 503, 'company_unavailable');
    assert.ok(took < 6_000, `${took} ms`);
    assertOk(await selin.get('/v1/me'));
  }
  assert.equal((await acme.chatWith(name)).contact.name, name);
  await acme.whatsapp();
});

test('open windows live through a panic, and new ones open', async () => {
  const before = await acme.live('selin');
  assertProblem(await panic(), 503, 'company_unavailable');
  const after = await acme.live('selin');
  const { name } = await acme.whatsapp();
  for (const socket of [before, after]) {
    await socket.next(({ chat }) => chat?.contact.name === name, 'the chat');
    await socket.close();
  }
});

test('a worker that is not for tests has no such address', async () => {
  const real = await Server.start({});
  assertProblem(await panic(real), 404, 'not_found');
});
