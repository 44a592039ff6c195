//! How one value of each kind looks when it is masked.
//!
//! Each mask has a fixed width, so that the length of a value does not tell, and stays as it is when it is
//! masked again.

use super::fold::{BULLET, Glyph, fold, is_letter};
use super::{detect, numbering, spoken};
use crate::field::FieldKind;

/// What stands for a value of which nothing may be shown.
pub const HIDDEN: &str = "•••";

pub(super) const PHONE_TAIL: &str = "••• ••• •• ";
const CARD_LEAD: &str = "•••• •••• •••• ";
/// A number with fewer national digits than this keeps none of them: two of six would be a third.
const PHONE_KEEPS_FROM: usize = 8;
/// No more words of a name are told apart than these.
pub(super) const NAME_WORDS_MAX: usize = 4;
/// A last label of a domain longer than this is no known one, and may carry anything.
const TOP_LEVEL_MAX: usize = 18;

/// The mask of a value of this kind. Free text is searched, and what is found in it is masked; of a kind that
/// the host defines nothing is kept.
pub fn value(kind: &FieldKind, value: &str) -> String {
    match kind {
        FieldKind::Phone => phone(value),
        FieldKind::Email => email(value),
        FieldKind::Name => name(value),
        FieldKind::Handle => handle(value),
        FieldKind::Address => address(value),
        FieldKind::Card => card(value),
        FieldKind::Iban => iban(value),
        FieldKind::NationalId => national_id(value),
        FieldKind::Text => detect::masked(value),
        FieldKind::Host(_) => fixed(value, HIDDEN),
    }
}

/// `+90 ••• ••• •• 67`: the calling code where one is written or certain, and the last two digits where there
/// are enough of them.
///
/// ```
/// assert_eq!(usher_core::mask::phone("0090 (532) 123-45-67"), "+90 ••• ••• •• 67");
/// assert_eq!(usher_core::mask::phone("0532 123 45 67"), "••• ••• •• 67");
/// ```
pub fn phone(value: &str) -> String {
    if value.trim().is_empty() || is_masked_phone(value) {
        return value.to_owned();
    }
    let (mut simple, mut digits) = ([0; 16], Vec::new());
    let number = match Number::simple(value, &mut simple) {
        Some(number) => number,
        None => Number::read(&spoken::raise(fold(value)), &mut digits),
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
        None => out.push_str("••"),
    }
    out
}

/// The digits of a number in one spelling: with the calling code where it is known, and without a trunk prefix.
pub(super) fn plain_phone(value: &str) -> String {
    let mut digits = Vec::new();
    let number = Number::read(&spoken::raise(fold(value)), &mut digits);
    let mut out = String::new();
    push_digits(&mut out, number.code().unwrap_or_default());
    push_digits(&mut out, number.national());
    out
}

/// `90•••67`: the mask of a number inside an identifier, a link or a file name, which holds no spaces.
pub(super) fn phone_compact(value: &str) -> String {
    let mut digits = Vec::new();
    let number = Number::read(&spoken::raise(fold(value)), &mut digits);
    let mut out = String::new();
    push_digits(&mut out, number.code().unwrap_or_default());
    out.push_str(HIDDEN);
    push_digits(&mut out, number.last_two().unwrap_or_default());
    out
}

/// `a•••@e•••.com`: the first character of each side where it is not the only one, and the last label.
pub fn email(value: &str) -> String {
    let mut simple = Vec::new();
    if put_email(value, &mut simple) {
        return String::from_utf8(simple).unwrap_or_default();
    }
    let trimmed = value.trim();
    if trimmed.is_empty() || is_masked_email(value) {
        return value.to_owned();
    }
    let folded: String = fold(trimmed).iter().map(|glyph| glyph.ch).collect();
    let Some((local, domain)) = folded.rsplit_once('@') else {
        return HIDDEN.to_owned();
    };
    let (host, top) = domain.rsplit_once('.').unwrap_or((domain, ""));
    let mut out = String::new();
    push_initial(&mut out, local);
    out.push('@');
    push_initial(&mut out, host);
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

/// `@a•••`: the first character of a user name, without what leads to it in a link.
pub fn handle(value: &str) -> String {
    let trimmed = value.trim();
    if trimmed.is_empty() || trimmed == "@•••" {
        return value.to_owned();
    }
    let bare = bare_handle(trimmed);
    let mut out = String::from("@");
    push_initial(&mut out, bare);
    out
}

/// A user name without `@`, and without the link to it.
pub(super) fn bare_handle(value: &str) -> &str {
    let path = value.trim().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path);
    last.trim_start_matches('@')
}

/// `A••• Y•••`: the initials, where they are letters and not the whole word, of four words at most.
pub fn name(value: &str) -> String {
    let mut out = String::new();
    for word in value.split_whitespace().take(NAME_WORDS_MAX) {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut chars = word.chars();
        if let (Some(first), Some(_)) = (chars.next(), chars.next())
            && is_letter(first)
        {
            out.push(first);
        }
        out.push_str(HIDDEN);
    }
    out
}

/// `•••`: nothing of a postal address is harmless.
pub fn address(value: &str) -> String {
    fixed(value, HIDDEN)
}

