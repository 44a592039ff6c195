// Node, and runtimes that speak its conditions. The wasm is read from beside this file.
import { starter } from './lib/engine.js';
import { loader, opener } from './lib/load.js';
import { unavailable } from './lib/wasm.js';

async function locate() {
  const url = new URL('./dist/usher_access_fast_bg.wasm', import.meta.url);
  try {
    // Both at once rather than in the background, and without an `import` of the file system: each of these threads and
    // modules costs a program's start more than it saves.
    const { readFileSync } = process.getBuiltinModule?.('node:fs') ?? (await import('node:fs'));
    return new WebAssembly.Module(readFileSync(url));
  } catch (fault) {
    throw unavailable(`${url} cannot be read`, fault);
  }
}

export const init = starter(locate);
export const load = loader(init);
export const open = opener(init);
export { UsherError } from './lib/error.js';
export { find, maskField, maskJson, maskJsonStream, maskText } from './lib/mask.js';
