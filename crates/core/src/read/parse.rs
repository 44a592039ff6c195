//! JSON from text to a tree: RFC 8259, without keys that are there twice.

use super::ReadError;
use super::node::{Node, Number};
use crate::mask::json::{decode, number, string};
use crate::order::sort_by;
use crate::write::{digits, joined};

/// As deep as `serde_json` goes.
const DEPTH_MAX: u32 = 128;
/// In an object with more fields, equal keys are looked for by sorting.
const FEW_FIELDS: usize = 16;

/// Reads a whole text.
pub(super) fn node(text: &str) -> Result<Node, ReadError> {
    let mut reader = Reader { text, at: 0, twice: false };
    let node = reader.value(DEPTH_MAX).filter(|_| reader.peek() == 0 && reader.at == text.len());
    match node {
        Some(_) if reader.twice => Err(ReadError::new("a key is there twice")),
        Some(node) => Ok(node),
        None => Err(malformed(text, reader.at)),
    }
}

/// Where a text stops being JSON, in lines and columns, both from one.
#[cold]
fn malformed(text: &str, at: usize) -> ReadError {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    let (line, column) = (digits(lines as i64 + 1), digits(column as i64 + 1));
    ReadError::new(&joined(&["not JSON, line ", &line, " column ", &column]))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    twice: bool,
}

