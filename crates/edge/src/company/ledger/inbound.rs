//! What vendors delivered.

use super::Ledger;
use crate::fault::Fault;

impl Ledger<'_> {
    /// Whether an item was delivered before.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn is_delivered(&self, source: &str, dedupe_key: &str) -> Result<bool, Fault> {
        let sql = "SELECT 1 FROM inbound_event WHERE source = ?1 AND dedupe_key = ?2";
        Ok(self.row(sql, vec![source.into(), dedupe_key.into()])?.is_some())
    }

    /// Notes that an item was delivered and what became of it. `raw` is kept where nothing else holds the item.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_delivered(
        &self,
        source: &str,
        dedupe_key: &str,
        outcome: &str,
        raw: Option<&str>,
    ) -> Result<(), Fault> {
        self.write(
            "INSERT INTO inbound_event (source, dedupe_key, received_at_ms, outcome, raw) VALUES (?1, ?2, ?3, ?4, ?5)",
            vec![source.into(), dedupe_key.into(), self.now_ms.into(), outcome.into(), raw.into()],
        )
    }
}
