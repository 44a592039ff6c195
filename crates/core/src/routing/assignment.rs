//! The answer: who got the chat, and why nobody else did.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::id::{GroupId, UserId};

use super::algorithm::Algorithm;
use super::presence::Presence;
use super::rule::Rule;

/// What happens to the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// This user gets it.
    Assigned(UserId),
    /// Nobody gets it; it waits for the group.
    Queued,
}

/// Why the outcome is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Online, by lot if there were several.
    OnlineNow,
    /// Nobody was online; this one was since the day began, by lot if there were several.
    WasOnlineToday,
    /// Online with the fewest open chats, by lot if there were several.
    FewestOpenChats,
    /// Drawn by lot from all who were online.
    DrawnByLot,
    /// The algorithm goes by more than one question tells: whose turn it is, who was idle, capacity or skills.
    NeedsState,
    /// Every member was left out by some rule.
    NobodyEligible,
    /// The group has no members.
    GroupEmpty,
}

impl Because {
    /// The stable name, as it stands in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnlineNow => "online_now",
            Self::WasOnlineToday => "was_online_today",
            Self::FewestOpenChats => "fewest_open_chats",
            Self::DrawnByLot => "drawn_by_lot",
            Self::NeedsState => "needs_state",
            Self::NobodyEligible => "nobody_eligible",
            Self::GroupEmpty => "group_empty",
        }
    }
}

/// Among whom was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Those online, as usual.
    Online,
    /// Nobody was online, so those who had been since the day began: a fallback.
    SeenToday,
}

/// Somebody who could have got the chat.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    /// The user.
    pub user: UserId,
    /// How many open chats they had.
    pub open_chats: u32,
    /// Whether they were there.
    pub presence: Presence,
}

/// Somebody who could not have got the chat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Excluded {
    /// The user.
    pub user: UserId,
    /// Why not.
    pub rule: Rule,
}

/// Several who were equally good.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Tie {
    /// Who they were, by id. The lot was drawn from this list in this order.
    pub among: Vec<UserId>,
}

/// The answer to a [`Request`](super::Request), with all that is needed to explain and to repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// What happens to the chat.
    pub outcome: Outcome,
    /// How the group picks.
    pub algorithm: Algorithm,
    /// The group.
    pub group: GroupId,
    /// Why.
    pub because: Because,
    /// Who could have got it, best first, so that the winner leads. Equals stand by id.
    pub ranking: Vec<Ranked>,
    /// Who was left out, by id.
    pub excluded: Vec<Excluded>,
    /// Those between whom the lot decided, if it had to.
    pub tie: Option<Tie>,
    /// The seed of the lot.
    pub seed: u64,
    /// The moment, in milliseconds since the epoch.
    pub decided_at_ms: i64,
    /// Among whom was chosen.
    pub basis: Basis,
}

impl Assignment {
    /// Who got the chat, if anybody.
    #[must_use]
    pub const fn user(&self) -> Option<&UserId> {
        match &self.outcome {
            Outcome::Assigned(user) => Some(user),
            Outcome::Queued => None,
        }
    }
}

/// The form that is stored, audited and shown.
impl Serialize for Assignment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let outcome = if self.user().is_some() { "assigned" } else { "queued" };
        let mut json = serializer.serialize_struct("Assignment", 11)?;
        json.serialize_field("outcome", outcome)?;
        json.serialize_field("user", &self.user())?;
        json.serialize_field("algorithm", &self.algorithm)?;
        json.serialize_field("group", &self.group)?;
        json.serialize_field("because", &self.because)?;
        json.serialize_field("ranking", &self.ranking)?;
        json.serialize_field("excluded", &self.excluded)?;
        json.serialize_field("tie", &self.tie)?;
        // As text: JSON numbers end at 2^53 in JavaScript.
        json.serialize_field("seed", &format!("{:016x}", self.seed))?;
        json.serialize_field("decidedAt", &self.decided_at_ms)?;
        json.serialize_field("fallback", &(self.basis == Basis::SeenToday))?;
        json.end()
    }
}
