// The loops as xtask compiled them.
import { readFileSync } from 'node:fs';

const folder = new URL('../../../target/bench/routing/', import.meta.url);
const glue = await import(new URL('usher_bench.js', folder));
const wasm = glue.initSync({ module: new WebAssembly.Module(readFileSync(new URL('usher_bench_bg.wasm', folder))) });

export const { Company, Desk } = glue;

/** How large their memory is now, in bytes. */
export const memoryBytes = () => wasm.memory.buffer.byteLength;
