//! One item, put where it belongs.

use usher_core::routing::rules::Language;
use usher_core::{Channel, ChatId, ChatKind, ContactId};

use super::{Intake, Outcome};
use crate::ask::ChatStatus;
use crate::company::change::Change;
use crate::company::ledger::{ChatRow, Deed, Draft, SaidBy, StoredAttachment, Waits};
use crate::fault::Fault;
use crate::inbound::{
    Attachment, Call, CallDirection, Content, Conversation, Delivery, DeliveryReport, Event, MessageKind,
    Party, What,
};
use crate::out::Said;
use crate::{object, random};

/// An item with where it came from.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    /// The item.
    pub(super) event: &'a Event,
    /// The account, as the company names it.
    pub(super) source: &'a str,
    /// The channel.
    pub(super) channel: &'a Channel,
}

impl Item<'_> {
    /// Names a message of the vendor's within the company.
    fn key(&self, external_id: &str) -> String {
        format!("{}/{external_id}", self.source)
    }
}

/// What is to be stored as a message.
struct Note<'a> {
    key: String,
    kind: &'a str,
    text: Option<&'a str>,
    attachment: Option<StoredAttachment>,
    waits: Waits,
}

pub(super) fn take(intake: &mut Intake<'_, '_>, item: &Item<'_>) -> Result<Outcome, Fault> {
    match (&item.event.what, &item.event.party) {
        (What::Status(report), _) => status(intake, item, report),
        (What::Revoke(revoke), _) => edit(intake, &item.key(&revoke.target), None),
        (What::Unsupported { .. }, _) | (_, None) => Ok(Outcome::Unsupported),
        (What::Message(message), Some(party)) => {
            let note = note(item.key(&message.external_id), &message.content, Waits::Client);
            store(intake, item, party, &note)
        }
        (What::Edit(change), Some(party)) => {
            let key = item.key(&change.target);
            match edit(intake, &key, Some(&change.content))? {
                // The edit came first: what it says is the message, and the message itself will find it there.
                Outcome::Orphan => {
                    store(intake, item, party, &note(key.clone(), &change.content, Waits::Client))?;
                    edit(intake, &key, Some(&change.content))
                }
                outcome => Ok(outcome),
            }
        }
        (What::Reaction(reaction), Some(party)) => {
            let note = Note {
                key: item.key(&reaction.external_id),
                kind: "reaction",
                text: reaction.emoji.as_deref(),
                attachment: None,
                waits: Waits::AsBefore,
            };
            store(intake, item, party, &note)
        }
        (What::Moved { notice, identities, phone }, Some(party)) => {
            let contact = intake.contact(party, item.source)?;
            for identity in identities {
                intake.scene.ledger.put_identity(identity.kind.code(), &identity.value, &contact)?;
            }
            if let Some(phone) = phone {
                intake.scene.ledger.move_contact(&contact, phone)?;
            }
            store(intake, item, party, &note(item.key(&notice.external_id), &notice.content, Waits::AsBefore))
        }
        (What::Call(call), Some(party)) => phone_call(intake, item, party, call),
    }
}

fn note(key: String, content: &Content, waits: Waits) -> Note<'_> {
    Note {
        key,
        kind: content.kind.code(),
        text: content.text.as_deref(),
        attachment: content.attachment.as_ref().map(stored),
        waits,
    }
}

fn stored(file: &Attachment) -> StoredAttachment {
    StoredAttachment { file_id: file.file_id.clone(), name: file.name.clone(), mime: file.mime.clone() }
}

/// Several events tell of one call; it stands in the chat once.
fn phone_call(
    intake: &mut Intake<'_, '_>,
    item: &Item<'_>,
    party: &Party,
    call: &Call,
) -> Result<Outcome, Fault> {
    let waits = if call.direction == Some(CallDirection::Outbound) { Waits::AsBefore } else { Waits::Client };
    let key = item.key(&call.external_id);
    if intake.scene.ledger.message_by_vendor_key(&key)?.is_none() {
        store(intake, item, party, &Note { key, kind: "call", text: None, attachment: None, waits })?;
    }
    Ok(Outcome::StoredInPart)
}

fn status(intake: &mut Intake<'_, '_>, item: &Item<'_>, report: &DeliveryReport) -> Result<Outcome, Fault> {
    let ledger = &intake.scene.ledger;
    let Some((id, chat)) = ledger.message_by_vendor_key(&item.key(&report.target))? else {
        return Ok(Outcome::Orphan);
    };
    let row = ledger.message(&id)?.ok_or(Fault::Corrupt("a message that is gone"))?;
    let earlier = match row.status.as_str() {
        "delivered" => Delivery::Delivered,
        "read" => Delivery::Read,
        "failed" => Delivery::Failed,
        _ => Delivery::Sent,
    };
    if row.direction == "out" && report.delivery.supersedes(earlier) {
        ledger.set_message_status(&id, report.delivery.code())?;
        changed(intake, &chat, id)?;
    }
    Ok(Outcome::Stored)
}

