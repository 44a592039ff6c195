/** Texts up to this length have room for whatever they may be in UTF-8. */
const SHORT = 4096;
/** Longer than this, the platform is faster, whose call costs as much as so many characters. */
const LOOP = 24;

const encoder = new TextEncoder();

/**
 * Makes what writes texts into the memory of an engine, without a call into it or a copy on the way.
 *
 * @param {(bytes: number) => number} room makes room for so many bytes, and tells where
 * @param {() => ArrayBuffer} memory the engine's memory, another one whenever it has grown
 */
export function putter(room, memory) {
  let bytes = new Uint8Array(0);

  function ready(length) {
    // Of one long text not more is kept than of short ones. Memory that has grown leaves views of nothing behind.
    if (bytes.length < length || bytes.length > Math.max(length, 3 * SHORT)) {
      const size = Math.max(length, 3 * SHORT);
      const start = room(size);
      bytes = new Uint8Array(memory(), start, size);
    }
    return bytes;
  }

  /** Writes a text, and tells how many bytes it is. */
  return function put(text) {
    const units = text.length;
    if (units > SHORT) {
      const whole = encoder.encode(text);
      ready(whole.length).set(whole);
      return whole.length;
    }
    const into = ready(3 * units);
    if (units > LOOP) return encoder.encodeInto(text, into).written;
    let end = 0;
    for (let at = 0; at < units; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) {
        into[end] = unit;
        end += 1;
      } else if (unit < 0x800) {
        into[end] = 0xc0 | (unit >> 6);
        into[end + 1] = 0x80 | (unit & 0x3f);
        end += 2;
      } else if (unit < 0xd800 || unit > 0xdfff) {
        into[end] = 0xe0 | (unit >> 12);
        into[end + 1] = 0x80 | ((unit >> 6) & 0x3f);
        into[end + 2] = 0x80 | (unit & 0x3f);
        end += 3;
      } else {
        return encoder.encodeInto(text, into).written;
      }
    }
    return end;
  };
}
