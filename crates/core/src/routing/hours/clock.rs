//! The time in a company.

use super::{Hours, Offsets, Zone};

/// The moment, and how far local time is from UTC wherever hours are told.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The moment, in milliseconds since 1970.
    pub now_ms: i64,
    /// The offsets of the company.
    pub company: &'a Offsets,
    /// The offsets of other time zones. One that is not here is taken for the company's own.
    pub zones: &'a [(Zone, Offsets)],
}

impl Clock<'_> {
    /// The same clock at another moment.
    #[must_use]
    pub fn at(self, now_ms: i64) -> Self {
        Self { now_ms, ..self }
    }

    /// Whether it is within these hours now.
    pub fn is_open(&self, hours: &Hours) -> bool {
        hours.is_open(self.now_ms, self.offsets(hours).at(self.now_ms))
    }

    /// The first moment after now at which it differs whether it is within these hours; none: never.
    pub fn next_change(&self, hours: &Hours) -> Option<i64> {
        hours.next_change(self.now_ms, self.offsets(hours))
    }

    fn offsets(&self, hours: &Hours) -> &Offsets {
        let own = hours.zone.as_ref().and_then(|zone| self.zones.iter().find(|(name, _)| name == zone));
        own.map_or(self.company, |(_, offsets)| offsets)
    }
}
