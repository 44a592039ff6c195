//! Whether somebody is there.

use crate::read::{FromValue, Node, ReadError, word};
use serde::{Deserialize, Serialize};

/// Whether a user is there to take a chat, at the moment of the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Connected, and takes chats.
    Online,
    /// Connected, and said not to take any.
    Away,
    /// Not connected.
    Offline,
}

impl FromValue for Presence {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        word(value, &[("online", Self::Online), ("away", Self::Away), ("offline", Self::Offline)])
    }
}
