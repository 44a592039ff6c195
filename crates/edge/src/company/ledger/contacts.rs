//! Contacts and what vendors call them.

use std::collections::BTreeMap;

use usher_core::{Acquaintance, ChannelId, ChatFacts, ChatKind, ContactFacts, ContactId, GroupId, UserId};

use super::{ChatRow, Ledger, json, unword};
use crate::ask::NewContact;
use crate::fault::Fault;
use crate::store::Row;

/// A contact, unmasked. Shown to nobody before it went through a lens.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// The id.
    pub id: ContactId,
    /// The name.
    pub name: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The user name on some service.
    pub handle: Option<String>,
    /// The postal address.
    pub address: Option<String>,
    /// Whether the CRM has the client.
    pub known: Acquaintance,
    /// The user who is responsible: id and name.
    pub responsible: Option<(UserId, String)>,
    /// What vendors call the client.
    pub identities: Vec<String>,
}

/// The columns of [`ContactRow`], from `contact` and `responsible`.
pub(super) const CONTACT_COLUMNS: &str =
    "contact.id, contact.name, contact.phone, contact.email, contact.handle,
    contact.address, contact.known, contact.responsible_id, responsible.name,
    (SELECT json_group_array(value) FROM contact_identity WHERE contact_id = contact.id)";

pub(super) fn contact(row: &mut Row) -> Result<ContactRow, Fault> {
    Ok(ContactRow {
        id: row.parsed(ContactId::parse)?,
        name: row.text_or_null()?,
        phone: row.text_or_null()?,
        email: row.text_or_null()?,
        handle: row.text_or_null()?,
        address: row.text_or_null()?,
        known: if row.integer()? == 1 { Acquaintance::Known } else { Acquaintance::New },
        responsible: row.parsed_or_null(UserId::parse)?.zip(row.text_or_null()?),
        identities: row.json()?,
    })
}

fn facts(contact: &ContactRow, chats: Vec<(ChatKind, ChatFacts)>, channels: Vec<ChannelId>) -> ContactFacts {
    let only_groups = !chats.is_empty() && chats.iter().all(|(kind, _)| *kind == ChatKind::Group);
    ContactFacts {
        responsible: contact.responsible.as_ref().filter(|_| !only_groups).map(|(id, _)| id.clone()),
        channels,
        chats: chats.into_iter().map(|(_, facts)| facts).collect(),
    }
}

