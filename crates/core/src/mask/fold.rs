//! A view of a text in which look-alikes are one: same positions, fewer characters.
//!
//! Full-width, Arabic-Indic, circled and keycap digits become `0` to `9`, letters become lower case, dashes
//! and spaces of all kinds become one, `%2B`, `&#64;` and `\u0031` become what they stand for, and characters
//! that cannot be seen are left out. Each glyph remembers which bytes it came from.

use super::stem::next;

/// One character as it is meant, and the bytes of the original text that write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) ch: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Glyph {
    /// The value of a decimal digit.
    pub(super) fn digit(self) -> Option<u8> {
        digit(self.ch)
    }
}

/// The bullet that masks are made of.
pub(super) const BULLET: char = '•';

/// The value of a decimal digit of a folded text.
pub(super) fn digit(ch: char) -> Option<u8> {
    ch.is_ascii_digit().then(|| ch as u8 - b'0')
}

/// Whether a folded character is part of a word: a letter or a digit of any script.
///
/// Hand-written, because the standard library's tables would weigh more than the whole fold.
pub(super) fn is_word(ch: char) -> bool {
    match ch as u32 {
        0..=0x7f => ch.is_ascii_alphanumeric(),
        0x80..=0xbf => matches!(ch, 'ª' | 'µ' | 'º'),
        0xd7 | 0xf7 => false,
        0x2000..=0x2bff | 0x2e00..=0x2e7f | 0x3000..=0x303f => false,
        0xd800..=0xf8ff | 0xfe00..=0xfe6f | 0xff00..=0xff0f | 0xfff0..=0xffff => false,
        0x1f000.. => false,
        _ => true,
    }
}

/// Whether a character is of a script that writes no spaces between words, so that a number may stand right beside it:
/// Thai, Lao, Burmese, Khmer, kana, Han and, for what hangs on at the end of its words, Hangul.
pub(super) fn is_spaceless(ch: char) -> bool {
    matches!(ch as u32, 0xe01..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3041..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff
        | 0xff66..=0xff9f | 0x20000..=0x3ffff)
}

/// Whether a character runs into a number beside it.
pub(super) fn is_joined(ch: char) -> bool {
    is_word(ch) && !is_spaceless(ch)
}

/// Whether a character is a letter: part of a word, and no digit of any script.
pub(super) fn is_letter(ch: char) -> bool {
    let ch = plain(ch);
    is_word(ch) && digit(ch).is_none()
}

/// Whether a character is a digit of another script or form than ASCII.
pub(super) fn is_exotic_digit(ch: char) -> bool {
    exotic_digit(ch as u32).is_some()
}

/// One past this text, in UTF-8, where the glyphs spell it from here on.
#[inline(never)]
pub(super) fn spells(glyphs: &[Glyph], from: usize, text: &[u8]) -> Option<usize> {
    let mut at = from;
    let mut rest = text;
    while !rest.is_empty() {
        let (ch, after) = next(rest);
        if glyphs.get(at)?.ch as u32 != ch {
            return None;
        }
        at += 1;
        rest = after;
    }
    Some(at)
}

/// The folded form of a text.
pub(super) fn fold(text: &str) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    fold_into(text, 0, &mut glyphs);
    glyphs
}

/// Adds the folded form of a part of a text that starts at this byte of it.
pub(super) fn fold_into(part: &str, from: usize, glyphs: &mut Vec<Glyph>) {
    glyphs.reserve(part.len());
    let mut next = 0;
    // By bytes: most of what is searched is ASCII, and needs no decoding.
    while let Some(byte) = part.as_bytes().get(next) {
        let at = next;
        if matches!(byte, b' '..=b'~' if !matches!(byte, b'%' | b'&' | b'\\')) {
            next += 1;
            let ch = char::from(byte.to_ascii_lowercase());
            glyphs.push(Glyph { ch, start: from + at, end: from + next });
            continue;
        }
        let Some(first) = part.get(at..).and_then(|rest| rest.chars().next()) else { return };
        let mut ch = first;
        next += first.len_utf8();
        if matches!(first, '%' | '&' | '\\') {
            let rest = part.as_bytes().get(at..).unwrap_or_default();
            let read = match first {
                '%' => percent(rest),
                '&' => entity(rest),
                _ => escape(rest),
            };
            if let Some((meant, used)) = read {
                ch = meant;
                next = at + used;
            }
        }
        let (start, end) = (from + at, from + next);
        match ch as u32 {
            0x20..=0x7e | 0xc0..=0x2ff | 0x370..=0x5ff => glyphs.push(Glyph { ch: plain(ch), start, end }),
            // Marks that sit on the character before them belong to it and go with it.
            0x300..=0x36f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f => {
                if let Some(last) = glyphs.last_mut() {
                    last.end = end;
                }
            }
            _ if is_invisible(ch) => {}
            _ => glyphs.push(Glyph { ch: plain(ch), start, end }),
        }
    }
}

