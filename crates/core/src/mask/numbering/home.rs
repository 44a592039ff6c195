//! How numbers are written by those who live in a region.

use super::plan::Plan;
use super::table::{EXITS, TRUNKS};
use crate::mask::Region;

/// The numbering plan of a region. Finding it costs as much as some twenty look-ups: it is found once for many numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mask) struct Home {
    plan: Plan,
    trunks: &'static [u8],
    exits: &'static [u8],
}

impl Home {
    /// `None` for letters that have no numbering plan.
    pub(in crate::mask) fn of(region: Region) -> Option<Self> {
        let letters = <[u8; 2]>::try_from(region.as_str().as_bytes()).ok()?;
        let plan = Plan::of_region(letters)?;
        Some(Self { plan, trunks: line(TRUNKS, plan.trunks()), exits: line(EXITS, plan.exits()) })
    }

    /// The calling code.
    pub(in crate::mask) fn calling_code(self) -> u16 {
        self.plan.code()
    }

    /// The fewest and the most digits of a national number.
    pub(in crate::mask) fn fewest_and_most(self) -> (usize, usize) {
        self.plan.fewest_and_most()
    }

    /// What is dialled before a national number; the usual one first, none where nothing is.
    pub(in crate::mask) fn trunk_prefixes(self) -> impl Iterator<Item = &'static [u8]> {
        words(self.trunks)
    }

    /// What is dialled before a calling code; `x` stands for any digit.
    pub(in crate::mask) fn exit_codes(self) -> impl Iterator<Item = &'static [u8]> {
        words(self.exits)
    }

    /// Whether digits can be a number as it is dialled within the region: with or without a trunk prefix.
    pub(in crate::mask) fn national_possible(self, digits: &[u8]) -> bool {
        self.plan.admits(digits)
            || self.trunk_prefixes().any(|trunk| {
                after(digits, trunk).is_some_and(|rest| self.plan.admits(rest) || self.carried(rest))
            })
            || self.habitual(digits)
    }

    /// How many of the digits are the region's exit code, where an international number can follow it.
    pub(in crate::mask) fn exit_code_of(self, digits: &[u8]) -> Option<usize> {
        let fits = |exit: &&[u8]| after(digits, exit).is_some_and(|rest| super::is_possible(rest).is_some());
        self.exit_codes().find(fits).map(<[u8]>::len)
    }

    /// In Brazil the carrier stands between trunk prefix and area code: `0 15 11 98765-4321`.
    fn carried(self, rest: &[u8]) -> bool {
        self.plan.code() == 55 && rest.get(2..).is_some_and(|rest| self.plan.admits(rest))
    }

    /// Numbers as they are written at home and nowhere else.
    fn habitual(self, digits: &[u8]) -> bool {
        match self.plan.code() {
            // In Mexico `044` and `045` announced a mobile, `01` a long-distance call, until 2019.
            52 => {
                let prefixes: [&[u8]; 3] = [b"044", b"045", b"01"];
                prefixes.iter().any(|prefix| after(digits, prefix).is_some_and(|rest| self.plan.admits(rest)))
            }
            // In Argentina a mobile is dialled with 15 behind the area code, and with neither 15 nor 0 by others.
            54 => argentine_mobile(self.plan, digits),
            _ => false,
        }
    }
}

/// Whether digits are an Argentine mobile as written at home: area code, 15, subscriber, ten digits without the 15.
fn argentine_mobile(plan: Plan, digits: &[u8]) -> bool {
    let digits = digits.strip_prefix(&[0]).unwrap_or(digits);
    if digits.len() != 12 {
        return false;
    }
    (2..=4).any(|area| {
        let Some((area, rest)) = digits.split_at_checked(area) else { return false };
        rest.strip_prefix(&[1, 5]).is_some_and(|rest| {
            let mut national = [9_u8; 11];
            national.iter_mut().skip(1).zip(area.iter().chain(rest)).for_each(|(to, digit)| *to = *digit);
            plan.admits(&national)
        })
    })
}

/// What follows a prefix written in characters, `x` being any digit.
fn after<'d>(digits: &'d [u8], prefix: &[u8]) -> Option<&'d [u8]> {
    let (head, rest) = digits.split_at_checked(prefix.len())?;
    let meets = |(digit, wanted): (&u8, &u8)| *wanted == b'x' || *digit + b'0' == *wanted;
    head.iter().zip(prefix).all(meets).then_some(rest)
}

fn line(lines: &'static [u8], at: usize) -> &'static [u8] {
    lines.split(|byte| *byte == b'\n').nth(at).unwrap_or_default()
}

/// The words of one line.
fn words(line: &'static [u8]) -> impl Iterator<Item = &'static [u8]> {
    line.split(|byte| *byte == b' ').filter(|word| !word.is_empty())
}
