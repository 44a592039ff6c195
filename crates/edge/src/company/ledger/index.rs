//! By what contacts are found without being seen.

use usher_core::{ContactId, FieldKind};

use super::{Ledger, json};
use crate::company::findable::{Findable, Term};
use crate::company::identifiers::{EXTERNAL, stand_in};
use crate::company::keyed::{Purpose, Tokens};
use crate::fault::Fault;

/// Contacts that are brought up in one go: some tenths of a second.
const STEP: u32 = 1_000;

impl Ledger<'_> {
    /// Makes the tokens of a contact anew. Call it in the transaction that writes to the contact.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn index_contact(&self, id: &ContactId) -> Result<(), Fault> {
        self.index(id.as_str(), &self.company_key()?.tokens(Purpose::Search)?)
    }

    /// Makes the tokens of some of the contacts that have none of their present values. Answers whether more are left.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn index_step(&self) -> Result<bool, Fault> {
        if !self.is_index_behind()? {
            return Ok(false);
        }
        self.transaction(|| {
            let rows = self.rows("SELECT id FROM contact WHERE indexed = 0 LIMIT ?1", vec![STEP.into()])?;
            let key = self.company_key()?;
            let (tokens, identifiers) = (key.tokens(Purpose::Search)?, key.tokens(Purpose::Identifier)?);
            rows.into_iter().try_for_each(|mut row| {
                let id = self.seal(row.parsed(ContactId::parse)?, &identifiers)?;
                self.index(id.as_str(), &tokens)
            })
        })?;
        self.is_index_behind()
    }

    /// Whether there are contacts that would not be found.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn is_index_behind(&self) -> Result<bool, Fault> {
        Ok(self.row("SELECT 1 FROM contact WHERE indexed = 0 LIMIT 1", Vec::new())?.is_some())
    }

    /// The contacts of which one of these terms is one. Says nothing of who may know.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn contacts_by_terms(&self, terms: &[Term], limit: u32) -> Result<Vec<ContactId>, Fault> {
        let tokens = self.company_key()?.tokens(Purpose::Search)?;
        let sql = "SELECT DISTINCT contact_id FROM contact_token
             WHERE token IN (SELECT value FROM json_each(?1)) ORDER BY contact_id LIMIT ?2";
        let rows = self.rows(sql, vec![written(terms, &tokens)?.into(), limit.into()])?;
        rows.into_iter().map(|mut row| row.parsed(ContactId::parse)).collect()
    }

    /// Some contacts that nobody asked for, from a random place on.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn any_contacts(&self, from: &str, limit: u32) -> Result<Vec<ContactId>, Fault> {
        let sql = "SELECT id FROM (SELECT id FROM contact WHERE id >= ?1 ORDER BY id LIMIT ?2)
             UNION ALL SELECT id FROM (SELECT id FROM contact WHERE id < ?1 ORDER BY id LIMIT ?2) LIMIT ?2";
        let rows = self.rows(sql, vec![from.into(), limit.into()])?;
        rows.into_iter().map(|mut row| row.parsed(ContactId::parse)).collect()
    }

    /// Gives a contact another id where its own would give it away; answers by which id it is known now.
    fn seal(&self, id: ContactId, tokens: &Tokens) -> Result<ContactId, Fault> {
        let Some(contact) = self.contact(&id)? else { return Ok(id) };
        let fields = [
            (FieldKind::Phone, contact.phone.as_deref()),
            (FieldKind::Email, contact.email.as_deref()),
            (FieldKind::Handle, contact.handle.as_deref()),
        ];
        let fields = fields.into_iter().filter_map(|(kind, value)| Some((kind, value?)));
        let identities = contact.identities.iter().map(|value| (FieldKind::Phone, value.as_str()));
        let Some(sealed) = stand_in(&id, fields.chain(identities), tokens)? else { return Ok(id) };
        // Whatever refers to it follows, and only then it goes: so nothing ever refers to nothing.
        for sql in [
            "INSERT INTO contact (id, name, phone, email, handle, address, known, responsible_id, created_at_ms)
             SELECT ?2, name, phone, email, handle, address, known, responsible_id, created_at_ms FROM contact WHERE id = ?1",
            "UPDATE contact_identity SET contact_id = ?2 WHERE contact_id = ?1",
            "UPDATE chat SET contact_id = ?2,
               vendor_key = CASE vendor_key WHEN 'contact:' || ?1 THEN 'contact:' || ?2 ELSE vendor_key END
             WHERE contact_id = ?1",
            "UPDATE message SET sender_id = ?2 WHERE sender_id = ?1",
            "UPDATE reveal SET contact_id = ?2 WHERE contact_id = ?1",
            "UPDATE contact_token SET contact_id = ?2 WHERE contact_id = ?1",
        ] {
            self.write(sql, vec![id.as_str().into(), sealed.as_str().into()])?;
        }
        self.write("DELETE FROM contact WHERE id = ?1", vec![id.as_str().into()])?;
        self.add_identity(EXTERNAL, id.as_str(), &sealed)?;
        Ok(sealed)
    }

    fn index(&self, id: &str, tokens: &Tokens) -> Result<(), Fault> {
        let sql = "SELECT phone, email, handle,
               (SELECT json_group_array(json_array(kind, value)) FROM contact_identity WHERE contact_id = contact.id)
             FROM contact WHERE id = ?1";
        let Some(mut row) = self.row(sql, vec![id.into()])? else { return Ok(()) };
        let (phone, email, handle) = (row.text_or_null()?, row.text_or_null()?, row.text_or_null()?);
        let identities: Vec<(String, String)> = row.json()?;
        let findable = Findable {
            phone: phone.as_deref(),
            email: email.as_deref(),
            handle: handle.as_deref(),
            identities: &identities,
        };
        let terms = written(&findable.terms(), tokens)?;
        self.write("DELETE FROM contact_token WHERE contact_id = ?1", vec![id.into()])?;
        self.write(
            "INSERT INTO contact_token (token, contact_id) SELECT value, ?1 FROM json_each(?2)",
            vec![id.into(), terms.into()],
        )?;
        self.write("UPDATE contact SET indexed = 1 WHERE id = ?1", vec![id.into()])
    }
}

fn written(terms: &[Term], tokens: &Tokens) -> Result<String, Fault> {
    let all: Vec<String> = terms.iter().map(|(kind, value)| tokens.of(kind, value)).collect();
    json(&all)
}
