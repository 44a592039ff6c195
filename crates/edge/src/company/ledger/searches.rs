//! How often somebody searched.

use usher_core::UserId;

use super::Ledger;
use crate::fault::Fault;

/// How often somebody searched so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Searches {
    /// In this minute.
    pub in_minute: u32,
    /// Today.
    pub in_day: u32,
}

/// Where the minute and the day began that are counted in, in milliseconds since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchTime {
    /// The minute.
    pub minute_at_ms: i64,
    /// The day.
    pub day_at_ms: i64,
}

impl Ledger<'_> {
    /// How often a user searched.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn searches(&self, user: &UserId, time: SearchTime) -> Result<Searches, Fault> {
        let sql = "SELECT CASE minute_at_ms WHEN ?2 THEN in_minute ELSE 0 END, CASE day_at_ms WHEN ?3 THEN in_day ELSE 0 END
             FROM contact_search WHERE user_id = ?1";
        let row =
            self.row(sql, vec![user.as_str().into(), time.minute_at_ms.into(), time.day_at_ms.into()])?;
        let Some(mut row) = row else { return Ok(Searches { in_minute: 0, in_day: 0 }) };
        let mut count = || u32::try_from(row.integer()?).map_err(|_| Fault::Corrupt("a count of searches"));
        Ok(Searches { in_minute: count()?, in_day: count()? })
    }

    /// Notes how often a user searched.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn put_searches(&self, user: &UserId, time: SearchTime, searches: Searches) -> Result<(), Fault> {
        self.write(
            "INSERT INTO contact_search (user_id, minute_at_ms, in_minute, day_at_ms, in_day) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (user_id) DO UPDATE SET minute_at_ms = excluded.minute_at_ms, in_minute = excluded.in_minute,
               day_at_ms = excluded.day_at_ms, in_day = excluded.in_day",
            vec![
                user.as_str().into(),
                time.minute_at_ms.into(),
                searches.in_minute.into(),
                time.day_at_ms.into(),
                searches.in_day.into(),
            ],
        )
    }
}
