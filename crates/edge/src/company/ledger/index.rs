//! By what contacts are found without being seen.

use std::collections::BTreeSet;

use usher_core::ContactId;

use super::{Ledger, json};
use crate::company::findable::{Findable, Term};
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
            let tokens = self.company_key()?.tokens(Purpose::Search)?;
            rows.into_iter().try_for_each(|mut row| self.index(&row.text()?, &tokens))
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
    pub fn contacts_by_terms(&self, terms: &BTreeSet<Term>, limit: u32) -> Result<Vec<ContactId>, Fault> {
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
        let sql = "SELECT id FROM (
               SELECT id, 0 AS turn FROM contact WHERE id >= ?1
               UNION ALL SELECT id, 1 FROM contact WHERE id < ?1)
             ORDER BY turn, id LIMIT ?2";
        let rows = self.rows(sql, vec![from.into(), limit.into()])?;
        rows.into_iter().map(|mut row| row.parsed(ContactId::parse)).collect()
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

fn written(terms: &BTreeSet<Term>, tokens: &Tokens) -> Result<String, Fault> {
    let all: BTreeSet<String> = terms.iter().map(|(kind, value)| tokens.of(kind, value)).collect();
    json(&all)
}
