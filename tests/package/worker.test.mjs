// The packed tarball in a Worker: bundled by wrangler with its defaults, run by workerd.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { expected } from './support/expected.mjs';
import { project } from './support/tarball.mjs';
import { startWorker } from './support/worker.mjs';

test('a Worker imports the package and uses all of it', async (t) => {
  const folder = await project(t, {
    'scenario.mjs': await readFile(new URL('support/scenario.mjs', import.meta.url), 'utf8'),
    'worker.mjs': "import { run } from './scenario.mjs'; export default { fetch: async () => Response.json(await run()) };",
  });
  const request = await startWorker(t, folder);
  assert.deepEqual(await (await request('/')).json(), expected);
});
