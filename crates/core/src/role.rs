//! Rights and the roles that name them.

use serde::{Deserialize, Serialize};

use crate::field::FieldVisibility;
use crate::id::RoleId;
use crate::read::{FromValue, Node, Reading, word};
use crate::write::{Json, ToJson};

/// Which chats a grant opens, among those on its channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatScope {
    /// No chat.
    None,
    /// Chats assigned to the user, and those of contacts whose responsible the user is.
    Assigned,
    /// Those, and chats assigned to or queued for the grant's groups.
    Group,
    /// Every chat.
    All,
}

impl ChatScope {
    /// The name of this scope, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Assigned => "assigned",
            Self::Group => "group",
            Self::All => "all",
        }
    }
}

/// Whether the holder sees unassigned chats of clients who are not in the CRM yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewClients {
    /// They are not shown.
    Hidden,
    /// They are shown, beside what the chat scope opens.
    Shown,
}

impl Serialize for NewClients {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self == Self::Shown)
    }
}

impl<'de> Deserialize<'de> for NewClients {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(if bool::deserialize(deserializer)? { Self::Shown } else { Self::Hidden })
    }
}

/// A bundle of rights: what may be done, to which chats, seeing how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "rights")]
pub struct Rights {
    /// Names of permissions.
    pub permissions: Vec<String>,
    /// Which chats they reach.
    pub scope: ChatScope,
    /// Whether unassigned chats of new clients are reached beside the scope.
    pub new_clients: NewClients,
    /// How much of each kind of personal data is shown in what they reach.
    pub fields: FieldVisibility,
}

/// A role: rights with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a role")]
pub struct Role {
    /// The id of the role.
    pub id: RoleId,
    /// Its name, for people.
    pub name: String,
    /// What it gives.
    pub rights: Rights,
    /// For how many minutes at most it may be taken in an emergency, by whoever holds `access.emergency`; none:
    /// not at all. From 1 to [`EMERGENCY_MAX_MINUTES`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_max_minutes: Option<u32>,
}

/// Longest that a role may be held in an emergency, in minutes: a day.
pub const EMERGENCY_MAX_MINUTES: u32 = 1_440;

impl ToJson for ChatScope {
    fn write(&self, json: &mut Json) {
        self.as_str().write(json);
    }
}

impl FromValue for ChatScope {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        match word(value, &["none", "assigned", "group", "all"], reading) {
            Some(1) => Self::Assigned,
            Some(2) => Self::Group,
            Some(3) => Self::All,
            _ => Self::None,
        }
    }
}

impl FromValue for NewClients {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        if bool::read(value, reading) { Self::Shown } else { Self::Hidden }
    }
}
