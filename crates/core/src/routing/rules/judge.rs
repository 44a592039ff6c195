//! Which rule a message hits.

use crate::id::HoursId;
use crate::routing::hours::{Clock, Hours};
use crate::sorted::SortedMap;

use super::cue::Message;
use super::facts::Facts;
use super::rule::{Condition, Conditions, SmartRule, Within};

/// A condition that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// Which.
    pub condition: Condition,
    /// Which of its alternatives held first, where it has any, counted from zero.
    pub alternative: Option<usize>,
}

/// The rule that a message hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// Which of the rules, counted from zero.
    pub place: usize,
    /// The rule.
    pub rule: &'a SmartRule,
    /// What held, a condition each.
    pub why: Vec<Holds>,
}

/// What a rule says to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict<'a> {
    /// The rule.
    pub rule: &'a SmartRule,
    /// The conditions that hold.
    pub held: Vec<Holds>,
    /// The conditions that do not. Where there are none, the rule holds.
    pub failed: Vec<Condition>,
}

/// The first rule that holds; none: no rule does.
///
/// The message is read once, and each rule asked at most once: time grows with the length of the message (up to
/// [`TEXT_MAX_CHARS`](super::TEXT_MAX_CHARS)) and with the alternatives of all rules, of which there is a greatest number.
pub fn which<'a>(
    rules: &'a [SmartRule],
    hours: &SortedMap<HoursId, Hours>,
    facts: &Facts<'_>,
    clock: &Clock<'_>,
) -> Option<Hit<'a>> {
    let mut asked = Asked { hours, facts, clock, message: None };
    rules.iter().enumerate().find_map(|(place, rule)| {
        let mut why = Vec::new();
        let holds = CONDITIONS.iter().all(|condition| match asked.holds(&rule.when, *condition) {
            Answer::NotAsked => true,
            Answer::Fails => false,
            Answer::Holds(alternative) => {
                why.push(Holds { condition: *condition, alternative });
                true
            }
        });
        holds.then_some(Hit { place, rule, why })
    })
}

/// What each rule says, in their order. The first without a condition that failed is the one of [`which`].
pub fn explain<'a>(
    rules: &'a [SmartRule],
    hours: &SortedMap<HoursId, Hours>,
    facts: &Facts<'_>,
    clock: &Clock<'_>,
) -> Vec<Verdict<'a>> {
    let mut asked = Asked { hours, facts, clock, message: None };
    let verdict = |rule: &'a SmartRule| {
        let mut verdict = Verdict { rule, held: Vec::new(), failed: Vec::new() };
        for condition in CONDITIONS {
            match asked.holds(&rule.when, condition) {
                Answer::NotAsked => {}
                Answer::Fails => verdict.failed.push(condition),
                Answer::Holds(alternative) => verdict.held.push(Holds { condition, alternative }),
            }
        }
        verdict
    };
    rules.iter().map(verdict).collect()
}

/// From what costs little to what costs most.
const CONDITIONS: [Condition; 7] = [
    Condition::Client,
    Condition::Kinds,
    Condition::Channels,
    Condition::Languages,
    Condition::Labels,
    Condition::Hours,
    Condition::Text,
];

enum Answer {
    NotAsked,
    Holds(Option<usize>),
    Fails,
}

struct Asked<'a> {
    hours: &'a SortedMap<HoursId, Hours>,
    facts: &'a Facts<'a>,
    clock: &'a Clock<'a>,
    /// The message, once a rule asked for its text.
    message: Option<Message>,
}

impl Asked<'_> {
    fn holds(&mut self, when: &Conditions, condition: Condition) -> Answer {
        let facts = self.facts;
        match condition {
            Condition::Channels => one_of(when.channels.as_deref(), |own| own == facts.channel),
            Condition::Kinds => one_of(when.kinds.as_deref(), |own| *own == facts.kind),
            Condition::Labels => one_of(when.labels.as_deref(), |own| facts.labels.contains(own)),
            Condition::Languages => one_of(when.languages.as_deref(), |own| {
                facts.language.is_some_and(|written| own.covers(written))
            }),
            Condition::Client => match when.client {
                None => Answer::NotAsked,
                Some(own) if own == facts.client => Answer::Holds(None),
                Some(_) => Answer::Fails,
            },
            Condition::Hours => match &when.hours {
                None => Answer::NotAsked,
                Some(within) if self.is_within(within) => Answer::Holds(None),
                Some(_) => Answer::Fails,
            },
            Condition::Text => {
                let Some(cues) = when.text.as_deref() else { return Answer::NotAsked };
                let message = self.message.get_or_insert_with(|| Message::read(facts.text));
                one_of(Some(cues), |cue| message.holds(cue))
            }
        }
    }

    /// Hours that do not exist are neither open nor closed.
    fn is_within(&self, within: &Within) -> bool {
        let Some(hours) = self.hours.get(within.hours()) else { return false };
        self.clock.is_open(hours) == matches!(within, Within::Open(_))
    }
}

fn one_of<T>(alternatives: Option<&[T]>, holds: impl FnMut(&T) -> bool) -> Answer {
    let Some(alternatives) = alternatives else { return Answer::NotAsked };
    alternatives.iter().position(holds).map_or(Answer::Fails, |place| Answer::Holds(Some(place)))
}
