const KEYS = ['changesAt', 'channels', 'general', 'groups', 'permissions', 'reach', 'reaches', 'sets'];
const REACH_KEYS = ['all', 'assigned', 'groups', 'newClients'];

/**
 * Whether tables that came with a document are of the form that the engine writes. Its own are: these went over a wire,
 * and whatever is odd about them must not allow anything.
 */
export function areTables(tables) {
  if (!hasKeys(tables, KEYS)) return false;
  const { changesAt, permissions, general, reach, channels, groups, sets, reaches } = tables;
  const lists = [permissions, general, reach, channels, groups, sets, reaches];
  return (
    (changesAt === null || Number.isSafeInteger(changesAt)) &&
    lists.every(Array.isArray) &&
    [permissions, channels, groups].every(areNames) &&
    general.length === permissions.length &&
    reach.length === permissions.length &&
    general.every((decision) => isPlace(decision, 3)) &&
    reach.every((place) => isPlace(place, reaches.length)) &&
    sets.every((set) => set === 'all' || areSlots(set, channels.length)) &&
    reaches.every((own) => isReach(own, groups.length, sets.length))
  );
}

function isReach(reach, groups, sets) {
  if (!hasKeys(reach, REACH_KEYS) || !Array.isArray(reach.groups)) return false;
  const places = [reach.all, reach.assigned, reach.newClients];
  return (
    places.every((place) => isPlace(place, sets)) &&
    reach.groups.every((pair) => Array.isArray(pair) && pair.length === 2 && areSlots([pair[0]], groups) && isPlace(pair[1], sets))
  );
}

function hasKeys(value, keys) {
  return typeof value === 'object' && value !== null && Object.keys(value).sort().join() === keys.join();
}

function areNames(names) {
  return names.every((name) => typeof name === 'string' && name !== '') && new Set(names).size === names.length;
}

function areSlots(slots, count) {
  return Array.isArray(slots) && slots.every((slot) => isPlace(slot - 1, count));
}

function isPlace(place, count) {
  return Number.isInteger(place) && place >= 0 && place < count;
}
