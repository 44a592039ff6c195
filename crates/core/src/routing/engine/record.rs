//! What happened, written down, to be played again.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::read::{self, ReadError};
use crate::write::{ToJson, hex};

use super::event::Event;
use super::refusal::Refusal;
use super::state::State;
use super::step::Step;

/// An event with its moment and its entropy: a line of a log.
///
/// ```
/// use usher_core::routing::engine::{Event, Record};
/// let record = Record { at_ms: 1_760_000_000_000, seed: 0xdead_beef, event: Event::Timer };
/// let line = record.line();
/// assert_eq!(line, r#"{"atMs":1760000000000,"seed":"00000000deadbeef","event":{"type":"timer"}}"#);
/// assert_eq!(Record::parse(&line)?, record);
/// # Ok::<(), usher_core::read::ReadError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Record {
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The entropy, as text in JSON: numbers end at 2^53 in JavaScript.
    #[serde(serialize_with = "write_seed", deserialize_with = "read_seed")]
    pub seed: u64,
    /// What happened.
    pub event: Event,
}

impl Record {
    /// The line, without its end.
    #[must_use]
    pub fn line(&self) -> String {
        self.json()
    }

    /// Reads a line.
    ///
    /// # Errors
    /// [`ReadError`] where it is not one.
    pub fn parse(line: &str) -> Result<Self, ReadError> {
        read::parse(line)
    }
}

impl State {
    /// Takes in what was written down.
    ///
    /// # Errors
    /// [`Refusal`] as it was refused then.
    pub fn replay(&mut self, record: &Record) -> Result<Step, Refusal> {
        self.apply(record.at_ms, record.seed, &record.event)
    }
}

/// The entropy that a text says: 16 hexadecimal digits in lower case.
#[must_use]
pub fn seed_of(digits: &str) -> Option<u64> {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let is_whole = digits.len() == 16 && digits.bytes().all(is_hex);
    u64::from_str_radix(digits, 16).ok().filter(|_| is_whole)
}

pub(super) fn write_seed<S: Serializer>(seed: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex(*seed))
}

fn read_seed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let digits = String::deserialize(deserializer)?;
    seed_of(&digits).ok_or_else(|| serde::de::Error::custom("expected 16 hexadecimal digits in lower case"))
}
