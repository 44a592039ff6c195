// Messages: a sentence of a language, filled in and roughened.
import { languages } from './languages.mjs';
import { machine, others } from './others.mjs';
import { anyNumber, numberOf, written } from './phones.mjs';
import { account, address, card, person } from './secrets.mjs';
import { Text } from './text.mjs';

const SLOT = /\{(\w+)\}/;
/** How often each kind of sentence is drawn. */
const KINDS = [...Array(13).fill('phone'), ...Array(4).fill('email'), 'card', 'card', 'iban', 'iban'];
/** Digits as their own people write them. */
const NATIVE = { ar: ['٠', 0.2], ja: ['０', 0.1], hi: ['०', 0.05] };

/** A message that holds a secret. */
export function positive(random) {
  const language = random.pick(languages);
  const region = random.pick(language.regions);
  const kind = random.pick(KINDS);
  const made = filled(random, language, region, random.pick(language[kind]));
  if (random.chance(0.12)) made.text = joined(random, made.text, language);
  return made.text.row(region, made.ways.join('+') || kind, language.code);
}

/** A message with the checked number of a person: kinds that few finders have, so counted apart. */
export function personal(random) {
  const language = random.pick(languages.filter(({ person: sentences }) => sentences));
  const made = filled(random, language, language.regions[0], random.pick(language.person));
  return made.text.row(language.regions[0], 'national_id', language.code);
}

/** A message that holds digits, or nothing, but no secret. */
export function negative(random) {
  const language = random.pick(languages);
  const region = random.pick(language.regions);
  if (random.chance(0.14)) {
    const [name, make] = random.pick(machine);
    return new Text().plain(make(random)).row(region, `machine_${name}`, language.code);
  }
  const sentence = random.chance(0.2) ? random.pick(language.talk) : random.pick(language.hard);
  const made = filled(random, language, region, sentence);
  return made.text.row(region, `other_${SLOT.exec(sentence)?.[1] ?? 'talk'}`, language.code);
}

/** Plain talk, as most of what is written is. */
export function talk(random) {
  const language = random.pick(languages);
  return `${random.pick(language.talk)} ${random.pick(language.talk)}`;
}

function filled(random, language, region, sentence) {
  const text = new Text();
  const ways = [];
  const noise = noiseOf(random);
  sentence.split(/(\{\w+\})/).forEach((part) => {
    const slot = SLOT.exec(part)?.[1];
    if (slot === undefined) text.plain(noise(part));
    else if (slot === 'n') text.plain(noise(random.pick(language.names)));
    else if (others[slot]) text.plain(others[slot](random));
    else secret(random, language, region, slot, text, ways);
  });
  return { text, ways };
}

function secret(random, language, region, slot, text, ways) {
  if (slot === 'p') {
    const number = random.chance(0.8) ? numberOf(random, region) : anyNumber(random);
    const { text: plain, way } = written(random, number, region);
    const [zero, share] = NATIVE[language.code] ?? ['0', 0];
    const native = random.chance(share);
    ways.push(native ? `native_${way}` : way);
    const lead = random.chance(0.05) ? random.pick(['📞', '☎️', 'tel:', '📱 ', 'T.', ':']) : '';
    text.plain(lead).secret(native ? inDigits(plain, zero) : plain, 'phone');
    return;
  }
  const make = { e: () => address(random), c: () => card(random), i: () => account(random, language.code), id: () => person(random, language.code) }[slot];
  const kind = { e: 'email', c: 'card', i: 'iban', id: 'national_id' }[slot];
  ways.push(kind);
  text.secret(make(), kind);
}

/** The same in other digits, whose zero is given. */
export function inDigits(text, zero) {
  const first = zero.codePointAt(0);
  return text.replace(/\d/g, (digit) => String.fromCodePoint(first + Number(digit)));
}

/** What haste does to a sentence: the same for all of its parts. */
function noiseOf(random) {
  const steps = [];
  if (random.chance(0.2)) steps.push((text) => text.toLowerCase());
  if (random.chance(0.04)) steps.push((text) => text.toUpperCase());
  if (random.chance(0.18)) steps.push((text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/ı/g, 'i'));
  if (random.chance(0.15)) steps.push((text) => text.replace(/[,.?!:](?= |$)/g, ''));
  if (random.chance(0.12)) steps.push((text) => swappedLetters(random, text));
  if (random.chance(0.05)) steps.push((text) => text.replace(/ /g, '  '));
  return (text) => steps.reduce((now, step) => step(now), text);
}

/** Two letters in the wrong order, somewhere inside a word. */
function swappedLetters(random, text) {
  const places = [...text.matchAll(/\p{Ll}\p{Ll}\p{Ll}\p{Ll}/gu)].map(({ index }) => index + 1);
  if (places.length === 0) return text;
  const at = random.pick(places);
  return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
}

/** What stands around a message: more talk, a quotation, a list, a mark of time. */
function joined(random, text, language) {
  const more = random.pick(language.talk);
  const around = random.pick([
    () => new Text().plain(`${more}\n`).append(text), () => new Text().append(text).plain(`\n${more}`), () => new Text().plain(`${more}. `).append(text), () => new Text().append(text).plain(` 😊 ${more}`),
    () => new Text().plain('> ').append(text).plain(`\n${more}`), () => new Text().plain('- ').append(text).plain(`\n- ${more}`), () => new Text().plain(`[${others.time(random)}] `).append(text), () => new Text().plain('*').append(text).plain('*'),
  ]);
  return around();
}
