//! A quick look at a text: whether it may hold anything that the record holds.
//!
//! INVARIANT: it never says no where the sweep would find something; where it cannot tell it says yes.

use super::fold::{self, is_word};
use super::secrets::CORE_DIGITS;
use super::spoken;
use super::stem::{EMPTY, mixed};
use super::tokens;
use super::{FAST, Secrets};

/// As many number words in a row can be the last digits of a number: `пятьсот тридцать два`.
const SPOKEN_MIN: u32 = 3;

/// What a byte is, beside the small letter or digit that it stands for; of a separator there is neither.
const ODD: u16 = 0x8000;
const WIDE: u16 = 0x4000;
const UPPER: u16 = 0x2000;
/// A digit, or a letter that may be written for one.
const DIGIT: u16 = 0x1000;
/// A letter of ASCII that is nothing but that.
const LETTER: u16 = if FAST { 1 << LETTER_BIT } else { 0 };
const LETTER_BIT: u32 = 11;
/// The character itself: of those that are folded here none is above it.
const CHAR: u16 = 0x7ff;

static CLASSES: [u16; 256] = classes();

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn classes() -> [u16; 256] {
    let mut classes = [WIDE; 256];
    let mut byte = 0;
    while byte < 128 {
        let ascii = byte as u8;
        classes[byte] = match ascii {
            b'0'..=b'9' | b'o' | b'l' | b'i' => DIGIT | ascii as u16,
            b'O' | b'L' | b'I' => DIGIT | UPPER | ascii.to_ascii_lowercase() as u16,
            b'a'..=b'z' => LETTER | ascii as u16,
            b'A'..=b'Z' => LETTER | UPPER | ascii.to_ascii_lowercase() as u16,
            // Encodings; and a line that stands for a one.
            b'%' | b'&' | b'\\' | b'|' => ODD,
            b' '..=b'~' | b'\t' | b'\n' | b'\r' => 0,
            _ => ODD,
        };
        byte += 1;
    }
    classes
}

/// Whether a text may hold anything of these.
pub(super) fn may_hold(text: &str, secrets: &Secrets) -> bool {
    let bytes = text.as_bytes();
    let mut glance = Glance { secrets, digits: 0, count: 0, spoken: 0, ended: 0 };
    let (mut token, mut seen, mut at) = (EMPTY, 0, 0);
    while let Some(byte) = bytes.get(at) {
        let mut class = CLASSES.get(usize::from(*byte)).copied().unwrap_or(ODD);
        seen |= class;
        if FAST && class >> LETTER_BIT & 1 == 1 {
            token = mixed(token, u32::from(class & CHAR));
            at += 1;
            continue;
        }
        let mut used = 1;
        if class & (ODD | WIDE) != 0 {
            let Some((folded, length)) = wide(bytes.get(at..).unwrap_or_default()) else { return true };
            used = length;
            class = match folded {
                Some(ch @ ('o' | 'о' | 'l' | 'i')) => DIGIT | ch as u16,
                Some(ch) => ch as u16,
                None => {
                    at += used;
                    continue;
                }
            };
        }
        let ch = u32::from(class & CHAR);
        if ch == 0 {
            if token != EMPTY && glance.tells(token) {
                return true;
            }
            token = EMPTY;
        } else {
            let starts = token == EMPTY;
            token = mixed(token, ch);
            if class & DIGIT != 0 && glance.digit(ch, starts, at, used, bytes.get(at + used)) {
                return true;
            }
        }
        at += used;
    }
    (token != EMPTY && glance.tells(token))
        || (secrets.has_ibans() && starts_iban(bytes, secrets))
        // Base64 of digits or of an address has letters of both cases.
        || (seen & UPPER != 0 && holds_encoded(bytes, secrets))
}

/// A character beyond ASCII, folded; zero for what is no letter, nothing for what is not seen. `None` for what needs a
/// closer look.
fn wide(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    match bytes {
        // Latin, Greek, Cyrillic, Armenian and Hebrew, but for marks that sit on what is before them.
        [first @ (0xc3..=0xcb | 0xce..=0xd7), second, ..] => {
            let code = u32::from(first & 0x1f) << 6 | u32::from(second & 0x3f);
            let ch = fold::plain(char::from_u32(code)?);
            Some((Some(if is_word(ch) { ch } else { '\0' }), 2))
        }
        // Dashes, quotes, bullets, the ellipsis.
        [0xe2, 0x80, 0x90..=0xa7, ..] => Some((Some('\0'), 3)),
        // An emoji is shown as one.
        [0xef, 0xb8, 0x8f, ..] => Some((None, 3)),
        [0xf0, 0x9f, 0x8c..=0xa7, _, ..] => Some((Some('\0'), 4)),
        _ => None,
    }
}

struct Glance<'s> {
    secrets: &'s Secrets,
    /// The last digits, four bits for each.
    digits: u32,
    count: u32,
    /// How many number words came one after another.
    spoken: u32,
    /// One past the last digit.
    ended: usize,
}

