//! Base32 of RFC 4648 in lower case and without padding: what is written so survives addresses, file names and people.

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// So many characters of these bytes, five bits each; fewer where the bytes run out.
pub fn encode(bytes: &[u8], chars: usize) -> String {
    let bit = |at: usize| bytes.get(at / 8).map(|byte| byte >> (7 - at % 8) & 1);
    (0..chars.min(bytes.len() * 8 / 5))
        .filter_map(|nth| {
            let value = (nth * 5..nth * 5 + 5).try_fold(0_u8, |value, at| Some(value << 1 | bit(at)?))?;
            ALPHABET.get(usize::from(value)).copied().map(char::from)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn as_the_standard_has_it() {
        // Whole groups only: of a rest nothing is written.
        for (text, expect) in [("", ""), ("f", "m"), ("fo", "mzx"), ("foo", "mzxw"), ("fooba", "mzxw6ytb")] {
            assert_eq!(encode(text.as_bytes(), 64), expect);
        }
        assert_eq!(encode(b"foobar", 4), "mzxw");
    }
}
