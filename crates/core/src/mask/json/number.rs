//! Numbers of a page: RFC 8259, section 6.

/// One past the number that starts here, and how many digits it has. `Err` with the place where it is none.
pub(crate) fn number(page: &[u8], start: usize) -> Result<(usize, usize), usize> {
    let digits =
        |from: usize| page.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = start + usize::from(page.get(start) == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (whole > 1 && page.get(at) == Some(&b'0')) {
        return Err(at);
    }
    at += whole;
    let mut count = whole;
    if page.get(at) == Some(&b'.') {
        let part = digits(at + 1);
        if part == 0 {
            return Err(at);
        }
        at += 1 + part;
        count += part;
    }
    if let Some(b'e' | b'E') = page.get(at) {
        let sign = usize::from(matches!(page.get(at + 1), Some(b'+' | b'-')));
        let power = digits(at + 1 + sign);
        if power == 0 {
            return Err(at);
        }
        at += 1 + sign + power;
        count += power;
    }
    Ok((at, count))
}

/// More digits than this no power of ten is written out to.
const DIGITS_MAX: usize = 24;

/// The digits of a number with a point or a power of ten, as somebody would read them: `9.05321234567e11` is
/// `905321234567`. `None` where it is not whole, or needs no other spelling.
pub(super) fn written_out(number: &str) -> Option<String> {
    let (mantissa, power) = number.split_once(['e', 'E'])?;
    let power: usize = power.trim_start_matches('+').parse().ok()?;
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let zeros = power.checked_sub(part.len())?;
    if whole.len() + part.len() + zeros > DIGITS_MAX {
        return None;
    }
    let mut out = String::with_capacity(DIGITS_MAX);
    out.push_str(whole);
    out.push_str(part);
    out.extend(core::iter::repeat_n('0', zeros));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_grammar_has_it() {
        let rows = [
            ("0", Ok((1, 1))),
            ("-0.5e-10,", Ok((8, 4))),
            ("905321234567}", Ok((12, 12))),
            ("1E5", Ok((3, 2))),
            ("01", Err(0)),
            ("-", Err(1)),
            ("1.", Err(1)),
            (".5", Err(0)),
            ("1e", Err(1)),
            ("1e+", Err(1)),
            ("", Err(0)),
        ];
        for (text, expected) in rows {
            assert_eq!(number(text.as_bytes(), 0), expected, "{text}");
        }
    }

    #[test]
    fn powers_of_ten() {
        let rows = [
            ("9.05321234567e11", Some("905321234567")),
            ("9.05321234567E+12", Some("9053212345670")),
            ("1.5", None),
            ("1e-3", None),
            ("1.25e1", None),
            ("1e99", None),
        ];
        for (text, expected) in rows {
            assert_eq!(written_out(text).as_deref(), expected, "{text}");
        }
    }
}
