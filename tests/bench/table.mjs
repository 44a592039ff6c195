/** Rows under headings; the first column to the left, the others to the right. */
export function table(headings, rows) {
  const all = [headings, ...rows];
  const widths = headings.map((_, place) => Math.max(...all.map((row) => row[place].length)));
  const fit = (cell, place) => (place === 0 ? cell.padEnd(widths[place]) : cell.padStart(widths[place]));
  return all.map((row) => row.map(fit).join('   ').trimEnd());
}
