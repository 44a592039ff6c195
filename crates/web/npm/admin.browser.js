// Browsers, and bundlers for them. The wasm is fetched from beside this file; bundlers know the form
// `new URL('…', import.meta.url)`, copy the file and put its new address here.
import { starter } from './lib/admin/engine.js';
import { opener } from './lib/admin/workbench.js';
import { compile, unavailable } from './lib/wasm.js';

async function locate() {
  const url = new URL('./dist/usher_admin_bg.wasm', import.meta.url);
  try {
    return await compile(await fetch(moved() ?? url));
  } catch (fault) {
    throw unavailable(`${moved() ?? url} cannot be fetched`, fault);
  }
}

/**
 * The development server of Vite bundles a dependency into `node_modules/.vite/deps/` and leaves what lies beside it
 * behind (vitejs/vite#8427), so there the wasm is fetched from the package itself.
 */
function moved() {
  const [root, optimised] = import.meta.url.split('/.vite/deps/');
  return optimised === undefined ? undefined : `${root}/usher-access/dist/usher_admin_bg.wasm`;
}

export const init = starter(locate);
export const open = opener(init);
export { UsherError } from './lib/error.js';
export { route } from './lib/admin/route.js';
export { Routing } from './lib/admin/routing.js';
export { staffing, WhatIf } from './lib/admin/whatif.js';
