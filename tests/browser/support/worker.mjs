// The worker and the console as `cargo xtask dev` serves them: wrangler, workerd, and a store that lasts one run.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PATIENCE_MS, until, within } from '../../edge/support/wait.mjs';
import { ROOT } from './place.mjs';

/** What the operator of this worker proves himself with. */
export const OPERATOR_TOKEN = 'operator-token-of-the-browser-tests';

const BIN = path.join(ROOT, 'node_modules/.bin');

export class Worker {
  #process;
  #gone;
  #store;
  #log = '';

  port = 0;

  static async start() {
    for (const file of ['build/index_bg.wasm', 'www/dist/index.html']) {
      if (!existsSync(path.join(ROOT, file))) throw new Error(`there is no ${file}: run \`cargo xtask build\``);
    }
    const worker = new Worker();
    worker.port = await freePort();
    worker.#store = await mkdtemp(path.join(tmpdir(), 'usher-browser-'));
    worker.#spawn();
    try {
      await until(() => worker.#healthy(), 'the worker to be healthy', 3 * PATIENCE_MS);
    } catch (error) {
      await worker.stop();
      throw new Error(`${error.message}\n\n${worker.#log}`, { cause: error });
    }
    return worker;
  }

  get origin() {
    return `http://localhost:${this.port}`;
  }

  async stop() {
    this.#signal('SIGTERM');
    await within(this.#gone, 'wrangler to end', PATIENCE_MS).catch(() => {});
    // Whatever is left of the group, workerd among it.
    this.#signal('SIGKILL');
    await this.#gone;
    await rm(this.#store, { recursive: true, force: true, maxRetries: 5 });
  }

  #spawn() {
    const args = ['dev', '--ip', '127.0.0.1', '--port', String(this.port), '--inspector-port', '0', '--persist-to', this.#store];
    args.push('--show-interactive-dev-session=false', '--var', `USHER_OPERATOR_TOKEN:${OPERATOR_TOKEN}`);
    this.#process = spawn(path.join(BIN, 'wrangler'), args, {
      cwd: ROOT,
      env: {
        ...process.env,
        // Wrangler needs the Node that the lock file pins.
        PATH: `${BIN}${path.delimiter}${process.env.PATH}`,
        CI: '1',
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#gone = new Promise((resolve) => this.#process.once('exit', resolve));
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.#log += text));
    }
  }

  #signal(name) {
    try {
      process.kill(-this.#process.pid, name);
    } catch {
      // Nobody is left of the group, which is what is wanted.
    }
  }

  async #healthy() {
    if (this.#process.exitCode !== null) return false;
    const response = await fetch(`${this.origin}/healthz`);
    return response.ok && (await response.json()).status === 'ok';
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
