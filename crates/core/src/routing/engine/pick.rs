//! Who gets a chat.

use super::chat::{Chat, Flags, NIL, Stage};
use super::crew::{Head, Key};
use super::event::{Entitlement, Presence};
use super::lot::mixed;
use super::number::{GroupNo, PersonNo};
use super::policy::{Choice, Kind, Stickiness};
use super::queue::Lane;
use super::state::State;
use super::step::{Because, Tally};

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
        let relaxes = self.policy.group(chat.group).is_some_and(|group| group.ladder.relaxed_ms.is_some());
        if relaxes && stage >= Stage::Relaxed { 0 } else { self.skills.get(&chat.no).copied().unwrap_or(0) }
    }

    pub(super) fn lane(&self, chat: &Chat) -> Lane {
        Lane {
            stage: chat.stage,
            channel: chat.channel,
            known: chat.is(Flags::KNOWN),
            skills: self.needed(chat, chat.stage),
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
        one.and_then(|one| one.right(group)).map_or(0, |right| self.sets.bits(right.set, chat.channel))
    }

    /// Whether somebody is there for a chat and has room.
    fn is_there(&self, person: PersonNo, chat: &Chat) -> bool {
        !chat.avoids(person) && self.person(person).is_some_and(|one| one.is_free(self.channel(chat)))
    }

    fn takes(&self, person: PersonNo, group: GroupNo, chat: &Chat) -> bool {
        self.is_there(person, chat) && self.may(person, group, chat)
    }

    /// The one who gets a chat now.
    pub(super) fn pick(&self, chat: &Chat, seed: u64) -> Option<Pick> {
        let group = self.policy.group(chat.group)?;
        if let Some(pick) = self.pick_own(chat, group.stickiness) {
            return Some(pick);
        }
        if chat.stage == Stage::Own {
            return None;
        }
        let needed = self.needed(chat, chat.stage);
        if let Some((person, tied)) = self.best(chat.group, chat, needed, seed) {
            let relaxed = needed == 0 && chat.is(Flags::SKILLS);
            let because = if relaxed { Because::SkillsRelaxed } else { Because::BestOfGroup };
            return Some(Pick { tied, ..Pick::new(person, chat.group, because) });
        }
        if chat.stage >= Stage::BackupUsers {
            let has =
                |person: &PersonNo| self.person(*person).is_some_and(|one| one.skills & needed == needed);
            let helper = |person: &PersonNo| {
                has(person) && self.is_there(*person, chat) && self.may_as_any(*person, chat.group, chat)
            };
            let key = |person: &PersonNo| {
                self.person(*person)
                    .map(|one| one.key(*person, Choice::FreeCapacity, Kind::Text, self.fair_ms))
            };
            let best =
                group.backup_users.iter().filter(|person| helper(person)).min_by_key(|person| key(person));
            if let Some(person) = best {
                return Some(Pick::new(*person, chat.group, Because::BackupUser));
            }
        }
        if let Some(backup) = group.backup_group.filter(|_| chat.stage == Stage::BackupGroup)
            && let Some((person, tied)) = self.best(backup, chat, needed, seed)
        {
            return Some(Pick { tied, ..Pick::new(person, backup, Because::BackupGroup) });
        }
        self.pick_absent(chat, group.choice, needed)
    }

    fn pick_own(&self, chat: &Chat, stickiness: Stickiness) -> Option<Pick> {
        if stickiness == Stickiness::None {
            return None;
        }
        if let Some(person) = chat.responsible().filter(|person| self.takes(*person, chat.group, chat)) {
            return Some(Pick::new(person, chat.group, Because::Responsible));
        }
        let last =
            Some(PersonNo(chat.holder)).filter(|_| chat.holder != NIL && stickiness == Stickiness::LastAgent);
        let last = last.filter(|person| self.takes(*person, chat.group, chat))?;
        Some(Pick::new(last, chat.group, Because::LastAgent))
    }

    /// The best of those members of a group who may take a chat and have room.
    fn best(&self, group: GroupNo, chat: &Chat, needed: u64, seed: u64) -> Option<(PersonNo, bool)> {
        let choice = self.policy.group(group)?.choice;
        let by_one = choice == Choice::Random || chat.is(Flags::AVOIDS);
        let mut best: Option<(u32, Key, u32)> = None;
        let mut tied = choice == Choice::Random;
        for (crew, head) in self.crews.of(group, chat.channel, chat.is(Flags::KNOWN)) {
            if head.free == 0 || head.skills & needed != needed {
                continue;
            }
            let surplus = if choice == Choice::Skill { (head.skills & !needed).count_ones() } else { 0 };
            let top = if by_one { self.best_by_one(group, crew, chat, seed) } else { Some(head.top) };
            let Some((top, ties)) =
                top.map(|top| (top, best.as_ref().map(|best| (best.0, top.ties(&best.1)))))
            else {
                continue;
            };
            let equal = ties == Some((surplus, true));
            if best.as_ref().is_none_or(|best| (surplus, top) < (best.0, best.1)) {
                tied = equal || choice == Choice::Random;
                best = Some((surplus, top, crew));
            } else {
                tied |= equal;
            }
        }
        let (_, key, crew) = best?;
        let within = self.crews.get(group, crew).is_some_and(|crew| crew.is_tied(&key, chat));
        Some((PersonNo(key.person), tied || within))
    }

    /// The best of a crew where it is not simply the first: by a draw of lots, or but for somebody.
    fn best_by_one(&self, group: GroupNo, crew: u32, chat: &Chat, seed: u64) -> Option<Key> {
        let draws = self.policy.group(group)?.choice == Choice::Random;
        let free = self.crews.get(group, crew)?.each_free().filter(|key| !chat.avoids(PersonNo(key.person)));
        let drawn = |key: &Key| Key { first: mixed(seed, u64::from(key.person)), lag: 0, lot: 0, ..*key };
        free.map(|key| if draws { drawn(key) } else { *key }).min()
    }

    /// Somebody who was online today, of a group that takes these when nobody is online.
    fn pick_absent(&self, chat: &Chat, choice: Choice, needed: u64) -> Option<Pick> {
        let size = self.channel(chat);
        // Only a chat that just came in: one that waits or was in hand is better off with whoever comes first.
        let is_new = !chat.is(Flags::HELD | Flags::QUEUED);
        if choice != Choice::OnlineToday || size.kind == Kind::Call || !is_new {
            return None;
        }
        let crews = || self.crews.of(chat.group, chat.channel, chat.is(Flags::KNOWN));
        let fits = |skills: u64| skills & needed == needed;
        let is_online = |head: &Head| {
            let [online, ..] = head.present;
            online > 0
        };
        if crews().any(|(_, head)| fits(head.skills) && is_online(head)) {
            return None;
        }
        let crews = crews().filter(|(_, head)| fits(head.skills));
        let crews = crews.filter_map(|(crew, _)| self.crews.get(chat.group, crew));
        let members = crews.flat_map(|crew| crew.members().iter().copied());
        let today = members.filter_map(|person| {
            let one = self.person(person)?;
            let seen = one.presence == Presence::Lost && one.seen_ms >= self.day_start_ms;
            (seen && one.has_room(size) && !chat.avoids(person))
                .then(|| one.key(person, choice, size.kind, self.fair_ms))
        });
        let key = today.min()?;
        Some(Pick::new(PersonNo(key.person), chat.group, Because::WasOnlineToday))
    }

    /// What waits longest of what somebody may take now.
    pub(super) fn longest_waiting(&self, person: PersonNo) -> Option<(u32, Pick)> {
        let one = self.person(person)?;
        let mut best: Option<(super::chat::Order, u32, GroupNo)> = None;
        let mut offer = |group: GroupNo, by: GroupNo, least: Stage| {
            let Some(right) = one.right(by) else { return };
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
        for right in one.rights.iter().filter(|right| right.member) {
            offer(right.group, right.group, Stage::Group);
            for group in self.helped.get(right.group.place()).into_iter().flatten() {
                offer(*group, right.group, Stage::BackupGroup);
            }
        }
        for group in &one.helps {
            offer(*group, *group, Stage::BackupUsers);
        }
        for (order, slot) in self.queue.own(person) {
            if best.is_some_and(|(soonest, ..)| soonest < order) {
                break;
            }
            let Some(chat) = self.chats.get(slot) else { continue };
            let sticks =
                self.policy.group(chat.group).is_some_and(|group| group.stickiness != Stickiness::None);
            if sticks && self.takes(person, chat.group, chat) {
                best = Some((order, slot, chat.group));
                break;
            }
        }
        best.map(|(_, slot, by)| (slot, Pick::new(person, by, Because::LongestWaiting)))
    }

    /// Who of the group comes into question for a chat, and who does not and why.
    pub(super) fn tally(&self, chat: &Chat) -> Tally {
        let needed = self.needed(chat, chat.stage);
        let mut tally = Tally::default();
        let (mut entitled, mut online) = (0, 0);
        for (_, head) in self.crews.of(chat.group, chat.channel, chat.is(Flags::KNOWN)) {
            let [here, finishing, away, lost] = head.present;
            let all = here + finishing + away + lost;
            entitled += all;
            if head.skills & needed != needed {
                tally.lacks_skill += all;
                continue;
            }
            online += here;
            tally.finishing += finishing;
            tally.away += away;
            tally.offline += lost;
            tally.eligible += head.free;
        }
        tally.at_capacity = online.saturating_sub(tally.eligible);
        let members = self.members.get(chat.group.place()).copied().unwrap_or(0);
        tally.not_entitled = members.saturating_sub(entitled);
        tally
    }
}
