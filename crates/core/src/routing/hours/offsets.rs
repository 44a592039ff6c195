//! How far local time is from UTC.

use crate::policy::{UTC_OFFSET_MAX_MINUTES, UTC_OFFSET_MIN_MINUTES};

/// Greatest number of changes ahead that are told.
pub const CHANGES_MAX: usize = 32;

/// Offsets of local time from UTC, now and ahead: the core has no table of time zones, so whoever asks brings them.
///
/// ```
/// use usher_core::routing::hours::Offsets;
/// let istanbul = Offsets::fixed(180);
/// // Berlin: summer time until the end of October.
/// let berlin = Offsets::changing(120, &[(1_793_494_800_000, 60)]).unwrap();
/// assert_eq!((istanbul.at(0), berlin.at(0), berlin.at(1_793_494_800_000)), (180, 120, 60));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offsets {
    first: i32,
    changes: Vec<(i64, i32)>,
}

impl Offsets {
    /// One offset at all times, in minutes; beyond -720 to 840 it is the nearest of these.
    pub fn fixed(minutes: i32) -> Self {
        Self { first: minutes.clamp(UTC_OFFSET_MIN_MINUTES, UTC_OFFSET_MAX_MINUTES), changes: Vec::new() }
    }

    /// An offset in minutes, and from which moments on (in milliseconds since 1970, ascending) there are others. None
    /// where these do not ascend, are more than [`CHANGES_MAX`], or an offset is not from -720 to 840.
    pub fn changing(first: i32, changes: &[(i64, i32)]) -> Option<Self> {
        let is_good = |minutes: i32| (UTC_OFFSET_MIN_MINUTES..=UTC_OFFSET_MAX_MINUTES).contains(&minutes);
        let ascends = changes.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b));
        let are_good =
            changes.len() <= CHANGES_MAX && is_good(first) && changes.iter().all(|(_, to)| is_good(*to));
        (ascends && are_good).then(|| Self { first, changes: changes.to_vec() })
    }

    /// The offset at a moment, in minutes.
    pub fn at(&self, moment_ms: i64) -> i32 {
        let passed = self.changes.iter().take_while(|(from, _)| *from <= moment_ms);
        passed.last().map_or(self.first, |(_, minutes)| *minutes)
    }

    /// The offset at a moment, in milliseconds.
    pub(super) fn ms(&self, moment_ms: i64) -> i64 {
        i64::from(self.at(moment_ms)) * 60_000
    }

    /// The first change after a moment.
    pub(super) fn change_after(&self, moment_ms: i64) -> Option<i64> {
        self.changes.iter().map(|(from, _)| *from).find(|from| *from > moment_ms)
    }

    /// The last change of all.
    pub(super) fn last_change(&self) -> Option<i64> {
        self.changes.last().map(|(from, _)| *from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_ascend() {
        let good = Offsets::changing(60, &[(10, 120), (20, 60)]).unwrap();
        assert_eq!([9, 10, 19, 20].map(|moment| good.at(moment)), [60, 120, 120, 60]);
        assert_eq!([9, 10, 20].map(|moment| good.change_after(moment)), [Some(10), Some(20), None]);
        assert_eq!(Offsets::changing(60, &[(10, 120), (10, 60)]), None);
        assert_eq!(Offsets::changing(841, &[]), None);
        assert_eq!(Offsets::changing(0, &[(1, -721)]), None);
        let many: Vec<(i64, i32)> = (0..).map(|at| (at, 0)).take(CHANGES_MAX + 1).collect();
        assert_eq!(Offsets::changing(0, &many), None);
        assert!(Offsets::changing(0, many.get(1..).unwrap()).is_some());
        assert_eq!((Offsets::fixed(9_999).at(0), Offsets::fixed(-9_999).at(0)), (840, -720));
    }
}
