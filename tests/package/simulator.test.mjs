// The program by which a simulator asks the engine of the packed tarball, through a script of events.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { project } from './support/tarball.mjs';

const source = (name) => readFile(new URL(`../bench/routing/${name}`, import.meta.url), 'utf8');

/** The program in a project of its own; `ask` tells it an event and returns its commands. */
async function engine(t, ...words) {
  const folder = await project(t, { 'engine.mjs': await source('engine.mjs'), 'adapter.mjs': await source('adapter.mjs') });
  const program = spawn(process.execPath, ['engine.mjs', ...words], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => program.kill());
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (event) => {
      program.stdin.write(`${JSON.stringify(event)}\n`);
      const { cmds, ...more } = JSON.parse((await lines.next()).value);
      assert.deepEqual(more, {});
      return cmds;
    },
    end: async () => {
      program.stdin.end();
      return (await once(program, 'exit'))[0];
    },
  };
}

const agent = (id, memberships, more) => ({ id, text_cap: 1, voice_cap: 1, new_clients: true, memberships, ...more });
const init = {
  ev: 'init', t: 0, groups: ['sales', 'support'], channels: ['wa', 'voip'], voice: 'voip', backup: { sales: 'support', support: 'sales' },
  agents: [
    agent('ann', { sales: ['wa', 'voip'] }),
    agent('bob', { sales: ['wa'] }, { new_clients: false }),
    agent('cem', { support: ['wa', 'voip'] }),
  ],
};
const chat = (t, id, more) => ({ ev: 'chat_new', t, chat: id, group: 'sales', channel: 'wa', responsible: null, ...more });
const presence = (t, agent, online, wrap) => ({ ev: 'presence', t, agent, online, ...(online ? {} : { wrap }) });
const assign = (chat, agent, more) => ({ op: 'assign', chat, agent, ...more });

test('each group for itself', async (t) => {
  const { ask, end } = await engine(t);
  const script = [
    [init, []],
    [chat(1, 'c1'), []],
    [presence(2, 'ann', true), [assign('c1', 'ann')]],
    [presence(3, 'cem', true), []],
    // Nobody else of the group is there, and who helps is not asked.
    [chat(4, 'c2'), []],
    // Takes no new clients, but those that are known, and those of his own.
    [presence(5, 'bob', true), []],
    [chat(6, 'c3', { responsible: 'bob' }), [assign('c3', 'bob')]],
    [{ ev: 'chat_end', t: 7, chat: 'c1', agent: 'ann' }, [assign('c2', 'ann')]],
    [chat(8, 'v1', { channel: 'voip' }), [assign('v1', 'ann')]],
    [{ ev: 'chat_end', t: 9, chat: 'c3', agent: 'bob' }, []],
    // Lost: after a minute a colleague has the chat, whose client is known by now. The call stays.
    [presence(10, 'ann', false, false), []],
    [{ ev: 'tick', t: 60 }, []],
    [{ ev: 'tick', t: 120 }, [{ op: 'reassign', chat: 'c2', agent: 'bob' }]],
    [{ ev: 'chat_missed', t: 121, chat: 'v1', agent: 'ann' }, []],
    // The end of a shift moves nothing.
    [presence(122, 'bob', false, true), []],
    [{ ev: 'tick', t: 600 }, []],
    // Whoever has left hands over, and gets nothing any more.
    [{ ev: 'agent_removed', t: 601, agent: 'bob' }, [{ op: 'unassign', chat: 'c2' }]],
    [presence(602, 'bob', true), []],
    [presence(603, 'ann', true), [assign('c2', 'ann')]],
  ];
  for (const [event, expected] of script) assert.deepEqual(await ask(event), expected, JSON.stringify(event));
  assert.equal(await end(), 0);
});

test('groups that help each other out', async (t) => {
  const { ask, end } = await engine(t, '--backup');
  const backup = { backup: true };
  const script = [
    [init, []],
    [presence(1, 'cem', true), []],
    [chat(2, 'c1'), [assign('c1', 'cem', backup)]],
    [chat(3, 'c2'), []],
    [presence(4, 'ann', true), [assign('c2', 'ann', backup)]],
  ];
  for (const [event, expected] of script) assert.deepEqual(await ask(event), expected, JSON.stringify(event));
  assert.equal(await end(), 0);
});

test('the same events, the same commands', async (t) => {
  const events = [init, ...['ann', 'bob', 'cem'].map((one) => presence(1, one, true))];
  for (let place = 0; place < 200; place += 1) {
    events.push(chat(place + 2, `c${place}`, { group: place % 3 ? 'sales' : 'support', channel: place % 5 ? 'wa' : 'voip' }));
    if (place > 3) events.push({ ev: 'chat_end', t: place + 2.5, chat: `c${place - 3}`, agent: 'ann' });
  }
  const runs = [];
  for (let run = 0; run < 2; run += 1) {
    const { ask, end } = await engine(t);
    const commands = [];
    for (const event of events) commands.push(...(await ask(event)));
    runs.push(commands);
    assert.equal(await end(), 0);
  }
  assert.ok(runs[0].length > 100, `${runs[0].length}`);
  assert.deepEqual(runs[0], runs[1]);
});
