//! When somebody works: hours of the week, days that are closed, days with hours of their own.
//!
//! Hours are told in local time. The core knows neither the time nor the time zones: both are arguments.

mod clock;
mod date;
mod interval;
mod offsets;

pub use clock::Clock;
pub use date::{Date, YEAR_MAX, YEAR_MIN};
pub use interval::Interval;
pub use offsets::{CHANGES_MAX, Offsets};

use core::fmt;
use std::sync::Arc;

use date::DAY_MS;
use interval::DAY_MINUTES;

use crate::period::MOMENT_MAX_MS;
use crate::sorted::{SortedMap, SortedSet};

/// Greatest number of intervals on a day.
pub const INTERVALS_MAX: usize = 8;
/// Greatest number of days that are closed, and of days with hours of their own.
pub const DATES_MAX: usize = 400;

/// The name of a time zone, as the IANA calls it: 1 to 64 of `A-Z`, `a-z`, `0-9`, `_`, `+`, `-` and `/`, a letter first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(Arc<str>);

impl Zone {
    /// Reads a name. Whether there is such a zone is known only to who has a table of them.
    pub fn parse(name: &str) -> Option<Self> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b'/');
        let is_name = name.len() <= 64 && name.starts_with(|first: char| first.is_ascii_alphabetic());
        (is_name && name.bytes().all(is_part)).then(|| Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands in for a name that could not be read.
    pub(super) fn unread() -> Self {
        Self("".into())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The hours of a week: for each day the intervals that start on it, an empty list where it is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Monday.
    pub mon: Vec<Interval>,
    /// Tuesday.
    pub tue: Vec<Interval>,
    /// Wednesday.
    pub wed: Vec<Interval>,
    /// Thursday.
    pub thu: Vec<Interval>,
    /// Friday.
    pub fri: Vec<Interval>,
    /// Saturday.
    pub sat: Vec<Interval>,
    /// Sunday.
    pub sun: Vec<Interval>,
}

/// Working hours, in local time.
///
/// An interval belongs to the day on which it starts: what begins on a Friday night goes on into Saturday, even where
/// that Saturday is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// The time zone they are told in; none: that of the company.
    pub zone: Option<Zone>,
    /// The hours of every week.
    pub weekly: Week,
    /// Days on which nothing starts, whatever their weekday says.
    pub closed: SortedSet<Date>,
    /// Days with hours of their own instead of those of their weekday.
    pub dates: SortedMap<Date, Vec<Interval>>,
}

impl Hours {
    /// Whether a moment, in milliseconds since 1970, is within the hours where local time is so many minutes from UTC.
    ///
    /// ```
    /// use usher_core::routing::hours::{Hours, Interval, Week};
    /// let weekly = Week { thu: vec![Interval::parse("09:00", "18:00").unwrap()], ..Week::default() };
    /// let hours = Hours { weekly, ..Hours::default() };
    /// // 1970 began on a Thursday.
    /// assert!(!hours.is_open(8 * 3_600_000, 0) && hours.is_open(9 * 3_600_000, 0));
    /// assert!(hours.is_open(6 * 3_600_000, 180));
    /// ```
    pub fn is_open(&self, now_ms: i64, offset_minutes: i32) -> bool {
        self.is_open_at(clamped(now_ms) + i64::from(offset_minutes) * 60_000)
    }

    /// The first moment after this one, in milliseconds since 1970, at which it differs whether it is open; none: never.
    ///
    /// It walks from one time that is told to the next, at least a day a step, up to a week after the last day that is
    /// told, so at most some 37,000 steps for a day in another century.
    pub fn next_change(&self, now_ms: i64, offsets: &Offsets) -> Option<i64> {
        let now_ms = clamped(now_ms);
        let is_open = |moment: i64| self.is_open_at(moment + offsets.ms(moment));
        let (open, end) = (is_open(now_ms), self.end(now_ms, offsets));
        let mut moment = now_ms;
        while moment <= end {
            let offset = offsets.ms(moment);
            let told = self.told_after(moment + offset) - offset;
            moment = offsets.change_after(moment).map_or(told, |change| told.min(change));
            if is_open(moment) != open {
                return Some(moment);
            }
        }
        None
    }

    /// Whether nothing ever starts in them.
    pub fn is_never(&self) -> bool {
        let week = &self.weekly;
        let days = [&week.mon, &week.tue, &week.wed, &week.thu, &week.fri, &week.sat, &week.sun];
        let own = self.dates.iter().any(|(_, intervals)| !intervals.is_empty());
        !own && days.iter().all(|day| day.is_empty())
    }

    /// The intervals that start on a day, told by how many days it is after 1970-01-01.
    fn intervals(&self, day: i64) -> &[Interval] {
        if let Some(date) = Date::of_day(day) {
            if self.closed.contains(&date) {
                return &[];
            }
            if let Some(intervals) = self.dates.get(&date) {
                return intervals;
            }
        }
        let week = &self.weekly;
        match day.rem_euclid(7) {
            0 => &week.thu,
            1 => &week.fri,
            2 => &week.sat,
            3 => &week.sun,
            4 => &week.mon,
            5 => &week.tue,
            _ => &week.wed,
        }
    }

    fn is_open_at(&self, local_ms: i64) -> bool {
        let (day, minutes) = (local_ms.div_euclid(DAY_MS), local_ms.rem_euclid(DAY_MS) / 60_000);
        let holds =
            |day: i64, minutes: i64| self.intervals(day).iter().any(|interval| interval.holds(minutes));
        holds(day, minutes) || holds(day - 1, minutes + i64::from(DAY_MINUTES))
    }

