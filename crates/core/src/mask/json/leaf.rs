//! One value of a page that may have to change.

use super::keys::{KeyId, TreatmentId};
use super::quick::Brief;
use super::scan::Look;

/// What stands at a place of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Text,
    Number,
    /// A key, where keys are told.
    Key(KeyId),
    /// The start of an object, where keys are told.
    Open,
    /// Its end.
    Close,
}

/// A string without its quotes, a number, or a key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) what: What,
    pub(super) treatment: TreatmentId,
    pub(super) look: Look,
    /// What its mask shows, where it is a number and nothing else.
    pub(super) brief: Option<Brief>,
}

impl Leaf {
    /// As it is written.
    pub(super) fn written<'a>(&self, page: &'a str) -> &'a str {
        page.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}
