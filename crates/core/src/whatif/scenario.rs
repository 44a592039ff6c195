//! A question in JSON, worked through in slices, and its answer.

use std::rc::Rc;

use serde::Serialize;

use crate::order::sort_by;
use crate::{ChannelId, GroupId, UserId};

use super::comparison::{Difference, difference};
use super::form::{self, WhatIfError, at_most, within};
use super::report::Report;
use super::routed::Routed;
use super::rules::{Capacity, GroupRules, Rules};
use super::shifts::{Attendance, DropOuts, Shift, turns};
use super::simulation::Simulation;
use super::traffic::{ARRIVALS_MAX, Crowd, Lane, Traffic, WorkTime};
use super::world::{Arrival, DAY_MS, Facts, HOUR_MS, Medium, Pairs, Person, Takes, World};

/// Minutes of a week, and of a day.
const WEEK_MIN: u32 = 10_080;
const DAY_MIN: u32 = 1_440;

/// How far everything is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Overall {
    /// From 0 to 1.
    pub done: f64,
    /// Whether there is nothing left to do.
    pub is_finished: bool,
}

/// What came of one run.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// The people, in the order of their loads.
    pub people: Vec<UserId>,
    /// What came of it.
    pub report: Report,
    /// How much longer texts wait than in the first run.
    pub difference: Difference,
}

/// What came of everything.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// How long the time of the runs is, in milliseconds.
    pub horizon_ms: i64,
    /// How many chats came.
    pub chats: u32,
    /// The groups, in the order of their services.
    pub groups: Vec<GroupId>,
    /// The runs, in the order of the question.
    pub runs: Vec<Outcome>,
    /// The last run's team, if everybody might take everything.
    pub pooled: Option<Outcome>,
}

/// A question that is worked through.
///
/// ```
/// use usher_core::whatif::Scenario;
/// let mut scenario = Scenario::parse(r#"{
///   "days": 1, "seed": 7,
///   "channels": [{"id": "wa-1", "medium": "text", "share": 1}],
///   "groups": [{"id": "sales", "share": 1}],
///   "traffic": {"recorded": [{"at": 36000, "channel": "wa-1", "group": "sales", "work": 600, "known": true}]},
///   "handOff": 60, "target": 120, "missedAfter": 600, "withPooled": false,
///   "runs": [{
///     "people": [{"id": "u1", "takes": [{"group": "sales", "channels": ["wa-1"]}], "takesNew": true,
///       "texts": 3, "calls": 1, "shifts": [[660, 1080]]}],
///     "rules": {"capacity": "slots", "stickiness": "none", "grace": 120, "groups": []}
///   }]
/// }"#)?;
/// while !scenario.run(1000).is_finished {}
/// assert_eq!(scenario.answer().runs[0].report.all.texts.mean_ms, 3_600_000.0);
/// # Ok::<(), usher_core::whatif::WhatIfError>(())
/// ```
#[derive(Debug)]
pub struct Scenario {
    groups: Vec<GroupId>,
    horizon_ms: i64,
    chats: u32,
    runs: Vec<Run>,
    pooled: Option<Run>,
}

#[derive(Debug)]
struct Run {
    people: Vec<UserId>,
    simulation: Simulation<Routed>,
}

impl Run {
    fn new(people: Vec<UserId>, world: World, rules: Rules) -> Self {
        let world = Rc::new(world);
        Self { people, simulation: Simulation::new(Rc::clone(&world), Routed::new(world, &rules)) }
    }

    fn outcome(&self, first: Option<&Report>) -> Outcome {
        let report = self.simulation.report();
        let difference = first.map(|first| difference(first, &report)).unwrap_or_default();
        Outcome { people: self.people.clone(), report, difference }
    }
}

