//! Numbers spelled out digit by digit: `beş üç iki …`, `nine one two …`.

use super::fold::{Glyph, is_word};

/// The words of each digit in Turkish, Russian, English, Spanish and Portuguese, folded.
const DIGITS: [&[&str]; 10] = [
    &["sıfır", "ноль", "нуль", "zero", "cero", "oh"],
    &["bir", "один", "одна", "one", "uno", "una", "um", "uma"],
    &["iki", "два", "две", "two", "dos", "dois", "duas"],
    &["üç", "uc", "три", "three", "tres", "três"],
    &["dört", "dort", "четыре", "four", "cuatro", "quatro"],
    &["beş", "bes", "пять", "five", "cinco"],
    &["altı", "шесть", "six", "seis", "meia"],
    &["yedi", "семь", "seven", "siete", "sete"],
    &["sekiz", "восемь", "eight", "ocho", "oito"],
    &["dokuz", "девять", "nine", "nueve", "nove"],
];
/// So many in a row are a number and not a way of speaking.
const RUN_MIN: usize = 5;
const WORD_MAX: usize = 7;

/// Puts a digit in the place of each number word, where enough of them follow one another.
pub(super) fn raise(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let words = number_words(&glyphs);
    let mut runs: Vec<&[Word]> = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let length = 1 + rest.windows(2).take_while(|pair| follows(&glyphs, pair)).count();
        let (run, after) = rest.split_at(length);
        if length >= RUN_MIN {
            runs.push(run);
        }
        rest = after;
    }
    if runs.is_empty() {
        return glyphs;
    }
    let mut out = Vec::with_capacity(glyphs.len());
    let mut from = 0;
    for word in runs.into_iter().flatten() {
        out.extend_from_slice(glyphs.get(from..word.first).unwrap_or_default());
        if let (Some(first), Some(last)) = (glyphs.get(word.first), glyphs.get(word.end - 1)) {
            out.push(Glyph { ch: char::from(b'0' + word.value), start: first.start, end: last.end });
        }
        from = word.end;
    }
    out.extend_from_slice(glyphs.get(from..).unwrap_or_default());
    out
}

struct Word {
    value: u8,
    first: usize,
    end: usize,
}

fn number_words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        let length = glyphs.iter().skip(at).take_while(|glyph| is_word(glyph.ch)).count();
        if (2..=WORD_MAX).contains(&length)
            && let Some(value) = value_of(glyphs.get(at..at + length).unwrap_or_default())
        {
            words.push(Word { value, first: at, end: at + length });
        }
        at += length.max(1);
    }
    words
}

fn value_of(word: &[Glyph]) -> Option<u8> {
    // The fold writes a dotless i as a dotted one, and so must the table.
    let same = |known: &str| {
        known.chars().map(|ch| if ch == 'ı' { 'i' } else { ch }).eq(word.iter().map(|glyph| glyph.ch))
    };
    let value = DIGITS.iter().position(|words| words.iter().any(|known| same(known)))?;
    u8::try_from(value).ok()
}

/// Whether nothing but a few spaces and commas stands between two words.
fn follows(glyphs: &[Glyph], pair: &[Word]) -> bool {
    let [before, after] = pair else { return false };
    let gap = glyphs.get(before.end..after.first).unwrap_or_default();
    gap.len() <= 3 && gap.iter().all(|glyph| matches!(glyph.ch, ' ' | ',' | '-' | '.' | '\n' | '/'))
}
