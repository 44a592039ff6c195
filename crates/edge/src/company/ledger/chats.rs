//! Chats.

use usher_core::routing::rules::Language;
use usher_core::{Acquaintance, ChannelId, ChannelKind, ChatFacts, ChatId, ChatKind, GroupId, UserId};

use super::contacts::{CONTACT_COLUMNS, contact};
use super::{ContactRow, Ledger, unword, word};
use crate::ask::ChatStatus;
use crate::fault::Fault;
use crate::store::Row;

/// Chats about which every decision is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// What decides.
    pub facts: ChatFacts,
    /// How many there are.
    pub count: usize,
    /// One of them.
    pub one: ChatId,
}

/// Who says which language a client writes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidBy {
    /// Somebody who works here.
    Hand,
    /// The service, or nobody.
    Service,
}

/// The last message of a chat.
#[derive(Clone, PartialEq, Eq)]
pub struct Last {
    /// Its text.
    pub text: Option<String>,
    /// Its kind.
    pub kind: String,
    /// `in` or `out`.
    pub direction: String,
    /// When it was written, in milliseconds since the epoch.
    pub at_ms: i64,
}

/// A chat with everything that a list shows of it, unmasked.
#[derive(Clone, PartialEq, Eq)]
pub struct ChatRow {
    /// The id.
    pub id: ChatId,
    /// With one client or several.
    pub kind: ChatKind,
    /// Open or closed.
    pub status: ChatStatus,
    /// The channel.
    pub channel: ChannelId,
    /// The service of the channel.
    pub channel_kind: ChannelKind,
    /// The name of the channel.
    pub channel_name: String,
    /// The group: id and name.
    pub group: Option<(GroupId, String)>,
    /// The assignee: id and name.
    pub assignee: Option<(UserId, String)>,
    /// The last message.
    pub last: Option<Last>,
    /// When something last happened in it, in milliseconds since the epoch.
    pub updated_at_ms: i64,
    /// Since when the client waits for an answer, in milliseconds since the epoch.
    pub waiting_since_ms: Option<i64>,
    /// What the company calls it, in the order in which that was said.
    pub labels: Vec<String>,
    /// The language of the client.
    pub language: Option<Language>,
    /// Whether somebody said which language that is.
    pub language_by_hand: bool,
    /// The client.
    pub contact: ContactRow,
}

impl ChatRow {
    /// What decides who may see the chat.
    pub fn facts(&self) -> ChatFacts {
        let personal = self.kind == ChatKind::Personal;
        ChatFacts {
            channel: self.channel.clone(),
            group: self.group.as_ref().map(|(id, _)| id.clone()),
            assignee: self.assignee.as_ref().map(|(id, _)| id.clone()),
            responsible: self.contact.responsible.as_ref().filter(|_| personal).map(|(id, _)| id.clone()),
            known: self.contact.known,
        }
    }
}

const FROM: &str = "FROM chat
    JOIN contact ON contact.id = chat.contact_id
    JOIN channel ON channel.id = chat.channel_id
    LEFT JOIN user_group ON user_group.id = chat.group_id
    LEFT JOIN user assignee ON assignee.id = chat.assignee_id
    LEFT JOIN user responsible ON responsible.id = contact.responsible_id
    LEFT JOIN message last ON last.id = chat.last_message_id";

pub(super) fn select() -> String {
    format!(
        "SELECT chat.id, chat.kind, chat.status, channel.id, channel.kind, channel.name, user_group.id,
           user_group.name, assignee.id, assignee.name, last.text, last.kind, last.direction, last.at_ms,
           chat.updated_at_ms, chat.waiting_since_ms, chat.labels, chat.language,
           chat.language_by_hand, {CONTACT_COLUMNS} {FROM}"
    )
}

pub(super) fn chat(mut row: Row) -> Result<ChatRow, Fault> {
    Ok(ChatRow {
        id: row.parsed(ChatId::parse)?,
        kind: unword(row.text()?)?,
        status: unword(row.text()?)?,
        channel: row.parsed(ChannelId::parse)?,
        channel_kind: unword(row.text()?)?,
        channel_name: row.text()?,
        group: row.parsed_or_null(GroupId::parse)?.zip(row.text_or_null()?),
        assignee: row.parsed_or_null(UserId::parse)?.zip(row.text_or_null()?),
        last: last(&mut row)?,
        updated_at_ms: row.integer()?,
        waiting_since_ms: row.integer_or_null()?,
        labels: serde_json::from_str(&row.text()?).map_err(|_| Fault::Corrupt("labels of a chat"))?,
        language: language(&mut row)?,
        language_by_hand: row.integer()? == 1,
        contact: contact(&mut row)?,
    })
}

fn language(row: &mut Row) -> Result<Option<Language>, Fault> {
    let read = |tag: String| Language::parse(&tag).ok_or(Fault::Corrupt("a language"));
    row.text_or_null()?.map(read).transpose()
}

fn last(row: &mut Row) -> Result<Option<Last>, Fault> {
    let (text, kind) = (row.text_or_null()?, row.text_or_null()?);
    let (direction, at_ms) = (row.text_or_null()?, row.integer_or_null()?);
    let there = kind.zip(direction).zip(at_ms);
    Ok(there.map(|((kind, direction), at_ms)| Last { text, kind, direction, at_ms }))
}

