//! The audit log: append-only, each entry carrying the hash of the one before.

use usher_core::UserId;

use super::Ledger;
use crate::fault::Fault;
use crate::hex;
use crate::out::{Object, Said};

/// Something that was done. What a viewer may not see is not even stored: its parts are what may leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed<'a> {
    /// Who did it; none: the edge itself.
    pub actor: Option<&'a UserId>,
    /// What was done, such as `chat.assigned`.
    pub action: &'static str,
    /// To what, such as `chat:9f…`.
    pub subject: Said,
    /// The circumstances.
    pub detail: Object,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place, from 1.
    pub seq: i64,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// Who: id and name.
    pub actor: Option<(UserId, String)>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// The circumstances.
    pub detail: serde_json::Value,
    /// The hash of the entry before.
    pub previous: String,
    /// The hash of this one.
    pub hash: String,
}

/// What stands before the first entry.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Ledger<'_> {
    /// Writes down what was done. Call it in the transaction that does it.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn audit(&self, deed: &Deed<'_>) -> Result<(), Fault> {
        let last = self.row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", Vec::new())?;
        let (last_seq, previous) = match last {
            Some(mut row) => (row.integer()?, row.text()?),
            None => (0, GENESIS.to_owned()),
        };
        let seq = last_seq + 1;
        let actor = deed.actor.map(UserId::as_str);
        let detail = deed.detail.to_json()?;
        let chained = serde_json::json!([
            previous,
            seq,
            self.now_ms,
            actor,
            deed.action,
            deed.subject.as_str(),
            detail
        ]);
        let hash = hex::sha256(chained.to_string().as_bytes());
        self.write(
            "INSERT INTO audit (seq, at_ms, actor_id, action, subject, detail, previous, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            vec![
                seq.into(),
                self.now_ms.into(),
                actor.into(),
                deed.action.into(),
                deed.subject.as_str().into(),
                detail.into(),
                previous.into(),
                hash.into(),
            ],
        )
    }

    /// Entries before a place, newest first.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn audit_before(&self, before_seq: i64, limit: u32) -> Result<Vec<AuditRow>, Fault> {
        let rows = self.rows(
            "SELECT seq, at_ms, actor_id, user.name, action, subject, detail, previous, hash
             FROM audit LEFT JOIN user ON user.id = actor_id WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2",
            vec![before_seq.into(), limit.into()],
        )?;
        rows.into_iter()
            .map(|mut row| {
                Ok(AuditRow {
                    seq: row.integer()?,
                    at_ms: row.integer()?,
                    actor: row.parsed_or_null(UserId::parse)?.zip(row.text_or_null()?),
                    action: row.text()?,
                    subject: row.text()?,
                    detail: row.json()?,
                    previous: row.text()?,
                    hash: row.text()?,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::schema::migrate;
    use crate::object;
    use crate::store::scratch::Scratch;

    #[test]
    fn entries_form_a_chain() {
        let database = Scratch::empty();
        migrate(&database, 1).unwrap();
        let ledger = Ledger::new(&database, 5);
        for subject in ["chat:a", "chat:b"] {
            let deed =
                Deed { actor: None, action: "chat.opened", subject: Said::from(subject), detail: object! {} };
            ledger.audit(&deed).unwrap();
        }
        let rows = ledger.audit_before(i64::MAX, 10).unwrap();
        assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(rows[0].previous, rows[1].hash);
        assert_eq!(rows[1].previous, GENESIS);
        let chained = serde_json::json!([GENESIS, 1, 5, null, "chat.opened", "chat:a", "{}"]);
        assert_eq!(rows[1].hash, hex::sha256(chained.to_string().as_bytes()));
    }
}
