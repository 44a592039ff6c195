//! Payment cards: the ranges of the schemes, and the check digit of Luhn (ISO/IEC 7812-1).

use super::cue::{self, Cue};
use super::group::{Digits, Gap};
use super::hit::{Hit, Kind};
use crate::mask::Policy;
use crate::mask::fold::{Glyph, is_joined};

const GROUPS_MAX: usize = 5;
/// Cards of any scheme have so many digits.
pub(super) const DIGITS_MIN: usize = 14;
pub(super) const DIGITS_MAX: usize = 19;

/// Adds the cards of a text.
pub(super) fn find(glyphs: &[Glyph], digits: &Digits, policy: Policy, finds: &mut Vec<Hit>) {
    let mut first = 0;
    while first < digits.groups.len() {
        let last = (first..digits.groups.len().min(first + GROUPS_MAX))
            .take_while(|last| {
                *last == first || digits.groups.get(*last).is_some_and(|group| joins(group.gap))
            })
            .filter(|last| {
                is_grouped(digits, first, *last)
                    && is_card(glyphs, digits, first, *last, policy)
                    && stands_alone(glyphs, digits, first, *last)
            })
            .last();
        if let Some(last) = last {
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
    matches!(gap, Gap::Space | Gap::Tight(_) | Gap::Loose('-' | '.') | Gap::Weak('/' | '\n'))
}

/// Neither a letter nor another digit runs into it, and it is no number with a plus.
fn stands_alone(glyphs: &[Glyph], digits: &Digits, first: usize, last: usize) -> bool {
    let (Some(head), Some(tail)) = (digits.groups.get(first), digits.groups.get(last)) else { return false };
    let before = head.from.checked_sub(1).and_then(|at| glyphs.get(at)).map(|glyph| glyph.ch);
    // A longer row of groups of four is a tracking number.
    let before_head = first.checked_sub(1).and_then(|at| digits.groups.get(at));
    let after_tail = digits.groups.get(last + 1).filter(|group| group.gap == Gap::Space && first < last);
    let row = (head.gap == Gap::Space && before_head.is_some_and(|group| matches!(group.len(), 2 | 4)))
        || after_tail.is_some_and(|group| group.len() == 4 && !is_expiry(digits.of(last + 1, last + 1)));
    let tight = |gap: Option<Gap>| matches!(gap, Some(Gap::Tight(_)));
    !row && before.is_none_or(|ch| !is_joined(ch) && ch != '+')
        && !glyphs.get(tail.to).is_some_and(|glyph| is_joined(glyph.ch))
        && !tight(Some(head.gap))
        && !tight(digits.groups.get(last + 1).map(|group| group.gap))
}

/// `0927`: the month and the year until which a card is good, which people write behind it.
fn is_expiry(digits: &[u8]) -> bool {
    matches!(digits, [0, 1..=9, 2 | 3, _] | [1, 0..=2, 2 | 3, _])
}

fn is_card(glyphs: &[Glyph], digits: &Digits, first: usize, last: usize, policy: Policy) -> bool {
    let number = digits.of(first, last);
    if !(12..=19).contains(&number.len()) || (first < last && number.len() < 14) {
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

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit < 5 => digit * 2,
            (_, digit) => digit * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}
