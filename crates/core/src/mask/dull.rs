//! Values that hold nothing of a client by their form alone, which most values of most pages are.

use super::detect::{self, Setting};
use super::{Detector, Policy};

/// An identifier with fewer digits than this embeds no number, unless something leads to it.
const EMBEDDED_DIGITS_MIN: u32 = 10;

/// Longer rows of digits are left to the search.
const BARE_DIGITS_MAX: usize = 24;

/// Whether nobody need look for numbers and addresses in this value: it is a moment, a UUID, digits that no plan
/// knows, or an identifier that is too short for a number.
pub(super) fn is_dull(value: &str, setting: Setting, detector: Detector) -> bool {
    let bytes = value.as_bytes();
    is_moment(bytes)
        || is_uuid(bytes)
        || is_bare(bytes, setting, detector)
        || (setting == Setting::Identifier
            && detector.policy() == Policy::Balanced
            && is_short(bytes, detector))
}

/// `2026-03-01`, `2026-03-01T10:00:00.000Z`, `2026-03-01 10:00+03:00`: a date of ISO 8601, with or without a time.
fn is_moment(bytes: &[u8]) -> bool {
    let Some(time) = after(bytes, b"2999-19-39").filter(|_| bytes.first() != Some(&b'0')) else {
        return false;
    };
    let Some(mut rest) = after(time, b"T29:59") else { return time.is_empty() };
    if let Some(parts) = after(rest, b":69") {
        rest = parts;
        let count = parts.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
        if parts.first() == Some(&b'.') && (1..=9).contains(&count) {
            rest = parts.get(count + 1..).unwrap_or_default();
        }
    }
    matches!(rest, [] | [b'Z' | b'z']) || after(rest, b"+19:59") == Some(&[])
}

fn is_uuid(bytes: &[u8]) -> bool {
    after(bytes, b"hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh") == Some(&[])
}

/// What follows bytes of this form. A digit stands for itself and all below it, `h` for a hexadecimal one, `T` for what
/// parts day and time, and `+` for either sign.
fn after<'a>(bytes: &'a [u8], form: &[u8]) -> Option<&'a [u8]> {
    let (head, rest) = bytes.split_at_checked(form.len())?;
    for (byte, wanted) in head.iter().zip(form) {
        let fits = match wanted {
            b'0'..=b'9' => (b'0'..=*wanted).contains(byte),
            b'h' => byte.is_ascii_hexdigit(),
            b'T' => matches!(byte, b'T' | b't' | b' '),
            b'+' => matches!(byte, b'+' | b'-'),
            _ => byte == wanted,
        };
        if !fits {
            return None;
        }
    }
    Some(rest)
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

/// Whether there are few digits or one row of them that is nothing, nothing that leads to a number, and nothing of an
/// address.
fn is_short(bytes: &[u8], detector: Detector) -> bool {
    let mut digits = 0;
    let mut before = [b' '; 2];
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                // `tel:…`, `phone=…`, `wa.me/…`
                if matches!(before, [_, b':' | b'=' | b'\'' | b'"'] | [b'e', b'/']) {
                    return false;
                }
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'/' | b'.' | b'_' | b'-' | b':' | b'?' | b'=' | b'#' => {}
            _ => return false,
        }
        before = [before[1], *byte];
    }
    (digits < EMBEDDED_DIGITS_MIN || !detect::may_be_among_words(bytes, digits, detector, Setting::Identifier))
        // Base64 may hold what it does not show.
        && !super::embedded::may_hold_digits_in(bytes)
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
            |bytes| is_short(bytes, Detector::new(Policy::Balanced)),
            &[
                "c_123456",
                "wamid.123456789",
                "wamid.987654321098765432",
                "https://cdn.example.com/a/123456789.jpg",
                "",
                "IMG-1.png",
            ],
            &[
                "https://wa.me/123456",
                "tel:123456",
                "?phone=123456",
                "905321234567",
                "fatura_905321234567.pdf",
                "1234567890-12",
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
