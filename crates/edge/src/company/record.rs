//! How much of a record a viewer sees, and what of it must stay private.

use usher_core::access::Target;
use usher_core::mask::{Lens, Secrets};
use usher_core::{Access, ContactFacts, FieldKind, FieldVisibility, Permission, Visibility};

use super::ledger::{ChatRow, ContactRow};

/// How a viewer sees a chat and everything in it. `senders` are the clients who wrote in it, where they are several.
pub fn chat_lens(access: &Access, chat: &ChatRow, senders: &[ContactRow]) -> Lens {
    Lens::new(access.visibility(Target::Chat(&chat.facts())), secrets(&chat.contact, senders))
}

/// How a viewer sees the card of a contact in passing, beside a chat: without the right to see cards, the name
/// is all of it.
pub fn card_lens(access: &Access, chat: &ChatRow) -> Lens {
    let facts = chat.facts();
    let visibility = access.visibility(Target::Chat(&facts));
    let visibility = if access.check(Permission::CONTACTS_VIEW, Target::Chat(&facts)).is_allowed() {
        visibility
    } else {
        let name = visibility.get(&FieldKind::Name);
        FieldVisibility::all(Visibility::Hidden).with(FieldKind::Name, name)
    };
    Lens::new(visibility, secrets(&chat.contact, &[]))
}

/// How a viewer sees the card of a contact.
pub fn contact_lens(access: &Access, contact: &ContactRow, facts: &ContactFacts) -> Lens {
    Lens::new(access.visibility(Target::Contact(facts)), secrets(contact, &[]))
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
