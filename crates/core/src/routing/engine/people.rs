//! People who come, go and change, and what falls due.

use crate::order::sort_by;

use super::changed::Touched;
use super::chat::{Chat, Flags};
use super::event::{Presence, Profile};
use super::moves::Making;
use super::number::{ChannelNo, PEOPLE_MAX, PersonNo};
use super::person::{Person, Right, lot_of};
use super::policy::Kind;
use super::refusal::Refusal;
use super::sieve::Sieve;
use super::state::State;
use super::step::Because;
use super::timers::Whose;

impl State {
    pub(super) fn presence(
        &mut self,
        person: PersonNo,
        presence: Presence,
        making: &mut Making<'_>,
    ) -> Result<(), Refusal> {
        let (now_ms, lot) = (self.now_ms, lot_of(making.seed, person));
        let one = self.person(person).ok_or(Refusal::UnknownPerson)?;
        if !one.is_active() {
            return Err(Refusal::UserInactive);
        }
        let before = one.presence;
        if before == presence {
            return Ok(());
        }
        let seats = one.seats;
        if let Some(one) = self.person_mut(person) {
            one.turn_to(presence, now_ms, lot);
        }
        for seat in self.seats.get(seats) {
            self.teams.moved(*seat, &self.sets, (before, presence));
        }
        self.refresh(person, None);
        self.schedule_person(person);
        if presence == Presence::Online {
            for slot in self.hand(person) {
                let was_fallback = self.chats.get(slot).is_some_and(|chat| chat.is(Flags::FALLBACK));
                if was_fallback && let Some(chat) = self.chat_mut(slot) {
                    chat.clear(Flags::FALLBACK);
                }
            }
            self.give_back(person, making);
            self.drain(person, making);
        }
        Ok(())
    }

    pub(super) fn profile(
        &mut self,
        person: PersonNo,
        profile: &Profile,
        making: &mut Making<'_>,
    ) -> Result<(), Refusal> {
        if person.0 >= PEOPLE_MAX {
            return Err(Refusal::NumberTooLarge);
        }
        self.check_profile(profile)?;
        while self.people.len() <= person.place() {
            self.people.push(None);
        }
        self.unseat(person);
        let rights = self.rights(profile);
        let rights = self.rights.add(&rights);
        let now_ms = self.now_ms;
        let Some(place) = self.people.get_mut(person.place()) else { return Ok(()) };
        let one = place.get_or_insert_with(Person::new);
        Touched::person(self.touched.as_mut(), person, one);
        let was_active = one.is_active();
        one.status = profile.status;
        one.capacity = [profile.text_capacity, profile.call_capacity];
        one.skills = profile.skills;
        self.rights.remove(core::mem::replace(&mut one.rights, rights));
        if was_active && !one.is_active() {
            one.turn_to(Presence::Lost, now_ms, 0);
            one.rescued = true;
        }
        let (is_active, is_online) = (one.is_active(), one.presence == Presence::Online);
        self.seat(person);
        if is_active {
            self.move_what_may_not_stay(person, making);
        } else {
            self.rescue(person, making);
        }
        if is_online {
            self.drain(person, making);
        }
        Ok(())
    }

    /// Refuses what leads nowhere.
    pub(super) fn check_profile(&self, profile: &Profile) -> Result<(), Refusal> {
        let (groups, channels) = (self.policy.groups.len(), self.policy.channels.len());
        let named = profile.groups.iter().chain(profile.entitlements.iter().map(|one| &one.group));
        if named.into_iter().any(|group| group.place() >= groups) {
            return Err(Refusal::UnknownGroup);
        }
        if profile.entitlements.iter().any(|one| one.channel.place() >= channels) {
            return Err(Refusal::UnknownChannel);
        }
        Ok(())
    }

