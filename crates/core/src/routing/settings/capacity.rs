//! How much somebody may have in hand at once.

use crate::channel::ChannelKind;
use crate::id::ChannelId;
use crate::sorted::SortedMap;

/// How much text somebody may have in hand where nobody says otherwise.
///
/// People leave chats open that wait for the client, so a limit that fits the conversations of a minute would leave new
/// clients in the queue of a team that never set one. This one holds back only a flood.
pub const TEXT_USUAL: u32 = 20;
/// How many calls somebody may have at once where nobody says otherwise.
pub const CALLS_USUAL: u32 = 1;
/// Greatest capacity for text.
pub const TEXT_MAX: u32 = 1_000;
/// Greatest capacity for calls.
pub const CALLS_MAX: u32 = 20;
/// Greatest weight of a chat.
pub const WEIGHT_MAX: u32 = 100;

/// How much everybody may have in hand at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// The weights of open written chats together. 0: nobody is given any.
    pub text: u32,
    /// How many calls. 0: nobody is given any.
    pub calls: u32,
    /// How much a written chat weighs; 1 where nothing is said.
    pub weights: Weights,
}

impl Capacity {
    /// That of a company that says nothing.
    pub fn usual() -> Self {
        Self { text: TEXT_USUAL, calls: CALLS_USUAL, weights: Weights::equal() }
    }
}

/// How much a written chat weighs, from 1. A call always takes one place of those for calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// By the service that the channel is connected to.
    pub kinds: SortedMap<ChannelKind, u32>,
    /// By the channel itself, which wins over its service.
    pub channels: SortedMap<ChannelId, u32>,
}

impl Weights {
    /// Every chat weighs the same.
    pub fn equal() -> Self {
        Self { kinds: SortedMap::new(), channels: SortedMap::new() }
    }
}

/// What a group or a person says of its own about capacity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnCapacity {
    /// The weights of open written chats together; none: nothing is said.
    pub text: Option<u32>,
    /// How many calls; none: nothing is said.
    pub calls: Option<u32>,
}

/// How much somebody may have in hand, after all that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots {
    /// The weights of open written chats together.
    pub text: u32,
    /// How many calls.
    pub calls: u32,
}
