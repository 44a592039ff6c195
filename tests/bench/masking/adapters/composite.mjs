// What a team puts together from what there is: libphonenumber-js, a pattern for addresses, Luhn, and mod 97.
import * as phones from './libphonenumber.mjs';

export const title = 'composite of libphonenumber-js, patterns, Luhn, mod 97';
export const note = 'the strongest combination of what JavaScript has, written by us';
export const entry = phones.entry;

export const init = () => {};

const ADDRESS = /[\p{L}\p{N}._%+'-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+/gu;
const ACCOUNT = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gi;
const CARD = /(?<!\d)[2-6](?:[ -]?\d){12,18}(?!\d)/g;

export function find(text, region) {
  const found = [];
  const take = (pattern, kind, holds) => {
    for (const { 0: match, index } of text.matchAll(pattern)) if (holds(match)) add(found, [index, index + match.length, kind]);
  };
  take(ADDRESS, 'email', () => true);
  take(ACCOUNT, 'iban', (match) => mod97(match.replaceAll(' ', '').toUpperCase()) === 1);
  take(CARD, 'card', (match) => luhn(match.replace(/\D/g, '')));
  for (const span of phones.find(text, region)) add(found, span);
  return found;
}

/** The first to claim a place has it. */
function add(found, span) {
  if (!found.some(([from, to]) => span[0] < to && from < span[1])) found.push(span);
}

function mod97(account) {
  return [...account.slice(4), ...account.slice(0, 4)].reduce((rest, letter) => {
    const value = parseInt(letter, 36);
    return (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }, 0);
}

function luhn(digits) {
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
