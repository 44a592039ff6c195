// redact-pii gives back redacted text only; its own patterns in its own order tell where it redacts.
import patterns from 'redact-pii/lib/built-ins/simple-regexp-patterns.js';

export const title = 'redact-pii';
export const note = 'its rules for cards, addresses and phones; it takes no region';
export const entry = "export { SyncRedactor } from 'redact-pii';";

const RULES = [['creditCardNumber', 'card'], ['emailAddress', 'email'], ['phoneNumber', 'phone']];

export const init = () => {};

export function find(text) {
  const found = [];
  let left = text;
  for (const [name, kind] of RULES) {
    left = left.replace(patterns[name], (match, ...more) => {
      const from = more.find((one) => typeof one === 'number');
      found.push([from, from + match.length, kind]);
      return '\u0001'.repeat(match.length);
    });
  }
  return found;
}
