//! A quick look at a text: whether it may hold anything that the record holds.
//!
//! INVARIANT: it never says no where the sweep would find something; where it cannot tell it says yes.

use super::Secrets;
use super::fold::{self, is_word};
use super::secrets::CORE_DIGITS;
use super::spoken;
use super::stem::{EMPTY, mixed};
use super::tokens;

/// As many number words in a row can be the last digits of a number: `пятьсот тридцать два`.
const SPOKEN_MIN: u32 = 3;

/// What a byte of ASCII is: a separator, something that needs a closer look, or a letter or digit in lower case.
const SEPARATOR: u8 = 0;
const ODD: u8 = 0xff;

static CLASSES: [u8; 128] = classes();

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn classes() -> [u8; 128] {
    let mut classes = [ODD; 128];
    let mut byte = 0;
    while byte < 128 {
        let ascii = byte as u8;
        classes[byte] = match ascii {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => ascii.to_ascii_lowercase(),
            // Encodings; and a line that stands for a one.
            b'%' | b'&' | b'\\' | b'|' => ODD,
            b' '..=b'~' | b'\t' | b'\n' | b'\r' => SEPARATOR,
            _ => ODD,
        };
        byte += 1;
    }
    classes
}

/// Whether a text may hold anything of these.
pub(super) fn may_hold(text: &str, secrets: &Secrets) -> bool {
    let bytes = text.as_bytes();
    let mut glance = Glance { secrets, token: EMPTY, digits: 0, count: 0, spoken: 0, ended: 0 };
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (ch, used) = match CLASSES.get(usize::from(*byte)) {
            Some(&ODD) => return true,
            Some(&SEPARATOR) => (' ', 1),
            Some(&ch) => (char::from(ch), 1),
            None => match wide(bytes.get(at..).unwrap_or_default()) {
                Some((Some(ch), used)) => (ch, used),
                Some((None, used)) => {
                    at += used;
                    continue;
                }
                None => return true,
            },
        };
        let found = if ch == ' ' { glance.separator() } else { glance.letter(ch, at, bytes.get(at + used)) };
        if found {
            return true;
        }
        at += used;
    }
    glance.separator()
        || (secrets.has_ibans() && starts_iban(bytes, secrets))
        || holds_encoded(bytes, secrets)
}

/// A character beyond ASCII, folded; a space for what is no letter, nothing for what is not seen. `None` for what needs a
/// closer look.
fn wide(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    match bytes {
        // Latin, Greek, Cyrillic, Armenian and Hebrew, but for marks that sit on what is before them.
        [first @ (0xc3..=0xcb | 0xce..=0xd7), second, ..] => {
            let code = u32::from(first & 0x1f) << 6 | u32::from(second & 0x3f);
            let ch = fold::plain(char::from_u32(code)?);
            Some((Some(if is_word(ch) { ch } else { ' ' }), 2))
        }
        // Dashes, quotes, bullets, the ellipsis.
        [0xe2, 0x80, 0x90..=0xa7, ..] => Some((Some(' '), 3)),
        // An emoji is shown as one.
        [0xef, 0xb8, 0x8f, ..] => Some((None, 3)),
        [0xf0, 0x9f, 0x8c..=0xa7, _, ..] => Some((Some(' '), 4)),
        _ => None,
    }
}

struct Glance<'s> {
    secrets: &'s Secrets,
    /// The hash of the token so far.
    token: u32,
    /// The last digits, four bits for each.
    digits: u32,
    count: u32,
    /// How many number words came one after another.
    spoken: u32,
    /// One past the last digit.
    ended: usize,
}

impl Glance<'_> {
    /// Whether a token that ends here is one to look for.
    #[inline(always)]
    fn separator(&mut self) -> bool {
        let token = core::mem::replace(&mut self.token, EMPTY);
        token != EMPTY && self.tells(token)
    }

    #[inline(never)]
    fn tells(&mut self, token: u32) -> bool {
        self.spoken = if spoken::knows(token) { self.spoken + 1 } else { 0 };
        (self.spoken >= SPOKEN_MIN && self.secrets.has_numbers()) || self.secrets.may_start_with(token)
    }

    /// Whether a number to look for ends with this character.
    #[inline(always)]
    fn letter(&mut self, ch: char, at: usize, next: Option<&u8>) -> bool {
        let starts = self.token == EMPTY;
        self.token = mixed(self.token, u32::from(ch));
        let digit = match ch {
            '0'..='9' => u32::from(ch) & 15,
            // Letters that are written for digits: after a digit, or before one at the start of a word.
            'o' | 'о' | 'l' | 'i' if self.ended == at || (starts && next.is_some_and(u8::is_ascii_digit)) => {
                u32::from(matches!(ch, 'l' | 'i'))
            }
            _ => return false,
        };
        self.ended = at + ch.len_utf8();
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
    super::embedded::runs(bytes).any(|run| super::embedded::may_tell(run, secrets.has_words()))
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
