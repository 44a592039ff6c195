//! Chats, as far as a decision needs to know them.

use serde::{Deserialize, Serialize};

use crate::id::{ChannelId, GroupId, UserId};
use crate::read::{Fields, FromValue, Node, Reading};

/// Whether a chat is with one client or with several at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    /// With one client. Its contact may have a responsible.
    Personal,
    /// With several. Nobody is responsible for it.
    Group,
}

/// Whether the CRM has the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Acquaintance {
    /// Not in the CRM yet.
    New,
    /// In the CRM.
    Known,
}

impl Serialize for Acquaintance {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self == Self::Known)
    }
}

impl<'de> Deserialize<'de> for Acquaintance {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(if bool::deserialize(deserializer)? { Self::Known } else { Self::New })
    }
}

/// What decides who may see a chat and do what with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "the facts of a chat")]
pub struct ChatFacts {
    /// The channel it is on.
    pub channel: ChannelId,
    /// The group that it is assigned to, or queued for.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// The user it is assigned to.
    #[serde(default)]
    pub assignee: Option<UserId>,
    /// The user who is responsible for its contact; none for a group chat.
    #[serde(default)]
    pub responsible: Option<UserId>,
    /// Whether its contact is known.
    pub known: Acquaintance,
}

impl FromValue for Acquaintance {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        if bool::read(value, reading) { Self::Known } else { Self::New }
    }
}

impl FromValue for ChatFacts {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let known = ["channel", "group", "assignee", "responsible", "known"];
        let mut fields = Fields::of(value, "the facts of a chat", &known, reading);
        Self {
            channel: fields.get("channel"),
            group: fields.get("group"),
            assignee: fields.get("assignee"),
            responsible: fields.get("responsible"),
            known: fields.get("known"),
        }
    }
}
