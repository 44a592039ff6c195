//! The recorded logs among the vectors: what happened, and digests of what came of it.
//!
//! They were drawn once, by `USHER_WRITE_VECTORS=1`, and are replayed natively and in every runtime of the package. What is
//! decided otherwise than then shows there.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::dice::Dice;
use super::*;

const EVENTS: usize = 1_500;
/// After so many events the digests are taken, and everything but the rows is forgotten.
const EVERY: usize = 250;

/// How many logs there are.
const LOGS: usize = 2;

/// What a log has of everything that can happen, be commanded, decided and refused.
const WORDS: &str = "arrived message answered closed hung_up chat_changed presence person policy assign transfer release \
     take day timer unassign reassign responsible missed assigned queued moved returned last_agent best_of_group \
     skills_relaxed backup_user backup_group was_online_today longest_waiting owner_is_back by_hand answered_first \
     nobody_eligible group_closed not_answered unknown_chat unknown_person user_inactive may_not_take at_capacity \
     already_assigned call_is_pinned";

fn log(seed: u64) -> Vec<Record> {
    let mut dice = Dice::new(seed);
    let mut happened = dice.start();
    while happened.len() < EVENTS {
        happened.push(dice.event());
    }
    happened.into_iter().map(|(at_ms, seed, event)| Record { at_ms, seed, event }).collect()
}

/// What every runtime finds, in the form that all of them say it.
fn replayed(log: &[String]) -> Value {
    let (mut state, mut refused, mut digests) = (State::new(), 0, Vec::new());
    for lines in log.chunks(EVERY) {
        let records = lines.iter().map(|line| Record::parse(line).unwrap());
        refused += records.filter(|record| state.replay(record).is_err()).count();
        digests.push([state.steps_digest(), state.digest()].map(|digest| format!("{digest:016x}")));
        state = State::restore(&state.export()).unwrap();
    }
    let chats = state.export().chats;
    let assigned: Vec<_> = chats.iter().filter_map(|row| Some((row.chat, row.assignee?))).collect();
    json!({ "events": log.len(), "refused": refused, "digests": digests, "assigned": assigned })
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/routing/logs.json")
}

#[test]
fn renew() {
    if std::env::var_os("USHER_WRITE_VECTORS").is_none() {
        return;
    }
    let logs = (0..).map(log).filter(|log| missing(log).is_empty()).take(LOGS);
    let case = |(number, log): (usize, Vec<Record>)| {
        let lines: Vec<String> = log.iter().map(Record::line).collect();
        let quoted: Vec<String> = lines.iter().map(|line| json!(line).to_string()).collect();
        let (name, expect) = (format!("a company at work, {number}"), replayed(&lines));
        format!(
            "  {{\"name\": \"{name}\", \"op\": \"replay\", \"input\": {{\"every\": {EVERY}, \"log\": [\n    {}\n  ]}},\n   \"expect\": {expect}}}",
            quoted.join(",\n    ")
        )
    };
    let cases: Vec<String> = (1..).zip(logs).map(case).collect();
    let json = format!("{{\"suite\": \"routing\", \"cases\": [\n{}\n]}}\n", cases.join(",\n"));
    std::fs::write(file(), json).unwrap();
}

/// The words of all events, commands, reasons and refusals.
fn words(log: &[Record]) -> BTreeSet<String> {
    let (mut state, mut words) = (State::new(), Vec::new());
    for record in log {
        words.push(json!(record.event)["type"].clone());
        match state.replay(record) {
            Ok(step) => {
                words.extend(step.commands.iter().map(|command| json!(command)["op"].clone()));
                words.extend(step.decisions.iter().flat_map(|one| [json!(one.outcome), json!(one.because)]));
            }
            Err(refusal) => words.push(json!(refusal)),
        }
    }
    words.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn missing(log: &[Record]) -> Vec<&'static str> {
    let found = words(log);
    WORDS.split_whitespace().filter(|word| !found.contains(*word)).collect()
}

#[test]
fn everything_happens_in_each_log() {
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(file()).unwrap()).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert_eq!(cases.len(), LOGS);
    for case in cases {
        let lines = case["input"]["log"].as_array().unwrap().iter();
        let log: Vec<Record> = lines.map(|line| Record::parse(line.as_str().unwrap()).unwrap()).collect();
        assert_eq!(missing(&log), [""; 0]);
    }
}
