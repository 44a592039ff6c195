//! The question: who of this group gets this chat?

use crate::chat::ChatFacts;
use crate::id::GroupId;

use super::algorithm::Algorithm;
use super::candidate::Candidate;

/// Everything that a decision depends on. The same request always has the same answer.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The chat as it is now. Its group and assignee do not matter: it is judged as it would be after.
    pub chat: &'a ChatFacts,
    /// The group that the chat goes to.
    pub group: GroupId,
    /// How the group picks.
    pub algorithm: Algorithm,
    /// The members of the group, in any order. Somebody listed twice counts once, by the less favourable entry.
    pub candidates: &'a [Candidate<'a>],
    /// The moment of the decision, in milliseconds since the epoch.
    pub now_ms: i64,
    /// When the day began in the company's time zone, in milliseconds since the epoch.
    pub day_start_ms: i64,
    /// Entropy for the lot. It is recorded with the answer, and the same one draws the same lot.
    pub seed: u64,
}
