//! What a record is known to hold, ready to be looked for.

use core::fmt;

use super::fold::{self, BULLET, fold, is_word};
use super::form::{Number, bare_handle};
use super::glyphs;
use super::hash::Index;
use super::tokens::{self, Filter, Sequence};
use crate::field::FieldKind;

/// The digits by which a number is found: so many that a coincidence is one in ten million.
pub(super) const CORE_DIGITS: usize = 7;
/// A shorter number is looked for as a whole word only; one with fewer digits than this not at all.
const SHORT_DIGITS_MIN: usize = 5;
/// What holds more digits than one number can is several of them.
const NUMBER_DIGITS_MAX: usize = 16;
/// Cards have up to nineteen digits; of what has more the last are kept.
const KEPT_DIGITS_MAX: usize = 19;
/// A longer value is none of its kind; looking for it would cost more than it is worth.
const WORD_CHARS_MAX: usize = 320;
/// Of numbers that end alike no more are told apart: whatever ends so is one of them anyway.
const ALIKE_MAX: usize = 32;

/// A number that the record holds.
#[derive(Clone)]
pub(super) struct SecretNumber {
    /// The national digits, or all of a card, as one number.
    value: u64,
    /// How many digits that are.
    pub(super) length: usize,
    pub(super) kind: FieldKind,
}

impl SecretNumber {
    /// The last seven digits, four bits for each.
    fn core(&self) -> u32 {
        let mut core = 0;
        for (at, digit) in self.backwards().take(CORE_DIGITS).enumerate() {
            core |= u32::from(digit) << (4 * at);
        }
        core
    }

    /// Its digits, the last one first.
    pub(super) fn backwards(&self) -> impl Iterator<Item = u8> {
        let mut rest = self.value;
        (0..self.length).map(move |_| {
            #[allow(clippy::cast_possible_truncation, reason = "a digit")]
            let digit = (rest % 10) as u8;
            rest /= 10;
            digit
        })
    }
}

/// A word or an address that the record holds, folded.
#[derive(Clone)]
pub(super) struct SecretWord {
    chars: (usize, usize),
    /// How many characters come before the first of its tokens.
    pub(super) lead: usize,
    pub(super) kind: FieldKind,
}

/// What a record is known to hold: its phone numbers, addresses, user names and the like.
///
/// A [`Lens`](super::Lens) finds them wherever they occur in that record, in every spelling. However many there are, a text is
/// gone through once: numbers are found by their last seven digits, words by the letters and digits they are made of.
#[derive(Clone, Default)]
pub struct Secrets {
    numbers: Vec<SecretNumber>,
    by_core: Index,
    cores: Filter,
    words: Vec<SecretWord>,
    /// The characters of all words.
    chars: Vec<char>,
    by_tokens: Index,
    /// The tokens that a word starts with.
    first: Filter,
    firsts: Index,
    /// How many tokens there are in a word: a bit for each count.
    counts: u32,
    has_ibans: bool,
}

impl Secrets {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// The record holds this value of this kind. What is too short to be told from other text, or is masked
    /// already, is left out.
    pub fn add(&mut self, kind: FieldKind, value: &str) {
        self.learn(&kind, value);
    }

