//! Values that hold nothing of a client by their form alone, which most values of most pages are.

use super::detect::{self, Setting};
use super::{Detector, Policy};

/// An identifier with fewer digits than this embeds no number, unless something leads to it.
const EMBEDDED_DIGITS_MIN: usize = 10;

/// Longer rows of digits are left to the search.
const BARE_DIGITS_MAX: usize = 24;

/// Whether nobody need look for numbers and addresses in this value: it is a moment, a UUID, digits that no plan
/// knows, or an identifier that is too short for a number.
pub(super) fn is_dull(value: &str, setting: Setting, detector: Detector) -> bool {
    let bytes = value.as_bytes();
    is_moment(bytes)
        || is_uuid(bytes)
        || is_bare(bytes, setting, detector)
        || (setting == Setting::Identifier && detector.policy() == Policy::Balanced && is_short(bytes))
}

/// `2026-03-01`, `2026-03-01T10:00:00.000Z`, `2026-03-01 10:00+03:00`: a date of ISO 8601, with or without a time.
fn is_moment(bytes: &[u8]) -> bool {
    let Some((date, time)) = bytes.split_at_checked(10) else { return false };
    let [y, _, _, _, b'-', m, _, b'-', d, _] = date else { return false };
    let digits = date.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits != 8 || !matches!(y, b'1' | b'2') || !matches!(m, b'0' | b'1') || !matches!(d, b'0'..=b'3') {
        return false;
    }
    let [b'T' | b't' | b' ', h, h2, b':', n, n2, rest @ ..] = time else { return time.is_empty() };
    let is_time =
        matches!(h, b'0'..=b'2') && matches!(n, b'0'..=b'5') && [h2, n2].iter().all(|b| b.is_ascii_digit());
    is_time && is_rest_of_moment(rest)
}

/// Seconds, parts of them, and the offset.
fn is_rest_of_moment(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    if let [b':', s, s2, after @ ..] = rest
        && matches!(s, b'0'..=b'6')
        && s2.is_ascii_digit()
    {
        rest = after;
        if let [b'.', after @ ..] = rest {
            let parts = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if !(1..=9).contains(&parts) {
                return false;
            }
            rest = after.get(parts..).unwrap_or_default();
        }
    }
    match rest {
        [] | [b'Z' | b'z'] => true,
        [b'+' | b'-', h, h2, b':', m, m2] => {
            matches!(h, b'0' | b'1')
                && matches!(m, b'0'..=b'5')
                && [h2, m2].iter().all(|b| b.is_ascii_digit())
        }
        _ => false,
    }
}

fn is_uuid(bytes: &[u8]) -> bool {
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Digits and nothing else, which no plan knows as a number.
fn is_bare(bytes: &[u8], setting: Setting, detector: Detector) -> bool {
    let mut digits = [0; BARE_DIGITS_MAX];
    let Some(digits) = digits.get_mut(..bytes.len()) else { return false };
    if digits.is_empty() || !bytes.iter().all(u8::is_ascii_digit) {
        return false;
    }
    digits.iter_mut().zip(bytes).for_each(|(to, byte)| *to = byte - b'0');
    !detect::may_stand_alone(digits, detector, setting)
}

/// Whether there are few digits, nothing that leads to a number, and nothing of an address.
fn is_short(bytes: &[u8]) -> bool {
    let mut digits = 0;
    let mut before = [b' '; 2];
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                // `tel:…`, `phone=…`, `wa.me/…`
                let leads = matches!(before, [_, b':' | b'=' | b'\'' | b'"'] | [b'e', b'/']);
                if leads || digits >= EMBEDDED_DIGITS_MIN {
                    return false;
                }
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'/' | b'.' | b'_' | b'-' | b':' | b'?' | b'=' | b'#' => {}
            _ => return false,
        }
        before = [before[1], *byte];
    }
    // Base64 may hold what it does not show.
    !super::embedded::may_hold_digits_in(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mask::Region;

    #[track_caller]
    fn check(is: fn(&[u8]) -> bool, yes: &[&str], no: &[&str]) {
        yes.iter().for_each(|text| assert!(is(text.as_bytes()), "{text}"));
        no.iter().for_each(|text| assert!(!is(text.as_bytes()), "{text}"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(5000) })]

        #[test]
        fn digits_alone_are_what_the_search_says(value in "[0-9]{1,24}", identifier: bool, region in proptest::option::of(prop_oneof![Just("TR"), Just("US"), Just("DE"), Just("RU"), Just("BR")])) {
            let detector = Detector::new(Policy::Balanced);
            let detector = region.map_or(detector, |region| detector.in_region(Region::parse(region).unwrap()));
            let setting = if identifier { Setting::Identifier } else { Setting::Prose };
            if is_bare(value.as_bytes(), setting, detector) {
                prop_assert_eq!(detect::finds(&value, detector, setting), [], "{}", value);
            }
        }
    }

    #[test]
    fn moments() {
        check(
            is_moment,
            &[
                "2026-03-01",
                "2026-03-01T10:00:00Z",
                "2026-03-01 10:00",
                "1999-12-31T23:59:59.123456789+03:00",
                "2026-03-01T10:00:00-11:30",
            ],
            &[
                "",
                "2026-03-0",
                "905-32-1234567",
                "2026-03-01T10:00:00 5321234567",
                "2026-03-01T10:00:00.12345678901Z",
                "5321-23-4567",
                "2026-03-011",
            ],
        );
    }

    #[test]
    fn uuids() {
        check(
            is_uuid,
            &["34c5d310-ecbf-1d28-8a55-8ee2164150e3"],
            &["34c5d310-ecbf-1d28-8a55-8ee2164150", ""],
        );
    }

    #[test]
    fn short_identifiers() {
        check(
            is_short,
            &["c_123456", "wamid.123456789", "https://cdn.example.com/a/123456789.jpg", "", "IMG-1.png"],
            &[
                "https://wa.me/123456",
                "tel:123456",
                "?phone=123456",
                "1234567890",
                "a@b",
                "x 123",
                "%31",
                "t.me/12345",
                "HBgMOTA1MzIxMjM0NTY3FQIA",
                "ş",
            ],
        );
    }
}
