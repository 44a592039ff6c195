//! Digests: equal where two runs are.

use crate::write::ToJson;

use super::lot::Digest;
use super::state::State;
use super::step::{Command, Step};

impl State {
    /// Mixes a step into the digest of all.
    pub(super) fn digest_step(&mut self, step: &Step) {
        let digest = &mut self.digest;
        for command in &step.commands {
            let (op, chat, people) = match command {
                Command::Assign { chat, to, group } => (1 | u64::from(group.0) << 8, chat, (to.0, 0)),
                Command::Reassign { chat, from, to, group } => {
                    (2 | u64::from(group.0) << 8, chat, (to.0, from.0))
                }
                Command::Unassign { chat, from } => (3, chat, (from.0, 0)),
                Command::Responsible { chat, person } => (4, chat, (person.0, 0)),
                Command::Missed { chat, person } => (5, chat, (person.map_or(u32::MAX, |one| one.0), 0)),
            };
            digest.word(op);
            digest.word(chat.0);
            digest.word(u64::from(people.0) << 32 | u64::from(people.1));
        }
        for decision in &step.decisions {
            let tally = &decision.tally;
            let person = decision.person.map_or(u32::MAX, |person| person.0);
            digest.word(decision.chat.0);
            digest.word(
                u64::from(person) << 32
                    | (decision.outcome as u64) << 16
                    | (decision.because as u64) << 8
                    | u64::from(decision.tied),
            );
            digest.word(u64::from(tally.eligible) << 32 | u64::from(tally.not_entitled));
            digest.word(u64::from(tally.lacks_skill) << 32 | u64::from(tally.finishing));
            digest.word(u64::from(tally.away) << 32 | u64::from(tally.offline));
            digest.word(u64::from(tally.at_capacity) << 32 | u64::from(tally.group_closed));
            digest.word(decision.seed);
            digest.word(decision.at_ms.cast_unsigned());
        }
    }
}

impl State {
    /// Mixes everything that a later decision depends on, whatever way the state was come to.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut digest = Digest(self.digest.0);
        // The rows as they are stored: what is not in them can decide nothing.
        for bytes in self.export().json().as_bytes().chunks(8) {
            digest.word(bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
        digest.0
    }
}
