// What is timed, as passes: functions that do a known amount of work and return a count that is checked.
import { filtered } from './reference.mjs';

const CHECKS_PER_PASS = 250;

/**
 * The measurements of one engine, by name: passes that are run in turn, each of so many checks, chats or handles.
 *
 * Loops are compiled afresh for each engine and measurement: in a shared one the call has seen every `can` there is,
 * is never inlined, and the fast engines read three times too slow.
 */
export function measurements(engine, workload, viewers, chats) {
  const found = { byString: byString(engine, workload, viewers), filter: byObjects(engine, workload, viewers, chats) };
  if (engine.handles) {
    found.byHandle = byHandle(engine, workload, viewers);
    if (engine.columns) found.handles = handlesMade(engine, workload, viewers, chats);
  }
  if (engine.columns) found.columns = byColumns(engine, workload, viewers, chats);
  return found;
}

function byString(engine, { checks }, viewers) {
  const asked = checks.map(({ viewer, permission, chat }) => ({ viewer: viewers[viewer], permission, chat }));
  return checkPasses('byString', engine.can, checks, asked);
}

function byHandle(engine, { checks }, viewers) {
  const { permission, chat, can } = engine.handles;
  const asked = checks.map((check) => {
    const viewer = viewers[check.viewer];
    return { viewer, permission: permission(viewer, check.permission), chat: chat(viewer, check.chat) };
  });
  return checkPasses('byHandle', can, checks, asked);
}

function checkPasses(name, can, checks, asked) {
  const make = fresh(name, ['can', 'viewers', 'permissions', 'chats'], `
    let allowed = 0;
    for (let i = 0; i < viewers.length; i += 1) if (can(viewers[i], permissions[i], chats[i])) allowed += 1;
    return allowed;`);
  const passes = [];
  for (let from = 0; from < checks.length; from += CHECKS_PER_PASS) {
    const part = asked.slice(from, from + CHECKS_PER_PASS);
    const column = (key) => part.map((one) => one[key]);
    const expected = checks.slice(from, from + CHECKS_PER_PASS).filter((check) => check.expected).length;
    const run = make(can, column('viewer'), column('permission'), column('chat'));
    passes.push({ units: part.length, expected, run });
  }
  return { passes };
}

function byObjects(engine, workload, viewers, chats) {
  const inputs = ['filter', 'viewer', 'permission', 'chats'];
  const make = fresh('filter', inputs, 'return filter(viewer, permission, chats).length;');
  const runOf = ({ viewer, permission }) => make(engine.filter, viewers[viewer], permission, chats);
  return listPasses(workload, chats, runOf);
}

/** Every list is cut from handles of the viewer, made beforehand; its chats come out as indices. */
function byColumns(engine, workload, viewers, chats) {
  const inputs = ['filter', 'viewer', 'permission', 'column', 'kept'];
  const make = fresh('columns', inputs, 'return filter(viewer, permission, column, kept);');
  const kept = new Uint32Array(chats.length);
  return listPasses(workload, chats, ({ viewer, permission }) => {
    const own = viewers[viewer];
    const column = engine.columns.pack(own, chats);
    return make(engine.columns.filter, own, engine.handles.permission(own, permission), column, kept);
  });
}

/** What a column costs before it saves anything. */
function handlesMade(engine, workload, viewers, chats) {
  const make = fresh('handles', ['pack', 'viewer', 'chats'], 'return pack(viewer, chats).length;');
  const passes = workload.lists.map(({ viewer }) => {
    const run = make(engine.columns.pack, viewers[viewer], chats);
    return { units: chats.length, expected: chats.length, run };
  });
  return { passes };
}

function listPasses({ documents, lists, moment }, chats, runOf) {
  const passes = lists.map((list) => {
    const expected = filtered(documents[list.viewer], list.permission, chats, moment).length;
    return { units: chats.length, expected, run: runOf(list) };
  });
  return { passes };
}

let made = 0;

/** A function that makes functions with this body, never compiled before. */
function fresh(name, inputs, body) {
  made += 1;
  return new Function(...inputs, `return () => { /* ${name} ${made} */ ${body} };`);
}

/**
 * The rate once it has stopped rising: the compiler works in a thread of its own, and on a busy machine it is late by
 * more than any fixed time to warm up.
 *
 * @param {() => number | Promise<number>} rateOfWindow
 */
export async function settledRate(rateOfWindow) {
  let rates = [await rateOfWindow()];
  for (let tries = 0; rates.length < 3 && tries < WARM_UP_WINDOWS_MAX; tries += 1) {
    const rate = await rateOfWindow();
    rates = rate > RISE * Math.max(...rates) ? [rate] : [...rates, rate];
  }
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

const RISE = 1.05;
const WARM_UP_WINDOWS_MAX = 10;

/**
 * Runs passes in turn until `windowMs` have gone by on the clock.
 *
 * @param {() => number} clock milliseconds
 * @returns {number} the units done
 */
export function work({ passes }, windowMs, clock) {
  const start = clock();
  let [units, turn, step] = [0, 0, 1];
  for (;;) {
    const before = clock();
    for (let count = 0; count < step; count += 1) {
      const pass = passes[turn];
      const answer = pass.run();
      if (answer !== pass.expected) throw new Error(`counted ${answer} instead of ${pass.expected}`);
      units += pass.units;
      turn = (turn + 1) % passes.length;
    }
    const now = clock();
    if (now - start >= windowMs) return units;
    // The clock is asked every few milliseconds, not more: asking costs a system call.
    if (now - before < 4) step *= 2;
  }
}
