//! When something that somebody holds starts or ends by itself.

use usher_core::UserId;

use super::Ledger;
use crate::fault::Fault;

/// Each moment at which something that a user holds starts or ends. A holding for a period is an object with these
/// keys, one without is a word.
const BOUNDARIES: &str = "WITH boundary (user_id, at_ms) AS (
    SELECT user_id, starts_at_ms FROM membership WHERE starts_at_ms IS NOT NULL
    UNION ALL SELECT user_id, ends_at_ms FROM membership WHERE ends_at_ms IS NOT NULL
    UNION ALL SELECT user_id, ends_at_ms FROM emergency WHERE ended_at_ms IS NULL
    UNION ALL SELECT user.id, part.value FROM user, json_tree(user.roles) part
      WHERE user.roles LIKE '%At\"%' AND part.key IN ('startsAt', 'endsAt')
    UNION ALL SELECT membership.user_id, part.value FROM user_group, json_tree(user_group.roles) part
      JOIN membership ON membership.group_id = user_group.id
      WHERE user_group.roles LIKE '%At\"%' AND part.key IN ('startsAt', 'endsAt'))";

impl Ledger<'_> {
    /// When next there is something to do that nobody asks for, in milliseconds since the epoch.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn next_due(&self) -> Result<Option<i64>, Fault> {
        if self.is_index_behind()? { Ok(Some(self.now_ms)) } else { self.next_boundary() }
    }

    /// When next something starts or ends, in milliseconds since the epoch.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn next_boundary(&self) -> Result<Option<i64>, Fault> {
        // What was not seen to yet comes first, however long it is over.
        let sql = format!(
            "{BOUNDARIES} SELECT min(at_ms) FROM boundary WHERE at_ms > (SELECT periods_at_ms FROM company)"
        );
        self.row(&sql, Vec::new())?.map_or(Ok(None), |mut row| row.integer_or_null())
    }

    /// Those for whom something started or ended since the last time that this was asked.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn pass_boundaries(&self) -> Result<Vec<UserId>, Fault> {
        let sql = format!(
            "{BOUNDARIES} SELECT DISTINCT user_id FROM boundary
             WHERE at_ms > (SELECT periods_at_ms FROM company) AND at_ms <= ?1 ORDER BY user_id"
        );
        let rows = self.rows(&sql, vec![self.now_ms.into()])?;
        let users: Vec<UserId> =
            rows.into_iter().map(|mut row| row.parsed(UserId::parse)).collect::<Result<_, _>>()?;
        self.write("UPDATE company SET periods_at_ms = ?1", vec![self.now_ms.into()])?;
        Ok(users)
    }
}
