// What is in the memory of a page: every string that something still holds. Chromium only: no other engine tells.

/** The strings in the heap of the page that hold this text, after what nothing holds any more is cleared away. */
export async function inMemory({ page, context }, text) {
  const session = await context.newCDPSession(page);
  const chunks = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return JSON.parse(chunks.join('')).strings.filter((string) => string.includes(text));
}
