//! Runs routing vectors: what the npm package answers in JavaScript, answered natively.

use serde_json::{Value, json};
use usher_core::routing::RouteInput;
use usher_core::routing::engine::{Record, State};

/// Answers one case with the assignment, or with `{"error": {"code": …}}`, or with what came of a log.
pub(crate) fn run(case: &Value) -> Value {
    match case["op"].as_str() {
        Some("route") => route(&case["input"]),
        Some("replay") => replay(&case["input"]),
        op => panic!("unknown op {op:?}"),
    }
}

fn route(input: &Value) -> Value {
    match RouteInput::parse(&input.to_string()) {
        Ok(input) => json!(input.route()),
        Err(error) => json!({ "error": { "code": error.code() } }),
    }
}

/// Now and then everything but the rows is forgotten.
fn replay(input: &Value) -> Value {
    let log = input["log"].as_array().unwrap();
    let (mut state, mut refused, mut digests) = (State::new(), 0, Vec::new());
    for lines in log.chunks(input["every"].as_u64().unwrap() as usize) {
        let records = lines.iter().map(|line| Record::parse(line.as_str().unwrap()).unwrap());
        refused += records.filter(|record| state.replay(record).is_err()).count();
        digests.push([state.steps_digest(), state.digest()].map(|digest| format!("{digest:016x}")));
        state = State::restore(&state.export()).unwrap();
    }
    let chats = state.export().chats;
    let assigned: Vec<_> = chats.iter().filter_map(|row| Some((row.chat, row.assignee?))).collect();
    json!({ "events": log.len(), "refused": refused, "digests": digests, "assigned": assigned })
}
