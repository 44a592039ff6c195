//! Users: the employees of a company.

use serde::{Deserialize, Serialize};

use crate::channel::Channels;
use crate::holding::Holding;
use crate::id::{GroupId, RoleId, UserId};
use crate::read::{FromValue, Node, Reading, word};

/// Whether a user takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// Works.
    Active,
    /// Is away for a time; holds nothing meanwhile.
    Deactivated,
    /// Has left; the history stays.
    Removed,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a user")]
pub struct User {
    /// The id of the user.
    pub id: UserId,
    /// The full name.
    pub name: String,
    /// The name to log in with, unique in the company, 1 to 64 of `a-z`, `0-9`, `_`, `.`, `-`.
    pub username: String,
    /// Whether the user takes part.
    pub status: UserStatus,
    /// Roles held directly, on the user's own channels, perhaps for a period.
    pub roles: Vec<Holding<RoleId>>,
    /// The groups the user is in, perhaps for a period.
    pub groups: Vec<Holding<GroupId>>,
    /// The user's own channels: where set, also a ceiling over everything that comes through groups.
    /// Where not set, there is no ceiling, and roles held directly reach no channel.
    #[serde(default)]
    pub channels: Option<Channels>,
    /// Permissions that no grant can give this user.
    #[serde(default)]
    pub denied: Vec<String>,
    /// Roles taken in an emergency: each ends, and reaches every channel that the user's own list does not
    /// shut out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emergency: Vec<Holding<RoleId>>,
}

impl FromValue for UserStatus {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        match word(value, &["active", "deactivated", "removed"], reading) {
            Some(0) => Self::Active,
            Some(1) => Self::Deactivated,
            _ => Self::Removed,
        }
    }
}
