//! Routing as a whole: a state, and events that step it.
//!
//! [`State::apply`] takes what happened, the moment and entropy, and says what the host is to do and why. It knows no
//! clock and draws no numbers: the same events come to the same steps, natively and in every WebAssembly engine, and a
//! recorded log replays. Whole numbers only, and nothing whose order a machine could choose.
//!
//! Rights are not decided here: [`entitlements`] asks the user's [`Access`](crate::Access), and the host sends
//! what it said with the person.
//!
//! The free members of a group stand in order by their keys, so that a decision looks at a few of them however many
//! people there are. What waits stands in lanes of the alike, so that who becomes free
//! finds what has waited longest in a few looks.

mod apply;
mod best;
mod changed;
mod chat;
mod digest;
mod entitle;
mod event;
mod explain;
mod hands;
mod json;
mod key;
mod lot;
mod moves;
mod number;
mod pages;
mod people;
mod person;
mod pick;
mod policy;
mod queue;
mod ranks;
mod record;
mod refusal;
mod sets;
mod shelf;
mod sieve;
mod state;
mod step;
mod tables;
mod team;
mod timers;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod dice;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod model;
#[cfg(test)]
mod recorded;

pub use changed::{Changed, Head};
pub use entitle::{Class, entitlements};
pub use event::{Arrival, Entitlement, Event, Presence, Profile, Status};
pub use explain::{Asked, Candidate, Circle, Exclusion, Explanation, LEFT_OUT_MAX, LeftOut, RANKING_MAX};
pub use number::{
    CHANNELS_MAX, CHAT_NO_MAX, ChannelNo, ChatNo, FIRST_MS, GROUPS_MAX, GroupNo, LAST_MS, PEOPLE_MAX,
    PersonNo,
};
pub use policy::{BACKUP_USERS_MAX, Channel, GiveBack, Group, Kind, Ladder, Policy, Stickiness};
pub use record::{Record, seed_of};
pub use refusal::Refusal;
pub use state::State;
pub use step::{Because, Command, Decision, Outcome, Step, Tally};
pub use tables::{ChatRow, PersonRow, Reached, Tables};
