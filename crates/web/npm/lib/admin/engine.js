import { initSync } from '../../dist/usher_admin.js';
import { engineOf } from '../wasm.js';

/** The engine of the admin entry. */
export const { starter, cross } = engineOf(initSync);
