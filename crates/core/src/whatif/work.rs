//! A chat in the run.

use super::world::{Arrival, Facts};

/// Where a chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nobody has it.
    Queued,
    /// Somebody has it and does not work on it yet.
    Backlog { person: u32 },
    /// Somebody works on it, since then without a break.
    Open { person: u32, since_ms: i64 },
    /// Somebody who is gone has begun it.
    Frozen { person: u32 },
    /// It is done.
    Done,
    /// The client was gone before.
    Missed,
}

/// A chat in the run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    pub(super) facts: Facts,
    pub(super) at_ms: i64,
    /// How long the work on it takes by itself.
    pub(super) size_ms: i64,
    /// How much of it is left, as of when it was last taken up.
    pub(super) left_ms: i64,
    pub(super) phase: Phase,
    /// Grows with every break, so that an end that was planned before does not come.
    pub(super) version: u32,
    pub(super) started_ms: Option<i64>,
    /// When it was done, or the client gone.
    pub(super) finished_ms: Option<i64>,
    /// How often somebody got it.
    pub(super) given: u32,
}

impl Work {
    pub(super) const fn new(arrival: &Arrival) -> Self {
        Self {
            facts: arrival.facts,
            at_ms: arrival.at_ms,
            size_ms: arrival.work_ms,
            left_ms: arrival.work_ms,
            phase: Phase::Queued,
            version: 0,
            started_ms: None,
            finished_ms: None,
            given: 0,
        }
    }

    /// Who has it.
    pub(super) const fn person(&self) -> Option<u32> {
        match self.phase {
            Phase::Backlog { person } | Phase::Open { person, .. } | Phase::Frozen { person } => Some(person),
            Phase::Queued | Phase::Done | Phase::Missed => None,
        }
    }

    /// Ends it: done, or missed.
    pub(super) const fn finish(&mut self, phase: Phase, now_ms: i64) {
        self.phase = phase;
        self.finished_ms = Some(now_ms);
        self.version += 1;
    }

    /// How long the client waited for the first answer, or until they were gone, or waits until now.
    pub(super) fn wait_ms(&self, now_ms: i64) -> i64 {
        self.started_ms.or(self.finished_ms).unwrap_or(now_ms) - self.at_ms
    }

    /// Everything that took longer than the work itself: the first wait, breaks, and reading what was said before.
    pub(super) fn delay_ms(&self, now_ms: i64) -> i64 {
        match self.finished_ms {
            Some(finished_ms) => finished_ms - self.at_ms - self.size_ms,
            None => now_ms - self.at_ms - self.size_ms.min(now_ms - self.at_ms),
        }
    }
}
