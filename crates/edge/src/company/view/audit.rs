//! An entry of the audit log.

use serde::Serialize;

use super::named::Named;
use crate::company::ledger::AuditRow;

/// An entry of the audit log.
#[derive(Serialize)]
pub struct AuditView {
    seq: i64,
    at: i64,
    actor: Option<Named>,
    action: String,
    subject: String,
    detail: serde_json::Value,
    previous: String,
    hash: String,
}

impl From<AuditRow> for AuditView {
    fn from(row: AuditRow) -> Self {
        Self {
            seq: row.seq,
            at: row.at_ms,
            actor: row.actor.map(|(id, name)| Named { id, name }),
            action: row.action,
            subject: row.subject,
            detail: row.detail,
            previous: row.previous,
            hash: row.hash,
        }
    }
}
