//! Chats that change hands.

use super::chat::{Chat, Flags, Stage};
use super::event::{Presence, Status};
use super::explain::{Asked, Explanation};
use super::number::PersonNo;
use super::person::{ONE, lot_of};
use super::pick::Pick;
use super::policy::{GiveBack, Group, Kind, Stickiness};
use super::state::State;
use super::step::{Because, Command, Decision, Outcome, Step, Tally};
use super::timers::Whose;

/// The step that is being made.
#[derive(Debug)]
pub(super) struct Making<'a> {
    pub(super) step: &'a mut Step,
    pub(super) seed: u64,
    /// Where everybody whom a decision looked at is noted, if that is asked for.
    pub(super) explanations: Option<&'a mut Vec<Explanation>>,
}

impl Making<'_> {
    /// Notes a decision, with whom it looked at.
    fn decide(&mut self, decision: Decision, asked: Option<Vec<Asked>>) {
        self.step.decisions.push(decision);
        if let Some(explanations) = &mut self.explanations {
            explanations.push(Explanation { decision, asked: asked.unwrap_or_default() });
        }
    }
}

impl State {
    /// How far the search for somebody for a chat has gone by now.
    pub(super) fn stage_now(&self, chat: &Chat) -> Stage {
        let Some(group) = self.policy.group(chat.group()) else { return Stage::Group };
        let waited_ms = self.now_ms - chat.order.arrived_ms();
        let at_once = self.channel(chat).kind == Kind::Call || chat.is(Flags::MISSED) || group.closed;
        let reached =
            |after: Option<u32>| after.is_some_and(|after| at_once || waited_ms >= i64::from(after));
        let ladder = &group.ladder;
        if group.backup_group.is_some() && reached(ladder.backup_group_ms) {
            Stage::BackupGroup
        } else if !group.backup_users.is_empty() && reached(ladder.backup_users_ms) {
            Stage::BackupUsers
        } else if chat.is(Flags::SKILLS) && reached(ladder.relaxed_ms) {
            Stage::Relaxed
        } else if !reached(Some(ladder.group_ms)) && self.has_own(chat) {
            Stage::Own
        } else {
            Stage::Group
        }
    }

    /// Whether somebody is responsible for a chat who comes first, is online and may take it.
    fn has_own(&self, chat: &Chat) -> bool {
        let comes_first = |group: &Group| group.stickiness != Stickiness::None && !group.closed;
        if !self.policy.group(chat.group()).is_some_and(comes_first) {
            return false;
        }
        chat.responsible().is_some_and(|person| {
            self.person(person).is_some_and(|one| one.presence == Presence::Online)
                && self.may(person, chat.group(), chat)
        })
    }

    /// When something is due about a chat: the next step of the ladder, or the answer.
    pub(super) fn due(&self, chat: &Chat) -> Option<i64> {
        let group = self.policy.group(chat.group())?;
        let answer = group.answer_ms.filter(|_| !chat.is(Flags::ANSWERED) && !chat.is(Flags::MISSED));
        let answer = answer.filter(|_| self.channel(chat).kind == Kind::Text);
        let answer = answer.map(|answer_ms| i64::from(chat.asked_s) * 1000 + i64::from(answer_ms));
        if chat.is(Flags::HELD) {
            return answer;
        }
        let ladder = &group.ladder;
        let steps = [
            (Stage::Group, Some(ladder.group_ms)),
            (Stage::Relaxed, ladder.relaxed_ms.filter(|_| chat.is(Flags::SKILLS))),
            (Stage::BackupUsers, ladder.backup_users_ms.filter(|_| !group.backup_users.is_empty())),
            (Stage::BackupGroup, ladder.backup_group_ms.filter(|_| group.backup_group.is_some())),
        ];
        let ahead =
            steps.into_iter().filter(|(stage, _)| *stage > chat.stage()).filter_map(|(_, after)| after);
        let next = ahead.min().map(|after| chat.order.arrived_ms() + i64::from(after));
        match (answer, next) {
            (Some(answer), Some(next)) => Some(answer.min(next)),
            (answer, next) => answer.or(next),
        }
    }

    /// Sets the moment at which something is due about a chat. Moments that were set before and are no longer true do no
    /// harm.
    pub(super) fn reschedule(&mut self, slot: u32) {
        let Some(chat) = self.chats.get(slot) else { return };
        if let Some(due_ms) = self.due(chat) {
            self.timers.add(due_ms, Whose::chat(chat.no()));
        }
    }

