//! The extension behind a phone number: `ext. 12`, `x302`, `доб. 5`, `dahili 12`, `;ext=7`.

use super::cue::{self, is_letter};
use super::vocabulary::Says;
use crate::mask::fold::Glyph;

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
    let rest = |at: usize| glyphs.get(at..).unwrap_or_default();
    let count = |at: usize, is: &dyn Fn(&Glyph) -> bool, most: usize| {
        rest(at).iter().take(most).take_while(|glyph| is(glyph)).count()
    };
    let mut at =
        to + count(to, &|glyph| matches!(glyph.ch, ' ' | ',' | ';' | '.' | '(' | '/' | '-' | '~'), GAP_MAX);
    let letters = count(at, &is_letter, 14);
    if letters == 0 {
        // `#302`
        at += count(at, &|glyph| glyph.ch == '#', 1);
        if at == to || glyphs.get(at - 1).is_none_or(|glyph| glyph.ch != '#') {
            return None;
        }
    } else {
        let word = rest(at).get(..letters)?;
        let is_x = matches!(word, [one] if matches!(one.ch, 'x' | 'х'));
        if !is_x && cue::word(word) != Some(Says::Extension) {
            return None;
        }
        at += letters;
        at += count(at, &|glyph| matches!(glyph.ch, ' ' | '.' | ':' | '=' | '#' | '№'), GAP_MAX);
    }
    let digits = count(at, &|glyph| glyph.digit().is_some(), DIGITS_MAX + 1);
    let opens = rest(to).iter().take(GAP_MAX).any(|glyph| glyph.ch == '(');
    let close = usize::from(opens && rest(at + digits).first().is_some_and(|glyph| glyph.ch == ')'));
    let end = at + digits + close;
    let ends = glyphs.get(end).is_none_or(|glyph| !is_letter(glyph) && glyph.ch != '@');
    ((1..=DIGITS_MAX).contains(&digits) && ends).then_some(end)
}