    /// The first time after this one, in local time, at which an interval starts or ends, or a day begins.
    fn told_after(&self, local_ms: i64) -> i64 {
        let day = local_ms.div_euclid(DAY_MS);
        let mut told = (day + 1) * DAY_MS;
        for start in [day - 1, day] {
            for interval in self.intervals(start) {
                for minutes in [interval.from_minutes(), interval.to_minutes()] {
                    let at = start * DAY_MS + i64::from(minutes) * 60_000;
                    if at > local_ms {
                        told = told.min(at);
                    }
                }
            }
        }
        told
    }

    /// From when on every week is like the one before.
    fn end(&self, now_ms: i64, offsets: &Offsets) -> i64 {
        let last_closed = self.closed.iter().last();
        let last_date = self.dates.iter().last().map(|(date, _)| date);
        let last_day = last_closed.max(last_date).map_or(now_ms, |date| date.day() * DAY_MS);
        let regular = now_ms.max(last_day).max(offsets.last_change().unwrap_or(now_ms));
        // A day for the offset, two for an interval over midnight, and a week in which all must come.
        regular + 10 * DAY_MS
    }
}

/// A moment that can be reckoned with.
fn clamped(moment_ms: i64) -> i64 {
    moment_ms.clamp(-MOMENT_MAX_MS, MOMENT_MAX_MS)
}

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use super::*;

    /// Thursday, 2026-12-31, 00:00 UTC.
    const EVE: i64 = 1_798_675_200_000;
    const HOUR: i64 = 3_600_000;

    fn hours() -> Hours {
        let interval = |from, to| Interval::parse(from, to).unwrap();
        let day = vec![interval("09:00", "12:00"), interval("13:00", "18:00")];
        Hours {
            weekly: Week {
                mon: day.clone(),
                wed: day.clone(),
                thu: day,
                fri: vec![interval("22:00", "02:00")],
                ..Week::default()
            },
            closed: [Date::parse("2027-01-01").unwrap()].into_iter().collect(),
            dates: [(Date::parse("2026-12-31").unwrap(), vec![interval("09:00", "13:00")])]
                .into_iter()
                .collect(),
            ..Hours::default()
        }
    }

    #[track_caller]
    fn check(at: i64, open: bool, next: i64) {
        assert_eq!(hours().is_open(at, 0), open);
        assert_eq!(hours().next_change(at, &Offsets::fixed(0)), Some(next));
        // Elsewhere the same local time is another moment.
        assert_eq!(hours().is_open(at - 3 * HOUR, 180), open);
        assert_eq!(hours().next_change(at - 3 * HOUR, &Offsets::fixed(180)), Some(next - 3 * HOUR));
    }

    #[test]
    fn a_week() {
        check(EVE - 16 * HOUR, false, EVE - 15 * HOUR);
        check(EVE - 15 * HOUR, true, EVE - 12 * HOUR);
        // The last day of the year has hours of its own, and the first is closed, its night too.
        check(EVE - 6 * HOUR, false, EVE + 9 * HOUR);
        check(EVE + 12 * HOUR, true, EVE + 13 * HOUR);
        check(EVE + 13 * HOUR, false, EVE + 4 * 24 * HOUR + 9 * HOUR);
        // A week later the night goes on into Saturday.
        check(EVE + 8 * 24 * HOUR + 22 * HOUR, true, EVE + 9 * 24 * HOUR + 2 * HOUR);
        check(EVE + 9 * 24 * HOUR + HOUR, true, EVE + 9 * 24 * HOUR + 2 * HOUR);
    }

    #[test]
    fn a_night_goes_on_into_a_closed_day() {
        let mut hours = hours();
        hours.closed.insert(Date::parse("2027-01-09").unwrap());
        assert!(hours.is_open(EVE + 9 * 24 * HOUR + HOUR, 0));
    }

    #[test]
    fn what_never_changes() {
        assert_eq!(Hours::default().next_change(EVE, &Offsets::fixed(0)), None);
        let whole = || vec![Interval::parse("00:00", "24:00").unwrap()];
        let weekly = Week {
            mon: whole(),
            tue: whole(),
            wed: whole(),
            thu: whole(),
            fri: whole(),
            sat: whole(),
            sun: whole(),
        };
        let mut always = Hours { weekly, ..Hours::default() };
        assert_eq!(always.next_change(EVE, &Offsets::changing(0, &[(EVE + 5, 60)]).unwrap()), None);
        let last = Date::parse("2099-12-31").unwrap();
        always.closed.insert(last);
        assert_eq!(always.next_change(EVE, &Offsets::fixed(0)), Some(last.day() * DAY_MS));
        for moment in [i64::MIN, i64::MAX] {
            assert!(
                always.is_open(moment, 0)
                    && Hours::default().next_change(moment, &Offsets::fixed(840)).is_none()
            );
        }
    }

    #[test]
    fn zones() {
        for name in ["Europe/Istanbul", "UTC", "Etc/GMT+3", "America/Argentina/Buenos_Aires"] {
            assert_eq!(Zone::parse(name).unwrap().as_str(), name);
        }
        for name in ["", "/Istanbul", "Europe Istanbul", "+03", "İstanbul", &"a".repeat(65)] {
            assert!(Zone::parse(name).is_none(), "{name}");
        }
        assert!(Zone::parse(&"a".repeat(64)).is_some());
    }
}
