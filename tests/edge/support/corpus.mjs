// Published webhook examples, read in place where they lie beside the repository. They are not ours to copy.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './bundle.mjs';

/** The folder of the examples, or nothing where this machine has none. */
export const CORPUS = [path.dirname(ROOT), path.dirname(path.dirname(ROOT))]
  .map((folder) => path.join(folder, 'shared/webhooks'))
  .find((folder) => existsSync(folder));

/** Why tests of the examples are skipped, or `false`. */
export const skip = CORPUS ? false : 'no ../shared/webhooks on this machine';

/** The bodies of one vendor, each with its name. */
export function examples(vendor) {
  const folder = path.join(CORPUS, vendor);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: path.basename(file, '.json'), bytes: readFileSync(path.join(folder, file)) }));
}

/** One JSON file of the collection. */
export function described(file) {
  return JSON.parse(readFileSync(path.join(CORPUS, file), 'utf8'));
}
