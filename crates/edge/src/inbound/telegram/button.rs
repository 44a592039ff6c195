//! A pressed button below a message of ours.

use super::Found;
use super::sender;
use crate::inbound::error::InboundError;
use crate::inbound::event::What;
use crate::inbound::limits;
use crate::inbound::message::{Content, Message, MessageKind};
use crate::inbound::node::Node;
use crate::inbound::party::Conversation;

/// Reads a `CallbackQuery` object.
pub(super) fn read(node: &Node<'_>) -> Result<Found, InboundError> {
    let from = node.need_object("from")?;
    let data = node.text("data", limits::TEXT_BYTES)?;
    let (mut conversation, mut reply_to, mut label) = (Conversation::Personal, None, None);
    // A button below a message that was sent inline has no message here, and then no chat but the person's own.
    if let Some(message) = node.object("message")? {
        let chat = sender::chat(&message.need_object("chat")?)?;
        reply_to = Some(sender::message_id(&chat, &message)?);
        conversation = chat.conversation;
        label = pressed(&message, data.as_deref())?;
    }
    let message = Message {
        external_id: format!("button:{}", node.need_id("id")?),
        content: Content::of(MessageKind::Button, label.or(data)),
        reply_to,
        forwarded: false,
        referral: None,
    };
    let party = Some(sender::user(&from)?);
    // Telegram does not say when it was pressed.
    Ok(Found { party, conversation, at_ms: None, what: What::Message(message) })
}

/// What stood on the button that carries this data.
fn pressed(message: &Node<'_>, data: Option<&str>) -> Result<Option<String>, InboundError> {
    let Some(markup) = message.object("reply_markup")? else { return Ok(None) };
    for button in markup.rows("inline_keyboard", limits::LIST_ITEMS)? {
        if data.is_some() && button.text("callback_data", limits::TEXT_BYTES)?.as_deref() == data {
            return button.label("text");
        }
    }
    Ok(None)
}
