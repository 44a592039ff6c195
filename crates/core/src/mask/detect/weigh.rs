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
use crate::mask::glyphs::{NOTHING, at, before, behind, is_letter};

/// What a token that a machine made adds, also against the words in it.
const MACHINE: i32 = 10;
/// What an amount of money takes away, and what numbers something.
pub(super) const MONEY: i32 = 60;
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
    let leads_zero = digits.first() == Some(&0);
    let grouping = grouping(groups, leads_zero, start.from < head.from);
    let Verdict { points: planned, domestic, whole } = plan::verdict(digits, &search.rules, groups.len());
    if digits.len() < 6 && planned == 0 {
        return 0;
    }
    let mut points = planned + grouping;
    if points + CUES_MAX < enough(policy) {
        return 0;
    }
    let said = *start.before.get_or_insert_with(|| cue::before(search.glyphs, start.from));
    let cue = cue::around(said, search.glyphs, tail.to);
    let usual = domestic && (planned >= 50 || search.rules.is_tiny);
    let earlier = search.digits.groups.get(..first).unwrap_or_default();
    if shape::is_sure(groups)
        || shape::is_time_of_date(earlier, groups)
        || (cue != Cue::Phone && shape::is_other(groups, leads_zero, cue, usual))
    {
        return 0;
    }
    let in_token = in_token(search.glyphs, start.from, tail.to);
    let in_path = before(search.glyphs, start.from) == '/';
    points += match cue {
        // `/orders/905321234567`: a path says what the numbers in it are.
        Cue::Other if in_path => cue_points(cue, policy, false),
        // A file name says `invoice`, and holds the number of whom it is for.
        Cue::Other | Cue::Perhaps | Cue::None if whole && in_token => MACHINE,
        cue => cue_points(cue, policy, planned >= PLANNED),
    };
    if service == Service::Address {
        points -= 60;
    }
    // A whole number between two slashes is whose folder it is: `/voicemail/905321234567/msg1.wav`.
    let is_folder = whole && in_path && at(search.glyphs, tail.to) == '/';
    if cue == Cue::None && !is_folder && in_link(search.glyphs, start.from) {
        points -= LINK;
    }
    let is_identifier = search.setting == Setting::Identifier;
    if is_identifier {
        points += of_identifier(whole, planned);
    }
    if cue::is_amount(search.glyphs, start.from, tail.to) {
        points -= 60;
    }
    if is_alone(search.glyphs, start.from, tail.to) && !groups.iter().skip(1).any(|group| group.gap.is_weak())
    {
        points += if digits.len() < 7 { 20 } else { ALONE };
    }
    let machine = is_identifier || (whole && in_token);
    points - around(search.glyphs, start.from, tail.to, machine) - rows(search, first, last, machine)
}

/// What it adds that digits are in an identifier. With the prefix that is dialled at home a number is as good as whole: a
/// region is never to find less than none.
pub(super) fn of_identifier(whole: bool, planned: i32) -> i32 {
    match whole {
        true => 15,
        false if planned >= PREFIXED => 0,
        false => -30,
    }
}

/// Whether a message is nothing but this number: what people answer when they are asked for theirs.
fn is_alone(glyphs: &[Glyph], from: usize, to: usize) -> bool {
    let beside = |at: usize| from <= at && at < to;
    from < 3
        && to + 3 > glyphs.len()
        && (glyphs.iter().enumerate())
            .all(|(at, glyph)| beside(at) || !is_word(glyph.ch) && !is_money(glyph.ch))
}

