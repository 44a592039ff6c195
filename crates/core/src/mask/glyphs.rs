//! Looking around in a row of glyphs.

use super::fold::{Glyph, is_word};

/// What stands where there is nothing: no text has it, because the fold leaves it out.
pub(super) const NOTHING: char = '\0';

/// The character here.
pub(super) fn at(glyphs: &[Glyph], at: usize) -> char {
    glyphs.get(at).map_or(NOTHING, |glyph| glyph.ch)
}

/// The character right before this place.
pub(super) fn before(glyphs: &[Glyph], place: usize) -> char {
    at(glyphs, place.wrapping_sub(1))
}

/// How many of the glyphs from here on, and no more than so many, are of this class.
pub(super) fn ahead(glyphs: &[Glyph], from: usize, most: usize, is: fn(char) -> bool) -> usize {
    let mut count = 0;
    while count < most && is(at(glyphs, from + count)) {
        count += 1;
    }
    count
}

/// How many of the glyphs before this place, and no more than so many, are of this class.
pub(super) fn behind(glyphs: &[Glyph], to: usize, most: usize, is: fn(char) -> bool) -> usize {
    let mut count = 0;
    while count < most && is(before(glyphs, to - count)) {
        count += 1;
    }
    count
}

pub(super) fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit()
}

/// Whether a folded character is part of a word and no digit.
pub(super) fn is_letter(ch: char) -> bool {
    is_word(ch) && !is_digit(ch)
}

pub(super) fn is_space(ch: char) -> bool {
    ch == ' '
}

/// The values of the decimal digits.
pub(super) fn digits(glyphs: &[Glyph]) -> Vec<u8> {
    let mut digits = Vec::new();
    for glyph in glyphs {
        digits.extend(glyph.digit());
    }
    digits
}

/// The glyphs as a text.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let mut text = String::new();
    for glyph in glyphs {
        text.push(glyph.ch);
    }
    text
}