impl Scenario {
    /// Reads a question and draws its world.
    ///
    /// # Errors
    /// The text is too large or not a question, a number is out of range, or an id is twice or not there.
    pub fn parse(json: &str) -> Result<Self, WhatIfError> {
        let question: form::Question = form::parse(json)?;
        let frame = Frame::new(&question)?;
        let mut runs = Vec::with_capacity(question.runs.len());
        let mut pooled = None;
        let mut traffic: Option<Past> = None;
        for (place, run) in question.runs.iter().enumerate() {
            let at = format!("/runs/{place}");
            let team = Team::new(&frame, &question, run, &at)?;
            let rules = frame.rules(&run.rules, &at)?;
            let backups = frame.backups(&run.rules, &at)?;
            let past = match traffic.take() {
                Some(past) => past,
                None => Past::new(&frame, &question, &team)?,
            };
            let arrivals = past.arrivals(&team);
            traffic = Some(past);
            let world = frame.world(&question, &team, arrivals, backups);
            if place + 1 == question.runs.len() && question.with_pooled {
                let rules = Rules { groups: Vec::new(), capacity: Capacity::Slots, ..rules.clone() };
                pooled = Some(Run::new(team.ids.clone(), world.pooled(), rules));
            }
            runs.push(Run::new(team.ids, world, rules));
        }
        let chats = traffic.map_or(0, |past| past.0.len() as u32);
        Ok(Self { groups: frame.groups, horizon_ms: frame.horizon_ms, chats, runs, pooled })
    }

    /// Works on for at most so many events.
    pub fn run(&mut self, steps: u32) -> Overall {
        let mut runs = self.runs.iter_mut().chain(&mut self.pooled);
        if let Some(next) = runs.find(|run| !run.simulation.progress().is_finished()) {
            next.simulation.run_for(steps);
        }
        let (mut count, mut done) = (0.0, 0.0);
        for run in self.runs.iter().chain(&self.pooled) {
            count += 1.0;
            done += run.simulation.progress().done_ms as f64 / self.horizon_ms as f64;
        }
        Overall { done: done / count, is_finished: done >= count }
    }

    /// What has come of it so far.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let mut runs: Vec<Outcome> = Vec::with_capacity(self.runs.len());
        for run in &self.runs {
            let outcome = run.outcome(runs.first().map(|first| &first.report));
            runs.push(outcome);
        }
        let first = runs.first().map(|first| &first.report);
        let pooled = self.pooled.as_ref().map(|run| run.outcome(first));
        Answer { horizon_ms: self.horizon_ms, chats: self.chats, groups: self.groups.clone(), runs, pooled }
    }
}

/// What all runs have in common.
struct Frame {
    horizon_ms: i64,
    groups: Vec<GroupId>,
    channels: Vec<ChannelId>,
    media: Vec<Medium>,
}

impl Frame {
    fn new(question: &form::Question) -> Result<Self, WhatIfError> {
        within(f64::from(question.days), 1.0, f64::from(form::DAYS_MAX), "/days")?;
        at_most(&question.channels, form::GROUPS_MAX, "/channels")?;
        at_most(&question.groups, form::GROUPS_MAX, "/groups")?;
        at_most(&question.runs, form::RUNS_MAX, "/runs")?;
        if question.runs.is_empty() {
            return Err(WhatIfError::new("whatif_out_of_range", "/runs".into(), "there is nothing to run"));
        }
        within(question.hand_off, 0.0, form::SECONDS_MAX, "/handOff")?;
        within(question.target, 0.0, form::SECONDS_MAX, "/target")?;
        within(question.missed_after, 0.0, form::SECONDS_MAX, "/missedAfter")?;
        if let Some(drop_outs) = &question.drop_outs {
            within(drop_outs.after, 1.0, form::SECONDS_MAX, "/dropOuts/after")?;
            within(drop_outs.lasting, 1.0, form::SECONDS_MAX, "/dropOuts/for")?;
        }
        let groups: Vec<GroupId> = question.groups.iter().map(|group| group.id.clone()).collect();
        let channels: Vec<ChannelId> = question.channels.iter().map(|channel| channel.id.clone()).collect();
        once(&groups, "/groups")?;
        once(&channels, "/channels")?;
        for (list, shares) in [
            ("/groups", question.groups.iter().map(|group| group.share).collect::<Vec<u32>>()),
            ("/channels", question.channels.iter().map(|channel| channel.share).collect()),
        ] {
            for (place, share) in shares.iter().enumerate() {
                within(f64::from(*share), 0.0, 1e6, &format!("{list}/{place}/share"))?;
            }
        }
        let media = question.channels.iter().map(|channel| channel.medium).collect();
        Ok(Self { horizon_ms: i64::from(question.days) * DAY_MS, groups, channels, media })
    }

