// What a test started is ended in reverse: the browser before its display, the server before its files.
const stacks = new WeakMap();

/**
 * Runs `end` when the test ends, before everything that was deferred earlier. One failing does not keep the rest from
 * being ended.
 *
 * @param {import('node:test').TestContext} t
 * @param {() => unknown} end
 */
export function defer(t, end) {
  const stack = stacks.get(t) ?? [];
  if (!stacks.has(t)) {
    stacks.set(t, stack);
    t.after(() => unwind(stack));
  }
  stack.push(end);
}

async function unwind(stack) {
  const faults = [];
  for (const end of stack.reverse()) {
    try {
      await end();
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, faults.map((fault) => fault.message).join('; '));
}