/// Characters that leave no ink: a number with them inside reads as if they were not there.
fn is_invisible(ch: char) -> bool {
    matches!(ch as u32,
        0..=8 | 0xe..=0x1f | 0x7f..=0x9f | 0xad | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
        | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
}

/// Whether a character is folded by itself, whatever stands around it.
pub(super) fn is_simple(ch: char) -> bool {
    matches!(ch as u32, 0x20..=0x7e | 0xc0..=0x2ff | 0x370..=0x5ff) && !matches!(ch, '%' | '&' | '\\')
}

/// The plain character that this one stands for.
pub(super) fn plain(ch: char) -> char {
    if ch.is_ascii() {
        return match ch {
            '\t' | '\x0b' | '\x0c' => ' ',
            '\r' => '\n',
            _ => ch.to_ascii_lowercase(),
        };
    }
    if let 0xc0..=0x5ff = ch as u32 {
        return lower(ch);
    }
    if let Some(value) = exotic_digit(ch as u32) {
        return char::from(b'0' + value);
    }
    match ch as u32 {
        0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x2800 | 0x3000 | 0x3164 | 0xffa0 => ' ',
        0x85 | 0x2028 | 0x2029 => '\n',
        0x2010..=0x2015
        | 0x2043
        | 0x207b
        | 0x208b
        | 0x2212
        | 0x2796
        | 0x2e3a
        | 0x2e3b
        | 0x30fc
        | 0xfe58
        | 0xfe63 => '-',
        0x207a | 0x208a | 0x2795 | 0xfe62 => '+',
        0xb7 | 0x2024 | 0x2027 | 0x2219 | 0x22c5 | 0x3002 | 0x30fb | 0xfe52 | 0xff61 => '.',
        0x2044 | 0x2215 => '/',
        0x207d | 0x208d | 0x2768 | 0x276a => '(',
        0x207e | 0x208e | 0x2769 | 0x276b => ')',
        0x1d16d => '.',
        0xfe6b => '@',
        0x2018 | 0x2019 | 0x201b | 0x2032 => '\'',
        code @ 0xff01..=0xff5e => ascii(code - 0xfee0),
        code @ 0x24b6..=0x24cf => ascii(code - 0x24b6 + 0x61),
        code @ 0x24d0..=0x24e9 => ascii(code - 0x24d0 + 0x61),
        // Mathematical letters: thirteen alphabets of fifty-two.
        code @ 0x1d400..=0x1d6a3 => ascii((code - 0x1d400) % 26 + 0x61),
        _ => ch,
    }
}

/// The small letter, in the alphabets that have one; both letters i of Turkish are one.
fn lower(ch: char) -> char {
    match ch as u32 {
        0x130 | 0x131 => 'i',
        code @ (0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a9 | 0x410..=0x42f) => shifted(code, 0x20),
        code @ 0x400..=0x40f => shifted(code, 0x50),
        code @ (0x100..=0x137 | 0x14a..=0x177 | 0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f) => {
            shifted(code | 1, 0)
        }
        code @ (0x139..=0x148 | 0x179..=0x17e) => shifted(code + (code & 1), 0),
        _ => ch,
    }
}

fn ascii(code: u32) -> char {
    shifted(code, 0).to_ascii_lowercase()
}

fn shifted(code: u32, by: u32) -> char {
    char::from_u32(code + by).unwrap_or('\u{fffd}')
}

/// Code points of the digit zero in the scripts that count in tens, sorted; one to nine follow each.
#[rustfmt::skip]
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0x2080, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x11066, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// Code points of the digit one in circles, brackets and the like, sorted; two to nine follow each.
const ONES: &[u32] = &[0x2460, 0x2474, 0x2488, 0x24f5, 0x2776, 0x2780, 0x278a, 0x1f102];

fn exotic_digit(code: u32) -> Option<u8> {
    match code {
        0xb9 => return Some(1),
        0xb2 | 0xb3 => return u8::try_from(code - 0xb0).ok(),
        0x2070 => return Some(0),
        0x2074..=0x2079 => return u8::try_from(code - 0x2070).ok(),
        0x24ea | 0x24ff | 0x1f100 | 0x1f101 | 0x1f10b | 0x1f10c => return Some(0),
        _ => {}
    }
    let offset = |table: &[u32], first: u32| {
        let at = table.partition_point(|start| *start <= code).checked_sub(1)?;
        let value = code - table.get(at)? + first;
        (value <= 9).then_some(value)
    };
    offset(ZEROS, 0).or_else(|| offset(ONES, 1)).and_then(|value| u8::try_from(value).ok())
}

fn hex(byte: Option<&u8>) -> Option<u32> {
    char::from(*byte?).to_digit(16)
}

/// `%2B`, `%252B` (encoded twice) or the several bytes of one character: the character and the bytes read.
fn percent(bytes: &[u8]) -> Option<(char, usize)> {
    let mut at = 0;
    let mut found = [0_u8; 4];
    let mut count = 0;
    loop {
        let (value, used) = percent_byte(bytes.get(at..)?)?;
        *found.get_mut(count)? = value;
        count += 1;
        at += used;
        let so_far = found.get(..count)?;
        if let Ok(text) = core::str::from_utf8(so_far) {
            return text.chars().next().map(|ch| (ch, at));
        }
        if value < 0x80 || count == 4 {
            return None;
        }
    }
}

/// One percent-encoded byte, encoded up to four times over.
fn percent_byte(bytes: &[u8]) -> Option<(u8, usize)> {
    if bytes.first() != Some(&b'%') {
        return None;
    }
    let mut at = 1;
    for _ in 0..4 {
        let value = hex(bytes.get(at))? * 16 + hex(bytes.get(at + 1))?;
        at += 2;
        if value != u32::from(b'%') || hex(bytes.get(at)).is_none() || hex(bytes.get(at + 1)).is_none() {
            return u8::try_from(value).ok().map(|value| (value, at));
        }
    }
    None
}

/// The entities of HTML that people meet in a number or an address.
fn entity(bytes: &[u8]) -> Option<(char, usize)> {
    if bytes.get(1) == Some(&b'#') {
        let (radix, first) = if matches!(bytes.get(2), Some(b'x' | b'X')) { (16, 3) } else { (10, 2) };
        let value = |byte: Option<&u8>| hex(byte).filter(|value| *value < radix);
        let mut code = 0_u32;
        let mut at = first;
        while let Some(value) = value(bytes.get(at)) {
            code = code.checked_mul(radix)?.checked_add(value)?;
            at += 1;
        }
        if at == first || code == u32::from(b'&') {
            return None;
        }
        let end = if bytes.get(at) == Some(&b';') { at + 1 } else { at };
        return char::from_u32(code).map(|ch| (ch, end));
    }
    const NAMED: &[(&[u8], char)] =
        &[(b"&commat;", '@'), (b"&plus;", '+'), (b"&nbsp;", ' '), (b"&period;", '.'), (b"&hyphen;", '-')];
    let (name, ch) = NAMED.iter().find(|(name, _)| bytes.starts_with(name))?;
    Some((*ch, name.len()))
}

/// `\u0031`, `\n` and the like: JSON kept as text inside JSON.
fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    match bytes.get(1)? {
        b'u' => {
            let mut code = 0;
            for at in 2..6 {
                code = code * 16 + hex(bytes.get(at))?;
            }
            char::from_u32(code).map(|ch| (ch, 6))
        }
        b'n' | b'r' => Some(('\n', 2)),
        b't' => Some((' ', 2)),
        b'/' => Some(('/', 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, folded: &str) {
        let glyphs = fold(text);
        assert_eq!(glyphs.iter().map(|g| g.ch).collect::<String>(), folded);
        let mut before = 0;
        for glyph in &glyphs {
            assert!(before <= glyph.start && glyph.start < glyph.end);
            assert!(text.is_char_boundary(glyph.start) && text.is_char_boundary(glyph.end));
            before = glyph.end;
        }
    }

    #[test]
    fn look_alikes() {
        check("ＡＢＣ０５３２", "abc0532");
        check("٠١٢ ۳۴۵ ६७८", "012 345 678");
        check("⓪①②③ ⑴⑵ ❶❷ 𝟎𝟏𝟐", "0123 12 12 012");
        check("8️⃣9️⃣1️⃣", "891");
        check("5\u{200b}3\u{2060}2\u{ad}1", "5321");
        check("532\u{a0}123\u{2009}45‒67", "532 123 45-67");
        check("İSTANBUL ISPARTA ışık ÇĞÖŞÜ", "istanbul isparta işik çğöşü");
        check("Ещё ТЕЛЕФОН Ґ", "ещё телефон ґ");
        check("5\u{336}3\u{336}2\u{336}", "532");
    }

    #[test]
    fn encodings() {
        check("%2B90%20532", "+90 532");
        check("%252B90", "+90");
        check("a%40b.c", "a@b.c");
        check("%C2%A05%EF%BC%93", " 53");
        check("100% %zz %", "100% %zz %");
        check("a&#64;b &#x40; &commat; &plus; & &#;", "a@b @ @ + & &#;");
        check(r"\u0030\u0035\n5", "05\n5");
    }
}
