//! One calling code's plan, found in the table.

use core::ops::Range;

use super::table::{CODES, KINDS, LENGTHS, REGIONS, RUNS, TRUNK_LISTS, TWO_DIGITS, WAYS, WIDTHS, ZONES};
use crate::mask::FAST;

/// No national number has more digits.
const DIGITS_MAX: usize = 17;

/// For each code, as its first digit and the rest are written in three digits, one more than its place.
static PLACES: [u8; if FAST { 1000 } else { 0 }] = places();
/// The first run of each code.
static FIRST_RUNS: [u16; if FAST { CODES.len() } else { 0 }] = first_runs();

/// The plan of one calling code: where it stands in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Plan {
    /// Which of the codes, in the order of their digits.
    at: u8,
    /// Its first run.
    run: u16,
    /// How many digits the code has.
    length: u8,
    /// The code as a number.
    code: u16,
}

impl Plan {
    /// The plan whose calling code these digits begin with.
    pub(super) fn of(digits: &[u8]) -> Option<Self> {
        let first = *digits.first()?;
        let (length, rest) = if matches!(first, 1 | 7) {
            (1, 0)
        } else {
            let second = *digits.get(1)?;
            let has_two = TWO_DIGITS.get(usize::from(first))? >> second & 1 == 1;
            if has_two { (2, second * 10) } else { (3, second * 10 + digits.get(2)?) }
        };
        let (at, run) = if FAST { looked_up(first, rest)? } else { searched(first, rest)? };
        let code = match length {
            1 => u16::from(first),
            2 => u16::from(first * 10 + rest / 10),
            _ => u16::from(first) * 100 + u16::from(rest),
        };
        Some(Self { at, run, length, code })
    }

    /// The plan of a region, by its two letters.
    pub(super) fn of_region(letters: &[u8]) -> Option<Self> {
        let mut at = 0_u8;
        for (place, region) in REGIONS.chunks_exact(2).enumerate() {
            // Small letters belong to the code of those before.
            at += u8::from(place > 0 && !region.first().is_some_and(u8::is_ascii_lowercase));
            if region.eq_ignore_ascii_case(letters) {
                let first = ZONES.iter().rposition(|(from, _)| *from <= at)?;
                let rest = *CODES.get(usize::from(at))?;
                return Self::of(&[first as u8, rest / 10, rest % 10]);
            }
        }
        None
    }

    /// How many digits the calling code has.
    pub(super) fn code_length(self) -> usize {
        usize::from(self.length)
    }

    /// The calling code as a number.
    pub(super) fn code(self) -> u16 {
        self.code
    }

    /// Whether a national number, without its trunk prefix, is possible.
    pub(super) fn admits(self, national: &[u8]) -> bool {
        let [a, b, c, ..] = national else { return false };
        if national.len() > DIGITS_MAX {
            return false;
        }
        let mut left = u16::from(*a) * 100 + u16::from(*b) * 10 + u16::from(*c);
        for (at, width) in WIDTHS.get(self.runs()).unwrap_or_default().iter().enumerate() {
            // Zero stands for all the rest.
            if *width == 0 || left < u16::from(*width) {
                return lengths_of(usize::from(self.run) + at) >> national.len() & 1 == 1;
            }
            left -= u16::from(*width);
        }
        false
    }

    /// The fewest and the most digits of a national number.
    pub(super) fn fewest_and_most(self) -> (usize, usize) {
        let mut all = 0;
        for run in self.runs() {
            all |= lengths_of(run);
        }
        let most = u32::BITS - all.leading_zeros();
        (all.trailing_zeros() as usize, most.saturating_sub(1) as usize)
    }

    /// Which trunk prefixes the plan has, and which exit codes.
    pub(super) fn trunks_and_exits(self) -> (usize, usize) {
        let ways = WAYS.get(usize::from(self.at)).copied().unwrap_or(0);
        (usize::from(ways % TRUNK_LISTS), usize::from(ways / TRUNK_LISTS))
    }

    /// Its runs of starts: how many starts each covers is in `WIDTHS`.
    fn runs(self) -> Range<usize> {
        let from = usize::from(self.run);
        from..from + usize::from(RUNS.get(usize::from(self.at)).copied().unwrap_or(0))
    }
}

/// The place of a code, and its first run.
fn searched(first: u8, rest: u8) -> Option<(u8, u16)> {
    let (from, mut run) = *ZONES.get(usize::from(first))?;
    let (to, _) = *ZONES.get(usize::from(first) + 1)?;
    let place = CODES.get(usize::from(from)..usize::from(to))?.iter().position(|code| *code == rest)?;
    let at = from + place as u8;
    for count in RUNS.get(usize::from(from)..usize::from(at))? {
        run += u16::from(*count);
    }
    Some((at, run))
}

/// The same from the large tables.
fn looked_up(first: u8, rest: u8) -> Option<(u8, u16)> {
    let at = PLACES.get(usize::from(first) * 100 + usize::from(rest))?.checked_sub(1)?;
    Some((at, *FIRST_RUNS.get(usize::from(at))?))
}

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn places<const N: usize>() -> [u8; N] {
    let mut places = [0; N];
    let mut zone = 0;
    while N > 0 && zone + 1 < ZONES.len() {
        let mut at = ZONES[zone].0 as usize;
        while at < ZONES[zone + 1].0 as usize {
            places[zone * 100 + CODES[at] as usize] = at as u8 + 1;
            at += 1;
        }
        zone += 1;
    }
    places
}

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn first_runs<const N: usize>() -> [u16; N] {
    let mut runs = [0; N];
    let mut at = 1;
    while at < N {
        runs[at] = runs[at - 1] + RUNS[at - 1] as u16;
        at += 1;
    }
    runs
}

/// The lengths that are possible in a run, a bit for each.
fn lengths_of(run: usize) -> u32 {
    let kind = KINDS.get(run).copied().unwrap_or(0);
    LENGTHS.get(usize::from(kind)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_a_code_lead_to_the_same() {
        let mut found = 0;
        for (first, rest) in (0..=9).flat_map(|first| (0..100).map(move |rest| (first, rest))) {
            assert_eq!(looked_up(first, rest), searched(first, rest), "{first} {rest}");
            found += usize::from(looked_up(first, rest).is_some());
        }
        assert_eq!(found, CODES.len());
    }
}
