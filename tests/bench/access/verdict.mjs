// What was promised of our engine, beside what was measured.
import { PEER, short } from './report.mjs';

const OURS = 'usher';
const STARTS = { 'usher-open': '`open`', usher: '`load`' };

/** Lines of what is met and what is missed: `{ met, text }`. */
export function verdicts({ rates, cold, path }) {
  const lines = [];
  for (const [where, samples] of Object.entries(rates)) lines.push(...ofRates(where, samples));
  for (const [where, samples] of Object.entries(cold)) lines.push(...ofStart(where, samples));
  return path ? [...lines, ofBytes(path)] : lines;
}

const line = (met, text) => ({ met, text });
const kb = (bytes) => `${(bytes / 1000).toFixed(2)} KB`;

function ofBytes({ checks, load }) {
  const text = `JavaScript of the check path: ${kb(checks)} gzip, at most 6 KB (all of \`load\`: ${kb(load)})`;
  return line(checks <= 6000, text);
}

function ofRates(where, samples) {
  if (!samples.engines.includes(OURS)) return [];
  const least = (name, label, bound) => {
    const rate = samples.of(OURS, name);
    return line(rate >= bound, `${where}, ${label}: ${short(rate)} a second, at least ${short(bound)}`);
  };
  const ratio = samples.ratio(OURS, 'byString', PEER);
  const label = `${where}, checks by string: ${ratio?.toFixed(1)} times CASL with conditions as data, at least 3`;
  return [
    least('byString', 'checks by string', 10e6),
    ...(ratio ? [line(ratio >= 3, label)] : []),
    least('byHandle', 'checks by handle', 60e6),
    least('filter', 'filter over objects', 15e6),
    least('columns', 'filter over columns', 200e6),
  ];
}

function ofStart(where, samples) {
  return Object.entries(STARTS).flatMap(([engine, way]) => {
    const ratio = samples.ratio(engine, 'total', PEER);
    if (ratio === undefined) return [];
    const [own, peer] = [engine, PEER].map((name) => `${samples.of(name, 'total').toFixed(1)} ms`);
    return [line(ratio < 1, `${where}, cold start by ${way}: ${ratio.toFixed(2)} times CASL's (${own}, ${peer}), below 1`)];
  });
}