    /// Takes a chat from where it is: from the hands of somebody or out of the queue.
    fn take_out(&mut self, slot: u32) -> Option<PersonNo> {
        self.leave(slot);
        let chat = self.chats.get(slot)?;
        let (from, kind, now_ms) = (chat.assignee()?, self.channel(chat).kind, self.now_ms);
        self.unlink(slot);
        if let Some(chat) = self.chat_mut(slot) {
            chat.clear(Flags::HELD | Flags::BY_HAND | Flags::FALLBACK);
        }
        if let Some(one) = self.person_mut(from) {
            one.stir(kind, now_ms);
        }
        self.refresh(from, Some(kind));
        Some(from)
    }

    /// Gives a chat to somebody, wherever it was.
    pub(super) fn give(&mut self, slot: u32, pick: Pick, making: &mut Making<'_>) {
        let tally = self.chats.get(slot).map(|chat| self.tally(chat)).unwrap_or_default();
        let asked = self.look_around(slot, Some(pick.person), making);
        let from = self.take_out(slot);
        let to = pick.person;
        let Some(chat) = self.chat_mut(slot) else { return };
        let no = chat.no();
        chat.holder = to.0;
        chat.clear(Flags::AVOIDS);
        chat.set(Flags::HELD);
        chat.put(Flags::BY_HAND, matches!(pick.because, Because::ByHand | Because::AnsweredFirst));
        chat.put(Flags::FALLBACK, pick.because == Because::WasOnlineToday);
        if chat.is_owned() {
            self.returns(slot, to);
        }
        self.link(slot);
        self.turns += 1;
        let kind = self.chats.get(slot).map_or(Kind::Text, |chat| self.channel(chat).kind);
        let (turn, now_ms, lot) = (self.turns, self.now_ms, lot_of(making.seed, to));
        if let Some(one) = self.person_mut(to) {
            one.assigned = one.assigned.saturating_add(ONE);
            (one.turn, one.lot) = (turn, lot);
            one.stir(kind, now_ms);
        }
        self.refresh(to, None);
        self.reschedule(slot);
        let group = pick.group;
        making.step.commands.push(match from {
            Some(from) => Command::Reassign { chat: no, from, to, group },
            None => Command::Assign { chat: no, to, group },
        });
        let outcome = match (from, pick.because) {
            (Some(_), Because::OwnerIsBack) => Outcome::Returned,
            (Some(_), _) => Outcome::Moved,
            (None, _) => Outcome::Assigned,
        };
        let decision = Decision {
            chat: no,
            outcome,
            person: Some(to),
            because: pick.because,
            tally,
            tied: pick.tied,
            seed: making.seed,
            at_ms: now_ms,
        };
        making.decide(decision, asked);
    }

    /// Finds somebody for a chat that nobody has, or that is to change hands; without anybody it waits.
    pub(super) fn place(&mut self, slot: u32, making: &mut Making<'_>) {
        let Some(chat) = self.chats.get(slot) else { return };
        let waits = chat.is(Flags::QUEUED);
        // What was offered to others once stays offered to them while it waits.
        let stage = if waits { self.stage_now(chat).max(chat.stage()) } else { self.stage_now(chat) };
        if stage != chat.stage() {
            self.leave(slot);
            if let Some(chat) = self.chat_mut(slot) {
                chat.reach(stage);
            }
            if waits {
                self.enter(slot);
                self.reschedule(slot);
            }
        }
        let Some(chat) = self.chats.get(slot) else { return };
        match self.pick(chat, making.seed) {
            Some(pick) if chat.assignee() == Some(pick.person) => {}
            Some(pick) => self.give(slot, pick, making),
            None if waits => {}
            None => self.put_back(slot, making),
        }
    }

    /// Puts a chat into the queue, from wherever it was.
    fn put_back(&mut self, slot: u32, making: &mut Making<'_>) {
        let tally = self.chats.get(slot).map(|chat| self.tally(chat)).unwrap_or_default();
        let asked = self.look_around(slot, None, making);
        let from = self.take_out(slot);
        self.enter(slot);
        self.reschedule(slot);
        let Some(chat) = self.chats.get(slot) else { return };
        if let Some(from) = from {
            making.step.commands.push(Command::Unassign { chat: chat.no(), from });
        }
        let decision = Decision {
            chat: chat.no(),
            outcome: Outcome::Queued,
            person: None,
            because: if self.is_open(chat.group()) { Because::NobodyEligible } else { Because::GroupClosed },
            tally,
            tied: false,
            seed: making.seed,
            at_ms: self.now_ms,
        };
        making.decide(decision, asked);
    }

