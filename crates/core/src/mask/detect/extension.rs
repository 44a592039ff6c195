//! The extension behind a phone number: `ext. 12`, `x302`, `доб. 5`, `dahili 12`, `;ext=7`.

use super::cue;
use super::vocabulary::Says;
use crate::mask::fold::Glyph;
use crate::mask::glyphs::{ahead, at, is_digit, is_letter};

/// Between a number and the word, and between the word and the extension, there is no more than this.
const GAP_MAX: usize = 3;
/// No extension has more digits.
const DIGITS_MAX: usize = 7;

/// One past the extension that follows a number which ends here, or the end of the number itself.
pub(super) fn end(glyphs: &[Glyph], to: usize) -> usize {
    let mut end = to;
    // `x302/x2303`: two of them.
    for _ in 0..2 {
        match one(glyphs, end) {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

fn one(glyphs: &[Glyph], to: usize) -> Option<usize> {
    let is_gap = |ch: char| matches!(ch, ' ' | ',' | ';' | '.' | '(' | '/' | '-' | '~');
    let is_lead = |ch: char| matches!(ch, ' ' | '.' | ':' | '=' | '#' | '№');
    let gap = ahead(glyphs, to, GAP_MAX, is_gap);
    let mut from = to + gap;
    let letters = ahead(glyphs, from, 14, is_letter);
    if letters > 0 {
        let word = glyphs.get(from..from + letters)?;
        let is_x = letters == 1 && matches!(at(glyphs, from), 'x' | 'х');
        if !is_x && cue::word(word) != Some(Says::Extension) {
            return None;
        }
        from += letters;
        from += ahead(glyphs, from, GAP_MAX, is_lead);
    } else if at(glyphs, from) == '#' {
        // `#302`
        from += 1;
    } else {
        return None;
    }
    let digits = ahead(glyphs, from, DIGITS_MAX + 1, is_digit);
    let mut end = from + digits;
    let opens = glyphs.get(to..to + gap)?.iter().any(|glyph| glyph.ch == '(');
    if opens && at(glyphs, end) == ')' {
        end += 1;
    }
    let next = at(glyphs, end);
    ((1..=DIGITS_MAX).contains(&digits) && !is_letter(next) && next != '@').then_some(end)
}
