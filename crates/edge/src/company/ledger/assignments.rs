//! Who had a chat, from when to when, and why.

use usher_core::{ChatId, GroupId, UserId};

use super::Ledger;
use crate::fault::Fault;
use crate::out::Object;
use crate::out::declared::Seed;
use crate::random;

/// One stretch of a chat's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Who had it: id and name; none: it waited.
    pub user: Option<(UserId, String)>,
    /// The group: id and name.
    pub group: Option<(GroupId, String)>,
    /// From when, in milliseconds since the epoch.
    pub from_ms: i64,
    /// Until when, in milliseconds since the epoch; none: still.
    pub until_ms: Option<i64>,
    /// Who decided: id and name; none: routing.
    pub by: Option<(UserId, String)>,
    /// Why.
    pub reason: serde_json::Value,
    /// Whom the decision looked at.
    pub looked_at: Option<serde_json::Value>,
}

/// Why a stretch begins.
pub struct Reason {
    /// In short.
    pub short: Object,
    /// The entropy of the lots.
    pub seed: Seed,
    /// Whom the decision looked at.
    pub looked_at: Option<Object>,
}

impl Ledger<'_> {
    /// Gives a chat to a user or to a group's queue, and ends the stretch before.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn assign(
        &self,
        chat: &ChatId,
        group: Option<&GroupId>,
        user: Option<&UserId>,
        by: Option<&UserId>,
        reason: &Reason,
    ) -> Result<(), Fault> {
        self.end_assignment(chat)?;
        self.write(
            "INSERT INTO assignment (id, chat_id, user_id, group_id, from_ms, by_user_id, reason, seed, looked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            vec![
                random::id()?.as_str().into(),
                chat.as_str().into(),
                user.map(UserId::as_str).into(),
                group.map(GroupId::as_str).into(),
                self.now_ms.into(),
                by.map(UserId::as_str).into(),
                reason.short.to_json()?.into(),
                reason.seed.to_string().into(),
                reason.looked_at.as_ref().map(Object::to_json).transpose()?.into(),
            ],
        )?;
        self.set_assignee(chat, group, user)
    }

    /// Ends the stretch that lasts.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_assignment(&self, chat: &ChatId) -> Result<(), Fault> {
        self.write(
            "UPDATE assignment SET until_ms = ?2 WHERE chat_id = ?1 AND until_ms IS NULL",
            vec![chat.as_str().into(), self.now_ms.into()],
        )
    }

    /// The history of a chat, newest first.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn assignments(&self, chat: &ChatId) -> Result<Vec<AssignmentRow>, Fault> {
        let rows = self.rows(
            "SELECT user_id, user.name, group_id, user_group.name, from_ms, until_ms, by_user_id, by_user.name, reason,
               looked_at
             FROM assignment LEFT JOIN user ON user.id = user_id LEFT JOIN user_group ON user_group.id = group_id
             LEFT JOIN user by_user ON by_user.id = by_user_id
             WHERE chat_id = ?1 ORDER BY assignment.rowid DESC LIMIT 100",
            vec![chat.as_str().into()],
        )?;
        rows.into_iter()
            .map(|mut row| {
                Ok(AssignmentRow {
                    user: row.parsed_or_null(UserId::parse)?.zip(row.text_or_null()?),
                    group: row.parsed_or_null(GroupId::parse)?.zip(row.text_or_null()?),
                    from_ms: row.integer()?,
                    until_ms: row.integer_or_null()?,
                    by: row.parsed_or_null(UserId::parse)?.zip(row.text_or_null()?),
                    reason: row.json()?,
                    looked_at: row.json_or_null()?,
                })
            })
            .collect()
    }
}
