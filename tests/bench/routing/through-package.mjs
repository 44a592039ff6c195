// Decisions a second through the package, JSON included: `node through-package.mjs <rounds>`.
import { init, Routing } from 'usher-access/admin';

const SIZES = [100, 1_000, 10_000, 100_000];
const CHATS = 10_000;
const BATCH = 500;
const CHANNELS = 6;
const BEGIN_MS = 1_760_000_000_000;

const WAYS = {
  single: (routing, records) => records.forEach((one) => routing.apply(one)),
  batch: (routing, records) => {
    for (let start = 0; start < records.length; start += BATCH) routing.applyAll(records.slice(start, start + BATCH));
  },
};

let drawn = 12_345;
const [rounds] = process.argv.slice(2).map(Number);
await init();
const found = {};
for (const people of SIZES) found[people] = measured(people);
process.stdout.write(JSON.stringify(found));

function measured(people) {
  const groups = Math.max(2, Math.floor(people / 50));
  const routing = company(people, groups);
  const samples = { single: [], batch: [] };
  let chat = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const way of Object.keys(samples)) {
      const events = [];
      for (let place = 0; place < CHATS; place += 1) {
        chat += 1;
        events.push(arrived(chat, people, groups), { type: 'closed', chat });
      }
      const records = events.map(record);
      const before = process.cpuUsage();
      WAYS[way](routing, records);
      const { user, system } = process.cpuUsage(before);
      samples[way].push(((user + system) * 1000) / CHATS);
    }
  }
  routing.close();
  return samples;
}

function below(end) {
  drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) >>> 0;
  return (drawn >>> 8) % end;
}

function record(event) {
  return { atMs: BEGIN_MS, seed: below(1 << 24).toString(16).padStart(16, '0'), event };
}

function arrived(chat, people, groups) {
  const where = { chat, group: below(groups), channel: below(CHANNELS) };
  return { type: 'arrived', ...where, kind: 'personal', priority: 0, known: true, responsible: null, lastAgent: null, skills: 0 };
}

/** Everybody in two groups and online. */
function company(people, groups) {
  const routing = new Routing();
  const group = {
    algorithm: 'fewer_assigned', backupUsers: [], backupGroup: null, ladder: { groupMs: 0 }, stickiness: 'last_agent', closed: false,
    answerMs: 3_600_000,
  };
  const channels = Array.from({ length: CHANNELS }, () => ({ kind: 'text', weight: 1 }));
  const policy = { channels, groups: Array.from({ length: groups }, () => group), graceMs: 60_000, giveBack: 'unanswered' };
  routing.apply(record({ type: 'policy', policy }));
  for (let start = 0; start < people; start += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, people - start) }, (_, place) => start + place);
    const said = routing.applyAll(some.flatMap((person) => [
      record({ type: 'person', person, profile: profile(groups) }),
      record({ type: 'presence', person, presence: 'online' }),
    ]));
    if (said.some(({ refused }) => refused)) throw new Error('the company was refused');
  }
  return routing;
}

function profile(groups) {
  const first = below(groups);
  const second = below(groups);
  const own = [first, second === first ? (first + 1) % groups : second];
  const entitlements = own.flatMap((group) =>
    Array.from({ length: CHANNELS }, (_, channel) => ({ group, channel, bits: 15 })).filter(() => below(10) < 8));
  return { status: 'active', textCapacity: 10, callCapacity: 1, skills: 0, groups: own, entitlements };
}
