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
 * Shows the value of an element as far as `visibility` goes: in its text, its form value, and the attributes that
 * would tell it, on the element and below it.
 *
 * @param {Element} element
 * @param {object} field
 * @param {'hidden' | 'masked' | 'clear'} field.visibility
 * @param {string | undefined} field.value the value, where the host gives it by a function and not in the page
 * @param {(value: string, texts: string[]) => (string | null)[]} field.mask masks a value, and texts that may repeat it
 * @param {Map<string, string | null>} desired receives the attributes to hold on the element itself
 */
export function showField(element, field, desired) {
  const parts = ownParts(element);
  if (field.value !== undefined) put(parts, field.value, element);
  const clear = parts.map(original).join('').trim();
  const own = [element, ...element.querySelectorAll('*')].filter((part) => fieldOf(part) === element);
  if (field.visibility === 'clear') {
    for (const part of parts) cover(part, original(part));
    for (const part of own) if (part !== element) hold(part, new Map(), element);
    return;
  }
  const [mask] = field.mask(clear, []);
  // The first part carries the mask; the others keep their place in the page, empty.
  parts.forEach((part, place) => cover(part, place === 0 ? (mask ?? '') : ''));
  for (const part of own) {
    const attributes = part === element ? desired : new Map();
    scrub(part, clear, field.mask, attributes);
    // A mask that is sent with a form would overwrite the value on the server.
    if (isControl(part)) attributes.set('disabled', '');
    if (part !== element) hold(part, attributes, element);
  }
}

/** Text nodes and form controls below an element that belong to its field and not to one nested in it. */
function ownParts(element) {
  const parts = [];
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    const carries = node.nodeType === Node.TEXT_NODE || isControl(node);
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
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
    if (values[place] !== masked[place]) attributes.set(name, null);
  });
}

function isTelling(name) {
  return TELLING.has(name) || (name.startsWith('data-') && !name.startsWith('data-usher-'));
}
