//! Sessions.

use usher_core::UserId;

use super::Ledger;
use crate::fault::Fault;

/// A session ends this long after it began, in milliseconds: seven days.
pub const LIFE_MAX_MS: i64 = 7 * 86_400_000;

/// A session ends when it was not used for this long, in milliseconds: twelve hours.
pub const IDLE_MAX_MS: i64 = 12 * 3_600_000;

/// Use is noted no more often than this, in milliseconds: a write costs more than it tells.
const TOUCH_EVERY_MS: i64 = 60_000;

/// A session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of its token.
    pub token_hash: String,
    /// Whose it is.
    pub user: UserId,
}

impl Ledger<'_> {
    /// The session of a token, where it is alive and its user active.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn session(&self, token_hash: &str) -> Result<Option<Session>, Fault> {
        let sql = "SELECT user_id FROM session JOIN user ON user.id = session.user_id
             WHERE token_hash = ?1 AND user.status = 'active'
               AND session.created_at_ms > ?2 AND session.seen_at_ms > ?3";
        let params =
            vec![token_hash.into(), (self.now_ms - LIFE_MAX_MS).into(), (self.now_ms - IDLE_MAX_MS).into()];
        let Some(mut row) = self.row(sql, params)? else { return Ok(None) };
        Ok(Some(Session { token_hash: token_hash.to_owned(), user: row.parsed(UserId::parse)? }))
    }

    /// Notes that a session, and with it its user, is in use.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn touch_session(&self, session: &Session) -> Result<(), Fault> {
        let sql = "SELECT 1 FROM session WHERE token_hash = ?1 AND seen_at_ms < ?2";
        let params = vec![(&session.token_hash).into(), (self.now_ms - TOUCH_EVERY_MS).into()];
        if self.row(sql, params)?.is_none() {
            return Ok(());
        }
        self.transaction(|| {
            self.write(
                "UPDATE session SET seen_at_ms = ?2 WHERE token_hash = ?1",
                vec![(&session.token_hash).into(), self.now_ms.into()],
            )?;
            self.touch_user(&session.user)
        })
    }

    /// Starts a session.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_session(&self, session: &Session) -> Result<(), Fault> {
        self.write(
            "DELETE FROM session WHERE created_at_ms <= ?1 OR seen_at_ms <= ?2",
            vec![(self.now_ms - LIFE_MAX_MS).into(), (self.now_ms - IDLE_MAX_MS).into()],
        )?;
        self.write(
            "INSERT INTO session (token_hash, user_id, created_at_ms, seen_at_ms) VALUES (?1, ?2, ?3, ?3)",
            vec![(&session.token_hash).into(), session.user.as_str().into(), self.now_ms.into()],
        )
    }

    /// Whether a user has a session that is alive.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn has_session(&self, user: &UserId) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM session WHERE user_id = ?1 AND created_at_ms > ?2 AND seen_at_ms > ?3";
        let (born, seen) = (self.now_ms - LIFE_MAX_MS, self.now_ms - IDLE_MAX_MS);
        Ok(self.row(sql, vec![user.as_str().into(), born.into(), seen.into()])?.is_some())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_session(&self, token_hash: &str) -> Result<(), Fault> {
        self.write("DELETE FROM session WHERE token_hash = ?1", vec![token_hash.into()])
    }

    /// Ends every session of a user.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_sessions_of(&self, user: &UserId) -> Result<(), Fault> {
        self.write("DELETE FROM session WHERE user_id = ?1", vec![user.as_str().into()])
    }
}
