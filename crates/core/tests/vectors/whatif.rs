//! Runs simulations: what the npm package answers in JavaScript, answered natively.

use serde_json::{Value, json};
use usher_core::whatif::{Outcome, Scenario, WhatIfError, hint};

/// Answers one case with what was measured, in whole numbers, or with `{"error": {"code": …, "pointer": …}}`.
pub(crate) fn run(case: &Value) -> Value {
    let input = case["input"].to_string();
    let answer = match case["op"].as_str() {
        Some("run") => simulated(&input),
        Some("staffing") => {
            hint(&input).map(|hints| json!(hints.iter().map(|hint| hint.people).collect::<Vec<_>>()))
        }
        op => panic!("unknown op {op:?}"),
    };
    answer.unwrap_or_else(|error| json!({ "error": { "code": error.code(), "pointer": error.pointer() } }))
}

fn simulated(input: &str) -> Result<Value, WhatIfError> {
    let mut scenario = Scenario::parse(input)?;
    // Slices of any size.
    while !scenario.run(777).is_finished {}
    let answer = scenario.answer();
    let runs: Vec<Value> = answer.runs.iter().chain(&answer.pooled).map(measured).collect();
    Ok(json!({ "chats": answer.chats, "runs": runs }))
}

fn measured(outcome: &Outcome) -> Value {
    let report = &outcome.report;
    let (texts, calls) = (report.all.texts, report.all.calls);
    let whole = |number: f64| (number * 1000.0).round() as i64;
    json!({
        "texts": [texts.chats, whole(texts.mean_ms), texts.p50_ms, texts.p95_ms, texts.p99_ms, texts.missed, texts.unanswered],
        "calls": [calls.chats, whole(calls.mean_ms), calls.p95_ms, calls.missed],
        "delay": whole(report.all.delay_mean_ms),
        "queue": report.all.queue.iter().map(|mean| whole(*mean)).sum::<i64>(),
        "moved": report.moved,
        "people": report.people.iter().map(|load| [i64::from(load.assigned), load.online_ms]).collect::<Vec<_>>(),
        "difference": [whole(outcome.difference.mean_ms), whole(outcome.difference.margin_ms)],
    })
}
