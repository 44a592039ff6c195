//! Who gets the next chat.
//!
//! A decision is a pure function of a [`Request`]: the chat, the group's members as things stand, the moment
//! and the entropy. Its [`Assignment`] says who was chosen and who else could have been, why each other member
//! was left out, and all that is needed to repeat it.
//!
//! Who may take a chat is never decided here: [`may_take`] asks the user's [`Access`](crate::Access).

mod algorithm;
mod assignment;
mod candidate;
pub mod engine;
pub mod hours;
mod input;
mod lot;
mod presence;
mod request;
mod route;
mod rule;
pub mod rules;
pub mod settings;

#[cfg(test)]
mod laws;

pub use algorithm::Algorithm;
pub use assignment::{Assignment, Basis, Because, Excluded, Outcome, Ranked, Tie};
pub use candidate::{Candidate, may_take};
pub use input::{ROUTE_MAX_BYTES, ROUTE_MAX_CANDIDATES, RouteInput, RouteInputError};
pub(crate) use lot::Lot;
pub use presence::Presence;
pub use request::Request;
pub use route::route;
pub use rule::Rule;