/// `•••• •••• •••• 1234`: the last four digits of what is long enough to be a card.
pub fn card(value: &str) -> String {
    if value.trim().is_empty() {
        return value.to_owned();
    }
    if let Some(last) = value.strip_prefix(CARD_LEAD)
        && (last == "••••" || (last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit())))
    {
        return value.to_owned();
    }
    let digits = digits_of(&fold(value));
    let mut out = String::from(CARD_LEAD);
    match digits.len().checked_sub(4).and_then(|from| digits.get(from..)) {
        Some(last) if digits.len() >= 12 => push_digits(&mut out, last),
        _ => out.push_str("••••"),
    }
    out
}

/// `TR•• •••• 26`: the country and the last two characters.
pub fn iban(value: &str) -> String {
    if value.trim().is_empty() || is_masked_iban(value) {
        return value.to_owned();
    }
    let plain: Vec<char> =
        fold(value).iter().map(|glyph| glyph.ch).filter(char::is_ascii_alphanumeric).collect();
    match plain.as_slice() {
        [a, b, c, d, .., y, z]
            if plain.len() >= 15
                && a.is_ascii_alphabetic()
                && b.is_ascii_alphabetic()
                && c.is_ascii_digit()
                && d.is_ascii_digit() =>
        {
            let up = |ch: &char| ch.to_ascii_uppercase();
            format!("{}{}•• •••• {}{}", up(a), up(b), up(y), up(z))
        }
        _ => HIDDEN.to_owned(),
    }
}

/// `•••02`: the last two digits of what is long enough to be the number of a person.
pub fn national_id(value: &str) -> String {
    if value.trim().is_empty() {
        return value.to_owned();
    }
    if let Some(last) = value.strip_prefix(HIDDEN)
        && (last.is_empty() || (last.len() == 2 && last.bytes().all(|b| b.is_ascii_digit())))
    {
        return value.to_owned();
    }
    let digits = digits_of(&fold(value));
    let mut out = String::from(HIDDEN);
    if digits.len() >= PHONE_KEEPS_FROM {
        push_digits(
            &mut out,
            digits.len().checked_sub(2).and_then(|from| digits.get(from..)).unwrap_or_default(),
        );
    }
    out
}

fn fixed(value: &str, mask: &str) -> String {
    if value.trim().is_empty() { value.to_owned() } else { mask.to_owned() }
}

fn push_digits(out: &mut String, digits: &[u8]) {
    out.extend(digits.iter().map(|digit| char::from(b'0' + digit)));
}

/// The first character, where there is another one that stays hidden, and the bullets.
fn push_initial(out: &mut String, word: &str) {
    let mut chars = word.chars();
    if let (Some(first), Some(_)) = (chars.next(), chars.next())
        && first != BULLET
        && first != '@'
    {
        out.push(first);
    }
    out.push_str(HIDDEN);
}

fn is_top_level(label: &str) -> bool {
    label.chars().nth(TOP_LEVEL_MAX).is_none() && label.chars().all(is_letter)
}

fn is_masked_phone(value: &str) -> bool {
    let tail = match value.strip_prefix('+').map(|rest| rest.split_once(' ')) {
        Some(Some((code, tail))) => {
            let digits: Vec<u8> = code.bytes().filter_map(|b| super::fold::digit(char::from(b))).collect();
            let whole = numbering::calling_code(&digits)
                .is_some_and(|(length, ..)| length == digits.len() && length == code.len());
            if !whole {
                return false;
            }
            tail
        }
        Some(None) => return false,
        None => value,
    };
    tail.strip_prefix(PHONE_TAIL)
        .is_some_and(|last| last == "••" || (last.len() == 2 && last.bytes().all(|b| b.is_ascii_digit())))
}

fn is_masked_email(value: &str) -> bool {
    if value == HIDDEN {
        return true;
    }
    let initial = |side: &str| {
        side.strip_suffix(HIDDEN).is_some_and(|first| {
            let mut chars = first.chars();
            let shown = chars.next();
            chars.next().is_none() && shown != Some(BULLET) && shown != Some('@')
        })
    };
    let Some((local, domain)) = value.split_once('@') else { return false };
    let (host, top) = domain.split_once('.').unwrap_or((domain, HIDDEN));
    initial(local) && initial(host) && (top == HIDDEN || is_top_level(top))
}

fn is_masked_iban(value: &str) -> bool {
    let chars: Vec<char> = value.chars().collect();
    value == HIDDEN
        || matches!(chars.as_slice(), [a, b, '•', '•', ' ', '•', '•', '•', '•', ' ', y, z]
            if a.is_ascii_uppercase() && b.is_ascii_uppercase() && y.is_ascii_alphanumeric() && z.is_ascii_alphanumeric())
}

fn digits_of(glyphs: &[Glyph]) -> Vec<u8> {
    glyphs.iter().filter_map(|glyph| glyph.digit()).collect()
}

/// A phone number as it is written: its digits, and how many of them are a calling code.
pub(super) struct Number<'d> {
    digits: &'d [u8],
    code: usize,
}

impl<'d> Number<'d> {
    /// Reads the digits of a folded text, and where it can be told the calling code.
    pub(super) fn read(glyphs: &[Glyph], digits: &'d mut Vec<u8>) -> Self {
        *digits = digits_of(glyphs);
        let plus = glyphs.iter().take_while(|glyph| glyph.digit().is_none()).any(|glyph| glyph.ch == '+');
        Self::of(digits, plus)
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

    /// All of its digits.
    pub(super) fn digits(&self) -> &'d [u8] {
        self.digits
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
