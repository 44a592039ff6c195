//! The words that the search knows, and what each of them means: one table of hashes, made by the compiler.
//!
//! A hash is cut down to twenty-five bits, of which nine are its place. So one word in thirty thousand is taken for
//! one of the table, which costs a point or two in what is weighed; the words themselves would weigh twice as much.

use super::detect::vocabulary::{self, Says};
use super::stem::{EMPTY, mixed, next};
use super::{FAST, spoken, written};

/// What a stem that is a whole word ends with.
const WHOLE: u32 = '$' as u32;
/// What ends a number word, and a word for a sign; they may be stems, too.
const NUMBER: u32 = '#' as u32;
const SIGN: u32 = '@' as u32;
/// What the words for signs mean.
const AT: u8 = 10;
const DOT: u8 = 11;
/// Meanings from here on are the lists of number words; those below are what a stem says.
const FIRST_NUMBER: u8 = 16;

/// A power of two, so that about two words share a place.
const PLACES: usize = 512;
const COUNT: usize = count();

static TABLE: Table = table();

/// How many of the upper bits of a hash choose its bit in the filter.
const FILTER_BITS: u32 = 14;
/// A bit for each hash that may be known, which most are not: 2 KB.
static FILTER: [u64; if FAST { 1 << (FILTER_BITS - 6) } else { 0 }] = filter();

struct Table {
    /// How far the first word of each place is from where it were if all places held as many.
    skews: [i8; PLACES + 1],
    /// Sixteen bits of the hash of each word.
    prints: [u16; COUNT],
    meanings: [u8; COUNT],
}

/// What the stem with this hash says.
pub(super) fn says(hash: u32) -> Option<Says> {
    Says::of(meaning(hash))
}

/// What the word with this hash says where it ends here.
pub(super) fn says_whole(hash: u32) -> Option<Says> {
    says(mixed(hash, WHOLE))
}

/// In which of the lists of number words the word with this hash is.
pub(super) fn number(hash: u32) -> Option<usize> {
    meaning(mixed(hash, NUMBER)).checked_sub(FIRST_NUMBER).map(usize::from)
}

/// The sign for which the word with this hash stands.
pub(super) fn sign(hash: u32) -> Option<char> {
    match meaning(mixed(hash, SIGN)) {
        AT => Some('@'),
        DOT => Some('.'),
        _ => None,
    }
}

/// What the word or stem with this hash means; zero: it is not known.
#[inline]
fn meaning(hash: u32) -> u8 {
    if FAST && !may_be_known(hash) {
        return 0;
    }
    known_meaning(hash)
}

#[inline(always)]
fn may_be_known(hash: u32) -> bool {
    let bit = filter_bit(hash);
    FILTER.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
}

const fn filter_bit(hash: u32) -> usize {
    (spread(hash) >> (32 - FILTER_BITS)) as usize
}

fn known_meaning(hash: u32) -> u8 {
    let (place, print) = cut(hash);
    let (from, to) = (start(place), start(place + 1));
    let prints = TABLE.prints.get(from..to).unwrap_or_default();
    let found = prints.iter().position(|other| *other == print);
    found.and_then(|at| TABLE.meanings.get(from + at)).copied().unwrap_or(0)
}

fn start(place: usize) -> usize {
    let skew = TABLE.skews.get(place).copied().unwrap_or(0);
    even_start(place).saturating_add_signed(isize::from(skew))
}

const fn even_start(place: usize) -> usize {
    place * COUNT / PLACES
}

/// The place of a hash, and what is kept of it there.
const fn cut(hash: u32) -> (usize, u16) {
    let mixed = spread(hash);
    ((mixed >> 23) as usize, (mixed >> 7) as u16)
}

const fn spread(hash: u32) -> u32 {
    hash.wrapping_mul(0x9e37_79b1)
}

/// The words of a list one after another: their hashes.
struct Words<'a> {
    rest: &'a [u8],
    end: Option<u32>,
}

impl<'a> Words<'a> {
    const fn of(list: &'a str, end: Option<u32>) -> Self {
        Self { rest: list.as_bytes(), end }
    }

    const fn next(&mut self) -> Option<u32> {
        let mut hash = EMPTY;
        loop {
            let (ch, after) = next(self.rest);
            self.rest = after;
            if ch != ' ' as u32 && ch != 0 {
                // The fold writes a dotless i as a dotted one, and so must the table.
                hash = mixed(hash, if ch == 'ı' as u32 { 'i' as u32 } else { ch });
            } else if hash != EMPTY {
                return Some(match self.end {
                    Some(end) => mixed(hash, end),
                    None => hash,
                });
            } else if ch == 0 {
                return None;
            }
        }
    }
}

