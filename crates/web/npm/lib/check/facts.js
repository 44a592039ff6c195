/**
 * Whether the facts of a chat are five plain values: then they are read here. Anything else, such as a field that is
 * missing, goes to the engine, which reads strictly: a misspelt `asignee` must not pass as nobody.
 */
export function isPlain(channel, group, assignee, responsible, known) {
  return (
    typeof channel === 'string' &&
    typeof known === 'boolean' &&
    (group === null || typeof group === 'string') &&
    (assignee === null || typeof assignee === 'string') &&
    (responsible === null || typeof responsible === 'string')
  );
}

/** Bits of a chat that decide beside its channel and group: whether it is the user's, whether it is a new client's. */
export function flagsOf(me, assignee, responsible, known) {
  // Asked for null first: comparing what is null or text in one place takes V8 twice the time of the whole check.
  const mine = (assignee !== null && assignee === me) || (responsible !== null && responsible === me);
  return (mine ? 1 : 0) | (assignee === null && !known ? 2 : 0);
}
