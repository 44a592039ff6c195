// Node, and runtimes that speak its conditions. The wasm is read from beside this file.
import { starter } from './lib/admin/engine.js';
import { opener } from './lib/admin/workbench.js';
import { unavailable } from './lib/wasm.js';

async function locate() {
  const url = new URL('./dist/usher_admin_bg.wasm', import.meta.url);
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
export const open = opener(init);
export { UsherError } from './lib/error.js';
export { route } from './lib/admin/route.js';
export { Routing } from './lib/admin/routing.js';
export { staffing, WhatIf } from './lib/admin/whatif.js';
