//! What is asked, as it stands in JSON.

use core::fmt;

use serde::Deserialize;

use crate::read::{self, ReadError};
use crate::routing::Algorithm;
use crate::{ChannelId, GroupId, UserId};

use super::rules::{Capacity, Stickiness};
use super::world::Medium;

/// Greatest size of a question, in bytes.
pub(super) const JSON_MAX_BYTES: usize = 32 * 1024 * 1024;
/// Most days of a run.
pub(super) const DAYS_MAX: u32 = 92;
/// Most groups, and most channels.
pub(super) const GROUPS_MAX: usize = 200;
/// Most people of a run.
pub(super) const PEOPLE_MAX: usize = 2_000;
/// Most runs of one question.
pub(super) const RUNS_MAX: usize = 4;
/// Most shifts of a person in a week.
pub(super) const SHIFTS_MAX: usize = 21;
/// Most chats that somebody works on at a time.
pub(super) const SLOTS_MAX: u32 = 100;
/// Longest time of anything, in seconds: a week.
pub(super) const SECONDS_MAX: f64 = 604_800.0;
/// Most chats in an hour.
pub(super) const HOURLY_MAX: f64 = 20_000.0;

/// Why a question was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIfError {
    code: &'static str,
    pointer: String,
    message: &'static str,
    /// Of what could not be read at all.
    detail: Option<String>,
}

impl WhatIfError {
    pub(super) const fn new(code: &'static str, pointer: String, message: &'static str) -> Self {
        Self { code, pointer, message, detail: None }
    }

    /// The stable code: `whatif_too_large`, `whatif_malformed`, `whatif_out_of_range`, `whatif_duplicate` for an id that
    /// is there twice, `whatif_unknown` for one that is not there, `whatif_overlap` for shifts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Where: a JSON pointer (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

impl fmt::Display for WhatIfError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.detail.as_deref().unwrap_or(self.message))?;
        if self.pointer.is_empty() { Ok(()) } else { write!(out, " at `{}`", self.pointer) }
    }
}

impl core::error::Error for WhatIfError {}

impl From<ReadError> for WhatIfError {
    fn from(error: ReadError) -> Self {
        Self {
            code: "whatif_malformed",
            pointer: error.pointer().to_owned(),
            message: "",
            detail: Some(error.message().to_owned()),
        }
    }
}

/// Reads a question of any form.
pub(super) fn parse<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, WhatIfError> {
    if json.len() > JSON_MAX_BYTES {
        return Err(WhatIfError::new("whatif_too_large", String::new(), "the question is larger than 32 MB"));
    }
    Ok(read::from_json(json)?)
}

/// A number that must lie within bounds.
pub(super) fn within(number: f64, least: f64, most: f64, pointer: &str) -> Result<f64, WhatIfError> {
    if (least..=most).contains(&number) {
        return Ok(number);
    }
    Err(WhatIfError::new("whatif_out_of_range", pointer.to_owned(), "the number is out of range"))
}

/// The error of a choice of which none or several are there.
pub(super) fn one_of(pointer: &str) -> WhatIfError {
    WhatIfError::new("whatif_malformed", pointer.to_owned(), "expected one of its fields")
}

/// A list that must not be longer than its limit.
pub(super) fn at_most<T>(list: &[T], most: usize, pointer: &str) -> Result<(), WhatIfError> {
    if list.len() <= most {
        return Ok(());
    }
    Err(WhatIfError::new("whatif_too_large", pointer.to_owned(), "the list is longer than its limit"))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Question {
    pub(super) days: u32,
    pub(super) seed: u32,
    pub(super) channels: Vec<Channel>,
    pub(super) groups: Vec<Group>,
    pub(super) traffic: Traffic,
    #[serde(default)]
    pub(super) drop_outs: Option<DropOuts>,
    /// In seconds, as every time here.
    pub(super) hand_off: f64,
    pub(super) target: f64,
    pub(super) missed_after: f64,
    pub(super) runs: Vec<Run>,
    pub(super) with_pooled: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Channel {
    pub(super) id: ChannelId,
    pub(super) medium: Medium,
    pub(super) share: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Group {
    pub(super) id: GroupId,
    pub(super) share: u32,
}

/// One of them.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Traffic {
    #[serde(default)]
    pub(super) generated: Option<Generated>,
    #[serde(default)]
    pub(super) recorded: Option<Vec<Recorded>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Generated {
    /// Chats an hour, from midnight on.
    pub(super) hourly: Vec<f64>,
    /// Parts of that, from Monday on.
    pub(super) daily: Vec<f64>,
    pub(super) texts: WorkTime,
    pub(super) calls: WorkTime,
    pub(super) patience: f64,
    pub(super) known: f64,
    pub(super) responsible: f64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct WorkTime {
    pub(super) mean: f64,
    pub(super) spread: f64,
}

/// A chat of the past, in seconds since Monday, midnight.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Recorded {
    pub(super) at: f64,
    pub(super) channel: ChannelId,
    pub(super) group: GroupId,
    pub(super) work: f64,
    #[serde(default)]
    pub(super) patience: Option<f64>,
    #[serde(default)]
    pub(super) responsible: Option<UserId>,
    pub(super) known: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DropOuts {
    pub(super) after: f64,
    #[serde(rename = "for")]
    pub(super) lasting: f64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Run {
    pub(super) people: Vec<Person>,
    pub(super) rules: Rules,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Person {
    pub(super) id: UserId,
    pub(super) takes: Vec<Takes>,
    pub(super) takes_new: bool,
    pub(super) texts: u32,
    pub(super) calls: u32,
    /// Of each week, in minutes since Monday, midnight.
    pub(super) shifts: Vec<(u32, u32)>,
    #[serde(default)]
    pub(super) leaves_at: Option<f64>,
}

/// What somebody may take of a group.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Takes {
    pub(super) group: GroupId,
    pub(super) channels: Vec<ChannelId>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Rules {
    pub(super) capacity: Capacity,
    pub(super) stickiness: Stickiness,
    #[serde(default)]
    pub(super) grace: Option<f64>,
    /// Groups that are not named pick who has the fewest chats, and nobody helps them.
    pub(super) groups: Vec<GroupRules>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct GroupRules {
    pub(super) id: GroupId,
    pub(super) algorithm: Algorithm,
    #[serde(default)]
    pub(super) backup: Option<Backup>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Backup {
    pub(super) group: GroupId,
    pub(super) after: f64,
}
