/**
 * Attributes that are held at a value of ours while the host's own wish is remembered, so that it can be restored,
 * and is followed when the host changes it meanwhile. Per element: attribute → `{ wanted, shown, owner }`.
 */
const held = new WeakMap();

/**
 * Holds exactly these attributes of an element for one owner, and gives back those that it held before.
 *
 * @param {Element} element
 * @param {Map<string, string | null>} desired attribute → value; `null` for absent
 * @param {Element} owner the marked element on whose behalf: two marks may hold the same element
 */
export function hold(element, desired, owner) {
  const holds = held.get(element) ?? new Map();
  for (const [name, entry] of holds) {
    if (entry.owner === owner && !desired.has(name)) {
      write(element, name, wanted(element, name));
      holds.delete(name);
    }
  }
  for (const [name, shown] of desired) {
    holds.set(name, { wanted: wanted(element, name), shown, owner });
    write(element, name, shown);
  }
  held.set(element, holds);
}

/** The value that the host wants an attribute to have, whatever it is held at. */
export function wanted(element, name) {
  const now = element.getAttribute(name);
  const entry = held.get(element)?.get(name);
  return entry && entry.shown === now ? entry.wanted : now;
}

/** Names of the attributes that an element has, or would have if they were not held. */
export function attributeNames(element) {
  return new Set([...element.getAttributeNames(), ...(held.get(element)?.keys() ?? [])]);
}

/** Writes only what differs: every write is seen by the observer, which would come back for ever. */
function write(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
