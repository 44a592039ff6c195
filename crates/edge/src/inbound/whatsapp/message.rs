//! What clients write.

use super::sender::{Names, party};
use super::{Line, content};
use crate::inbound::error::InboundError;
use crate::inbound::event::{Event, What};
use crate::inbound::limits;
use crate::inbound::message::{Content, Edit, Message, MessageKind, Reaction, Referral, Revoke};
use crate::inbound::node::Node;

/// Reads one entry of `messages`.
pub(super) fn read(node: &Node<'_>, line: &Line<'_>) -> Result<Event, InboundError> {
    let external_id = node.need_id("id")?;
    let names = Names::read(node, ["from_user_id", "from_parent_user_id", "from"])?;
    let from = party(names, line.contacts).ok_or_else(|| node.missing("from"))?;
    Ok(Event {
        account: line.account.clone(),
        dedupe_key: format!("message:{external_id}"),
        party: Some(from),
        conversation: Line::group(node.id("group_id")?),
        at_ms: node.seconds_as_ms("timestamp")?,
        what: what(node, external_id)?,
        raw: node.raw()?,
    })
}

fn what(node: &Node<'_>, external_id: String) -> Result<What, InboundError> {
    let kind = node.id("type")?;
    // The part that carries the content has the name of the kind.
    let part = match kind.as_deref() {
        Some(kind @ ("edit" | "revoke" | "reaction" | "system")) => node.object(kind)?,
        _ => None,
    };
    match (kind.as_deref(), part) {
        (Some("edit"), Some(edit)) => {
            let new = edit.need_object("message")?;
            let target = edit.need_id("original_message_id")?;
            Ok(What::Edit(Edit { target, content: content::read(&new, new.id("type")?)? }))
        }
        (Some("revoke"), Some(revoke)) => {
            Ok(What::Revoke(Revoke { target: revoke.need_id("original_message_id")? }))
        }
        (Some("reaction"), Some(reaction)) => Ok(What::Reaction(Reaction {
            external_id,
            target: reaction.need_id("message_id")?,
            emoji: reaction.text("emoji", limits::ID_BYTES)?,
        })),
        (Some("system"), Some(system)) => notice(&system, external_id),
        (_, _) => message(node, external_id, content::read(node, kind)?),
    }
}

fn message(node: &Node<'_>, external_id: String, content: Content) -> Result<What, InboundError> {
    let (mut reply_to, mut forwarded) = (None, false);
    if let Some(context) = node.object("context")? {
        reply_to = context.id("id")?;
        forwarded = context.flag("forwarded")? || context.flag("frequently_forwarded")?;
    }
    let referral = match node.object("referral")? {
        Some(referral) => Some(Referral {
            source_id: referral.id("source_id")?,
            source_url: referral.label("source_url")?,
            headline: referral.label("headline")?,
        }),
        None => None,
    };
    Ok(What::Message(Message { external_id, content, reply_to, forwarded, referral }))
}

/// A notice of WhatsApp about the client: a changed number, a changed security code.
fn notice(system: &Node<'_>, external_id: String) -> Result<What, InboundError> {
    let content = Content {
        vendor_kind: system.id("type")?,
        ..Content::of(MessageKind::System, system.text("body", limits::TEXT_BYTES)?)
    };
    let notice = Message { external_id, content, reply_to: None, forwarded: false, referral: None };
    // Older versions of the API write `new_wa_id`.
    let key = if system.has("wa_id") { "wa_id" } else { "new_wa_id" };
    let names = Names::read(system, ["user_id", "parent_user_id", key])?;
    if names.is_empty() {
        return Ok(What::Message(notice));
    }
    Ok(What::Moved { notice, identities: names.identities(), phone: names.phone() })
}
