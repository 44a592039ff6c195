//! Who wrote, and where.

use crate::inbound::error::{Fault, InboundError};
use crate::inbound::node::Node;
use crate::inbound::party::{Conversation, Identity, IdentityKind, Party};
use crate::inbound::words;

/// A chat of Telegram: with one person, or of a group.
pub(super) struct Chat {
    pub(super) id: String,
    pub(super) conversation: Conversation,
    /// The chat as one that speaks: in a personal chat that is the person.
    pub(super) party: Party,
}

/// Reads a `Chat` object.
pub(super) fn chat(node: &Node<'_>) -> Result<Chat, InboundError> {
    let id = numeric_id(node)?;
    let personal = match node.id("type")?.as_deref() {
        Some(kind) => kind == "private",
        // Telegram's own examples lack the type. Groups and channels have negative ids.
        None => !id.starts_with('-'),
    };
    let title = node.label("title")?;
    let (kind, conversation) = if personal {
        (IdentityKind::Telegram, Conversation::Personal)
    } else {
        (IdentityKind::TelegramChat, Conversation::Group { id: id.clone(), title: title.clone() })
    };
    let name = match title {
        Some(title) => Some(title),
        None => full_name(node)?,
    };
    let party = Party {
        identities: vec![Identity { kind, value: id.clone() }],
        name,
        phone: None,
        handle: node.label("username")?,
        language: None,
    };
    Ok(Chat { id, conversation, party })
}

/// Reads a `User` object.
pub(super) fn user(node: &Node<'_>) -> Result<Party, InboundError> {
    Ok(Party {
        identities: vec![Identity { kind: IdentityKind::Telegram, value: numeric_id(node)? }],
        name: full_name(node)?,
        phone: None,
        handle: node.label("username")?,
        language: node.label("language_code")?,
    })
}

/// Whoever a message is from. Somebody who writes in the name of a group or channel is known by that; Telegram
/// puts a stand-in user beside it.
pub(super) fn of_message(node: &Node<'_>, chat: &Chat) -> Result<Party, InboundError> {
    if let Some(speaker) = node.object("sender_chat")? {
        return Ok(self::chat(&speaker)?.party);
    }
    match node.object("from")? {
        Some(from) => user(&from),
        None => Ok(chat.party.clone()),
    }
}

/// The id of a message as we know it: Telegram counts messages within each chat.
pub(super) fn message_id(chat: &Chat, node: &Node<'_>) -> Result<String, InboundError> {
    let id = node.whole("message_id")?.ok_or_else(|| node.missing("message_id"))?;
    Ok(format!("{}:{id}", chat.id))
}

fn full_name(node: &Node<'_>) -> Result<Option<String>, InboundError> {
    Ok(words::phrase([node.label("first_name")?, node.label("last_name")?]))
}

/// Ids of Telegram are whole numbers of up to 52 bits. We keep them as text.
fn numeric_id(node: &Node<'_>) -> Result<String, InboundError> {
    let id = node.need_id("id")?;
    if id.parse::<i64>().is_ok() { Ok(id) } else { Err(node.bad(Fault::WrongType, "id")) }
}
