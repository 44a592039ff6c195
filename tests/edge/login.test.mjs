import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Client } from './support/client.mjs';
import { Company, PASSWORD } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

let server;
let acme;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda', 'nora', 'dina'] });
});

/** One try to log in, by somebody who has no session. */
function attempt(company, username, password = PASSWORD) {
  return new Client(server).post('/v1/login', { company, username, password });
}

test('a good log-in says who it was and sets a cookie that scripts and other sites cannot use', async () => {
  const client = new Client(server);
  const answer = await client.post('/v1/login', { company: 'acme', username: 'selin', password: PASSWORD });
  assert.deepEqual(assertOk(answer), {
    user: { id: 'selin', name: 'Selin Acar' },
    company: { code: 'acme', name: 'Company acme' },
  });
  assert.equal(answer.headers['set-cookie'].length, 1);
  const [pair, ...flags] = answer.headers['set-cookie'][0].split('; ');
  assert.match(pair, /^usher=acme\.[0-9a-f]{64}$/);
  for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(flags.includes(flag), flag);
  assert.ok(!flags.some((flag) => /^domain=/i.test(flag)), 'bound to this host');
  assert.deepEqual(assertOk(await client.get('/v1/me')).user, { id: 'selin', name: 'Selin Acar', username: 'selin' });
});

test('elsewhere than on this machine the cookie is a __Host- one', async () => {
  const client = new Client(server);
  const body = { company: 'acme', username: 'selin', password: PASSWORD };
  const answer = await client.post('/v1/login', body, { headers: { host: 'usher.example' } });
  assertOk(answer);
  assert.match(answer.headers['set-cookie'][0], /^__Host-usher=acme\.[0-9a-f]{64}; /);
  assert.match(answer.headers['set-cookie'][0], /; Secure(;|$)/);
});

test('whoever is refused learns nothing about what exists', async () => {
  const refusals = {
    'a wrong password': await attempt('acme', 'selin', 'Usher-test-2!'),
    'an unknown user': await attempt('acme', 'nobody'),
    'an unknown company': await attempt('no-such-company', 'selin'),
    'a deactivated user': await attempt('acme', 'dina'),
    'no password': await attempt('acme', 'selin', ''),
    'a company code that cannot be': await attempt('NO SUCH!', 'selin'),
    'a user name that cannot be': await attempt('acme', 'no body'),
  };
  const expected = refusals['a wrong password'];
  assertProblem(expected, 401, 'invalid_credentials');
  for (const [what, answer] of Object.entries(refusals)) {
    assert.equal(answer.status, 401, `${what}: ${answer.text}`);
    assert.equal(answer.text, expected.text, what);
    assert.equal(answer.headers['set-cookie'], undefined, what);
  }
});

test('an unknown user or company costs as much time as a wrong password', async () => {
  const names = [['acme', 'arda'], ['acme', 'stranger'], ['nowhere', 'arda'], ['acme', 'dina']];
  const shortest = names.map(() => Infinity);
  // In turns, and the shortest of each: whatever else the machine does meets all of them alike.
  for (let round = 0; round < 5; round += 1) {
    for (const [place, [company, username]] of names.entries()) {
      const start = performance.now();
      assertProblem(await attempt(company, username, 'Usher-test-3!'), 401, 'invalid_credentials');
      shortest[place] = Math.min(shortest[place], performance.now() - start);
    }
  }
  const [known, ...unknown] = shortest;
  // Without a hash it would be a hundredth.
  for (const time of unknown) assert.ok(time > known / 3 && time < known * 3, `${time} ms, known: ${known} ms`);
});

test('the name may be typed in capitals', async () => {
  assertOk(await attempt('acme', 'SELIN'));
});

test('repeated failure locks a name out, whether or not anybody has it', async () => {
  const lockOut = async (company, username) => {
    for (let tries = 1; tries <= 20; tries += 1) {
      const answer = await attempt(company, username, 'Wrong-again-1!');
      if (answer.status === 429) {
        assertProblem(answer, 429, 'locked_out');
        assert.match(answer.headers['retry-after'], /^[1-9]\d*$/);
        return { tries, text: answer.text };
      }
      assertProblem(answer, 401, 'invalid_credentials');
    }
    return assert.fail(`${company}/${username} may be tried for ever`);
  };
  const names = [['acme', 'nora'], ['acme', 'ghost'], ['ghost-town', 'nora']];
  const locked = await Promise.all(names.map(([company, username]) => lockOut(company, username)));
  for (const one of locked) assert.deepEqual(one, locked[0]);
  // Also the right password has to wait, or the lock would tell which one is right.
  assertProblem(await attempt('acme', 'nora'), 429, 'locked_out');
  assertOk(await attempt('acme', 'selin'));
});

test('a success forgets the failures before it', async () => {
  for (let round = 0; round < 2; round += 1) {
    for (let tries = 0; tries < 6; tries += 1) {
      assertProblem(await attempt('acme', 'selin', 'Wrong-once-1!'), 401, 'invalid_credentials');
    }
    assertOk(await attempt('acme', 'selin'));
  }
});

test('logging out ends the session, this one only', async () => {
  const [one, other] = [await acme.login('arda'), await acme.login('arda')];
  const cookie = one.cookie;
  const answer = await one.post('/v1/logout');
  assertOk(answer, 204);
  assert.match(answer.headers['set-cookie'][0], /^usher=;.*Max-Age=0/);
  one.cookie = cookie;
  assertProblem(await one.get('/v1/me'), 401, 'session_invalid');
  assertOk(await other.get('/v1/me'));
});

test('passwords and session tokens are stored as hashes only', async () => {
  const client = await acme.login('arda');
  const token = client.cookie.split('.')[1];
  const stored = JSON.stringify([
    rows(server, 'acme', 'SELECT * FROM credential'),
    rows(server, 'acme', 'SELECT * FROM session'),
  ]);
  assert.ok(stored.includes('$argon2id$'));
  assert.ok(!stored.includes(PASSWORD));
  assert.ok(!stored.includes(token));
});
