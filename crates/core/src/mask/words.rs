//! Lists of words in one text, each with a space behind it: a list of texts would weigh eight bytes more a word.

use super::fold::{Glyph, spells};

/// The first word, and what follows it.
pub(super) fn first(list: &str) -> Option<(&[u8], &str)> {
    let end = list.bytes().position(|byte| byte == b' ')?;
    Some((list.as_bytes().get(..end)?, list.get(end + 1..)?))
}

/// Whether the glyphs of this stretch spell one of the words.
pub(super) fn hold(list: &str, glyphs: &[Glyph], from: usize, to: usize) -> bool {
    let mut list = list;
    while let Some((word, rest)) = first(list) {
        if spells(glyphs, from, word) == Some(to) {
            return true;
        }
        list = rest;
    }
    false
}

/// Whether this text is one of the words.
pub(super) fn has(list: &str, text: &str) -> bool {
    let mut list = list;
    while let Some((word, rest)) = first(list) {
        if word == text.as_bytes() {
            return true;
        }
        list = rest;
    }
    false
}