    fn group(&self, id: &GroupId, pointer: impl FnOnce() -> String) -> Result<u16, WhatIfError> {
        place(&self.groups, id).ok_or_else(|| unknown(pointer(), "there is no such group"))
    }

    fn channel(&self, id: &ChannelId, pointer: impl FnOnce() -> String) -> Result<u16, WhatIfError> {
        place(&self.channels, id).ok_or_else(|| unknown(pointer(), "there is no such channel"))
    }

    fn crowds(&self, groups: &[form::Group]) -> Result<Vec<Crowd>, WhatIfError> {
        let mut crowds = Vec::with_capacity(groups.len());
        for (place, group) in groups.iter().enumerate() {
            let lanes = match &group.channels {
                Some(channels) => Some(self.channels(channels, &format!("/groups/{place}/channels"))?),
                None => None,
            };
            crowds.push(Crowd { share: group.share, lanes });
        }
        Ok(crowds)
    }

    fn channels(&self, ids: &[ChannelId], at: &str) -> Result<Vec<u16>, WhatIfError> {
        at_most(ids, form::GROUPS_MAX, at)?;
        let mut channels = Vec::with_capacity(ids.len());
        for (item, id) in ids.iter().enumerate() {
            channels.push(self.channel(id, || format!("{at}/{item}"))?);
        }
        Ok(channels)
    }

    fn rules(&self, rules: &form::Rules, at: &str) -> Result<Rules, WhatIfError> {
        let named: Vec<GroupId> = rules.groups.iter().map(|group| group.id.clone()).collect();
        once(&named, &format!("{at}/rules/groups"))?;
        let mut groups = vec![GroupRules::default(); self.groups.len()];
        for (place, group) in rules.groups.iter().enumerate() {
            let here = || format!("{at}/rules/groups/{place}");
            let number = self.group(&group.id, || here() + "/id")?;
            let backup_after_ms = match &group.backup {
                Some(backup) => {
                    let pointer = here() + "/backup/after";
                    Some(milliseconds(within(backup.after, 0.0, form::SECONDS_MAX, &pointer)?))
                }
                None => None,
            };
            if let Some(slot) = groups.get_mut(usize::from(number)) {
                *slot = GroupRules { algorithm: group.algorithm, backup_after_ms };
            }
        }
        let grace_ms = match rules.grace {
            Some(grace) => {
                let pointer = format!("{at}/rules/grace");
                Some(milliseconds(within(grace, 0.0, form::SECONDS_MAX, &pointer)?))
            }
            None => None,
        };
        Ok(Rules { groups, capacity: rules.capacity, stickiness: rules.stickiness, grace_ms })
    }

    fn backups(&self, rules: &form::Rules, at: &str) -> Result<Vec<Option<u16>>, WhatIfError> {
        let mut backups = vec![None; self.groups.len()];
        for (place, group) in rules.groups.iter().enumerate() {
            let Some(backup) = &group.backup else { continue };
            let here = || format!("{at}/rules/groups/{place}");
            let number = self.group(&group.id, || here() + "/id")?;
            let helper = self.group(&backup.group, || here() + "/backup/group")?;
            if let Some(slot) = backups.get_mut(usize::from(number)) {
                *slot = Some(helper);
            }
        }
        Ok(backups)
    }

