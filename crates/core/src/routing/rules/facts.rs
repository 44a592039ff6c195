//! What is known of a message.

use crate::channel::ChannelKind;
use crate::chat::Acquaintance;
use crate::id::ChannelId;

use super::language::Language;

/// What rules ask of a message and its chat. What is not known does not hold for any condition.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The channel that it came in on.
    pub channel: &'a ChannelId,
    /// The service that the channel is connected to.
    pub kind: ChannelKind,
    /// Whether the client is known.
    pub client: Acquaintance,
    /// The labels of the chat and of its client.
    pub labels: &'a [String],
    /// The language that the client writes in.
    pub language: Option<&'a Language>,
    /// What the client wrote.
    pub text: &'a str,
}
