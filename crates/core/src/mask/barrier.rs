//! Digits that a mask left standing, taken out of sight of the search.
//!
//! INVARIANT: what a mask shows is never read together with what stands beside it, or masking twice would
//! hide more than masking once.

use super::fold::{BULLET, Glyph, spells};
use super::glyphs::{ahead, before, behind, digits, is_digit, is_space};
use super::{FAST, numbering};

/// Makes bullets of the digits that belong to a mask: the code before, the last two or four after.
pub(super) fn raise(glyphs: &mut [Glyph]) {
    if FAST && !glyphs.iter().any(|glyph| is_bullet(glyph.ch)) {
        return;
    }
    let mut start = 0;
    while start < glyphs.len() {
        let length = ahead(glyphs, start, usize::MAX, is_bullet);
        if length >= 2 {
            cover_after(glyphs, start + length);
            cover_before(glyphs, start);
        }
        start += length.max(1);
    }
}

fn is_bullet(ch: char) -> bool {
    ch == BULLET
}

fn cover_after(glyphs: &mut [Glyph], end: usize) {
    let from = end + ahead(glyphs, end, 1, is_space);
    let digits = ahead(glyphs, from, 5, is_digit);
    if digits == 2 || (digits == 4 && is_card_lead(glyphs, end)) {
        cover(glyphs, from, digits);
    }
}

fn cover_before(glyphs: &mut [Glyph], start: usize) {
    let spaces = behind(glyphs, start, 1, is_space);
    let end = start - spaces;
    let from = end - behind(glyphs, end, 4, is_digit);
    let digits = digits(glyphs.get(from..end).unwrap_or_default());
    let is_code = numbering::calling_code(&digits).is_some_and(|(length, ..)| length == digits.len());
    if is_code && (spaces == 0 || before(glyphs, from) == '+') {
        cover(glyphs, from, digits.len());
    }
}

/// Whether the three groups of four bullets of a card's mask end here.
fn is_card_lead(glyphs: &[Glyph], end: usize) -> bool {
    const LEAD: &str = "•••• •••• ••••";
    // In characters.
    end.checked_sub(14).is_some_and(|from| spells(glyphs, from, LEAD.as_bytes()) == Some(end))
}

fn cover(glyphs: &mut [Glyph], from: usize, count: usize) {
    for glyph in glyphs.get_mut(from..from + count).unwrap_or_default() {
        glyph.ch = BULLET;
    }
}