impl Ledger<'_> {
    /// One contact.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn contact(&self, id: &ContactId) -> Result<Option<ContactRow>, Fault> {
        let sql = format!(
            "SELECT {CONTACT_COLUMNS} FROM contact LEFT JOIN user responsible ON responsible.id = contact.responsible_id
             WHERE contact.id = ?1"
        );
        self.row(&sql, vec![id.as_str().into()])?.map(|mut row| contact(&mut row)).transpose()
    }

    /// The contacts who wrote in a group chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn senders(&self, chat: &str) -> Result<Vec<ContactRow>, Fault> {
        let sql = format!(
            "SELECT {CONTACT_COLUMNS} FROM contact LEFT JOIN user responsible ON responsible.id = contact.responsible_id
             WHERE contact.id IN (SELECT sender_id FROM message WHERE chat_id = ?1)"
        );
        self.rows(&sql, vec![chat.into()])?.into_iter().map(|mut row| contact(&mut row)).collect()
    }

    /// What decides who may see a contact.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn contact_facts(&self, contact: &ContactRow) -> Result<ContactFacts, Fault> {
        self.contact_facts_among(contact, &self.chats_of_contact(contact.id.as_str())?)
    }

    /// The same where its chats have been read.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn contact_facts_among(
        &self,
        contact: &ContactRow,
        chats: &[ChatRow],
    ) -> Result<ContactFacts, Fault> {
        let chats = chats.iter().map(|chat| (chat.kind, chat.facts())).collect();
        let mut channels = self.channels_of_contacts(&json(&[&contact.id])?)?;
        Ok(facts(contact, chats, channels.remove(contact.id.as_str()).unwrap_or_default()))
    }

    /// The same for each of these contacts, in their order: two statements, however many they are.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn facts_of_contacts(&self, contacts: &[&ContactRow]) -> Result<Vec<ContactFacts>, Fault> {
        let ids: Vec<&ContactId> = contacts.iter().map(|contact| &contact.id).collect();
        let ids = json(&ids)?;
        let rows = self.rows(
            "SELECT contact_id, kind, channel_id, group_id, assignee_id, responsible_id, known FROM (
               SELECT chat.*, row_number() OVER (PARTITION BY contact_id ORDER BY updated_at_ms DESC) AS nth
               FROM chat WHERE contact_id IN (SELECT value FROM json_each(?1)))
             WHERE nth <= 100 ORDER BY contact_id, nth",
            vec![ids.as_str().into()],
        )?;
        let mut chats: BTreeMap<String, Vec<(ChatKind, ChatFacts)>> = BTreeMap::new();
        for mut row in rows {
            let contact = row.text()?;
            let kind = unword(row.text()?)?;
            let facts = ChatFacts {
                channel: row.parsed(ChannelId::parse)?,
                group: row.parsed_or_null(GroupId::parse)?,
                assignee: row.parsed_or_null(UserId::parse)?,
                responsible: row.parsed_or_null(UserId::parse)?,
                known: if row.integer()? == 1 { Acquaintance::Known } else { Acquaintance::New },
            };
            chats.entry(contact).or_default().push((kind, facts));
        }
        let mut channels = self.channels_of_contacts(&ids)?;
        let facts = contacts.iter().map(|contact| {
            let id = contact.id.as_str();
            facts(contact, chats.remove(id).unwrap_or_default(), channels.remove(id).unwrap_or_default())
        });
        Ok(facts.collect())
    }

    /// The channels on which contacts can be reached; `ids` as an array of JSON.
    fn channels_of_contacts(&self, ids: &str) -> Result<BTreeMap<String, Vec<ChannelId>>, Fault> {
        let rows = self.rows(
            "SELECT wanted.value, channel.id FROM json_each(?1) wanted CROSS JOIN channel WHERE
               channel.id IN (SELECT channel_id FROM chat WHERE contact_id = wanted.value)
               OR channel.kind IN (SELECT CASE WHEN kind LIKE 'whatsapp%' THEN 'whatsapp'
                                               WHEN kind LIKE 'telegram%' THEN 'telegram' ELSE kind END
                                   FROM contact_identity WHERE contact_id = wanted.value)
             ORDER BY channel.position",
            vec![ids.into()],
        )?;
        let mut channels: BTreeMap<String, Vec<ChannelId>> = BTreeMap::new();
        for mut row in rows {
            channels.entry(row.text()?).or_default().push(row.parsed(ChannelId::parse)?);
        }
        Ok(channels)
    }

    /// The contact that a vendor knows under any of these names; where they lead to several, the first wins.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn contact_by_identity<'a>(
        &self,
        identities: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Option<ContactId>, Fault> {
        for (kind, value) in identities {
            let sql = "SELECT contact_id FROM contact_identity WHERE kind = ?1 AND value = ?2";
            if let Some(mut row) = self.row(sql, vec![kind.into(), value.into()])? {
                return row.parsed(ContactId::parse).map(Some);
            }
        }
        Ok(None)
    }

    /// Notes another name under which a vendor knows a contact. A name that is taken stays where it is.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_identity(&self, kind: &str, value: &str, contact: &ContactId) -> Result<(), Fault> {
        if self.add_identity(kind, value, contact)? { self.index_contact(contact) } else { Ok(()) }
    }

    /// Gives a contact a name under which a vendor knew somebody else: a number that has passed on.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn pass_identity(&self, kind: &str, value: &str, contact: &ContactId) -> Result<(), Fault> {
        let sql = "DELETE FROM contact_identity WHERE kind = ?1 AND value = ?2 AND contact_id <> ?3 RETURNING contact_id";
        if let Some(mut row) = self.row(sql, vec![kind.into(), value.into(), contact.as_str().into()])? {
            self.index_contact(&row.parsed(ContactId::parse)?)?;
        }
        self.put_identity(kind, value, contact)
    }

    /// Notes that a number of ours was told a user id.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn note_told(&self, source: &str, user_id: &str) -> Result<(), Fault> {
        let known = "SELECT 1 FROM identity_told WHERE source = ?1 AND value = ?2";
        if self.row(known, vec![source.into(), user_id.into()])?.is_some() {
            return Ok(());
        }
        let sql = "INSERT INTO identity_told (source, value) VALUES (?1, ?2)";
        self.write(sql, vec![source.into(), user_id.into()])
    }

    /// Whether a number of ours was told another user id of a contact than this one: then it is another person. Across
    /// numbers that says nothing, since a user id is one business's.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn is_somebody_else(&self, contact: &ContactId, source: &str, user_id: &str) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM contact_identity JOIN identity_told USING (value)
            WHERE contact_id = ?1 AND kind = 'whatsapp_user' AND source = ?2 AND value <> ?3";
        self.row(sql, vec![contact.as_str().into(), source.into(), user_id.into()]).map(|row| row.is_some())
    }

    /// Answers whether the name is new.
    pub(super) fn add_identity(&self, kind: &str, value: &str, contact: &ContactId) -> Result<bool, Fault> {
        let sql = "INSERT OR IGNORE INTO contact_identity (kind, value, contact_id) VALUES (?1, ?2, ?3) RETURNING 1";
        Ok(self.row(sql, vec![kind.into(), value.into(), contact.as_str().into()])?.is_some())
    }

    /// Writes a contact.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_contact(&self, contact: &NewContact, known: Acquaintance) -> Result<(), Fault> {
        self.write(
            "INSERT INTO contact (id, name, phone, email, handle, address, known, responsible_id, created_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            vec![
                contact.id.as_str().into(),
                contact.name.as_ref().into(),
                contact.phone.as_ref().into(),
                contact.email.as_ref().into(),
                contact.handle.as_ref().into(),
                contact.address.as_ref().into(),
                i64::from(known == Acquaintance::Known).into(),
                contact.responsible.as_ref().map(UserId::as_str).into(),
                self.now_ms.into(),
            ],
        )?;
        let mut identities = contact.identities.iter();
        identities.try_for_each(|one| self.add_identity(&one.kind, &one.value, &contact.id).map(drop))?;
        self.index_contact(&contact.id)
    }

    /// Fills in what a contact lacked. What the CRM says is never overwritten by what a vendor says.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn complete_contact(
        &self,
        id: &ContactId,
        name: Option<&str>,
        phone: Option<&str>,
        handle: Option<&str>,
    ) -> Result<(), Fault> {
        let changed = self.row(
            "UPDATE contact SET name = coalesce(name, ?2), phone = coalesce(phone, ?3), handle = coalesce(handle, ?4)
             WHERE id = ?1 AND ((name IS NULL AND ?2 IS NOT NULL) OR (phone IS NULL AND ?3 IS NOT NULL)
               OR (handle IS NULL AND ?4 IS NOT NULL)) RETURNING 1",
            vec![id.as_str().into(), name.into(), phone.into(), handle.into()],
        )?;
        if changed.is_some() { self.index_contact(id) } else { Ok(()) }
    }

    /// Gives a contact another phone number.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn move_contact(&self, id: &ContactId, phone: &str) -> Result<(), Fault> {
        self.write("UPDATE contact SET phone = ?2 WHERE id = ?1", vec![id.as_str().into(), phone.into()])?;
        self.index_contact(id)
    }

    /// The names of contacts that stand in a text. It goes through all of them, so it is for what is rarely written.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn names_within(&self, text: &str) -> Result<Vec<String>, Fault> {
        let sql = "SELECT DISTINCT name FROM contact
            WHERE length(name) >= 4 AND (instr(?1, name) > 0 OR instr(lower(?1), lower(name)) > 0) LIMIT 100";
        self.rows(sql, vec![text.into()])?.into_iter().map(|mut row| row.text()).collect()
    }

    /// Makes a user responsible for a contact.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_responsible(&self, id: &ContactId, user: &UserId) -> Result<(), Fault> {
        self.write(
            "UPDATE contact SET responsible_id = ?2 WHERE id = ?1",
            vec![id.as_str().into(), user.as_str().into()],
        )
    }
}
