//! Payment cards: the ranges of the schemes, and the check digit of Luhn (ISO/IEC 7812-1).

use super::cue::{self, Cue};
use super::group::{Digits, Gap, Group};
use super::hit::{Hit, Kind};
use crate::mask::Policy;
use crate::mask::fold::{Glyph, is_joined};
use crate::mask::glyphs::{at, before};

const GROUPS_MAX: usize = 5;
/// A card with fewer digits is of an old and rare range.
const DIGITS_MIN: usize = 14;

/// Adds the cards of a text.
pub(super) fn find(glyphs: &[Glyph], digits: &Digits, policy: Policy, finds: &mut Vec<Hit>) {
    let mut first = 0;
    while first < digits.groups.len() {
        let mut best = None;
        for last in first..first + GROUPS_MAX {
            if last > first && !joins(digits.gap(last)) {
                break;
            }
            if is_grouped(digits, first, last)
                && is_card(glyphs, digits, first, last, policy)
                && stands_alone(glyphs, digits, first, last)
            {
                best = Some(last);
            }
        }
        if let Some(last) = best {
            digits.push_hit(finds, Kind::Card, glyphs, first, last);
            first = last;
        }
        first += 1;
    }
}

/// In one piece, or in the groups of a card: four digits first, and none so long as to be a number of its own.
fn is_grouped(digits: &Digits, first: usize, last: usize) -> bool {
    let groups = digits.groups.get(first..=last).unwrap_or_default();
    groups.len() == 1
        || (groups.first().is_some_and(|group| group.len() == 4)
            && groups.iter().all(|group| group.len() <= 6))
}

fn joins(gap: Gap) -> bool {
    gap.is_tight() || matches!(gap, Gap::Space | Gap::LooseHyphen | Gap::LooseDot | Gap::Slash | Gap::Line)
}

/// Neither a letter nor another digit runs into it, and it is no number with a plus.
fn stands_alone(glyphs: &[Glyph], digits: &Digits, first: usize, last: usize) -> bool {
    let (Some(head), Some(tail)) = (digits.groups.get(first), digits.groups.get(last)) else { return false };
    let length = |at: usize| digits.groups.get(at).map_or(0, Group::len);
    let near = before(glyphs, head.from);
    let next = digits.gap(last + 1);
    // A longer row of groups of four is a tracking number.
    let row = (head.gap == Gap::Space && matches!(length(first.wrapping_sub(1)), 2 | 4))
        || (next == Gap::Space
            && first < last
            && length(last + 1) == 4
            && !is_expiry(digits.of(last + 1, last + 1)));
    !row && !is_joined(near)
        && near != '+'
        && !is_joined(at(glyphs, tail.to))
        && !head.gap.is_tight()
        && !next.is_tight()
}

/// `0927`: the month and the year until which a card is good, which people write behind it.
fn is_expiry(digits: &[u8]) -> bool {
    matches!(digits, [0, 1..=9, 2 | 3, _] | [1, 0..=2, 2 | 3, _])
}

fn is_card(glyphs: &[Glyph], digits: &Digits, first: usize, last: usize, policy: Policy) -> bool {
    let number = digits.of(first, last);
    if !(12..=19).contains(&number.len()) || (first < last && number.len() < DIGITS_MIN) {
        return false;
    }
    let ranged = matches!(
        (number.len(), number),
        (14, [3, 0 | 6 | 8 | 9, ..])
            | (15, [3, 4 | 7, ..])
            | (16, [2..=6, ..] | [8, 1 | 2, ..] | [9, 7, 9, 2, ..])
            | (17..=19, [4 | 6, ..] | [5, 0 | 6..=8, ..])
    );
    let cued = || digits.groups.get(first).is_some_and(|group| cue::before(glyphs, group.from) == Cue::Card);
    match (luhn(number), ranged) {
        (true, true) => true,
        // Old and rare ranges.
        (true, false) => {
            matches!((number.len(), number), (15, [1 | 2, ..]) | (12 | 13, [4..=6, ..])) && cued()
        }
        // A digit may be mistyped.
        (false, true) => policy == Policy::Strict && cued(),
        (false, false) => false,
    }
}

/// Whether digits may be a card, whatever stands around them.
pub(super) fn may_be(digits: &[u8], policy: Policy) -> bool {
    digits.len() >= 12 && ((policy == Policy::Strict && digits.len() >= DIGITS_MIN) || luhn(digits))
}

fn luhn(digits: &[u8]) -> bool {
    let mut sum = 0;
    for (at, digit) in digits.iter().rev().enumerate() {
        sum += match (at % 2, usize::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit < 5 => digit * 2,
            (_, digit) => digit * 2 - 9,
        };
    }
    sum.is_multiple_of(10)
}