/// The list with this number, and what its words mean.
#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn list(at: usize) -> Option<(Words<'static>, u8)> {
    let (numbers, stems) = (spoken::WORDS.len(), vocabulary::WORDS.len());
    Some(if at < numbers {
        (Words::of(spoken::WORDS[at].0, Some(NUMBER)), at as u8 + FIRST_NUMBER)
    } else if at - numbers < stems {
        let (list, says) = vocabulary::WORDS[at - numbers];
        (Words::of(list, None), says as u8)
    } else if at - numbers == stems {
        (Words::of(written::AT_WORDS, Some(SIGN)), AT)
    } else if at - numbers == stems + 1 {
        (Words::of(written::DOT_WORDS, Some(SIGN)), DOT)
    } else {
        return None;
    })
}

const fn count() -> usize {
    let (mut count, mut at) = (0, 0);
    while let Some((mut words, _)) = list(at) {
        while words.next().is_some() {
            count += 1;
        }
        at += 1;
    }
    count
}

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn table() -> Table {
    let mut table = Table { skews: [0; PLACES + 1], prints: [0; COUNT], meanings: [0; COUNT] };
    // How many words each place has, then where the next of them goes.
    let mut next = [0; PLACES + 1];
    let mut at = 0;
    while let Some((mut words, _)) = list(at) {
        while let Some(hash) = words.next() {
            next[cut(hash).0 + 1] += 1;
        }
        at += 1;
    }
    let mut place = 0;
    while place <= PLACES {
        if place > 0 {
            next[place] += next[place - 1];
        }
        let skew = next[place] as isize - even_start(place) as isize;
        assert!(skew >= i8::MIN as isize && skew <= i8::MAX as isize);
        table.skews[place] = skew as i8;
        place += 1;
    }
    let mut at = 0;
    while let Some((mut words, meaning)) = list(at) {
        while let Some(hash) = words.next() {
            let (place, print) = cut(hash);
            table.prints[next[place]] = print;
            table.meanings[next[place]] = meaning;
            next[place] += 1;
        }
        at += 1;
    }
    table
}

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn filter<const N: usize>() -> [u64; N] {
    let mut filter = [0; N];
    let mut at = 0;
    while let Some((mut words, _)) = list(at) {
        while N > 0
            && let Some(hash) = words.next()
        {
            let bit = filter_bit(hash);
            filter[bit / 64] |= 1 << (bit % 64);
        }
        at += 1;
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_passes_what_is_known() {
        let (mut known, mut passed) = (0, 0);
        for seed in 0..3_000_000_u32 {
            let hash = mixed(EMPTY, seed).rotate_left(seed % 32);
            assert_eq!(meaning(hash), known_meaning(hash), "{hash}");
            known += u32::from(known_meaning(hash) > 0);
            passed += u32::from(may_be_known(hash));
        }
        assert!(known > 20 && passed < 600_000, "{known} {passed}");
    }

    fn hash(text: &str) -> u32 {
        text.chars().fold(EMPTY, |hash, ch| mixed(hash, u32::from(ch)))
    }

    #[test]
    fn stems_say_what_their_list_says() {
        for (at, (list, own)) in vocabulary::WORDS.iter().enumerate() {
            for stem in list.split_whitespace() {
                // A stem of two lists says what the first says.
                let before = vocabulary::WORDS.iter().take(at);
                let earlier =
                    before.clone().find(|(list, _)| list.split_whitespace().any(|other| other == stem));
                assert_eq!(says(hash(stem)), Some(earlier.map_or(*own, |(_, says)| *says)), "{stem}");
            }
        }
        assert_eq!(says(hash("tel")), None);
        assert_eq!(says_whole(hash("tel")), Some(Says::Phone));
        assert_eq!(says(hash("qwerty")), None);
    }

    #[test]
    fn number_words_are_of_their_list() {
        for (at, (list, _)) in spoken::WORDS.iter().enumerate() {
            for word in list.split_whitespace() {
                let folded: String = super::super::fold::fold(word).iter().map(|glyph| glyph.ch).collect();
                assert_eq!(number(hash(&folded)), Some(at), "{word}");
            }
        }
        assert_eq!(number(hash("телеф")), None);
    }

    #[test]
    fn few_other_words_are_known() {
        let known = (0..100_000).filter(|word| meaning(hash(&format!("w{word}"))) > 0).count();
        assert!(known < 12, "{known}");
    }
}
