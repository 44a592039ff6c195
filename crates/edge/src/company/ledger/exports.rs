//! Exports: which were begun, and the pages that they read. Rows are read in the order in which they came, up to the
//! last one that there was when the export began: no change on the way moves one, so none comes twice.

use usher_core::access::SqlCondition;
use usher_core::{ChatId, ContactFacts, UserId};

use super::chats::{chat, select};
use super::contacts::{CONTACT_COLUMNS, contact};
use super::messages::{MESSAGE, message};
use super::{ChatRow, ContactRow, Ledger, MessageRow};
use crate::ask::ChatStatus;
use crate::fault::Fault;
use crate::store::Value;

/// A stretch of rows that is still to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Behind this place; for messages a second, and the place in it.
    pub after: (i64, i64),
    /// Up to this place.
    pub last: i64,
    /// So many rows at most.
    pub limit: u32,
}

/// The first parameter of the condition given to [`Ledger::export_chats`].
pub const EXPORT_CONDITION_FIRST: usize = 5;

/// One row with its place, to go on behind it.
pub type Placed<T> = ((i64, i64), T);

impl Ledger<'_> {
    /// When a user began exports since a moment, the first before the others.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn exports_since(&self, user: &UserId, since_ms: i64) -> Result<Vec<i64>, Fault> {
        let sql = "SELECT started_at_ms FROM export WHERE user_id = ?1 AND started_at_ms > ?2 ORDER BY started_at_ms";
        let rows = self.rows(sql, vec![user.as_str().into(), since_ms.into()])?;
        rows.into_iter().map(|mut row| row.integer()).collect()
    }

    /// Whether a user has an export that was read from since a moment.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn exports_now(&self, user: &UserId, since_ms: i64) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM export WHERE user_id = ?1 AND ended_at_ms IS NULL AND read_at_ms > ?2";
        self.row(sql, vec![user.as_str().into(), since_ms.into()]).map(|row| row.is_some())
    }

    /// Begins an export of a user, and says which it is. Those that were left are over with that, and old ones
    /// forgotten.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn begin_export(&self, user: &UserId, forgotten_ms: i64) -> Result<i64, Fault> {
        self.write(
            "UPDATE export SET ended_at_ms = ?2 WHERE user_id = ?1 AND ended_at_ms IS NULL",
            vec![user.as_str().into(), self.now_ms.into()],
        )?;
        self.write(
            "DELETE FROM export WHERE started_at_ms <= ?1 AND (ended_at_ms IS NOT NULL OR read_at_ms <= ?1)",
            vec![forgotten_ms.into()],
        )?;
        let sql = "INSERT INTO export (user_id, started_at_ms, read_at_ms) VALUES (?1, ?2, ?2) RETURNING id";
        let row = self.row(sql, vec![user.as_str().into(), self.now_ms.into()])?;
        row.ok_or(Fault::Corrupt("an export without an id"))?.integer()
    }

    /// Notes that an export is being read from; false where it is over.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn read_export(&self, id: i64, noted_every_ms: i64) -> Result<bool, Fault> {
        let sql = "SELECT read_at_ms FROM export WHERE id = ?1 AND ended_at_ms IS NULL";
        let Some(mut row) = self.row(sql, vec![id.into()])? else { return Ok(false) };
        if self.now_ms - row.integer()? >= noted_every_ms {
            let sql = "UPDATE export SET read_at_ms = ?2 WHERE id = ?1";
            self.write(sql, vec![id.into(), self.now_ms.into()])?;
        }
        Ok(true)
    }

    /// Ends an export; false where it was over.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_export(&self, id: i64) -> Result<bool, Fault> {
        let sql = "UPDATE export SET ended_at_ms = ?2 WHERE id = ?1 AND ended_at_ms IS NULL RETURNING id";
        self.row(sql, vec![id.into(), self.now_ms.into()]).map(|row| row.is_some())
    }

    /// The place of the last row of a table, as things stand.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn last_place(&self, table: Exported) -> Result<i64, Fault> {
        let sql = match table {
            Exported::Contacts => "SELECT coalesce(max(rowid), 0) FROM contact",
            Exported::Chats => "SELECT coalesce(max(rowid), 0) FROM chat",
            Exported::Messages => "SELECT coalesce(max(rowid), 0) FROM message",
        };
        self.row(sql, Vec::new())?.ok_or(Fault::Corrupt("no place"))?.integer()
    }

    /// Contacts with what decides who may see them.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn export_contacts(
        &self,
        stretch: Stretch,
    ) -> Result<Vec<Placed<(ContactRow, ContactFacts)>>, Fault> {
        let sql = format!(
            "SELECT contact.rowid, {CONTACT_COLUMNS} FROM contact
             LEFT JOIN user responsible ON responsible.id = contact.responsible_id
             WHERE contact.rowid > ?1 AND contact.rowid <= ?2 ORDER BY contact.rowid LIMIT ?3"
        );
        let rows = self.rows(&sql, place(stretch))?;
        let rows: Vec<Placed<ContactRow>> = rows
            .into_iter()
            .map(|mut row| Ok(((row.integer()?, 0), contact(&mut row)?)))
            .collect::<Result<_, Fault>>()?;
        let facts = self.facts_of_contacts(&rows.iter().map(|(_, contact)| contact).collect::<Vec<_>>())?;
        Ok(rows.into_iter().zip(facts).map(|((place, contact), facts)| (place, (contact, facts))).collect())
    }

    /// Chats that conditions of access let through, whose parameters are counted from [`EXPORT_CONDITION_FIRST`].
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn export_chats(
        &self,
        stretch: Stretch,
        status: Option<ChatStatus>,
        conditions: Vec<SqlCondition>,
    ) -> Result<Vec<Placed<ChatRow>>, Fault> {
        let conditions_sql: Vec<String> = conditions.iter().map(|one| format!(" AND {}", one.sql)).collect();
        let sql = format!(
            "{} WHERE chat.rowid > ?1 AND chat.rowid <= ?2 AND (?4 IS NULL OR chat.status = ?4){}
             ORDER BY chat.rowid LIMIT ?3",
            select().replacen("SELECT ", "SELECT chat.rowid, ", 1),
            conditions_sql.concat()
        );
        let mut params = place(stretch);
        params.push(status.map(ChatStatus::as_str).into());
        params.extend(conditions.into_iter().flat_map(|one| one.params).map(Value::from));
        let rows = self.rows(&sql, params)?;
        rows.into_iter().map(|mut row| Ok(((row.integer()?, 0), chat(row)?))).collect()
    }

    /// The messages of a chat, the first before the others.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn export_messages(&self, chat: &ChatId, stretch: Stretch) -> Result<Vec<Placed<MessageRow>>, Fault> {
        let sql = format!(
            "{} WHERE chat_id = ?5 AND (at_ms / 1000, message.rowid) > (?1, ?4) AND message.rowid <= ?2
             ORDER BY at_ms / 1000, message.rowid LIMIT ?3",
            MESSAGE.replacen("SELECT ", "SELECT at_ms / 1000, message.rowid, ", 1)
        );
        let mut params = place(stretch);
        params.extend([stretch.after.1.into(), chat.as_str().into()]);
        let rows = self.rows(&sql, params)?;
        rows.into_iter().map(|mut row| Ok(((row.integer()?, row.integer()?), message(row)?))).collect()
    }
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the table of the same name")]
pub enum Exported {
    Contacts,
    Chats,
    Messages,
}

fn place(stretch: Stretch) -> Vec<Value> {
    vec![stretch.after.0.into(), stretch.last.into(), stretch.limit.into()]
}
