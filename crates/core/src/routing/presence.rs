//! Whether somebody is there.

use crate::read::{FromValue, Node, Reading, word};
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
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        match word(value, &["online", "away", "offline"], reading) {
            Some(0) => Self::Online,
            Some(1) => Self::Away,
            _ => Self::Offline,
        }
    }
}
