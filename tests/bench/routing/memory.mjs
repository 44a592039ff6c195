// What a company takes in WebAssembly: `node memory.mjs <people> <chats>`. A process of its own, for memory only grows.
import { Company, memoryBytes } from './loops.mjs';

const [people, chats] = process.argv.slice(2).map(Number);
const empty = memoryBytes();
const company = Company.new(people, chats);
const staffed = memoryBytes();
const open = company.open(chats);
process.stdout.write(JSON.stringify({ people, chats, open, empty, staffed, full: memoryBytes() }));
