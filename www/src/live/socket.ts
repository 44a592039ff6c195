import { backoffMs } from "./backoff";
import { type Frame, parseFrame } from "./frame";

const PING_MS = 25_000;
const SILENCE_MS = 60_000;

export type Connection = "connecting" | "live" | "waiting";

export interface Listener {
  frame(frame: Frame): void;
  /** `again` once a connection came back: something may have been missed meanwhile. */
  connection(state: Connection, again: "first" | "again"): void;
}

/** One socket to the edge that comes back by itself until it is closed. */
export class LiveSocket {
  readonly #listener: Listener;
  #socket: WebSocket | null = null;
  #failures = 0;
  #opened = false;
  #closed = false;
  #heardAt = 0;
  #retry: number | undefined;
  #ping: number | undefined;

  constructor(listener: Listener) {
    this.#listener = listener;
    window.addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    window.removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    window.clearTimeout(this.#retry);
    window.clearInterval(this.#ping);
    this.#socket?.close();
    this.#socket = null;
  }

  #connect(): void {
    // A lost connection stays lost to the eye until it is back, or it would flicker with every try.
    if (this.#failures === 0 && !this.#opened) this.#listener.connection("connecting", "first");
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${window.location.host}/v1/live`);
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#hear(socket, event.data));
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #hear(socket: WebSocket, data: unknown): void {
    if (socket !== this.#socket) return;
    this.#heardAt = Date.now();
    const frame = parseFrame(data);
    if (frame === null) return;
    // The connection counts from `hello` on: only then the edge has accepted the session.
    if (frame.type === "hello") this.#greeted();
    this.#listener.frame(frame);
  }

  #greeted(): void {
    this.#failures = 0;
    this.#listener.connection("live", this.#opened ? "again" : "first");
    this.#opened = true;
    window.clearInterval(this.#ping);
    this.#ping = window.setInterval(() => this.#checkPulse(), PING_MS);
  }

  #checkPulse(): void {
    if (Date.now() - this.#heardAt > SILENCE_MS) this.#socket?.close();
    else if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send("ping");
  }

  #lost(socket: WebSocket): void {
    if (this.#closed || socket !== this.#socket) return;
    this.#socket = null;
    window.clearInterval(this.#ping);
    const wait = backoffMs(this.#failures, Math.random());
    this.#failures += 1;
    this.#listener.connection("waiting", this.#opened ? "again" : "first");
    this.#retry = window.setTimeout(() => this.#connect(), wait);
  }

  /** The network or the user came back: no reason to wait any longer. */
  readonly #hurry = (): void => {
    if (this.#closed || this.#socket !== null || document.visibilityState === "hidden") return;
    window.clearTimeout(this.#retry);
    this.#connect();
  };
}
