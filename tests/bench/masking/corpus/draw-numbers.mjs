// Writes numbers.tsv: valid numbers of every region with the two ways libphonenumber formats them, so that the corpus can
// be made without it. `node draw-numbers.mjs > numbers.tsv`, where the peers of the benchmarks are installed.
import examples from 'libphonenumber-js/mobile/examples';
import { getCountries, getExampleNumber, parsePhoneNumberFromString as parse } from 'libphonenumber-js/max';
import { Random } from '../../access/random.mjs';
import { languages } from './languages.mjs';

const random = new Random(20261122);
/** Regions that a language's people live in are drawn from more often. */
const HOMES = new Set(languages.flatMap(({ regions }) => regions));

for (const region of getCountries().sort()) {
  const seen = new Set();
  const [mobiles, others] = HOMES.has(region) ? [18, 8] : [4, 2];
  draw(region, mobiles, (type) => type.includes('MOBILE'), seen);
  draw(region, others, (type) => type === 'FIXED_LINE', seen);
}

/** Takes the example, and changes its last digits while the number stays valid and of the kind wanted. */
function draw(region, count, wanted, seen) {
  const example = getExampleNumber(region, examples);
  const digits = [...example.nationalNumber];
  for (let tries = 0, found = 0; found < count && tries < 4000; tries += 1) {
    // A fixed line shares nothing with the example, which is a mobile.
    const kept = wanted('FIXED_LINE') ? (tries % 3 === 0 ? 1 : 0) : Math.max(1, digits.length - 4 - random.below(5));
    const national = digits.map((digit, at) => (at < kept ? digit : String(random.below(10)))).join('');
    const number = parse(`+${example.countryCallingCode}${national}`);
    if (!number?.isValid() || number.nationalNumber !== national || number.country !== region) continue;
    if (!wanted(number.getType() ?? '') || seen.has(national)) continue;
    seen.add(national);
    found += 1;
    const written = [number.formatNational(), number.formatInternational()];
    process.stdout.write(`${[region, example.countryCallingCode, national, ...written].join('\t')}\n`);
  }
}
