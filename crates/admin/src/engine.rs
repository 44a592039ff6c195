//! The routing engine, for JavaScript: what a server runs, to be replayed, explained and planned with beside it.
//!
//! Events and steps cross as JSON, written and read by hand in the core: they are small, and a log is text anyway.

use usher_core::read::{self, FromValue, ReadError};
use usher_core::routing::engine::{ChatNo, PersonNo, Record, Refusal, State, Step, Tables, seed_of};
use usher_core::write::{ToJson, hex};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;

/// Greatest size of what is given at a time, in bytes.
const JSON_MAX_BYTES: usize = 64 * 1024 * 1024;

/// A company's routing. The package's `Routing` holds one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Routing {
    state: State,
}

#[wasm_bindgen]
impl Routing {
    /// The state of which these are the rows; before anything happened where they are empty.
    ///
    /// # Errors
    /// `routing_malformed`, `routing_too_large`, and the codes of the core's `Refusal`.
    #[wasm_bindgen(constructor)]
    pub fn new(rows: &str) -> Result<Routing, Fault> {
        let state = match rows {
            "" => State::new(),
            rows => State::restore(&parse::<Tables>(rows, "the rows of a state")?)?,
        };
        Ok(Self { state })
    }

    /// Takes in an event; what comes of it.
    ///
    /// # Errors
    /// `routing_malformed`, `routing_too_large`, and the codes of the core's `Refusal`. Nothing has changed then.
    pub fn apply(&mut self, record: &str) -> Result<String, Fault> {
        Ok(self.state.replay(&parse(record, "an event")?)?.json())
    }

    /// Takes in a list of events; what comes of each, or why it was refused.
    ///
    /// # Errors
    /// `routing_malformed`, `routing_too_large`. Nothing has changed then.
    #[wasm_bindgen(js_name = applyAll)]
    pub fn apply_all(&mut self, records: &str) -> Result<String, Fault> {
        let records: Vec<Record> = parse(records, "a list of events")?;
        let steps: Vec<Result<Step, Refusal>> =
            records.iter().map(|record| self.state.replay(record)).collect();
        Ok(steps.json())
    }

    /// Takes in a log, an event a line, and tells how many events there were and how many were refused.
    ///
    /// # Errors
    /// `routing_malformed` with the line, `routing_too_large`. Nothing has changed then.
    pub fn replay(&mut self, log: &str) -> Result<String, Fault> {
        bounded(log)?;
        let mut records = Vec::new();
        for (place, line) in log.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            let record = Record::parse(line);
            records.push(record.map_err(|error| malformed("an event", &error, Some(place + 1)))?);
        }
        let refused = records.iter().filter(|record| self.state.replay(record).is_err()).count();
        Ok([records.len(), refused].json())
    }

    /// When the next timer is due, in milliseconds since 1970.
    #[wasm_bindgen(js_name = nextTimer)]
    pub fn next_timer(&self) -> Option<f64> {
        self.state.next_timer().map(|due_ms| due_ms as f64)
    }

    /// All rows, as JSON.
    pub fn export(&self) -> String {
        self.state.export().json()
    }

    /// Digests of the steps so far, and of the state.
    pub fn digest(&self) -> String {
        [hex(self.state.steps_digest()), hex(self.state.digest())].concat()
    }

    /// What would come of an event. Nothing changes.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn plan(&self, record: &str) -> Result<String, Fault> {
        let Record { at_ms, seed, event } = parse(record, "an event")?;
        Ok(self.state.plan(at_ms, seed, &event)?.json())
    }

    /// What would be decided upon an event, each time with everybody who would be looked at. Nothing changes.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn explain(&self, record: &str) -> Result<String, Fault> {
        let Record { at_ms, seed, event } = parse(record, "an event")?;
        Ok(self.state.explain(at_ms, seed, &event)?.json())
    }

    /// Who could get an open chat now, and who could not and why, if lots were drawn from this seed.
    ///
    /// # Errors
    /// `unknown_chat`, `routing_malformed`.
    #[wasm_bindgen(js_name = explainNow)]
    pub fn explain_now(&self, chat: f64, seed: &str) -> Result<String, Fault> {
        let no_seed = || Fault::new("routing_malformed", "a seed is 16 hexadecimal digits in lower case");
        let asked = self.state.explain_now(ChatNo(chat as u64), seed_of(seed).ok_or_else(no_seed)?);
        Ok(asked.ok_or(Refusal::UnknownChat)?.json())
    }

    /// The calls that somebody has in hand.
    pub fn pinned(&self, person: u32) -> String {
        self.state.pinned(PersonNo(person)).json()
    }
}

fn bounded(json: &str) -> Result<(), Fault> {
    if json.len() <= JSON_MAX_BYTES {
        return Ok(());
    }
    Err(Fault::new("routing_too_large", "more is given at a time than the 64 MB that may be"))
}

fn parse<T: FromValue>(json: &str, what: &str) -> Result<T, Fault> {
    bounded(json)?;
    read::parse(json).map_err(|error| malformed(what, &error, None))
}

fn malformed(what: &str, error: &ReadError, line: Option<usize>) -> Fault {
    let line = line.map(|line| format!(" (line {line})")).unwrap_or_default();
    Fault::new("routing_malformed", ["this is not ", what, &line, ": ", &error.told()].concat())
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.code(), refusal.message())
    }
}
