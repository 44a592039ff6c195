//! When two ways of writing a value mean the same.

use super::detect::bare;
use super::fold::{Glyph, fold, is_spaceless, is_word};
use super::form::Number;

/// No number has fewer digits without its calling code.
const NATIONAL_MIN: usize = 5;
/// No number has more digits, its calling code included, with some to spare for those that are written wrongly.
const NUMBER_MAX: usize = 18;

/// A text as it reads: lower case, with look-alikes, links and invisible characters taken for what they stand for.
///
/// ```
/// assert_eq!(usher_core::mask::folded("ＡＹＳＥ%40Example.com"), "ayse@example.com");
/// ```
pub fn folded(text: &str) -> String {
    fold(text).iter().map(|glyph| glyph.ch).collect()
}

/// The words of a text as they read, without accents; each character of a script that writes no spaces is one.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for glyph in fold(text) {
        if is_word(glyph.ch) && !is_spaceless(glyph.ch) {
            word.push(bare(glyph.ch));
            continue;
        }
        if !word.is_empty() {
            words.push(core::mem::take(&mut word));
        }
        if is_word(glyph.ch) {
            words.push(glyph.ch.into());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A phone number as it is dialled.
#[derive(Clone, PartialEq, Eq)]
pub struct Dialled {
    /// The digits of the calling code; none: it is not written.
    pub code: Option<String>,
    /// The digits after it, without a trunk prefix.
    pub national: String,
}

/// The numbers that a text may be, all of it: none where there is anything else in it, two where it can not be told
/// whether it begins with a calling code.
///
/// ```
/// use usher_core::mask::dialled;
/// for same in ["+90 532 123 45 67", "0090 (532) 123-45-67"] {
///     let [number] = &*dialled(same) else { panic!() };
///     assert_eq!((number.code.as_deref(), &*number.national), (Some("90"), "5321234567"));
/// }
/// assert_eq!(dialled("0532 123 45 67")[0].national, "5321234567");
/// assert_eq!(dialled("905321234567").len(), 2);
/// assert!(dialled("order 905321234567").is_empty());
/// ```
pub fn dialled(text: &str) -> Vec<Dialled> {
    let glyphs = fold(text.trim());
    let count = glyphs.iter().filter(|glyph| glyph.digit().is_some()).count();
    if !(NATIONAL_MIN..=NUMBER_MAX).contains(&count) || glyphs.iter().any(|glyph| !dials(*glyph)) {
        return Vec::new();
    }
    let mut read = Vec::new();
    let number = Number::read(&glyphs, &mut read);
    let code = number.code().map(written);
    let read = Dialled { code, national: written(number.national()) };
    let mut all = Vec::with_capacity(2);
    if read.code.is_some() && !says_so(&glyphs) {
        all.push(Dialled { code: None, national: written(&digits(&glyphs)) });
    }
    all.insert(0, read);
    all.retain(|one| one.national.len() >= NATIONAL_MIN);
    all
}

/// Whether a number that begins like this begins with a calling code beyond doubt.
fn says_so(glyphs: &[Glyph]) -> bool {
    glyphs
        .iter()
        .find(|glyph| glyph.digit().is_some() || glyph.ch == '+')
        .is_some_and(|first| first.ch == '+')
        || digits(glyphs).starts_with(&[0, 0])
}

/// Whether this may stand in a number.
fn dials(glyph: Glyph) -> bool {
    glyph.digit().is_some() || !is_word(glyph.ch)
}

fn digits(glyphs: &[Glyph]) -> Vec<u8> {
    glyphs.iter().filter_map(|glyph| glyph.digit()).collect()
}

fn written(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(Option<&str>, &str)]) {
        let read = dialled(text);
        let read: Vec<_> = read.iter().map(|one| (one.code.as_deref(), &*one.national)).collect();
        assert_eq!(read, expect, "{text}");
    }

    #[test]
    fn one_number_in_many_spellings() {
        let known = [(Some("90"), "5321234567")];
        for text in [
            "+905321234567",
            " +90 (0532) 123-45-67",
            "00 90 532 123 45 67",
            "%2B905321234567",
            "+９０ ５３２ 1234567",
        ] {
            check(text, &known);
        }
        for text in ["0532 123 45 67", "5321234567", "(0532) 123.45.67", "٠٥٣٢١٢٣٤٥٦٧"] {
            check(text, &[(None, "5321234567")]);
        }
        check("90 532 123 45 67", &[(Some("90"), "5321234567"), (None, "905321234567")]);
        check("8 912 123-45-67", &[(None, "9121234567")]);
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "1234", "a5321234567", "0532 123 45 67 ext 5", "1234567890123456789", "•••"] {
            check(text, &[]);
        }
    }
}
