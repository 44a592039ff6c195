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
    while let Some((start, run)) = run_from(bytes, at) {
        let mut end = start + run.len();
        at = end;
        let mut aligned = run;
        for _ in 0..4 {
            if is_telling(&decoded(aligned)) {
                for _ in 0..2 {
                    end += usize::from(bytes.get(end) == Some(&b'='));
                }
                finds.push(Find { kind: FieldKind::Text, start, end });
                break;
            }
            aligned = aligned.get(1..).unwrap_or_default();
        }
    }
}

/// The next stretch of base64 that is long enough to be looked into, and where it starts.
fn run_from(bytes: &[u8], from: usize) -> Option<(usize, &[u8])> {
    let mut start = from;
    loop {
        let rest = bytes.get(start..)?;
        let length = rest.iter().position(|byte| sextet(*byte).is_none()).unwrap_or(rest.len());
        if length >= RUN_MIN {
            return Some((start, rest.get(..length)?));
        }
        if length == rest.len() {
            return None;
        }
        start += length + 1;
    }
}

/// Whether a stretch of it may hold seven digits or, where there are words to look for, an address.
pub(super) fn may_hold(bytes: &[u8], words: bool) -> bool {
    let mut at = 0;
    while let Some((start, run)) = run_from(bytes, at) {
        if may_tell(run, words) {
            return true;
        }
        at = start + run.len();
    }
    false
}

/// Whether a run of base64 may hold digits: six of them in a row, at one of the alignments, are two of a pattern. In the
/// three bytes of `0x3?` the first sextet is `M`, `N` or `O`, and the second `D`, `T`, `j` or `z`.
pub(super) fn may_hold_digits(text: &str) -> bool {
    may_hold_digits_in(text.as_bytes())
}

/// The same of bytes.
pub(super) fn may_hold_digits_in(run: &[u8]) -> bool {
    run.windows(6).any(|run| {
        matches!(run, [b'M'..=b'O', b'D' | b'T' | b'j' | b'z', _, _, b'M'..=b'O', b'D' | b'T' | b'j' | b'z'])
    })
}

fn may_tell(run: &[u8], words: bool) -> bool {
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
    for byte in run {
        let Some(value) = sextet(*byte) else { continue };
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
