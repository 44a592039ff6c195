//! Whether somebody is there.

use crate::read::{FromValue, ReadError, word};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    fn from_value(value: &Value) -> Result<Self, ReadError> {
        word(value, &[("online", Self::Online), ("away", Self::Away), ("offline", Self::Offline)])
    }
}
