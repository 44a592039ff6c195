//! Why somebody got a chat and nobody else did, in full.

use serde::Serialize;

use super::chat::Chat;
use super::event::{Event, Presence};
use super::moves::Making;
use super::number::{ChatNo, GroupNo, PersonNo};
use super::policy::Kind;
use super::refusal::Refusal;
use super::state::State;
use super::step::{Decision, Step};

/// Why somebody does not come into question. Of several the first in this order is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// Is deactivated or removed.
    UserInactive,
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
    /// What the group's algorithm goes by. Less is better.
    pub by_algorithm: u64,
    /// What they had beyond what their time online is worth, in milliseconds: the first to decide among equals. Only
    /// differences mean anything.
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

/// The members of a group that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// The group.
    pub group: GroupNo,
    /// Who could get the chat, best by the group's algorithm first; by lot of all where that draws.
    pub ranking: Vec<Candidate>,
    /// Who could not, by number.
    pub left_out: Vec<LeftOut>,
}

/// A decision and everybody it looked at, as things stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The chat.
    pub chat: ChatNo,
    /// The decision; none where only the state is looked at.
    pub decision: Option<Decision>,
    /// The group of the chat, then its backup group.
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
        calls.filter(|chat| self.channel(chat).kind == Kind::Call).map(|chat| chat.no).collect()
    }

    /// Every decision that would come of an event, each with everybody it would look at. Nothing changes. On the state
    /// before an event that was recorded this explains what was decided then.
    ///
    /// # Errors
    /// [`Refusal`] where the event would be refused.
    pub fn explain(&self, at_ms: i64, seed: u64, event: &Event) -> Result<Vec<Explanation>, Refusal> {
        let (mut step, mut explanations) = (Step::new(), Vec::new());
        let mut making = Making { step: &mut step, seed, explanations: Some(&mut explanations) };
        self.clone().make(at_ms, event, &mut making)?;
        Ok(explanations)
    }

    /// Who could get an open chat now, and who could not and why.
    #[must_use]
    pub fn explain_now(&self, chat: ChatNo) -> Option<Explanation> {
        let chat = self.chats.get(self.chats.find(chat)?)?;
        Some(Explanation { chat: chat.no, decision: None, asked: self.asked(chat) })
    }

    /// Everybody of the groups of a chat.
    pub(super) fn asked(&self, chat: &Chat) -> Vec<Asked> {
        let backup = self.policy.group(chat.group).and_then(|group| group.backup_group);
        let backup = backup.filter(|backup| *backup != chat.group);
        let groups = [Some(chat.group), backup].into_iter().flatten();
        groups.map(|group| self.asked_of(group, chat)).collect()
    }

    fn asked_of(&self, group: GroupNo, chat: &Chat) -> Asked {
        let (mut ranking, mut left_out) = (Vec::new(), Vec::new());
        let kind = self.channel(chat).kind;
        let choice = self.policy.group(group).map(|group| group.choice);
        for person in (0..).map(PersonNo).take(self.people.len()) {
            let Some(one) = self.person(person) else { continue };
            if !one.right(group).is_some_and(|right| right.member) {
                continue;
            }
            if let Some(rule) = self.exclusion(person, group, chat) {
                left_out.push(LeftOut { person, rule });
            } else if let Some(choice) = choice {
                ranking.push((one.key(person, choice, kind, self.fair_ms), one.open_of(kind)));
            }
        }
        ranking.sort_unstable();
        let candidate = |(key, open): (super::crew::Key, u32)| Candidate {
            person: PersonNo(key.person),
            open,
            by_algorithm: key.first,
            lag_ms: key.lag,
            lot: key.lot,
        };
        Asked { group, ranking: ranking.into_iter().map(candidate).collect(), left_out }
    }

    fn exclusion(&self, person: PersonNo, group: GroupNo, chat: &Chat) -> Option<Exclusion> {
        let one = self.person(person)?;
        let needed = self.needed(chat, chat.stage);
        let presence = match one.presence {
            Presence::Online => None,
            Presence::Finishing => Some(Exclusion::Finishing),
            Presence::Away => Some(Exclusion::Away),
            Presence::Lost => Some(Exclusion::Offline),
        };
        if !one.is_active() {
            Some(Exclusion::UserInactive)
        } else if !self.may_as_any(person, group, chat) {
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
