// Arcjet's detector, Rust compiled to WebAssembly. It counts in bytes of UTF-8.
import { initializeWasm } from '@arcjet/redact-wasm';

export const title = '@arcjet/redact-wasm';
export const note = 'e-mail, phone and card; it takes no region';
export const entry = "export { initializeWasm } from '@arcjet/redact-wasm';";

const KINDS = { 'credit-card-number': 'card', email: 'email', 'phone-number': 'phone' };
const entities = Object.keys(KINDS).map((tag) => ({ tag }));
const decoder = new TextDecoder();
let engine;

export async function init() {
  engine = await initializeWasm(() => [], () => undefined);
}

export function find(text) {
  const found = engine.redact(text, { entities, contextWindowSize: 1, skipCustomDetect: true, skipCustomRedact: true });
  if (found.length === 0) return [];
  const bytes = Buffer.from(text);
  const unit = (place) => decoder.decode(bytes.subarray(0, place)).length;
  return found.map(({ start, end, identifiedType }) => [unit(start), unit(end), KINDS[identifiedType.tag]]);
}
