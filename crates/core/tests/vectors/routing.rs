//! Runs routing vectors: what the npm package answers in JavaScript, answered natively.

use serde_json::{Value, json};
use usher_core::routing::RouteInput;

/// Answers one case with the assignment, or with `{"error": {"code": …}}`.
pub(crate) fn run(case: &Value) -> Value {
    assert_eq!(case["op"], "route", "unknown op");
    match RouteInput::parse(&case["input"].to_string()) {
        Ok(input) => json!(input.route()),
        Err(error) => json!({ "error": { "code": error.code() } }),
    }
}
