//! When something is due.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::number::{ChatNo, PersonNo};

/// Whose moment it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Whose(u64);

const PERSON: u64 = 1 << 63;

impl Whose {
    pub(super) const fn chat(no: ChatNo) -> Self {
        Self(no.0)
    }

    pub(super) fn person(no: PersonNo) -> Self {
        Self(PERSON | u64::from(no.0))
    }

    /// A chat or else a person.
    pub(super) fn which(self) -> Result<ChatNo, PersonNo> {
        if self.0 & PERSON == 0 { Ok(ChatNo(self.0)) } else { Err(PersonNo((self.0 & !PERSON) as u32)) }
    }
}

/// Moments. One that is no longer true is not looked for: whoever takes it out asks whether it still is.
#[derive(Debug, Clone, Default)]
pub(super) struct Timers {
    heap: BinaryHeap<Reverse<(i64, Whose)>>,
    /// How many there were when the untrue ones were last thrown out.
    swept: usize,
}

impl Timers {
    pub(super) fn add(&mut self, due_ms: i64, whose: Whose) {
        self.heap.push(Reverse((due_ms, whose)));
    }

    pub(super) fn first(&self) -> Option<(i64, Whose)> {
        self.heap.peek().map(|Reverse(first)| *first)
    }

    pub(super) fn drop_first(&mut self) {
        self.heap.pop();
    }

    /// Whether so many came since the last sweep that another pays.
    pub(super) fn wants_sweep(&self) -> bool {
        self.heap.len() > 2 * self.swept.max(512)
    }

    /// Takes everything out, to be judged and put back.
    pub(super) fn take(&mut self) -> Vec<(i64, Whose)> {
        core::mem::take(&mut self.heap).into_iter().map(|Reverse(one)| one).collect()
    }

    pub(super) fn put(&mut self, kept: Vec<(i64, Whose)>) {
        self.swept = kept.len();
        self.heap = kept.into_iter().map(Reverse).collect();
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.heap.capacity() * size_of::<(i64, Whose)>()
    }
}
