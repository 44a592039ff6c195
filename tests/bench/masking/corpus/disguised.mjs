// Numbers and addresses written so that a filter does not see them.
import { languages } from './languages.mjs';
import { groups, numberOf } from './phones.mjs';
import { inDigits } from './prose.mjs';
import { address } from './secrets.mjs';
import { Text } from './text.mjs';

const WORDS = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'], tr: ['sıfır', 'bir', 'iki', 'üç', 'dört', 'beş', 'altı', 'yedi', 'sekiz', 'dokuz'], ru: ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
  es: ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'], pt: ['zero', 'um', 'dois', 'três', 'quatro', 'cinco', 'seis', 'sete', 'oito', 'nove'],
};
const CIRCLED = '⓪①②③④⑤⑥⑦⑧⑨';
const each = (digits, make) => [...digits].map(make).join('');
const looks = (from, to) => (digits) => digits.replaceAll(from, to);

/** Name, and how digits and their groups are written. Most of what people do to a number is to pull it apart. */
const NUMBERS = [
  ['circled', (d) => each(d, (x) => CIRCLED[x])], ['keycap', (d) => each(d, (x) => `${x}\ufe0f\u20e3`)], ['bold', (d) => inDigits(d, '𝟎')], ['double', (d) => inDigits(d, '𝟘')], ['fullwidth', (d) => inDigits(d, '０')], ['arabic', (d) => inDigits(d, '٠')], ['persian', (d) => inDigits(d, '۰')], ['devanagari', (d) => inDigits(d, '०')],
  ['bengali', (d) => inDigits(d, '০')], ['thai', (d) => inDigits(d, '๐')], ['superscript', (d) => each(d, (x) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[x])], ['zero_width', (d, r) => d.split('').join(r.pick(['\u200b', '\u200d', '\u2060', '\u00ad']))], ['zero_width_some', (d, r) => groups(r, d).join('\u200b')], ['spaced', (d) => d.split('').join(' ')], ['dotted', (d) => d.split('').join('.')],
  ['dashed', (d) => d.split('').join('-')], ['underscored', (d, r) => groups(r, d).join('_')], ['starred', (d, r) => groups(r, d).join('*')], ['comma', (d, r) => groups(r, d).join(', ')], ['slashes', (d, r) => groups(r, d).join(' / ')], ['pipes', (d, r) => groups(r, d).join('|')], ['lines', (d, r) => groups(r, d).join('\n')], ['ellipsis', (d, r) => groups(r, d).join('...')],
  ['emoji', (d, r) => groups(r, d).join(r.pick(['🔥', '👉', '😊', '💥']))], ['brackets', (d, r) => groups(r, d).map((group) => `(${group})`).join('')], ['o_for_0', looks('0', 'o')], ['O_for_0', looks('0', 'O')], ['l_for_1', looks('1', 'l')], ['o_and_l', (d) => d.replaceAll('0', 'O').replaceAll('1', 'I')], ['tilde', (d, r) => groups(r, d).join(' ~ ')],
];
/** Those who hide a number have no calling code to spare, or write it first. */
const lead = (random, number) => (random.chance(0.6) ? number.home.replace(/\D/g, '') : number.code + number.national);

/** A hidden number or address in a message. */
export function disguised(random) {
  const language = random.pick(languages.filter(({ code }) => WORDS[code]));
  const region = random.pick(language.regions);
  if (random.chance(0.3)) return hiddenAddress(random, language, region);
  const number = numberOf(random, region);
  const digits = lead(random, number);
  const sentence = random.pick(language.phone.filter((line) => line.split('{p}').length === 2 && !line.includes('{e}')));
  const inWords = random.chance(0.12);
  const [name, write] = inWords ? ['words', spoken(language.code)] : random.pick(NUMBERS);
  // With neither a zero nor a one in it, letters hide nothing.
  const hidden = write(digits, random);
  const [before, behind] = sentence.split('{p}').map((part) => part.replace('{n}', random.pick(language.names)));
  return new Text().plain(before).secret(hidden, 'phone').plain(behind).row(region, `number_${name}`, language.code);
}

const spoken = (code) => (digits, random) => {
  const some = random.chance(0.25);
  return [...digits].map((digit, at) => (some && at % 3 === 0 ? digit : WORDS[code][digit])).join(random.pick([' ', ' ', ', ', '-']));
};

const AT = { en: ['(at)', '[at]', ' at ', ' AT ', '_at_'], tr: ['(at)', ' et ', '[at]', ' at '], ru: ['(собака)', ' собака ', '[at]', '(a)'], es: ['(arroba)', ' arroba ', '[at]'], pt: ['(arroba)', ' arroba ', '[at]'] };
const DOT = { en: [' dot ', '(dot)', '[.]', ' . '], tr: [' nokta ', '(nokta)', ' . '], ru: [' точка ', '(точка)', '[.]'], es: [' punto ', '(punto)', '[.]'], pt: [' ponto ', '(ponto)', '[.]'] };

const ADDRESSES = [
  ['at', (whole, random, code) => whole.replace('@', random.pick(AT[code]))], ['at_dot', (whole, random, code) => swap(whole, random.pick(AT[code]), random.pick(DOT[code]))], ['percent', (whole) => whole.replace('@', '%40')], ['entity', (whole) => whole.replace('@', '&#64;')], ['fullwidth_at', (whole) => whole.replace('@', '＠')], ['small_at', (whole) => whole.replace('@', '﹫')],
  ['spaced_at', (whole) => whole.replace('@', ' @ ')], ['space_before', (whole) => whole.replace('@', ' @')], ['zero_width', (whole) => whole.replace('@', '\u200b@\u200b')], ['comma', (whole) => whole.replace(/\.(?=[^.]*$)/, ',')], ['spaced_letters', (whole) => whole.split('').join(' ')], ['spaced_dots', (whole) => whole.replace(/\.(?=[^@]*$)/g, ' . ')],
];

/** Dots of the domain only: those of the name are read as they are. */
function swap(whole, at, dot) {
  const [local, domain] = whole.split('@');
  return local + at + domain.replaceAll('.', dot);
}

function hiddenAddress(random, language, region) {
  const [name, write] = random.pick(ADDRESSES);
  const sentence = random.pick(language.email.filter((line) => line.split('{e}').length === 2));
  const [before, behind] = sentence.split('{e}').map((part) => part.replace('{n}', random.pick(language.names)));
  return new Text().plain(before).secret(write(address(random), random, language.code), 'email').plain(behind).row(region, `address_${name}`, language.code);
}
