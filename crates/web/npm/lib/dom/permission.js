/** Elements that the browser itself can disable. */
const DISABLING = new Set(['BUTTON', 'FIELDSET', 'INPUT', 'OPTGROUP', 'OPTION', 'SELECT', 'TEXTAREA']);

/**
 * What it takes to withhold an element.
 *
 * @param {Element} element
 * @param {Map<string, string | null>} desired receives the attributes to hold
 * @returns {'hidden' | 'disabled'} its state
 */
export function withhold(element, desired) {
  if (element.getAttribute('data-usher-otherwise') !== 'disable') {
    desired.set('hidden', '');
    return 'hidden';
  }
  if (DISABLING.has(element.nodeName)) {
    desired.set('disabled', '');
  } else {
    // A link or a tile: out of reach of pointer and keyboard. `aria-disabled` also gives style sheets a handle.
    desired.set('aria-disabled', 'true');
    desired.set('inert', '');
  }
  return 'disabled';
}
