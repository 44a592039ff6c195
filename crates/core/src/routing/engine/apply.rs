//! Events, one by one.

use crate::chat::ChatKind;

use super::changed::Touched;
use super::chat::{CHATS_MAX, Chat, Flags, NIL, Order, Stage};
use super::event::{Arrival, Event};
use super::moves::Making;
use super::number::{CHAT_NO_MAX, ChatNo, FIRST_MS, GroupNo, LAST_MS, PersonNo};
use super::person::{FAIR_LEAST_MS, FAIR_MOST_MS};
use super::pick::Pick;
use super::policy::{Kind, Policy};
use super::refusal::Refusal;
use super::state::State;
use super::step::{Because, Command, Step};

impl State {
    /// Takes in what happened, at a moment in milliseconds since the epoch and with entropy for the lots. What is due by
    /// then is done as well. Time does not go back: an earlier moment counts as that of the event before.
    ///
    /// The same events on the same state come to the same steps and the same state, on every machine.
    ///
    /// # Errors
    /// [`Refusal`] where the event cannot be. Then nothing has changed.
    pub fn apply(&mut self, at_ms: i64, seed: u64, event: &Event) -> Result<Step, Refusal> {
        let mut step = Step::new();
        self.apply_to(at_ms, seed, event, &mut step)?;
        Ok(step)
    }

    /// As [`apply`](Self::apply), with a step that is used again.
    ///
    /// # Errors
    /// [`Refusal`] where the event cannot be. Then nothing has changed, and the step is empty.
    pub fn apply_to(&mut self, at_ms: i64, seed: u64, event: &Event, step: &mut Step) -> Result<(), Refusal> {
        step.clear();
        self.make(at_ms, event, &mut Making { step, seed, explanations: None })
    }

    pub(super) fn make(&mut self, at_ms: i64, event: &Event, making: &mut Making<'_>) -> Result<(), Refusal> {
        check_moment(at_ms)?;
        let before_ms = self.now_ms;
        self.now_ms = before_ms.max(at_ms);
        if let Err(refusal) = self.happen(event, making) {
            self.now_ms = before_ms;
            return Err(refusal);
        }
        self.run_timers(making);
        self.digest_step(making.step);
        Ok(())
    }

    /// Every arm refuses before it changes anything.
    fn happen(&mut self, event: &Event, making: &mut Making<'_>) -> Result<(), Refusal> {
        match event {
            Event::Arrived(arrival) => self.arrived(arrival, making),
            Event::Message { chat } => self.message(*chat),
            Event::Answered { chat, by } => self.answered(*chat, *by, making),
            Event::Closed { chat } => {
                self.closed(*chat, making);
                Ok(())
            }
            Event::HungUp { chat } => {
                if let Some(slot) = self.chats.find(*chat) {
                    self.miss(slot, Because::HungUp, making);
                }
                self.closed(*chat, making);
                Ok(())
            }
            Event::ChatChanged { chat, priority, known, skills } => {
                self.chat_changed(*chat, (*priority, *known, *skills), making)
            }
            Event::Presence { person, presence } => self.presence(*person, *presence, making),
            Event::Person { person, profile } => self.profile(*person, profile, making),
            Event::Policy { policy } => self.decided(policy, making),
            Event::Assign { chat, to, allowed } => self.assign(*chat, *to, *allowed, making),
            Event::Transfer { chat, group } => self.transfer(*chat, *group, making),
            Event::Release { chat } => self.release(*chat, making),
            Event::Take { chat, by, allowed } => self.take(*chat, *by, *allowed, making),
            Event::Day { start_ms } => self.day(*start_ms),
            Event::Timer => Ok(()),
        }
    }

    fn slot(&self, chat: ChatNo) -> Result<u32, Refusal> {
        self.chats.find(chat).ok_or(Refusal::UnknownChat)
    }

    fn active(&self, person: PersonNo) -> Result<(), Refusal> {
        let one = self.person(person).ok_or(Refusal::UnknownPerson)?;
        if one.is_active() { Ok(()) } else { Err(Refusal::UserInactive) }
    }