/// How the digits are grouped: some ways are ways of phones.
fn grouping(groups: &[Group], leads_zero: bool, bracketed: bool) -> i32 {
    let mut lengths = [0_usize; 16];
    for (length, group) in lengths.iter_mut().zip(groups) {
        *length = group.len();
    }
    let lengths = lengths.get(..groups.len()).unwrap_or_default();
    let mut points = match lengths {
        [] | [_] => return 0,
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
    if bracketed {
        points += 25;
    }
    let mut worst = 0;
    for group in groups.iter().skip(1) {
        worst = worst.max(if group.gap == Gap::List { 30 } else { i32::from(group.gap.is_weak()) * 12 });
    }
    points - worst
}

/// Whether these glyphs are part of a token that a machine made: `IMG-…-WA0001`, `invoice_….pdf`, `key:…:lock`.
fn in_token(glyphs: &[Glyph], from: usize, to: usize) -> bool {
    match before(glyphs, from) {
        '_' | '/' | '=' => true,
        '-' | ':' => matches!(at(glyphs, to), '-' | '_' | ':' | '/' | '@' | '.'),
        _ => false,
    }
}

/// Whether these glyphs are in a link, as far back as a number is looked for in one.
fn in_link(glyphs: &[Glyph], from: usize) -> bool {
    let token = behind(glyphs, from, LINK_GLYPHS, |ch| !matches!(ch, ' ' | '\n' | NOTHING));
    let token = glyphs.get(from - token..from).unwrap_or_default();
    token.iter().filter(|glyph| glyph.ch == '/').count() > 2
}

/// What speaks against a phone in the characters right beside it.
fn around(glyphs: &[Glyph], from: usize, to: usize, machine: bool) -> i32 {
    let mut against = 0;
    let (near, next) = (before(glyphs, from), at(glyphs, to));
    let (beyond_near, beyond_next) = (before(glyphs, from.saturating_sub(1)), at(glyphs, to + 1));
    if is_joined(near) && !cue_ends_at(glyphs, from) {
        against += 60;
    }
    if is_joined(next) && extension::end(glyphs, to) == to {
        against += 30;
    }
    // `18:00`, `@5321234567`
    let times = |sign: char, beyond: char| sign == ':' && beyond.is_ascii_digit();
    if near == '@' || times(near, beyond_near) || times(next, beyond_next) {
        against += 60;
    }
    if is_money(near) || is_money(next) || (next == ' ' && is_money(beyond_next)) || near == '#' {
        against += MONEY;
    }
    if matches!(next, '-' | '_') && !machine && beyond_next.is_ascii_lowercase() {
        against += 30;
    }
    if matches!(near, '-' | '_') && !machine && is_word(beyond_near) {
        against += 30;
    }
    against
}

/// What speaks against a phone in the groups of digits beside it.
fn rows(search: &Search<'_>, first: usize, last: usize, machine: bool) -> i32 {
    let digits = search.digits;
    let length = |at: usize| digits.groups.get(at).map_or(0, Group::len);
    let (gap, next_gap) = (digits.gap(first), digits.gap(last + 1));
    let before = first.wrapping_sub(1);
    let mut against = 0;
    // Behind another run of digits: rather a part of something longer.
    if gap == Gap::Space && length(before) >= 3 {
        against += 15;
    }
    // Part of a longer row of groups of four, as an account or a tracking number is written; or thousands go on.
    let is_four = |at: usize| length(at) == 4;
    let follows = is_four(first) && gap == Gap::Space && (is_four(before) || is_country(search, before));
    let goes_on = next_gap == Gap::Space
        && ((is_four(last) && is_four(last + 1)) || (first..=last + 1).all(|at| length(at) == 3));
    if follows || goes_on {
        against += 40;
    }
    // Part of a longer row of digits: rather the row is something.
    let beside = if machine { 5 } else { 40 };
    if first > 0 && is_partial(gap, digits.reach_back(first)) {
        against += beside;
    }
    // `051 234 92 95/25`: another line of the same subscriber.
    let is_line = next_gap == Gap::Slash && length(last + 1) <= 2 && digits.of(first, last).len() >= 7;
    if !is_line && is_partial(next_gap, digits.reach(last + 1)) {
        against += beside;
    }
    against
}

/// Whether so many digits beyond this gap are rather of the same row than a number of their own.
fn is_partial(gap: Gap, beyond: usize) -> bool {
    gap.is_tight() || (matches!(gap, Gap::Comma | Gap::List | Gap::Slash) && beyond < LISTED_DIGITS_MIN)
}

/// Whether this group is the check of an account number: two digits that run into two letters.
fn is_country(search: &Search<'_>, at: usize) -> bool {
    let Some(group) = search.digits.groups.get(at) else { return false };
    group.len() == 2 && behind(search.glyphs, group.from, 3, is_letter) == 2
}

/// Whether the letters that run into a number are a word that announces one: `tel5321234567`.
fn cue_ends_at(glyphs: &[Glyph], end: usize) -> bool {
    let letters = behind(glyphs, end, 12, is_letter);
    letters >= 2
        && matches!(cue::before(glyphs, end), Cue::Phone | Cue::Number)
        && cue::word(glyphs.get(end - letters..end).unwrap_or_default()).is_some()
}

fn is_money(ch: char) -> bool {
    matches!(ch, '$' | '£' | '¥' | '%' | '°' | '\u{20a0}'..='\u{20bf}')
}
