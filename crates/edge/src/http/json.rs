//! Strict reading of JSON bodies. What is said of a bad body never repeats its values: they may be passwords.

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use usher_core::read::{self, ReadError};

use crate::out::Said;
use crate::problem::{Code, Detail, Problem};

/// Reads a body into JSON.
///
/// # Errors
/// A [`Problem`] that says what is wrong with the body.
pub fn value(body: &[u8]) -> Result<Value, Problem> {
    let text = core::str::from_utf8(body).map_err(|_| Problem::new(Code::InvalidUtf8))?;
    read::value(text).map_err(|error| {
        // It is JSON, then, with something in it twice.
        let doubled = serde_json::from_str::<IgnoredAny>(text).is_ok();
        Problem::new(if doubled { Code::InvalidField } else { Code::InvalidJson })
            .with_detail(Said::of_reading(&error))
    })
}

/// Makes something of JSON.
///
/// # Errors
/// A [`Problem`] that says what is wrong, and where.
pub fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, Problem> {
    read::from_value(value).map_err(|error| explain(&error))
}

/// Reads a body and makes something of it.
///
/// # Errors
/// A [`Problem`] that says what is wrong, and where.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    typed(&value(body)?)
}

/// Whether a `Content-Type` says JSON.
pub fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn explain(error: &ReadError) -> Problem {
    let code = match error.message() {
        "unknown field" => Code::UnknownField,
        "missing field" => Code::MissingField,
        _ => Code::InvalidField,
    };
    let (pointer, message) = (Said::shown(error.pointer()), Said::shown(error.message()));
    let detail = Detail { code: code.as_str(), pointer, message };
    Problem::new(code).with_detail(Said::of_reading(error)).with_errors(vec![detail])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::reply::Reply;

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
        let reply = Reply::problem(&problem);
        assert!(!reply.text().contains("s3cret"), "{}", reply.text());
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
        check("[".repeat(200).as_bytes(), Code::InvalidJson);
        // What a derived reader would take for the fields in their order.
        check(b"[\"a\"]", Code::InvalidField);
    }

    #[test]
    fn content_types() {
        assert!(is_json("application/json") && is_json("Application/JSON; charset=utf-8"));
        assert!(!is_json("text/plain") && !is_json("application/json5") && !is_json(""));
    }
}
