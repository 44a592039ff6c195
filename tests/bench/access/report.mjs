// What is shown: tables for people, with ratios against CASL in the mode that a frontend would take.
import { table } from '../table.mjs';

export const PEER = 'casl';

const RATES = {
  byString: 'by string',
  byHandle: 'by handle',
  filter: 'filter objects',
  columns: 'filter columns',
  handles: 'handles made',
};

/** What the peer is asked instead: it has neither handles nor columns, and makes none. */
const INSTEAD = { byHandle: 'byString', columns: 'filter' };

/** 12.3 M, 410 k, 7.2 k, 85. */
export function short(rate) {
  for (const [unit, letter] of [[1e9, ' G'], [1e6, ' M'], [1e3, ' k']]) {
    if (rate >= unit) return `${(rate / unit).toFixed(rate >= 100 * unit ? 0 : 1)}${letter}`;
  }
  return rate.toFixed(rate < 10 ? 1 : 0);
}

/** Checks and lists: things a second, and how many times those of the peer. */
export function ratesTable(engines, where, samples) {
  const cells = (engine) => Object.keys(RATES).map((name) => rateCell(samples, engine, name));
  const rows = samples.engines.map((engine) => [engines[engine].title, ...cells(engine)]);
  return table([`${where}, a second`, ...Object.values(RATES)], rows);
}

function rateCell(samples, engine, name) {
  const rate = samples.of(engine, name);
  if (rate === undefined) return '–';
  const ratio = name === 'handles' ? undefined : samples.ratio(engine, name, PEER, INSTEAD[name] ?? name);
  return ratio === undefined ? short(rate) : `${short(rate)} ${times(ratio)}`;
}

function times(ratio) {
  const text = ratio >= 100 ? ratio.toFixed(0) : ratio >= 1 ? ratio.toFixed(1) : ratio.toPrecision(2);
  return `×${text}`.padStart(7);
}

/** Cold starts in milliseconds; bytes in KB of 1000, after gzip. */
export function startTable(engines, { node, chromium, bytes }) {
  const kb = (size) => (size === 0 ? '–' : `${(size / 1000).toFixed(1)} KB`);
  const rows = Object.keys(bytes).map((engine) => [
    engines[engine].title, ...coldCells(node, engine), ...coldCells(chromium, engine),
    kb(bytes[engine].script), kb(bytes[engine].wasm), kb(bytes[engine].total),
  ]);
  const parts = 'import + load + check';
  const headings = [`Node: ${parts}`, 'CPU', `Chromium: ${parts}`, 'wall', 'script', 'wasm', 'together'];
  return table(['cold start and size', ...headings], rows);
}

function coldCells(samples, engine) {
  const [total, ...parts] = ['total', 'import', 'load', 'check'].map((name) => samples?.of(engine, name));
  if (total === undefined) return ['–', '–'];
  return [parts.map((ms) => ms.toFixed(1)).join(' + '), `${total.toFixed(1)} ms`];
}

/** One table for each way to grow. */
export function growthTable(engines, axis, sizes, samples) {
  const rows = samples.engines.flatMap((engine) => {
    const cell = (name, tell) => sizes.map((size) => {
      const value = samples.of(engine, `${size} ${name}`);
      return value === undefined ? samples.of(engine, `${size} refused`) : tell(value);
    });
    return [
      [engines[engine].title, ...sizes.map(() => '')],
      ['  checks a second', ...cell('checks', short)],
      ['  load and first check', ...cell('loadMs', (ms) => `${ms.toFixed(ms < 10 ? 3 : 1)} ms`)],
      ['  sent, uncompressed', ...cell('bytes', (bytes) => `${(bytes / 1000).toFixed(1)} KB`)],
    ];
  });
  return table([axis, ...sizes.map((size) => size.toLocaleString('en'))], rows);
}
