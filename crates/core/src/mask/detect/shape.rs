//! Groups of digits that are a date, a time, an amount, an address of a machine or a place: no phones.

use super::cue::Cue;
use super::group::{Gap, Group};

/// Whether these groups are shaped like something that is no phone.
pub(super) fn is_other(groups: &[Group], leads_zero: bool, cue: Cue, domestic: bool) -> bool {
    has_date(groups)
        || (!domestic && is_clock(groups))
        || is_machine(groups, domestic)
        || is_amount(groups, cue, domestic)
        || is_yearly(groups)
        || is_ranges(groups)
        || is_sequence(groups)
        || is_place(groups, leads_zero)
}

/// Whether these groups are what no word makes a phone: a day with its year, two times with a dash between them.
pub(super) fn is_sure(groups: &[Group]) -> bool {
    match groups {
        [_, b, _] => b.gap != Gap::Space && has_date(groups),
        [a, b, c, d] => is_time(a, b) && is_time(c, d) && matches!(c.gap, Gap::LooseHyphen | Gap::Hyphen),
        _ => false,
    }
}

/// `21.38`
fn is_time(hours: &Group, minutes: &Group) -> bool {
    hours.len() <= 2
        && minutes.len() == 2
        && hours.value < 24
        && minutes.value < 60
        && minutes.gap == Gap::Dot
}

/// `09.35.15`, `19.02.27`: a time or a day.
fn is_clock(groups: &[Group]) -> bool {
    let [a, b, c] = groups else { return false };
    let time = a.value < 24 && b.value < 60 && c.value < 60;
    let day = is_up_to(a, 31) && is_up_to(b, 12);
    are_parted(b, c) && b.gap != Gap::Space && all_have(groups, 2) && (time || day)
}

/// Between a date and its time stands no more: `2026-03-01 at 14.22.01`.
const DATE_GAP_MAX: usize = 10;

/// Whether these groups are the time of the date right before them.
pub(super) fn is_time_of_date(before: &[Group], groups: &[Group]) -> bool {
    let ([.., a, b, c], [head, ..]) = (before, groups) else { return false };
    head.from - c.to <= DATE_GAP_MAX && is_clock(groups) && has_date(&[*a, *b, *c])
}

/// Whether three groups are parted as the parts of a date are.
fn are_parted(b: &Group, c: &Group) -> bool {
    b.gap == c.gap && matches!(b.gap, Gap::Hyphen | Gap::Dot | Gap::Slash | Gap::Space)
}

fn all_have(groups: &[Group], length: usize) -> bool {
    groups.iter().all(|group| group.len() == length)
}

fn is_year(group: &Group) -> bool {
    group.len() == 4 && (1900..=2099).contains(&group.value)
}

fn is_up_to(group: &Group, most: u32) -> bool {
    group.len() <= 2 && (1..=most).contains(&group.value)
}

fn is_day(x: &Group, y: &Group) -> bool {
    (is_up_to(x, 31) && is_up_to(y, 12)) || (is_up_to(x, 12) && is_up_to(y, 31))
}

/// A date anywhere in it, a span of years, or eight digits that read as one.
fn has_date(groups: &[Group]) -> bool {
    for window in groups.windows(3) {
        let [a, b, c] = window else { continue };
        if are_parted(b, c)
            && (b.gap != Gap::Space || groups.len() == 3)
            && ((is_year(c) && is_day(a, b)) || (is_year(a) && is_day(b, c)))
        {
            return true;
        }
    }
    match groups {
        [a, b] if is_year(a) && is_year(b) && b.gap != Gap::Space => true,
        [day, ..] => is_compact_date(day),
        [] => false,
    }
}

fn is_compact_date(group: &Group) -> bool {
    let plausible = |year: u32, month: u32, day: u32| {
        (1950..=2049).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    let value = group.value;
    group.len() == 8
        && (plausible(value / 10_000, value / 100 % 100, value % 100)
            || plausible(value % 10_000, value / 10_000 % 100, value / 1_000_000))
}

/// `21-19 21-15 11-21`: scores, hours, pages.
fn is_ranges(groups: &[Group]) -> bool {
    let mut is_second = false;
    for (at, group) in groups.iter().enumerate() {
        if group.len() > 2 || (at > 0 && (group.gap == Gap::Hyphen) != is_second) {
            return false;
        }
        is_second = !is_second;
    }
    groups.len() >= 4
}

/// Nobody counts in larger steps.
const STEP_MAX: u32 = 10;

/// `10 20 30 40`: counting.
fn is_sequence(groups: &[Group]) -> bool {
    let [a, b, ..] = groups else { return false };
    let step = b.value.wrapping_sub(a.value);
    groups.len() >= 4
        && (1..=STEP_MAX).contains(&step)
        && groups.windows(2).all(|pair| matches!(pair, [a, b] if a.value + step == b.value))
}

/// `2026-123456`: a running number of a year.
fn is_yearly(groups: &[Group]) -> bool {
    matches!(groups, [year, rest] if is_year(year) && rest.len() > 4 && rest.gap != Gap::Space)
}

/// An address of a machine, or a version with many parts.
fn is_machine(groups: &[Group], domestic: bool) -> bool {
    let [a, b, rest @ ..] = groups else { return false };
    // Digit by digit, or in pairs as some write at home.
    if groups.len() < 4 || all_have(groups, 1) || (domestic && all_have(groups, 2)) {
        return false;
    }
    let dotted = groups.iter().skip(1).all(|group| group.gap == Gap::Dot);
    let address = groups.len() == 4 && groups.iter().all(|group| group.len() <= 3 && group.value <= 255);
    dotted && (address || (a.len() <= 2 && b.len() <= 2 && !all_have(rest, 2)))
}

/// `2.208.608,86`, `1 234 567`, `3,500,000`
fn is_amount(groups: &[Group], cue: Cue, domestic: bool) -> bool {
    let [first, rest @ ..] = groups else { return false };
    let [second, ..] = rest else { return false };
    if first.len() > 3 {
        return false;
    }
    let has = |gap: Gap| rest.iter().any(|group| group.gap == gap);
    if has(Gap::Comma) && has(Gap::Dot) {
        return true;
    }
    let may_be = match second.gap {
        Gap::Comma => true,
        Gap::Dot => first.len() < 3,
        Gap::Space => first.len() < 3 && cue != Cue::Number && !domestic,
        _ => false,
    };
    may_be && rest.iter().all(|group| group.len() == 3 && group.gap == second.gap)
}

/// A decimal with many digits, or two of them: a place on the map.
fn is_place(groups: &[Group], leads_zero: bool) -> bool {
    let decimal = |whole: &Group, part: &Group| whole.len() <= 3 && part.len() >= 4 && part.gap == Gap::Dot;
    match groups {
        // `077.156802` is no decimal.
        [a, ..] if a.len() > 1 && leads_zero => false,
        [a, b] => decimal(a, b),
        [a, b, c, d] => decimal(a, b) && decimal(c, d),
        _ => false,
    }
}
