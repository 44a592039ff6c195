import * as glue from '../../dist/usher_admin.js';
import { UsherError } from '../error.js';
import { stringify } from '../json.js';
import { cross } from './engine.js';

/** A team at work under some rules, in slices; documented in `admin.d.ts`. */
export class WhatIf {
  #engine;

  constructor(question) {
    const json = typeof question === 'string' ? question : stringify(question, 'whatif_malformed');
    this.#engine = cross(() => new glue.WhatIf(json));
  }

  run(steps = 20_000) {
    if (!Number.isInteger(steps) || steps < 1 || steps > 0xffffffff) {
      throw new UsherError('whatif_out_of_range', 'steps is a whole number from 1 on');
    }
    return this.#ask((engine) => engine.run(steps));
  }

  result() {
    return this.#ask((engine) => engine.result());
  }

  /** Gives the memory back; nothing can be asked afterwards. */
  close() {
    const engine = this.#engine;
    this.#engine = undefined;
    if (engine) cross(() => engine.free());
  }

  #ask(question) {
    const engine = this.#engine;
    if (!engine) throw new UsherError('whatif_closed', 'the simulation is closed');
    return cross(() => question(engine));
  }
}

export function staffing(question) {
  const json = stringify(question, 'whatif_malformed');
  return cross(() => glue.staffing(json));
}
