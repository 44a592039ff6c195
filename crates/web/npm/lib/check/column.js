import { isOwn } from './handle.js';
import { SLOT_MAX } from './slots.js';

/** A row of a table, laid out for columns of handles: an entry for every slot that a handle can hold. */
export class Row {
  /** Of the permission with this slot; made once. */
  static of(table, slot) {
    const start = table.row(slot);
    const own = table.columns.get(start) ?? new Row(table, start);
    table.columns.set(start, own);
    return own;
  }

  constructor(table, start) {
    const { cells, gates, gateMask } = table;
    this.cells = new Uint8Array(SLOT_MAX + 1).fill(cells[start]);
    this.cells.set(cells.subarray(start, start + Math.min(table.mask, SLOT_MAX) + 1));
    this.gates = new Int32Array(SLOT_MAX + 1);
    this.gates.set(gates.subarray(cells[start - 1], cells[start - 1] + Math.min(gateMask, SLOT_MAX) + 1));
    this.isGated = this.gates.some((set) => set !== 0);
    this.sets = table.sets;
  }

  /** Writes the places of what is allowed in a column into `out`, in order; how many there are. */
  select(column, salt, out) {
    return this.isGated ? this.#gated(column, salt, out) : this.#plain(column, salt, out);
  }

  // Without branches: what is allowed of a list is as good as random, and a wrong guess costs more than the rest.
  #plain(column, salt, out) {
    const { cells } = this;
    let count = 0;
    for (let place = 0; place < column.length; place += 1) {
      const chat = column[place] ^ salt;
      out[count] = place;
      count += (cells[(chat >>> 2) & SLOT_MAX] >>> (chat & 3)) & Number(isOwn(chat));
    }
    return count;
  }

  #gated(column, salt, out) {
    const { cells, gates, sets } = this;
    let count = 0;
    for (let place = 0; place < column.length; place += 1) {
      const chat = column[place] ^ salt;
      const slot = (chat >>> 2) & SLOT_MAX;
      const set = gates[(chat >>> 12) & SLOT_MAX];
      out[count] = place;
      count += ((cells[slot] >>> (chat & 3)) | (sets[set + (slot >>> 5)] >>> (slot & 31))) & Number(isOwn(chat));
    }
    return count;
  }
}
