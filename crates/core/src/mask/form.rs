//! How one value of each kind looks when it is masked.
//!
//! Each mask has a fixed width, so that the length of a value does not tell, and stays as it is when it is
//! masked again.

use super::fold::{BULLET, Glyph, fold, is_letter};
use super::{detect, glyphs, numbering, spoken};
use crate::field::FieldKind;

/// What stands for a value of which nothing may be shown.
pub const HIDDEN: &str = "•••";

pub(super) const PHONE_TAIL: &str = "••• ••• •• ";
/// What stands for the last digits where there are too few to show them.
const PHONE_NO_LAST: &str = "••";
const CARD_LEAD: &str = "•••• •••• •••• ";
const CARD_NO_LAST: &str = "••••";
const IBAN_MIDDLE: &str = "•• •••• ";
/// A number with fewer national digits than this keeps none of them: two of six would be a third.
const PHONE_KEEPS_FROM: usize = 8;
/// No more words of a name are told apart than these.
pub(super) const NAME_WORDS_MAX: usize = 4;
/// A last label of a domain longer than this is no known one, and may carry anything.
const TOP_LEVEL_MAX: usize = 18;

/// The mask of a value of this kind. Free text is searched, and what is found in it is masked; of a kind that
/// the host defines nothing is kept.
pub fn value(kind: &FieldKind, value: &str) -> String {
    if value.trim().is_empty() || is_masked(kind, value) {
        return value.to_owned();
    }
    match kind {
        FieldKind::Phone => of_phone(value),
        FieldKind::Email => of_email(value),
        FieldKind::Name => of_name(value),
        FieldKind::Handle => of_handle(value),
        FieldKind::Card => of_card(value),
        FieldKind::Iban => of_iban(value),
        FieldKind::NationalId => of_national_id(value),
        FieldKind::Text => detect::masked(value),
        FieldKind::Address | FieldKind::Host(_) => HIDDEN.to_owned(),
    }
}

/// `+90 ••• ••• •• 67`: the calling code where one is written or certain, and the last two digits where there
/// are enough of them.
///
/// ```
/// assert_eq!(usher_core::mask::phone("0090 (532) 123-45-67"), "+90 ••• ••• •• 67");
/// assert_eq!(usher_core::mask::phone("0532 123 45 67"), "••• ••• •• 67");
/// ```
pub fn phone(phone: &str) -> String {
    value(&FieldKind::Phone, phone)
}

/// `a•••@e•••.com`: the first character of each side where it is not the only one, and the last label.
pub fn email(email: &str) -> String {
    value(&FieldKind::Email, email)
}

/// `@a•••`: the first character of a user name, without what leads to it in a link.
pub fn handle(handle: &str) -> String {
    value(&FieldKind::Handle, handle)
}

/// `A••• Y•••`: the initials, where they are letters and not the whole word, of four words at most.
pub fn name(name: &str) -> String {
    value(&FieldKind::Name, name)
}

/// `•••`: nothing of a postal address is harmless.
pub fn address(address: &str) -> String {
    value(&FieldKind::Address, address)
}

/// `•••• •••• •••• 1234`: the last four digits of what is long enough to be a card.
pub fn card(card: &str) -> String {
    value(&FieldKind::Card, card)
}

/// `TR•• •••• 26`: the country and the last two characters.
pub fn iban(iban: &str) -> String {
    value(&FieldKind::Iban, iban)
}

/// `•••02`: the last two digits of what is long enough to be the number of a person.
pub fn national_id(id: &str) -> String {
    value(&FieldKind::NationalId, id)
}

fn of_phone(value: &str) -> String {
    let (mut simple, mut digits) = ([0; 16], Vec::new());
    let number = match Number::simple(value, &mut simple) {
        Some(number) => number,
        None => Number::written(value, &mut digits),
    };
    let mut out = String::new();
    if let Some(code) = number.code() {
        out.push('+');
        push_digits(&mut out, code);
        out.push(' ');
    }
    out.push_str(PHONE_TAIL);
    match number.last_two() {
        Some(last) => push_digits(&mut out, last),
        None => out.push_str(PHONE_NO_LAST),
    }
    out
}