    fn arrived(&mut self, arrival: &Arrival, making: &mut Making<'_>) -> Result<(), Refusal> {
        if arrival.chat.0 > CHAT_NO_MAX {
            return Err(Refusal::NumberTooLarge);
        }
        if arrival.group.place() >= self.policy.groups.len() {
            return Err(Refusal::UnknownGroup);
        }
        if arrival.channel.place() >= self.policy.channels.len() {
            return Err(Refusal::UnknownChannel);
        }
        if self.chats.find(arrival.chat).is_some() {
            return Ok(());
        }
        if self.chats.len() >= CHATS_MAX {
            return Err(Refusal::TooMany);
        }
        self.last_arrival = Order::next(self.last_arrival, self.now_ms);
        let mut flags = Flags(0);
        flags.put(Flags::KNOWN, arrival.known);
        flags.put(Flags::SEVERAL, arrival.kind == ChatKind::Group);
        flags.put(Flags::SKILLS, arrival.skills != 0);
        if arrival.skills != 0 {
            self.skills.insert(arrival.chat, arrival.skills);
        }
        let number = |person: Option<PersonNo>| person.map_or(NIL, |person| person.0);
        let order = Order::new(arrival.priority, self.last_arrival);
        let of = (arrival.group, arrival.channel);
        let mut chat = Chat::new(arrival.chat, order, self.now_s(), of, flags, Stage::Own);
        chat.holder = number(arrival.last_agent);
        chat.responsible = number(arrival.responsible);
        let slot = self.chats.add(chat);
        self.chat_mut(slot);
        self.place(slot, making);
        Ok(())
    }

    fn now_s(&self) -> u32 {
        u32::try_from(self.now_ms / 1000).unwrap_or(0)
    }

    fn message(&mut self, chat: ChatNo) -> Result<(), Refusal> {
        let slot = self.slot(chat)?;
        let now_s = self.now_s();
        let waits_anew = self.chats.get(slot).is_some_and(|chat| chat.is(Flags::ANSWERED));
        if waits_anew && let Some(chat) = self.chat_mut(slot) {
            chat.clear(Flags::ANSWERED | Flags::MISSED);
            chat.asked_s = now_s;
            self.reschedule(slot);
        }
        Ok(())
    }

    fn answered(&mut self, chat: ChatNo, by: PersonNo, making: &mut Making<'_>) -> Result<(), Refusal> {
        let slot = self.slot(chat)?;
        self.active(by)?;
        let Some(row) = self.chats.get(slot) else { return Ok(()) };
        if row.assignee().is_none() {
            let group = row.group();
            self.has_room(by, row)?;
            self.give(slot, Pick::new(by, group, Because::AnsweredFirst), making);
        }
        let Some(row) = self.chat_mut(slot) else { return Ok(()) };
        row.set(Flags::ANSWERED);
        row.clear(Flags::MISSED);
        let mine = row.holder == by.0;
        let taken_up = mine && row.is_owned();
        if mine && row.responsible == NIL && !row.is(Flags::SEVERAL) {
            row.responsible = by.0;
            making.step.commands.push(Command::Responsible { chat, person: by });
        }
        if taken_up {
            self.take_up(slot);
        }
        Ok(())
    }

    fn closed(&mut self, chat: ChatNo, making: &mut Making<'_>) {
        let from = self.chats.find(chat).and_then(|slot| self.forget(slot));
        if let Some(person) = from {
            self.drain(person, making);
        }
    }

    fn chat_changed(
        &mut self,
        chat: ChatNo,
        (priority, known, skills): (Option<u8>, Option<bool>, Option<u64>),
        making: &mut Making<'_>,
    ) -> Result<(), Refusal> {
        let slot = self.slot(chat)?;
        let Some(row) = self.chats.get(slot) else { return Ok(()) };
        let waits = row.is(Flags::QUEUED);
        let owner = self.owner(row);
        self.leave(slot);
        self.set_owner(slot, None);
        if let Some(skills) = skills {
            self.skills.remove(&chat);
            if skills != 0 {
                self.skills.insert(chat, skills);
            }
        }
        let Some(row) = self.chat_mut(slot) else { return Ok(()) };
        if let Some(priority) = priority {
            row.order = Order::new(priority, row.order.arrival());
        }
        if let Some(known) = known {
            row.put(Flags::KNOWN, known);
        }
        if let Some(skills) = skills {
            row.put(Flags::SKILLS, skills != 0);
        }
        self.set_owner(slot, owner.map(|(owner, _)| owner));
        if owner.is_some_and(|(_, taken_up)| taken_up) {
            self.take_up(slot);
        }
        if waits {
            self.enter(slot);
            self.reschedule(slot);
            self.place(slot, making);
        }
        Ok(())
    }

    fn has_room(&self, person: PersonNo, chat: &Chat) -> Result<(), Refusal> {
        let fits = self.person(person).is_some_and(|one| one.has_room(self.channel(chat)));
        if fits { Ok(()) } else { Err(Refusal::AtCapacity) }
    }

