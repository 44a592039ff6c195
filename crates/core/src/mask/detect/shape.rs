//! Groups of digits that are a date, a time, an amount, an address of a machine or a place: no phones.

use super::cue::Cue;
use super::group::{Digits, Gap, Group};

/// Whether these groups, first and last included, are shaped like something that is no phone.
pub(super) fn is_other(digits: &Digits, first: usize, last: usize, cue: Cue, domestic: bool) -> bool {
    let groups = digits.groups.get(first..=last).unwrap_or_default();
    has_date(digits, groups)
        || is_clock(digits, groups, domestic)
        || is_machine(digits, groups, domestic)
        || is_amount(groups, cue, domestic)
        || is_yearly(digits, groups)
        || is_ranges(groups)
        || is_sequence(digits, groups)
        || is_place(digits, groups)
}

/// Whether these groups are what no word makes a phone: a day with its year, two times with a dash between them.
pub(super) fn is_sure(digits: &Digits, first: usize, last: usize) -> bool {
    let groups = digits.groups.get(first..=last).unwrap_or_default();
    let is_day = matches!(groups, [_, b, _] if b.gap != Gap::Space) && has_date(digits, groups);
    is_day || is_times(digits, groups)
}

/// `09.35.15`, `19.02.27`: a time or a day.
fn is_clock(digits: &Digits, groups: &[Group], domestic: bool) -> bool {
    let [a, b, c] = groups else { return false };
    let [x, y, z] = [a, b, c].map(|group| number(digits, group));
    let parted = b.gap == c.gap && matches!(b.gap, Gap::Tight('-' | '.') | Gap::Weak('/'));
    let time = x < 24 && y < 60 && z < 60;
    let day = (1..=31).contains(&x) && (1..=12).contains(&y);
    !domestic && parted && groups.iter().all(|group| group.len() == 2) && (time || day)
}

fn number(digits: &Digits, group: &Group) -> u32 {
    let values = digits.values.get(group.at..group.at + group.len()).unwrap_or_default();
    values.iter().take(9).fold(0, |sum, digit| sum * 10 + u32::from(*digit))
}

fn is_year(digits: &Digits, group: &Group) -> bool {
    group.len() == 4 && (1900..=2099).contains(&number(digits, group))
}

/// A date anywhere in it, a span of years, or eight digits that read as one.
fn has_date(digits: &Digits, groups: &[Group]) -> bool {
    let up_to = |group: &Group, most: u32| group.len() <= 2 && (1..=most).contains(&number(digits, group));
    let date = groups.windows(3).any(|window| {
        let [a, b, c] = window else { return false };
        let parted = b.gap == c.gap && matches!(b.gap, Gap::Tight('-' | '.') | Gap::Weak('/') | Gap::Space);
        let day_month =
            |x: &Group, y: &Group| (up_to(x, 31) && up_to(y, 12)) || (up_to(x, 12) && up_to(y, 31));
        let spaced_is_whole = b.gap != Gap::Space || groups.len() == 3;
        parted
            && spaced_is_whole
            && ((day_month(a, b) && is_year(digits, c)) || (is_year(digits, a) && day_month(b, c)))
    });
    let years = matches!(groups, [a, b] if is_year(digits, a) && is_year(digits, b) && b.gap != Gap::Space);
    let timed =
        matches!(groups, [day, ..] if groups.len() > 1 && is_compact_date(number(digits, day), day.len()));
    date || years || timed || matches!(groups, [one] if is_compact_date(number(digits, one), one.len()))
}

