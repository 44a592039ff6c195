// Numbers of several rounds, and what is said of them.

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Samples by engine and name, one for each round: `add('casl', { filter: 2.5e6 })`. */
export class Samples {
  #engines = {};

  add(engine, values) {
    const own = (this.#engines[engine] ??= {});
    for (const [name, value] of Object.entries(values)) (own[name] ??= []).push(value);
  }

  get engines() {
    return Object.keys(this.#engines);
  }

  /** The median of the rounds, if it was measured. */
  of(engine, name) {
    const values = this.#engines[engine]?.[name];
    return values && median(values);
  }

  /** How many times that of a peer: the median of the ratios within rounds, so that a slow one counts for both. */
  ratio(engine, name, peer, peerName = name) {
    const [own, theirs] = [this.#engines[engine]?.[name], this.#engines[peer]?.[peerName]];
    return own && theirs && median(own.map((value, round) => value / theirs[round]));
  }

  /** Every sample, for the record. */
  toJSON() {
    return this.#engines;
  }
}
