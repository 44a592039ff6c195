//! What is wrong with a policy, and where.

use core::fmt;

use serde::Serialize;

use crate::read::ReadError;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyError {
    /// Stable code.
    pub code: &'static str,
    /// Where: a JSON pointer (RFC 6901) into the document.
    pub pointer: String,
    /// What, for people.
    pub message: String,
}

/// Everything that is wrong, in the order of the document; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyErrors(Vec<PolicyError>);

impl PolicyErrors {
    pub(super) fn one(code: &'static str, pointer: &str, message: String) -> Self {
        Self(vec![PolicyError { code, pointer: pointer.into(), message }])
    }

    pub(super) fn unread(code: &'static str, error: &ReadError) -> Self {
        Self::one(code, error.pointer(), error.message().into())
    }

    /// The errors.
    pub fn errors(&self) -> &[PolicyError] {
        &self.0
    }
}

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, error) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{}: {}", if error.pointer.is_empty() { "/" } else { &error.pointer }, error.message)?;
        }
        Ok(())
    }
}

impl core::error::Error for PolicyErrors {}

/// Collects errors while a policy is gone through.
#[derive(Default)]
pub(super) struct Collector(Vec<PolicyError>);

impl Collector {
    pub(super) fn add(&mut self, code: &'static str, pointer: String, message: String) {
        self.0.push(PolicyError { code, pointer, message });
    }

    pub(super) fn finish(self) -> Result<(), PolicyErrors> {
        if self.0.is_empty() { Ok(()) } else { Err(PolicyErrors(self.0)) }
    }
}