impl Reader<'_> {
    /// The value that starts here; `None` where none does, with the place in `at`.
    fn value(&mut self, depth: u32) -> Option<Node> {
        match self.peek() {
            b'"' => self.text().map(Node::Text),
            b'{' => self.object(depth.checked_sub(1)?),
            b'[' => self.list(depth.checked_sub(1)?),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("true", Node::Bool(true)),
            b'f' => self.word("false", Node::Bool(false)),
            b'n' => self.word("null", Node::Null),
            _ => None,
        }
    }

    fn list(&mut self, depth: u32) -> Option<Node> {
        let mut items = Vec::new();
        self.at += 1;
        if self.taken(b']') {
            return Some(Node::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.taken(b']') {
                return Some(Node::List(items));
            }
            self.must(b',')?;
        }
    }

    fn object(&mut self, depth: u32) -> Option<Node> {
        let mut fields: Vec<(String, Node)> = Vec::new();
        self.at += 1;
        if self.taken(b'}') {
            return Some(Node::Object(fields));
        }
        loop {
            if self.peek() != b'"' {
                return None;
            }
            let key = self.text()?;
            self.must(b':')?;
            self.twice |= fields.len() < FEW_FIELDS && fields.iter().any(|(other, _)| *other == key);
            fields.push((key, self.value(depth)?));
            if self.taken(b'}') {
                self.twice |= fields.len() > FEW_FIELDS && any_twice(&fields);
                return Some(Node::Object(fields));
            }
            self.must(b',')?;
        }
    }

    fn text(&mut self) -> Option<String> {
        let start = self.at + 1;
        let end = match string(self.text.as_bytes(), start) {
            Ok((end, _)) => end,
            Err(at) => {
                self.at = at;
                return None;
            }
        };
        self.at = end + 1;
        let mut text = String::new();
        decode(self.text.get(start..end)?, &mut text);
        Some(text)
    }

    fn number(&mut self) -> Option<Node> {
        let start = self.at;
        match number(self.text.as_bytes(), start) {
            Ok((end, _)) => self.at = end,
            Err(at) => {
                self.at = at;
                return None;
            }
        }
        let written = self.text.get(start..self.at)?;
        Some(Node::Number(whole(written)))
    }

    fn word(&mut self, word: &str, node: Node) -> Option<Node> {
        let end = self.at + word.len();
        if self.text.get(self.at..end) != Some(word) {
            return None;
        }
        self.at = end;
        Some(node)
    }

    /// The next byte that is no space; zero at the end of the text.
    fn peek(&mut self) -> u8 {
        loop {
            match self.text.as_bytes().get(self.at).copied().unwrap_or(0) {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Whether this sign comes next; it is read then.
    fn taken(&mut self, sign: u8) -> bool {
        let next = self.peek() == sign;
        self.at += usize::from(next);
        next
    }

    fn must(&mut self, sign: u8) -> Option<()> {
        self.taken(sign).then_some(())
    }
}

/// Not by `parse`, which a number has for each of its types.
fn whole(written: &str) -> Number {
    let (digits, is_negative) = written.strip_prefix('-').map_or((written, false), |digits| (digits, true));
    let mut value = Some(0_u64);
    for digit in digits.bytes() {
        value = match (value, digit) {
            (Some(value), b'0'..=b'9') => {
                value.checked_mul(10).and_then(|value| value.checked_add(u64::from(digit - b'0')))
            }
            _ => None,
        };
    }
    match value {
        // `-0` is a fraction to `serde_json`, and so it is here.
        Some(value) if is_negative && value > 0 => {
            0_i64.checked_sub_unsigned(value).map_or(Number::Other, Number::Whole)
        }
        Some(value) if !is_negative => i64::try_from(value).map_or(Number::Large(value), Number::Whole),
        _ => Number::Other,
    }
}

#[inline(never)]
fn any_twice(fields: &[(String, Node)]) -> bool {
    let mut keys: Vec<&str> = fields.iter().map(|(key, _)| key.as_str()).collect();
    sort_by(&mut keys, Ord::cmp);
    keys.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::read::value;

    /// The tree of `serde_json`, as ours tells it.
    fn told(value: &Value) -> Node {
        match value {
            Value::Null => Node::Null,
            Value::Bool(yes) => Node::Bool(*yes),
            Value::Number(number) => Node::Number(match (number.as_i64(), number.as_u64()) {
                (Some(whole), _) => Number::Whole(whole),
                (_, Some(large)) => Number::Large(large),
                _ => Number::Other,
            }),
            Value::String(text) => Node::Text(text.clone()),
            Value::Array(items) => Node::List(items.iter().map(told).collect()),
            Value::Object(fields) => {
                Node::Object(fields.iter().map(|(key, value)| (key.clone(), told(value))).collect())
            }
        }
    }

    fn sorted(node: Node) -> Node {
        match node {
            Node::List(items) => Node::List(items.into_iter().map(sorted).collect()),
            Node::Object(mut fields) => {
                fields.sort_by(|a, b| a.0.cmp(&b.0));
                Node::Object(fields.into_iter().map(|(key, value)| (key, sorted(value))).collect())
            }
            other => other,
        }
    }

    #[track_caller]
    fn check(text: &str) {
        let (ours, theirs) = (node(text), value(text));
        assert_eq!(
            ours.as_ref().map(|_| ()).ok(),
            theirs.as_ref().map(|_| ()).ok(),
            "{text}: {ours:?} {theirs:?}"
        );
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
            assert_eq!(sorted(ours), sorted(told(&theirs)), "{text}");
        }
    }

    #[test]
    fn as_serde_json_reads_it() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let wide = |last: &str| {
            let fields: Vec<String> = (0..40).map(|place| format!("\"k{place}\":{place}")).collect();
            format!("{{{},\"{last}\":1}}", fields.join(","))
        };
        let rows = [
            "",
            " ",
            "null",
            " true ",
            "falsey",
            "tru",
            "nul",
            "1",
            "-1",
            "-0",
            "0",
            "01",
            "1.",
            "1.5",
            "1e3",
            "-",
            "+1",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            r#""""#,
            r#""a\n\u0041\ud83d\ude00""#,
            "\"a\nb\"",
            r#""\x""#,
            r#""\u12""#,
            "\"",
            "[]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1,2]x",
            "{}",
            r#"{"a":1,}"#,
            r#"{"a"}"#,
            r#"{a:1}"#,
            r#"{"a":{"b":[null,{"c":"d"}]}}"#,
            r#"{"a":1,"a":2}"#,
            r#"{"a":{"b":1,"b":2}}"#,
            "[[]",
            "{\"\u{e9}\":\"\u{1f600}\"}",
            "\u{feff}{}",
        ];
        for row in rows {
            check(row);
        }
        for row in [deep(100), deep(127), deep(200), wide("k40"), wide("k7")] {
            check(&row);
        }
    }

    proptest! {
        #[test]
        fn as_serde_json_reads_whatever_comes(text in r#"[\[\]{}:," \\a-c0-2.eEtruflsn\-\n]{0,24}"#) {
            // A lone surrogate, which only escapes can write, is the one thing that is taken here and refused there.
            check(&text);
        }
    }
}
