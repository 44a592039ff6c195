// How long reviews of companies of different sizes take, in milliseconds. What is measured is whole calls: questions in,
// answers out as objects.
import { open } from 'usher-access/admin';
import { MOMENT, chats, policy } from './big.mjs';

const RUNS = 9;

function median(action) {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1];
}

async function measured(users) {
  const present = policy(users);
  const json = JSON.stringify(present);
  const start = performance.now();
  const bench = await open(json, { moment: MOMENT });
  const opened = performance.now() - start;
  const { rights } = present.roles[7];
  Object.assign(rights, { permissions: [...new Set([...rights.permissions, 'chats.view', 'reports.view'])], scope: 'all' });
  const after = await open(present, { moment: MOMENT });
  const some = chats(1000, users);
  const [chat] = some;
  const contact = { responsible: chat.responsible, channels: [chat.channel], chats: [chat] };
  const times = {
    users,
    open: opened,
    holders: median(() => bench.holders('chats.reply', chat)),
    seers: median(() => bench.seers('phone', { contact })),
    difference: median(() => bench.difference(after, some)),
    soleHolders: median(() => bench.soleHolders()),
    redundant: median(() => bench.redundant()),
    unanswerable: median(() => bench.unanswerable(some)),
  };
  bench.close();
  after.close();
  return times;
}

export async function measure() {
  const answers = [];
  for (const users of [10, 100, 1000, 10_000]) answers.push(await measured(users));
  return answers;
}
