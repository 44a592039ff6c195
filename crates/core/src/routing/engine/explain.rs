//! Why somebody got a chat and nobody else did, in full.

use serde::Serialize;

use crate::order::sort_by;
use crate::sorted::SortedMap;

use super::chat::{Chat, Stage};
use super::event::{Event, Presence};
use super::key::Key;
use super::moves::Making;
use super::number::{ChatNo, GroupNo, PersonNo};
use super::person::Person;
use super::pick::{drawn, surplus};
use super::policy::Kind;
use super::refusal::Refusal;
use super::state::State;
use super::step::{Decision, Step};
use super::tables::Reached;

/// Greatest number of people in a ranking, not counting who got the chat if that is nobody of these.
pub const RANKING_MAX: usize = 20;

/// Greatest number of people who are named as left out.
pub const LEFT_OUT_MAX: usize = 50;

/// Why somebody does not come into question. Of several the first in this order is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// Is deactivated or removed.
    UserInactive,
    /// The group is closed.
    GroupClosed,
    /// May not take such a chat.
    NotEntitled,
    /// Lacks a skill that is asked for.
    LacksSkill,
    /// Ends the shift.
    Finishing,
    /// Is away.
    Away,
    /// Is not connected.
    Offline,
    /// Has no room.
    AtCapacity,
    /// Gave it back.
    Released,
}

/// Somebody who could get the chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Who.
    pub person: PersonNo,
    /// How many chats of the kind they have in hand.
    pub open: u32,
    /// How many skills they have beyond those asked for, where the group goes by that. Less is better.
    pub surplus: u32,
    /// What the group's algorithm goes by then. Less is better.
    pub by_algorithm: u64,
    /// What they had beyond what their time online is worth, in milliseconds: decides among equals. Only differences mean
    /// anything.
    pub lag_ms: i64,
    /// The lot they hold: the last to decide.
    pub lot: u32,
}

/// Somebody who could not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    /// Who.
    pub person: PersonNo,
    /// Why.
    pub rule: Exclusion,
}

/// Who is asked together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Circle {
    /// The members of the chat's group.
    Group,
    /// Its backup users.
    BackupUsers,
    /// The members of its backup group.
    BackupGroup,
}

/// Everybody of a circle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// Which.
    pub circle: Circle,
    /// The group by whose rights they would take the chat.
    pub group: GroupNo,
    /// How many could get the chat.
    pub eligible: u32,
    /// The best of them, best first: at most [`RANKING_MAX`], and then who got it if that is somebody else of them.
    pub ranking: Vec<Candidate>,
    /// Those who could not and came closest: at most [`LEFT_OUT_MAX`], last rule first, then by number.
    pub left_out: Vec<LeftOut>,
    /// How many others could not, by rule.
    pub left_out_counts: SortedMap<Exclusion, u32>,
}

/// A decision and everybody it looked at, as things stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The decision.
    pub decision: Decision,
    /// Who was asked, first to last. A wait that is counted as missed asks nobody.
    pub asked: Vec<Asked>,
}

impl State {
    /// What would come of an event. Nothing changes: the plan for somebody's leaving is what would come of that.
    ///
    /// # Errors
    /// [`Refusal`] where the event would be refused.
    pub fn plan(&self, at_ms: i64, seed: u64, event: &Event) -> Result<Step, Refusal> {
        self.clone().apply(at_ms, seed, event)
    }

    /// The calls that somebody has in hand: nobody else can complete them.
    #[must_use]
    pub fn pinned(&self, person: PersonNo) -> Vec<ChatNo> {
        let calls = self.hand(person).into_iter().filter_map(|slot| self.chats.get(slot));
        calls.filter(|chat| self.channel(chat).kind == Kind::Call).map(|chat| chat.no()).collect()
    }

    /// As [`apply`](Self::apply), with an explanation of each decision, in their order. It looks at all people for
    /// each.
    ///
    /// # Errors
    /// [`Refusal`] where the event cannot be. Then nothing has changed.
    pub fn apply_explained(
        &mut self,
        at_ms: i64,
        seed: u64,
        event: &Event,
    ) -> Result<(Step, Vec<Explanation>), Refusal> {
        let (mut step, mut explanations) = (Step::new(), Vec::new());
        let mut making = Making { step: &mut step, seed, explanations: Some(&mut explanations) };
        self.make(at_ms, event, &mut making)?;
        Ok((step, explanations))
    }

    /// The explanation of each decision that would come of an event. Nothing changes. On the state before an event that was
    /// recorded this explains what was decided then.
    ///
    /// # Errors
    /// [`Refusal`] where the event would be refused.
    pub fn explain(&self, at_ms: i64, seed: u64, event: &Event) -> Result<Vec<Explanation>, Refusal> {
        self.clone().apply_explained(at_ms, seed, event).map(|(_, explanations)| explanations)
    }

    /// How far the search for somebody for an open chat has gone, and who could get it now and who could not and why, if
    /// lots were drawn from this seed.
    #[must_use]
    pub fn explain_now(&self, chat: ChatNo, seed: u64) -> Option<(Reached, Vec<Asked>)> {
        let chat = self.chats.get(self.chats.find(chat)?)?;
        Some((Reached::by(chat.stage()), self.asked(chat, chat.assignee(), seed)))
    }

