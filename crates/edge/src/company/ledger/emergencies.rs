//! Roles that were taken in an emergency.

use usher_core::{RoleId, UserId};

use super::Ledger;
use crate::fault::Fault;
use crate::store::Row;

/// A role that was taken in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyRow {
    /// By whom: id and name.
    pub user: (UserId, String),
    /// Which role.
    pub role: RoleId,
    /// From when on, in milliseconds since the epoch.
    pub starts_at_ms: i64,
    /// Until when, in milliseconds since the epoch.
    pub ends_at_ms: i64,
    /// Why.
    pub reason: String,
}

const EMERGENCY: &str = "SELECT user_id, user.name, role_id, starts_at_ms, ends_at_ms, reason
    FROM emergency JOIN user ON user.id = user_id WHERE ended_at_ms IS NULL";

fn emergency(mut row: Row) -> Result<EmergencyRow, Fault> {
    Ok(EmergencyRow {
        user: (row.parsed(UserId::parse)?, row.text()?),
        role: row.parsed(RoleId::parse)?,
        starts_at_ms: row.integer()?,
        ends_at_ms: row.integer()?,
        reason: row.text()?,
    })
}

impl Ledger<'_> {
    /// Those that last, the one that ends first before the others.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn emergencies(&self) -> Result<Vec<EmergencyRow>, Fault> {
        let sql = format!("{EMERGENCY} AND ends_at_ms > ?1 ORDER BY ends_at_ms, emergency.id LIMIT 1000");
        self.rows(&sql, vec![self.now_ms.into()])?.into_iter().map(emergency).collect()
    }

    /// Those of a user that last.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn emergencies_of(&self, user: &UserId) -> Result<Vec<EmergencyRow>, Fault> {
        let sql = format!("{EMERGENCY} AND user_id = ?2 AND ends_at_ms > ?1 ORDER BY ends_at_ms");
        self.rows(&sql, vec![self.now_ms.into(), user.as_str().into()])?.into_iter().map(emergency).collect()
    }

    /// When a user took roles since a moment, the first time before the others.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn emergencies_since(&self, user: &UserId, since_ms: i64) -> Result<Vec<i64>, Fault> {
        let sql = "SELECT starts_at_ms FROM emergency WHERE user_id = ?1 AND starts_at_ms > ?2 ORDER BY starts_at_ms";
        let rows = self.rows(sql, vec![user.as_str().into(), since_ms.into()])?;
        rows.into_iter().map(|mut row| row.integer()).collect()
    }

    /// Writes that a role was taken.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_emergency(&self, row: &EmergencyRow) -> Result<(), Fault> {
        self.write(
            "INSERT INTO emergency (user_id, role_id, starts_at_ms, ends_at_ms, reason)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            vec![
                row.user.0.as_str().into(),
                row.role.as_str().into(),
                row.starts_at_ms.into(),
                row.ends_at_ms.into(),
                (&row.reason).into(),
            ],
        )
    }

    /// Ends one that lasts.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn end_emergency(&self, user: &UserId, role: &RoleId) -> Result<(), Fault> {
        self.write(
            "UPDATE emergency SET ended_at_ms = ?3 WHERE user_id = ?1 AND role_id = ?2 AND ended_at_ms IS NULL",
            vec![user.as_str().into(), role.as_str().into(), self.now_ms.into()],
        )
    }

    /// Notes that those are over whose time has come, and says which.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn expire_emergencies(&self) -> Result<Vec<EmergencyRow>, Fault> {
        let sql = format!("{EMERGENCY} AND ends_at_ms <= ?1 ORDER BY ends_at_ms, emergency.id");
        let over: Vec<EmergencyRow> = self
            .rows(&sql, vec![self.now_ms.into()])?
            .into_iter()
            .map(emergency)
            .collect::<Result<_, _>>()?;
        if !over.is_empty() {
            self.write(
                "UPDATE emergency SET ended_at_ms = ends_at_ms WHERE ended_at_ms IS NULL AND ends_at_ms <= ?1",
                vec![self.now_ms.into()],
            )?;
        }
        Ok(over)
    }
}
