import { UsherError, asUsherError } from './error.js';

/**
 * What starts one WebAssembly, once, and calls it.
 *
 * @param {(source: { module: WebAssembly.Module }) => unknown} initSync the glue's own start
 */
export function engineOf(initSync) {
  /** `undefined` before the first start; forgotten again when a start fails, so that the next one tries anew. */
  let starting;
  let wasm;

  async function start(source, locate) {
    const given = await source;
    const module = given === undefined ? await locate() : await compile(given);
    wasm = initSync({ module });
  }

  return {
    /**
     * Makes the `init` of one platform.
     *
     * @param {() => Promise<WebAssembly.Module>} locate finds and compiles the engine where that platform keeps it
     */
    starter: (locate) =>
      function init(source) {
        starting ??= start(source, locate).catch((fault) => {
          starting = undefined;
          throw fault;
        });
        return starting;
      },

    /**
     * Runs an operation of the engine. Every crossing into WebAssembly goes through here: it is where use before
     * `init` is noticed, and where errors become `UsherError`.
     */
    cross(operation) {
      if (wasm === undefined) {
        throw new UsherError('not_initialised', 'usher-access is not ready: await `init()` or `load(...)` first');
      }
      try {
        return operation();
      } catch (fault) {
        throw asUsherError(fault);
      }
    },

    /** The memory of the engine, which is another one whenever it has grown. */
    memory: () => wasm.memory.buffer,
  };
}

/** Compiles whatever a caller may hand to `init`, or a platform finds. */
export async function compile(source) {
  try {
    if (source instanceof WebAssembly.Module) return source;
    // By its form: to name `Response` alone makes Node load its whole HTTP client, which costs more than everything else.
    return await (typeof source.arrayBuffer === 'function' ? compileResponse(source) : WebAssembly.compile(source));
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
