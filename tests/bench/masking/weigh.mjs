// What a browser would download of each finder, compressed as servers do.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundle, gzipped } from '../access/bundle.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const WASM = { usher: '../node_modules/usher-access/dist/usher_access_bg.wasm' };

/** `{ script, wasm, total }` in bytes; `undefined` for what cannot be made for a browser. */
export async function weigh(name, entry) {
  try {
    const script = gzipped(await bundle(entry, { folder: here }));
    const wasm = WASM[name] ? gzipped(await readFile(new URL(WASM[name], import.meta.url))) : 0;
    return { script, wasm, total: script + wasm };
  } catch {
    return undefined;
  }
}
