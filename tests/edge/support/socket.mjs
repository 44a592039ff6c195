// A live connection, as a page of the console holds it.

import { until, within } from './wait.mjs';

export class LiveSocket {
  #socket;
  #unread = [];
  #wake = () => {};

  /** Every frame that came, as text. */
  frames = [];

  /** The code of the closing handshake, once closed. */
  closeCode;

  /** Opens a socket with the client's cookie, and waits for its greeting. */
  static async open(client) {
    const live = LiveSocket.attempt(client.server, { cookie: client.cookie });
    live.hello = await live.next((frame) => frame.type === 'hello', 'the greeting');
    return live;
  }

  /** Tries to open a socket with these headers; `closed` tells of a refusal. */
  static attempt(server, headers) {
    const live = new LiveSocket();
    live.#socket = new WebSocket(`ws://localhost:${server.port}/v1/live`, {
      headers: { origin: server.origin, ...headers },
    });
    live.#socket.addEventListener('message', ({ data }) => live.#take(data));
    // An error is always followed by a close.
    live.#socket.addEventListener('error', () => {});
    live.closed = new Promise((resolve) => {
      live.#socket.addEventListener('close', ({ code }) => {
        live.closeCode = code;
        live.#wake();
        resolve(code);
      });
    });
    return live;
  }

  /** Sends a text. */
  send(text) {
    this.#socket.send(text);
  }

  /** The first unread frame that fits. Those before it count as read. */
  async next(fits, what = 'a frame') {
    const frames = await this.upTo(fits, what);
    return frames.at(-1);
  }

  /** Every unread frame up to and with the first that fits. */
  upTo(fits, what = 'a frame') {
    return within(this.#upTo(fits, what), what);
  }

  async #upTo(fits, what) {
    const passed = [];
    for (;;) {
      const frame = this.#unread.shift();
      if (frame === undefined) {
        if (this.closeCode !== undefined) throw new Error(`${what}: the socket closed with ${this.closeCode}`);
        await new Promise((resolve) => (this.#wake = resolve));
        continue;
      }
      passed.push(frame);
      if (fits(frame)) return passed;
    }
  }

  /** Waits until the server ends the conversation. The connection under it may last a while longer. */
  async ended() {
    await until(() => this.#socket.readyState > WebSocket.OPEN, 'the server to close');
  }

  async close() {
    this.#socket.close();
    await within(this.closed, 'the socket to close');
  }

  #take(data) {
    this.frames.push(data);
    this.#unread.push(data === 'pong' ? data : JSON.parse(data));
    this.#wake();
  }
}