/// Changes a message, or empties it where its author took it back.
fn edit(intake: &mut Intake<'_, '_>, key: &str, content: Option<&Content>) -> Result<Outcome, Fault> {
    let ledger = &intake.scene.ledger;
    let Some((id, chat)) = ledger.message_by_vendor_key(key)? else { return Ok(Outcome::Orphan) };
    let text = content.and_then(|content| content.text.as_deref());
    let attachment = content.and_then(|content| content.attachment.as_ref()).map(stored);
    ledger.edit_message(&id, text, attachment.as_ref())?;
    changed(intake, &chat, id)?;
    Ok(Outcome::Stored)
}

fn changed(intake: &mut Intake<'_, '_>, chat: &str, message: String) -> Result<(), Fault> {
    let id = ChatId::parse(chat).map_err(|_| Fault::Corrupt("a chat id"))?;
    let before = intake.scene.ledger.chat(&id)?.map(|chat| chat.facts());
    intake.changes.push(Change::Chat { id, before, message: Some(message) });
    Ok(())
}

/// Puts a message into its chat, opening or reopening that.
fn store(
    intake: &mut Intake<'_, '_>,
    item: &Item<'_>,
    party: &Party,
    note: &Note<'_>,
) -> Result<Outcome, Fault> {
    let scene = intake.scene;
    let ledger = &scene.ledger;
    if ledger.message_by_vendor_key(&note.key)?.is_some() {
        return Ok(Outcome::Stored);
    }
    let sender = intake.contact(party, item.source)?;
    let place = chat_of(intake, item, &sender)?;
    let id = random::id()?;
    ledger.put_message(&Draft {
        id: id.as_str(),
        chat: &place.id,
        direction: "in",
        kind: note.kind,
        text: note.text,
        at_ms: item.event.at_ms.unwrap_or(ledger.now_ms).min(ledger.now_ms),
        author: None,
        sender: (place.kind == ChatKind::Group).then_some(&sender),
        attachment: note.attachment.clone(),
        status: "received",
        vendor_key: Some(&note.key),
        waits: note.waits,
    })?;
    let speaks_anew = speaks(intake, &place, party)?;
    let closed = place.before.as_ref().is_some_and(|chat| chat.status == ChatStatus::Closed);
    let reopens = closed && note.waits == Waits::Client;
    if reopens {
        reopen(intake, &place)?;
    }
    if reopens || place.before.is_none() {
        intake.turn.arrived(&place.id, item.channel, note.text)?;
    } else if !closed && note.waits == Waits::Client {
        intake.turn.message_in(&place.id)?;
        if let Some(before) = place.before.as_ref().filter(|_| speaks_anew) {
            intake.turn.labelled(before)?;
        }
    }
    let before = place.before.map(|chat| chat.facts());
    intake.changes.push(Change::Chat { id: place.id, before, message: Some(id.into()) });
    let unknown = note.kind == MessageKind::Unsupported.code();
    Ok(if unknown { Outcome::StoredInPart } else { Outcome::Stored })
}

/// Notes the language that the service tells of a client, where nobody has said which it is. Whether that is news.
fn speaks(intake: &Intake<'_, '_>, place: &Place, party: &Party) -> Result<bool, Fault> {
    let told = party.language.as_deref().and_then(Language::parse);
    // Of several people each may speak another one.
    let Some(language) = told.filter(|_| place.kind == ChatKind::Personal) else { return Ok(false) };
    let stays = |chat: &ChatRow| chat.language_by_hand || chat.language.as_ref() == Some(&language);
    if place.before.as_ref().is_some_and(stays) {
        return Ok(false);
    }
    intake.scene.ledger.set_language(&place.id, Some(&language), SaidBy::Service)?;
    Ok(true)
}

/// The chat that a message belongs to.
struct Place {
    id: ChatId,
    kind: ChatKind,
    /// The chat as it was; none: it is new.
    before: Option<ChatRow>,
}

fn chat_of(intake: &mut Intake<'_, '_>, item: &Item<'_>, sender: &ContactId) -> Result<Place, Fault> {
    let scene = intake.scene;
    let (kind, contact, vendor_key) = match &item.event.conversation {
        Conversation::Personal => (ChatKind::Personal, sender.clone(), format!("contact:{sender}")),
        Conversation::Group { id, title } => {
            let key = item.key(id);
            let contact = intake.group_contact(&key, title.as_deref())?;
            (ChatKind::Group, contact, format!("group:{key}"))
        }
    };
    if let Some(chat) = scene.ledger.chat_by_vendor_key(&item.channel.id, &vendor_key)? {
        return Ok(Place { id: chat.id.clone(), kind, before: Some(chat) });
    }
    let id = ChatId::parse(random::id()?.as_str()).map_err(|_| Fault::Randomness)?;
    scene.ledger.open_chat(&id, &item.channel.id, contact.as_str(), &vendor_key, kind)?;
    scene.ledger.audit(&Deed {
        actor: None,
        action: "chat.opened",
        subject: Said::new("chat:{}", &[&id]),
        detail: object! { "channel": item.channel.id },
    })?;
    Ok(Place { id, kind, before: None })
}

fn reopen(intake: &mut Intake<'_, '_>, place: &Place) -> Result<(), Fault> {
    let ledger = &intake.scene.ledger;
    ledger.set_chat_status(&place.id, ChatStatus::Open)?;
    ledger.audit(&Deed {
        actor: None,
        action: "chat.reopened",
        subject: Said::new("chat:{}", &[&place.id]),
        detail: object! {},
    })?;
    Ok(())
}