    fn world(
        &self,
        question: &form::Question,
        team: &Team,
        arrivals: Vec<Arrival>,
        backups: Vec<Option<u16>>,
    ) -> World {
        World {
            horizon_ms: self.horizon_ms,
            counted_from_ms: 0,
            // Who comes in the last hour had no time to be answered.
            counted_until_ms: self.horizon_ms - HOUR_MS,
            handoff_ms: milliseconds(question.hand_off),
            target_ms: milliseconds(question.target),
            missed_after_ms: milliseconds(question.missed_after),
            media: self.media.clone(),
            groups: self.groups.len() as u16,
            backups,
            people: team.people.clone(),
            arrivals,
            turns: team.turns(self.horizon_ms, question),
            seed: u64::from(question.seed),
        }
    }
}

/// The people of a run.
struct Team {
    ids: Vec<UserId>,
    people: Vec<Person>,
    shifts: Vec<Vec<Shift>>,
    leaves_ms: Vec<Option<i64>>,
}

impl Team {
    fn new(frame: &Frame, question: &form::Question, run: &form::Run, at: &str) -> Result<Self, WhatIfError> {
        at_most(&run.people, form::PEOPLE_MAX, &format!("{at}/people"))?;
        let ids: Vec<UserId> = run.people.iter().map(|person| person.id.clone()).collect();
        once(&ids, &format!("{at}/people"))?;
        let mut team = Self { ids, people: Vec::new(), shifts: Vec::new(), leaves_ms: Vec::new() };
        for (place, person) in run.people.iter().enumerate() {
            let at = format!("{at}/people/{place}");
            for (slots, name) in [(person.texts, "texts"), (person.calls, "calls")] {
                within(f64::from(slots), 0.0, f64::from(form::SLOTS_MAX), &format!("{at}/{name}"))?;
            }
            team.people.push(Person {
                takes: Takes::Only(pairs(frame, &person.takes, &at)?),
                takes_new: person.takes_new,
                slots: [person.texts, person.calls],
            });
            team.shifts.push(shifts(&person.shifts, &at)?);
            let leaves_at = match person.leaves_at {
                Some(leaves) => {
                    let most = f64::from(question.days) * 86_400.0;
                    Some(milliseconds(within(leaves, 0.0, most, &format!("{at}/leavesAt"))?))
                }
                None => None,
            };
            team.leaves_ms.push(leaves_at);
        }
        Ok(team)
    }

    fn turns(&self, horizon_ms: i64, question: &form::Question) -> Vec<super::world::Turn> {
        let drop_outs = question.drop_outs.as_ref().map(|drop_outs| DropOuts {
            after_ms: drop_outs.after * 1000.0,
            for_ms: drop_outs.lasting * 1000.0,
        });
        let attendances: Vec<Attendance<'_>> = (0_u32..)
            .zip(self.ids.iter().zip(&self.shifts).zip(&self.leaves_ms))
            .map(|(person, ((id, shifts), leaves_ms))| Attendance {
                person,
                key: mixed(id.as_str()),
                shifts,
                drop_outs,
                removed_at_ms: *leaves_ms,
            })
            .collect();
        turns(&attendances, horizon_ms, u64::from(question.seed))
    }
}

/// The chats, with the responsible by name, who may be another number in another team.
struct Past(Vec<(Arrival, Option<UserId>)>);

impl Past {
    /// Who may be responsible in generated traffic are those of the first team.
    fn new(frame: &Frame, question: &form::Question, first: &Team) -> Result<Self, WhatIfError> {
        match (&question.traffic.generated, &question.traffic.recorded) {
            (Some(generated), None) => {
                let traffic = generated.traffic(frame, question)?;
                let takers = |facts: &Facts| {
                    let people = (0_u32..).zip(&first.people);
                    let may = people.filter(|(person, who)| {
                        let own = Facts { responsible: Some(*person), ..*facts };
                        who.may_take(*person, &own, facts.group)
                    });
                    may.map(|(person, _)| person).collect()
                };
                let named = |arrival: Arrival| {
                    let responsible = arrival.facts.responsible;
                    (arrival, responsible.and_then(|person| first.ids.get(person as usize).cloned()))
                };
                Ok(Self(traffic.arrivals(takers).into_iter().map(named).collect()))
            }
            (None, Some(chats)) => recorded(frame, chats),
            (None, None) | (Some(_), Some(_)) => Err(form::one_of("/traffic")),
        }
    }

