import { attributeNames, hold, wanted } from './hold.js';

/**
 * What the host wrote, and what is shown instead, per text node and per form control. Kept after an unbind: binding
 * again must not take the mask for the value.
 */
const covered = new WeakMap();

/** Attributes that people put a phone or an address into; the host's own `data-*` come on top. */
const TELLING = new Set([
  'alt', 'aria-description', 'aria-label', 'aria-valuetext', 'content', 'href', 'placeholder', 'src', 'title', 'value',
]);

/**
 * Shows the value of an element as far as it may be seen: in its text, its form value, and the attributes that would
 * tell it, on the element and below it.
 *
 * @param {Element} element
 * @param {object} field
 * @param {string | undefined} field.value the value, where the host gives it by a function and not in the page
 * @param {(value: string, texts: string[]) => (string | null)[]} field.mask masks a value, and texts that may repeat it
 * @param {Map<string, string | null>} desired receives the attributes to hold on the element itself
 */
export function showField(element, field, desired) {
  const parts = ownParts(element);
  if (field.value !== undefined && field.value !== null) put(parts, String(field.value), element);
  const clear = parts.map(original).join('').trim();
  const own = [element, ...element.querySelectorAll('*')].filter((part) => fieldOf(part) === element);
  // Also a value that may be seen is asked for: a name that is clear may hold a number that is not.
  const shown = field.mask(clear, [])[0] ?? '';
  // The first part carries the mask; the others keep their place in the page, empty.
  parts.forEach((part, place) => cover(part, shown === clear ? original(part) : place === 0 ? shown : ''));
  for (const part of own) {
    const attributes = part === element ? desired : new Map();
    if (shown !== clear) conceal(part, clear, field.mask, attributes);
    // The text in a text area is what a reset of its form goes back to.
    if (isControl(part)) part.childNodes.forEach((text) => cover(text, shown === clear ? original(text) : ''));
    if (part !== element) hold(part, attributes, element);
  }
}

/** What it takes, beside the text, that a covered value is not read from the page or sent with a form. */
function conceal(part, clear, mask, attributes) {
  scrub(part, clear, mask, attributes);
  // A mask that is sent with a form would overwrite the value on the server.
  if (isControl(part)) attributes.set('disabled', '');
}

/** Text nodes and form controls below an element that belong to its field and not to one nested in it. */
function ownParts(element) {
  const parts = [];
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    // The text in a text area is not its value, only where its value came from.
    const carries = node === holder ? isControl(node) : !isControl(holder);
    if (carries && fieldOf(holder) === element) parts.push(node);
  }
  return parts;
}

function fieldOf(element) {
  return element.closest('[data-usher-field]');
}

function isControl(node) {
  return node.nodeName === 'INPUT' || node.nodeName === 'TEXTAREA';
}

/** Takes a value from outside the page as what the host wrote. */
function put(parts, value, element) {
  if (parts.length === 0) parts.push(element.appendChild(element.ownerDocument.createTextNode('')));
  parts.forEach((part, place) => {
    covered.set(part, { wanted: place === 0 ? value : '', shown: read(part) });
  });
}

function original(part) {
  const entry = covered.get(part);
  return entry && entry.shown === read(part) ? entry.wanted : read(part);
}

function cover(part, shown) {
  covered.set(part, { wanted: original(part), shown });
  if (read(part) !== shown) {
    if (part.nodeType === Node.TEXT_NODE) part.data = shown;
    else part.value = shown;
  }
}

function read(part) {
  return part.nodeType === Node.TEXT_NODE ? part.data : part.value;
}

/** Takes away the attributes that would tell the value: those which the engine would have masked. */
function scrub(element, clear, mask, attributes) {
  const names = [...attributeNames(element)].filter(isTelling);
  const values = names.map((name) => wanted(element, name) ?? '');
  const [, ...masked] = mask(clear, values);
  names.forEach((name, place) => {
    const told = clear !== '' && values[place].includes(clear);
    if (told || values[place] !== masked[place]) attributes.set(name, null);
  });
}

function isTelling(name) {
  return TELLING.has(name) || (name.startsWith('data-') && !name.startsWith('data-usher-'));
}
