//! Contacts, as far as a decision needs to know them.

use serde::{Deserialize, Serialize};

use crate::chat::ChatFacts;
use crate::id::{ChannelId, UserId};
use crate::read::{Fields, FromValue, Node, Reading};

/// What decides who may see a contact and do what with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "the facts of a contact")]
pub struct ContactFacts {
    /// The user who is responsible for it.
    #[serde(default)]
    pub responsible: Option<UserId>,
    /// The channels on which it can be reached.
    pub channels: Vec<ChannelId>,
    /// Its chats.
    pub chats: Vec<ChatFacts>,
}

impl FromValue for ContactFacts {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let known = ["responsible", "channels", "chats"];
        let mut fields = Fields::of(value, "the facts of a contact", &known, reading);
        Self {
            responsible: fields.get("responsible"),
            channels: fields.get("channels"),
            chats: fields.get("chats"),
        }
    }
}
