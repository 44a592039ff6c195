// How well a finder does: which secrets it finds, what can still be read, what it hides in vain.

/** Two spans are about the same thing when they share at least half of what both cover. */
const SAME = 0.5;
const GROUPS = [[/_(pos|neg)$/, 'prose'], [/_ids$/, 'ids'], [/_obf$/, 'obfuscated'], [/_person$/, 'national ids'], [/^real$/, 'by hand']];

/** The group that a file belongs to; one of an unknown name is a group of its own. */
export function groupOf(file) {
  return GROUPS.find(([pattern]) => pattern.test(file))?.[1] ?? file;
}

/**
 * Counts by group and by category. Spans of rows are in code points, those that were found in UTF-16 units.
 *
 * @param {Record<string, {text: string, spans: [number, number, string][], cat: string}[]>} files
 * @param {Record<string, [number, number, string][][]>} found by file, for each row
 */
export function score(files, found) {
  const groups = {};
  const categories = {};
  for (const [file, rows] of Object.entries(files)) {
    rows.forEach((row, at) => {
      const line = judged(row, found[file][at]);
      add((groups[groupOf(file)] ??= blank()), line);
      add((categories[`${file} ${row.cat}`] ??= blank()), line);
    });
  }
  return { groups, categories };
}

const blank = () => ({ gold: 0, hit: 0, predicted: 0, good: 0, holding: 0, leaking: 0, empty: 0, alarmed: 0 });

function add(counts, line) {
  for (const [name, count] of Object.entries(line)) counts[name] += count;
}

function judged({ text, spans }, found) {
  const letters = [...text];
  const predicted = inCodePoints(text, found);
  const hidden = new Uint8Array(letters.length);
  for (const [from, to] of predicted) hidden.fill(1, Math.max(0, from), to);
  const meets = (one, other) => overlap(one, other) >= SAME;
  return {
    gold: spans.length,
    hit: spans.filter((span) => predicted.some((one) => one[2] === span[2] && meets(one, span))).length,
    predicted: predicted.length,
    good: predicted.filter((one) => spans.some((span) => meets(one, span))).length,
    holding: Number(spans.length > 0),
    leaking: Number(spans.some((span) => leaks(letters, span, hidden))),
    empty: Number(spans.length === 0),
    alarmed: Number(spans.length === 0 && predicted.length > 0),
  };
}

function overlap([a, b], [c, d]) {
  const shared = Math.min(b, d) - Math.max(a, c);
  return shared <= 0 ? 0 : shared / (Math.max(b, d) - Math.min(a, c));
}

const isDigit = (letter) => /\p{N}/u.test(letter);

/** Whether what is left of a secret is of use to somebody: the bounds are those of what our own masks show. */
function leaks(letters, [from, to, kind], hidden) {
  const places = Array.from({ length: to - from }, (_, at) => from + at);
  const left = places.filter((at) => !hidden[at]).map((at) => letters[at]);
  const digits = left.filter(isDigit).length;
  if (kind === 'email') return nameIsWhole(letters, from, to, hidden);
  if (kind === 'card') return digits > 10;
  if (kind === 'iban') return left.filter((letter) => isDigit(letter) || /\p{L}/u.test(letter)).length > 8;
  if (places.filter((at) => isDigit(letters[at])).length >= 4) return digits >= 5;
  // Written in words.
  return left.join('').split(/\s+/).filter(Boolean).length >= 5;
}

/** Whether nothing of the part before the at is hidden. */
function nameIsWhole(letters, from, to, hidden) {
  for (let at = from; at < to && /[\p{L}\p{N}._+'-]/u.test(letters[at]); at += 1) if (hidden[at]) return false;
  return true;
}

function inCodePoints(text, spans) {
  if (spans.length === 0 || !/[\ud800-\udfff]/.test(text)) return spans;
  const before = (unit) => [...text.slice(0, unit)].length;
  return spans.map(([from, to, kind]) => [before(from), before(to), kind]);
}

/** Shares in percent; `undefined` where there is nothing to count. */
export function shares({ gold, hit, predicted, good, holding, leaking, empty, alarmed }) {
  const percent = (part, whole) => (whole ? (100 * part) / whole : undefined);
  const [recall, precision] = [percent(hit, gold), percent(good, predicted)];
  const f1 = recall && precision ? (2 * recall * precision) / (recall + precision) : undefined;
  return { f1, recall, precision, leak: percent(leaking, holding), alarm: percent(alarmed, empty) };
}
