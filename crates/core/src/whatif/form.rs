//! What is asked, as it stands in JSON.

use core::fmt;

use serde_json::Value;

use crate::read::{self, ReadError};
use crate::routing::Algorithm;
use crate::{ChannelId, GroupId, UserId};

use super::json::{Fields, FromJson};
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
pub(super) fn parse<T: FromJson>(json: &str) -> Result<T, WhatIfError> {
    if json.len() > JSON_MAX_BYTES {
        return Err(WhatIfError::new("whatif_too_large", String::new(), "the question is larger than 32 MB"));
    }
    Ok(T::from_json(&read::value(json)?)?)
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

#[derive(Debug)]
pub(super) struct Question {
    pub(super) days: u32,
    pub(super) seed: u32,
    pub(super) channels: Vec<Channel>,
    pub(super) groups: Vec<Group>,
    pub(super) traffic: Traffic,
    pub(super) drop_outs: Option<DropOuts>,
    /// In seconds, as every time here.
    pub(super) hand_off: f64,
    pub(super) target: f64,
    pub(super) missed_after: f64,
    pub(super) runs: Vec<Run>,
    pub(super) with_pooled: bool,
}

impl FromJson for Question {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(
            value,
            &[
                "days",
                "seed",
                "channels",
                "groups",
                "traffic",
                "dropOuts",
                "handOff",
                "target",
                "missedAfter",
                "runs",
                "withPooled",
            ],
        )?;
        Ok(Self {
            days: fields.get("days")?,
            seed: fields.get("seed")?,
            channels: fields.get("channels")?,
            groups: fields.get("groups")?,
            traffic: fields.get("traffic")?,
            drop_outs: fields.get("dropOuts")?,
            hand_off: fields.get("handOff")?,
            target: fields.get("target")?,
            missed_after: fields.get("missedAfter")?,
            runs: fields.get("runs")?,
            with_pooled: fields.get("withPooled")?,
        })
    }
}

#[derive(Debug)]
pub(super) struct Channel {
    pub(super) id: ChannelId,
    pub(super) medium: Medium,
    pub(super) share: u32,
}

impl FromJson for Channel {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["id", "medium", "share"])?;
        Ok(Self { id: fields.get("id")?, medium: fields.get("medium")?, share: fields.get("share")? })
    }
}

#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: GroupId,
    pub(super) share: u32,
    /// By which channels its generated traffic comes; by all of them without.
    pub(super) channels: Option<Vec<ChannelId>>,
}

impl FromJson for Group {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["id", "share", "channels"])?;
        Ok(Self { id: fields.get("id")?, share: fields.get("share")?, channels: fields.get("channels")? })
    }
}

/// One of them.
#[derive(Debug)]
pub(super) struct Traffic {
    pub(super) generated: Option<Generated>,
    pub(super) recorded: Option<Vec<Recorded>>,
}

impl FromJson for Traffic {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["generated", "recorded"])?;
        Ok(Self { generated: fields.get("generated")?, recorded: fields.get("recorded")? })
    }
}

#[derive(Debug)]
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

impl FromJson for Generated {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields =
            Fields::of(value, &["hourly", "daily", "texts", "calls", "patience", "known", "responsible"])?;
        Ok(Self {
            hourly: fields.get("hourly")?,
            daily: fields.get("daily")?,
            texts: fields.get("texts")?,
            calls: fields.get("calls")?,
            patience: fields.get("patience")?,
            known: fields.get("known")?,
            responsible: fields.get("responsible")?,
        })
    }
}

#[derive(Debug)]
pub(super) struct WorkTime {
    pub(super) mean: f64,
    pub(super) spread: f64,
}

impl FromJson for WorkTime {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["mean", "spread"])?;
        Ok(Self { mean: fields.get("mean")?, spread: fields.get("spread")? })
    }
}

/// A chat of the past, in seconds since Monday, midnight.
#[derive(Debug)]
pub(super) struct Recorded {
    pub(super) at: f64,
    pub(super) channel: ChannelId,
    pub(super) group: GroupId,
    pub(super) work: f64,
    pub(super) patience: Option<f64>,
    pub(super) responsible: Option<UserId>,
    pub(super) known: bool,
}

impl FromJson for Recorded {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields =
            Fields::of(value, &["at", "channel", "group", "work", "patience", "responsible", "known"])?;
        Ok(Self {
            at: fields.get("at")?,
            channel: fields.get("channel")?,
            group: fields.get("group")?,
            work: fields.get("work")?,
            patience: fields.get("patience")?,
            responsible: fields.get("responsible")?,
            known: fields.get("known")?,
        })
    }
}

#[derive(Debug)]
pub(super) struct DropOuts {
    pub(super) after: f64,
    pub(super) lasting: f64,
}

impl FromJson for DropOuts {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["after", "for"])?;
        Ok(Self { after: fields.get("after")?, lasting: fields.get("for")? })
    }
}

#[derive(Debug)]
pub(super) struct Run {
    pub(super) people: Vec<Person>,
    pub(super) rules: Rules,
}

impl FromJson for Run {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["people", "rules"])?;
        Ok(Self { people: fields.get("people")?, rules: fields.get("rules")? })
    }
}

#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: UserId,
    pub(super) takes: Vec<Takes>,
    pub(super) takes_new: bool,
    pub(super) texts: u32,
    pub(super) calls: u32,
    /// Of each week, in minutes since Monday, midnight.
    pub(super) shifts: Vec<(u32, u32)>,
    pub(super) leaves_at: Option<f64>,
}

impl FromJson for Person {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["id", "takes", "takesNew", "texts", "calls", "shifts", "leavesAt"])?;
        Ok(Self {
            id: fields.get("id")?,
            takes: fields.get("takes")?,
            takes_new: fields.get("takesNew")?,
            texts: fields.get("texts")?,
            calls: fields.get("calls")?,
            shifts: fields.get("shifts")?,
            leaves_at: fields.get("leavesAt")?,
        })
    }
}

/// What somebody may take of a group.
#[derive(Debug)]
pub(super) struct Takes {
    pub(super) group: GroupId,
    pub(super) channels: Vec<ChannelId>,
}

impl FromJson for Takes {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["group", "channels"])?;
        Ok(Self { group: fields.get("group")?, channels: fields.get("channels")? })
    }
}

#[derive(Debug)]
pub(super) struct Rules {
    pub(super) capacity: Capacity,
    pub(super) stickiness: Stickiness,
    pub(super) grace: Option<f64>,
    /// Groups that are not named pick who has the fewest chats, and nobody helps them.
    pub(super) groups: Vec<GroupRules>,
}

impl FromJson for Rules {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["capacity", "stickiness", "grace", "groups"])?;
        Ok(Self {
            capacity: fields.get("capacity")?,
            stickiness: fields.get("stickiness")?,
            grace: fields.get("grace")?,
            groups: fields.get("groups")?,
        })
    }
}

#[derive(Debug)]
pub(super) struct GroupRules {
    pub(super) id: GroupId,
    pub(super) algorithm: Algorithm,
    pub(super) backup: Option<Backup>,
}

impl FromJson for GroupRules {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["id", "algorithm", "backup"])?;
        Ok(Self { id: fields.get("id")?, algorithm: fields.get("algorithm")?, backup: fields.get("backup")? })
    }
}

#[derive(Debug)]
pub(super) struct Backup {
    pub(super) group: GroupId,
    pub(super) after: f64,
}

impl FromJson for Backup {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let fields = Fields::of(value, &["group", "after"])?;
        Ok(Self { group: fields.get("group")?, after: fields.get("after")? })
    }
}
