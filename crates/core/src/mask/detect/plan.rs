//! What the numbering plans say of digits, in points.

use super::rules::Rules;
use crate::mask::numbering::{self, Home};

/// Points of a number with a plus: the plan of its calling code decides.
pub(super) fn international(digits: &[u8]) -> i32 {
    let Some((code, fewest, most)) = numbering::calling_code(digits) else {
        return if (8..=15).contains(&digits.len()) { 50 } else { 0 };
    };
    let mut national = digits.len() - code;
    if digits.get(code) == Some(&0) && national > fewest {
        national -= 1;
    }
    if (fewest..=most).contains(&national) {
        110
    } else if national + 2 >= fewest && national <= most + 2 && digits.len() >= 7 {
        70
    } else {
        0
    }
}

/// What the plans say of digits without a plus.
#[derive(Clone, Copy)]
pub(super) struct Verdict {
    pub(super) points: i32,
    /// Whether they are a number as it is written in the region of the search.
    pub(super) domestic: bool,
    /// Whether they can hardly be anything else than an international number: eleven digits or more that are possible.
    pub(super) whole: bool,
}

/// What the plans say of digits without a plus, written in so many groups.
pub(super) fn verdict(digits: &[u8], rules: &Rules, groups: usize) -> Verdict {
    let code = numbering::is_possible(digits);
    let domestic = rules.home.is_some_and(|home| home.national_possible(digits));
    let mut verdict = Verdict { points: 0, domestic, whole: digits.len() >= 11 && code.is_some() };
    if digits.len() > 9
        && after_exit(digits, rules.home).is_some_and(|rest| numbering::is_possible(rest).is_some())
    {
        verdict.points = 100;
        return verdict;
    }
    let foreign = match code {
        Some(code) => foreign(digits, code, rules.home),
        None if groups > 2 && is_possible_with_zero(digits) => 56,
        None => 0,
    };
    verdict.points = match rules.home {
        None => foreign.max(anywhere(digits)),
        Some(home) => {
            let at_home = if domestic { at_home(digits, home, groups, rules.is_tiny) } else { 0 };
            at_home.max(foreign).max(anywhere(digits).min(42))
        }
    };
    verdict
}

/// `64(0)3 331 6005`: a calling code, the zero that is dialled at home, and the number.
fn is_possible_with_zero(digits: &[u8]) -> bool {
    let Some((code, ..)) = numbering::calling_code(digits) else { return false };
    if digits.get(code) != Some(&0) {
        return false;
    }
    let mut plain = [0; 15];
    let mut count = 0;
    for (at, digit) in digits.iter().enumerate() {
        if at == code {
            continue;
        }
        let Some(to) = plain.get_mut(count) else { return false };
        *to = *digit;
        count += 1;
    }
    numbering::is_possible(plain.get(..count).unwrap_or_default()).is_some()
}