impl Ledger<'_> {
    /// One chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn chat(&self, id: &ChatId) -> Result<Option<ChatRow>, Fault> {
        let sql = format!("{} WHERE chat.id = ?1", select());
        self.row(&sql, vec![id.as_str().into()])?.map(chat).transpose()
    }

    /// The chats of a contact, latest first.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn chats_of_contact(&self, contact: &str) -> Result<Vec<ChatRow>, Fault> {
        let sql =
            format!("{} WHERE chat.contact_id = ?1 ORDER BY chat.updated_at_ms DESC LIMIT 100", select());
        self.rows(&sql, vec![contact.into()])?.into_iter().map(chat).collect()
    }

    /// The open chats of a group.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn open_chats_of_group(&self, group: &GroupId, limit: u32) -> Result<Vec<ChatRow>, Fault> {
        let sql = format!("{} WHERE chat.group_id = ?1 AND chat.status = 'open' LIMIT ?2", select());
        self.rows(&sql, vec![group.as_str().into(), limit.into()])?.into_iter().map(chat).collect()
    }

    /// What decides who may see the open chats: each combination once, with how many chats have it and one of
    /// them. Looks at so many chats at most, the latest.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn open_facts(&self, limit: u32) -> Result<Vec<Likeness>, Fault> {
        let sql = "SELECT channel_id, group_id, assignee_id, responsible_id, known, count(*), min(id)
             FROM (SELECT * FROM chat WHERE status = 'open' ORDER BY updated_at_ms DESC, id DESC LIMIT ?1)
             GROUP BY 1, 2, 3, 4, 5";
        let rows = self.rows(sql, vec![limit.into()])?;
        rows.into_iter()
            .map(|mut row| {
                let facts = ChatFacts {
                    channel: row.parsed(ChannelId::parse)?,
                    group: row.parsed_or_null(GroupId::parse)?,
                    assignee: row.parsed_or_null(UserId::parse)?,
                    responsible: row.parsed_or_null(UserId::parse)?,
                    known: if row.integer()? == 1 { Acquaintance::Known } else { Acquaintance::New },
                };
                let count = usize::try_from(row.integer()?).map_err(|_| Fault::Corrupt("a count"))?;
                Ok(Likeness { facts, count, one: row.parsed(ChatId::parse)? })
            })
            .collect()
    }

    /// The chat of a conversation.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn chat_by_vendor_key(
        &self,
        channel: &ChannelId,
        vendor_key: &str,
    ) -> Result<Option<ChatRow>, Fault> {
        let sql = format!("{} WHERE chat.channel_id = ?1 AND chat.vendor_key = ?2", select());
        self.row(&sql, vec![channel.as_str().into(), vendor_key.into()])?.map(chat).transpose()
    }

    /// Writes a new chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn open_chat(
        &self,
        id: &ChatId,
        channel: &ChannelId,
        contact: &str,
        vendor_key: &str,
        kind: ChatKind,
    ) -> Result<(), Fault> {
        self.write(
            "INSERT INTO chat (id, channel_id, contact_id, vendor_key, kind, status, updated_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6)",
            vec![
                id.as_str().into(),
                channel.as_str().into(),
                contact.into(),
                vendor_key.into(),
                word(&kind)?.into(),
                self.now_ms.into(),
            ],
        )
    }

    /// Sets whether a chat is being worked on.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn set_chat_status(&self, id: &ChatId, status: ChatStatus) -> Result<(), Fault> {
        self.write(
            "UPDATE chat SET status = ?2, updated_at_ms = ?3,
               waiting_since_ms = CASE ?2 WHEN 'closed' THEN NULL ELSE waiting_since_ms END WHERE id = ?1",
            vec![id.as_str().into(), status.as_str().into(), self.now_ms.into()],
        )
    }

    /// Sets what the company calls a chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn set_labels(&self, id: &ChatId, labels: &[String]) -> Result<(), Fault> {
        let labels = serde_json::to_string(labels).map_err(|_| Fault::Corrupt("labels of a chat"))?;
        self.write("UPDATE chat SET labels = ?2 WHERE id = ?1", vec![id.as_str().into(), labels.into()])
    }

    /// Sets the language of a client, and whether somebody said so.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn set_language(&self, id: &ChatId, language: Option<&Language>, by: SaidBy) -> Result<(), Fault> {
        let by_hand = i64::from(by == SaidBy::Hand);
        self.write(
            "UPDATE chat SET language = ?2, language_by_hand = ?3 WHERE id = ?1",
            vec![id.as_str().into(), language.map(Language::as_str).into(), by_hand.into()],
        )
    }

    /// What the client wrote when the chat began to wait.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn asked_with(&self, chat: &ChatId) -> Result<Option<String>, Fault> {
        let sql = "SELECT message.text FROM chat JOIN message ON message.id = chat.asked_message_id WHERE chat.id = ?1";
        let row = self.row(sql, vec![chat.as_str().into()])?;
        row.map_or(Ok(None), |mut row| row.text_or_null())
    }

    /// Sets who has a chat.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn set_assignee(
        &self,
        id: &ChatId,
        group: Option<&GroupId>,
        user: Option<&UserId>,
    ) -> Result<(), Fault> {
        self.write(
            "UPDATE chat SET group_id = ?2, assignee_id = ?3, updated_at_ms = ?4 WHERE id = ?1",
            vec![
                id.as_str().into(),
                group.map(GroupId::as_str).into(),
                user.map(UserId::as_str).into(),
                self.now_ms.into(),
            ],
        )
    }
}
