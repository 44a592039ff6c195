/** What an id consists of. */
const OTHER = /[^A-Za-z0-9_.-]+/g;
const LENGTH_MAX = 64;

/** An id that says this name, and that nothing has yet; `null` where no letter of the name can stand in one. */
export function freeId(name: string, taken: readonly string[]): string | null {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ı", "i").trim();
  const id = plain.replace(OTHER, "-").replace(/^-+|-+$/g, "").slice(0, LENGTH_MAX);
  return id === "" || taken.includes(id) ? null : id;
}

/** `name-1`, or the first number that is free. */
export function numberedId(name: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
