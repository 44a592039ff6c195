//! What people write to a bot.

use super::sender::{self, Chat};
use super::{Found, content};
use crate::inbound::error::InboundError;
use crate::inbound::event::What;
use crate::inbound::message::{Edit, Message};
use crate::inbound::node::Node;
use crate::inbound::party::{Party, international};

/// Reads a `Message` object.
pub(super) fn new(node: &Node<'_>) -> Result<Found, InboundError> {
    let chat = chat_of(node)?;
    let reply_to = match node.object("reply_to_message")? {
        Some(answered) => Some(sender::message_id(&chat, &answered)?),
        None => None,
    };
    let message = Message {
        external_id: sender::message_id(&chat, node)?,
        content: content::read(node)?,
        reply_to,
        // The second and third are how it was written before version 7.0 of the API.
        forwarded: ["forward_origin", "forward_from", "forward_date"].iter().any(|key| node.has(key)),
        referral: None,
    };
    Ok(Found {
        party: Some(party(node, &chat)?),
        conversation: chat.conversation,
        at_ms: node.seconds_as_ms("date")?,
        what: What::Message(message),
    })
}

/// Reads a `Message` object that replaces the earlier one of the same id.
pub(super) fn edited(node: &Node<'_>) -> Result<Found, InboundError> {
    let chat = chat_of(node)?;
    let edit = Edit { target: sender::message_id(&chat, node)?, content: content::read(node)? };
    let at_ms = match node.seconds_as_ms("edit_date")? {
        Some(at_ms) => Some(at_ms),
        None => node.seconds_as_ms("date")?,
    };
    Ok(Found {
        party: Some(party(node, &chat)?),
        conversation: chat.conversation,
        at_ms,
        what: What::Edit(edit),
    })
}

fn chat_of(node: &Node<'_>) -> Result<Chat, InboundError> {
    sender::chat(&node.need_object("chat")?)
}

/// The sender. Telegram never tells a phone number, but people share their own card with a bot.
fn party(node: &Node<'_>, chat: &Chat) -> Result<Party, InboundError> {
    let mut party = sender::of_message(node, chat)?;
    if let Some(card) = node.object("contact")? {
        let owner = card.id("user_id")?;
        if owner.is_some() && owner == party.identities.first().map(|own| own.value.clone()) {
            party.phone = card.label("phone_number")?.as_deref().and_then(international);
        }
    }
    Ok(party)
}
