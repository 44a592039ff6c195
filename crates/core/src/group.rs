//! Groups: users who share roles, rights, channels and a way of distributing chats.

use serde::{Deserialize, Serialize};

use crate::channel::Channels;
use crate::holding::Holding;
use crate::id::{GroupId, RoleId};
use crate::role::Rights;
use crate::routing::Algorithm;

/// A group of users. Who is in it stands with each user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a group")]
pub struct Group {
    /// The id of the group.
    pub id: GroupId,
    /// Its name, for people.
    pub name: String,
    /// The roles that its members hold, on its channels, perhaps for a period.
    pub roles: Vec<Holding<RoleId>>,
    /// Rights of its own, beside those roles.
    #[serde(default)]
    pub rights: Option<Rights>,
    /// The channels that it works with.
    pub channels: Channels,
    /// Which member gets the next chat.
    pub algorithm: Algorithm,
}
