// One engine in a Node process of its own, where nothing that another engine did to the compiler is left:
// `node node-child.mjs <engine> <moment> <window>` prints rates as JSON.
import { agree, viewersOf } from './agree.mjs';
import { measurements, settledRate, work } from './measure.mjs';
import { workloadAt } from './workload.mjs';

const [name, moment, windowMs] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const engine = await import(`./adapters/${name}.mjs`);
const workload = workloadAt(moment);
const viewers = await viewersOf(engine, workload);
const chats = engine.slow ? workload.chats.slice(0, 500) : workload.chats;
agree(engine, workload, viewers, chats);

/** CPU time of this thread: it stands still while another process has the core. */
function clock() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const rates = {};
for (const [measurement, passes] of Object.entries(measurements(engine, workload, viewers, chats))) {
  rates[measurement] = await settledRate(() => {
    const start = clock();
    const units = work(passes, windowMs, clock);
    return (units / (clock() - start)) * 1000;
  });
}
process.stdout.write(JSON.stringify(rates));
