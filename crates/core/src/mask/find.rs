//! A stretch of text that holds personal data.

use crate::field::FieldKind;

/// A stretch of text that holds personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    /// What it holds.
    pub kind: FieldKind,
    /// Where it starts, in bytes of UTF-8; always a character boundary.
    pub start: usize,
    /// Where it ends, in bytes of UTF-8, exclusive; always a character boundary.
    pub end: usize,
}
