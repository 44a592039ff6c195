//! What is wrong with a policy, and where.

use core::fmt;
use std::collections::HashSet;

use serde::Serialize;

use super::path::{KEY_MAX_CHARS, Path};
use super::tree::Node;
use crate::order::sort_by;

/// Greatest number of errors that are told; the rest is counted.
pub const ERRORS_MAX: usize = 1_000;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyError {
    /// Stable code: see the [table](crate::policy#errors).
    pub code: &'static str,
    /// Where: a JSON pointer (RFC 6901) into the document; for a field that is missing, to where it should stand.
    pub pointer: String,
    /// What, for people.
    pub message: String,
}

/// Everything that is wrong, in the order of the document; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyErrors {
    errors: Vec<PolicyError>,
    more: usize,
}

impl PolicyErrors {
    pub(crate) fn one(code: &'static str, message: String) -> Self {
        Self { errors: vec![PolicyError { code, pointer: String::new(), message }], more: 0 }
    }

    /// The errors, at most [`ERRORS_MAX`].
    pub fn errors(&self) -> &[PolicyError] {
        &self.errors
    }

    /// How many more were found. Where there are such, the parts that could be read were not judged further.
    pub fn more(&self) -> usize {
        self.more
    }
}

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, error) in self.errors.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{}: {}", if error.pointer.is_empty() { "/" } else { &error.pointer }, error.message)?;
        }
        if self.more > 0 { write!(f, "; and {} more", self.more) } else { Ok(()) }
    }
}

impl core::error::Error for PolicyErrors {}

/// Collects what is wrong while a policy is gone through.
#[derive(Default)]
pub(crate) struct Faults {
    errors: Vec<PolicyError>,
    more: usize,
    /// Where something neutral stands in for what could not be read; nothing at or below is judged.
    unread: HashSet<String>,
}

impl Faults {
    /// Something is wrong with a value.
    #[cold]
    pub(crate) fn add(&mut self, code: &'static str, at: &Path<'_>, message: impl Into<String>) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        self.errors.push(PolicyError { code, pointer: at.pointer(), message: message.into() });
    }

    /// A value could not be read, and something neutral stands in for it.
    #[cold]
    pub(crate) fn unread(&mut self, code: &'static str, at: &Path<'_>, message: impl Into<String>) {
        self.add(code, at, message);
        self.stands_in(at);
    }

    /// What stands here is not what was meant, and is not judged.
    #[cold]
    pub(crate) fn stands_in(&mut self, at: &Path<'_>) {
        if !self.overflows() {
            self.unread.insert(at.pointer());
        }
    }

    /// A value is of another type, and something neutral stands in for it.
    #[cold]
    pub(crate) fn wrong_type(&mut self, at: &Path<'_>, expected: &str) {
        self.unread("wrong_type", at, format!("expected {expected}"));
    }

    /// A field is not there, and something neutral stands in for it.
    #[cold]
    pub(crate) fn missing(&mut self, at: &Path<'_>) {
        self.unread("missing_field", at, "missing field");
    }

    /// A field is none of those that are known.
    #[cold]
    pub(crate) fn unknown_field(&mut self, at: &Path<'_>) {
        let long = format!("unknown field of more than {KEY_MAX_CHARS} characters");
        self.add("unknown_field", at, if at.is_too_long() { long } else { "unknown field".into() });
    }

    /// A field was there before; what it says now is not read.
    #[cold]
    pub(crate) fn duplicate_key(&mut self, at: &Path<'_>) {
        self.add("duplicate_key", at, "a key stands twice");
    }

    /// More entries than there may be; those beyond are not read.
    #[cold]
    pub(crate) fn too_many(&mut self, at: &Path<'_>, count: usize, max: usize) {
        self.add("too_many", at, format!("{count} entries, at most {max}"));
    }

    /// Whether a value, or one around it, could not be read.
    pub(crate) fn is_unread(&self, at: &Path<'_>) -> bool {
        if self.unread.is_empty() {
            return false;
        }
        let pointer = at.pointer();
        let ends = pointer.match_indices('/').map(|(end, _)| end).chain([pointer.len()]);
        ends.filter_map(|end| pointer.get(..end)).any(|part| self.unread.contains(part))
    }

    /// Whether every entry of a list is there with the key by which others refer to it.
    pub(crate) fn has_keys(&self, list: &str, key: &str) -> bool {
        let lacks = |error: &PolicyError| {
            let is_lost = matches!(error.code, "wrong_type" | "missing_field");
            is_lost && self.unread.contains(&error.pointer) && is_key_of(&error.pointer, list, key)
        };
        !self.unread.contains("") && !self.errors.iter().any(lacks)
    }

    /// Whether what is added is only counted from now on.
    pub(crate) fn is_full(&self) -> bool {
        self.errors.len() == ERRORS_MAX
    }

    /// Whether so much is wrong that not all of it is kept.
    pub(crate) fn overflows(&self) -> bool {
        self.more > 0
    }

    /// Everything that is wrong, in the order of the document where there is one.
    pub(crate) fn finish(mut self, document: Option<&Node<'_>>) -> Result<(), PolicyErrors> {
        if self.errors.is_empty() {
            return Ok(());
        }
        if let Some(document) = document {
            let placed = self.errors.into_iter().map(|error| (document.trail(&error.pointer), error));
            let mut placed: Vec<_> = placed.collect();
            sort_by(&mut placed, |(a, _), (b, _)| a.cmp(b));
            self.errors = placed.into_iter().map(|(_, error)| error).collect();
        }
        Err(PolicyErrors { errors: self.errors, more: self.more })
    }
}

/// Whether a pointer leads to a list, to an entry of it, or to the key of an entry.
fn is_key_of(pointer: &str, list: &str, key: &str) -> bool {
    let Some(rest) = pointer.strip_prefix(list) else { return false };
    let pieces: Vec<&str> = rest.split('/').collect();
    match pieces.as_slice() {
        [""] | ["", _] => true,
        ["", _, last] => *last == key,
        _ => false,
    }
}
