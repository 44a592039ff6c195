//! Why JSON was refused.

use crate::write::joined;
use core::fmt;

use serde::de::{Error, Expected, Unexpected};

/// Longest piece of a key that an error repeats, in characters.
const KEY_MAX_CHARS: usize = 64;

/// Why JSON was refused, and where. Keys are repeated, values never are.
///
/// Behind one pointer, for every result that may hold an error has room for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(Box<Fault>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    pointer: String,
    message: String,
}

impl ReadError {
    /// A fault of the whole.
    #[cold]
    #[inline(never)]
    pub(crate) fn new(message: &str) -> Self {
        Self(Box::new(Fault { pointer: String::new(), message: message.into() }))
    }

    /// Where the fault lies: a JSON pointer (RFC 6901), empty for the whole.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// What is wrong there.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What is wrong, and where.
    pub fn told(&self) -> String {
        let Fault { pointer, message } = &*self.0;
        if pointer.is_empty() { message.clone() } else { joined(&[message, " at `", pointer, "`"]) }
    }

    /// The same fault, one level further out, under this key or place.
    #[cold]
    #[inline(never)]
    pub(crate) fn under(mut self, key: &str) -> Self {
        let mut pointer = String::from("/");
        for char in key.chars().take(KEY_MAX_CHARS) {
            match char {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                char => pointer.push(char),
            }
        }
        pointer.push_str(&self.0.pointer);
        self.0.pointer = pointer;
        self
    }

    #[cold]
    fn expected(expected: &dyn Expected) -> Self {
        Self::custom(format_args!("expected {expected}"))
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told())
    }
}

impl core::error::Error for ReadError {}

impl Error for ReadError {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(&message.to_string())
    }

    #[cold]
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(expected)
    }

    #[cold]
    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(expected)
    }

    #[cold]
    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::expected(expected)
    }

    #[cold]
    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        let mut message = String::from("expected one of");
        for name in known {
            message.push_str(" `");
            message.push_str(name);
            message.push('`');
        }
        Self::new(&message)
    }

    #[cold]
    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::custom("unknown field").under(field)
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        Self::custom("missing field").under(field)
    }

    #[cold]
    fn duplicate_field(field: &'static str) -> Self {
        Self::custom("duplicate field").under(field)
    }
}
