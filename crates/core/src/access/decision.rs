//! The answer to a question of access.

use serde::Serialize;

use super::grant::Source;
use crate::role::ChatScope;

/// May it be done?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Yes.
    Allow,
    /// No.
    Deny,
    /// On some records yes: ask again with the chat or contact. Never enough to do something.
    Depends,
}

impl Decision {
    /// Whether it may be done here and now.
    pub fn is_allowed(self) -> bool {
        self == Self::Allow
    }
}

/// Why a decision came out as it did. Each has a stable code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// This grant allows it.
    Granted {
        /// Where the grant comes from.
        source: Source,
    },
    /// A grant allows it on some records: which one is asked about?
    RecordNeeded {
        /// Where the first such grant comes from.
        source: Source,
    },
    /// The user is deactivated or removed.
    UserInactive,
    /// The access is past its time: it must be fetched anew.
    AccessExpired,
    /// The permission is denied to this user, whatever the grants say.
    PermissionDenied,
    /// A grant holds the permission from a later moment on.
    #[serde(rename_all = "camelCase")]
    GrantNotStarted {
        /// Where the grant that starts first comes from.
        source: Source,
        /// When it starts, in milliseconds since 1970.
        starts_at: i64,
    },
    /// A grant held the permission and has ended.
    #[serde(rename_all = "camelCase")]
    GrantEnded {
        /// Where the grant that ended last comes from.
        source: Source,
        /// When it ended, in milliseconds since 1970.
        ends_at: i64,
    },
    /// No grant holds the permission.
    PermissionMissing,
    /// Grants hold the permission, on other channels.
    ChannelNotCovered,
    /// Grants hold the permission on this channel, for other chats.
    ScopeTooNarrow {
        /// The scopes of these grants, narrowest first.
        scopes: Vec<ChatScope>,
    },
}

/// A decision with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// May it be done?
    pub decision: Decision,
    /// The name of the permission that was asked for.
    pub permission: String,
    /// Why.
    pub reason: Reason,
}
