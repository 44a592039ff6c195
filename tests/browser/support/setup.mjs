import { Worker } from './worker.mjs';

/** Starts the one worker of the run; answers with what ends it. */
export default async function setup() {
  const worker = await Worker.start();
  // The processes that run the tests inherit this.
  process.env.USHER_BROWSER_PORT = String(worker.port);
  return () => worker.stop();
}