    fn arrivals(&self, team: &Team) -> Vec<Arrival> {
        let mut by_name: Vec<(&UserId, u32)> = team.ids.iter().zip(0..).collect();
        sort_by(&mut by_name, |a, b| a.0.cmp(b.0));
        let number = |id: &UserId| {
            let found = by_name.binary_search_by(|(one, _)| (*one).cmp(id)).ok();
            found.and_then(|place| by_name.get(place)).map(|(_, number)| *number)
        };
        let chats = self.0.iter().map(|(arrival, responsible)| {
            let facts = Facts { responsible: responsible.as_ref().and_then(number), ..arrival.facts };
            Arrival { facts, ..*arrival }
        });
        chats.collect()
    }
}

impl form::Generated {
    fn traffic(&self, frame: &Frame, question: &form::Question) -> Result<Traffic, WhatIfError> {
        let at = "/traffic/generated";
        let rates = |list: &[f64], name: &str, most: f64| -> Result<(), WhatIfError> {
            list.iter().enumerate().try_for_each(|(place, rate)| {
                within(*rate, 0.0, most, &format!("{at}/{name}/{place}")).map(drop)
            })
        };
        rates(&self.hourly, "hourly", form::HOURLY_MAX)?;
        rates(&self.daily, "daily", 10.0)?;
        let length = |name: &str| {
            WhatIfError::new(
                "whatif_out_of_range",
                format!("{at}/{name}"),
                "the list has not the right length",
            )
        };
        let hourly: [f64; 24] = self.hourly.as_slice().try_into().map_err(|_| length("hourly"))?;
        let daily: [f64; 7] = self.daily.as_slice().try_into().map_err(|_| length("daily"))?;
        let expected = hourly.iter().sum::<f64>() * daily.iter().copied().fold(0.0, f64::max);
        let most = 0.9 * ARRIVALS_MAX as f64;
        within(expected * f64::from(question.days), 0.0, most, &format!("{at}/hourly"))?;
        let work = |time: &form::WorkTime, name: &str| -> Result<WorkTime, WhatIfError> {
            let mean = within(time.mean, 1.0, form::SECONDS_MAX, &format!("{at}/{name}/mean"))?;
            let sigma = within(time.spread, 0.0, 3.0, &format!("{at}/{name}/spread"))?;
            Ok(WorkTime { mean_ms: mean * 1000.0, sigma })
        };
        let part = |part: f64, name: &str| within(part, 0.0, 1.0, &format!("{at}/{name}"));
        Ok(Traffic {
            horizon_ms: frame.horizon_ms,
            hourly,
            daily,
            lanes: frame
                .media
                .iter()
                .zip(&question.channels)
                .map(|(medium, channel)| Lane { medium: *medium, share: channel.share })
                .collect(),
            groups: frame.crowds(&question.groups)?,
            work: [work(&self.texts, "texts")?, work(&self.calls, "calls")?],
            patience_ms: within(self.patience, 1.0, form::SECONDS_MAX, &format!("{at}/patience"))? * 1000.0,
            known: part(self.known, "known")?,
            responsible: part(self.responsible, "responsible")?,
            seed: u64::from(question.seed),
        })
    }
}