/// What follows an exit code: that of the region, or one that travels.
fn after_exit(digits: &[u8], region: Option<Home>) -> Option<&[u8]> {
    if let Some(own) = region.and_then(|region| region.exit_code_of(digits)) {
        return digits.get(own..);
    }
    match digits {
        [0, 0, rest @ ..] | [0, 1, 1, rest @ ..] | [8, 1, 0, rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Points of what the plan of the region allows.
fn at_home(digits: &[u8], home: Home, groups: usize, is_tiny: bool) -> i32 {
    match (digits.len(), home.calling_code()) {
        (..=5, _) if !is_tiny => 12,
        (..=6, _) => {
            if groups > 1 {
                38
            } else {
                30
            }
        }
        (7, _) => {
            if groups > 1 {
                46
            } else {
                50
            }
        }
        _ if home.starts_with_trunk(digits) => 64,
        // Seconds since 1970 are ten digits, too.
        (10, _) if groups == 1 && matches!(digits, [1, 4..=9, ..]) => 40,
        (11, 55) if digits.get(2) == Some(&9) => 58,
        (_, code) if is_mobile(digits, code) => 57,
        (_, 1 | 7 | 52 | 54 | 55 | 57) => 52,
        _ if home.has_trunk_zero() && !is_telling(digits, home) => 46,
        _ => 54,
    }
}

/// Calling codes, and what mobiles start with there: bit one for `1`, and so on.
const MOBILES: [(u16, u16); 48] = [
    (20, 0x02),
    (27, 0x1c0),
    (30, 0x40),
    (31, 0x40),
    (32, 0x10),
    (33, 0xc0),
    (34, 0xc0),
    (36, 0x8c),
    (39, 0x08),
    (40, 0x80),
    (41, 0x80),
    (43, 0x40),
    (44, 0x80),
    (45, 0x3fc),
    (46, 0x80),
    (48, 0x1e0),
    (49, 0x02),
    (51, 0x200),
    (56, 0x200),
    (57, 0x08),
    (60, 0x02),
    (61, 0x10),
    (62, 0x100),
    (63, 0x200),
    (64, 0x04),
    (66, 0x340),
    (81, 0x380),
    (82, 0x02),
    (84, 0x3a8),
    (86, 0x02),
    (90, 0x20),
    (91, 0x3c0),
    (92, 0x08),
    (94, 0x80),
    (98, 0x200),
    (212, 0xc0),
    (213, 0xe0),
    (234, 0x380),
    (254, 0x82),
    (351, 0x200),
    (359, 0x300),
    (380, 0x2e0),
    (880, 0x02),
    (962, 0x80),
    (964, 0x80),
    (966, 0x20),
    (971, 0x20),
    (996, 0x2a0),
];

/// Whether a number without trunk prefix starts as mobiles do at home.
fn is_mobile(digits: &[u8], code: u16) -> bool {
    let starts = MOBILES.iter().find(|(mobile, _)| *mobile == code).map_or(0, |(_, starts)| *starts);
    digits.first().is_some_and(|first| starts >> first & 1 == 1)
}

/// Whether the plan leaves most starts out, so that it means something that it has this one.
fn is_telling(digits: &[u8], region: Home) -> bool {
    let mut other = [0; 15];
    let Some(other) = other.get_mut(..digits.len()) else { return false };
    for (to, digit) in other.iter_mut().zip(digits) {
        *to = *digit;
    }
    let mut admitted = 0;
    for first in 1..=9 {
        if let Some(head) = other.first_mut() {
            *head = first;
        }
        admitted += usize::from(region.national_possible(other));
    }
    admitted <= 4
}

/// Points of a calling code without a plus and a number that it can have.
fn foreign(digits: &[u8], code: usize, home: Option<Home>) -> i32 {
    let value = digits.iter().take(code).fold(0, |code, digit| code * 10 + u16::from(*digit));
    let own = home.is_some_and(|home| home.calling_code() == value);
    match digits.len() {
        10.. if own => 72,
        8..10 if own => 56,
        16.. => 0,
        11.. => {
            if COMMON.contains(&value) {
                56
            } else {
                52
            }
        }
        10 => 44,
        8 | 9 => 30,
        _ => 0,
    }
}

/// Points for digits that are written like a number of one of the countries that customers mostly have.
fn anywhere(digits: &[u8]) -> i32 {
    match (digits.len(), digits) {
        (16.., _) => 0,
        (_, [0, 0, ..]) => 30,
        (11, [0, 5, ..]) => 100,
        (11, [0, 2..=4, ..]) => 80,
        (11, [0, ..]) => 65,
        (10, [0, ..]) => 58,
        (12, [0, ..]) => 50,
        (9, [0, ..]) => 40,
        (11, [8, 3 | 4 | 8 | 9, ..]) => 75,
        (11, [7, 3 | 4 | 9, ..]) => 70,
        // A mobile of Brazil: an area code without zero, then a nine.
        (11, [1..=9, 1..=9, 9, ..]) => 42,
        (10, [5, ..]) => 58,
        (10, [9, ..]) => 52,
        (10, [2..=8, ..]) => 40,
        (10, _) => 25,
        (9, [5..=7 | 9, ..]) => 36,
        (9, _) => 28,
        (7 | 8, _) => 25,
        (7.., _) => 15,
        (6, _) => 8,
        _ => 0,
    }
}

/// Calling codes that a customer's number is likely to have.
const COMMON: [u16; 22] =
    [90, 7, 380, 994, 998, 49, 44, 34, 33, 39, 31, 55, 52, 54, 57, 51, 56, 351, 91, 971, 966, 1];
