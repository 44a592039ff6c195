//! From settings to what the engine works with: numbers instead of names.

use std::collections::HashMap;

use super::Settings;
use super::capacity::Slots;
use super::waiting::{GivingBack, LadderSettings, Sticky};
use crate::channel::ChannelKind;
use crate::id::{ChannelId, GroupId, SkillId, UserId};
use crate::routing::Algorithm;
use crate::routing::engine::{
    Channel, Entitlement, GiveBack, Group, GroupNo, Kind, Ladder, PersonNo, Policy, Profile, Status,
    Stickiness,
};
use crate::routing::rules::SmartRule;

/// Who and what there is, by number: each list is in the order of the numbers. What is gone keeps its place, so that no
/// number is ever given anew; what settings refer to and is not here counts as not said.
#[derive(Clone, Copy)]
pub struct Roster<'a> {
    /// The people.
    pub people: &'a [UserId],
    /// The groups, and how each picks.
    pub groups: &'a [(GroupId, Algorithm)],
    /// The channels, and what they are connected to.
    pub channels: &'a [(ChannelId, ChannelKind)],
    /// The skills: at most 64 count. [`Settings::skills`] names those that settings know.
    pub skills: &'a [SkillId],
}

impl Settings {
    /// What the engine is to work by.
    pub fn compile(&self, roster: &Roster<'_>) -> Policy {
        let channel = |(id, kind): &(ChannelId, ChannelKind)| Channel {
            kind: if *kind == ChannelKind::Voip { Kind::Call } else { Kind::Text },
            weight: small(self.weight_of(id, *kind)),
        };
        let people: HashMap<&UserId, u32> = roster.people.iter().zip(0..).collect();
        let groups: HashMap<&GroupId, u16> = roster.groups.iter().map(|(id, _)| id).zip(0..).collect();
        let group = |(id, algorithm): &(GroupId, Algorithm)| {
            let said = self.group(id);
            let backup = said.map_or(&[][..], |group| &group.backup_users);
            let backup_group = said.and_then(|group| group.backup_group.as_ref());
            Group {
                algorithm: *algorithm,
                backup_users: backup
                    .iter()
                    .filter_map(|user| people.get(user).copied().map(PersonNo))
                    .collect(),
                backup_group: backup_group.and_then(|group| groups.get(group).copied().map(GroupNo)),
                ladder: ladder(self.ladder_of(id)),
                stickiness: match self.sticky_of(id) {
                    Sticky::None => Stickiness::None,
                    Sticky::Responsible => Stickiness::Responsible,
                    Sticky::LastAgent => Stickiness::LastAgent,
                },
                // By the clock of its hours, which the host reads.
                closed: false,
                answer_ms: self.missed_of(id).answer_within.map(ms),
            }
        };
        Policy {
            channels: roster.channels.iter().map(channel).collect(),
            groups: roster.groups.iter().map(group).collect(),
            grace_ms: self.lost.grace.map(ms),
            give_back: match self.lost.give_back {
                GivingBack::Never => GiveBack::Never,
                GivingBack::UnlessAnswered => GiveBack::Unanswered,
                GivingBack::Always => GiveBack::Always,
            },
        }
    }

    /// A person as the engine is told: `groups` are the person's own, `entitlements` what access says.
    pub fn profile(
        &self,
        person: &UserId,
        status: Status,
        groups: &[GroupNo],
        entitlements: Vec<Entitlement>,
        roster: &Roster<'_>,
    ) -> Profile {
        let named =
            groups.iter().filter_map(|group| roster.groups.get(usize::from(group.0)).map(|(id, _)| id));
        let Slots { text, calls } = self.capacity_of(person, named);
        Profile {
            status,
            text_capacity: small(text),
            call_capacity: small(calls),
            skills: bits(self.skills_of(person), roster),
            groups: groups.to_vec(),
            entitlements,
        }
    }

    /// What somebody must be able to do for a chat of a group that a rule sent there, or no rule: a bit each.
    pub fn needed(&self, group: &GroupId, rule: Option<&SmartRule>, roster: &Roster<'_>) -> u64 {
        let of_group = self.group(group).map_or(&[][..], |group| &group.skills);
        bits(of_group, roster) | bits(rule.map_or(&[][..], |rule| &rule.skills), roster)
    }

