import { find, maskText } from "usher-access";
import type { Masking } from "../api/masking";
import { styled } from "./masking";

/** A piece of a text: plain where it has no kind. */
export interface Piece {
  text: string;
  kind: string | null;
}

/** What a hidden value looks like in a text. */
const NOTHING = "•••";

/** A text, taken apart by what is found in it. */
export function piecesOf(text: string, masking: Masking): readonly Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const { start, end, kind } of find(text, searchOf(masking))) {
    if (start > last) pieces.push({ text: text.slice(last, start), kind: null });
    pieces.push({ text: text.slice(start, end), kind });
    last = end;
  }
  return [...pieces, { text: text.slice(last), kind: null }];
}

/** The same as somebody reads it for whom everything is masked. */
export function seenBy(pieces: readonly Piece[], masking: Masking): readonly Piece[] {
  return pieces.map((piece, place) => {
    const { text, kind } = piece;
    if (kind === null) return piece;
    const style = masking.styles[kind] ?? "partial";
    if (style === "partial") return { kind, text: inContext(pieces, place, masking) ?? styled(kind, text, style) ?? NOTHING };
    return { kind, text: styled(kind, text, style) ?? NOTHING };
  });
}

/**
 * What the package makes of one piece within its text, where a value is masked as it is understood and not as it is
 * written: `ayse (at) example dot com` reads `a•••@e•••.com`. What else is found is left out of the text, so that what
 * stands between the rest of it is the mask.
 */
function inContext(pieces: readonly Piece[], place: number, masking: Masking): string | null {
  const [before, after] = [plain(pieces.slice(0, place)), plain(pieces.slice(place + 1))];
  const masked = maskText(before + (pieces[place]?.text ?? "") + after, searchOf(masking));
  const fits = masked.startsWith(before) && masked.endsWith(after) && masked.length > before.length + after.length;
  return fits ? masked.slice(before.length, masked.length - after.length) : null;
}

const plain = (pieces: readonly Piece[]) => pieces.map(({ text, kind }) => (kind === null ? text : "")).join("");

const searchOf = ({ policy, region }: Masking) => ({ policy, region });