impl Glance<'_> {
    /// Whether a token that ended is one to look for.
    #[inline(always)]
    fn tells(&mut self, token: u32) -> bool {
        if self.secrets.may_start_with(token) {
            return true;
        }
        self.spoken = if spoken::knows(token) { self.spoken + 1 } else { 0 };
        self.spoken >= SPOKEN_MIN && self.secrets.has_numbers()
    }

    /// Whether a number to look for ends with this character.
    #[inline(always)]
    fn digit(&mut self, ch: u32, starts: bool, at: usize, used: usize, next: Option<&u8>) -> bool {
        let mut digit = ch.wrapping_sub(u32::from(b'0'));
        if digit > 9 {
            // Letters that are written for digits: after a digit, or before one at the start of a word.
            if self.ended != at && !(starts && next.is_some_and(u8::is_ascii_digit)) {
                return false;
            }
            digit = u32::from(ch == u32::from(b'l') || ch == u32::from(b'i'));
        }
        self.ended = at + used;
        self.count += 1;
        self.digits = (self.digits << 4 | digit) & 0x0fff_ffff;
        self.count >= CORE_DIGITS as u32 && self.secrets.may_end_in(self.digits)
    }
}

/// Whether an account number to look for may start somewhere.
fn starts_iban(bytes: &[u8], secrets: &Secrets) -> bool {
    (0..bytes.len()).any(|at| {
        let rest = bytes.get(at..).unwrap_or_default().iter().take(tokens::IBAN_HEAD_MAX);
        let key = tokens::of_iban(rest.map(|byte| char::from(byte.to_ascii_lowercase())));
        key.is_some_and(|key| secrets.words(key).next().is_some())
    })
}

/// Whether a run of base64 may hold any of these: it is at least as long as the shortest that can.
fn holds_encoded(bytes: &[u8], secrets: &Secrets) -> bool {
    super::embedded::may_hold(bytes, secrets.has_words())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::field::FieldKind;
    use crate::mask::sweep;

    fn secrets() -> Secrets {
        let mut secrets = Secrets::new();
        for (kind, value) in [
            (FieldKind::Phone, "+905321234567"),
            (FieldKind::Phone, "12345"),
            (FieldKind::Phone, "+1 201 555 0110"),
            (FieldKind::Email, "ayse.kaya@example.com"),
            (FieldKind::Name, "Ayşe Yılmaz"),
            (FieldKind::Name, "Ли Бо"),
            (FieldKind::Handle, "@ayse_k"),
            (FieldKind::Iban, "TR330006100519786457841326"),
            (FieldKind::Card, "4242424242424242"),
        ] {
            secrets.add(kind, value);
        }
        secrets
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4000) })]

        #[test]
        fn it_never_says_no_where_the_sweep_finds_something(bits in proptest::collection::vec(prop_oneof![
            Just("5321234567"), Just("53212"), Just("34567"), Just("532 123 45 67"), Just("2o15550ii0"), Just("20l555olio"),
            Just("5‒3–2—1•2 3 4 5 6 7"), Just("5🙂3🙂2🙂1🙂2🙂3🙂4🙂5🙂6🙂7"), Just("5\u{fe0f}3\u{fe0f}21234567"), Just("12345"),
            Just("beş üç iki bir iki üç dört beş altı yedi"), Just("beş yüz otuz iki yüz yirmi üç dört beş altı yedi"),
            Just("ayse.kaya@example.com"), Just("AYSE kaya (at) example dot com"), Just("AYŞE–YILMAZ"), Just("Ayse Yilmaz"), Just("ayşe"),
            Just("yılmaz"), Just("ли бо"), Just("ЛИ, БО"), Just("ayse_k"), Just("t.me/ayse_k"), Just("TR33 0006 1005 1978 6457 8413 26"),
            Just("tr330006100519786457841326"), Just("4242 4242-4242.4242"), Just("HBgMOTA1MzIxMjM0NTY3FQIA"), Just("YXlzZS5rYXlhQGV4YW1wbGUuY29t"),
            Just("a"), Just(" "), Just("о"), Just("x"), Just("_"), Just("й"), Just("е\u{301}"), Just("\u{200b}"), Just("ⅷ"), Just("1"),
        ], 0..6)) {
            let (text, secrets) = (bits.concat(), secrets());
            let mut finds = Vec::new();
            sweep::sweep(&text, &sweep::glyphs_of(&text), &secrets, &|_| true, &mut finds);
            prop_assert!(finds.is_empty() || may_hold(&text, &secrets), "{text}: {finds:?}");
        }
    }

    #[test]
    fn plain_talk_is_told_from_the_rest() {
        for text in [
            "",
            "Merhaba, siparişim ne zaman gelir? Sipariş no 2026098765432",
            "Привет! Как дела 🙂 …",
            "https://cdn.example.com/a/987654321.jpg",
            "2026-03-01T10:00:00Z",
            "one two",
            "+90 ••• ••• •• 67",
        ] {
            assert!(!may_hold(text, &secrets()), "{text}");
        }
    }
}