    /// Everybody who is asked about a chat, where that is to be noted.
    fn look_around(&self, slot: u32, winner: Option<PersonNo>, making: &Making<'_>) -> Option<Vec<Asked>> {
        making.explanations.as_ref()?;
        self.chats.get(slot).map(|chat| self.asked(chat, winner, making.seed))
    }

    /// Gives somebody what has waited longest, for as long as they have room.
    pub(super) fn drain(&mut self, person: PersonNo, making: &mut Making<'_>) {
        while let Some((slot, pick)) = self.free_for(person) {
            self.give(slot, pick, making);
        }
    }

    fn free_for(&self, person: PersonNo) -> Option<(u32, Pick)> {
        if self.queue.len() == 0 {
            return None;
        }
        let one = self.person(person)?;
        if one.is_active() && one.presence == Presence::Online { self.longest_waiting(person) } else { None }
    }

    /// Offers everything that waits, soonest first, to everybody.
    pub(super) fn drain_all(&mut self, making: &mut Making<'_>) {
        for slot in self.queue.all() {
            self.place(slot, making);
        }
    }

    /// Forgets a chat.
    pub(super) fn forget(&mut self, slot: u32) -> Option<PersonNo> {
        let no = self.chats.get(slot)?.no();
        let from = self.take_out(slot);
        self.set_owner(slot, None);
        if self.chats.get(slot).is_some_and(|chat| chat.is(Flags::SKILLS)) {
            self.skills.remove(&no);
        }
        self.chats.remove(slot);
        from
    }

    /// Moves the written chats of somebody who is gone to others, or back into the queue. Calls stay.
    pub(super) fn rescue(&mut self, person: PersonNo, making: &mut Making<'_>) {
        let comes_back = self.person(person).is_some_and(|one| one.status != Status::Removed);
        for slot in self.hand(person) {
            let Some(chat) = self.chats.get(slot) else { continue };
            if self.channel(chat).kind == Kind::Call || chat.is(Flags::FALLBACK) {
                continue;
            }
            if !chat.is_owned() && comes_back && self.policy.give_back != GiveBack::Never {
                self.set_owner(slot, Some(person));
            }
            self.place(slot, making);
        }
    }

    /// Gives somebody back what was moved while they were lost.
    pub(super) fn give_back(&mut self, person: PersonNo, making: &mut Making<'_>) {
        let (first, last) = ((person, super::chat::Order(0)), (person, super::chat::Order(u64::MAX)));
        let slots: Vec<u32> = self.absent.range(first..=last).map(|(_, slot)| *slot).collect();
        for slot in slots {
            let Some(chat) = self.chats.get(slot) else { continue };
            let (group, holder) = (chat.group(), chat.assignee());
            let stays = !self.is_open(group)
                || self.policy.give_back == GiveBack::Unanswered
                    && self.owner(chat).is_some_and(|(_, taken_up)| taken_up);
            let fits = self.person(person).is_some_and(|one| one.is_free(self.channel(chat)));
            if stays || !fits || holder.is_none() || chat.is(Flags::BY_HAND) || !self.may(person, group, chat)
            {
                continue;
            }
            self.give(slot, Pick::new(person, group, Because::OwnerIsBack), making);
            if let Some(substitute) = holder {
                self.drain(substitute, making);
            }
        }
    }

    /// Counts a wait as missed, once.
    pub(super) fn miss(&mut self, slot: u32, because: Because, making: &mut Making<'_>) {
        let Some(chat) = self.chat_mut(slot) else { return };
        if chat.is(Flags::MISSED) {
            return;
        }
        chat.set(Flags::MISSED);
        let (no, person) = (chat.no(), chat.assignee());
        making.step.commands.push(Command::Missed { chat: no, person });
        let decision = Decision {
            chat: no,
            outcome: Outcome::Missed,
            person,
            because,
            tally: Tally::default(),
            tied: false,
            seed: making.seed,
            at_ms: self.now_ms,
        };
        making.decide(decision, None);
    }
}
