//! What the company decided about routing, and what of it changes with the clock.

use usher_core::routing::Algorithm;
use usher_core::routing::engine::{Event, Group, GroupNo, Ladder, Policy, Stickiness};
use usher_core::routing::hours::{Clock, Hours, Offsets};
use usher_core::routing::settings::{Roster, Settings};
use usher_core::{ChannelId, ChannelKind, GroupId, SkillId, UserId};

use super::turn::Turn;
use crate::company::ledger::{Ledger, NumberedGroup};
use crate::fault::Fault;
use crate::zones::Zones;

/// Most skills that have a bit.
const SKILLS_MAX: usize = 64;

/// Groups and channels by their numbers.
pub(super) struct Map {
    /// Those that there are or were. The group of number 1 comes first.
    pub(super) groups: Vec<NumberedGroup>,
    /// The channels, and where each leads.
    pub(super) channels: Vec<(ChannelId, ChannelKind, Option<GroupId>)>,
    named: Vec<(GroupId, Algorithm)>,
    kinds: Vec<(ChannelId, ChannelKind)>,
}

impl Map {
    pub(super) fn read(ledger: &Ledger<'_>) -> Result<Self, Fault> {
        let (groups, channels) = (ledger.numbered_groups()?, ledger.numbered_channels()?);
        // Nobody's group has no name; that of the first stands in for it, and what is said of that is not meant.
        let first = groups.first().map(|group| (group.id.clone(), group.algorithm));
        let named = groups.iter().map(|group| (group.id.clone(), group.algorithm));
        let named = first.into_iter().chain(named).collect();
        let kinds = channels.iter().map(|(id, kind, _)| (id.clone(), *kind)).collect();
        Ok(Self { groups, channels, named, kinds })
    }

    pub(super) fn roster<'a>(&'a self, people: &'a [UserId], skills: &'a [SkillId]) -> Roster<'a> {
        Roster { people, groups: &self.named, channels: &self.kinds, skills }
    }
}

/// As much as it takes to know skills by their numbers.
pub(super) fn roster_of_skills(skills: &[SkillId]) -> Roster<'_> {
    Roster { people: &[], groups: &[], channels: &[], skills }
}

