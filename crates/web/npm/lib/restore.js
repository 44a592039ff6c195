/**
 * A masked record in the shape of its original: the keys in their order, and each number that was left alone exactly as
 * it was. JSON keeps neither on its way through the engine, which orders keys and may round the last digit.
 */
export function restore(original, masked) {
  if (typeof masked === 'number') return typeof original === 'number' ? original : masked;
  if (!isObject(masked) || !isObject(original) || typeof original.toJSON === 'function') return masked;
  if (Array.isArray(masked)) return masked.map((item, place) => restore(original[place], item));
  const kept = Object.keys(original).filter((key) => Object.hasOwn(masked, key));
  // A key that holds a number is masked too, and comes last.
  const renamed = Object.keys(masked).filter((key) => !Object.hasOwn(original, key));
  return Object.fromEntries([
    ...kept.map((key) => [key, restore(original[key], masked[key])]),
    ...renamed.map((key) => [key, masked[key]]),
  ]);
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}
