// A client of the API that keeps a cookie, sees every byte, and sends what it is told, also what no browser would.

import http from 'node:http';
import { PATIENCE_MS } from './wait.mjs';

/** Taps get every answer, whole: `{ method, path, status, rawHeaders, bytes }`. */
export class Client {
  #server;
  #agent = new http.Agent({ keepAlive: true });
  #taps = [];

  /** The `Cookie` header, or nothing. */
  cookie;

  constructor(server) {
    this.#server = server;
    // An idle connection would keep the test process alive.
    this.#agent.on('free', (socket) => socket.unref());
  }

  get server() {
    return this.#server;
  }

  tap(listener) {
    this.#taps.push(listener);
  }

  get(path, options) {
    return this.request('GET', path, options);
  }

  /** Sends `body` as JSON; bytes and texts go as they are. */
  post(path, body, options) {
    return this.request('POST', path, { body, ...options });
  }

  patch(path, body, options) {
    return this.request('PATCH', path, { body, ...options });
  }

  /**
   * @param {{ body?: unknown, headers?: Record<string, string>, beginning?: Buffer }} options `beginning` is sent as the
   *   beginning of a body that never ends, chunked unless `headers` announce a length
   */
  async request(method, path, { body, headers = {}, beginning } = {}) {
    const bytes = encode(body);
    const sent = { host: `localhost:${this.#server.port}` };
    if (this.cookie) sent.cookie = this.cookie;
    if (bytes) Object.assign(sent, { 'content-type': 'application/json', 'content-length': String(bytes.length) });
    Object.assign(sent, headers);
    const target = { host: '127.0.0.1', port: this.#server.port, agent: this.#agent, method, path, headers: sent };
    const response = await exchange(target, bytes, beginning);
    this.#remember(response.headers['set-cookie'] ?? []);
    for (const tap of this.#taps) tap(response);
    return response;
  }

  #remember(cookies) {
    for (const text of cookies) {
      const pair = text.split(';', 1)[0];
      this.cookie = /;\s*max-age=0\b/i.test(text) ? undefined : pair;
    }
  }
}

function encode(body) {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function exchange(target, bytes, beginning) {
  return new Promise((resolve, reject) => {
    const request = http.request(target);
    request.setTimeout(PATIENCE_MS, () => request.destroy(new Error(`${target.method} ${target.path}: no answer`)));
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (beginning) request.destroy();
        resolve(new Answer(target, response, Buffer.concat(chunks)));
      });
    });
    if (beginning) request.write(beginning);
    else request.end(bytes);
  });
}

/** An answer as it came. */
class Answer {
  constructor({ method, path }, response, bytes) {
    this.method = method;
    this.path = path;
    this.status = response.statusCode;
    this.headers = response.headers;
    this.rawHeaders = response.rawHeaders;
    this.bytes = bytes;
  }

  get text() {
    return this.bytes.toString('utf8');
  }

  get json() {
    return JSON.parse(this.text);
  }
}
