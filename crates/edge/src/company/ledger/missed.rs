//! Clients who were not answered in time.

use usher_core::{ChatId, GroupId, UserId};

use super::Ledger;
use crate::fault::Fault;

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
