// One engine in a page of its own: bundled with its adapter, and driven from outside, where the time of the page's
// thread can be read.
import { agree, viewersOf } from './agree.mjs';
import { measurements, work } from './measure.mjs';
import { workloadAt } from './workload.mjs';

export function bench(engine) {
  let prepared;
  return {
    /** Agrees with the reference, then names what can be measured. */
    async prepare(moment) {
      const workload = workloadAt(moment);
      const viewers = await viewersOf(engine, workload);
      const chats = engine.slow ? workload.chats.slice(0, 500) : workload.chats;
      agree(engine, workload, viewers, chats);
      prepared = measurements(engine, workload, viewers, chats);
      return Object.keys(prepared);
    },
    /** The units of work done in about so many milliseconds. */
    run: (measurement, windowMs) => work(prepared[measurement], windowMs, () => performance.now()),
  };
}
