//! From when to when on a day.

use super::date::number;

/// Minutes of a day.
pub(super) const DAY_MINUTES: u16 = 24 * 60;

/// From one time of a day to another, to the minute. One that ends at its start or before it ends on the day after.
///
/// ```
/// use usher_core::routing::hours::Interval;
/// let night = Interval::parse("22:00", "06:00").unwrap();
/// assert_eq!((night.from_minutes(), night.to_minutes()), (22 * 60, 30 * 60));
/// assert_eq!(night.times(), ["22:00".to_owned(), "06:00".to_owned()]);
/// assert!(Interval::parse("9:00", "18:00").is_none() && Interval::parse("09:00", "09:00").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    from: u16,
    to: u16,
}

impl Interval {
    /// Reads the two times, each written `09:00`; the second may be `24:00`, the end of the day. None where either is
    /// no time, or both are the same.
    pub fn parse(from: &str, to: &str) -> Option<Self> {
        let (from, to) = (minutes(from)?, minutes(to)?);
        let is_good = from < DAY_MINUTES && from != to;
        is_good.then(|| Self { from, to: if to < from { to + DAY_MINUTES } else { to } })
    }

    /// Its start, in minutes after the day began.
    pub fn from_minutes(self) -> u16 {
        self.from
    }

    /// Its end, in minutes after the day of its start began: beyond 1440 where it ends on the day after.
    pub fn to_minutes(self) -> u16 {
        self.to
    }

    /// Both times as they are written.
    pub fn times(self) -> [String; 2] {
        let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        [time(self.from), time(if self.to > DAY_MINUTES { self.to - DAY_MINUTES } else { self.to })]
    }

    /// What stands in for times that could not be read.
    pub(in crate::routing) fn unread() -> Self {
        Self { from: 0, to: DAY_MINUTES }
    }

    /// Whether a moment is in both, where they start on the same day.
    pub(in crate::routing) fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether a time that lies so many minutes after the day of its start began is in it.
    pub(super) fn holds(self, minutes: i64) -> bool {
        (i64::from(self.from)..i64::from(self.to)).contains(&minutes)
    }
}

fn minutes(time: &str) -> Option<u16> {
    let bytes: &[u8; 5] = time.as_bytes().try_into().ok()?;
    let [a, b, b':', c, d] = bytes else { return None };
    let (hours, minutes) = (number(&[*a, *b])?, number(&[*c, *d])?);
    let is_time = (hours < 24 && minutes < 60) || (hours, minutes) == (24, 0);
    if is_time { u16::try_from(hours * 60 + minutes).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, expect: Option<(u16, u16)>) {
        let read = Interval::parse(from, to);
        assert_eq!(read.map(|interval| (interval.from, interval.to)), expect, "{from} {to}");
        if let Some(interval) = read {
            let [from, to] = interval.times();
            assert_eq!(Interval::parse(&from, &to), Some(interval));
        }
    }

    #[test]
    fn times() {
        check("09:00", "18:30", Some((540, 1110)));
        check("00:00", "24:00", Some((0, 1440)));
        check("18:00", "00:00", Some((1080, 1440)));
        check("22:00", "06:00", Some((1320, 1800)));
        check("23:59", "23:58", Some((1439, 2878)));
        check("12:00", "12:00", None);
        check("00:00", "00:00", None);
        check("24:00", "06:00", None);
        for bad in ["", "9:00", "25:00", "24:01", "09:60", "09-00", "0900", "09:0a", "+9:00", "09:00 "] {
            check(bad, "18:00", None);
            check("08:00", bad, None);
        }
    }
}
