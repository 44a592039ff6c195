// One real workerd with its own folder of data.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { bundle, WORKERD } from './bundle.mjs';
import { PATIENCE_MS, until, within } from './wait.mjs';

/** What the operator of these servers proves himself with. */
export const OPERATOR_TOKEN = 'operator-token-of-the-tests';

const running = new Set();

// Here and not where a server is started: what is registered inside of `before` belongs to that hook and ends with it.
after(() => Promise.all([...running].map((server) => server.end())));

export class Server {
  #folder;
  #config;
  #process;
  #gone;

  /** Everything that workerd printed, over all restarts. */
  log = '';

  /** The port on 127.0.0.1; another one after each start. */
  port = 0;

  /**
   * Starts a server that ends with the test file.
   *
   * @param {Record<string, string>} vars the variables of the worker beside the operator's token
   */
  static async start(vars = { USHER_TEST_HOOKS: '1' }) {
    const server = new Server();
    server.#folder = await mkdtemp(path.join(tmpdir(), 'usher-edge-'));
    await mkdir(path.join(server.#folder, 'store'));
    server.#config = await bundle(server.#folder, { USHER_OPERATOR_TOKEN: OPERATOR_TOKEN, ...vars });
    running.add(server);
    await server.start();
    return server;
  }

  /** What browsers would call the server: the origin of its pages. */
  get origin() {
    return `http://localhost:${this.port}`;
  }

  /** Where the objects keep their databases. */
  get store() {
    return path.join(this.#folder, 'store');
  }

  async start() {
    // A group of its own: killing it takes whatever workerd may have started.
    this.#process = spawn(WORKERD, ['serve', '--control-fd=3', this.#config], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const [, out, err, control] = this.#process.stdio;
    this.#gone = new Promise((resolve) => this.#process.once('exit', resolve));
    for (const stream of [out, err]) stream.setEncoding('utf8').on('data', (text) => (this.log += text));
    this.port = await within(this.#listening(control), 'workerd to listen', 3 * PATIENCE_MS);
    await until(() => this.#healthy(), 'the worker to be healthy', 3 * PATIENCE_MS);
  }

  /** Ends the process without any warning, as a power cut would. */
  async kill() {
    process.kill(-this.#process.pid, 'SIGKILL');
    await this.#gone;
  }

  async restart() {
    await this.kill();
    await this.start();
  }

  /** Ends the server and forgets its data. */
  async end() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    running.delete(this);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #listening(control) {
    let told = '';
    return new Promise((resolve, reject) => {
      this.#gone.then(() => reject(new Error(`workerd ended:\n${this.log}`)));
      control.setEncoding('utf8').on('data', (text) => {
        told += text;
        const port = /"event":"listen","socket":"http","port":(\d+)/.exec(told);
        if (port) resolve(Number(port[1]));
      });
    });
  }

  async #healthy() {
    const response = await fetch(`${this.origin}/healthz`);
    const body = await response.text();
    return response.ok && JSON.parse(body).status === 'ok';
  }
}