fn recorded(frame: &Frame, chats: &[form::Recorded]) -> Result<Past, WhatIfError> {
    at_most(chats, ARRIVALS_MAX, "/traffic/recorded")?;
    let mut arrivals = Vec::with_capacity(chats.len());
    for (place, chat) in chats.iter().enumerate() {
        let at = |name: &str| format!("/traffic/recorded/{place}/{name}");
        let horizon_s = frame.horizon_ms as f64 / 1000.0;
        let channel = frame.channel(&chat.channel, || at("channel"))?;
        let medium = frame.media.get(usize::from(channel)).copied().unwrap_or(Medium::Text);
        let facts = Facts {
            medium,
            group: frame.group(&chat.group, || at("group"))?,
            channel,
            responsible: None,
            is_known: chat.known,
        };
        let patience_ms = match chat.patience {
            Some(patience) => Some(milliseconds(within(patience, 0.0, form::SECONDS_MAX, &at("patience"))?)),
            None => None,
        };
        let arrival = Arrival {
            at_ms: milliseconds(within(chat.at, 0.0, horizon_s, &at("at"))?),
            facts,
            work_ms: milliseconds(within(chat.work, 0.0, form::SECONDS_MAX, &at("work"))?).max(1),
            patience_ms,
        };
        arrivals.push((arrival, chat.responsible.clone()));
    }
    sort_by(&mut arrivals, |(a, _), (b, _)| a.at_ms.cmp(&b.at_ms));
    Ok(Past(arrivals))
}

fn pairs(frame: &Frame, takes: &[form::Takes], at: &str) -> Result<Pairs, WhatIfError> {
    at_most(takes, form::GROUPS_MAX, &format!("{at}/takes"))?;
    let mut pairs = Vec::new();
    for (place, one) in takes.iter().enumerate() {
        let group = frame.group(&one.group, || format!("{at}/takes/{place}/group"))?;
        let channels = frame.channels(&one.channels, &format!("{at}/takes/{place}/channels"))?;
        pairs.extend(channels.into_iter().map(|channel| (group, channel)));
    }
    Ok(Pairs::new(pairs))
}

/// Shifts that are in the week, and apart from each other also where the week begins anew.
fn shifts(minutes: &[(u32, u32)], at: &str) -> Result<Vec<Shift>, WhatIfError> {
    at_most(minutes, form::SHIFTS_MAX, &format!("{at}/shifts"))?;
    let mut shifts: Vec<Shift> = Vec::with_capacity(minutes.len());
    for (place, (from_min, to_min)) in minutes.iter().enumerate() {
        let pointer = format!("{at}/shifts/{place}");
        within(f64::from(*from_min), 0.0, f64::from(WEEK_MIN - 1), &pointer)?;
        within(f64::from(*to_min), f64::from(from_min + 1), f64::from(from_min + DAY_MIN), &pointer)?;
        shifts.push(Shift { from_min: *from_min, to_min: *to_min });
    }
    sort_by(&mut shifts, Ord::cmp);
    let again = shifts.first().map(|first| Shift { from_min: first.from_min + WEEK_MIN, ..*first });
    let next = shifts.iter().skip(1).chain(&again);
    if shifts.iter().zip(next).any(|(one, next)| one.to_min > next.from_min) {
        return Err(WhatIfError::new("whatif_overlap", format!("{at}/shifts"), "shifts overlap"));
    }
    Ok(shifts)
}

/// Refuses a list in which something is twice.
fn once<T: Ord>(ids: &[T], pointer: &str) -> Result<(), WhatIfError> {
    let mut places: Vec<usize> = (0..ids.len()).collect();
    sort_by(&mut places, |a, b| ids.get(*a).cmp(&ids.get(*b)).then(a.cmp(b)));
    let twice = places.windows(2).find_map(|pair| match pair {
        [one, other] if ids.get(*one) == ids.get(*other) => Some(*other),
        _ => None,
    });
    match twice {
        Some(place) => {
            Err(WhatIfError::new("whatif_duplicate", format!("{pointer}/{place}/id"), "an id is there twice"))
        }
        None => Ok(()),
    }
}

fn place<T: PartialEq>(ids: &[T], id: &T) -> Option<u16> {
    ids.iter().position(|one| one == id).and_then(|place| u16::try_from(place).ok())
}

const fn unknown(pointer: String, message: &'static str) -> WhatIfError {
    WhatIfError::new("whatif_unknown", pointer, message)
}

fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1000.0).round() as i64
}

/// A number of a name: FNV-1a by G. Fowler, L. Noll and K. Vo.
fn mixed(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
