/** Texts up to this length have room for whatever they may be in UTF-8. */
const SHORT = 4096;
/** Longer than this, asking the platform costs less than it saves. */
const LOOP = 256;

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
    let at = 0;
    let end = 0;
    for (const last = Math.min(units, LOOP); at < last; at += 1) {
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
        const low = unit < 0xdc00 ? text.charCodeAt(at + 1) : 0;
        // Half a character is left to the platform.
        if (!(low >= 0xdc00 && low <= 0xdfff)) break;
        const code = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
        into[end] = 0xf0 | (code >> 18);
        into[end + 1] = 0x80 | ((code >> 12) & 0x3f);
        into[end + 2] = 0x80 | ((code >> 6) & 0x3f);
        into[end + 3] = 0x80 | (code & 0x3f);
        end += 4;
        at += 1;
      }
    }
    return at >= units ? end : end + encoder.encodeInto(text.slice(at), into.subarray(end)).written;
  };
}
