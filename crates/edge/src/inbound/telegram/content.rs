//! What a message holds, in words where it is not text.

use crate::inbound::error::{Fault, InboundError};
use crate::inbound::limits;
use crate::inbound::message::{Attachment, Content, MessageKind};
use crate::inbound::node::Node;
use crate::inbound::words;

/// Files, by the field that holds them. An animation comes with a `document` too, for older bots, so it
/// stands before it.
const FILES: [(&str, MessageKind); 7] = [
    ("animation", MessageKind::Video),
    ("audio", MessageKind::Audio),
    ("document", MessageKind::Document),
    ("sticker", MessageKind::Sticker),
    ("video", MessageKind::Video),
    ("video_note", MessageKind::Video),
    ("voice", MessageKind::Audio),
];

/// What happens to a group rather than being said in it.
const NOTICES: [&str; 14] = [
    "channel_chat_created",
    "delete_chat_photo",
    "group_chat_created",
    "left_chat_member",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "migrate_to_chat_id",
    "new_chat_members",
    "new_chat_photo",
    "new_chat_title",
    "pinned_message",
    "supergroup_chat_created",
    "video_chat_ended",
    "video_chat_started",
];

/// What is said and not read here.
const UNSUPPORTED: [&str; 10] = [
    "checklist",
    "dice",
    "game",
    "giveaway",
    "invoice",
    "paid_media",
    "passport_data",
    "poll",
    "story",
    "successful_payment",
];

/// Reads the content of a `Message` object.
pub(super) fn read(message: &Node<'_>) -> Result<Content, InboundError> {
    if message.has("text") {
        return Ok(Content::of(MessageKind::Text, message.text("text", limits::TEXT_BYTES)?));
    }
    if message.has("photo") {
        return photo(message);
    }
    for (key, kind) in FILES {
        if let Some(part) = message.object(key)? {
            return file(message, &part, kind);
        }
    }
    if let Some(content) = place(message)? {
        return Ok(content);
    }
    if let Some(card) = message.object("contact")? {
        return contact(&card);
    }
    let named = |keys: &[&str]| keys.iter().find(|key| message.has(key)).map(|key| (*key).to_owned());
    match named(&NOTICES) {
        Some(notice) => Ok(Content { vendor_kind: Some(notice), ..Content::of(MessageKind::System, None) }),
        None => Ok(Content::unsupported(named(&UNSUPPORTED))),
    }
}

/// A picture comes in several sizes. The largest is the picture.
fn photo(message: &Node<'_>) -> Result<Content, InboundError> {
    let mut largest: Option<(i64, Attachment)> = None;
    for size in message.list("photo", limits::LIST_ITEMS)? {
        let area = size.whole("width")?.unwrap_or(0).saturating_mul(size.whole("height")?.unwrap_or(0));
        if largest.as_ref().is_none_or(|(best, _)| area >= *best) {
            largest = Some((area, attachment(&size)?));
        }
    }
    let attachment = largest.map(|(_, attachment)| attachment);
    Ok(Content { attachment, ..Content::of(MessageKind::Image, caption(message)?) })
}

fn file(message: &Node<'_>, part: &Node<'_>, kind: MessageKind) -> Result<Content, InboundError> {
    let text = match kind {
        // A sticker has no caption, and stands for an emoji.
        MessageKind::Sticker => part.label("emoji")?,
        _ => caption(message)?,
    };
    Ok(Content::with_file(kind, text, attachment(part)?))
}

fn attachment(part: &Node<'_>) -> Result<Attachment, InboundError> {
    let size_bytes = match part.whole("file_size")? {
        Some(size) => Some(u64::try_from(size).map_err(|_| part.bad(Fault::WrongType, "file_size"))?),
        None => None,
    };
    let name = match part.label("file_name")? {
        Some(name) => Some(name),
        None => part.label("title")?,
    };
    Ok(Attachment { file_id: part.need_id("file_id")?, name, mime: part.label("mime_type")?, size_bytes })
}

fn caption(message: &Node<'_>) -> Result<Option<String>, InboundError> {
    message.text("caption", limits::TEXT_BYTES)
}

/// A venue comes with a `location` too, for older bots.
fn place(message: &Node<'_>) -> Result<Option<Content>, InboundError> {
    let (location, title, address) = if let Some(venue) = message.object("venue")? {
        (venue.object("location")?, venue.label("title")?, venue.label("address")?)
    } else if let Some(location) = message.object("location")? {
        (Some(location), None, None)
    } else {
        return Ok(None);
    };
    let position = match location {
        Some(location) => words::position(location.number("latitude")?, location.number("longitude")?),
        None => None,
    };
    Ok(Some(Content::of(MessageKind::Location, words::lines([title, address, position]))))
}

fn contact(card: &Node<'_>) -> Result<Content, InboundError> {
    let parts = [card.label("first_name")?, card.label("last_name")?, card.label("phone_number")?];
    Ok(Content::of(MessageKind::Contacts, words::phrase(parts)))
}
