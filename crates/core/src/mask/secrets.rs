//! What a record is known to hold, ready to be looked for.

use core::fmt;

use super::fold::{BULLET, fold, is_word};
use super::form::{Number, bare_handle};
use super::spoken;
use crate::field::FieldKind;

/// The digits by which a number is found: so many that a coincidence is one in ten million.
pub(super) const CORE_DIGITS: usize = 7;
/// A shorter number is looked for as a whole word only; one with fewer digits than this not at all.
const SHORT_DIGITS_MIN: usize = 5;
/// What holds more digits than one number can is several of them.
const NUMBER_DIGITS_MAX: usize = 16;
/// A longer value is none of its kind; looking for it would cost more than it is worth.
const WORD_CHARS_MAX: usize = 320;

/// A number that the record holds.
#[derive(Clone)]
pub(super) struct SecretNumber {
    /// The last seven digits as a number.
    pub(super) core: u32,
    /// The national digits, or all of a card.
    pub(super) digits: Vec<u8>,
    pub(super) kind: FieldKind,
}

/// A word or an address that the record holds, folded.
#[derive(Clone)]
pub(super) struct SecretWord {
    pub(super) chars: Vec<char>,
    pub(super) kind: FieldKind,
}

/// What a record is known to hold: its phone numbers, addresses, user names and the like.
///
/// A [`Lens`](super::Lens) finds them wherever they occur in that record, in every spelling.
#[derive(Clone, Default)]
pub struct Secrets {
    /// Sorted by core.
    numbers: Vec<SecretNumber>,
    /// Sorted by characters.
    words: Vec<SecretWord>,
}

impl Secrets {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// The record holds this value of this kind. What is too short to be told from other text, or is masked
    /// already, is left out.
    pub fn add(&mut self, kind: FieldKind, value: &str) {
        if holds(value, "••") {
            return;
        }
        match kind {
            FieldKind::Phone => self.add_phone(value),
            FieldKind::Card | FieldKind::NationalId => {
                let digits: Vec<u8> = fold(value).iter().filter_map(|glyph| glyph.digit()).collect();
                self.add_number(kind, digits);
            }
            FieldKind::Handle => self.add_word(kind, bare_handle(value), 3),
            FieldKind::Email if value.contains('@') || holds(value, "%40") => self.add_word(kind, value, 5),
            FieldKind::Email | FieldKind::Text => {}
            FieldKind::Iban => {
                let plain: String = value.chars().filter(|ch| is_word(*ch)).collect();
                self.add_word(kind, &plain, 15);
            }
            FieldKind::Name | FieldKind::Host(_) => self.add_word(kind, value, 4),
            FieldKind::Address => self.add_word(kind, value, 6),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.words.is_empty()
    }

    pub(super) fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    pub(super) fn has_numbers(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// The numbers that end in these seven digits.
    pub(super) fn numbers(&self, core: u32) -> &[SecretNumber] {
        let from = self.numbers.partition_point(|number| number.core < core);
        let rest = self.numbers.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|number| number.core == core).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The words that start with this character.
    pub(super) fn words(&self, first: char) -> &[SecretWord] {
        let from = self.words.partition_point(|word| word.chars.first() < Some(&first));
        let to = self.words.partition_point(|word| word.chars.first() <= Some(&first));
        self.words.get(from..to).unwrap_or_default()
    }

    fn add_phone(&mut self, value: &str) {
        let glyphs = spoken::raise(fold(value));
        let count = glyphs.iter().filter(|glyph| glyph.digit().is_some()).count();
        if count > NUMBER_DIGITS_MAX {
            // Several numbers in one field.
            for part in value.split([',', ';', '/', '|', '\n']) {
                if part.len() < value.len() {
                    self.add_phone(part);
                }
            }
            return;
        }
        let national = Number::read(&glyphs).national().to_vec();
        if national.len() >= CORE_DIGITS {
            self.add_number(FieldKind::Phone, national);
        } else if national.len() >= SHORT_DIGITS_MIN {
            let word: String = national.iter().map(|digit| char::from(b'0' + digit)).collect();
            self.add_word(FieldKind::Phone, &word, SHORT_DIGITS_MIN);
        }
    }

    fn add_number(&mut self, kind: FieldKind, digits: Vec<u8>) {
        let Some(tail) = digits.len().checked_sub(CORE_DIGITS).and_then(|from| digits.get(from..)) else {
            return;
        };
        let core = tail.iter().fold(0, |core, digit| core * 10 + u32::from(*digit));
        let at = self.numbers.partition_point(|number| number.core < core);
        let known = self
            .numbers
            .iter()
            .skip(at)
            .take_while(|number| number.core == core)
            .any(|number| number.digits == digits && number.kind == kind);
        if !known {
            self.numbers.insert(at, SecretNumber { core, digits, kind });
        }
    }

    fn add_word(&mut self, kind: FieldKind, value: &str, fewest: usize) {
        let chars: Vec<char> =
            fold(value.trim()).iter().map(|glyph| glyph.ch).filter(|ch| *ch != BULLET).collect();
        if chars.len() < fewest || chars.len() > WORD_CHARS_MAX {
            return;
        }
        let at = self.words.partition_point(|word| word.chars < chars);
        let known =
            self.words.iter().skip(at).take_while(|word| word.chars == chars).any(|word| word.kind == kind);
        if !known {
            self.words.insert(at, SecretWord { chars, kind });
        }
    }
}

/// Redacted: only how much is known.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({} numbers, {} words)", self.numbers.len(), self.words.len())
    }
}
/// `str::contains`, for short pieces: the search of the standard library is made for long ones, and would cost the
/// browser two kilobytes of WebAssembly.
fn holds(text: &str, piece: &str) -> bool {
    text.as_bytes().windows(piece.len()).any(|window| window == piece.as_bytes())
}
