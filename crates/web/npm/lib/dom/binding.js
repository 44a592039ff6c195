import { showField } from './field.js';
import { hold } from './hold.js';
import { withhold } from './permission.js';
import { adoptStyle } from './style.js';

const MARKED = '[data-usher-can],[data-usher-field]';
const CONTEXT = '[data-usher-chat],[data-usher-contact]';

/** What a mark asks about where its chat or contact is not known: nothing is shown then. */
const UNKNOWN = Symbol('unknown record');

/** Makes marked elements follow an access; documented in `dom.d.ts`. */
export function bind(root, access, options = {}) {
  const binding = new Binding(root, access, options);
  const unbind = () => binding.stop();
  unbind.refresh = () => binding.showAll();
  return unbind;
}

class Binding {
  #root;
  #access;
  #options;
  #observer = new MutationObserver((records) => this.#follow(records));
  #unsubscribe;
  #reported = new Set();

  constructor(root, access, options) {
    [this.#root, this.#access, this.#options] = [root, access, options];
    adoptStyle(root);
    this.showAll();
    this.#observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    this.#unsubscribe = access.subscribe(() => this.showAll());
  }

  showAll() {
    for (const element of marked(this.#root)) this.#show(element);
  }

  /** Gives back what was hidden and disabled by permission. Values stay covered: an unbind never uncovers anything. */
  stop() {
    this.#unsubscribe();
    this.#observer.disconnect();
    for (const element of marked(this.#root)) {
      if (!element.hasAttribute('data-usher-field')) hold(element, new Map(), element);
    }
  }

  #follow(records) {
    const changed = new Set();
    for (const record of records) {
      for (const element of affected(record)) changed.add(element);
    }
    for (const element of changed) {
      if (this.#root.contains(element)) this.#show(element);
    }
  }

  /** INVARIANT: showing twice is showing once, without a write the second time; our own changes come back as records. */
  #show(element) {
    const [desired, states] = [new Map(), []];
    try {
      this.#decide(element, desired, states);
    } catch (fault) {
      // Fails closed: a misspelt permission or a malformed chat hides the element, and says so once.
      desired.set('hidden', '');
      states.push('hidden');
      this.#report(fault);
    }
    if (states.length > 0) desired.set('data-usher-state', [...new Set(states)].join(' '));
    hold(element, desired, element);
  }

  #decide(element, desired, states) {
    const record = this.#record(element);
    const permission = element.getAttribute('data-usher-can');
    const kind = element.getAttribute('data-usher-field');
    // The field first: whatever goes wrong with the permission, the value is covered by then.
    if (kind !== null) states.push(this.#showField(element, kind, record, desired));
    if (permission !== null) {
      const allowed = record !== UNKNOWN && this.#access.can(permission, record);
      states.push(allowed ? 'allowed' : withhold(element, desired));
    }
  }

  #showField(element, kind, record, desired) {
    const visibility = this.#visibility(kind, record);
    if (visibility === 'hidden') desired.set('hidden', '');
    const mask = (value, texts) => this.#mask(kind, record, value, texts);
    showField(element, { value: this.#options.value?.(element, kind), mask }, desired);
    return visibility;
  }

  #visibility(kind, record) {
    if (record === UNKNOWN) return 'hidden';
    try {
      return this.#access.visibility(record)[kind] ?? 'hidden';
    } catch (fault) {
      this.#report(fault);
      return 'hidden';
    }
  }

  /** Masks a value of a kind, and texts in which the value may occur. */
  #mask(kind, record, value, texts) {
    if (record === UNKNOWN) return [null, ...texts.map(() => null)];
    try {
      const about = record === undefined ? {} : 'contact' in record ? { contact: record.contact } : { chat: record.chat };
      const fields = { value: kind, text: 'identifier' };
      const masked = this.#access.mask({ value, texts: texts.map((text) => ({ text })) }, { ...about, fields });
      return [masked.value, ...masked.texts.map(({ text }) => text)];
    } catch (fault) {
      this.#report(fault);
      return [null, ...texts.map(() => null)];
    }
  }

  /** What the element is about: `{chat}`, `{contact}`, `undefined` for nothing in particular, or `UNKNOWN`. */
  #record(element) {
    const context = element.closest(CONTEXT);
    if (context === null) return undefined;
    for (const kind of ['chat', 'contact']) {
      const id = context.getAttribute(`data-usher-${kind}`);
      if (id === null) continue;
      const found = this.#options[kind]?.(id, element);
      return found === undefined || found === null ? UNKNOWN : { [kind]: found };
    }
    return UNKNOWN;
  }

  #report(fault) {
    if (this.#reported.has(fault.message)) return;
    this.#reported.add(fault.message);
    reportError(fault);
  }
}

function marked(root) {
  const self = root instanceof Element && root.matches(MARKED) ? [root] : [];
  return [...self, ...root.querySelectorAll(MARKED)];
}

/** The marked elements that a change of the page may concern. */
function affected(record) {
  const place = record.target instanceof Element ? record.target : record.target.parentElement;
  const field = place?.closest('[data-usher-field]');
  const found = field ? [field] : [];
  if (record.type === 'attributes') {
    const context = record.attributeName === 'data-usher-chat' || record.attributeName === 'data-usher-contact';
    if (context) found.push(...marked(place));
    // Also one that is not marked any more: what was held is given back.
    if (place.matches(MARKED) || record.attributeName.startsWith('data-usher-')) found.push(place);
  }
  for (const node of record.addedNodes) {
    if (node instanceof Element) found.push(...marked(node));
  }
  return found;
}
