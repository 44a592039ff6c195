//! Days of the calendar.

use core::fmt;

/// Milliseconds of a day.
pub(super) const DAY_MS: i64 = 86_400_000;

/// First year that is understood.
pub const YEAR_MIN: i32 = 2000;
/// Last year that is understood.
pub const YEAR_MAX: i32 = 2099;

/// A day of the calendar, from [`YEAR_MIN`] to [`YEAR_MAX`], written `2026-12-31`.
///
/// ```
/// use usher_core::routing::hours::Date;
/// let date = Date::parse("2028-02-29").unwrap();
/// assert_eq!(date.to_string(), "2028-02-29");
/// assert!(Date::parse("2026-02-29").is_none() && Date::parse("26-2-9").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// Reads a day, written year, month and day.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let [a, b, c, d, b'-', e, f, b'-', g, h] = bytes else { return None };
        let (year, month, day) = (number(&[*a, *b, *c, *d])?, number(&[*e, *f])?, number(&[*g, *h])?);
        let is_known = (YEAR_MIN..=YEAR_MAX).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of(year, month)).contains(&day);
        is_known.then(|| Self(days_since_1970(year, month, day)))
    }

    /// The day that this many whole days after 1970-01-01 is, where it is one that is understood.
    pub fn of_day(day: i64) -> Option<Self> {
        let date = Self(i32::try_from(day).ok()?);
        (YEAR_MIN..=YEAR_MAX).contains(&date.civil().0).then_some(date)
    }

    /// How many whole days after 1970-01-01 it is.
    pub fn day(self) -> i64 {
        self.0.into()
    }

    /// What stands in for a day that could not be read.
    pub(in crate::routing) fn unread() -> Self {
        Self(days_since_1970(YEAR_MIN, 1, 1))
    }

    /// Year, month and day (Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`).
    fn civil(self) -> (i32, i32, i32) {
        let shifted = self.0 + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

/// The number that a few digits write.
pub(super) fn number(digits: &[u8]) -> Option<i32> {
    digits
        .iter()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i32::from(byte - b'0')))
}

fn days_of(year: i32, month: i32) -> i32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The inverse of [`Date::civil`], from the same source.
fn days_since_1970(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_written_as_it_is_read() {
        let (first, last) = (Date::parse("2000-01-01").unwrap(), Date::parse("2099-12-31").unwrap());
        assert_eq!((first.day(), last.day()), (10_957, 47_481));
        let mut before = None;
        for day in first.day()..=last.day() {
            let date = Date::of_day(day).unwrap();
            assert_eq!(Date::parse(&date.to_string()), Some(date));
            assert!(before.replace(date.to_string()) < Some(date.to_string()), "{date}");
        }
        assert_eq!((Date::of_day(first.day() - 1), Date::of_day(last.day() + 1)), (None, None));
    }

    #[test]
    fn what_is_no_day() {
        for text in ["", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1999-12-31", "2100-01-01"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["2026-1-01", "2026/01/01", "+026-01-01", "2026-01-0x", "2026-01-011", "２０２６-01-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
