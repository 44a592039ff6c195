//! Looking at a policy as a whole: who can do what, what a change would open and close, what should not be saved.
//!
//! Everything here is found by enumeration: every user is asked, on every chat that is given. [`Census`] compiles
//! each user once, so that it stays fast for the largest company.

mod asked;
mod bits;
mod book;
mod census;
mod compare;
mod difference;
mod effective;
mod index;
mod keys;
mod matrix;
mod profile;
mod redundant;
mod refusal;
mod remedy;
mod same;
mod shade;
mod unanswerable;
mod unused;

#[cfg(test)]
mod tests;

pub use census::{Census, Holder, Seer};
pub use difference::{
    ChatChange, Difference, FieldChange, FieldTotal, PermissionChange, UserChange, difference,
};
pub use effective::{Effective, Right, RightGrant};
pub use keys::{KEY_HOLDERS_MIN, KEY_RIGHTS, KeyRight};
pub use matrix::{Matrix, MatrixRow, MatrixRows, MatrixSource};
pub use redundant::Redundant;
pub use refusal::{Member, Refusal, Rule, affected, refusals};
pub use remedy::{Remedy, remedies};
pub use unanswerable::{Unanswerable, UnansweredChat};
pub use unused::{LastUse, Unused, UnusedByUser, UnusedOfGroup, UnusedOfRole};
