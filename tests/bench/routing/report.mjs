// What is shown: tables for people.
import { table } from '../table.mjs';

const TITLES = {
  engine: 'usher-access, fewest chats', fair: 'usher-access, fairest', scan: 'scan of everybody', group: 'scan of the group',
  heap: 'binary heaps', buckets: 'buckets by load',
};
const WAYS = { single: 'one at a time', batch: '500 at a time' };
const count = new Intl.NumberFormat('en');

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
/** The median of what one takes of the other in each round. */
export const ratio = (samples, others) => median(samples.map((sample, round) => sample / others[round]));

const rate = (samples) => count.format(Math.round(1e9 / median(samples)));
const heading = (people) => `${count.format(people)} people`;

/** Decisions a second, and how many times as many as the engine's. */
export function speedTable(found) {
  const sizes = Object.keys(found);
  const rows = Object.entries(TITLES).map(([rule, title]) => [
    title, ...sizes.flatMap((people) => [rate(found[people][rule]), `×${ratio(found[people].engine, found[people][rule]).toFixed(2)}`]),
  ]);
  return table(['decisions a second', ...sizes.flatMap((people) => [heading(people), 'ours = 1'])], rows);
}

/** What a decision costs where there are ten times as many people. */
export function growthTable(found) {
  const sizes = Object.keys(found);
  const steps = sizes.slice(1).map((people, place) => [sizes[place], people]);
  const rows = Object.entries(TITLES).map(([rule, title]) => [
    title, ...steps.map(([from, to]) => `×${ratio(found[to][rule], found[from][rule]).toFixed(2)}`),
  ]);
  return table(['cost of one decision', ...steps.map(([from, to]) => `${count.format(from)} to ${count.format(to)}`)], rows);
}

export function packageTable(found) {
  const sizes = Object.keys(found);
  const rows = Object.entries(WAYS).map(([way, title]) => [title, ...sizes.map((people) => rate(found[people][way]))]);
  return table(['through the package, decisions a second', ...sizes.map(heading)], rows);
}

export function memoryLine({ people, open, empty, staffed, full }) {
  const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
  return `memory: ${mb(full)} with ${count.format(people)} people and ${count.format(open)} open chats, ${mb(staffed)} with the people alone, ${mb(empty)} empty`;
}
