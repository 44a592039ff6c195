//! Something with an id and a name, and how clients are called.

use serde::Serialize;
use usher_core::mask::{Lens, Maskable};
use usher_core::{FieldKind, Visibility};

use crate::company::ledger::ContactRow;
use crate::inbound::MessageKind;
use crate::out::declared::OwnId;

/// An id with a name that is no secret: of a user, a role, a group or a channel, never of a client.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    id: String,
    name: String,
}

impl Named {
    /// An id with a name.
    pub fn new(id: &impl OwnId, name: impl Into<String>) -> Self {
        Self { id: id.to_string(), name: name.into() }
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A client's id with what the client is called by.
#[derive(Clone, Serialize)]
pub(super) struct Caller {
    id: String,
    name: Option<String>,
    #[serde(skip)]
    kind: FieldKind,
}

impl Caller {
    /// What a client is called by: the name, else the phone number, the handle or the e-mail address.
    pub(super) fn of(contact: &ContactRow) -> Self {
        let names = [
            (FieldKind::Name, &contact.name),
            (FieldKind::Phone, &contact.phone),
            (FieldKind::Handle, &contact.handle),
            (FieldKind::Email, &contact.email),
        ];
        let best = names.into_iter().find_map(|(kind, name)| name.clone().map(|name| (kind, name)));
        let (kind, name) = best.map_or((FieldKind::Name, None), |(kind, name)| (kind, Some(name)));
        Self { id: contact.id.to_string(), name, kind }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Maskable for Caller {
    fn mask(self, lens: &Lens) -> Self {
        let Self { id, name, kind } = self;
        Self { id, name: name.and_then(|name| lens.field(&kind, &name)), kind }
    }
}

/// What a message of a kind says: text, and where it says where somebody is, an address.
pub(super) fn written(kind: &str, text: &str, lens: &Lens) -> Option<String> {
    let shown = lens.text(text)?;
    let is_place = kind == MessageKind::Location.code();
    match lens.visibility().get(&FieldKind::Address) {
        Visibility::Masked | Visibility::Hidden if is_place => lens.field(&FieldKind::Address, &shown),
        _ => Some(shown),
    }
}
