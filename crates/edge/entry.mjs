// The entry module of the Worker. It is JavaScript for one reason: a panic inside Rust leaves whoever waits for
// it without an answer, and a time-out written in Rust dies with it. So the waiting is limited here, on both
// sides of the object, since the two may or may not share an instance.
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import Front, { Company as Core } from "../../build/index.js";

const OBJECT_LIMIT_MS = 2_500;
// Above the object's own limit; hashing a password takes a while where many log in at once, and founding a
// company hashes many.
const LIMITS_MS = { "/v1/login": 15_000, "/v1/companies": 60_000 };
const FRONT_LIMIT_MS = 3_000;

function unavailable() {
  const problem = {
    type: "urn:usher:problem:company_unavailable",
    title: "the company can not answer right now; try again",
    status: 503,
    code: "company_unavailable",
  };
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "retry-after": "1",
    },
  });
}

async function within(limitMs, answer) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(unavailable()), limitMs);
  });
  try {
    return await Promise.race([answer(), late]);
  } catch {
    // What a panic throws where it does not leave us waiting. The runtime has logged it.
    return unavailable();
  } finally {
    clearTimeout(timer);
  }
}

export class Company extends DurableObject {
  #core;

  constructor(state, env) {
    super(state, env);
    this.#core = new Core(state, env);
  }

  fetch(request) {
    return within(OBJECT_LIMIT_MS, () => this.#core.fetch(request));
  }

  async alarm() {
    const answer = await within(OBJECT_LIMIT_MS, () => this.#core.alarm());
    // What fails the runtime tries again, later.
    if (answer.status === 503) throw new Error("alarm");
  }

  webSocketMessage(socket, message) {
    return this.#core.webSocketMessage(socket, message);
  }

  webSocketClose(socket, code, reason, wasClean) {
    return this.#core.webSocketClose(socket, code, reason, wasClean);
  }

  webSocketError(socket, error) {
    return this.#core.webSocketError(socket, error);
  }
}

export default class extends WorkerEntrypoint {
  fetch(request) {
    const limitMs = LIMITS_MS[new URL(request.url).pathname] ?? FRONT_LIMIT_MS;
    return within(limitMs, () => new Front(this.ctx, this.env).fetch(request));
  }
}
