// Everything that a window receives, so that planted numbers can be searched in it.

import { digitsOf } from '../../edge/support/spellings.mjs';

export class Received {
  frames = [];
  #bodies = [];

  /** For `prepare` of a window: keeps what it receives. */
  get record() {
    return async (window) => {
      await window.page.exposeFunction('recordFrame', (data) => this.frames.push(data));
      // Not every engine reports the frames of a socket, so the page's own sockets tell.
      await window.page.addInitScript(() => {
        globalThis.WebSocket = class extends WebSocket {
          constructor(...args) {
            super(...args);
            this.addEventListener('message', ({ data }) => globalThis.recordFrame(data));
          }
        };
      });
      window.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.frames.push(payload)));
      window.page.on('response', (response) => this.#bodies.push(bodyOf(response)));
    };
  }

  /** Once the bodies that were begun are whole. */
  async texts() {
    return [...(await Promise.all(this.#bodies)), ...this.frames];
  }
}

/** What an answer of the API holds; the console's own files are the same for everybody. */
async function bodyOf(response) {
  const isApi = new URL(response.url()).pathname.startsWith('/v1/');
  const opensSocket = response.status() === 101;
  return isApi && !opensSocket ? response.text() : '';
}

/** Every planted number that a text holds: the digits of each value by itself, for a run over two values means nothing. */
export function leaks(text, planted) {
  const values = /^[[{]/.test(text) ? strings(JSON.parse(text)) : [text];
  return planted.filter((digits) => values.some((value) => digitsOf(value).includes(digits)));
}

function strings(value) {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]);
}
