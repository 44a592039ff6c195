// The package inside a Worker: bundled by wrangler with its defaults, run by workerd.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestHarness } from 'wrangler';
import { defer } from './defer.mjs';

process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
process.env.WRANGLER_SEND_METRICS = 'false';
process.env.CI = '1';

/**
 * Starts `worker.mjs` of a project; it is stopped when the test ends.
 *
 * @returns {Promise<(path: string, init?: RequestInit) => Promise<Response>>} sends a request to the worker
 */
export async function startWorker(t, folder) {
  const config = { name: 'consumer', main: 'worker.mjs', compatibility_date: '2026-09-01' };
  await writeFile(join(folder, 'wrangler.json'), JSON.stringify(config));
  const harness = createTestHarness({ root: folder, workers: [{ configPath: './wrangler.json' }] });
  defer(t, () => harness.close());
  await harness.listen();
  return (path, init) => harness.fetch(path, init);
}
