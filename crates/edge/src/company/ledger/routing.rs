//! The settings of routing.

use usher_core::routing::settings::Settings;

use super::Ledger;
use crate::fault::Fault;

/// The settings of routing as they are stored.
#[derive(Debug)]
pub struct RoutingRow {
    /// The settings.
    pub settings: Settings,
    /// Counts their changes; zero: nobody ever said anything.
    pub revision: u32,
}

impl Ledger<'_> {
    /// The settings of routing.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn routing(&self) -> Result<RoutingRow, Fault> {
        let Some(mut row) = self.row("SELECT revision, settings FROM routing", Vec::new())? else {
            return Ok(RoutingRow { settings: Settings::usual(), revision: 0 });
        };
        Ok(RoutingRow {
            revision: u32::try_from(row.integer()?).map_err(|_| Fault::Corrupt("routing revision"))?,
            settings: row.parsed(Settings::stored)?,
        })
    }

    /// Writes the settings of routing, and counts the change.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_routing(&self, settings: &Settings) -> Result<(), Fault> {
        self.write(
            "INSERT INTO routing (one, revision, settings, changed_at_ms) VALUES (1, 1, ?1, ?2)
             ON CONFLICT (one) DO UPDATE SET revision = revision + 1, settings = ?1, changed_at_ms = ?2",
            vec![settings.to_canonical_json().into(), self.now_ms.into()],
        )
    }
}
