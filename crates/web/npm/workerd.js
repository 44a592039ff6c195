// Workers. They may not compile WebAssembly while they run: the import is a module, compiled at deployment.
import module from './dist/usher_access_fast_bg.wasm';
import { starter } from './lib/engine.js';
import { loader, opener } from './lib/load.js';

export const init = starter(async () => module);
export const load = loader(init);
export const open = opener(init);
export { UsherError } from './lib/error.js';
export { find, maskField, maskJson, maskJsonStream, maskText } from './lib/mask.js';
