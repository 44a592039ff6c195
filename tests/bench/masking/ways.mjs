// Ways to mask a page of JSON: ours, redactors by path, and what people write by hand.
import pino from '@pinojs/redact';
import fastRedact from 'fast-redact';
import { init, maskJson } from 'usher-access';

const asIs = (text) => text;
const bytes = { input: (text) => Buffer.from(text), output: (page) => Buffer.from(page).toString() };
const text = { input: asIs, output: asIs };

const maskPhone = (value) => (typeof value === 'string' ? value.replace(/\d(?=(?:\D*\d){2})/g, '*') : value);
const maskEmail = (value) => (typeof value === 'string' ? value.replace(/^(.)[^@]*@(.)[^.]*/, '$1***@$2***') : value);
const FIELDS = { phone: maskPhone, second_phone: maskPhone, from: maskPhone, source_id: maskPhone, email: maskEmail };
const censor = (value, path) => FIELDS[path.at(-1)]?.(value) ?? maskPhone(value);

const TWO = ['data[*].phone', 'data[*].email'];
const SIX = [...TWO, 'data[*].source_id', 'data[*].name', 'data[*].custom.second_phone', 'data[*].last_message.from'];

function byPath(redact) {
  return (page) => {
    const value = JSON.parse(page);
    redact(value);
    return JSON.stringify(value);
  };
}

function byHand(page) {
  const value = JSON.parse(page);
  for (const contact of value.data) {
    contact.phone = maskPhone(contact.phone);
    contact.email = maskEmail(contact.email);
    contact.source_id = maskPhone(contact.source_id);
    contact.custom.second_phone = maskPhone(contact.custom.second_phone);
    contact.last_message.from = maskPhone(contact.last_message.from);
  }
  return JSON.stringify(value);
}

const BY_KEY = /"(phone|second_phone|from|source_id|email)":"([^"]*)"/g;
const pinoSix = pino({ paths: SIX, censor, serialize: false });

/** By name: what goes in, what is timed, and how its answer reads. */
export const ways = {
  'usher-access, maskJson': { ...bytes, init, mask: (page) => maskJson(page, { region: 'TR' }) },
  'usher-access, maskJson strict': { ...bytes, init, mask: (page) => maskJson(page, { policy: 'strict', region: 'TR' }) },
  'JSON.parse + JSON.stringify, nothing masked': { ...text, mask: (page) => JSON.stringify(JSON.parse(page)) },
  'fast-redact, two paths': { ...text, mask: byPath(fastRedact({ paths: TWO, censor, serialize: false })) },
  'fast-redact, six paths': { ...text, mask: byPath(fastRedact({ paths: SIX, censor, serialize: false })) },
  '@pinojs/redact, six paths': { ...text, mask: (page) => JSON.stringify(pinoSix(JSON.parse(page))) },
  'by hand, known fields': { ...text, mask: byHand },
  'by hand, a pattern over the text': { ...text, mask: (page) => page.replace(BY_KEY, (_, key, value) => `"${key}":"${FIELDS[key](value)}"`) },
};
