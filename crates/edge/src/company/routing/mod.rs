//! Routing: who gets which chat. The core decides; here is what it decides on, and what is written of it.
//!
//! A [`Turn`] takes what happened to [`State`](usher_core::routing::engine::State) and writes, in the transaction of
//! what happened, the rows that changed, a line of the log, and what was decided. What is in [`Memory`] is a copy of
//! the rows: it is used where its count is theirs, and made anew where it is not.
//!
//! Who may take what is asked of access when rights change, and once more before somebody gets a chat.

mod arrival;
mod attendance;
mod leaving;
mod memory;
mod people;
mod policy;
mod reason;
mod takeover;
mod turn;
mod write;

pub use leaving::{Leaving, Move};
pub use memory::Memory;
pub use turn::Turn;

use usher_core::routing::engine::Refusal;

use super::change::Change;
use super::serve::Scene;
use crate::fault::Fault;
use crate::problem::Code;

impl Scene<'_> {
    /// Runs something that concerns routing, in a transaction. Whoever is there is known to routing before.
    ///
    /// INVARIANT: each turn takes the copy out of memory before it counts, and only one whose count is that of the rows. So
    /// this may stand inside a greater transaction: where that is rolled back, or the instance dies, the copy of a count
    /// that never was meets a lesser one in the rows at the very next turn, and is dropped before anybody reaches its count.
    ///
    /// # Errors
    /// The fault of the body, or [`Fault`]; then nothing is written.
    pub fn route<'s, T>(
        &'s self,
        body: impl FnOnce(&mut Turn<'s>) -> Result<T, Fault>,
    ) -> Result<(T, Vec<Change>), Fault> {
        let mut turn = None;
        let made = self.ledger.transaction(|| body(turn.insert(Turn::begin(self)?)));
        match (made, turn) {
            (Ok(made), Some(turn)) => {
                let (kept, changes) = turn.end();
                self.memory.keep(kept);
                Ok((made, changes))
            }
            (Ok(_), None) => Err(Fault::Corrupt("routing that was not taken in hand")),
            (Err(fault), turn) => {
                // What was refused before anything happened costs nobody the copy.
                if let Some(kept) = turn.and_then(Turn::untouched) {
                    self.memory.keep(kept);
                }
                Err(fault)
            }
        }
    }
}

/// What a caller is told of a refusal.
pub fn refused(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::AtCapacity => Code::AtCapacity.into(),
        Refusal::AlreadyAssigned => Code::AlreadyAssigned.into(),
        Refusal::CallIsPinned => Code::CallIsPinned.into(),
        Refusal::UserInactive | Refusal::MayNotTake | Refusal::UnknownPerson => {
            Code::AssigneeNotEligible.into()
        }
        _ => Fault::Corrupt("what routing refuses"),
    }
}
