import { initSync } from '../dist/usher_access.js';
import { UsherError, asUsherError } from './error.js';

/** `undefined` before the first start; forgotten again when a start fails, so that the next one tries anew. */
let starting;
let ready = false;

/**
 * Makes the `init` of one platform.
 *
 * @param {() => Promise<WebAssembly.Module>} locate finds and compiles the engine where that platform keeps it
 */
export function starter(locate) {
  return function init(source) {
    starting ??= start(source, locate).catch((fault) => {
      starting = undefined;
      throw fault;
    });
    return starting;
  };
}

async function start(source, locate) {
  const given = await source;
  const module = given === undefined ? await locate() : await compile(given);
  initSync({ module });
  ready = true;
}

/** Compiles whatever a caller may hand to `init`, or a platform finds. */
export async function compile(source) {
  try {
    if (source instanceof WebAssembly.Module) return source;
    if (typeof Response === 'function' && source instanceof Response) return await compileResponse(source);
    return await WebAssembly.compile(source);
  } catch (fault) {
    throw unavailable('the WebAssembly of usher-access could not be compiled', fault);
  }
}

async function compileResponse(response) {
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  const type = response.headers.get('content-type') ?? '';
  // Streaming wants exactly this type, and many small servers do not know it.
  return type.startsWith('application/wasm') && WebAssembly.compileStreaming
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** The error of an engine that cannot be had. */
export function unavailable(message, cause) {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new UsherError('engine_unavailable', message + reason, { cause });
}

/**
 * Runs an operation of the engine. Every crossing into WebAssembly goes through here: it is where use before
 * `init` is noticed, and where errors become `UsherError`.
 */
export function cross(operation) {
  if (!ready) {
    throw new UsherError('not_initialised', 'usher-access is not ready: await `init()` or `load(...)` first');
  }
  try {
    return operation();
  } catch (fault) {
    throw asUsherError(fault);
  }
}
