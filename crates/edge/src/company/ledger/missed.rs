//! Clients who were not answered in time.

use usher_core::access::SqlCondition;
use usher_core::{ChatId, GroupId, UserId};

use super::Ledger;
use crate::fault::Fault;
use crate::out::declared::CodeWord;
use crate::store::Value;

/// A wait that was too long, to be written.
pub struct Missed<'a> {
    /// The chat.
    pub chat: &'a ChatId,
    /// When it was found, in milliseconds since the epoch.
    pub at_ms: i64,
    /// How long the client had waited, in milliseconds.
    pub waited_ms: i64,
    /// `text` or `call`.
    pub kind: &'static str,
    /// The group that the chat was in.
    pub group: Option<&'a GroupId>,
    /// Who had it.
    pub user: Option<&'a UserId>,
    /// The group that it was handed on to.
    pub escalated_to: Option<&'a GroupId>,
}

impl Ledger<'_> {
    /// Notes a wait that was too long.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_missed(&self, missed: &Missed<'_>) -> Result<(), Fault> {
        self.write(
            "INSERT INTO missed (chat_id, at_ms, waited_ms, kind, group_id, user_id, escalated_to)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            vec![
                missed.chat.as_str().into(),
                missed.at_ms.into(),
                missed.waited_ms.into(),
                missed.kind.into(),
                missed.group.map(GroupId::as_str).into(),
                missed.user.map(UserId::as_str).into(),
                missed.escalated_to.map(GroupId::as_str).into(),
            ],
        )
    }
}

/// The first parameter of the condition given to [`Ledger::missed`].
pub const MISSED_FIRST: usize = 5;

/// A wait that was too long, as it was noted.
pub struct MissedRow {
    /// The chat.
    pub chat: ChatId,
    /// When it was found, in milliseconds since the epoch.
    pub at_ms: i64,
    /// How long the client had waited, in milliseconds.
    pub waited_ms: i64,
    /// `text` or `call`.
    pub kind: CodeWord,
    /// The group that the chat was in.
    pub group: Option<GroupId>,
    /// Who had it.
    pub user: Option<UserId>,
    /// The group that it was handed on to.
    pub escalated_to: Option<GroupId>,
}

/// Which waits are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    /// From when on, in milliseconds since the epoch.
    pub from_ms: i64,
    /// Until when, in milliseconds since the epoch.
    pub until_ms: i64,
    /// Only those of this group.
    pub group: Option<&'a GroupId>,
}

impl Ledger<'_> {
    /// How many waits were too long, and the latest of them, of the chats that a condition of access lets through.
    /// `condition` counts its parameters from [`MISSED_FIRST`].
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn missed(
        &self,
        within: Within<'_>,
        limit: u32,
        condition: SqlCondition,
    ) -> Result<(i64, Vec<MissedRow>), Fault> {
        let sql = format!(
            "SELECT chat.id, missed.at_ms, missed.waited_ms, missed.kind, missed.group_id, missed.user_id,
               missed.escalated_to, count(*) OVER ()
             FROM missed CROSS JOIN chat ON chat.id = missed.chat_id
             WHERE missed.at_ms >= ?1 AND missed.at_ms < ?2 AND (?3 IS NULL OR missed.group_id = ?3) AND {}
             ORDER BY missed.at_ms DESC, missed.id DESC LIMIT ?4",
            condition.sql
        );
        let mut params: Vec<Value> = vec![
            within.from_ms.into(),
            within.until_ms.into(),
            within.group.map(GroupId::as_str).into(),
            limit.into(),
        ];
        params.extend(condition.params.into_iter().map(Value::from));
        let (mut count, mut found) = (0, Vec::new());
        for mut row in self.rows(&sql, params)? {
            found.push(MissedRow {
                chat: row.parsed(ChatId::parse)?,
                at_ms: row.integer()?,
                waited_ms: row.integer()?,
                kind: row.parsed(CodeWord::parse)?,
                group: row.parsed_or_null(GroupId::parse)?,
                user: row.parsed_or_null(UserId::parse)?,
                escalated_to: row.parsed_or_null(GroupId::parse)?,
            });
            count = row.integer()?;
        }
        Ok((count, found))
    }
}
