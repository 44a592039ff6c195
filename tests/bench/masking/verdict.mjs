// What was promised of ours, beside what was measured.
import { shares } from './score.mjs';

/** Lines of what is met and what is missed: `{ met, text }`. */
export function verdicts({ quality, pages, bytes }) {
  return [...ofQuality(quality), ...ofPages(pages), ...ofBytes(bytes)];
}

const least = (text, value, bound, unit = '') => bounded(text, value, bound, unit, value >= bound, 'at least');
const most = (text, value, bound, unit = '') => bounded(text, value, bound, unit, value <= bound, 'at most');

function bounded(text, value, bound, unit, met, words) {
  return value === undefined ? [] : [{ met, text: `${text}: ${value.toFixed(value < 1 ? 2 : 1)}${unit}, ${words} ${bound}${unit}` }];
}

/** The bars of quality, which a test holds, too. */
export function ofQuality(quality) {
  const of = (name, group) => (quality[name]?.groups[group] ? shares(quality[name].groups[group]) : {});
  const prose = of('usher', 'prose');
  return [
    ...least('prose, F1', prose.f1, 98),
    ...most('prose, leaks', prose.leak, 1.5, ' %'),
    ...most('prose, false alarms', prose.alarm, 3, ' %'),
    ...most('prose, leaks of `strict`', of('usher-strict', 'prose').leak, 0.5, ' %'),
    ...most('ids, leaks', of('usher', 'ids').leak, 0, ' %'),
    ...most('obfuscated, leaks', of('usher', 'obfuscated').leak, 5, ' %'),
    ...least('chat mix', quality.usher?.speed?.mix, 50, ' MB/s'),
  ];
}

function ofPages(pages = {}) {
  const ours = pages['usher-access, maskJson'];
  if (!ours) return [];
  return [...least('pages of contacts', ours.rate, 300, ' MB/s'), ...most('pages, contacts still readable', (100 * ours.leaking) / ours.contacts, 0, ' %')];
}

function ofBytes(bytes = {}) {
  return bytes.usher ? most('package, script and wasm after gzip', bytes.usher.total / 1000, 80, ' KB') : [];
}
