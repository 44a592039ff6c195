// The routing engine of the package as a program for simulators: `node engine.mjs [--backup]`. One event a line comes in,
// one line with commands goes out; the protocol is in README.md beside this file.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { init, Routing } from 'usher-access/admin';
import { Adapter } from './adapter.mjs';

const { values: asked } = parseArgs({ options: { backup: { type: 'boolean', default: false } } });
await init();
const adapter = new Adapter(new Routing(), asked);
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify({ cmds: adapter.on(JSON.parse(line)) })}\n`);
}
