//! An entry of the audit log.

use serde::Serialize;
use usher_core::mask::{Lens, Maskable, Masked};

use super::named::Named;
use crate::company::ledger::AuditRow;
use crate::out::Circumstances;

/// An entry of the audit log. Its hash is that of the entry as it is stored.
#[derive(Serialize)]
pub struct AuditView {
    seq: i64,
    at: i64,
    actor: Option<Named>,
    action: String,
    subject: String,
    detail: Circumstances,
    previous: String,
    hash: String,
}

impl AuditView {
    /// An entry as a viewer sees it.
    pub fn masked(row: AuditRow, lens: &Lens) -> Masked<Self> {
        let view = Self {
            seq: row.seq,
            at: row.at_ms,
            actor: row.actor.map(|(id, name)| Named::new(&id, name)),
            action: row.action,
            subject: row.subject,
            detail: Circumstances::of(row.detail),
            previous: row.previous,
            hash: row.hash,
        };
        Masked::new(view, lens)
    }
}

impl Maskable for AuditView {
    fn mask(self, lens: &Lens) -> Self {
        // What an entry is called and the hashes are ours; the subject is an id, and may have been chosen.
        let Self { seq, at, actor, action, subject, detail, previous, hash } = self;
        let (subject, detail) = (lens.identifier(&subject), detail.mask(lens));
        Self { seq, at, actor, action, subject, detail, previous, hash }
    }
}
