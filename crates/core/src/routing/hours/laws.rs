//! What holds for all hours: they are compared minute by minute.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;

use super::*;

const MINUTE: i64 = 60_000;
/// Monday, 2026-10-19, 00:00 UTC.
const START: i64 = 1_792_368_000_000;

fn interval() -> impl Strategy<Value = Interval> {
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let quarters =
        prop_oneof![Just(0_u16), Just(1439), (0_u16..96).prop_map(|quarter| quarter * 15), 0_u16..1440];
    (quarters, 0_u16..=1440)
        .prop_filter_map("not the same", move |(from, to)| Interval::parse(&time(from), &time(to)))
}

fn hours() -> impl Strategy<Value = Hours> {
    let day = || vec(interval(), 0..3);
    let date = || (START / DAY_MS - 1..START / DAY_MS + 12).prop_map(|day| Date::of_day(day).unwrap());
    let week = (day(), day(), day(), day(), day(), day(), day());
    let week =
        week.prop_map(|(mon, tue, wed, thu, fri, sat, sun)| Week { mon, tue, wed, thu, fri, sat, sun });
    (week, btree_set(date(), 0..3), btree_map(date(), day(), 0..3)).prop_map(|(weekly, closed, dates)| {
        Hours { zone: None, weekly, closed: closed.into_iter().collect(), dates: dates.into_iter().collect() }
    })
}

fn offsets() -> impl Strategy<Value = Offsets> {
    let offset = || (-48_i32..=56).prop_map(|quarters| quarters * 15);
    (offset(), vec((0_i64..14 * 1440, offset()), 0..3)).prop_map(|(first, mut changes)| {
        changes.sort_unstable();
        changes.dedup_by_key(|(minute, _)| *minute);
        let changes: Vec<_> = changes.into_iter().map(|(minute, to)| (START + minute * MINUTE, to)).collect();
        Offsets::changing(first, &changes).unwrap()
    })
}

/// Whether it is open, told the long way: by every interval of every day near the moment.
fn is_open_plainly(hours: &Hours, moment_ms: i64, offset_minutes: i32) -> bool {
    let minute = moment_ms.div_euclid(MINUTE) + i64::from(offset_minutes);
    (minute / 1440 - 3..=minute / 1440 + 3).any(|day| {
        let date = Date::of_day(day).unwrap();
        let week = &hours.weekly;
        let weekday = [&week.thu, &week.fri, &week.sat, &week.sun, &week.mon, &week.tue, &week.wed];
        let own = hours.dates.iter().find(|(own, _)| **own == date).map(|(_, intervals)| intervals);
        let intervals = own.unwrap_or(weekday[usize::try_from(day % 7).unwrap()]);
        let is_closed = hours.closed.iter().any(|closed| *closed == date);
        let holds = |interval: &Interval| {
            let from = day * 1440 + i64::from(interval.from_minutes());
            let to = day * 1440 + i64::from(interval.to_minutes());
            from <= minute && minute < to
        };
        !is_closed && intervals.iter().any(holds)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 64 } else { 1_000 }))]

    #[test]
    fn the_next_change_is_the_first(hours in hours(), offsets in offsets(), after in 0_i64..10 * 1440, ms in 0..MINUTE) {
        let now = START + after * MINUTE + ms;
        let open = is_open_plainly(&hours, now, offsets.at(now));
        prop_assert_eq!(hours.is_open(now, offsets.at(now)), open);
        let change = hours.next_change(now, &offsets);
        // What does not change within two weeks after the last day that is told never does.
        let scanned = (1..=40 * 1440).map(|step| (now - ms) + step * MINUTE).find(|moment| {
            is_open_plainly(&hours, *moment, offsets.at(*moment)) != open
        });
        prop_assert_eq!(change, scanned);
    }
}
