//! The masks of values that are written plainly, straight into the page: nothing is folded, nothing allocated.
//!
//! INVARIANT: each function writes what [`form`] makes of the value, or nothing and says `false`.

use crate::mask::fold::is_letter;
use crate::mask::form::{HIDDEN, NAME_WORDS_MAX, Number, PHONE_TAIL, TOP_LEVEL_MAX};
use crate::mask::numbering;

/// A phone of digits and the signs between them.
pub(super) fn phone(value: &[u8], out: &mut Vec<u8>) -> bool {
    let mut digits = [0; 16];
    let Some(number) = core::str::from_utf8(value).ok().and_then(|text| Number::simple(text, &mut digits))
    else {
        return false;
    };
    out.push(b'"');
    if let Some(code) = number.code() {
        out.push(b'+');
        put_digits(code, out);
        out.push(b' ');
    }
    out.extend_from_slice(PHONE_TAIL.as_bytes());
    match number.last_two() {
        Some(last) => put_digits(last, out),
        None => out.extend_from_slice("••".as_bytes()),
    }
    out.push(b'"');
    true
}

/// An address of letters, digits and the usual signs of ASCII.
pub(super) fn email(value: &[u8], out: &mut Vec<u8>) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    let mut sides = value.split(|byte| *byte == b'@');
    let (Some(local), Some(domain), None) = (sides.next(), sides.next(), sides.next()) else { return false };
    if !local.iter().chain(domain).all(is_plain) {
        return false;
    }
    let dot = domain.iter().rposition(|byte| *byte == b'.');
    let host = domain.get(..dot.unwrap_or(domain.len())).unwrap_or_default();
    out.push(b'"');
    put_initial(local, out);
    out.push(b'@');
    put_initial(host, out);
    if let Some(top) = dot.and_then(|dot| domain.get(dot + 1..)).filter(|top| !top.is_empty()) {
        out.push(b'.');
        if top.len() <= TOP_LEVEL_MAX && top.iter().all(u8::is_ascii_alphabetic) {
            out.extend(top.iter().map(u8::to_ascii_lowercase));
        } else {
            out.extend_from_slice(HIDDEN.as_bytes());
        }
    }
    out.push(b'"');
    true
}

/// A name of Latin, Greek or Cyrillic letters and spaces.
pub(super) fn name(value: &[u8], out: &mut Vec<u8>) -> bool {
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
const SERVICES: [&[u8]; 3] = [b"", b"@s.whatsapp.net", b"@c.us"];

/// The digits of an identifier that is an international number and nothing else, but for the name of a service. Of twelve
/// or thirteen digits: neither a card nor the number of a person has so many.
pub(super) fn number(value: &[u8]) -> Option<&[u8]> {
    let length = value.iter().take(14).take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, service) = value.split_at_checked(length)?;
    if !(12..=13).contains(&length) || digits.first() == Some(&b'0') || !SERVICES.contains(&service) {
        return None;
    }
    let mut plain = [0; 13];
    plain.iter_mut().zip(digits).for_each(|(to, digit)| *to = digit - b'0');
    numbering::bare_international(plain.get(..length)?).map(|_| digits)
}

/// An identifier whose first digits are a number.
pub(super) fn identifier(value: &[u8], digits: &[u8], out: &mut Vec<u8>) -> bool {
    let mut plain = [0; 16];
    let text = core::str::from_utf8(digits).ok();
    let Some(number) = text.and_then(|text| Number::simple(text, &mut plain)) else { return false };
    out.push(b'"');
    put_digits(number.code().unwrap_or_default(), out);
    out.extend_from_slice(HIDDEN.as_bytes());
    put_digits(number.last_two().unwrap_or_default(), out);
    out.extend_from_slice(value.get(digits.len()..).unwrap_or_default());
    out.push(b'"');
    true
}

fn put_digits(digits: &[u8], out: &mut Vec<u8>) {
    out.extend(digits.iter().map(|digit| b'0' + digit));
}

/// The first character in lower case, where there is another one that stays hidden.
fn put_initial(word: &[u8], out: &mut Vec<u8>) {
    if let [first, _, ..] = word {
        out.push(first.to_ascii_lowercase());
    }
    out.extend_from_slice(HIDDEN.as_bytes());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::field::{FieldKind, FieldVisibility, Visibility};
    use crate::mask::json::quoted;
    use crate::mask::{Detector, Lens, Policy, Region, Secrets, form};

    fn check(
        kind: &FieldKind,
        quick: fn(&[u8], &mut Vec<u8>) -> bool,
        value: &str,
    ) -> Result<(), TestCaseError> {
        let (mut got, mut expected) = (Vec::new(), Vec::new());
        if quick(value.as_bytes(), &mut got) {
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
            check(&FieldKind::Phone, phone, &phone_)?;
            check(&FieldKind::Email, email, &email_)?;
            check(&FieldKind::Name, name, &name_)?;
        }

        #[test]
        fn numbers_are_what_the_search_finds(value in "[1-9][0-9]{11,12}(@s.whatsapp.net|@c.us|@lid|@x.com)?|(90|49|44|55|380)[0-9]{9,10}(@c.us)?", strict: bool, region: bool) {
            let detector = Detector::new(if strict { Policy::Strict } else { Policy::Balanced });
            let detector = if region { detector.in_region(Region::parse("TR").unwrap()) } else { detector };
            let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new()).with_detector(detector);
            if let Some(digits) = number(value.as_bytes()) {
                let (mut got, mut expected) = (Vec::new(), Vec::new());
                prop_assert!(identifier(value.as_bytes(), digits, &mut got));
                quoted::encode(&lens.identifier(&value), &mut expected);
                prop_assert_eq!(String::from_utf8(got).unwrap(), String::from_utf8(expected).unwrap(), "{:?}", value);
            }
        }
    }
}
