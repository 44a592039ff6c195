//! The letters and digits that words are made of: by them a word is found, whatever stands between.

use super::fold::{Glyph, is_word};
use super::lexicon;
use super::stem::{EMPTY, mixed};

/// A word of more tokens than this is found by its first ones.
pub(super) const COUNT_MAX: u32 = 8;

/// The country and the check digits of an account number, with two separators between each.
pub(super) const IBAN_HEAD_MAX: usize = 10;

/// What a word is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    /// The hash of the first token.
    pub(super) first: u32,
    /// The hash of all of them.
    pub(super) all: u32,
    /// How many there are.
    pub(super) count: u32,
    /// How many characters come before the first one.
    pub(super) lead: usize,
}

/// What a word is found by. In an address the signs may be written as words, which therefore do not count.
pub(super) fn sequence(chars: &[char], is_address: bool) -> Sequence {
    let mut sequence = Sequence { first: EMPTY, all: EMPTY, count: 0, lead: 0 };
    let (mut token, mut start) = (EMPTY, 0);
    for at in 0..=chars.len() {
        let ch = chars.get(at).copied().unwrap_or(' ');
        if is_word(ch) {
            if token == EMPTY {
                start = at;
            }
            token = mixed(token, u32::from(ch));
            continue;
        }
        if token != EMPTY && !(is_address && lexicon::sign(token).is_some()) {
            if sequence.count == 0 {
                sequence.first = token;
                sequence.lead = start;
            }
            sequence.all = mixed(sequence.all, token);
            sequence.count += 1;
            if sequence.count == COUNT_MAX {
                break;
            }
        }
        token = EMPTY;
    }
    sequence
}

/// What an account number is found by: the country and the check digits, whatever stands between them.
pub(super) fn of_iban(chars: impl Iterator<Item = char>) -> Option<u32> {
    // Another start than a token has, so that no word is taken for one.
    let mut key = !EMPTY;
    let mut count = 0;
    for ch in chars {
        match (count, ch) {
            (1.., ' ' | '-' | '.') => continue,
            (0 | 1, 'a'..='z') | (2 | 3, '0'..='9') => key = mixed(key, u32::from(ch)),
            _ => return None,
        }
        count += 1;
        if count == 4 {
            return Some(key);
        }
    }
    None
}

/// The same of the account number that starts at this glyph.
pub(super) fn iban_at(glyphs: &[Glyph], at: usize) -> Option<u32> {
    let head = glyphs.get(at..)?.iter().take(IBAN_HEAD_MAX);
    of_iban(head.map(|glyph| glyph.ch))
}

/// A set of hashes that may hold more than was added.
#[derive(Clone, Default)]
pub(super) struct Filter {
    /// A bit for each value of the upper twelve bits; nothing before anything was added.
    bits: Vec<u64>,
}

impl Filter {
    const WORDS: usize = 64;

    pub(super) fn add(&mut self, hash: u32) {
        if self.bits.is_empty() {
            self.bits = vec![0; Self::WORDS];
        }
        if let Some(word) = self.bits.get_mut(hash as usize >> 26) {
            *word |= 1 << (hash >> 20 & 63);
        }
    }

    #[inline(always)]
    pub(super) fn may_hold(&self, hash: u32) -> bool {
        self.bits.get(hash as usize >> 26).is_some_and(|word| word >> (hash >> 20 & 63) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, is_address: bool) -> Sequence {
        sequence(&text.chars().collect::<Vec<char>>(), is_address)
    }

    #[test]
    fn what_stands_between_does_not_count() {
        assert_eq!(of("ayşe yilmaz", false).all, of(" ayşe  -yilmaz.", false).all);
        assert_ne!(of("ayşe yilmaz", false).all, of("ayşeyilmaz", false).all);
        assert_eq!(of("a.b@c.com", true), of("a dot b (at) c dot com", true));
        assert_eq!(of("--at b", true).lead, 5);
        assert_eq!(of("a.b@c.com", true).count, 4);
        assert_eq!(of("...", false).count, 0);
    }

    #[test]
    fn account_numbers() {
        let of = |text: &str| of_iban(text.chars());
        assert_eq!(of("tr33 0006"), of("t-r 3.3"));
        assert!(of("tr33").is_some());
        assert_eq!(of("tra3"), None);
        assert_eq!(of("tr"), None);
    }
}
