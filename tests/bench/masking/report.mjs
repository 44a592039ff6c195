// What is shown: tables for people.
import { table } from '../table.mjs';
import { shares } from './score.mjs';

const percent = (value) => (value === undefined ? '–' : value.toFixed(1));
const rate = (value) => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 0));
const kb = (value) => (value === undefined ? '–' : `${(value / 1000).toFixed(1)} KB`);

/** One line a finder: prose in full, of the other groups the share that leaks. */
export function qualityTable(finders, results) {
  const headings = ['prose', 'F1', 'found', 'right', 'leak %', 'false alarm %', 'ids leak %', 'hidden leak %', 'by hand F1', 'leak %', 'alarm %', 'dense MB/s', 'chat MB/s'];
  const rows = Object.entries(results).map(([name, { groups, speed }]) => {
    const of = (group) => (groups[group] ? shares(groups[group]) : {});
    const { f1, recall, precision, leak, alarm } = of('prose');
    const hand = of('by hand');
    return [finders[name].title, ...[f1, recall, precision, leak, alarm, of('ids').leak, of('obfuscated').leak, hand.f1, hand.leak, hand.alarm].map(percent), rate(speed?.dense), rate(speed?.mix)];
  });
  return table(headings, rows);
}

/** Groups that are not among the usual ones. */
export function otherTable(finders, results) {
  const known = ['prose', 'ids', 'obfuscated', 'by hand'];
  const names = [...new Set(Object.values(results).flatMap(({ groups }) => Object.keys(groups)))].filter((group) => !known.includes(group));
  if (names.length === 0) return [];
  const rows = Object.entries(results).map(([name, { groups }]) => [finders[name].title, ...names.map((group) => {
    const { f1, leak, alarm } = groups[group] ? shares(groups[group]) : {};
    return `${percent(f1)} / ${percent(leak)} / ${percent(alarm)}`;
  })]);
  return table(['F1 / leak % / alarm %', ...names], rows);
}

export function pagesTable(results, peer) {
  const rows = Object.entries(results).map(([name, { rate: speed, contacts, leaking, spoilt }]) => [
    name, rate(speed), `×${(speed / results[peer].rate).toFixed(1)}`, percent((100 * leaking) / contacts), percent((100 * spoilt) / contacts),
  ]);
  return table(['pages of contacts', 'MB/s', `${peer} = 1`, 'readable %', 'spoilt %'], rows);
}

export function bytesTable(finders, bytes) {
  const rows = Object.entries(bytes).map(([name, size]) => [finders[name].title, kb(size?.script), size?.wasm ? kb(size.wasm) : '–', kb(size?.total)]);
  return table(['bytes after gzip', 'script', 'wasm', 'together'], rows);
}

/** The categories of one finder in which most goes wrong. */
export function worstTable(title, categories, count) {
  const wrong = ({ leaking, alarmed }) => leaking + alarmed;
  const worst = Object.entries(categories).filter(([, counts]) => wrong(counts) > 0).sort(([, a], [, b]) => wrong(b) - wrong(a)).slice(0, count);
  const rows = worst.map(([name, { leaking, holding, alarmed, empty }]) => [name, holding ? `${leaking} of ${holding}` : '–', empty ? `${alarmed} of ${empty}` : '–']);
  return rows.length ? table([`${title}: where it fails`, 'leaks', 'false alarms'], rows) : [];
}
