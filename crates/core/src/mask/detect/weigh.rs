//! How likely a stretch of groups of digits is a phone, in points.

use super::Setting;
use super::cue::{self, Cue};
use super::group::{Gap, Group};
use super::phone::{Search, Start};
use super::plan::{self, Verdict};
use super::service::{self, Service};
use super::{extension, shape};
use crate::mask::Policy;
use crate::mask::fold::{Glyph, is_joined, is_word};

/// What a token that a machine made adds, also against the words in it.
const MACHINE: i32 = 10;
/// What an identifier adds, where the digits are a whole international number.
pub(super) const IDENTIFIER: i32 = 15;
/// What the plans say at least of a number with the prefix that is dialled at home.
const PREFIXED: i32 = 60;
/// What a link takes away in which nothing says that a phone follows: shops number their goods.
const LINK: i32 = 20;
/// What it adds that a message is nothing but a number.
const ALONE: i32 = 6;
/// More than this no words and surroundings can add.
const CUES_MAX: i32 = 60;
/// A link, a key or a service that is known leaves no doubt.
const SURE: i32 = 120;

/// A number of something is rather a phone's where the plans say so much for it.
const PLANNED: i32 = 40;

/// So far back starts the link that a number is in.
const LINK_GLYPHS: usize = 60;

/// So many digits beyond a comma or a slash are a number of their own.
const LISTED_DIGITS_MIN: usize = 7;

/// With so many points it is a phone.
pub(super) fn enough(policy: Policy) -> i32 {
    match policy {
        Policy::Balanced => 50,
        Policy::Strict => 30,
    }
}

/// What words add.
fn cue_points(cue: Cue, policy: Policy, is_likely: bool) -> i32 {
    let strict = policy == Policy::Strict;
    match cue {
        Cue::Phone => 40,
        Cue::Number if is_likely => 25,
        Cue::Number => 12,
        Cue::Perhaps if !strict => -15,
        Cue::Perhaps | Cue::None => 0,
        Cue::Other | Cue::Card | Cue::Person if strict => -20,
        Cue::Other | Cue::Card | Cue::Person => -45,
    }
}

/// The points of these groups, first and last included.
pub(super) fn points(search: &Search<'_>, first: usize, last: usize, start: &mut Start) -> i32 {
    let digits = search.digits.of(first, last);
    let groups = search.digits.groups.get(first..=last).unwrap_or_default();
    let (Some(head), Some(tail)) = (groups.first(), groups.last()) else { return 0 };
    let service = service::of(search.glyphs, head.from, tail.to);
    if service == Service::Opaque {
        return 0;
    }
    if start.plus {
        return plan::international(digits);
    }
    if digits.len() <= 15 && digits.len() >= 7 && (service == Service::Phone || start.leads) {
        return SURE;
    }
    let policy = search.rules.policy;
    let grouping = grouping(groups, digits.first() == Some(&0), start.from);
    let Verdict { points: planned, domestic, whole } = plan::verdict(digits, &search.rules, groups.len());
    if digits.len() < 6 && planned == 0 {
        return 0;
    }
    let mut points = planned + grouping;
    if points + CUES_MAX < enough(policy) {
        return 0;
    }
    let before = *start.before.get_or_insert_with(|| cue::before(search.glyphs, start.from));
    let cue = cue::around(before, search.glyphs, tail.to);
    if shape::is_sure(search.digits, first, last) {
        return 0;
    }
    if cue != Cue::Phone
        && shape::is_other(
            search.digits,
            first,
            last,
            cue,
            domestic && (planned >= 50 || search.rules.is_tiny),
        )
    {
        return 0;
    }
    points += match cue {
        // A file name says `invoice`, and holds the number of whom it is for.
        Cue::Other | Cue::Perhaps | Cue::None if whole && in_token(search, start.from, tail.to) => MACHINE,
        cue => cue_points(cue, policy, planned >= PLANNED),
    };
    if service == Service::Address {
        points -= 60;
    }
    if cue == Cue::None && in_link(search, start.from) {
        points -= LINK;
    }
    if search.setting == Setting::Identifier {
        // With the prefix that is dialled at home it is as good as whole: a region is never to find less than none.
        points += match whole {
            true => IDENTIFIER,
            false if planned >= PREFIXED => 0,
            false => -30,
        };
    }
    if cue::is_amount(search.glyphs, start.from, tail.to) {
        points -= 60;
    }
    if is_alone(search, start.from, tail.to)
        && groups.iter().skip(1).all(|group| !matches!(group.gap, Gap::Weak(_)))
    {
        points += if digits.len() < 7 { 20 } else { ALONE };
    }
    points - neighbours(search, first, last, start.from, whole)
}