    /// Everybody who is asked about a chat as far as the search has gone.
    pub(super) fn asked(&self, chat: &Chat, winner: Option<PersonNo>, seed: u64) -> Vec<Asked> {
        let Some(group) = self.policy.group(chat.group()) else { return Vec::new() };
        let mut all = vec![self.asked_of(Circle::Group, chat.group(), chat, winner, seed)];
        if chat.stage() >= Stage::BackupUsers && !group.backup_users.is_empty() {
            all.push(self.asked_of(Circle::BackupUsers, chat.group(), chat, winner, seed));
        }
        if let Some(backup) = group.backup_group.filter(|_| chat.stage() == Stage::BackupGroup) {
            all.push(self.asked_of(Circle::BackupGroup, backup, chat, winner, seed));
        }
        all
    }

    fn asked_of(
        &self,
        circle: Circle,
        group: GroupNo,
        chat: &Chat,
        winner: Option<PersonNo>,
        seed: u64,
    ) -> Asked {
        let (mut ranking, mut left_out) = (Vec::new(), Vec::new());
        for (person, one) in self.circle(circle, group) {
            if let Some(rule) = self.exclusion(circle, (person, one), group, chat) {
                left_out.push(LeftOut { person, rule });
            } else if let Some((surplus, key)) = self.rank(circle, (person, one), group, chat, seed) {
                ranking.push((surplus, key, one));
            }
        }
        let eligible = u32::try_from(ranking.len()).unwrap_or(u32::MAX);
        sort_by(&mut ranking, |(a, one, _), (b, other, _)| (a, one).cmp(&(b, other)));
        let mut place = 0;
        ranking.retain(|(_, key, _)| {
            place += 1;
            place <= RANKING_MAX || winner == Some(PersonNo(key.person))
        });
        sort_by(&mut left_out, |a, b| b.rule.cmp(&a.rule).then(a.person.cmp(&b.person)));
        let mut left_out_counts = SortedMap::default();
        for one in left_out.iter().skip(LEFT_OUT_MAX) {
            let count = left_out_counts.get(&one.rule).copied().unwrap_or(0);
            left_out_counts.insert(one.rule, count + 1);
        }
        left_out.truncate(LEFT_OUT_MAX);
        let kind = self.channel(chat).kind;
        let candidate = |(surplus, key, one): (u32, Key, &Person)| Candidate {
            person: PersonNo(key.person),
            open: one.open_of(kind),
            surplus,
            by_algorithm: key.first,
            lag_ms: key.lag,
            lot: key.lot,
        };
        let ranking = ranking.into_iter().map(candidate).collect();
        Asked { circle, group, eligible, ranking, left_out, left_out_counts }
    }

    /// Everybody of a circle, by number.
    fn circle(&self, circle: Circle, group: GroupNo) -> impl Iterator<Item = (PersonNo, &Person)> {
        let people = (0..).map(PersonNo).zip(self.people.iter());
        people.filter_map(|(person, one)| Some((person, one.as_ref()?))).filter(move |(person, one)| {
            match circle {
                Circle::BackupUsers => self.helps(*person).contains(&(*person, group)),
                Circle::Group | Circle::BackupGroup => self.is_member(one, group),
            }
        })
    }

    fn rank(
        &self,
        circle: Circle,
        (person, one): (PersonNo, &Person),
        group: GroupNo,
        chat: &Chat,
        seed: u64,
    ) -> Option<(u32, Key)> {
        if circle == Circle::BackupUsers {
            return Some((0, self.key_of_helper(person)?));
        }
        let algorithm = self.policy.group(group)?.algorithm;
        let key = one.key(person, algorithm, self.channel(chat).kind, self.fair_ms);
        Some((surplus(algorithm, one.skills, self.needed(chat, chat.stage())), drawn(algorithm, key, seed)))
    }

    fn exclusion(
        &self,
        circle: Circle,
        (person, one): (PersonNo, &Person),
        group: GroupNo,
        chat: &Chat,
    ) -> Option<Exclusion> {
        let needed = self.needed(chat, chat.stage());
        let presence = match one.presence {
            Presence::Online => None,
            Presence::Finishing => Some(Exclusion::Finishing),
            Presence::Away => Some(Exclusion::Away),
            Presence::Lost => Some(Exclusion::Offline),
        };
        if !one.is_active() {
            Some(Exclusion::UserInactive)
        } else if circle != Circle::BackupUsers && !self.is_open(group) {
            Some(Exclusion::GroupClosed)
        } else if !self.may(person, group, chat) {
            Some(Exclusion::NotEntitled)
        } else if one.skills & needed != needed {
            Some(Exclusion::LacksSkill)
        } else if presence.is_some() {
            presence
        } else if !one.has_room(self.channel(chat)) {
            Some(Exclusion::AtCapacity)
        } else if chat.avoids(person) {
            Some(Exclusion::Released)
        } else {
            None
        }
    }
}
