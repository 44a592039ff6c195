//! How a group picks one of its members for a chat.

use core::fmt;

use crate::read::{FromValue, Node, Reading, word};
use crate::write::{Json, ToJson};
use serde::{Deserialize, Serialize};

/// The rule by which a group hands its chats to its members.
///
/// A group names exactly one. The algorithm only picks among people who may and can take the chat; who
/// these are is settled before, and the same for every algorithm but for the question of presence.
///
/// The [`engine`](crate::routing::engine) knows them all; whoever is equal by one is picked by [`Fair`](Self::Fair) there,
/// and then by lot. One question to [`route`](crate::routing::route) tells enough for the first three alone.
///
/// ```
/// use usher_core::routing::Algorithm;
/// assert_eq!(Algorithm::FewerAssigned.code(), "fewer_assigned");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Algorithm {
    /// Someone who is online now, by lot; if nobody is, someone who was online since the day began.
    OnlineToday,
    /// The one of those online who has the fewest open chats; equals by lot.
    FewerAssigned,
    /// One of those online, by lot, whatever they already have.
    Random,
    /// The one of those online who was given something the longest ago.
    RoundRobin,
    /// The one of those online who neither got nor closed anything of the kind for the longest time.
    LongestIdle,
    /// The one of those online who has the greatest part of the capacity left.
    FreeCapacity,
    /// The one of those online who has the fewest skills beyond those asked for; equals by the capacity left.
    Skill,
    /// The one of those online who had the fewest assignments for the time that they were online.
    Fair,
}

impl Algorithm {
    /// Every algorithm, in the order in which people are offered them.
    pub const ALL: [Self; 8] = [
        Self::OnlineToday,
        Self::FewerAssigned,
        Self::Random,
        Self::RoundRobin,
        Self::LongestIdle,
        Self::FreeCapacity,
        Self::Skill,
        Self::Fair,
    ];

    /// The stable name, as it stands in JSON, in the store and in the audit log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnlineToday => "online_today",
            Self::FewerAssigned => "fewer_assigned",
            Self::Random => "random",
            Self::RoundRobin => "round_robin",
            Self::LongestIdle => "longest_idle",
            Self::FreeCapacity => "free_capacity",
            Self::Skill => "skill",
            Self::Fair => "fair",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl ToJson for Algorithm {
    fn write(&self, json: &mut Json) {
        self.code().write(json);
    }
}

impl FromValue for Algorithm {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let place = word(value, &Self::ALL.map(Self::code), reading);
        place.and_then(|place| Self::ALL.get(place).copied()).unwrap_or(Self::Random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_the_json_name() {
        for algorithm in Algorithm::ALL {
            let json = serde_json::to_string(&algorithm).unwrap();
            assert_eq!(json, format!("\"{algorithm}\""));
            assert_eq!(serde_json::from_str::<Algorithm>(&json).unwrap(), algorithm);
        }
        assert!(serde_json::from_str::<Algorithm>("\"fewest\"").is_err());
    }
}
