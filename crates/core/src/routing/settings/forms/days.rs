//! Days, the times of a day, and time zones.

#[cfg(test)]
use serde_json::json;

use super::key::no_date;
use super::leaf;
#[cfg(test)]
use crate::policy::form::Schemas;
use crate::policy::form::list::{Item, Keys, List, write_list};
use crate::policy::form::{Check, Faults, Form, Node, Path, write_text};
use crate::routing::hours::{DATES_MAX, Date, INTERVALS_MAX, Interval, Zone};
use crate::sorted::SortedSet;

leaf!(
    /// The name of a time zone.
    ZoneName of Zone,
    "the name of a time zone",
    |text| Zone::parse(text).ok_or_else(|| ("zone_malformed", "expected a name as `Europe/Istanbul`".into())),
    |zone| zone.as_str().into(),
    Zone::unread(),
    json!({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_+/-]{0,63}$"})
);

leaf!(
    /// A day of the calendar.
    Closed of Date,
    "a day",
    |text| Date::parse(text).ok_or_else(|| ("date_malformed", no_date())),
    Date::to_string,
    Date::unread(),
    json!({"type": "string", "format": "date"})
);

/// The intervals that start on a day: lists of two times.
pub(in crate::routing::settings) struct Day;

impl Form for Day {
    type Of = Vec<Interval>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Vec<Interval> {
        List::<Times, INTERVALS_MAX>::read(node, at, faults)
    }

    fn unread() -> Vec<Interval> {
        Vec::new()
    }

    fn check(intervals: &Vec<Interval>, at: &Path<'_>, check: &mut Check<'_>) {
        List::<Times, INTERVALS_MAX>::check(intervals, at, check);
    }

    fn write(intervals: &Vec<Interval>, out: &mut String) {
        List::<Times, INTERVALS_MAX>::write(intervals, out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        List::<Times, INTERVALS_MAX>::schema(schemas)
    }
}

/// Two times of a day.
struct Times;

impl Form for Times {
    type Of = Interval;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Interval {
        const EXPECTED: &str = "two different times as `[\"09:00\", \"18:00\"]`";
        let Node::List(times) = node else {
            faults.wrong_type(at, EXPECTED);
            return Self::unread();
        };
        let read = match &**times {
            [Node::Text(from), Node::Text(to)] => Interval::parse(from, to),
            _ => None,
        };
        read.unwrap_or_else(|| {
            faults.unread("interval_malformed", at, format!("expected {EXPECTED}"));
            Self::unread()
        })
    }

    fn unread() -> Interval {
        Interval::unread()
    }

    fn write(interval: &Interval, out: &mut String) {
        write_list(interval.times().iter(), out, |time, out| write_text(time, out));
    }

    #[cfg(test)]
    fn schema(_: &mut Schemas) -> serde_json::Value {
        let time = |pattern: &str| json!({"type": "string", "pattern": pattern});
        let (from, to) = ("^(?:[01][0-9]|2[0-3]):[0-5][0-9]$", "^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$");
        json!({"type": "array", "prefixItems": [time(from), time(to)], "items": false, "minItems": 2})
    }
}

impl Item for Times {
    const KEYS: Keys<Interval> = &[];
}

/// Days on which nothing starts.
pub(in crate::routing::settings) struct ClosedDates;

impl Form for ClosedDates {
    type Of = SortedSet<Date>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> SortedSet<Date> {
        let Node::List(items) = node else {
            faults.wrong_type(at, "a list of days");
            return Self::unread();
        };
        if items.len() > DATES_MAX {
            faults.too_many(at, items.len(), DATES_MAX);
        }
        let mut dates = SortedSet::new();
        for (place, item) in items.iter().take(DATES_MAX).enumerate() {
            let at = at.place(place);
            let date = Closed::read(item, &at, faults);
            if !faults.is_unread(&at) && !dates.insert(date) {
                faults.add("duplicate_id", &at, format!("`{date}` stands twice"));
            }
        }
        dates
    }

    fn unread() -> SortedSet<Date> {
        SortedSet::new()
    }

    fn check(dates: &SortedSet<Date>, at: &Path<'_>, check: &mut Check<'_>) {
        check.at_most(DATES_MAX, dates.len(), at);
    }

    fn write(dates: &SortedSet<Date>, out: &mut String) {
        write_list(dates.iter(), out, Closed::write);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        json!({"type": "array", "items": Closed::schema(schemas), "maxItems": DATES_MAX, "uniqueItems": true})
    }
}
