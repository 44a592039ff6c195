//! Numbers by which the engine knows things. The host keeps the names.

use serde::{Deserialize, Serialize};

/// Greatest number of a person, and so how many there can be.
pub const PEOPLE_MAX: u32 = 1 << 20;

/// Greatest number of a group.
pub const GROUPS_MAX: u16 = 1 << 14;

/// Greatest number of a channel.
pub const CHANNELS_MAX: u16 = 1 << 14;

/// Greatest number of a chat: what a number of JavaScript holds exactly.
pub const CHAT_NO_MAX: u64 = (1 << 53) - 1;

/// The first moment that can be, in milliseconds since the epoch: the first of January 2020.
pub const FIRST_MS: i64 = 1_577_836_800_000;

/// The last one, in 2054.
pub const LAST_MS: i64 = FIRST_MS + (1 << 40) - 1;

/// A person, counted from zero without large gaps: rows are kept by this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonNo(pub u32);

/// A chat. Any number up to [`CHAT_NO_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChatNo(pub u64);

/// A group: its place in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupNo(pub u16);

/// A channel: its place in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChannelNo(pub u16);

impl PersonNo {
    /// Where the row is.
    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }
}

impl GroupNo {
    /// Where the row is.
    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }
}

impl ChannelNo {
    /// Where the row is.
    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }
}
