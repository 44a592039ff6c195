//! Which permissions are used.

use usher_core::UserId;

use super::Ledger;
use crate::fault::Fault;

/// That a user used a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRow {
    /// Who.
    pub user: UserId,
    /// The name of the permission.
    pub permission: String,
    /// Where the last day began on which it was used, in milliseconds since the epoch.
    pub day_at_ms: i64,
}

impl Ledger<'_> {
    /// Notes that a user used a permission, at most once a day.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn note_use(&self, user: &UserId, permission: &str, day_at_ms: i64) -> Result<(), Fault> {
        let noted = "SELECT 1 FROM permission_use WHERE user_id = ?1 AND permission = ?2 AND day_at_ms = ?3";
        let params = || vec![user.as_str().into(), permission.into(), day_at_ms.into()];
        if self.row(noted, params())?.is_some() {
            return Ok(());
        }
        self.write(
            "INSERT INTO permission_use (user_id, permission, day_at_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (user_id, permission) DO UPDATE SET day_at_ms = excluded.day_at_ms",
            params(),
        )
    }

    /// Everything that was used.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn uses(&self) -> Result<Vec<UseRow>, Fault> {
        let rows = self.rows("SELECT user_id, permission, day_at_ms FROM permission_use", Vec::new())?;
        rows.into_iter()
            .map(|mut row| {
                Ok(UseRow {
                    user: row.parsed(UserId::parse)?,
                    permission: row.text()?,
                    day_at_ms: row.integer()?,
                })
            })
            .collect()
    }

    /// Since when uses are noted, in milliseconds since the epoch.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn uses_since_ms(&self) -> Result<i64, Fault> {
        let row = self.row("SELECT applied_at_ms FROM migration WHERE number = 4", Vec::new())?;
        row.ok_or(Fault::Corrupt("no migration of uses"))?.integer()
    }
}
