import { Access } from './access.js';

/**
 * Makes the `load` of one platform.
 *
 * @param {() => Promise<void>} init starts the engine of that platform
 */
export function loader(init) {
  return async function load(document, options) {
    await init();
    return new Access(document, options);
  };
}

/** The same for `open`, which does not wait for it. */
export function opener(init) {
  return (document, options) => new Access(document, options, init);
}
