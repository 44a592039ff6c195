//! The signs of an address as people write them out: `(at)`, `[dot]`, ` nokta `, ` собака `.

use super::fold::{Glyph, is_word};
use super::glyphs::{self, ahead};
use super::lexicon;
use super::stem::{EMPTY, mixed};

pub(super) const AT_WORDS: &str = "at et собака arroba kuyruklu arobase chiocciola malpa ät собачка";
pub(super) const DOT_WORDS: &str = "dot nokta точка punto ponto point tchk тчк punkt kropka крапка";
/// None of them has more letters.
const WORD_MAX: usize = 10;

/// One past the `@` that is written here, in whatever way.
pub(super) fn at_sign(glyphs: &[Glyph], at: usize) -> Option<usize> {
    sign(glyphs, at, '@')
}

/// One past the dot that is written here, in whatever way.
pub(super) fn dot(glyphs: &[Glyph], at: usize) -> Option<usize> {
    sign(glyphs, at, '.')
}

fn sign(glyphs: &[Glyph], at: usize, sign: char) -> Option<usize> {
    let from = skip_spaces(glyphs, at);
    let first = glyphs::at(glyphs, from);
    if first == sign {
        return Some(skip_spaces(glyphs, from + 1));
    }
    if let Some(close) = closing(first) {
        let inside = skip_spaces(glyphs, from + 1);
        let end =
            if glyphs::at(glyphs, inside) == sign { inside + 1 } else { word_end(glyphs, inside, sign)? };
        let end = skip_spaces(glyphs, end);
        return (glyphs::at(glyphs, end) == close).then(|| skip_spaces(glyphs, end + 1));
    }
    // A bare word stands apart from what is before and after it.
    if from == at {
        return None;
    }
    let end = word_end(glyphs, from, sign)?;
    let after = skip_spaces(glyphs, end);
    (after > end).then_some(after)
}

fn closing(open: char) -> Option<char> {
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        '<' => Some('>'),
        '_' | '-' | '*' => Some(open),
        _ => None,
    }
}

fn skip_spaces(glyphs: &[Glyph], at: usize) -> usize {
    at + ahead(glyphs, at, 3, |ch| matches!(ch, ' ' | '\n'))
}

/// One past the word for this sign, where one stands here as a whole.
fn word_end(glyphs: &[Glyph], from: usize, sign: char) -> Option<usize> {
    let length = ahead(glyphs, from, WORD_MAX + 1, is_word);
    let mut hash = EMPTY;
    for glyph in glyphs.get(from..from + length)? {
        hash = mixed(hash, u32::from(glyph.ch));
    }
    (lexicon::sign(hash) == Some(sign)).then_some(from + length)
}
