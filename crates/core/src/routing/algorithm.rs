//! How a group picks one of its members for a chat.

use core::fmt;

use crate::read::{FromValue, Node, Reading, word};
use serde::{Deserialize, Serialize};

/// The rule by which a group hands its chats to its members.
///
/// A group names exactly one. The algorithm only picks among people who may and can take the chat; who
/// these are is settled before, and the same for every algorithm but for the question of presence.
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
}

impl Algorithm {
    /// Every algorithm, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::OnlineToday, Self::FewerAssigned, Self::Random];

    /// The stable name, as it stands in JSON, in the store and in the audit log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnlineToday => "online_today",
            Self::FewerAssigned => "fewer_assigned",
            Self::Random => "random",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
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
