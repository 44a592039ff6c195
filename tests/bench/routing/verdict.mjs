// What was promised of the engine, beside what was measured.
import { median, ratio } from './report.mjs';

const MB = 2 ** 20;

/** Lines of what is met and what is missed: `{ met, text }`. */
export function verdicts({ speed, memory }) {
  const million = 1e3 / median(speed[10_000].engine);
  const growth = ratio(speed[100_000].engine, speed[10_000].engine);
  const bytes = memory.full / MB;
  return [
    { met: million >= 1, text: `10,000 people, decisions with reasons: ${million.toFixed(2)} million a second, at least 1` },
    { met: growth <= 1.3, text: `cost of a decision at 100,000 people: ×${growth.toFixed(2)} that at 10,000, at most ×1.3` },
    { met: memory.open === memory.chats && bytes <= 64, text: `100,000 people and 1,000,000 open chats: ${bytes.toFixed(1)} MB, at most 64` },
  ];
}
