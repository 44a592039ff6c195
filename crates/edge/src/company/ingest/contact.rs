//! Whose message it is.

use usher_core::{Acquaintance, ContactId};

use super::Intake;
use crate::ask::{NewContact, NewIdentity};
use crate::fault::Fault;
use crate::inbound::Party;
use crate::random;

impl Intake<'_> {
    /// The contact behind a party, new where nobody has one of its identities. What the vendor now tells of it is
    /// noted where it was not known.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub(super) fn contact(&self, party: &Party) -> Result<ContactId, Fault> {
        let ledger = &self.scene.ledger;
        let names = party.identities.iter().map(|one| (one.kind.code(), one.value.as_str()));
        if let Some(id) = ledger.contact_by_identity(names.clone())? {
            for (kind, value) in names {
                ledger.put_identity(kind, value, &id)?;
            }
            let text = |value: &'_ Option<String>| value.clone().filter(|value| !value.trim().is_empty());
            let (name, phone, handle) = (text(&party.name), text(&party.phone), text(&party.handle));
            ledger.complete_contact(&id, name.as_deref(), phone.as_deref(), handle.as_deref())?;
            return Ok(id);
        }
        let identities = names
            .map(|(kind, value)| NewIdentity { kind: kind.to_owned(), value: value.to_owned() })
            .collect();
        self.new_contact(party.name.clone(), party.phone.clone(), party.handle.clone(), identities)
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
