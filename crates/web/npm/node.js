// Node, and runtimes that speak its conditions. The wasm is read from beside this file.
import { readFile } from 'node:fs/promises';
import { compile, starter, unavailable } from './lib/engine.js';
import { loader } from './lib/load.js';

async function locate() {
  const url = new URL('./dist/usher_access_bg.wasm', import.meta.url);
  try {
    return await compile(await readFile(url));
  } catch (fault) {
    throw unavailable(`${url} cannot be read`, fault);
  }
}

export const init = starter(locate);
export const load = loader(init);
export { UsherError } from './lib/error.js';
export { maskField, maskText } from './lib/mask.js';
export { route } from './lib/route.js';