/// Whether a message is nothing but this number: what people answer when they are asked for theirs.
fn is_alone(search: &Search<'_>, from: usize, to: usize) -> bool {
    let blank = |glyphs: Option<&[Glyph]>| {
        glyphs.unwrap_or_default().iter().all(|glyph| !is_word(glyph.ch) && !is_money(glyph.ch))
    };
    from < 3
        && to + 3 > search.glyphs.len()
        && blank(search.glyphs.get(..from))
        && blank(search.glyphs.get(to..))
}

/// How the digits are grouped: some ways are ways of phones.
fn grouping(groups: &[Group], leads_zero: bool, from: usize) -> i32 {
    let mut lengths = [0_usize; 16];
    lengths.iter_mut().zip(groups).for_each(|(length, group)| *length = group.len());
    let lengths = lengths.get(..groups.len()).unwrap_or_default();
    let mut points = match lengths {
        [] | [_] => 0,
        [4, 4, 4] if leads_zero => 8,
        [4, 4, 4, ..] => -20,
        // A postal code.
        [5, 3] => -25,
        [4, 3, 2] => -15,
        [.., 3, 2, 2] => 22,
        [.., 3, 4] => 20,
        [.., 5, 4] => 18,
        [.., 2, 2, 2] => 15,
        [4, 4] => 8,
        [.., 3, 3] => 12,
        [.., 4, 4] => 12,
        _ if lengths.iter().all(|length| *length == 1) => 8,
        // An article and how many of it.
        [_, _, .., 1] => -25,
        _ => 4,
    };
    let bracketed = groups.first().is_some_and(|group| from < group.from);
    if bracketed && lengths.len() > 1 {
        points += 25;
    }
    let has = |is: fn(Gap) -> bool| groups.iter().skip(1).any(|group| is(group.gap));
    if has(|gap| gap == Gap::Weak(';')) {
        points -= 30;
    } else if has(|gap| matches!(gap, Gap::Weak(_))) {
        points -= 12;
    }
    points
}

/// Whether these groups are part of a longer row of groups of four, as an account or a tracking number is written.
fn in_row(search: &Search<'_>, first: usize, last: usize) -> bool {
    let group = |at: usize| search.digits.groups.get(at);
    let four = |at: usize| group(at).is_some_and(|group| group.len() == 4);
    let spaced = |at: usize| group(at).is_some_and(|group| group.gap == Gap::Space);
    let follows =
        four(first) && spaced(first) && first > 0 && (four(first - 1) || is_country(search, first - 1));
    let three = |at: usize| group(at).is_some_and(|group| group.len() == 3);
    // Thousands go on.
    let thousands = (first..=last + 1).all(three) && spaced(last + 1);
    follows || thousands || (four(last) && four(last + 1) && spaced(last + 1))
}

/// Whether this group is the check of an account number: two digits that run into two letters.
fn is_country(search: &Search<'_>, at: usize) -> bool {
    let Some(group) = search.digits.groups.get(at).filter(|group| group.len() == 2) else { return false };
    let letters = search.glyphs.get(..group.from).unwrap_or_default().iter().rev().take(3);
    letters.take_while(|glyph| cue::is_letter(glyph)).count() == 2
}

/// Whether these glyphs are part of a token that a machine made: `IMG-…-WA0001`, `invoice_….pdf`, `key:…:lock`.
fn in_token(search: &Search<'_>, from: usize, to: usize) -> bool {
    let glyph = |at: Option<usize>| at.and_then(|at| search.glyphs.get(at)).map_or(' ', |glyph| glyph.ch);
    match (glyph(from.checked_sub(1)), glyph(Some(to))) {
        ('_' | '/' | '=', _) => true,
        ('-' | ':', after) => matches!(after, '-' | '_' | ':' | '/' | '@' | '.'),
        _ => false,
    }
}