    /// What a profile says, by group.
    pub(super) fn rights(&mut self, profile: &Profile) -> Vec<Right> {
        let mut all = profile.entitlements.clone();
        sort_by(&mut all, Ord::cmp);
        let mut groups = profile.groups.clone();
        groups.extend(all.iter().map(|entitlement| entitlement.group));
        sort_by(&mut groups, Ord::cmp);
        groups.dedup();
        let mut rights = Vec::with_capacity(groups.len());
        for group in groups {
            let mut set: Vec<(ChannelNo, u8)> = Vec::new();
            for entitlement in all.iter().filter(|entitlement| entitlement.group == group) {
                match set.last_mut() {
                    Some((channel, bits)) if *channel == entitlement.channel => *bits |= entitlement.bits,
                    _ => set.push((entitlement.channel, entitlement.bits)),
                }
            }
            let member = profile.groups.contains(&group);
            rights.push(Right { group, member, set: self.sets.number(set) });
        }
        rights
    }

    /// Somebody whose rights ended does not keep what they may not answer any more. Calls stay, and what was given by
    /// hand: access itself was asked for it.
    fn move_what_may_not_stay(&mut self, person: PersonNo, making: &mut Making<'_>) {
        for slot in self.hand(person) {
            let Some(chat) = self.chats.get(slot) else { continue };
            if self.channel(chat).kind == Kind::Text
                && !chat.is(Flags::BY_HAND)
                && !self.may_keep(person, chat)
            {
                self.place(slot, making);
            }
        }
    }

    fn may_keep(&self, person: PersonNo, chat: &Chat) -> bool {
        let backup = self.policy.group(chat.group()).and_then(|group| group.backup_group);
        self.may(person, chat.group(), chat) || backup.is_some_and(|backup| self.may(person, backup, chat))
    }

    /// Does what is due, in the order in which it is.
    pub(super) fn run_timers(&mut self, making: &mut Making<'_>) {
        if self.timers.wants_sweep() {
            self.sweep_timers();
        }
        while let Some((due_ms, whose)) = self.timers.first() {
            if !self.holds(due_ms, whose) {
                self.timers.drop_first();
                continue;
            }
            if due_ms > self.now_ms {
                return;
            }
            self.timers.drop_first();
            self.fall_due(whose, making);
        }
    }

    /// Throws out moments that are no longer true. Where they are as many as chats, these are asked in the order in which they
    /// lie in memory, and not in that of the moments: then a few that are not true stay.
    fn sweep_timers(&mut self) {
        let mut timers = core::mem::take(&mut self.timers);
        if timers.len() < self.chats.len() {
            timers.sweep(|due_ms, whose| self.holds(due_ms, whose));
        } else {
            let mut sieve = Sieve::new(self.chats.len(), self.digest.0);
            for chat in self.chats.iter() {
                if let Some(due_ms) = self.due(chat) {
                    sieve.put((due_ms, chat.no().0));
                }
            }
            timers.sweep(|due_ms, whose| match whose.which() {
                Ok(no) => sieve.holds((due_ms, no.0)),
                Err(_) => self.holds(due_ms, whose),
            });
        }
        self.timers = timers;
    }

    /// Whether a moment is still that of its chat or person.
    fn holds(&self, due_ms: i64, whose: Whose) -> bool {
        let due = match whose.which() {
            Ok(no) => {
                self.chats.find(no).and_then(|slot| self.chats.get(slot)).and_then(|chat| self.due(chat))
            }
            Err(person) => self.grace_ends(person),
        };
        due == Some(due_ms)
    }

    fn fall_due(&mut self, whose: Whose, making: &mut Making<'_>) {
        match whose.which() {
            Ok(no) => {
                let Some(slot) = self.chats.find(no) else { return };
                let Some(chat) = self.chats.get(slot) else { return };
                let answer_ms = self.policy.group(chat.group()).and_then(|group| group.answer_ms);
                let late = answer_ms.is_some_and(|answer_ms| {
                    i64::from(chat.asked_s) * 1000 + i64::from(answer_ms) <= self.now_ms
                });
                if late && !chat.is(Flags::ANSWERED) && self.channel(chat).kind == Kind::Text {
                    self.miss(slot, Because::NotAnswered, making);
                }
                if self.chats.get(slot).is_some_and(|chat| chat.is(Flags::QUEUED)) {
                    self.place(slot, making);
                    // A miss ends one moment and leaves another.
                    self.reschedule(slot);
                }
            }
            Err(person) => {
                if let Some(one) = self.person_mut(person) {
                    one.rescued = true;
                }
                self.rescue(person, making);
            }
        }
    }
}
