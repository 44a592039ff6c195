//! What was revealed to whom.

use usher_core::{ContactId, FieldKind, UserId};

use super::Ledger;
use crate::fault::Fault;

impl Ledger<'_> {
    /// When something was revealed to a user since a moment, the first time before the others.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn reveals_since(&self, user: &UserId, since_ms: i64) -> Result<Vec<i64>, Fault> {
        let sql = "SELECT at_ms FROM reveal WHERE user_id = ?1 AND at_ms > ?2 ORDER BY at_ms";
        let rows = self.rows(sql, vec![user.as_str().into(), since_ms.into()])?;
        rows.into_iter().map(|mut row| row.integer()).collect()
    }

    /// Writes that something was revealed. Call it in the transaction that writes the audit entry.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_reveal(&self, user: &UserId, contact: &ContactId, field: &FieldKind) -> Result<(), Fault> {
        self.write(
            "INSERT INTO reveal (user_id, contact_id, field, at_ms) VALUES (?1, ?2, ?3, ?4)",
            vec![user.as_str().into(), contact.as_str().into(), field.as_str().into(), self.now_ms.into()],
        )
    }
}