fn is_compact_date(value: u32, length: usize) -> bool {
    let plausible = |year: u32, month: u32, day: u32| {
        (1950..=2049).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    length == 8
        && (plausible(value / 10_000, value / 100 % 100, value % 100)
            || plausible(value % 10_000, value / 10_000 % 100, value / 1_000_000))
}

/// `21.38 - 16.06`
fn is_times(digits: &Digits, groups: &[Group]) -> bool {
    let [a, b, c, d] = groups else { return false };
    let time = |hours: &Group, minutes: &Group| {
        hours.len() <= 2
            && minutes.len() == 2
            && number(digits, hours) < 24
            && number(digits, minutes) < 60
            && minutes.gap == Gap::Tight('.')
    };
    time(a, b) && time(c, d) && matches!(c.gap, Gap::Loose('-') | Gap::Tight('-'))
}

/// `21-19 21-15 11-21`: scores, hours, pages.
fn is_ranges(groups: &[Group]) -> bool {
    let tight = |group: &Group| group.gap == Gap::Tight('-');
    groups.len() >= 4
        && groups.iter().all(|group| group.len() <= 2)
        && groups
            .iter()
            .enumerate()
            .skip(1)
            .all(|(at, group)| if at % 2 == 1 { tight(group) } else { !tight(group) })
}

/// Nobody counts in larger steps.
const STEP_MAX: u32 = 10;

/// `10 20 30 40`: counting.
fn is_sequence(digits: &Digits, groups: &[Group]) -> bool {
    let step = |pair: &[Group]| match pair {
        [a, b] => number(digits, b).checked_sub(number(digits, a)),
        _ => None,
    };
    let mut steps = groups.windows(2).map(step);
    let first = steps.next().flatten();
    groups.len() >= 4
        && first.is_some_and(|first| (1..=STEP_MAX).contains(&first))
        && steps.all(|step| step == first)
}

/// `2026-123456`: a running number of a year.
fn is_yearly(digits: &Digits, groups: &[Group]) -> bool {
    matches!(groups, [year, rest] if is_year(digits, year) && rest.len() > 4 && rest.gap != Gap::Space)
}

/// An address of a machine, or a version with many parts.
fn is_machine(digits: &Digits, groups: &[Group], domestic: bool) -> bool {
    // Digit by digit, or in pairs as some write at home.
    let even = |length: usize| groups.iter().all(|group| group.len() == length);
    if even(1) || (domestic && even(2)) {
        return false;
    }
    let dotted = groups.iter().skip(1).all(|group| group.gap == Gap::Tight('.'));
    let small = |group: &Group| group.len() <= 3 && number(digits, group) <= 255;
    let version = matches!(groups, [a, b, ..] if a.len() <= 2 && b.len() <= 2 && groups.iter().skip(2).any(|group| group.len() != 2));
    dotted && ((groups.len() == 4 && groups.iter().all(small)) || (groups.len() >= 4 && version))
}

/// `2.208.608,86`, `1 234 567`, `3,500,000`
fn is_amount(groups: &[Group], cue: Cue, domestic: bool) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    if first.len() > 3 || rest.is_empty() {
        return false;
    }
    let has = |sign: char| {
        rest.iter().any(|group| matches!(group.gap, Gap::Tight(ch) | Gap::Weak(ch) if ch == sign))
    };
    if has(',') && has('.') {
        return true;
    }
    let thousands =
        rest.iter().all(|group| group.len() == 3 && group.gap == rest.first().map_or(Gap::Break, |g| g.gap));
    match rest.first().map(|group| group.gap) {
        Some(Gap::Weak(',')) => thousands,
        Some(Gap::Tight('.')) => thousands && first.len() < 3,
        Some(Gap::Space) => thousands && first.len() < 3 && cue != Cue::Number && !domestic,
        _ => false,
    }
}

/// A decimal with many digits, or two of them: a place on the map.
fn is_place(digits: &Digits, groups: &[Group]) -> bool {
    // `077.156802` is no decimal.
    if groups.first().is_some_and(|whole| whole.len() > 1 && digits.values.get(whole.at) == Some(&0)) {
        return false;
    }
    let decimal =
        |whole: &Group, part: &Group| whole.len() <= 3 && part.len() >= 4 && part.gap == Gap::Tight('.');
    match groups {
        [a, b] => decimal(a, b),
        [a, b, c, d] => decimal(a, b) && decimal(c, d),
        _ => false,
    }
}