    fn assign(
        &mut self,
        chat: ChatNo,
        to: PersonNo,
        allowed: bool,
        making: &mut Making<'_>,
    ) -> Result<(), Refusal> {
        let slot = self.slot(chat)?;
        self.active(to)?;
        let Some(row) = self.chats.get(slot) else { return Ok(()) };
        let from = row.assignee();
        if from == Some(to) {
            return Ok(());
        }
        if !allowed {
            return Err(Refusal::MayNotTake);
        }
        if from.is_some() && self.channel(row).kind == Kind::Call {
            return Err(Refusal::CallIsPinned);
        }
        self.has_room(to, row)?;
        let group = row.group();
        self.set_owner(slot, None);
        self.give(slot, Pick::new(to, group, Because::ByHand), making);
        if let Some(from) = from {
            self.drain(from, making);
        }
        Ok(())
    }

    fn transfer(&mut self, chat: ChatNo, group: GroupNo, making: &mut Making<'_>) -> Result<(), Refusal> {
        let slot = self.slot(chat)?;
        if group.place() >= self.policy.groups.len() {
            return Err(Refusal::UnknownGroup);
        }
        let Some(row) = self.chats.get(slot) else { return Ok(()) };
        let (from, waits) = (row.assignee(), row.is(Flags::QUEUED));
        if row.group() == group {
            return Ok(());
        }
        if from.is_some() && self.channel(row).kind == Kind::Call {
            return Err(Refusal::CallIsPinned);
        }
        self.leave(slot);
        self.set_owner(slot, None);
        if let Some(row) = self.chat_mut(slot) {
            row.transfer(group);
            row.clear(Flags::AVOIDS);
            row.reach(Stage::Own);
        }
        if waits {
            self.enter(slot);
        }
        self.reschedule(slot);
        self.place(slot, making);
        if let Some(from) = from {
            self.drain(from, making);
        }
        Ok(())
    }

    fn release(&mut self, chat: ChatNo, making: &mut Making<'_>) -> Result<(), Refusal> {
        let slot = self.slot(chat)?;
        let Some(row) = self.chats.get(slot) else { return Ok(()) };
        let Some(from) = row.assignee() else { return Ok(()) };
        if self.channel(row).kind == Kind::Call {
            return Err(Refusal::CallIsPinned);
        }
        self.set_owner(slot, None);
        if let Some(row) = self.chat_mut(slot) {
            row.set(Flags::AVOIDS);
        }
        self.place(slot, making);
        self.drain(from, making);
        Ok(())
    }

    fn take(
        &mut self,
        chat: ChatNo,
        by: PersonNo,
        allowed: bool,
        making: &mut Making<'_>,
    ) -> Result<(), Refusal> {
        let slot = self.slot(chat)?;
        self.active(by)?;
        let Some(row) = self.chats.get(slot) else { return Ok(()) };
        match row.assignee() {
            Some(holder) if holder == by => return Ok(()),
            Some(_) => return Err(Refusal::AlreadyAssigned),
            None if !allowed => return Err(Refusal::MayNotTake),
            None => self.has_room(by, row)?,
        }
        let group = row.group();
        self.give(slot, Pick::new(by, group, Because::ByHand), making);
        Ok(())
    }

    fn decided(&mut self, policy: &Policy, making: &mut Making<'_>) -> Result<(), Refusal> {
        policy.check()?;
        // What is open or held by right may name any of them.
        if policy.groups.len() < self.policy.groups.len()
            || policy.channels.len() < self.policy.channels.len()
        {
            return Err(Refusal::BadPolicy);
        }
        self.policy = policy.clone();
        self.index();
        self.drain_all(making);
        Ok(())
    }

    fn day(&mut self, start_ms: i64) -> Result<(), Refusal> {
        check_moment(start_ms)?;
        if start_ms <= self.day_start_ms {
            return Ok(());
        }
        self.day_start_ms = start_ms;
        let (mut online_ms, mut assigned) = (0_i64, 0_i64);
        let now_ms = self.now_ms;
        for (person, one) in (0..).map(PersonNo).zip(self.people.iter_mut()) {
            let Some(one) = one else { continue };
            Touched::person(self.touched.as_mut(), person, one);
            one.fade();
            online_ms = online_ms.saturating_add(one.online_until(now_ms));
            assigned = assigned.saturating_add(i64::from(one.assigned));
        }
        if online_ms > 0 && assigned > 0 {
            let each = i128::from(online_ms) * i128::from(super::person::ONE) / i128::from(assigned);
            self.fair_ms = i64::try_from(each).unwrap_or(i64::MAX).clamp(FAIR_LEAST_MS, FAIR_MOST_MS);
        }
        for person in (0..).map(PersonNo).take(self.people.len()) {
            self.refresh(person, None);
        }
        Ok(())
    }
}

fn check_moment(at_ms: i64) -> Result<(), Refusal> {
    if (FIRST_MS..=LAST_MS).contains(&at_ms) { Ok(()) } else { Err(Refusal::BadMoment) }
}
