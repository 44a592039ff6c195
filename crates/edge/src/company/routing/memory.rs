//! What is kept of routing between requests.

use std::cell::Cell;

use usher_core::SkillId;
use usher_core::routing::engine::State;
use usher_core::routing::settings::Settings;

use crate::company::ledger::Ledger;
use crate::fault::Fault;
use crate::zones::Zones;

/// A copy of the rows of routing, or nothing.
///
/// INVARIANT: whoever uses it compares its count with that of the rows first.
#[derive(Default)]
pub struct Memory(Cell<Option<Box<Kept>>>);

/// Routing as the rows have it.
pub(super) struct Kept {
    /// The count of the rows that this is a copy of.
    pub(super) version: i64,
    pub(super) state: State,
    pub(super) settings: Settings,
    /// The time zones that the settings name.
    pub(super) zones: Zones,
    /// The skills by their numbers.
    pub(super) skills: Vec<SkillId>,
    /// When hours or the day begin or end next.
    pub(super) due_ms: Option<i64>,
}

impl Memory {
    /// What is kept, if it is of this count.
    pub(super) fn take(&self, version: i64) -> Option<Box<Kept>> {
        self.0.take().filter(|kept| kept.version == version)
    }

    /// Forgets everything, as when the object is made anew.
    #[cfg(test)]
    pub(in crate::company) fn forget(&self) {
        self.0.set(None);
    }

    pub(super) fn keep(&self, kept: Box<Kept>) {
        self.0.set(Some(kept));
    }

    /// When routing has something to do next, in milliseconds since the epoch; none where nothing is kept or due.
    pub fn next_due(&self) -> Option<i64> {
        let kept = self.0.take()?;
        let due_ms = [kept.state.next_timer(), kept.due_ms].into_iter().flatten().min();
        self.0.set(Some(kept));
        due_ms
    }
}

impl Kept {
    /// Makes it anew from the rows.
    pub(super) fn restore(ledger: &Ledger<'_>, version: i64) -> Result<Box<Self>, Fault> {
        let tables = ledger.routing_tables()?;
        let settings = ledger.routing()?.settings;
        Ok(Box::new(Self {
            version,
            state: State::restore(&tables).map_err(|_| Fault::Corrupt("the rows of routing"))?,
            zones: Zones::around(&settings, ledger.now_ms),
            settings,
            skills: ledger.numbered_skills()?,
            due_ms: ledger.routing_due()?,
        }))
    }
}
