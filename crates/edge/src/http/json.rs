//! Strict reading of JSON bodies. What is said of a bad body never repeats its values: they may be passwords.

use serde::de::DeserializeOwned;

use crate::problem::{Code, Problem};

/// Reads a body.
///
/// # Errors
/// A [`Problem`] that says what is wrong with the body.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let text = core::str::from_utf8(body).map_err(|_| Problem::new(Code::InvalidUtf8))?;
    serde_json::from_str(text).map_err(|error| explain(&error))
}

/// Whether a `Content-Type` says JSON.
pub fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn explain(error: &serde_json::Error) -> Problem {
    let place = format!("at line {} column {}", error.line(), error.column());
    if !error.is_data() {
        return Problem::new(Code::InvalidJson).with_detail(place);
    }
    let message = error.to_string();
    let field = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    if let Some(name) = field("unknown field `") {
        let name: String = name.chars().take(64).collect();
        Problem::new(Code::UnknownField).with_detail(format!("`{name}` {place}"))
    } else if let Some(name) = field("missing field `") {
        Problem::new(Code::MissingField).with_detail(format!("`{name}` {place}"))
    } else {
        Problem::new(Code::InvalidField).with_detail(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Body {
        text: String,
    }

    #[track_caller]
    fn check(body: &[u8], expect: Code) {
        let problem = read::<Body>(body).unwrap_err();
        assert_eq!(problem.code(), expect);
        assert!(!problem.to_json().contains("s3cret"), "{}", problem.to_json());
    }

    #[test]
    fn each_fault_has_its_code() {
        check(b"", Code::InvalidJson);
        check(b"{\"text\":\"a\"", Code::InvalidJson);
        check(b"{\"text\":\"a\"} x", Code::InvalidJson);
        check(b"{\"text\":\"\xff\"}", Code::InvalidUtf8);
        check(b"{\"text\":\"a\",\"more\":\"s3cret\"}", Code::UnknownField);
        check(b"{}", Code::MissingField);
        check(b"{\"text\":{\"s3cret\":1}}", Code::InvalidField);
        check(b"{\"text\":\"a\",\"text\":\"b\"}", Code::InvalidField);
        check("[".repeat(200).as_bytes(), Code::InvalidField);
    }

    #[test]
    fn content_types() {
        assert!(is_json("application/json") && is_json("Application/JSON; charset=utf-8"));
        assert!(!is_json("text/plain") && !is_json("application/json5") && !is_json(""));
    }
}
