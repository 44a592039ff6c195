// Numbers that are valid, and the ways in which people write them.
import { readFileSync } from 'node:fs';

const LINES = readFileSync(new URL('numbers.tsv', import.meta.url), 'utf8').trim().split('\n');

/** All numbers: `{ region, code, national, home, abroad }`, the last two as libphonenumber formats them. */
export const numbers = LINES.map((line) => {
  const [region, code, national, home, abroad] = line.split('\t');
  return { region, code, national, home, abroad };
});

const byRegion = Map.groupBy(numbers, ({ region }) => region);

/** A number of this region. */
export function numberOf(random, region) {
  return random.pick(byRegion.get(region));
}

/** A number of anywhere. */
export function anyNumber(random) {
  return random.pick(byRegion.get(random.pick([...byRegion.keys()])));
}

const trunkOf = ({ home, national }) => {
  const digits = home.replace(/\D/g, '');
  return digits.endsWith(national) ? digits.slice(0, digits.length - national.length) : '';
};
const domestic = (number) => trunkOf(number) + number.national;

/** Cuts digits into groups of two to four, as somebody does who reads them aloud. */
export function groups(random, digits) {
  const found = [];
  let rest = digits;
  while (rest.length > 4) {
    const size = 2 + random.below(3);
    found.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  if (rest.length === 1 && found.length > 0) found.push(found.pop() + rest);
  else found.push(rest);
  return found;
}

const swapped = (by) => ({ home }) => home.replace(/[\s()-]+/g, by).replace(new RegExp(`^\\${by}|\\${by}$`, 'g'), '');
const international = ({ code, national }, by, random) => [code, ...groups(random, national)].join(by);

/** Who writes to somebody in the same country: how often, name, and how. */
const HOME = [
  [22, 'national', ({ home }) => home],
  [16, 'national_tight', domestic],
  [10, 'national_bare', ({ national }) => national],
  [8, 'national_bare_groups', (number, random) => groups(random, number.national).join(' ')],
  [4, 'national_dashes', swapped('-')],
  [4, 'national_dots', swapped('.')],
  [2, 'national_slash', (number, random) => groups(random, domestic(number)).join('/')],
  [4, 'national_parens', (number) => `(${domestic(number).slice(0, 4)}) ${domestic(number).slice(4)}`],
  [8, 'national_odd', (number, random) => groups(random, domestic(number)).reduce((all, group) => all + random.pick([' ', ' ', '-', '.', '  ', '']) + group)],
  [2, 'national_nbsp', ({ home }, random) => home.replace(/ /g, random.pick(['\u00a0', '\u202f', ' – ', '‑']))],
  [2, 'national_extension', ({ home }, random) => `${home} ${random.pick(['ext', 'ext.', 'x', 'dahili', 'доб.', 'int.', '#'])} ${10 + random.below(990)}`],
  [2, 'national_two', ({ home }, random) => `${home}/${10 + random.below(90)}`],
];

/** Who writes to somebody abroad, or wants to be sure. */
const ABROAD = [
  [16, 'intl', ({ abroad }) => abroad],
  [14, 'e164', ({ code, national }) => `+${code}${national}`],
  [3, 'intl_dashes', (number, random) => `+${international(number, '-', random)}`],
  [3, 'intl_dots', (number, random) => `+${international(number, '.', random)}`],
  [3, 'intl_odd', (number, random) => `+${international(number, random.pick([' ', '  ', ' - ']), random)}`],
  [2, 'intl_parens', ({ code, national }) => `(+${code}) ${national}`],
  [2, 'intl_gap', ({ code, national }) => `+ ${code} ${national}`],
  [2, 'intl_code_apart', ({ code, national }) => `+${code} ${national}`],
  [3, 'zeros', ({ code, national }) => `00${code}${national}`],
  [3, 'zeros_groups', (number, random) => `00${international(number, ' ', random)}`],
  [7, 'plain_code', ({ code, national }) => code + national],
  [4, 'plain_code_groups', (number, random) => international(number, ' ', random)],
];

const weighted = (random, ways) => {
  let left = random.below(ways.reduce((sum, [weight]) => sum + weight, 0));
  return ways.find(([weight]) => (left -= weight) < 0);
};

/** A number in the words of a writer there: `{ text, way }`. */
export function written(random, number, region) {
  const isHome = number.region === region;
  const [, way, write] = weighted(random, isHome && random.chance(0.68) ? HOME : ABROAD);
  // Those abroad are written in full; the shortest plans are too short to be told from a price without a plus.
  const text = way.startsWith('plain_code') && number.national.length < 8 ? `+${number.code}${number.national}` : write(number, random);
  return { text, way };
}