impl Turn<'_> {
    pub(super) fn offsets(&self) -> Offsets {
        Offsets::fixed(self.scene.directory.settings.company.utc_offset_minutes)
    }

    /// The policy, the settings of routing or somebody's rights have changed: everything that follows is asked for anew.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn decided(&mut self) -> Result<(), Fault> {
        self.moved = true;
        self.kept.settings = self.scene.ledger.routing()?.settings;
        self.kept.zones = Zones::around(&self.kept.settings, self.scene.ledger.now_ms);
        number_skills(&self.scene.ledger, &self.kept.settings)?;
        self.kept.skills = self.scene.ledger.numbered_skills()?;
        self.renew_policy()?;
        self.renew(None)?;
        self.look_around()?;
        self.renew_due()
    }

    /// Sees to hours and the day, where they begin or end, and to what is due.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn pass(&mut self) -> Result<(), Fault> {
        self.pass_hours()?;
        self.happened(&Event::Timer)
    }

    pub(super) fn pass_hours(&mut self) -> Result<(), Fault> {
        let now_ms = self.scene.ledger.now_ms;
        if self.kept.due_ms.is_none_or(|due_ms| due_ms > now_ms) {
            return Ok(());
        }
        self.day()?;
        self.renew_policy()?;
        self.look_around()?;
        self.scene.ledger.forget_routing_events()?;
        self.renew_due()
    }

    pub(super) fn day(&mut self) -> Result<(), Fault> {
        let start_ms = self.scene.directory.settings.day_start_ms(self.scene.ledger.now_ms);
        self.happened(&Event::Day { start_ms })
    }

    pub(super) fn renew_policy(&mut self) -> Result<(), Fault> {
        let ledger = &self.scene.ledger;
        let (map, people) = (Map::read(ledger)?, ledger.numbered_people()?);
        let policy = self.compiled(&map, &people)?;
        if ledger.routing_policy()?.as_ref() == Some(&policy) {
            return Ok(());
        }
        self.happened(&Event::Policy { policy })
    }

    fn compiled(&self, map: &Map, people: &[UserId]) -> Result<Policy, Fault> {
        let settings = &self.kept.settings;
        let mut policy = settings.compile(&map.roster(people, &self.kept.skills));
        let mut groups = policy.groups.iter_mut();
        match groups.next() {
            Some(nobodys) => nobody(nobodys, settings),
            None => policy.groups.push(nobodys_alone(settings)),
        }
        // The compiled ones are counted from one: the backup of each was found among the names, whose first is doubled.
        for (group, of) in policy.groups.iter_mut().skip(1).zip(&map.groups) {
            if of.deleted {
                nobody(group, settings);
            } else {
                let backup = settings.group(&of.id).and_then(|said| said.backup_group.as_ref());
                let backup =
                    backup.and_then(|id| map.groups.iter().find(|one| one.id == *id && !one.deleted));
                group.backup_group = backup.map(|one| one.no);
                group.closed = self.is_closed(of)?;
            }
        }
        Ok(policy)
    }

    /// Whether the hours of a group are over, and nobody of it has own ones that are not.
    fn is_closed(&self, group: &NumberedGroup) -> Result<bool, Fault> {
        let settings = &self.kept.settings;
        let said = settings.group(&group.id).and_then(|said| said.hours.as_ref());
        let hours = said.or(settings.default_hours.as_ref()).and_then(|id| settings.hours.get(id));
        let offsets = self.offsets();
        let clock =
            Clock { now_ms: self.scene.ledger.now_ms, company: &offsets, zones: self.kept.zones.offsets() };
        let over = |hours: &Hours| !clock.is_open(hours);
        if !hours.is_some_and(over) {
            return Ok(false);
        }
        let works = |user: &UserId| {
            let own = settings.people.get(user).and_then(|said| said.hours.as_ref());
            own.and_then(|id| settings.hours.get(id)).is_some_and(|hours| clock.is_open(hours))
        };
        Ok(!self.scene.ledger.members(&group.id)?.iter().any(|member| works(&member.id)))
    }

    pub(super) fn renew_due(&mut self) -> Result<(), Fault> {
        /// A day, in milliseconds.
        const DAY_MS: i64 = 86_400_000;
        let now_ms = self.scene.ledger.now_ms;
        let offsets = self.offsets();
        let clock = Clock { now_ms, company: &offsets, zones: self.kept.zones.offsets() };
        let changes = self.kept.settings.hours.iter().filter_map(|(_, hours)| clock.next_change(hours));
        let tomorrow = self.scene.directory.settings.day_start_ms(now_ms) + DAY_MS;
        let due_ms = changes.chain([tomorrow]).min();
        if due_ms != self.kept.due_ms {
            self.kept.due_ms = due_ms;
            self.scene.ledger.set_routing_due(due_ms)?;
        }
        self.count(None)
    }
}

/// Gives each skill of the settings a number, as long as there are any.
fn number_skills(ledger: &Ledger<'_>, settings: &Settings) -> Result<(), Fault> {
    let known = ledger.numbered_skills()?;
    let new = settings.skills().into_iter().filter(|skill| !known.contains(skill));
    let mut new = new.take(SKILLS_MAX.saturating_sub(known.len()));
    new.try_for_each(|skill| ledger.number_skill(skill))
}

/// Makes a group one in which nobody is and nobody helps out.
fn nobody(group: &mut Group, settings: &Settings) {
    *group = nobodys_alone(settings);
}

fn nobodys_alone(settings: &Settings) -> Group {
    Group {
        algorithm: Algorithm::FewerAssigned,
        backup_users: Vec::new(),
        backup_group: None::<GroupNo>,
        ladder: Ladder { group_ms: 0, relaxed_ms: None, backup_users_ms: None, backup_group_ms: None },
        stickiness: Stickiness::None,
        answer_ms: settings.missed.answer_within.map(|seconds| seconds.saturating_mul(1_000)),
        closed: false,
    }
}
