//! Periods of validity: from when, and until when, something holds.

use core::fmt;

use serde::{Deserialize, Serialize, Serializer};

/// Greatest moment that can be named, in milliseconds since 1970: what a `Date` of JavaScript can hold.
pub const MOMENT_MAX_MS: i64 = 8_640_000_000_000_000;

/// Why two moments are no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// It ends when or before it starts.
    Empty,
    /// A moment is before 1970 or beyond [`MOMENT_MAX_MS`].
    OutOfRange,
}

impl PeriodError {
    /// Stable code of this error.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "period_empty",
            Self::OutOfRange => "moment_out_of_range",
        }
    }

    /// What is wrong, for people.
    pub fn message(self) -> &'static str {
        match self {
            Self::Empty => "a period must end after it starts",
            Self::OutOfRange => "a moment is given in milliseconds since 1970, at most 8640000000000000",
        }
    }
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for PeriodError {}

/// A period of validity: it holds from `starts_at` on and no longer at `ends_at`.
///
/// INVARIANT: it is not empty; [`Period::new`] and [`Period::intersection`] keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    starts_at: Option<i64>,
    ends_at: Option<i64>,
}

impl Period {
    /// Without start and end.
    pub const ALWAYS: Self = Self { starts_at: None, ends_at: None };

    /// From a first moment on, and no longer at the last, in milliseconds since 1970; none: open on that side.
    ///
    /// # Errors
    /// [`PeriodError`] where it would be empty, or a moment can not be named.
    pub fn new(starts_at: Option<i64>, ends_at: Option<i64>) -> Result<Self, PeriodError> {
        let named = |moment: Option<i64>| moment.is_none_or(|moment| (0..=MOMENT_MAX_MS).contains(&moment));
        if !named(starts_at) || !named(ends_at) {
            return Err(PeriodError::OutOfRange);
        }
        match (starts_at, ends_at) {
            (Some(start), Some(end)) if start >= end => Err(PeriodError::Empty),
            _ => Ok(Self { starts_at, ends_at }),
        }
    }

    /// When it starts, in milliseconds since 1970; none: it always has held.
    pub fn starts_at(&self) -> Option<i64> {
        self.starts_at
    }

    /// When it ends, in milliseconds since 1970; none: never.
    pub fn ends_at(&self) -> Option<i64> {
        self.ends_at
    }

    /// Whether it holds without start and end.
    pub fn is_always(&self) -> bool {
        *self == Self::ALWAYS
    }

    /// Whether it holds at a moment.
    pub fn contains(&self, moment: i64) -> bool {
        self.starts_at.is_none_or(|start| start <= moment) && !self.has_ended(moment)
    }

    /// Whether it is over at a moment.
    pub fn has_ended(&self, moment: i64) -> bool {
        self.ends_at.is_some_and(|end| end <= moment)
    }

    /// When both hold; none: never.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let starts_at = self.starts_at.max(other.starts_at);
        let ends_at = match (self.ends_at, other.ends_at) {
            (Some(own), Some(others)) => Some(own.min(others)),
            (own, others) => own.or(others),
        };
        Self::new(starts_at, ends_at).ok()
    }

    /// What of it lies at or after a moment; none: nothing does.
    pub fn rest(&self, moment: i64) -> Option<Self> {
        self.intersection(&Self { starts_at: Some(moment), ends_at: None })
    }

    /// Whether the other holds whenever this one does.
    pub fn is_within(&self, other: &Self) -> bool {
        let starts = other.starts_at.is_none_or(|start| self.starts_at.is_some_and(|own| own >= start));
        let ends = other.ends_at.is_none_or(|end| self.ends_at.is_some_and(|own| own <= end));
        starts && ends
    }

    /// The first moment after this one at which it starts or ends.
    pub fn changes_after(&self, moment: i64) -> Option<i64> {
        self.starts_at.filter(|start| *start > moment).or(self.ends_at.filter(|end| *end > moment))
    }
}

/// The two moments as they stand among the fields of what is valid for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Moments {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) starts_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ends_at: Option<i64>,
}

impl From<Period> for Moments {
    fn from(period: Period) -> Self {
        Self { starts_at: period.starts_at, ends_at: period.ends_at }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Moments::from(*self).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(starts_at: impl Into<Option<i64>>, ends_at: impl Into<Option<i64>>) -> Period {
        Period::new(starts_at.into(), ends_at.into()).unwrap()
    }

    fn any_period() -> impl Strategy<Value = Period> {
        (proptest::option::of(0..8_i64), proptest::option::of(0..8_i64))
            .prop_filter_map("empty", |(start, end)| Period::new(start, end).ok())
    }

    #[test]
    fn the_start_is_in_and_the_end_is_out() {
        let june = period(10, 20);
        for (moment, holds, ended) in
            [(9, false, false), (10, true, false), (19, true, false), (20, false, true)]
        {
            assert_eq!((june.contains(moment), june.has_ended(moment)), (holds, ended), "{moment}");
        }
        assert!(Period::ALWAYS.contains(0) && Period::ALWAYS.contains(MOMENT_MAX_MS));
    }

    #[test]
    fn only_moments_that_can_be_named_in_their_order() {
        assert_eq!(Period::new(Some(5), Some(5)), Err(PeriodError::Empty));
        assert_eq!(Period::new(Some(6), Some(5)), Err(PeriodError::Empty));
        assert_eq!(Period::new(Some(-1), None), Err(PeriodError::OutOfRange));
        assert_eq!(Period::new(None, Some(MOMENT_MAX_MS + 1)), Err(PeriodError::OutOfRange));
        assert!(Period::new(Some(0), Some(MOMENT_MAX_MS)).is_ok());
    }

    proptest! {
        #[test]
        fn intersection_within_and_rest_are_what_they_say(a in any_period(), b in any_period(), from in 0..8_i64) {
            let both = |moment| a.contains(moment) && b.contains(moment);
            let cut = a.intersection(&b);
            let rest = a.rest(from);
            for moment in 0..9 {
                prop_assert_eq!(cut.is_some_and(|cut| cut.contains(moment)), both(moment));
                prop_assert_eq!(rest.is_some_and(|rest| rest.contains(moment)), moment >= from && a.contains(moment));
                prop_assert!(!a.is_within(&b) || !a.contains(moment) || b.contains(moment));
                // Between two changes nothing changes.
                let next = a.changes_after(moment).unwrap_or(99);
                prop_assert!((moment..next.min(12)).all(|later| a.contains(later) == a.contains(moment)));
            }
        }
    }
}