/// The digits of a number in one spelling: with the calling code where it is known, and without a trunk prefix.
pub(super) fn plain_phone(value: &str) -> String {
    let mut digits = Vec::new();
    let number = Number::written(value, &mut digits);
    let mut out = String::new();
    push_digits(&mut out, number.code().unwrap_or_default());
    push_digits(&mut out, number.national());
    out
}

/// `90•••67`: the mask of a number inside an identifier, a link or a file name, which holds no spaces.
pub(super) fn phone_compact(value: &str) -> String {
    let mut digits = Vec::new();
    let number = Number::written(value, &mut digits);
    let mut out = String::new();
    push_digits(&mut out, number.code().unwrap_or_default());
    out.push_str(HIDDEN);
    push_digits(&mut out, number.last_two().unwrap_or_default());
    out
}

fn of_email(value: &str) -> String {
    let mut simple = Vec::new();
    if put_email(value, &mut simple) {
        return String::from_utf8(simple).unwrap_or_default();
    }
    let folded = glyphs::text(&fold(value.trim()));
    let Some((local, domain)) = parted(&folded, b'@') else {
        return HIDDEN.to_owned();
    };
    let (host, top) = parted(domain, b'.').unwrap_or((domain, ""));
    let mut out = String::new();
    push_initial(&mut out, local, may_be_initial);
    out.push('@');
    push_initial(&mut out, host, may_be_initial);
    if !top.is_empty() {
        out.push('.');
        out.push_str(if is_top_level(top) { top } else { HIDDEN });
    }
    out
}

/// Writes the mask of what is one address and nothing else, in letters, digits and the usual signs of ASCII, which most
/// addresses are. Of any other value nothing, and `false`.
pub(super) fn put_email(value: &str, out: &mut Vec<u8>) -> bool {
    let bytes = value.as_bytes();
    let (mut sign, mut dot) = (None, bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'@' if sign.is_none() => (sign, dot) = (Some(at), bytes.len()),
            b'.' => dot = at,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'+' => {}
            _ => return false,
        }
    }
    let Some(sign) = sign else { return false };
    put_initial(bytes.get(..sign).unwrap_or_default(), out);
    out.push(b'@');
    put_initial(bytes.get(sign + 1..dot).unwrap_or_default(), out);
    let top = bytes.get(dot + 1..).unwrap_or_default();
    if !top.is_empty() {
        out.push(b'.');
        if top.len() <= TOP_LEVEL_MAX && top.iter().all(u8::is_ascii_alphabetic) {
            top.iter().for_each(|byte| out.push(byte.to_ascii_lowercase()));
        } else {
            out.extend_from_slice(HIDDEN.as_bytes());
        }
    }
    true
}

/// The first character in lower case, where there is another one that stays hidden.
fn put_initial(word: &[u8], out: &mut Vec<u8>) {
    if let [first, _, ..] = word {
        out.push(first.to_ascii_lowercase());
    }
    out.extend_from_slice(HIDDEN.as_bytes());
}

fn of_handle(value: &str) -> String {
    let mut out = String::from("@");
    push_initial(&mut out, bare_handle(value), may_be_initial);
    out
}

/// A user name without `@`, and without the link to it.
pub(super) fn bare_handle(value: &str) -> &str {
    let mut rest = value.trim();
    while let Some(path) = rest.strip_suffix('/') {
        rest = path;
    }
    let mut last = parted(rest, b'/').map_or(rest, |(_, last)| last);
    while let Some(bare) = last.strip_prefix('@') {
        last = bare;
    }
    last
}

