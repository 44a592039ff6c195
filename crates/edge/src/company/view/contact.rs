//! The card of a contact.

use serde::Serialize;
use usher_core::mask::{Lens, Maskable, Masked};
use usher_core::{Acquaintance, FieldKind, FieldVisibility};

use super::named::Named;
use crate::company::ledger::ContactRow;
use crate::out::{Cell, Sheet};

/// The card of a contact. What is hidden is `null`; `visibility` says why.
#[derive(Serialize)]
pub struct ContactView {
    id: String,
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    handle: Option<String>,
    address: Option<String>,
    known: Acquaintance,
    responsible: Option<Named>,
    visibility: FieldVisibility,
}

impl ContactView {
    /// A card as a viewer sees it.
    pub fn masked(contact: &ContactRow, lens: &Lens) -> Masked<Self> {
        Masked::new(Self::of(contact, lens), lens)
    }

    /// A card before it is masked, as a part of something.
    pub fn of(contact: &ContactRow, lens: &Lens) -> Self {
        Self {
            id: contact.id.to_string(),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            email: contact.email.clone(),
            handle: contact.handle.clone(),
            address: contact.address.clone(),
            known: contact.known,
            responsible: contact.responsible.as_ref().map(|(id, name)| Named::new(id, name)),
            visibility: lens.visibility().clone(),
        }
    }
}

impl Maskable for ContactView {
    fn mask(self, lens: &Lens) -> Self {
        // Field by field, so that a new one has to be decided on.
        let Self { id, name, phone, email, handle, address, known, responsible, visibility } = self;
        let field =
            |kind: FieldKind, value: Option<String>| value.and_then(|value| lens.field(&kind, &value));
        Self {
            id,
            name: field(FieldKind::Name, name),
            phone: field(FieldKind::Phone, phone),
            email: field(FieldKind::Email, email),
            handle: field(FieldKind::Handle, handle),
            address: field(FieldKind::Address, address),
            known,
            responsible,
            visibility,
        }
    }
}

impl Sheet for ContactView {
    const COLUMNS: &'static [&'static str] =
        &["id", "name", "phone", "email", "handle", "address", "known", "responsible_id", "responsible"];

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            Cell::Text(Some(&self.id)),
            Cell::Text(self.name.as_deref()),
            Cell::Text(self.phone.as_deref()),
            Cell::Text(self.email.as_deref()),
            Cell::Text(self.handle.as_deref()),
            Cell::Text(self.address.as_deref()),
            Cell::Flag(self.known == Acquaintance::Known),
            Cell::Text(self.responsible.as_ref().map(Named::id)),
            Cell::Text(self.responsible.as_ref().map(Named::name)),
        ]
    }
}
