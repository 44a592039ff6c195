//! The masks of values that are written plainly, straight into the page: nothing is folded, nothing allocated.
//!
//! INVARIANT: each function writes what [`form`] makes of the value, or says `false`, and what it wrote does not count.

use crate::mask::fold::is_letter;
use crate::mask::form::{self, HIDDEN, NAME_WORDS_MAX, Number, PHONE_TAIL};

/// What the mask of a number shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Brief {
    /// The calling code, zero where it is not known.
    code: u16,
    /// The last two digits, where they are shown.
    last: Option<(u8, u8)>,
}

impl Brief {
    fn of(number: &Number<'_>) -> Self {
        let code =
            number.code().unwrap_or_default().iter().fold(0, |code, digit| code * 10 + u16::from(*digit));
        let last = match number.last_two() {
            Some([tens, ones]) => Some((*tens, *ones)),
            _ => None,
        };
        Self { code, last }
    }

    fn put_code(self, out: &mut Vec<u8>) {
        for power in [100, 10, 1] {
            if self.code >= power {
                put_digit((self.code / power % 10) as u8, out);
            }
        }
    }
}

/// A phone of digits and the signs between them; its national digits are told.
pub(super) fn phone(value: &str, tell: &mut dyn FnMut(&[u8])) -> Option<Brief> {
    let mut digits = [0; 16];
    let number = Number::simple(value, &mut digits)?;
    tell(number.national());
    Some(Brief::of(&number))
}

pub(super) fn put_phone(brief: Brief, out: &mut Vec<u8>) {
    out.push(b'"');
    if brief.code > 0 {
        out.push(b'+');
        brief.put_code(out);
        out.push(b' ');
    }
    out.extend_from_slice(PHONE_TAIL.as_bytes());
    match brief.last {
        Some((tens, ones)) => {
            put_digit(tens, out);
            put_digit(ones, out);
        }
        None => out.extend_from_slice("••".as_bytes()),
    }
    out.push(b'"');
}

/// An address in ASCII.
pub(super) fn email(value: &str, out: &mut Vec<u8>) -> bool {
    out.push(b'"');
    let is_simple = form::put_email(value, out);
    out.push(b'"');
    is_simple
}

/// A name of Latin, Greek or Cyrillic letters and spaces.
pub(super) fn name(value: &str, out: &mut Vec<u8>) -> bool {
    let value = value.as_bytes();
    let is_plain = |byte: &u8| matches!(byte, b' ' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..=0xbf | 0xc3..=0xd3);
    if !value.iter().all(is_plain) {
        return false;
    }
    let start = out.len();
    out.push(b'"');
    let words = value.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    for (at, word) in words.take(NAME_WORDS_MAX).enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        let length = if word.first().is_some_and(u8::is_ascii) { 1 } else { 2 };
        let first = core::str::from_utf8(word.get(..length).unwrap_or_default()).unwrap_or("");
        let Some(letter) = first.chars().next() else {
            out.truncate(start);
            return false;
        };
        if word.len() > length && is_letter(letter) {
            out.extend_from_slice(first.as_bytes());
        }
        out.extend_from_slice(HIDDEN.as_bytes());
    }
    out.push(b'"');
    // Nothing but spaces stays as it is.
    if out.len() == start + 2 {
        out.truncate(start);
        return false;
    }
    true
}

/// What follows the number in the ids of WhatsApp's users.
const SERVICES: [&str; 3] = ["", "@s.whatsapp.net", "@c.us"];

/// An identifier that is an international number and nothing else, but for the name of a service: of eleven to thirteen
/// digits, as many as no card has. Its national digits are told. Where persons are looked for, eleven digits may be one.
pub(super) fn number(value: &str, persons: bool, tell: &mut dyn FnMut(&[u8])) -> Option<Brief> {
    let length = digits_of(value);
    if !(11..=13).contains(&length) || (persons && length == value.len() && length == 11) {
        return None;
    }
    let (text, service) = value.split_at_checked(length)?;
    if text.starts_with('0') || !SERVICES.contains(&service) {
        return None;
    }
    let mut digits = [0; 16];
    let number = Number::simple(text, &mut digits)?;
    number.code()?;
    tell(number.national());
    Some(Brief::of(&number))
}

/// How many digits a value starts with, up to more than a number has.
fn digits_of(value: &str) -> usize {
    value.bytes().take(14).take_while(u8::is_ascii_digit).count()
}

/// An identifier that begins with a number.
pub(super) fn put_identifier(value: &str, brief: Brief, out: &mut Vec<u8>) {
    out.push(b'"');
    brief.put_code(out);
    out.extend_from_slice(HIDDEN.as_bytes());
    if let Some((tens, ones)) = brief.last {
        put_digit(tens, out);
        put_digit(ones, out);
    }
    out.extend_from_slice(value.as_bytes().get(digits_of(value)..).unwrap_or_default());
    out.push(b'"');
}

fn put_digit(digit: u8, out: &mut Vec<u8>) {
    out.push(b'0' + digit);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::field::{FieldKind, FieldVisibility, Visibility};
    use crate::mask::json::quoted;
    use crate::mask::{Detector, Lens, Policy, Region, Secrets};

    fn put_quick_phone(value: &str, out: &mut Vec<u8>) -> bool {
        let brief = phone(value, &mut |_| ());
        brief.into_iter().for_each(|brief| put_phone(brief, out));
        brief.is_some()
    }

    fn check(
        kind: &FieldKind,
        quick: fn(&str, &mut Vec<u8>) -> bool,
        value: &str,
    ) -> Result<(), TestCaseError> {
        let (mut got, mut expected) = (Vec::new(), Vec::new());
        if !quick(value, &mut got) {
            got.clear();
        } else {
            quoted::encode(&form::value(kind, value), &mut expected);
        }
        prop_assert_eq!(String::from_utf8(got).unwrap(), String::from_utf8(expected).unwrap(), "{:?}", value);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

        #[test]
        fn as_the_forms_have_it(
            phone_ in "[+]?[0-9 ()+./-]{0,18}|[+]?[0-9]{0,18}|\\PC{0,5}",
            email_ in "[A-Za-z0-9._+-]{0,6}@[A-Za-z0-9.-]{0,12}[.]?[A-Za-z]{0,20}|\\PC{0,9}",
            name_ in "[A-Za-zÀ-ÿĀ-ſΑ-ωА-я\u{80}-\u{ff}\u{300}-\u{370} ]{0,12}|[A-Za-zşğıİ ]{0,20}|\\PC{0,5}",
        ) {
            check(&FieldKind::Phone, put_quick_phone, &phone_)?;
            check(&FieldKind::Email, email, &email_)?;
            check(&FieldKind::Name, name, &name_)?;
        }

        #[test]
        fn numbers_are_what_the_search_finds(value in "[1-9][0-9]{10,12}(@s.whatsapp.net|@c.us|@lid|@x.com)?|(90|49|44|55|380|7|1|34)[0-9]{9,10}(@c.us)?", strict: bool, region: bool) {
            let detector = Detector::new(if strict { Policy::Strict } else { Policy::Balanced });
            let detector = if region { detector.in_region(Region::parse("TR").unwrap()) } else { detector };
            let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new()).with_detector(detector);
            if let Some(brief) = number(&value, strict, &mut |_| ()) {
                let (mut got, mut expected) = (Vec::new(), Vec::new());
                put_identifier(&value, brief, &mut got);
                quoted::encode(&lens.identifier(&value), &mut expected);
                prop_assert_eq!(String::from_utf8(got).unwrap(), String::from_utf8(expected).unwrap(), "{:?}", value);
            }
        }
    }
}
