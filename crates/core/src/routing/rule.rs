//! Why somebody does not get a chat.

use core::fmt;

use serde::{Deserialize, Serialize};

/// The rule that kept somebody from a chat. Of several the first one in this order is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Is deactivated or removed.
    UserInactive,
    /// Would not see the chat, even with it assigned to them.
    MayNotView,
    /// Would see the chat and could not answer it.
    MayNotReply,
    /// Is away.
    Away,
    /// Is offline, and the algorithm takes only those online, or somebody else is online.
    Offline,
    /// Is offline and was not online since the day began.
    NotOnlineToday,
}

impl Rule {
    /// The stable name, as it stands in JSON and in problem documents.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UserInactive => "user_inactive",
            Self::MayNotView => "may_not_view",
            Self::MayNotReply => "may_not_reply",
            Self::Away => "away",
            Self::Offline => "offline",
            Self::NotOnlineToday => "not_online_today",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Rule::{self, Away, MayNotReply, MayNotView, NotOnlineToday, Offline, UserInactive};

    #[test]
    fn code_is_the_json_name() {
        let all: [Rule; 6] = [UserInactive, MayNotView, MayNotReply, Away, Offline, NotOnlineToday];
        for rule in all {
            assert_eq!(serde_json::to_string(&rule).unwrap(), format!("\"{rule}\""));
        }
    }
}
