//! Strings of JSON, from what is written between the quotes to the text, and back.

/// The text that is written so. An escape that stands for half a character is U+FFFD.
///
/// INVARIANT: what comes here has gone through [`scan::string`](super::scan::string), so that every escape is whole.
pub(crate) fn decode(written: &str, out: &mut String) {
    out.clear();
    let mut rest = written;
    while let Some((plain, after)) = rest.split_once('\\') {
        out.push_str(plain);
        rest = escape(after, out);
    }
    out.push_str(rest);
}

/// Reads what follows a backslash, and gives what follows that.
fn escape<'a>(after: &'a str, out: &mut String) -> &'a str {
    let mut chars = after.chars();
    let sign = chars.next().unwrap_or('\\');
    if sign != 'u' {
        out.push(match sign {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            same => same,
        });
        return chars.as_str();
    }
    let rest = after.get(5..).unwrap_or("");
    let unit = unit(after.get(1..5));
    let low = rest.strip_prefix("\\u").and_then(|low| low.get(..4)).map(|low| self::unit(Some(low)));
    match (unit, low) {
        (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
            let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest.get(6..).unwrap_or("")
        }
        _ => {
            out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest
        }
    }
}

fn unit(hex: Option<&str>) -> u32 {
    hex.unwrap_or("").chars().fold(0, |unit, digit| unit << 4 | digit.to_digit(16).unwrap_or(0))
}

/// Writes a text with its quotes.
pub(crate) fn encode(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            ..0x20 => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let digit = |value: u8| HEX.get(usize::from(value)).copied().unwrap_or(b'0');
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(written: &str, text: &str) {
        let mut out = String::new();
        decode(written, &mut out);
        assert_eq!(out, text);
    }

    #[test]
    fn escapes() {
        check(r#"a\"b\\c\/d\n"#, "a\"b\\c/d\n");
        check(r"\u0030\u0035", "05");
        check(r"\ud83d\ude00!", "😀!");
        check(r"\ud83d", "\u{fffd}");
        check(r"\ud83d\u0041", "\u{fffd}A");
        check(r"\ude00\ud83d\ud83d\ude00", "\u{fffd}\u{fffd}😀");
        check("ş\\u015f", "şş");
    }

    proptest! {
        #[test]
        fn there_and_back(text in "\\PC{0,20}|[\\x00-\\x7f]{0,20}") {
            let mut written = Vec::new();
            encode(&text, &mut written);
            prop_assert_eq!(&serde_json::from_slice::<String>(&written).unwrap(), &text);
            let mut back = String::new();
            decode(std::str::from_utf8(&written[1..written.len() - 1]).unwrap(), &mut back);
            prop_assert_eq!(back, text);
        }
    }
}
