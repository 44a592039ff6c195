//! Words by which a message is known.

use crate::mask;

/// Greatest length of a cue, in characters.
pub const CUE_MAX_CHARS: usize = 100;
/// Greatest number of words of a cue.
pub const CUE_WORDS_MAX: usize = 8;
/// Greatest number of digits of a cue: rules are about what clients want, not about who they are.
pub const CUE_MAX_DIGITS: usize = 6;
/// Greatest number of cues of all rules together.
pub const CUES_MAX: usize = 2_000;
/// Least length of the beginning of a word, in letters.
pub const STEM_MIN_CHARS: usize = 3;
/// How much of a message is read, in characters.
pub const TEXT_MAX_CHARS: usize = 4_000;

/// A word or a phrase. A word that ends in `*` stands for all that begin so.
///
/// Case, accents and signs make no difference: `Iade*` is in `İADEYİ istiyorum`. Words of a script without spaces are
/// found within what is written around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    written: String,
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    /// Whether longer words that begin so are meant too.
    is_stem: bool,
}

/// Why a text is no cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueError {
    /// It is longer than [`CUE_MAX_CHARS`], or has more words than [`CUE_WORDS_MAX`].
    TooLong,
    /// It has no word.
    Empty,
    /// It may be somebody's number or address: more than [`CUE_MAX_DIGITS`] digits, or an `@`.
    Personal,
    /// A `*` stands elsewhere than at the end of a word, or behind fewer than [`STEM_MIN_CHARS`] letters.
    BadStem,
}

impl CueError {
    /// Stable code of this error.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "cue_too_long",
            Self::Empty => "cue_empty",
            Self::Personal => "cue_personal",
            Self::BadStem => "cue_bad_stem",
        }
    }
}

impl core::fmt::Display for CueError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::TooLong => write!(out, "more than {CUE_MAX_CHARS} characters or {CUE_WORDS_MAX} words"),
            Self::Empty => out.write_str("no word"),
            Self::Personal => out.write_str("what may be somebody's number or address"),
            Self::BadStem => write!(out, "a `*` not behind a word of at least {STEM_MIN_CHARS} letters"),
        }
    }
}

impl core::error::Error for CueError {}

impl Cue {
    /// Reads a cue.
    ///
    /// # Errors
    /// [`CueError`] where it is none.
    pub fn parse(text: &str) -> Result<Self, CueError> {
        if text.chars().nth(CUE_MAX_CHARS).is_some() {
            return Err(CueError::TooLong);
        }
        if is_personal(text) {
            return Err(CueError::Personal);
        }
        let mut words = Vec::new();
        let mut parts = text.split('*').peekable();
        while let Some(part) = parts.next() {
            let is_last = parts.peek().is_none();
            let mut read = mask::words(part);
            let stem = if is_last { None } else { read.pop() };
            words.extend(read.into_iter().map(|text| Word { text, is_stem: false }));
            if let Some(text) = stem {
                let touches = part.chars().next_back().is_some_and(char::is_alphanumeric);
                let is_apart = parts.peek().is_none_or(|next| !next.starts_with(char::is_alphanumeric));
                if !touches || !is_apart || text.chars().count() < STEM_MIN_CHARS {
                    return Err(CueError::BadStem);
                }
                words.push(Word { text, is_stem: true });
            } else if !is_last {
                return Err(CueError::BadStem);
            }
        }
        match words.len() {
            0 => Err(CueError::Empty),
            count if count > CUE_WORDS_MAX => Err(CueError::TooLong),
            _ => Ok(Self { written: text.into(), words }),
        }
    }

    /// The cue as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// What stands in for a cue that could not be read.
    pub(in crate::routing) fn unread() -> Self {
        Self { written: String::new(), words: Vec::new() }
    }

    /// Whether every message with the other in it has this in it, as far as their words tell.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let starts = other.words.windows(self.words.len());
        let is_within = |word: &Word, other: &Word| {
            if word.is_stem {
                other.text.starts_with(&word.text)
            } else {
                !other.is_stem && word.text == other.text
            }
        };
        starts.into_iter().any(|part| self.words.iter().zip(part).all(|(word, other)| is_within(word, other)))
    }
}

/// Whether a text that a company writes into a rule may be somebody's number or address.
pub(in crate::routing) fn is_personal(text: &str) -> bool {
    let read = mask::folded(text);
    read.contains('@') || read.chars().filter(char::is_ascii_digit).count() > CUE_MAX_DIGITS
}

