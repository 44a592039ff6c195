//! The languages that Usher speaks.

use serde::{Deserialize, Serialize};

use super::phrase::Phrase;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// English.
    En,
    /// Turkish.
    Tr,
    /// Russian.
    Ru,
}

impl Locale {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::En, Self::Tr, Self::Ru];

    /// Its code (BCP 47).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Tr => "tr",
            Self::Ru => "ru",
        }
    }

    /// The locale of a code, of which only the language counts: `tr-TR` is Turkish.
    pub fn parse(code: &str) -> Option<Self> {
        let language = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| language.eq_ignore_ascii_case(locale.as_str()))
    }

    /// How a number of further roles and groups is put: "one of 21", by the rules of the Unicode CLDR for whole
    /// numbers. One alone is put without a number.
    pub(super) fn more(self, count: usize) -> Phrase {
        match (self, count % 10, count % 100) {
            _ if count == 1 => Phrase::MoreSingle,
            (Self::Ru, 1, rest) if rest != 11 => Phrase::MoreOne,
            _ => Phrase::MoreMany,
        }
    }
}
