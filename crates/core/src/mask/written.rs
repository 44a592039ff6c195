//! The signs of an address as people write them out: `(at)`, `[dot]`, ` nokta `, ` собака `.

use super::fold::{Glyph, is_word, spells};

pub(super) const AT_WORDS: &[&str] =
    &["at", "et", "собака", "arroba", "kuyruklu", "arobase", "chiocciola", "malpa", "ät", "собачка"];
pub(super) const DOT_WORDS: &[&str] =
    &["dot", "nokta", "точка", "punto", "ponto", "point", "tchk", "тчк", "punkt", "kropka", "крапка"];

/// One past the `@` that is written here, in whatever way.
pub(super) fn at_sign(glyphs: &[Glyph], at: usize) -> Option<usize> {
    sign(glyphs, at, '@', AT_WORDS)
}

/// One past the dot that is written here, in whatever way.
pub(super) fn dot(glyphs: &[Glyph], at: usize) -> Option<usize> {
    sign(glyphs, at, '.', DOT_WORDS)
}

fn sign(glyphs: &[Glyph], at: usize, sign: char, words: &[&str]) -> Option<usize> {
    let from = skip_spaces(glyphs, at);
    let first = glyphs.get(from)?.ch;
    if first == sign {
        return Some(skip_spaces(glyphs, from + 1));
    }
    if let Some(close) = closing(first) {
        let inside = skip_spaces(glyphs, from + 1);
        let end = if glyphs.get(inside)?.ch == sign {
            inside + 1
        } else {
            words.iter().find_map(|word| word_end(glyphs, inside, word))?
        };
        let end = skip_spaces(glyphs, end);
        return (glyphs.get(end)?.ch == close).then(|| skip_spaces(glyphs, end + 1));
    }
    // A bare word stands apart from what is before and after it.
    if from == at {
        return None;
    }
    let end = words.iter().find_map(|word| word_end(glyphs, from, word))?;
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
    at + glyphs.iter().skip(at).take(3).take_while(|glyph| matches!(glyph.ch, ' ' | '\n')).count()
}

/// One past this word, where it stands here as a whole.
fn word_end(glyphs: &[Glyph], at: usize, word: &str) -> Option<usize> {
    let end = spells(glyphs, at, word.as_bytes())?;
    (!glyphs.get(end).is_some_and(|glyph| is_word(glyph.ch))).then_some(end)
}

/// Whether this word stands for one of the signs.
pub(super) fn is_sign(word: impl Iterator<Item = char> + Clone) -> bool {
    AT_WORDS.iter().chain(DOT_WORDS).any(|known| known.chars().eq(word.clone()))
}