/// A message, with its words in order.
///
/// It is made once and asked for every cue: a word is found in the order of the words, and only where a phrase begins
/// with it is the rest compared.
pub(super) struct Message {
    words: Vec<String>,
    /// The places of the words, in the order of the words.
    order: Vec<usize>,
}

impl Message {
    /// Reads as much of a text as counts.
    pub(super) fn read(text: &str) -> Self {
        let end = text.char_indices().nth(TEXT_MAX_CHARS).map_or(text.len(), |(end, _)| end);
        let words = mask::words(text.get(..end).unwrap_or_default());
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_unstable_by(|a, b| words.get(*a).cmp(&words.get(*b)));
        Self { words, order }
    }

    /// Whether the cue is in it.
    pub(super) fn holds(&self, cue: &Cue) -> bool {
        let Some(first) = cue.words.first() else { return false };
        let word = |place: usize| self.words.get(place).map_or("", String::as_str);
        let from = self.order.partition_point(|place| word(*place) < first.text.as_str());
        let is_meant = |meant: &Word, place: usize| {
            let found = word(place);
            if meant.is_stem { found.starts_with(&meant.text) } else { found == meant.text }
        };
        let starts = self.order.iter().skip(from).take_while(|place| is_meant(first, **place));
        starts.into_iter().any(|start| {
            let mut rest = cue.words.iter().zip(*start..);
            rest.all(|(meant, place)| is_meant(meant, place))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cue: &str, message: &str, holds: bool) {
        assert_eq!(Message::read(message).holds(&Cue::parse(cue).unwrap()), holds, "`{cue}` in `{message}`");
    }

    #[test]
    fn words_and_phrases() {
        check("iade", "Merhaba, İADE istiyorum!", true);
        check("İade", "iade", true);
        check("ışık", "ISIK yok", true);
        check("iade", "iadeyi istiyorum", false);
        check("iade*", "iadeyi istiyorum", true);
        check("iade* isti*", "ürünü iadesini istiyorum", true);
        check("iade* isti*", "istiyorum iadesini", false);
        check("müşteri hizmetleri", "MUSTERI   HIZMETLERI", true);
        check("müşteri hizmetleri", "müşteri\nhizmetleri, lütfen", true);
        check("müşteri hizmetleri", "hizmetleri müşteri", false);
        check("ice cream", "ice ice cream", true);
        check("refund", "refunds", false);
        check("café", "cafe\u{301} olé", true);
        check("ё", "елка е", true);
        check("退款", "我要退款谢谢", true);
        check("退款", "款退", false);
        check("don't", "I DON’T know", true);
        check("24 7", "24/7", true);
        check("a", "", false);
    }

    #[test]
    fn what_is_no_cue() {
        for (text, error) in [
            ("", CueError::Empty),
            (" ,;! ", CueError::Empty),
            ("1234567", CueError::Personal),
            ("٠٥٣٢ 123 4 x", CueError::Personal),
            ("ayse＠example.com", CueError::Personal),
            ("*", CueError::BadStem),
            ("ab*", CueError::BadStem),
            ("*ade", CueError::BadStem),
            ("ia*de", CueError::BadStem),
            ("iade *", CueError::BadStem),
            ("iade**", CueError::BadStem),
            ("a b c d e f g h i", CueError::TooLong),
        ] {
            assert_eq!(Cue::parse(text), Err(error), "{text}");
        }
        assert!(Cue::parse("order 123456").is_ok());
        assert!(Cue::parse("a b c d e f g h").is_ok() && Cue::parse("abc*").is_ok());
        assert!(Cue::parse(&"a".repeat(CUE_MAX_CHARS)).is_ok());
        assert_eq!(Cue::parse(&"a".repeat(CUE_MAX_CHARS + 1)), Err(CueError::TooLong));
    }

    #[test]
    fn what_stands_behind_the_limit_is_not_read() {
        let text = |spaces: usize| format!("{}here", " ".repeat(spaces));
        check("here", &text(TEXT_MAX_CHARS - 4), true);
        check("here", &text(TEXT_MAX_CHARS - 3), false);
    }

    #[test]
    fn a_cue_covers_another() {
        let covers = |a: &str, b: &str| Cue::parse(a).unwrap().covers(&Cue::parse(b).unwrap());
        assert!(
            covers("iade", "İADE")
                && covers("iad*", "iade")
                && covers("iad*", "iade*")
                && covers("b", "a b c")
        );
        assert!(
            !covers("iade", "iade*")
                && !covers("iade*", "iad*")
                && !covers("a b", "b")
                && !covers("a c", "a b c")
        );
    }
}
