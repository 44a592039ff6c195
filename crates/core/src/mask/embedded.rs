//! Numbers and addresses inside base64, such as the message ids of WhatsApp.

use super::find::Find;
use crate::field::FieldKind;

/// A run shorter than this cannot hold a whole number beside its framing.
const RUN_MIN: usize = 12;

/// Gives each stretch of base64 to `is_telling`, decoded at each of the four alignments it may have, and makes a
/// find of those that tell.
///
/// The find is of kind text: nothing of such a stretch can be shown.
pub(super) fn find(text: &str, is_telling: &dyn Fn(&str) -> bool, finds: &mut Vec<Find>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| sextet(**byte).is_some()).count();
        if length >= RUN_MIN {
            let run = rest.get(..length).unwrap_or_default();
            let tells = (0..4).any(|skip| is_telling(&decoded(run.get(skip..).unwrap_or_default())));
            if tells {
                let padding = rest.iter().skip(length).take(2).take_while(|byte| **byte == b'=').count();
                finds.push(Find { kind: FieldKind::Text, start: at, end: at + length + padding });
            }
        }
        at += length.max(1);
    }
}

/// Whether a run of base64 may hold digits: six of them in a row, at one of the alignments, are two of a pattern. In the
/// three bytes of `0x3?` the first sextet is `M`, `N` or `O`, and the second `D`, `T`, `j` or `z`.
pub(super) fn may_hold_digits(text: &str) -> bool {
    may_hold_digits_in(text.as_bytes())
}

/// The same of bytes.
pub(super) fn may_hold_digits_in(run: &[u8]) -> bool {
    let starts = |a: &u8, b: &u8| matches!(a, b'M'..=b'O') && matches!(b, b'D' | b'T' | b'j' | b'z');
    run.windows(6).any(|run| match run {
        [a, b, _, _, c, d] => starts(a, b) && starts(c, d),
        _ => false,
    })
}

/// The stretches that are long enough to be looked into.
pub(super) fn runs(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| sextet(*byte).is_none()).filter(|run| run.len() >= RUN_MIN)
}

/// Whether such a stretch may hold seven digits or, where there are words to look for, an address.
pub(super) fn may_tell(run: &[u8], words: bool) -> bool {
    // What is written in one case is hardly ever base64.
    let mixed = || run.iter().any(u8::is_ascii_lowercase) && run.iter().any(u8::is_ascii_uppercase);
    may_hold_digits_in(run) || (words && mixed())
}

/// The value of a character of base64, of the standard or the URL alphabet.
fn sextet(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    }))
}

/// The bytes as text; what is no visible ASCII becomes a line feed.
fn decoded(run: &[u8]) -> String {
    let mut out = String::with_capacity(run.len() / 4 * 3 + 3);
    let mut bits = 0_u32;
    let mut held = 0;
    for value in run.iter().filter_map(|byte| sextet(*byte)) {
        bits = (bits << 6 | value) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            let byte = u8::try_from(bits >> held & 0xff).unwrap_or(0);
            out.push(if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '\n' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_inside() {
        let text = "wamid.HBgMOTA1MzIxMjM0NTY3FQIAERgSNTcwQzQ4RTA1QzQ5RkQ3MUY1AA== ok";
        let mut finds = Vec::new();
        find(text, &|decoded| decoded.contains("905321234567"), &mut finds);
        assert_eq!(finds.len(), 1);
        assert_eq!(text.get(finds[0].start..finds[0].end), text.get(6..text.len() - 3));
        let mut shifted = Vec::new();
        find("a/HBgMOTA1MzIxMjM0NTY3FQ", &|decoded| decoded.contains("905321234567"), &mut shifted);
        assert_eq!(shifted.len(), 1);
        assert!(may_hold_digits(text) && !may_hold_digits("https://cdn.example.com/a/123456789.jpg"));
    }
}