    pub(super) fn learn(&mut self, kind: &FieldKind, value: &str) {
        if !value.is_ascii() && holds(value, "••") {
            return;
        }
        match kind {
            FieldKind::Phone => self.add_phone(value),
            FieldKind::Card | FieldKind::NationalId => {
                self.add_number(kind, &glyphs::digits(&fold(value)));
            }
            FieldKind::Handle => self.add_word(kind, bare_handle(value), 3),
            FieldKind::Email if value.contains('@') || holds(value, "%40") => {
                self.add_word(kind, value, 5);
            }
            FieldKind::Email | FieldKind::Text => {}
            FieldKind::Iban => {
                let mut plain = String::new();
                for ch in value.chars() {
                    if is_word(ch) {
                        plain.push(ch);
                    }
                }
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

    /// Whether no number is known that is more than a phone.
    pub(super) fn has_phones_only(&self) -> bool {
        self.numbers.iter().all(|number| number.kind == FieldKind::Phone)
    }

    pub(super) fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    pub(super) fn has_numbers(&self) -> bool {
        !self.numbers.is_empty()
    }

    pub(super) fn has_ibans(&self) -> bool {
        self.has_ibans
    }

    /// The numbers that end in these seven digits.
    pub(super) fn numbers(&self, core: u32) -> impl Iterator<Item = &SecretNumber> {
        self.by_core.with(core).filter_map(|place| self.numbers.get(place))
    }

    /// Whether a number may end in these seven digits.
    #[inline]
    pub(super) fn may_end_in(&self, core: u32) -> bool {
        self.cores.may_hold(spread(core)) && self.by_core.with(core).next().is_some()
    }

    /// Whether a word may start with this token.
    #[inline(always)]
    pub(super) fn may_start_with(&self, token: u32) -> bool {
        self.first.may_hold(token) && self.firsts.with(token).next().is_some()
    }

    /// How many tokens there are in a word: a bit for each count.
    pub(super) fn counts(&self) -> u32 {
        self.counts
    }

    /// The words that are made of these tokens.
    pub(super) fn words(&self, tokens: u32) -> impl Iterator<Item = &SecretWord> {
        self.by_tokens.with(tokens).filter_map(|place| self.words.get(place))
    }

    /// The characters of a word.
    pub(super) fn chars(&self, word: &SecretWord) -> &[char] {
        self.chars.get(word.chars.0..word.chars.1).unwrap_or_default()
    }

    fn add_phone(&mut self, value: &str) {
        let mut simple = [0; NUMBER_DIGITS_MAX];
        if let Some(number) = Number::simple(value, &mut simple) {
            let national = number.national();
            return self.add_national(national);
        }
        let mut digits = Vec::new();
        let national = Number::written(value, &mut digits).national().to_vec();
        if digits.len() <= NUMBER_DIGITS_MAX {
            return self.add_national(&national);
        }
        // Several numbers in one field.
        let mut rest = value;
        while let Some(at) = rest.bytes().position(|byte| b",;/|\n".contains(&byte)) {
            self.add_phone(rest.get(..at).unwrap_or(""));
            rest = rest.get(at + 1..).unwrap_or("");
        }
        if rest.len() < value.len() {
            self.add_phone(rest);
        }
    }

    /// The record holds a phone with these national digits.
    pub(super) fn add_national(&mut self, national: &[u8]) {
        if national.len() >= CORE_DIGITS {
            self.add_number(&FieldKind::Phone, national);
        } else if national.len() >= SHORT_DIGITS_MIN {
            let mut word = String::new();
            for digit in national {
                word.push(char::from(b'0' + digit));
            }
            self.add_word(&FieldKind::Phone, &word, SHORT_DIGITS_MIN);
        }
    }

    fn add_number(&mut self, kind: &FieldKind, digits: &[u8]) {
        if digits.len() < CORE_DIGITS {
            return;
        }
        let kept = digits.get(digits.len().saturating_sub(KEPT_DIGITS_MAX)..).unwrap_or_default();
        let mut value = 0_u64;
        for digit in kept {
            value = value.wrapping_mul(10) + u64::from(*digit);
        }
        let number = SecretNumber { value, length: kept.len(), kind: kind.clone() };
        let core = number.core();
        let mut alike = 0;
        for other in self.numbers(core) {
            alike += 1;
            if other.value == number.value && other.length == number.length && other.kind == number.kind {
                return;
            }
        }
        if alike < ALIKE_MAX {
            self.by_core.add(core, self.numbers.len());
            self.cores.add(spread(core));
            self.numbers.push(number);
        }
    }

    fn add_word(&mut self, kind: &FieldKind, value: &str, fewest: usize) {
        let from = self.chars.len();
        let trimmed = value.trim();
        for ch in trimmed.chars() {
            if !fold::is_simple(ch) {
                self.chars.truncate(from);
                for glyph in fold(trimmed) {
                    if glyph.ch != BULLET {
                        self.chars.push(glyph.ch);
                    }
                }
                break;
            }
            self.chars.push(fold::plain(ch));
        }
        if !self.add_chars(kind, from, fewest) {
            self.chars.truncate(from);
        }
    }

    /// Adds the word that the last characters are; whether it is new and one to look for.
    fn add_chars(&mut self, kind: &FieldKind, from: usize, fewest: usize) -> bool {
        let chars = self.chars.get(from..).unwrap_or_default();
        if chars.len() < fewest || chars.len() > WORD_CHARS_MAX {
            return false;
        }
        let sequence = if *kind == FieldKind::Iban {
            let Some(start) = tokens::of_iban(chars.iter().copied()) else { return false };
            Sequence { first: start, all: start, count: 0, lead: 0 }
        } else {
            let sequence = tokens::sequence(chars, *kind == FieldKind::Email);
            if sequence.count == 0 {
                return false;
            }
            sequence
        };
        let known = self.words(sequence.all).any(|word| word.kind == *kind && self.chars(word) == chars);
        if known {
            return false;
        }
        let end = self.chars.len();
        self.by_tokens.add(sequence.all, self.words.len());
        self.words.push(SecretWord { chars: (from, end), lead: sequence.lead, kind: kind.clone() });
        if *kind == FieldKind::Iban {
            self.has_ibans = true;
        } else {
            if !self.may_start_with(sequence.first) {
                self.first.add(sequence.first);
                self.firsts.add(sequence.first, 0);
            }
            self.counts |= 1 << sequence.count.min(tokens::COUNT_MAX);
        }
        true
    }
}

/// Redacted: only how much is known.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({} numbers, {} words)", self.numbers.len(), self.words.len())
    }
}

/// The digits of a core, spread over all the bits of a hash.
#[inline(always)]
fn spread(core: u32) -> u32 {
    core.wrapping_mul(0x9e37_79b1)
}

/// `str::contains`, for short pieces: the search of the standard library is made for long ones, and would cost the
/// browser two kilobytes of WebAssembly.
fn holds(text: &str, piece: &str) -> bool {
    text.as_bytes().windows(piece.len()).any(|window| window == piece.as_bytes())
}
