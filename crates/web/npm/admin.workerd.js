// Workers. They may not compile WebAssembly while they run: the import is a module, compiled at deployment.
import module from './dist/usher_admin_bg.wasm';
import { starter } from './lib/admin/engine.js';
import { opener } from './lib/admin/workbench.js';

export const init = starter(async () => module);
export const open = opener(init);
export { UsherError } from './lib/error.js';
export { route } from './lib/admin/route.js';
export { Routing } from './lib/admin/routing.js';
export { staffing, WhatIf } from './lib/admin/whatif.js';
