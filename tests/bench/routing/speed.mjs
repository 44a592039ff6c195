// Decisions a second within WebAssembly, in rounds through all rules and sizes: `node speed.mjs <rounds> <seconds>`.
import { Desk } from './loops.mjs';

export const SIZES = [100, 1_000, 10_000, 100_000];
const RULES = ['engine', 'fair', 'scan', 'group', 'heap', 'buckets'];
/** These come to the same answers, which is looked at. */
const ALIKE = ['scan', 'group', 'heap', 'buckets'];
const ALIKE_CHATS = 2_000;

const [rounds, seconds] = process.argv.slice(2).map(Number);
const found = {};
for (const people of SIZES) found[people] = measured(people);
process.stdout.write(JSON.stringify(found));

/** Nanoseconds a decision of each rule, one a round. */
function measured(people) {
  alike(people);
  const desks = Object.fromEntries(RULES.map((rule) => [rule, filled(rule, people)]));
  const chats = Object.fromEntries(RULES.map((rule) => [rule, enough(desks[rule])]));
  const samples = Object.fromEntries(RULES.map((rule) => [rule, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const rule of RULES) samples[rule].push(timed(desks[rule], chats[rule]) / chats[rule]);
  }
  for (const desk of Object.values(desks)) desk.free();
  return samples;
}

function filled(rule, people) {
  const desk = Desk.new(rule, people);
  // A scan of everybody would take minutes to fill the largest: its speed does not depend on what is open.
  desk.run(rule === 'scan' ? Math.min(desk.target(), 2_000) : desk.target());
  return desk;
}

/** How many chats take long enough to be timed. */
function enough(desk) {
  for (let chats = 64; ; chats *= 2) {
    const spent = timed(desk, chats);
    if (spent > 2e7) return Math.max(64, Math.round((chats * seconds * 1e9) / spent));
  }
}

/** CPU time, in nanoseconds. */
function timed(desk, chats) {
  const before = process.cpuUsage();
  desk.run(chats);
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

function alike(people) {
  const sums = ALIKE.map((rule) => {
    const desk = Desk.new(rule, people);
    const sum = desk.run(ALIKE_CHATS);
    desk.free();
    return sum;
  });
  if (new Set(sums).size !== 1) throw new Error(`the rules beside ours differ at ${people} people: ${sums}`);
}
