//! Who gets a chat.

use super::best::{Best, Candidate};
use super::chat::{Chat, Flags, NIL, Order, Stage};
use super::event::{Entitlement, Presence};
use super::key::Key;
use super::lot::mixed;
use super::number::{GroupNo, PersonNo};
use super::person::Person;
use super::policy::{Group, Kind, Stickiness};
use super::queue::Lane;
use super::state::State;
use super::step::{Because, Tally};
use super::team::{Crowd, Pool};
use crate::routing::Algorithm;

/// Somebody for a chat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    pub(super) person: PersonNo,
    /// By whose rights.
    pub(super) group: GroupNo,
    pub(super) because: Because,
    pub(super) tied: bool,
}

impl Pick {
    pub(super) const fn new(person: PersonNo, group: GroupNo, because: Because) -> Self {
        Self { person, group, because, tied: false }
    }
}

impl State {
    /// The skills that a chat still asks for.
    pub(super) fn needed(&self, chat: &Chat, stage: Stage) -> u64 {
        if !chat.is(Flags::SKILLS) {
            return 0;
        }
        let relaxes = self.policy.group(chat.group()).is_some_and(|group| group.ladder.relaxed_ms.is_some());
        if relaxes && stage >= Stage::Relaxed { 0 } else { self.skills.get(&chat.no()).copied().unwrap_or(0) }
    }

    pub(super) fn lane(&self, chat: &Chat) -> Lane {
        Lane {
            stage: chat.stage(),
            channel: chat.channel(),
            known: chat.is(Flags::KNOWN),
            skills: self.needed(chat, chat.stage()),
        }
    }

    /// Whether somebody has the right to such a chat of a group, whether they are there or not.
    pub(super) fn may(&self, person: PersonNo, group: GroupNo, chat: &Chat) -> bool {
        let own = chat.responsible() == Some(person);
        let bit = if chat.is(Flags::KNOWN) { Entitlement::OWN_KNOWN } else { Entitlement::OWN_NEW };
        self.may_as_any(person, group, chat) || own && self.bits(person, group, chat) & bit != 0
    }

    /// Whether somebody has that right without being responsible.
    pub(super) fn may_as_any(&self, person: PersonNo, group: GroupNo, chat: &Chat) -> bool {
        let bit = if chat.is(Flags::KNOWN) { Entitlement::KNOWN } else { Entitlement::NEW };
        self.bits(person, group, chat) & bit != 0
    }

    fn bits(&self, person: PersonNo, group: GroupNo, chat: &Chat) -> u8 {
        let one = self.person(person).filter(|one| one.is_active());
        one.and_then(|one| self.right(one, group))
            .map_or(0, |right| self.sets.bits(right.set, chat.channel()))
    }

    /// Whether somebody is there for a chat and has room.
    fn is_there(&self, person: PersonNo, chat: &Chat) -> bool {
        !chat.avoids(person) && self.person(person).is_some_and(|one| one.is_free(self.channel(chat)))
    }

    fn takes(&self, person: PersonNo, group: GroupNo, chat: &Chat) -> bool {
        self.is_there(person, chat) && self.may(person, group, chat)
    }

    /// Whether the members of a group are asked about what waits.
    pub(super) fn is_open(&self, group: GroupNo) -> bool {
        self.policy.group(group).is_some_and(|group| !group.closed)
    }

    /// The member of a group who may take a chat only since they are responsible for it: no team has them for it.
    pub(super) fn own_only(&self, group: GroupNo, chat: &Chat) -> Option<(PersonNo, &Person)> {
        let person = chat.responsible()?;
        let one = self.person(person)?;
        let is_member = self.is_member(one, group);
        let only = is_member && self.may(person, group, chat) && !self.may_as_any(person, group, chat);
        only.then_some((person, one))
    }

    /// The one who gets a chat now.
    pub(super) fn pick(&self, chat: &Chat, seed: u64) -> Option<Pick> {
        let group = self.policy.group(chat.group())?;
        if !group.closed
            && let Some(pick) = self.pick_own(chat, group.stickiness)
        {
            return Some(pick);
        }
        if chat.stage() == Stage::Own {
            return None;
        }
        let needed = self.needed(chat, chat.stage());
        if let Some((person, tied)) = self.best(chat.group(), chat, needed, seed) {
            let relaxed = needed == 0 && chat.is(Flags::SKILLS);
            let because = if relaxed { Because::SkillsRelaxed } else { Because::BestOfGroup };
            return Some(Pick { tied, ..Pick::new(person, chat.group(), because) });
        }
        if chat.stage() >= Stage::BackupUsers {
            let helpers = group.backup_users.iter().filter(|person| self.helps_out(**person, chat, needed));
            if let Some(person) = helpers.min_by_key(|person| self.key_of_helper(**person)) {
                return Some(Pick::new(*person, chat.group(), Because::BackupUser));
            }
        }
        if let Some(backup) = group.backup_group.filter(|_| chat.stage() == Stage::BackupGroup)
            && let Some((person, tied)) = self.best(backup, chat, needed, seed)
        {
            return Some(Pick { tied, ..Pick::new(person, backup, Because::BackupGroup) });
        }
        self.pick_absent(chat, group, needed)
    }