    /// The priority of a chat of a group that a rule sent there, or no rule: what the rule says, else the group.
    pub fn priority(&self, group: &GroupId, rule: Option<&SmartRule>) -> u8 {
        let of_group = || self.group(group).map_or(0, |group| group.priority);
        u8::try_from(rule.and_then(|rule| rule.priority).unwrap_or_else(of_group)).unwrap_or(u8::MAX)
    }
}

fn ladder(ladder: LadderSettings) -> Ladder {
    Ladder {
        group_ms: ms(ladder.responsible_for),
        relaxed_ms: ladder.relax_skill_after.map(ms),
        backup_users_ms: ladder.backup_users_after.map(ms),
        backup_group_ms: ladder.backup_group_after.map(ms),
    }
}

fn bits(skills: &[SkillId], roster: &Roster<'_>) -> u64 {
    let bit = |skill: &SkillId| {
        roster.skills.iter().take(64).position(|own| own == skill).map_or(0, |place| 1 << place)
    };
    skills.iter().map(bit).fold(0, |all, bit| all | bit)
}

const fn ms(seconds: u32) -> u32 {
    seconds.saturating_mul(1_000)
}

fn small(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::RuleId;
    use crate::routing::engine::{Event, FIRST_MS, State};
    use crate::routing::rules::{Conditions, Goal};

    #[test]
    fn names_become_numbers() {
        let settings = Settings::stored(
            r#"{"version":1,"capacity":{"text":9,"weights":{"kinds":{"whatsapp":3}}},"lost":{"grace":null,"giveBack":"always"},
            "people":{"u1":{"capacity":{"text":5},"skills":["money","german"]}},
            "groups":{"sales":{"skills":["german"],"backupUsers":["gone","u1"],"backupGroup":"support","priority":4,
            "ladder":{"responsibleFor":5,"relaxSkillAfter":null}},"support":{"backupGroup":"gone","sticky":"none","missed":{"answerWithin":60}}}}"#,
        )
        .unwrap();
        let people = ["u0", "u1"].map(|id| UserId::parse(id).unwrap());
        let groups = ["support", "sales"].map(|id| (GroupId::parse(id).unwrap(), Algorithm::Random));
        let channels = [("wa", ChannelKind::Whatsapp), ("phone", ChannelKind::Voip)]
            .map(|(id, kind)| (ChannelId::parse(id).unwrap(), kind));
        let skills = ["german", "money", "night"].map(|id| SkillId::parse(id).unwrap());
        let roster = Roster { people: &people, groups: &groups, channels: &channels, skills: &skills };
        let policy = settings.compile(&roster);
        assert!(State::new().apply(FIRST_MS, 0, &Event::Policy { policy: policy.clone() }).is_ok());
        let weights: Vec<_> = policy.channels.iter().map(|channel| (channel.kind, channel.weight)).collect();
        assert_eq!(weights, [(Kind::Text, 3), (Kind::Call, 1)]);
        let [support, sales] = &*policy.groups else { panic!("two groups") };
        assert_eq!((&*sales.backup_users, sales.backup_group), (&[PersonNo(1)][..], Some(GroupNo(0))));
        assert_eq!(
            sales.ladder,
            Ladder {
                group_ms: 5_000,
                relaxed_ms: None,
                backup_users_ms: Some(120_000),
                backup_group_ms: Some(120_000),
            }
        );
        assert_eq!((sales.stickiness, sales.answer_ms), (Stickiness::LastAgent, Some(600_000)));
        assert_eq!(
            (support.stickiness, support.answer_ms, support.backup_group),
            (Stickiness::None, Some(60_000), None)
        );
        assert_eq!((policy.grace_ms, policy.give_back), (None, GiveBack::Always));
        let profile = settings.profile(&people[1], Status::Active, &[GroupNo(1)], Vec::new(), &roster);
        assert_eq!((profile.text_capacity, profile.call_capacity, profile.skills), (5, 1, 0b11));
        let rule = SmartRule {
            id: RuleId::parse("r").unwrap(),
            when: Conditions::default(),
            to: Goal::Queue(None),
            priority: Some(7),
            skills: vec![skills[2].clone()],
        };
        let group = &groups[1].0;
        assert_eq!(
            (settings.needed(group, None, &roster), settings.needed(group, Some(&rule), &roster)),
            (0b1, 0b101)
        );
        assert_eq!((settings.priority(group, None), settings.priority(group, Some(&rule))), (4, 7));
    }
}
