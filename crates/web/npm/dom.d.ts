import type { Access, Chat, Contact, FieldKind } from './index.js';

/** Where the binding finds what it cannot read from the page. */
export interface BindOptions {
  /** The chat with the id that `data-usher-chat` names. Nothing: not known, so nothing is shown. */
  chat?(id: string, element: Element): Chat | null | undefined;
  /** The contact with the id that `data-usher-contact` names. Nothing: not known, so nothing is shown. */
  contact?(id: string, element: Element): Contact | null | undefined;
  /** The value of a field, for pages that leave the element empty. Nothing: the text of the element is the value. */
  value?(element: Element, kind: FieldKind): string | null | undefined;
}

/** Ends a binding. */
export interface Unbind {
  /** Gives back what was hidden or disabled by permission. Values stay covered. */
  (): void;
  /** Decides everything anew, after chats or contacts changed that only `options` knows. */
  refresh(): void;
}

/**
 * Makes the marked elements of a page follow an access: now, after each `access.update`, and as elements come and
 * change.
 *
 * | attribute | meaning |
 * |---|---|
 * | `data-usher-can="reports.view"` | hidden unless the user may do this |
 * | `data-usher-otherwise="disable"` | disabled instead of hidden |
 * | `data-usher-field="phone"` | its text is such a value: clear, masked or hidden, as the user may see it |
 * | `data-usher-chat="c1"`, `data-usher-contact="k1"` | what the marks on it and below it are about |
 * | `data-usher-state` | written by the binding: `allowed`, `disabled`, `hidden`, `masked`, `clear` |
 *
 * Roots must not overlap; bind a shadow root by itself. Mistakes (an unknown permission, a malformed chat) hide the
 * element and go to `reportError`.
 *
 * @param root the document, or the part of it to watch
 */
export declare function bind(root: Document | Element | ShadowRoot, access: Access, options?: BindOptions): Unbind;
