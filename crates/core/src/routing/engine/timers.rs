//! When something is due.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

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

/// How many runs there are at most.
const RUNS: usize = 8;

/// Moments. One that is no longer true is not looked for: whoever takes it out asks whether it still is.
///
/// Most come in the order in which they are due, since most are as far ahead as others of their kind. So they stand in a few
/// runs, each in order, and only what fits none in a heap.
#[derive(Debug, Clone, Default)]
pub(super) struct Timers {
    runs: Vec<VecDeque<(i64, Whose)>>,
    heap: BinaryHeap<Reverse<(i64, Whose)>>,
    /// How many there are, and how many there were when the untrue ones were last thrown out.
    count: usize,
    swept: usize,
}

impl Timers {
    pub(super) fn add(&mut self, due_ms: i64, whose: Whose) {
        let new = (due_ms, whose);
        self.count += 1;
        let fits = self.runs.iter_mut().filter(|run| run.back().is_none_or(|last| *last <= new));
        if let Some(run) = fits.max_by_key(|run| run.back().copied()) {
            run.push_back(new);
        } else if self.runs.len() < RUNS {
            self.runs.push(VecDeque::from([new]));
        } else {
            self.heap.push(Reverse(new));
        }
    }

    pub(super) fn first(&self) -> Option<(i64, Whose)> {
        let fronts = self.runs.iter().filter_map(|run| run.front().copied());
        fronts.chain(self.heap.peek().map(|Reverse(first)| *first)).min()
    }

    pub(super) fn drop_first(&mut self) {
        let Some(first) = self.first() else { return };
        self.count -= 1;
        match self.runs.iter_mut().find(|run| run.front() == Some(&first)) {
            Some(run) => drop(run.pop_front()),
            None => drop(self.heap.pop()),
        }
    }

    /// Whether so many came since the last sweep that another pays.
    pub(super) fn wants_sweep(&self) -> bool {
        self.count > 512 + 2 * self.swept
    }

    /// How many there are, whether true or not.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// Throws out what is no longer true.
    pub(super) fn sweep(&mut self, holds: impl Fn(i64, Whose) -> bool) {
        for run in &mut self.runs {
            run.retain(|(due_ms, whose)| holds(*due_ms, *whose));
            run.shrink_to(run.len() + run.len() / 2);
        }
        self.heap.retain(|Reverse((due_ms, whose))| holds(*due_ms, *whose));
        self.count = self.runs.iter().map(VecDeque::len).sum::<usize>() + self.heap.len();
        self.swept = self.count;
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        let runs: usize = self.runs.iter().map(VecDeque::capacity).sum();
        (runs + self.heap.capacity()) * size_of::<(i64, Whose)>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn soonest_first(deeds in proptest::collection::vec((0_u8..4, 0_i64..40, 0_u64..6), 0..300)) {
            let (mut timers, mut all) = (Timers::default(), Vec::new());
            for (deed, due_ms, no) in deeds {
                match deed {
                    0 => {
                        timers.drop_first();
                        all.sort_unstable();
                        if !all.is_empty() {
                            all.remove(0);
                        }
                    }
                    1 if due_ms == 0 => {
                        timers.sweep(|due_ms, _| due_ms % 3 == 0);
                        all.retain(|(due_ms, _)| due_ms % 3 == 0);
                    }
                    _ => {
                        timers.add(due_ms, Whose::chat(ChatNo(no)));
                        all.push((due_ms, Whose::chat(ChatNo(no))));
                    }
                }
                prop_assert_eq!(timers.first(), all.iter().min().copied());
                prop_assert_eq!(timers.count, all.len());
            }
        }
    }
}
