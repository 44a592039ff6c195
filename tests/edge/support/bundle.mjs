// The worker as wrangler would bundle it, with a configuration for workerd that says the same as wrangler.toml.

import { createRequire } from 'node:module';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** The root of the repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** The program itself: started directly, so that its process can be killed and there is no proxy in between. */
export const WORKERD = require('workerd').default;

const ENTRY = 'entry.mjs';
const WASM = 'index_bg.wasm';

/**
 * Writes bundle and configuration into `folder`, whose subfolder `store` keeps the data.
 *
 * @param {Record<string, string>} vars variables of the worker
 * @returns {Promise<string>} the path of the configuration
 */
export async function bundle(folder, vars) {
  const built = path.join(ROOT, 'build');
  if (!existsSync(path.join(built, WASM))) {
    throw new Error('the worker has not been built: run `cargo xtask build`');
  }
  await build({
    entryPoints: [path.join(ROOT, 'crates/edge', ENTRY)],
    outfile: path.join(folder, ENTRY),
    bundle: true,
    format: 'esm',
    target: 'es2023',
    conditions: ['workerd', 'worker'],
    external: ['cloudflare:*', 'node:*'],
    plugins: [wasmStaysOutside],
    logLevel: 'error',
  });
  await copyFile(path.join(built, WASM), path.join(folder, WASM));
  const file = path.join(folder, 'workerd.capnp');
  await writeFile(file, await configuration(folder, vars));
  return file;
}

const wasmStaysOutside = {
  name: 'wasm-stays-outside',
  setup({ onResolve }) {
    onResolve({ filter: /\.wasm(\?module)?$/ }, () => ({ path: `./${WASM}`, external: true }));
  },
};

async function configuration(folder, vars) {
  const wrangler = await readFile(path.join(ROOT, 'wrangler.toml'), 'utf8');
  const date = /^compatibility_date = "(\d{4}-\d\d-\d\d)"$/m.exec(wrangler);
  const name = /^\[\[durable_objects\.bindings\]\]\nname = "(\w+)"\nclass_name = "(\w+)"$/m.exec(wrangler);
  if (!date || !name) throw new Error('wrangler.toml no longer has the form that this reads');
  const flags = /^compatibility_flags = (\[.*\])$/m.exec(wrangler)?.[1] ?? '[]';
  const [, binding, className] = name;
  const text = Object.entries(vars).map(([key, value]) => `, (name = ${quote(key)}, text = ${quote(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .usher),
    (name = "store", disk = (path = ${quote(path.join(folder, 'store'))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const usher :Workerd.Worker = (
  modules = [
    (name = ${quote(ENTRY)}, esModule = embed ${quote(ENTRY)}),
    (name = ${quote(`./${WASM}`)}, wasm = embed ${quote(WASM)}),
  ],
  compatibilityDate = ${quote(date[1])},
  compatibilityFlags = ${flags},
  durableObjectNamespaces = [(className = ${quote(className)}, uniqueKey = "usher-company", enableSql = true)],
  durableObjectStorage = (localDisk = "store"),
  bindings = [(name = ${quote(binding)}, durableObjectNamespace = ${quote(className)})${text.join('')}]
);
`;
}

/** A text as Cap'n Proto writes it, which is as JSON does. */
function quote(text) {
  return JSON.stringify(text);
}
