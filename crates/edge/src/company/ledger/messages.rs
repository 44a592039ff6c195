//! Messages.

use serde::{Deserialize, Serialize};
use usher_core::{ChatId, ContactId, UserId};

use super::{Ledger, json};
use crate::fault::Fault;
use crate::store::Row;

/// A file that came with a message, as it is stored. The vendor's id of it stays here.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAttachment {
    /// The vendor's id.
    pub file_id: String,
    /// The file name.
    pub name: Option<String>,
    /// The media type.
    pub mime: Option<String>,
}

/// A message, unmasked.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// The id.
    pub id: String,
    /// The chat.
    pub chat: String,
    /// `in` or `out`.
    pub direction: String,
    /// The kind.
    pub kind: String,
    /// The text.
    pub text: Option<String>,
    /// When it was written, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The user who wrote it: id and name.
    pub author: Option<(UserId, String)>,
    /// The client who wrote it, in a group chat.
    pub sender: Option<ContactId>,
    /// The file.
    pub attachment: Option<StoredAttachment>,
    /// Whether it was changed later.
    pub edited: i64,
    /// How far it has come.
    pub status: String,
}

/// Whether somebody waits for an answer to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// The client does.
    Client,
    /// Nobody does: it is our answer.
    Nobody,
    /// It changes nothing: it is a reaction, or news.
    AsBefore,
}

/// A message to be written.
pub struct Draft<'a> {
    /// The id.
    pub id: &'a str,
    /// The chat.
    pub chat: &'a ChatId,
    /// `in` or `out`.
    pub direction: &'static str,
    /// The kind.
    pub kind: &'a str,
    /// The text.
    pub text: Option<&'a str>,
    /// When it was written, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The user who wrote it.
    pub author: Option<&'a UserId>,
    /// The client who wrote it, in a group chat.
    pub sender: Option<&'a ContactId>,
    /// The file.
    pub attachment: Option<StoredAttachment>,
    /// How far it has come.
    pub status: &'static str,
    /// What the vendor calls it, unique within the company.
    pub vendor_key: Option<&'a str>,
    /// Whether somebody waits for an answer to it.
    pub waits: Waits,
}

pub(super) const MESSAGE: &str =
    "SELECT message.id, chat_id, direction, kind, text, at_ms, author_id, user.name, sender_id,
    attachment, edited, message.status FROM message LEFT JOIN user ON user.id = author_id";

pub(super) fn message(mut row: Row) -> Result<MessageRow, Fault> {
    Ok(MessageRow {
        id: row.text()?,
        chat: row.text()?,
        direction: row.text()?,
        kind: row.text()?,
        text: row.text_or_null()?,
        at_ms: row.integer()?,
        author: row.parsed_or_null(UserId::parse)?.zip(row.text_or_null()?),
        sender: row.parsed_or_null(ContactId::parse)?,
        attachment: row.json_or_null()?,
        edited: row.integer()?,
        status: row.text()?,
    })
}

impl Ledger<'_> {
    /// One message.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn message(&self, id: &str) -> Result<Option<MessageRow>, Fault> {
        self.row(&format!("{MESSAGE} WHERE message.id = ?1"), vec![id.into()])?.map(message).transpose()
    }

    /// The messages of a chat before one of them, newest first; none where that one is not of this chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn messages(
        &self,
        chat: &ChatId,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Option<Vec<MessageRow>>, Fault> {
        let mut params = vec![chat.as_str().into(), limit.into()];
        let mut place = String::new();
        if let Some(before) = before {
            let sql = "SELECT at_ms / 1000, rowid FROM message WHERE id = ?1 AND chat_id = ?2";
            let Some(mut row) = self.row(sql, vec![before.into(), chat.as_str().into()])? else {
                return Ok(None);
            };
            params.extend([row.integer()?.into(), row.integer()?.into()]);
            place.push_str(" AND (at_ms / 1000, message.rowid) < (?3, ?4)");
        }
        // Vendors know seconds only, so two messages of one second stand in the order in which they came.
        let sql = format!(
            "{MESSAGE} WHERE chat_id = ?1{place} ORDER BY at_ms / 1000 DESC, message.rowid DESC LIMIT ?2"
        );
        self.rows(&sql, params)?.into_iter().map(message).collect::<Result<_, _>>().map(Some)
    }

    /// The message that a vendor calls so: id and chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn message_by_vendor_key(&self, vendor_key: &str) -> Result<Option<(String, String)>, Fault> {
        let row =
            self.row("SELECT id, chat_id FROM message WHERE vendor_key = ?1", vec![vendor_key.into()])?;
        row.map(|mut row| Ok((row.text()?, row.text()?))).transpose()
    }

    /// Writes a message and makes it the last of its chat, unless that has a later one.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_message(&self, draft: &Draft<'_>) -> Result<(), Fault> {
        self.write(
            "INSERT INTO message (id, chat_id, direction, kind, text, at_ms, author_id, sender_id, attachment, status,
               vendor_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            vec![
                draft.id.into(),
                draft.chat.as_str().into(),
                draft.direction.into(),
                draft.kind.into(),
                draft.text.into(),
                draft.at_ms.into(),
                draft.author.map(UserId::as_str).into(),
                draft.sender.map(ContactId::as_str).into(),
                draft.attachment.as_ref().map(json).transpose()?.into(),
                draft.status.into(),
                draft.vendor_key.into(),
            ],
        )?;
        let waits = match draft.waits {
            Waits::Client => "client",
            Waits::Nobody => "nobody",
            Waits::AsBefore => "as_before",
        };
        self.write(
            "UPDATE chat SET updated_at_ms = ?2,
               last_message_id = (SELECT id FROM message WHERE chat_id = ?1 ORDER BY at_ms / 1000 DESC, rowid DESC LIMIT 1),
               waiting_since_ms = CASE ?3 WHEN 'client' THEN coalesce(waiting_since_ms, ?2)
                 WHEN 'as_before' THEN waiting_since_ms END,
               asked_message_id = CASE WHEN ?3 = 'client' AND waiting_since_ms IS NULL THEN ?4 ELSE asked_message_id END
             WHERE id = ?1",
            vec![draft.chat.as_str().into(), self.now_ms.into(), waits.into(), draft.id.into()],
        )
    }

    /// Gives a message another content.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn edit_message(
        &self,
        id: &str,
        text: Option<&str>,
        attachment: Option<&StoredAttachment>,
    ) -> Result<(), Fault> {
        self.write(
            "UPDATE message SET text = ?2, attachment = ?3, edited = 1 WHERE id = ?1",
            vec![id.into(), text.into(), attachment.map(json).transpose()?.into()],
        )?;
        self.write(
            "UPDATE chat SET updated_at_ms = ?2 WHERE id = (SELECT chat_id FROM message WHERE id = ?1)",
            vec![id.into(), self.now_ms.into()],
        )
    }

    /// How far a message of ours has come.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn set_message_status(&self, id: &str, status: &str) -> Result<(), Fault> {
        self.write("UPDATE message SET status = ?2 WHERE id = ?1", vec![id.into(), status.into()])
    }
}
