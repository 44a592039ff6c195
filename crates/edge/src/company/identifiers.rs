//! Ids of contacts that would give a client away, and what stands for them.
//!
//! A company may call its clients by their numbers. Ids leave in addresses, lists and frames, so such a client gets an
//! id that only the company's key leads to; what the company called the client stays beside it, is found by a search,
//! and never leaves.

use usher_core::mask::{Lens, Secrets};
use usher_core::{ContactId, FieldKind, FieldVisibility};

use super::keyed::Tokens;
use crate::ask::{NewContact, NewIdentity};
use crate::fault::Fault;

/// The kind of what the company itself called a client.
pub const EXTERNAL: &str = "external";

/// What stands for the id of a contact with these numbers and addresses; none where the id gives nothing away.
///
/// # Errors
/// None that an id could cause.
pub fn stand_in<'a>(
    id: &ContactId,
    known: impl IntoIterator<Item = (FieldKind, &'a str)>,
    tokens: &Tokens,
) -> Result<Option<ContactId>, Fault> {
    if is_random(id.as_str()) {
        return Ok(None);
    }
    let mut secrets = Secrets::new();
    known.into_iter().for_each(|(kind, value)| secrets.add(kind, value));
    if Lens::new(FieldVisibility::hidden(), secrets).identifier(id.as_str()) == id.as_str() {
        return Ok(None);
    }
    let token = ContactId::parse(&tokens.of(EXTERNAL, id.as_str()));
    token.map(Some).map_err(|_| Fault::Corrupt("a token that is no id"))
}

/// A contact that a company brings along, by an id that gives nothing away.
///
/// # Errors
/// None that a contact could cause.
pub fn sealed(mut contact: NewContact, tokens: &Tokens) -> Result<NewContact, Fault> {
    let fields = [
        (FieldKind::Phone, &contact.phone),
        (FieldKind::Email, &contact.email),
        (FieldKind::Handle, &contact.handle),
    ];
    let fields = fields.into_iter().filter_map(|(kind, value)| Some((kind, value.as_deref()?)));
    let identities = contact.identities.iter().map(|one| (FieldKind::Phone, one.value.as_str()));
    if let Some(id) = stand_in(&contact.id, fields.chain(identities), tokens)? {
        let value = core::mem::replace(&mut contact.id, id).to_string();
        contact.identities.push(NewIdentity { kind: EXTERNAL.to_owned(), value });
    }
    Ok(contact)
}

/// Whether an id is one of ours, which are 128 random bits.
fn is_random(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::keyed::{CompanyKey, Purpose};

    fn contact(id: &str) -> NewContact {
        let body = serde_json::json!({ "id": id, "phone": "+90 532 123 45 67", "email": "ayse@example.com", "handle": "ayse_k" });
        usher_core::read::from_value(&body).unwrap()
    }

    #[test]
    fn an_id_that_holds_a_number_is_replaced_and_kept_beside() {
        let tokens = CompanyKey::fresh().unwrap().tokens(Purpose::Identifier).unwrap();
        let mut all = std::collections::BTreeSet::new();
        for id in [
            "905321234567",
            "905321234567-1600000000",
            "wa.905321234567",
            "c_05321234567",
            "5321234567.c.us",
            "ayse_k",
        ] {
            let sealed = sealed(contact(id), &tokens).unwrap();
            assert!(!sealed.id.as_str().contains("532"), "{id}");
            assert_eq!(
                (sealed.identities[0].kind.as_str(), sealed.identities[0].value.as_str()),
                (EXTERNAL, id)
            );
            all.insert(sealed.id.clone());
            // What stands for it gives nothing away, and stays.
            assert_eq!(
                super::sealed(NewContact { identities: Vec::new(), ..sealed.clone() }, &tokens).unwrap().id,
                sealed.id
            );
        }
        assert_eq!(all.len(), 6);
    }

    #[test]
    fn opaque_ids_are_left_alone() {
        let tokens = CompanyKey::fresh().unwrap().tokens(Purpose::Identifier).unwrap();
        let random = crate::random::id().unwrap();
        for id in [
            random.as_str(),
            "c-ayse",
            "10042",
            "crm.2026-117",
            "0190f3c2-7e1a-7c3d-9b1e-2f4a5b6c7d8e",
            "1b00000000000000000000000000000f",
        ] {
            assert_eq!(sealed(contact(id), &tokens).unwrap().id.as_str(), id);
        }
    }
}
