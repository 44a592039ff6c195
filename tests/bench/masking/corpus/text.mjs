/** A text under construction that knows where its secrets stand, in code points. */
export class Text {
  #text = '';
  #length = 0;
  #spans = [];

  /** Adds what is no secret. */
  plain(text) {
    this.#text += text;
    this.#length += [...text].length;
    return this;
  }

  /** Adds a secret of this kind. */
  secret(text, kind) {
    const from = this.#length;
    this.plain(text);
    this.#spans.push([from, this.#length, kind]);
    return this;
  }

  /** Adds another text with its secrets. */
  append(other) {
    for (const [from, to, kind] of other.#spans) this.#spans.push([this.#length + from, this.#length + to, kind]);
    return this.plain(other.#text);
  }

  get isEmpty() {
    return this.#length === 0;
  }

  /** A line of the corpus. */
  row(region, cat, lang) {
    return { text: this.#text, region, spans: this.#spans, cat, lang };
  }
}