fn of_name(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value.trim();
    for _ in 0..NAME_WORDS_MAX {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let Some((word, after)) = rest.split_at_checked(end) else { break };
        if word.is_empty() {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        push_initial(&mut out, word, is_letter);
        rest = after.trim();
    }
    out
}

fn of_card(value: &str) -> String {
    let mut out = String::from(CARD_LEAD);
    match last_digits(value, 4, 12) {
        Some(last) => out.push_str(&last),
        None => out.push_str(CARD_NO_LAST),
    }
    out
}

fn of_iban(value: &str) -> String {
    let plain = plain_account(value).to_ascii_uppercase();
    let mut out = String::new();
    if let Some((country, rest)) = plain.split_at_checked(2)
        && let Some((check, _)) = rest.split_at_checked(2)
        && let Some(last) = plain.get(plain.len() - 2..)
        && plain.len() >= 15
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && check.bytes().all(|byte| byte.is_ascii_digit())
    {
        for part in [country, IBAN_MIDDLE, last] {
            out.push_str(part);
        }
    } else {
        out.push_str(HIDDEN);
    }
    out
}

/// The letters and digits of an account number, a card or the number of a person, as they are folded.
pub(super) fn plain_account(value: &str) -> String {
    let mut plain = String::new();
    for glyph in fold(value) {
        if glyph.ch.is_ascii_alphanumeric() {
            plain.push(glyph.ch);
        }
    }
    plain
}

fn of_national_id(value: &str) -> String {
    let mut out = String::from(HIDDEN);
    if let Some(last) = last_digits(value, 2, PHONE_KEEPS_FROM) {
        out.push_str(&last);
    }
    out
}

/// So many of the last digits, where there are at least as many as `fewest`.
fn last_digits(value: &str, count: usize, fewest: usize) -> Option<String> {
    let digits = glyphs::digits(&fold(value));
    let mut last = String::new();
    push_digits(&mut last, digits.get(digits.len().checked_sub(count)?..)?);
    (digits.len() >= fewest).then_some(last)
}

fn push_digits(out: &mut String, digits: &[u8]) {
    for digit in digits {
        out.push(char::from(b'0' + digit));
    }
}

/// The first character, where there is another one that stays hidden, and the bullets.
fn push_initial(out: &mut String, word: &str, may_be: fn(char) -> bool) {
    if let Some(first) = word.chars().next()
        && first.len_utf8() < word.len()
        && may_be(first)
    {
        out.push(first);
    }
    out.push_str(HIDDEN);
}

fn may_be_initial(ch: char) -> bool {
    ch != BULLET && ch != '@'
}

/// What is before the last of these bytes of ASCII, and what is after it.
fn parted(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == sign)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn is_top_level(label: &str) -> bool {
    let mut count = 0;
    label.chars().all(|ch| {
        count += 1;
        count <= TOP_LEVEL_MAX && is_letter(ch)
    })
}

/// Whether a value is the mask of one of this kind already.
fn is_masked(kind: &FieldKind, value: &str) -> bool {
    match kind {
        FieldKind::Phone => without_code(value)
            .and_then(|rest| rest.strip_prefix(PHONE_TAIL))
            .is_some_and(|last| last == PHONE_NO_LAST || are_digits(last, 2)),
        FieldKind::Card => {
            value.strip_prefix(CARD_LEAD).is_some_and(|last| last == CARD_NO_LAST || are_digits(last, 4))
        }
        FieldKind::NationalId => {
            value.strip_prefix(HIDDEN).is_some_and(|last| last.is_empty() || are_digits(last, 2))
        }
        FieldKind::Email => value == HIDDEN || is_masked_email(value),
        FieldKind::Iban => value == HIDDEN || is_masked_iban(value),
        FieldKind::Handle => value.trim() == "@•••",
        _ => false,
    }
}

fn are_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows the calling code of a mask, or all of it where it has none; nothing where it is no mask.
fn without_code(value: &str) -> Option<&str> {
    let Some(rest) = value.strip_prefix('+') else { return Some(value) };
    let (code, tail) = rest.split_at_checked(rest.bytes().position(|byte| byte == b' ')?)?;
    let mut digits = Vec::new();
    for byte in code.bytes() {
        digits.push(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    let (length, ..) = numbering::calling_code(&digits)?;
    if length == digits.len() { tail.get(1..) } else { None }
}

fn is_masked_email(value: &str) -> bool {
    let Some((local, domain)) = parted(value, b'@') else { return false };
    let (host, top) = parted(domain, b'.').unwrap_or((domain, HIDDEN));
    is_masked_side(local) && is_masked_side(host) && (top == HIDDEN || is_top_level(top))
}

fn is_masked_side(side: &str) -> bool {
    side.strip_suffix(HIDDEN).is_some_and(|shown| match shown.chars().next() {
        Some(first) => first.len_utf8() == shown.len() && may_be_initial(first),
        None => true,
    })
}

fn is_masked_iban(value: &str) -> bool {
    let Some((country, rest)) = value.split_at_checked(2) else { return false };
    country.bytes().all(|byte| byte.is_ascii_uppercase())
        && rest
            .strip_prefix(IBAN_MIDDLE)
            .is_some_and(|last| last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A phone number as it is written: its digits, and how many of them are a calling code.
pub(super) struct Number<'d> {
    digits: &'d [u8],
    code: usize,
}

impl<'d> Number<'d> {
    /// Reads the digits of a text however it is written, and where it can be told the calling code.
    pub(super) fn written(text: &str, digits: &'d mut Vec<u8>) -> Self {
        Self::read(&spoken::raise(fold(text)), digits)
    }

    /// The same of a folded text.
    pub(super) fn read(glyphs: &[Glyph], digits: &'d mut Vec<u8>) -> Self {
        *digits = glyphs::digits(glyphs);
        let sign = glyphs.iter().find(|glyph| glyph.ch == '+' || glyph.digit().is_some());
        Self::of(digits, sign.is_some_and(|sign| sign.ch == '+'))
    }

    /// The same of a text that is nothing but digits and the signs that are written between them, which is what most
    /// phones are; `None` for any other.
    pub(super) fn simple(text: &str, digits: &'d mut [u8; 16]) -> Option<Self> {
        let mut count = 0;
        let mut plus = false;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    *digits.get_mut(count)? = byte - b'0';
                    count += 1;
                }
                b'+' => plus |= count == 0,
                b' ' | b'(' | b')' | b'-' | b'.' | b'/' => {}
                _ => return None,
            }
        }
        (count > 0).then(|| Self::of(digits.get(..count).unwrap_or_default(), plus))
    }

    fn of(digits: &'d [u8], plus: bool) -> Self {
        let after_exit = digits.strip_prefix(&[0, 0]).filter(|_| !plus);
        let zeros = after_exit.is_some();
        let digits = after_exit.unwrap_or(digits);
        let code = if plus || zeros {
            // A code and less than a number after it is no number: showing three digits of it would be too much.
            numbering::calling_code(digits).map(|(code, ..)| code).filter(|code| digits.len() >= code + 5)
        } else {
            numbering::bare_international(digits)
        };
        Self { digits, code: code.unwrap_or(0) }
    }

    /// The digits of the calling code, where it is known.
    pub(super) fn code(&self) -> Option<&'d [u8]> {
        self.digits.get(..self.code).filter(|code| !code.is_empty())
    }

    /// The digits after the calling code, and after the trunk prefix where no code is known.
    pub(super) fn national(&self) -> &'d [u8] {
        let rest = self.digits.get(self.code..).unwrap_or_default();
        match rest {
            [0, national @ ..] => national,
            // The trunk prefix of Russia and Kazakhstan.
            [8, national @ ..] if self.code == 0 && rest.len() == 11 => national,
            _ => rest,
        }
    }

    pub(super) fn last_two(&self) -> Option<&'d [u8]> {
        let national = self.national();
        let from = national.len().checked_sub(2).filter(|_| national.len() >= PHONE_KEEPS_FROM)?;
        national.get(from..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mask: fn(&str) -> String, rows: &[(&str, &str)]) {
        for (input, expected) in rows {
            let once = mask(input);
            assert_eq!(once, *expected, "mask of {input}");
            assert_eq!(mask(&once), once, "masked twice: {input}");
        }
    }

    #[test]
    fn phones() {
        check(
            phone,
            &[
                ("+905321234567", "+90 ••• ••• •• 67"),
                ("+90 532 123 45 67", "+90 ••• ••• •• 67"),
                ("00905321234567", "+90 ••• ••• •• 67"),
                ("905321234567", "+90 ••• ••• •• 67"),
                ("%2B905321234567", "+90 ••• ••• •• 67"),
                ("05321234567", "••• ••• •• 67"),
                ("5321234567", "••• ••• •• 67"),
                ("(0532) 123-45-67", "••• ••• •• 67"),
                ("8 (912) 123-45-67", "••• ••• •• 67"),
                ("+7 912 123-45-67", "+7 ••• ••• •• 67"),
                ("+1 201 555 0123", "+1 ••• ••• •• 23"),
                ("＋９０５３２１２３４５６７", "+90 ••• ••• •• 67"),
                ("٠٥٣٢١٢٣٤٥٦٧", "••• ••• •• 67"),
                ("123456", "••• ••• •• ••"),
                ("+9053", "••• ••• •• ••"),
                ("yok", "••• ••• •• ••"),
                ("", ""),
                ("••• ••• •• 67", "••• ••• •• 67"),
                ("+905 ••• ••• •• 67", "••• ••• •• ••"),
                ("+90 ••• ••• •• 675", "••• ••• •• ••"),
            ],
        );
    }

    #[test]
    fn emails() {
        check(
            email,
            &[
                ("ayse.kaya@example.com", "a•••@e•••.com"),
                ("Ayse@EXAMPLE.COM.TR", "a•••@e•••.tr"),
                ("a@b.c", "•••@•••.c"),
                ("ayse%40example.com", "a•••@e•••.com"),
                ("x@y.5321234567", "•••@•••.•••"),
                ("ayse@localhost", "a•••@l•••"),
                ("no address", "•••"),
                ("елена@почта.рф", "е•••@п•••.рф"),
                ("a•••@e•••.com.tr", "a•••@e•••.tr"),
                ("", ""),
            ],
        );
    }

    #[test]
    fn others() {
        check(
            handle,
            &[
                ("@ayse_k", "@a•••"),
                ("ayse_k", "@a•••"),
                ("https://t.me/ayse_k", "@a•••"),
                ("x", "@•••"),
                ("", ""),
            ],
        );
        check(
            name,
            &[
                ("Ayşe Yılmaz", "A••• Y•••"),
                ("+90 532 123 45 67", "••• ••• ••• •••"),
                ("Ли", "Л•••"),
                ("李", "•••"),
                ("Ada  Bo C 5th Element", "A••• B••• ••• •••"),
                ("", ""),
            ],
        );
        check(address, &[("Moda Cad. 5", "•••"), ("", "")]);
        check(
            card,
            &[("4024 9452 8840 9428", "•••• •••• •••• 9428"), ("1234", "•••• •••• •••• ••••"), ("", "")],
        );
        check(
            iban,
            &[
                ("TR33 0006 1005 1978 6457 8413 26", "TR•• •••• 26"),
                ("tr330006100519786457841326", "TR•• •••• 26"),
                ("hesap", "•••"),
                ("", ""),
            ],
        );
        check(
            national_id,
            &[
                ("10000000146", "•••46"),
                ("112-233-445 95", "•••95"),
                ("12345", "•••"),
                ("AB", "•••"),
                ("", ""),
            ],
        );
    }
}
