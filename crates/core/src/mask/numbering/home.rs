//! How numbers are written by those who live in a region.

use super::plan::Plan;
use super::table::{EXITS, TRUNKS};
use crate::mask::Region;

/// The numbering plan of a region. Finding it costs as much as some twenty look-ups: it is found once for many numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::mask) struct Home {
    plan: Plan,
    trunks: &'static [u8],
    exits: &'static [u8],
    /// The fewest and the most digits of a national number.
    lengths: (usize, usize),
}

impl Home {
    /// `None` for letters that have no numbering plan.
    pub(in crate::mask) fn of(region: Region) -> Option<Self> {
        let plan = Plan::of_region(region.as_str().as_bytes())?;
        let (trunks, exits) = plan.trunks_and_exits();
        Some(Self {
            plan,
            trunks: line(TRUNKS, trunks),
            exits: line(EXITS, exits),
            lengths: plan.fewest_and_most(),
        })
    }

    /// The calling code.
    pub(in crate::mask) fn calling_code(self) -> u16 {
        self.plan.code()
    }

    /// The fewest and the most digits of a national number.
    pub(in crate::mask) fn fewest_and_most(self) -> (usize, usize) {
        self.lengths
    }

    /// Whether something is dialled before national numbers, and it is a zero.
    pub(in crate::mask) fn has_trunk_zero(self) -> bool {
        matches!(self.trunks, [b'0'] | [b'0', b' ', ..])
    }

    /// Whether digits start with what is dialled before a national number.
    pub(in crate::mask) fn starts_with_trunk(self, digits: &[u8]) -> bool {
        taken(self.trunks, digits, &|rest| !rest.is_empty()).is_some()
    }

    /// Whether digits can be a number as it is dialled within the region: with or without a trunk prefix.
    pub(in crate::mask) fn national_possible(self, digits: &[u8]) -> bool {
        self.plan.admits(digits)
            || taken(self.trunks, digits, &|rest| self.plan.admits(rest)).is_some()
            || (self.plan.code() == ARGENTINA && argentine_mobile(self.plan, digits))
    }

    /// How many of the digits are the region's exit code, where an international number can follow it.
    pub(in crate::mask) fn exit_code_of(self, digits: &[u8]) -> Option<usize> {
        taken(self.exits, digits, &|rest| super::is_possible(rest).is_some())
    }
}

const ARGENTINA: u16 = 54;

/// Whether digits are an Argentine mobile as written at home: area code, 15, subscriber, ten digits without the 15.
fn argentine_mobile(plan: Plan, digits: &[u8]) -> bool {
    let digits = digits.strip_prefix(&[0]).unwrap_or(digits);
    if digits.len() != 12 {
        return false;
    }
    for area in 2..=4 {
        let mut national = [9; 11];
        let mut to = 1;
        for (at, digit) in digits.iter().enumerate() {
            // The two digits behind the area code go.
            if at == area || at == area + 1 {
                continue;
            }
            if let Some(place) = national.get_mut(to) {
                *place = *digit;
            }
            to += 1;
        }
        if digits.get(area..area + 2) == Some(&[1, 5]) && plan.admits(&national) {
            return true;
        }
    }
    false
}

/// How many digits the first of the words has that they start with, and whose rest is accepted. In a word, `x` is any digit.
fn taken(words: &[u8], digits: &[u8], accepts: &dyn Fn(&[u8]) -> bool) -> Option<usize> {
    let (mut at, mut meets) = (0, true);
    for letter in words.iter().chain(b" ") {
        if *letter == b' ' {
            if meets && at > 0 && digits.get(at..).is_some_and(accepts) {
                return Some(at);
            }
            (at, meets) = (0, true);
        } else {
            meets &= digits.get(at).is_some_and(|digit| *letter == b'x' || *digit + b'0' == *letter);
            at += 1;
        }
    }
    None
}

fn line(lines: &'static [u8], at: usize) -> &'static [u8] {
    let mut left = at;
    let mut rest = lines;
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        if left == 0 {
            return rest.get(..end).unwrap_or_default();
        }
        left -= 1;
        rest = rest.get(end + 1..).unwrap_or_default();
    }
}
