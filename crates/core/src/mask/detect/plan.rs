//! What the numbering plans say of digits, in points.

use crate::mask::Detector;
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

/// Whether these digits are a calling code and a number that it can have.
pub(super) fn is_international(digits: &[u8]) -> bool {
    numbering::is_possible(digits).is_some()
}

/// Whether these digits can hardly be anything else than an international number.
pub(super) fn is_whole(digits: &[u8]) -> bool {
    digits.len() >= 11 && is_international(digits)
}

/// Whether these digits are a number as it is written in the region of the search.
pub(super) fn is_domestic(digits: &[u8], detector: Detector) -> bool {
    detector.home().is_some_and(|home| home.national_possible(digits))
}

/// Points of digits without a plus, written in so many groups.
pub(super) fn points(digits: &[u8], detector: Detector, groups: usize) -> i32 {
    if digits.len() > 9 && after_exit(digits, detector.home()).is_some_and(is_international) {
        return 100;
    }
    let foreign = if groups > 2 && is_possible_with_zero(digits) {
        56
    } else if numbering::is_possible(digits).is_some() {
        foreign(digits, detector.home())
    } else {
        0
    };
    let Some(region) = detector.home() else { return foreign.max(anywhere(digits)) };
    let domestic = if region.national_possible(digits) { domestic(digits, region, groups) } else { 0 };
    // Seconds since 1970 are ten digits, too.
    let domestic = if groups == 1 && digits.len() == 10 && matches!(digits, [1, 4..=9, ..]) {
        domestic - 12
    } else {
        domestic
    };
    domestic.max(foreign).max(anywhere(digits).min(42))
}

/// `64(0)3 331 6005`: a calling code, the zero that is dialled at home, and the number.
fn is_possible_with_zero(digits: &[u8]) -> bool {
    let Some((code, ..)) = numbering::calling_code(digits) else { return false };
    let mut plain = [0; 15];
    let count = digits.len() - 1;
    let (Some(plain), Some(&0)) = (plain.get_mut(..count), digits.get(code)) else { return false };
    let national = digits.iter().enumerate().filter(|(at, _)| *at != code).map(|(_, digit)| digit);
    plain.iter_mut().zip(national).for_each(|(to, digit)| *to = *digit);
    numbering::is_possible(plain).is_some()
}

/// What follows an exit code: that of the region, or one that travels.
fn after_exit(digits: &[u8], region: Option<Home>) -> Option<&[u8]> {
    let own = region.and_then(|region| region.exit_code_of(digits)).and_then(|length| digits.get(length..));
    own.or_else(|| [&[0, 0][..], &[0, 1, 1], &[8, 1, 0]].iter().find_map(|exit| digits.strip_prefix(*exit)))
}

/// Points of what the plan of the region allows.
fn domestic(digits: &[u8], region: Home, groups: usize) -> i32 {
    let prefixed = region.trunk_prefixes().any(|trunk| {
        !trunk.is_empty()
            && digits.len() > trunk.len()
            && trunk.iter().zip(digits).all(|(a, b)| *a == b + b'0')
    });
    let has_trunk = region.trunk_prefixes().any(|trunk| trunk == b"0");
    match (digits.len(), region.calling_code()) {
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
        _ if prefixed => 64,
        (10, 90) if digits.first() == Some(&5) => 58,
        (11, 55) if digits.get(2) == Some(&9) => 58,
        (_, 1 | 7 | 52 | 54 | 55 | 57) => 52,
        _ if has_trunk && !is_telling(digits, region) => 46,
        _ => 54,
    }
}

/// Whether the plan leaves most starts out, so that it means something that it has this one.
fn is_telling(digits: &[u8], region: Home) -> bool {
    let mut other = [0; 15];
    let Some(other) = other.get_mut(..digits.len()) else { return false };
    other.copy_from_slice(digits);
    let admitted = (1..=9).filter(|first| {
        if let Some(head) = other.first_mut() {
            *head = *first;
        }
        region.national_possible(other)
    });
    admitted.count() <= 4
}

/// Points of a calling code without a plus and a number that it can have.
fn foreign(digits: &[u8], region: Option<Home>) -> i32 {
    let own = region.is_some_and(|region| {
        numbering::is_possible(digits).is_some_and(|length| {
            digits.iter().take(length).fold(0, |code, digit| code * 10 + u16::from(*digit))
                == region.calling_code()
        })
    });
    match digits.len() {
        10.. if own => 72,
        8..10 if own => 56,
        16.. => 0,
        11.. => {
            if is_common(digits) {
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
        (6, _) => 15,
        (7.., _) => 15,
        _ => 0,
    }
}

/// Calling codes that a customer's number is likely to have.
fn is_common(digits: &[u8]) -> bool {
    const CODES: &[u8] = b"90 7 380 99 49 44 34 33 39 31 55 52 54 57 51 56 351 91 971 966 375 48 1 ";
    CODES.split(|byte| *byte == b' ').any(|code| {
        !code.is_empty()
            && code.len() < digits.len()
            && code.iter().zip(digits).all(|(code, digit)| *code == digit + b'0')
    })
}
