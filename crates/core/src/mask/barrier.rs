//! Digits that a mask left standing, taken out of sight of the search.
//!
//! INVARIANT: what a mask shows is never read together with what stands beside it, or masking twice would
//! hide more than masking once.

use super::fold::{BULLET, Glyph};
use super::numbering;

/// Makes bullets of the digits that belong to a mask: the code before, the last two or four after.
pub(super) fn raise(glyphs: &mut [Glyph]) {
    let mut at = 0;
    while let Some(first) = glyphs.iter().skip(at).position(|glyph| glyph.ch == BULLET) {
        let start = at + first;
        let length = glyphs.iter().skip(start).take_while(|glyph| glyph.ch == BULLET).count();
        let end = start + length;
        if length >= 2 {
            cover_after(glyphs, end);
            cover_before(glyphs, start);
        }
        at = end;
    }
}

fn cover_after(glyphs: &mut [Glyph], end: usize) {
    let from = if glyphs.get(end).is_some_and(|glyph| glyph.ch == ' ') { end + 1 } else { end };
    let digits = glyphs.iter().skip(from).take(5).take_while(|glyph| glyph.digit().is_some()).count();
    if digits == 2 || (digits == 4 && is_card_lead(glyphs, end)) {
        cover(glyphs, from, digits);
    }
}

fn cover_before(glyphs: &mut [Glyph], start: usize) {
    let spaced = start > 0 && glyphs.get(start - 1).is_some_and(|glyph| glyph.ch == ' ');
    let end = if spaced { start - 1 } else { start };
    let digits: Vec<u8> = glyphs
        .get(..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(4)
        .map_while(|glyph| glyph.digit())
        .collect::<Vec<u8>>()
        .into_iter()
        .rev()
        .collect();
    let from = end - digits.len();
    let plus = from > 0 && glyphs.get(from - 1).is_some_and(|glyph| glyph.ch == '+');
    let is_code = numbering::calling_code(&digits).is_some_and(|(length, ..)| length == digits.len());
    if is_code && (plus || !spaced) {
        cover(glyphs, from, digits.len());
    }
}

/// Whether the three groups of four bullets of a card's mask end here.
fn is_card_lead(glyphs: &[Glyph], end: usize) -> bool {
    const LEAD: [char; 14] = ['•', '•', '•', '•', ' ', '•', '•', '•', '•', ' ', '•', '•', '•', '•'];
    end.checked_sub(LEAD.len())
        .and_then(|from| glyphs.get(from..end))
        .is_some_and(|lead| lead.iter().map(|glyph| glyph.ch).eq(LEAD))
}

fn cover(glyphs: &mut [Glyph], from: usize, count: usize) {
    for glyph in glyphs.iter_mut().skip(from).take(count) {
        glyph.ch = BULLET;
    }
}