    /// Whether a backup user takes a chat now.
    fn helps_out(&self, person: PersonNo, chat: &Chat, needed: u64) -> bool {
        self.person(person).is_some_and(|one| one.skills & needed == needed)
            && self.takes(person, chat.group(), chat)
    }

    /// The order of backup users.
    pub(super) fn key_of_helper(&self, person: PersonNo) -> Option<Key> {
        self.person(person).map(|one| one.key(person, Algorithm::FreeCapacity, Kind::Text, self.fair_ms))
    }

    fn pick_own(&self, chat: &Chat, stickiness: Stickiness) -> Option<Pick> {
        if stickiness == Stickiness::None {
            return None;
        }
        if let Some(person) = chat.responsible().filter(|person| self.takes(*person, chat.group(), chat)) {
            return Some(Pick::new(person, chat.group(), Because::Responsible));
        }
        let last =
            Some(PersonNo(chat.holder)).filter(|_| chat.holder != NIL && stickiness == Stickiness::LastAgent);
        let last = last.filter(|person| self.takes(*person, chat.group(), chat))?;
        Some(Pick::new(last, chat.group(), Because::LastAgent))
    }

    /// The best of those members of a group who may take a chat and have room, and whether a lot decided.
    fn best(&self, group: GroupNo, chat: &Chat, needed: u64, seed: u64) -> Option<(PersonNo, bool)> {
        let Group { algorithm, closed, .. } = self.policy.group(group)?;
        if *closed {
            return None;
        }
        let kind = self.channel(chat).kind;
        let mut best = Best::new();
        let key = |person| Some(self.person(person)?.key(person, *algorithm, kind, self.fair_ms));
        if let Some(pool) = self.pool(group, chat) {
            pool.seek(&mut best, chat, (needed, seed), key);
        }
        if let Some((person, one)) = self.own_only(group, chat)
            && one.skills & needed == needed
            && self.is_there(person, chat)
        {
            let own = drawn(*algorithm, one.key(person, *algorithm, kind, self.fair_ms), seed);
            best.offer(Candidate::known(surplus(*algorithm, one.skills, needed), own), key);
        }
        let (person, tied) = best.who()?;
        Some((person, tied || *algorithm == Algorithm::Random))
    }

