//! The answer to a question of access.

use serde::Serialize;

use super::grant::Source;
use crate::role::ChatScope;
use crate::write::{Json, ToJson};

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
    /// The name of this decision, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
            Self::Depends => "depends",
        }
    }

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

impl Reason {
    /// Stable code of this reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Granted { .. } => "granted",
            Self::RecordNeeded { .. } => "record_needed",
            Self::UserInactive => "user_inactive",
            Self::AccessExpired => "access_expired",
            Self::PermissionDenied => "permission_denied",
            Self::GrantNotStarted { .. } => "grant_not_started",
            Self::GrantEnded { .. } => "grant_ended",
            Self::PermissionMissing => "permission_missing",
            Self::ChannelNotCovered => "channel_not_covered",
            Self::ScopeTooNarrow { .. } => "scope_too_narrow",
        }
    }
}

impl ToJson for Reason {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("code", self.code());
            match self {
                Self::Granted { source } | Self::RecordNeeded { source } => json.field("source", source),
                Self::GrantNotStarted { source, starts_at } => {
                    json.field("source", source);
                    json.field("startsAt", starts_at);
                }
                Self::GrantEnded { source, ends_at } => {
                    json.field("source", source);
                    json.field("endsAt", ends_at);
                }
                Self::ScopeTooNarrow { scopes } => json.field("scopes", scopes),
                _ => {}
            }
        });
    }
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

impl ToJson for Explanation {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("decision", self.decision.as_str());
            json.field("permission", &self.permission);
            json.field("reason", &self.reason);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{GroupId, RoleId};

    #[test]
    fn as_derived() {
        let (role, group) = (RoleId::parse("r").unwrap(), GroupId::parse("g").unwrap());
        let direct = Source::Role { role: role.clone(), group: None };
        let through = Source::Role { role: role.clone(), group: Some(group.clone()) };
        let (own, emergency) = (Source::Group { group }, Source::Emergency { role });
        let (starts_at, ends_at) = (i64::MIN, 1_790_000_000_123);
        let reasons = [
            Reason::Granted { source: direct.clone() },
            Reason::RecordNeeded { source: through },
            Reason::UserInactive,
            Reason::AccessExpired,
            Reason::PermissionDenied,
            Reason::GrantNotStarted { source: own, starts_at },
            Reason::GrantEnded { source: emergency, ends_at },
            Reason::PermissionMissing,
            Reason::ChannelNotCovered,
            Reason::ScopeTooNarrow { scopes: vec![ChatScope::None, ChatScope::Assigned, ChatScope::Group] },
            Reason::ScopeTooNarrow { scopes: vec![ChatScope::All] },
        ];
        for reason in reasons {
            for decision in [Decision::Allow, Decision::Deny, Decision::Depends] {
                let explanation =
                    Explanation { decision, permission: "host.\"own\"".into(), reason: reason.clone() };
                assert_eq!(explanation.json(), serde_json::to_string(&explanation).unwrap());
            }
        }
    }
}
