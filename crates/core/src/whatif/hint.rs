//! How many people each hour needs, as JSON asks it.

use serde::Serialize;
use serde_json::Value;

use crate::read::ReadError;

use super::form::{self, WhatIfError, at_most, within};
use super::json::{Fields, FromJson};
use super::staffing::{Demand, Quality, Target, servers_needed};

/// Most rates of one question: the hours of a week.
const HOURS_MAX: usize = 168;

#[derive(Debug)]
struct Question {
    /// How many come in each hour.
    hourly: Vec<f64>,
    /// How long the work on one takes, in seconds as every time here.
    handle: f64,
    /// How long a client waits before they leave; for ever without.
    patience: Option<f64>,
    /// How many somebody works on at a time.
    slots: u32,
    target: Aim,
}

impl FromJson for Question {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["hourly", "handle", "patience", "slots", "target"])?;
        Ok(Self {
            hourly: fields.get("hourly")?,
            handle: fields.get("handle")?,
            patience: fields.get("patience")?,
            slots: fields.get("slots")?,
            target: fields.get("target")?,
        })
    }
}

/// One of them.
#[derive(Debug)]
struct Aim {
    mean_wait: Option<f64>,
    answered: Option<Answered>,
    left: Option<f64>,
}

impl FromJson for Aim {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["meanWait", "answered", "left"])?;
        Ok(Self {
            mean_wait: fields.get("meanWait")?,
            answered: fields.get("answered")?,
            left: fields.get("left")?,
        })
    }
}

#[derive(Debug)]
struct Answered {
    part: f64,
    within: f64,
}

impl FromJson for Answered {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["part", "within"])?;
        Ok(Self { part: fields.get("part")?, within: fields.get("within")? })
    }
}

impl Aim {
    fn target(&self) -> Result<Target, WhatIfError> {
        match (self.mean_wait, &self.answered, self.left) {
            (Some(seconds), None, None) => {
                Ok(Target::MeanWait(within(seconds, 0.1, form::SECONDS_MAX, "/target/meanWait")?))
            }
            (None, Some(Answered { part, within: seconds }), None) => Ok(Target::Answered {
                part: within(*part, 0.0, 0.9999, "/target/answered/part")?,
                within_s: within(*seconds, 0.0, form::SECONDS_MAX, "/target/answered/within")?,
            }),
            (None, None, Some(part)) => Ok(Target::Left(within(part, 0.0001, 1.0, "/target/left")?)),
            _ => Err(form::one_of("/target")),
        }
    }
}

/// What one hour needs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Hint {
    /// How many people; `None` where no number that is looked at is enough.
    pub people: Option<u32>,
    /// What clients get from so many.
    pub quality: Option<Quality>,
}

/// How many people each hour needs, each hour as if it went on for ever and everybody took everything.
///
/// ```
/// use usher_core::whatif::hint;
/// let hints = hint(r#"{"hourly": [2880], "handle": 60, "patience": 120, "slots": 1, "target": {"left": 0.0310}}"#)?;
/// assert_eq!(hints[0].people, Some(50));
/// # Ok::<(), usher_core::whatif::WhatIfError>(())
/// ```
///
/// # Errors
/// The text is too large or not such a question, or a number is out of range.
pub fn hint(json: &str) -> Result<Vec<Hint>, WhatIfError> {
    let question: Question = form::parse(json)?;
    at_most(&question.hourly, HOURS_MAX, "/hourly")?;
    within(question.handle, 1.0, form::SECONDS_MAX, "/handle")?;
    if let Some(patience) = question.patience {
        within(patience, 1.0, 86_400.0, "/patience")?;
    }
    within(f64::from(question.slots), 1.0, f64::from(form::SLOTS_MAX), "/slots")?;
    let target = question.target.target()?;
    let mut hints = Vec::with_capacity(question.hourly.len());
    for (place, per_hour) in question.hourly.iter().enumerate() {
        within(*per_hour, 0.0, form::HOURLY_MAX, &format!("/hourly/{place}"))?;
        let demand = Demand { per_hour: *per_hour, handle_s: question.handle, patience_s: question.patience };
        let servers = servers_needed(&demand, target);
        hints.push(Hint {
            people: servers.map(|servers| servers.div_ceil(question.slots)),
            // Of whole people, who may be a few slots more than needed.
            quality: servers
                .filter(|servers| *servers > 0)
                .map(|servers| demand.quality(servers.next_multiple_of(question.slots))),
        });
    }
    Ok(hints)
}
