//! What a message holds, in words where it is not text.

use crate::inbound::error::InboundError;
use crate::inbound::limits;
use crate::inbound::message::{Attachment, Content, MessageKind};
use crate::inbound::node::Node;
use crate::inbound::words;

/// Reads the content of a message, or of the new version of an edited one.
pub(super) fn read(message: &Node<'_>, kind: Option<String>) -> Result<Content, InboundError> {
    let Some(kind) = kind else { return Ok(Content::unsupported(None)) };
    let content = match kind.as_str() {
        "text" => text(message)?,
        "image" => media(message, &kind, MessageKind::Image)?,
        "audio" => media(message, &kind, MessageKind::Audio)?,
        "video" => media(message, &kind, MessageKind::Video)?,
        "document" => media(message, &kind, MessageKind::Document)?,
        "sticker" => media(message, &kind, MessageKind::Sticker)?,
        "location" => location(message)?,
        "contacts" => contacts(message)?,
        "button" => button(message)?,
        "interactive" => interactive(message)?,
        "order" => order(message)?,
        _ => None,
    };
    match content {
        Some(content) => Ok(content),
        None => unsupported(message, kind),
    }
}

type Found = Result<Option<Content>, InboundError>;

/// A kind that WhatsApp does not pass on says in `unsupported` what it was.
fn unsupported(message: &Node<'_>, kind: String) -> Result<Content, InboundError> {
    let named = match message.object("unsupported")? {
        Some(unsupported) => unsupported.id("type")?,
        None => None,
    };
    Ok(Content::unsupported(Some(named.unwrap_or(kind))))
}

fn text(message: &Node<'_>) -> Found {
    let Some(text) = message.object("text")? else { return Ok(None) };
    Ok(Some(Content::of(MessageKind::Text, text.text("body", limits::TEXT_BYTES)?)))
}

fn media(message: &Node<'_>, key: &str, kind: MessageKind) -> Found {
    let Some(media) = message.object(key)? else { return Ok(None) };
    let caption = media.text("caption", limits::TEXT_BYTES)?;
    let file = Attachment {
        file_id: media.need_id("id")?,
        name: media.label("filename")?,
        mime: media.label("mime_type")?,
        size_bytes: None,
    };
    Ok(Some(Content::with_file(kind, caption, file)))
}

fn location(message: &Node<'_>) -> Found {
    let Some(place) = message.object("location")? else { return Ok(None) };
    let position = words::position(place.number("latitude")?, place.number("longitude")?);
    let lines = [place.label("name")?, place.label("address")?, position];
    Ok(Some(Content::of(MessageKind::Location, words::lines(lines))))
}

fn contacts(message: &Node<'_>) -> Found {
    let cards = message.list("contacts", limits::LIST_ITEMS)?;
    if cards.is_empty() {
        return Ok(None);
    }
    let mut all = Vec::with_capacity(cards.len());
    for card in &cards {
        all.push(words::phrase(card_words(card)?));
    }
    Ok(Some(Content::of(MessageKind::Contacts, words::lines(all))))
}

fn card_words(card: &Node<'_>) -> Result<Vec<Option<String>>, InboundError> {
    let mut found = Vec::new();
    if let Some(name) = card.object("name")? {
        found.push(match name.label("formatted_name")? {
            Some(name) => Some(name),
            None => words::phrase([name.label("first_name")?, name.label("last_name")?]),
        });
    }
    for phone in card.list("phones", limits::LIST_ITEMS)? {
        found.push(phone.label("phone")?);
    }
    for email in card.list("emails", limits::LIST_ITEMS)? {
        found.push(email.label("email")?);
    }
    Ok(found)
}

/// The quick reply of a template.
fn button(message: &Node<'_>) -> Found {
    let Some(button) = message.object("button")? else { return Ok(None) };
    Ok(Some(Content::of(MessageKind::Button, button.label("text")?)))
}

/// The answer to an interactive message: a button, an entry of a list, or a form.
fn interactive(message: &Node<'_>) -> Found {
    let Some(interactive) = message.object("interactive")? else { return Ok(None) };
    let text = if let Some(reply) = interactive.object("button_reply")? {
        reply.label("title")?
    } else if let Some(reply) = interactive.object("list_reply")? {
        words::lines([reply.label("title")?, reply.label("description")?])
    } else if let Some(form) = interactive.object("nfm_reply")? {
        form.text("body", limits::TEXT_BYTES)?
    } else {
        return Ok(None);
    };
    Ok(Some(Content::of(MessageKind::Button, text)))
}

fn order(message: &Node<'_>) -> Found {
    let Some(order) = message.object("order")? else { return Ok(None) };
    let mut all = vec![order.text("text", limits::TEXT_BYTES)?];
    for item in order.list("product_items", limits::LIST_ITEMS)? {
        let price = words::phrase([item.number("item_price")?, item.label("currency")?]);
        let quantity = item.number("quantity")?.map(|quantity| format!("{quantity} ×"));
        let price = price.map(|price| format!("({price})"));
        all.push(words::phrase([quantity, item.id("product_retailer_id")?, price]));
    }
    Ok(Some(Content::of(MessageKind::Order, words::lines(all))))
}
