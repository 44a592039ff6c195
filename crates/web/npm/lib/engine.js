import { initSync } from '../dist/usher_access.js';
import { engineOf } from './wasm.js';

/** The engine of the main entry. */
export const { starter, cross, memory } = engineOf(initSync);
