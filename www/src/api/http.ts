import { Problem, type ProblemDocument } from "./problem";

const REQUEST_TIMEOUT_MS = 20_000;

type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

let onSignedOut: () => void = () => {};

/** Whom to tell when the edge no longer knows our session. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/**
 * One call of the edge. The session travels in an HttpOnly cookie, so nothing secret is ever in our hands.
 *
 * A change that was looked at before may name the revision of the policy it was looked at with: the edge refuses it
 * where the policy is another by now. Throws only {@link Problem}.
 */
export async function request<T>(method: Method, path: string, body?: unknown, revision?: number): Promise<T> {
  const response = await ask(method, path, body, revision);
  return response.status === 204 ? (undefined as T) : ((await readJson(response)) as T);
}

/** An answer with the revision that it belongs to: of the policy, or of what was asked for itself. */
export interface Revised<T> {
  readonly value: T;
  readonly revision: number;
}

/** Reads something together with its revision. */
export const readRevised = <T>(path: string): Promise<Revised<T>> => requestRevised("GET", path);

/** As {@link request}, with the revision that the answer has. */
export async function requestRevised<T>(method: Method, path: string, body?: unknown, before?: number): Promise<Revised<T>> {
  const response = await ask(method, path, body, before);
  const revision = Number.parseInt((response.headers.get("etag") ?? "").replace(/^W\/|"/g, ""), 10);
  const value = (await readJson(response)) as T;
  if (!Number.isFinite(revision)) throw new Problem({ status: response.status, code: "unreadable_answer" });
  return { value, revision };
}

/** Asks how a GET would begin, without what it would bring. */
export async function probe(path: string): Promise<void> {
  await ask("HEAD", path, undefined, undefined);
}

async function ask(method: Method, path: string, body: unknown, revision: number | undefined): Promise<Response> {
  const response = await send(method, path, body, revision);
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (problem.status === 401 && path !== "/v1/login") onSignedOut();
  throw problem;
}

async function send(method: Method, path: string, body: unknown, revision: number | undefined): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (revision !== undefined) headers["if-match"] = `"${revision}"`;
  const init: RequestInit = {
    method,
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    headers,
  };
  if (body !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  try {
    return await fetch(path, init);
  } catch {
    throw new Problem({ status: 0, code: "offline" });
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new Problem({ status: response.status, code: "unreadable_answer" });
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const retryAfter = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const seconds = Number.isFinite(retryAfter) ? retryAfter : null;
  let document: Partial<ProblemDocument> = {};
  try {
    document = (await response.json()) as Partial<ProblemDocument>;
  } catch {
    // A proxy in between answers in HTML; the status is all we know then.
  }
  const code = typeof document.code === "string" ? document.code : `http_${response.status}`;
  return new Problem({ ...document, status: response.status, code }, seconds);
}

/** A path with its parameters escaped. Ids only ever: no personal data goes into a URL. */
export function path(parts: readonly string[], query: Record<string, string | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.set(name, value);
  }
  const tail = search.size > 0 ? `?${search.toString()}` : "";
  return `/v1/${parts.map(encodeURIComponent).join("/")}${tail}`;
}