/// Whether these glyphs are in a link, as far back as a number is looked for in one.
fn in_link(search: &Search<'_>, from: usize) -> bool {
    let head = search.glyphs.get(from.saturating_sub(LINK_GLYPHS)..from).unwrap_or_default();
    let token = head.iter().rev().take_while(|glyph| !matches!(glyph.ch, ' ' | '\n'));
    token.filter(|glyph| glyph.ch == '/').nth(2).is_some()
}

/// What speaks against a phone in what stands right beside it.
fn neighbours(search: &Search<'_>, first: usize, last: usize, from: usize, whole: bool) -> i32 {
    let (Some(head), Some(tail)) = (search.digits.groups.get(first), search.digits.groups.get(last)) else {
        return 0;
    };
    let machine = search.setting == Setting::Identifier || (whole && in_token(search, from, tail.to));
    let mut against = 0;
    let glyph = |at: Option<usize>| at.and_then(|at| search.glyphs.get(at)).map_or(' ', |glyph| glyph.ch);
    let (before, after) = (glyph(from.checked_sub(1)), glyph(Some(tail.to)));
    if is_joined(before) && !cue_ends_at(search, from) {
        against += 60;
    }
    if is_joined(after) && extension::end(search.glyphs, tail.to) == tail.to {
        against += 30;
    }
    let beyond = if after == ' ' { glyph(Some(tail.to + 1)) } else { ' ' };
    // `18:00`, `@5321234567`
    let times = |sign: char, beyond: char| sign == ':' && beyond.is_ascii_digit();
    if before == '@' || times(before, glyph(from.checked_sub(2))) || times(after, glyph(Some(tail.to + 1))) {
        against += 60;
    }
    if is_money(before) || is_money(after) || is_money(beyond) || before == '#' {
        against += 60;
    }
    if matches!(after, '-' | '_') && !machine && glyph(Some(tail.to + 1)).is_ascii_lowercase() {
        against += 30;
    }
    // Behind or before another run of digits: rather a part of something longer.
    let long = |at: usize, gap: Gap| {
        gap == Gap::Space && search.digits.groups.get(at).is_some_and(|group| group.len() >= 3)
    };
    if first > 0 && long(first - 1, head.gap) {
        against += 15;
    }
    if in_row(search, first, last) {
        against += 40;
    }
    if matches!(before, '-' | '_') && is_word(glyph(from.checked_sub(2))) {
        against += if machine { 0 } else { 30 };
    }
    // Part of a longer row of digits: rather the row is something.
    let partial = |gap: Gap| matches!(gap, Gap::Tight('-' | '.' | '_') | Gap::Weak(',' | ';' | '/'));
    let list = |gap: Gap, others: usize| matches!(gap, Gap::Weak(_)) && others >= LISTED_DIGITS_MIN;
    // `051 234 92 95/25`: another line of the same subscriber.
    let line = |next: &Group| {
        next.gap == Gap::Weak('/') && next.len() <= 2 && search.digits.of(first, last).len() >= 7
    };
    let beside = if machine { 5 } else { 40 };
    if partial(head.gap) && first > 0 && !list(head.gap, search.digits.reach_back(first)) {
        against += beside;
    }
    if let Some(next) = search.digits.groups.get(last + 1)
        && partial(next.gap)
        && !line(next)
        && !list(next.gap, search.digits.reach(last + 1))
    {
        against += beside;
    }
    against
}

/// Whether the letters that run into a number are a word that announces one: `tel5321234567`.
fn cue_ends_at(search: &Search<'_>, end: usize) -> bool {
    let head = search.glyphs.get(..end).unwrap_or_default();
    let letters = head.iter().rev().take(12).take_while(|glyph| cue::is_letter(glyph)).count();
    let word = head.get(end - letters..).unwrap_or_default();
    letters >= 2
        && matches!(cue::before(search.glyphs, end), Cue::Phone | Cue::Number)
        && cue::word(word).is_some()
}

fn is_money(ch: char) -> bool {
    matches!(ch, '$' | '£' | '¥' | '%' | '°' | '\u{20a0}'..='\u{20bf}')
}