    fn pool(&self, group: GroupNo, chat: &Chat) -> Option<Pool<'_>> {
        self.teams.pool(group, chat.channel(), chat.is(Flags::KNOWN), &self.sets)
    }

    /// Somebody who was online today, of a group that takes these when nobody is online.
    fn pick_absent(&self, chat: &Chat, group: &Group, needed: u64) -> Option<Pick> {
        let size = self.channel(chat);
        // Only a chat that just came in: one that waits or was in hand is better off with whoever comes first.
        let is_new = !chat.is(Flags::HELD | Flags::QUEUED);
        if group.algorithm != Algorithm::OnlineToday || group.closed || size.kind == Kind::Call || !is_new {
            return None;
        }
        let fits = |skills: u64| skills & needed == needed;
        let own = self.own_only(chat.group(), chat).filter(|(_, one)| fits(one.skills));
        let pool = self.pool(chat.group(), chat);
        let is_online = pool.is_some_and(|pool| {
            let [online, ..] = pool.crowd(needed).present;
            online > 0
        });
        if is_online || own.is_some_and(|(_, one)| one.presence == Presence::Online) {
            return None;
        }
        let members = pool.iter().flat_map(|pool| pool.members(needed));
        let today = members.chain(own.map(|(person, _)| person)).filter_map(|person| {
            let one = self.person(person)?;
            let seen = one.presence == Presence::Lost && one.seen_ms >= self.day_start_ms;
            (seen && one.has_room(size) && !chat.avoids(person))
                .then(|| one.key(person, group.algorithm, size.kind, self.fair_ms))
        });
        let key = today.min()?;
        Some(Pick::new(PersonNo(key.person), chat.group(), Because::WasOnlineToday))
    }

    /// What waits longest of what somebody may take now.
    pub(super) fn longest_waiting(&self, person: PersonNo) -> Option<(u32, Pick)> {
        let one = self.person(person)?;
        let mut best: Option<(Order, u32, GroupNo)> = None;
        let mut offer = |group: GroupNo, by: GroupNo, least: Stage| {
            let Some(right) = self.right(one, by) else { return };
            for (lane, waiting) in self.queue.lanes(group) {
                let bit = if lane.known { Entitlement::KNOWN } else { Entitlement::NEW };
                let size = self.policy.channels.get(lane.channel.place());
                if lane.stage < least
                    || one.skills & lane.skills != lane.skills
                    || size.is_none_or(|size| !one.has_room(*size))
                    || self.sets.bits(right.set, lane.channel) & bit == 0
                {
                    continue;
                }
                let first = waiting
                    .iter()
                    .find(|(_, slot)| !self.chats.get(**slot).is_none_or(|chat| chat.avoids(person)));
                let Some((order, slot)) = first else { continue };
                if best.is_none_or(|(soonest, ..)| *order < soonest) {
                    best = Some((*order, *slot, by));
                }
            }
        };
        let rights = self.rights.get(one.rights);
        for right in rights.iter().filter(|right| right.member && self.is_open(right.group)) {
            offer(right.group, right.group, Stage::Group);
            for group in self.helped.get(right.group.place()).into_iter().flatten() {
                offer(*group, right.group, Stage::BackupGroup);
            }
        }
        for (_, group) in self.helps(person) {
            offer(*group, *group, Stage::BackupUsers);
        }
        for (order, slot) in self.queue.own(person) {
            if best.is_some_and(|(soonest, ..)| soonest < order) {
                break;
            }
            let Some(chat) = self.chats.get(slot) else { continue };
            if let Some(by) = self.takes_own(person, one, chat) {
                best = Some((order, slot, by));
                break;
            }
        }
        best.map(|(_, slot, by)| (slot, Pick::new(person, by, Because::LongestWaiting)))
    }

    /// By the rights of which group somebody takes a waiting chat now that they are responsible for.
    fn takes_own(&self, person: PersonNo, one: &Person, chat: &Chat) -> Option<GroupNo> {
        let group = self.policy.group(chat.group())?;
        if !self.is_there(person, chat) {
            return None;
        }
        if group.stickiness != Stickiness::None && !group.closed && self.may(person, chat.group(), chat) {
            return Some(chat.group());
        }
        let needed = self.needed(chat, chat.stage());
        if chat.stage() == Stage::Own || one.skills & needed != needed {
            return None;
        }
        let backup = group.backup_group.filter(|_| chat.stage() == Stage::BackupGroup);
        let ways = [Some(chat.group()), backup].into_iter().flatten().filter(|by| {
            let is_member = self.is_member(one, *by);
            is_member && self.is_open(*by) && self.may(person, *by, chat)
        });
        let helps = chat.stage() >= Stage::BackupUsers
            && group.backup_users.contains(&person)
            && self.may(person, chat.group(), chat);
        ways.min().or_else(|| helps.then_some(chat.group()))
    }

    /// Who of the group comes into question for a chat, and who does not and why.
    pub(super) fn tally(&self, chat: &Chat) -> Tally {
        let members = self.members.get(chat.group().place()).copied().unwrap_or(0);
        let mut tally = Tally::default();
        if !self.is_open(chat.group()) {
            tally.group_closed = members;
            return tally;
        }
        let needed = self.needed(chat, chat.stage());
        let (mut entitled, mut online) = (0, 0);
        let mut count = |all: u32, Crowd { free, present: [here, finishing, away, lost] }: Crowd| {
            entitled += all;
            online += here;
            tally.finishing += finishing;
            tally.away += away;
            tally.offline += lost;
            tally.eligible += free;
            tally.lacks_skill += all - here - finishing - away - lost;
        };
        if let Some(pool) = self.pool(chat.group(), chat) {
            count(pool.all(), pool.crowd(needed));
        }
        if let Some((_, one)) = self.own_only(chat.group(), chat) {
            let fits = one.skills & needed == needed;
            let is = |presence: Presence| u32::from(fits && one.presence == presence);
            let free = u32::from(fits && one.is_free(self.channel(chat)));
            let present = [Presence::Online, Presence::Finishing, Presence::Away, Presence::Lost].map(is);
            count(1, Crowd { free, present });
        }
        tally.at_capacity = online.saturating_sub(tally.eligible);
        tally.not_entitled = members.saturating_sub(entitled);
        tally
    }
}

/// The key as it counts for one decision: where all draw lots, a lot of this seed.
pub(super) fn drawn(algorithm: Algorithm, key: Key, seed: u64) -> Key {
    match algorithm {
        Algorithm::Random => by_lot(PersonNo(key.person), seed),
        _ => key,
    }
}

/// The key of somebody where all draw lots.
pub(super) const fn by_lot(person: PersonNo, seed: u64) -> Key {
    Key { first: mixed(seed, person.0 as u64), lag: 0, lot: 0, person: person.0 }
}

/// How many skills somebody has beyond those asked for, where that counts.
pub(super) const fn surplus(algorithm: Algorithm, skills: u64, needed: u64) -> u32 {
    match algorithm {
        Algorithm::Skill => (skills & !needed).count_ones(),
        _ => 0,
    }
}
