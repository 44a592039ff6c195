// The largest company there may be: whatever looks at its policy as a whole still answers in time.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { withDatabase } from './support/database.mjs';
import { assertOk } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/wait.mjs';

const USERS = 10_000;
const GROUPS = 1_000;
const CHATS = 20_000;

let selin;

before(async () => {
  const server = await Server.start();
  const acme = await Company.found(server, 'acme', {
    people: ['selin'],
    extend({ users, groups }) {
      const many = GROUPS - groups.length;
      for (let n = 0; n < many; n += 1) {
        groups.push({ ...groups[0], id: `g-${n}`, name: `Group ${n}` });
      }
      for (let n = 1; n < USERS; n += 1) {
        const own = [...new Set([`g-${n % many}`, `g-${(n * 7 + 1) % many}`])];
        users.push({ ...users[0], id: `u-${n}`, name: `User ${n}`, username: `u-${n}`, roles: [], groups: own, channels: null });
      }
    },
  });
  await acme.whatsapp();
  await server.kill();
  withDatabase(server, 'acme', 'write', (database) => {
    database.exec(`WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${CHATS})
      INSERT INTO chat (id, channel_id, contact_id, vendor_key, kind, status, group_id, assignee_id, updated_at_ms)
      SELECT 'x-' || n, 'wa-sales', (SELECT id FROM contact), 'x-' || n, 'personal', 'open', 'g-' || (n % 900),
        'u-' || (n % ${USERS - 1} + 1), n FROM n`);
  });
  await server.start();
  selin = await acme.as('selin');
});

/** An answer, as soon as a busy machine gives one. */
function patient(ask) {
  return until(async () => {
    const answer = await ask();
    return answer.status !== 503 && answer;
  }, 'an answer');
}

test('a preview of a change for everybody, the change itself, and the analysis', async () => {
  const { rights } = assertOk(await selin.get('/v1/roles')).roles.find(({ id }) => id === 'agent');
  const wider = { ...rights, permissions: [...rights.permissions, 'reports.view'] };
  const changes = [{ role: 'agent', patch: { rights: wider } }];
  const seen = assertOk(await patient(() => selin.post('/v1/policy/preview', { changes })));
  assert.equal(seen.allowed, true);
  const { usersAffected, truncated, users, chatsCounted, chatsTruncated } = seen.difference;
  assert.deepEqual([usersAffected, truncated, users.length], [USERS - 1, true, 200]);
  assert.ok(chatsTruncated && chatsCounted > 100 && chatsCounted < CHATS, 'counted on as many chats as there is time for');
  // One user is held against all of them.
  const one = [{ user: 'u-7', patch: { denied: ['chats.view'] } }];
  const { difference } = assertOk(await patient(() => selin.post('/v1/policy/preview', { changes: one })));
  assert.deepEqual([difference.chatsCounted, difference.chatsTruncated], [CHATS + 1, false]);
  assert.ok(difference.users[0].chatsClosed >= CHATS / USERS);
  assertOk(await patient(() => selin.patch('/v1/roles/agent', { rights: wider })));
  assertOk(await patient(() => selin.get('/v1/analysis')));
  assert.equal(assertOk(await patient(() => selin.get('/v1/policy'))).users.length, USERS);
});
