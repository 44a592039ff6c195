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
