//! Which setting wins: a person over their groups over the company, each question in one place.

use super::Settings;
use super::capacity::{OwnCapacity, Slots};
use super::group::{GroupSettings, PersonSettings};
use super::waiting::{LadderSettings, MissedSettings, Sticky};
use crate::channel::ChannelKind;
use crate::id::{ChannelId, GroupId, HoursId, SkillId, UserId};
use crate::routing::hours::{Clock, Hours};

/// How many changes of somebody's hours are looked at for the next that counts.
const CHANGES_MAX: usize = 64;

impl Settings {
    /// How much a person of these groups may have in hand: what is said of the person, else the least that is said of one
    /// of the groups, else what is said for all.
    pub fn capacity_of<'a>(&self, person: &UserId, groups: impl IntoIterator<Item = &'a GroupId>) -> Slots {
        let least = |a: Option<u32>, b: Option<u32>| [a, b].into_iter().flatten().min();
        let own = self.people.get(person).map_or(OwnCapacity::default(), |person| person.capacity);
        let mut shared = OwnCapacity::default();
        for group in groups {
            let said = self.groups.get(group).map_or(OwnCapacity::default(), |group| group.capacity);
            shared =
                OwnCapacity { text: least(shared.text, said.text), calls: least(shared.calls, said.calls) };
        }
        Slots {
            text: own.text.or(shared.text).unwrap_or(self.capacity.text),
            calls: own.calls.or(shared.calls).unwrap_or(self.capacity.calls),
        }
    }

    /// How much a chat on a channel weighs: 1 for calls; else what is said of the channel, else of its service, else 1.
    pub fn weight_of(&self, channel: &ChannelId, kind: ChannelKind) -> u32 {
        let weights = &self.capacity.weights;
        if kind == ChannelKind::Voip {
            return 1;
        }
        weights.channels.get(channel).or_else(|| weights.kinds.get(&kind)).copied().unwrap_or(1)
    }

    /// What a person can.
    pub fn skills_of(&self, person: &UserId) -> &[SkillId] {
        self.people.get(person).map_or(&[], |person| &*person.skills)
    }

    /// What is said of a group, where anything is.
    pub fn group(&self, group: &GroupId) -> Option<&GroupSettings> {
        self.groups.get(group)
    }

    /// The ladder of a group: its own as a whole, else that of the company.
    pub fn ladder_of(&self, group: &GroupId) -> LadderSettings {
        self.groups.get(group).and_then(|group| group.ladder).unwrap_or(self.ladder)
    }

    /// When a client of a group waited too long: what it says as a whole, else the company.
    pub fn missed_of(&self, group: &GroupId) -> &MissedSettings {
        self.groups.get(group).and_then(|group| group.missed.as_ref()).unwrap_or(&self.missed)
    }

    /// Who is asked first for a chat of a group.
    pub fn sticky_of(&self, group: &GroupId) -> Sticky {
        self.groups.get(group).and_then(|group| group.sticky).unwrap_or(self.sticky)
    }

    /// The hours of a person of these groups, of which any will do: the person's own; else those of the groups, where a
    /// group without any has those of the company; else those of the company. None: the person always works.
    pub fn hours_of<'a>(
        &self,
        person: &UserId,
        groups: impl IntoIterator<Item = &'a GroupId>,
    ) -> Option<Vec<&Hours>> {
        // Hours that are gone count as not said.
        let named = |id: &Option<HoursId>| id.as_ref().and_then(|id| self.hours.get(id));
        let own = self.people.get(person).and_then(|PersonSettings { hours, .. }| named(hours));
        if let Some(own) = own {
            return Some(vec![own]);
        }
        let company = named(&self.default_hours);
        let of_group = |id: &GroupId| self.groups.get(id).and_then(|group| named(&group.hours)).or(company);
        let mut all = Vec::new();
        for hours in groups.into_iter().map(of_group) {
            // In one of the groups the person always works.
            all.push(hours?);
        }
        if all.is_empty() { company.map(|hours| vec![hours]) } else { Some(all) }
    }

    /// Whether a person of these groups is to work now.
    pub fn is_on_shift<'a>(
        &self,
        person: &UserId,
        groups: impl IntoIterator<Item = &'a GroupId>,
        clock: &Clock<'_>,
    ) -> bool {
        self.hours_of(person, groups).is_none_or(|all| all.iter().any(|hours| clock.is_open(hours)))
    }

    /// The first moment after now, in milliseconds since 1970, at which it may differ whether a person of these groups is
    /// to work: to be asked again then. None: never.
    pub fn next_shift_change<'a>(
        &self,
        person: &UserId,
        groups: impl IntoIterator<Item = &'a GroupId>,
        clock: &Clock<'_>,
    ) -> Option<i64> {
        let all = self.hours_of(person, groups)?;
        let is_on = |clock: &Clock<'_>| all.iter().any(|hours| clock.is_open(hours));
        let (now, mut later) = (is_on(clock), *clock);
        for _ in 0..CHANGES_MAX {
            let change = all.iter().filter_map(|hours| later.next_change(hours)).min()?;
            later = later.at(change);
            if is_on(&later) != now {
                break;
            }
        }
        Some(later.now_ms)
    }
}
