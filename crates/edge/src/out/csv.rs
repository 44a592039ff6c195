//! Cells of a CSV file: RFC 4180, and nothing in them that a spreadsheet would take for a formula.

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A text; none where it is hidden or not known.
    Text(Option<&'a str>),
    /// Several texts, with commas between them.
    List(&'a [String]),
    /// A moment, in milliseconds since the epoch; none where it never came.
    Moment(Option<i64>),
    /// Yes or no.
    Flag(bool),
}

/// Writes a row.
pub(super) fn row<'a>(cells: impl IntoIterator<Item = Cell<'a>>, out: &mut String) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        match cell {
            Cell::Text(text) => quoted(text.unwrap_or(""), out),
            Cell::List(texts) => quoted(&texts.join(", "), out),
            Cell::Moment(at_ms) => out.push_str(&at_ms.map_or_else(String::new, instant)),
            Cell::Flag(yes) => out.push_str(if yes { "true" } else { "false" }),
        }
    }
    out.push_str("\r\n");
}

/// A text in quotes. Whatever could be the start of a cell, here or where somebody reads the file with other separators,
/// is no start of a formula: an apostrophe stands before it, which spreadsheets take as "this is text".
fn quoted(text: &str, out: &mut String) {
    if text.is_empty() {
        return;
    }
    out.push('"');
    let mut starts = true;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if starts && is_formula(rest) {
            out.push('\'');
        }
        starts = matches!(first, ';' | '\t' | '\r' | '\n');
        if first == '"' {
            out.push('"');
        }
        // A null byte ends the text for some readers, and what follows would start anew.
        if first != '\0' {
            out.push(first);
        }
        rest = rest.get(first.len_utf8()..).unwrap_or("");
    }
    out.push('"');
}

/// Whether a cell that starts so would be calculated: a sign behind any number of blanks, or a control character.
fn is_formula(text: &str) -> bool {
    let blank = |ch: char| ch.is_whitespace() || ch.is_control() || is_invisible(ch);
    let sign = text.trim_start_matches(blank).chars().next();
    let signs = sign.is_some_and(|sign| {
        matches!(sign, '=' | '+' | '-' | '@' | '|' | '%')
            // The same in full width, in small forms, and as the true minus.
            || matches!(sign, '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}' | '\u{FF5C}' | '\u{FF05}')
            || matches!(sign, '\u{FE66}' | '\u{FE62}' | '\u{FE63}' | '\u{FE6B}' | '\u{2212}')
    });
    signs || text.starts_with(['\t', '\r', '\n', '\0'])
}

fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

/// A moment as ISO 8601 writes it, in UTC and to the second. The calendar is that of Howard Hinnant, *`chrono`-compatible
/// low-level date algorithms*.
pub(super) fn instant(at_ms: i64) -> String {
    let (days, ms) = (at_ms.div_euclid(86_400_000), at_ms.rem_euclid(86_400_000));
    let seconds = ms / 1_000;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", date(days))
}

/// The day so many days after 1970-01-01.
pub(super) fn date(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut out = String::new();
        row([Cell::Text(Some(text))], &mut out);
        assert_eq!(out, format!("{expect}\r\n"), "{text:?}");
    }

    #[test]
    fn cells_are_quoted() {
        check("plain", "\"plain\"");
        check("a,b", "\"a,b\"");
        check("say \"hi\"", "\"say \"\"hi\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check("", "");
        let mut out = String::new();
        row([Cell::Text(None), Cell::Moment(Some(1_767_614_400_000)), Cell::Flag(true)], &mut out);
        assert_eq!(out, ",2026-01-05T12:00:00Z,true\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for sign in ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "−"]
        {
            for before in ["", " ", "   ", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}", "\u{1}"] {
                let text = format!("{before}{sign}1+1");
                check(&text, &format!("\"'{text}\""));
            }
        }
        check("\tx", "\"'\tx\"");
        check("\rx", "\"'\rx\"");
        check("+90 ••• ••• •• 67", "\"'+90 ••• ••• •• 67\"");
        // Read with semicolons or tabs between cells, or with no regard to the quotes, it is none either.
        check("a;=1+1", "\"a;'=1+1\"");
        check("a\n=1+1", "\"a\n'=1+1\"");
        check("a\t@x", "\"a\t'@x\"");
        check("\0=1+1", "\"'=1+1\"");
        check("a\0b", "\"ab\"");
        check("1-1", "\"1-1\"");
        check("a@b", "\"a@b\"");
    }

    #[test]
    fn moments() {
        for (at_ms, expect) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399_000, "2000-02-28T23:59:59Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(instant(at_ms), expect);
        }
    }
}
