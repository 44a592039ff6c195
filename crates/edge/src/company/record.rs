//! How much of a record a viewer sees, and what of it must stay private.

use usher_core::access::Target;
use usher_core::mask::{Lens, Masked, Masking, Policy, Secrets};
use usher_core::{
    Access, ChatId, ContactFacts, ContactId, FieldKind, FieldVisibility, Permission, Visibility,
};

use super::handlers::chats::senders;
use super::ledger::{AuditRow, ChatRow, ContactRow};
use super::serve::{Scene, Viewer};
use crate::fault::Fault;
use crate::out::{Words, everyones};

/// How a viewer sees a chat and everything in it. `senders` are the clients who wrote in it, where they are several.
pub fn chat_lens(scene: &Scene<'_>, access: &Access, chat: &ChatRow, senders: &[ContactRow]) -> Lens {
    lens(scene, access.visibility(Target::Chat(&chat.facts())), &chat.contact, senders)
}

/// How a viewer sees the card of a contact in passing, beside a chat: without the right to see cards, the name
/// is all of it.
pub fn card_lens(scene: &Scene<'_>, access: &Access, chat: &ChatRow) -> Lens {
    let facts = chat.facts();
    let visibility = access.visibility(Target::Chat(&facts));
    let visibility = if access.check(Permission::CONTACTS_VIEW, Target::Chat(&facts)).is_allowed() {
        visibility
    } else {
        let name = visibility.get(&FieldKind::Name);
        FieldVisibility::all(Visibility::Hidden).with(FieldKind::Name, name)
    };
    lens(scene, visibility, &chat.contact, &[])
}

/// How a viewer sees the card of a contact.
pub fn contact_lens(scene: &Scene<'_>, access: &Access, contact: &ContactRow, facts: &ContactFacts) -> Lens {
    lens(scene, access.visibility(Target::Contact(facts)), contact, &[])
}

/// How a viewer sees one field of a contact that is being revealed. What else stands in it stays as it was, but for the
/// name: an address that is shown may well spell it.
pub fn revealing_lens(
    scene: &Scene<'_>,
    access: &Access,
    contact: &ContactRow,
    facts: &ContactFacts,
    kind: &FieldKind,
) -> Lens {
    let visibility = access.visibility(Target::Contact(facts)).with(kind.clone(), Visibility::Clear);
    in_style(scene, Lens::new(visibility, secrets(contact, &[])))
}

/// How a viewer sees an entry of the audit log: nothing wider than masked, and of an entry about a chat or a contact no
/// more than of that.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn entry_lens(scene: &Scene<'_>, viewer: &Viewer, entry: &AuditRow) -> Result<Lens, Fault> {
    let lens = match entry.subject.split_once(':') {
        Some(("chat", id)) => {
            let chat = ChatId::parse(id).ok().map(|id| scene.ledger.chat(&id)).transpose()?.flatten();
            match chat {
                Some(chat) => Some(chat_lens(scene, &viewer.access, &chat, &senders(scene, &chat)?)),
                None => None,
            }
        }
        Some(("contact", id)) => {
            let contact =
                ContactId::parse(id).ok().map(|id| scene.ledger.contact(&id)).transpose()?.flatten();
            match contact {
                Some(contact) => {
                    let facts = scene.ledger.contact_facts(&contact)?;
                    Some(contact_lens(scene, &viewer.access, &contact, &facts))
                }
                None => None,
            }
        }
        _ => return Ok(everyones()),
    };
    // What colleagues wrote is no text of a client's: without its reasons a log is of no use to whoever watches over it.
    let written = |fields: FieldVisibility| fields.with(FieldKind::Text, Visibility::Masked);
    let Some(lens) = lens else { return Ok(Lens::new(written(FieldVisibility::hidden()), Secrets::new())) };
    let narrowed = FieldKind::STANDARD.into_iter().fold(FieldVisibility::hidden(), |fields, kind| {
        let shown = lens.visibility().get(&kind).min(Visibility::Masked);
        fields.with(kind, shown)
    });
    let narrowed = written(narrowed);
    Ok(Lens::new(narrowed, lens.secrets().clone()).with_detector(lens.detector()))
}

/// A text of a colleague's as it is stored where many read it: numbers, addresses and names of clients have no place in
/// it. `lens` is that of the record which it is about.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn noted(scene: &Scene<'_>, lens: &Lens, text: &str) -> Result<Masked<Words>, Fault> {
    let mut secrets = lens.secrets().clone();
    for name in scene.ledger.names_within(text)? {
        secrets.add(FieldKind::Name, &name);
    }
    let masking = Masking { policy: Policy::Strict, ..scene.directory.settings.masking.clone() };
    let strictest =
        Lens::new(FieldVisibility::all(Visibility::Masked), secrets).with_detector(masking.detector());
    Ok(Masked::new(Words::of(text), &strictest))
}

/// A view of what the record of a contact holds, and of what others who wrote beside it do.
fn lens(
    scene: &Scene<'_>,
    visibility: FieldVisibility,
    contact: &ContactRow,
    senders: &[ContactRow],
) -> Lens {
    let mut secrets = secrets(contact, senders);
    // Whoever is not to know what clients are called does not read it in a text either. Where names are shown, they
    // are left alone: a text is not to be full of holes for nothing.
    if visibility.get(&FieldKind::Name) < Visibility::Clear {
        for name in core::iter::once(contact).chain(senders).filter_map(|contact| contact.name.as_ref()) {
            secrets.add(FieldKind::Name, name);
            name.split_whitespace().for_each(|part| secrets.add(FieldKind::Name, part));
        }
    }
    in_style(scene, Lens::new(visibility, secrets))
}

/// The same as the company masks.
fn in_style(scene: &Scene<'_>, lens: Lens) -> Lens {
    let masking = &scene.directory.settings.masking;
    let lens = lens.with_detector(masking.detector()).with_styles(&masking.styles);
    match &scene.directory.pseudonyms {
        Some(pseudonyms) => lens.with_pseudonyms(pseudonyms.clone()),
        None => lens,
    }
}

fn secrets(contact: &ContactRow, senders: &[ContactRow]) -> Secrets {
    let mut secrets = Secrets::new();
    for contact in core::iter::once(contact).chain(senders) {
        let fields = [
            (FieldKind::Phone, &contact.phone),
            (FieldKind::Email, &contact.email),
            (FieldKind::Handle, &contact.handle),
            (FieldKind::Address, &contact.address),
        ];
        for (kind, value) in fields {
            if let Some(value) = value {
                secrets.add(kind, value);
            }
        }
        for identity in &contact.identities {
            // A WhatsApp identity is a phone number without its plus sign; others are no less private.
            secrets.add(FieldKind::Phone, identity);
        }
        if let Some(name) = contact.name.as_ref().filter(|name| name.bytes().any(|b| b.is_ascii_digit())) {
            secrets.add(FieldKind::Phone, name);
        }
    }
    secrets
}
