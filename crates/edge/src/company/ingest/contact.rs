//! Whose message it is.

use usher_core::{Acquaintance, ContactId};

use super::Intake;
use crate::ask::{NewContact, NewIdentity};
use crate::fault::Fault;
use crate::inbound::{IdentityKind, Party};
use crate::random;

impl Intake<'_, '_> {
    /// The contact behind a party, new where nobody has one of its identities. What the vendor now tells of it is
    /// noted where it was not known.
    ///
    /// A phone number passes from one person to another: where its contact has another user id than the one who writes
    /// now, on the very same number of ours, it is somebody else, who is not to find the chats of the one before.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub(super) fn contact(&self, party: &Party, source: &str) -> Result<ContactId, Fault> {
        let ledger = &self.scene.ledger;
        let user_id = party.identities.iter().find(|one| one.kind == IdentityKind::WhatsappUser);
        if let Some(user_id) = user_id {
            ledger.note_told(source, &user_id.value)?;
        }
        let names = party.identities.iter().map(|one| (one.kind.code(), one.value.as_str()));
        if let Some((id, known_by)) = self.known(party)? {
            let passed_on = match user_id {
                Some(user_id) if known_by == IdentityKind::Whatsapp => {
                    ledger.is_somebody_else(&id, source, &user_id.value)?
                }
                _ => false,
            };
            if !passed_on {
                for (kind, value) in names {
                    // Whoever is known by a user id has the number now, whoever had it before.
                    match kind == IdentityKind::Whatsapp.code() && known_by != IdentityKind::Whatsapp {
                        true => ledger.pass_identity(kind, value, &id)?,
                        false => ledger.put_identity(kind, value, &id)?,
                    }
                }
                let text = |value: &'_ Option<String>| value.clone().filter(|value| !value.trim().is_empty());
                let (name, phone, handle) = (text(&party.name), text(&party.phone), text(&party.handle));
                ledger.complete_contact(&id, name.as_deref(), phone.as_deref(), handle.as_deref())?;
                return Ok(id);
            }
        }
        let id =
            self.new_contact(party.name.clone(), party.phone.clone(), party.handle.clone(), Vec::new())?;
        for (kind, value) in names {
            ledger.pass_identity(kind, value, &id)?;
        }
        Ok(id)
    }

    /// The contact that one of the identities leads to, and which: the first wins.
    fn known(&self, party: &Party) -> Result<Option<(ContactId, IdentityKind)>, Fault> {
        for one in &party.identities {
            let name = core::iter::once((one.kind.code(), one.value.as_str()));
            if let Some(id) = self.scene.ledger.contact_by_identity(name)? {
                return Ok(Some((id, one.kind)));
            }
        }
        Ok(None)
    }

    /// The contact that stands for a group of several people.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub(super) fn group_contact(&self, key: &str, title: Option<&str>) -> Result<ContactId, Fault> {
        const KIND: &str = "group";
        let ledger = &self.scene.ledger;
        match ledger.contact_by_identity(core::iter::once((KIND, key)))? {
            Some(id) => {
                ledger.complete_contact(&id, title, None, None)?;
                Ok(id)
            }
            None => {
                let identities = vec![NewIdentity { kind: KIND.to_owned(), value: key.to_owned() }];
                self.new_contact(title.map(str::to_owned), None, None, identities)
            }
        }
    }

    fn new_contact(
        &self,
        name: Option<String>,
        phone: Option<String>,
        handle: Option<String>,
        identities: Vec<NewIdentity>,
    ) -> Result<ContactId, Fault> {
        let id = ContactId::parse(random::id()?.as_str()).map_err(|_| Fault::Randomness)?;
        let filled = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
        let contact = NewContact {
            id: id.clone(),
            name: filled(name),
            phone: filled(phone),
            email: None,
            handle: filled(handle),
            address: None,
            responsible: None,
            identities,
        };
        self.scene.ledger.put_contact(&contact, Acquaintance::New)?;
        Ok(id)
    }
}
