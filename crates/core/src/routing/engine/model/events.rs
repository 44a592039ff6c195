//! Events, as the model takes them.

use crate::chat::ChatKind;

use super::*;

impl Model {
    pub(in super::super) fn apply(&mut self, at_ms: i64, seed: u64, event: &Event) -> Result<Step, Refusal> {
        let before = self.clone();
        self.now_ms = self.now_ms.max(at_ms);
        (self.step, self.seed) = (Step::new(), seed);
        if let Err(refusal) = self.happen(event) {
            *self = before;
            return Err(refusal);
        }
        self.run_timers();
        Ok(self.step.clone())
    }

    fn active(&self, no: PersonNo) -> Result<&Person, Refusal> {
        let one = self.person(no).ok_or(Refusal::UnknownPerson)?;
        if one.profile.status == Status::Active { Ok(one) } else { Err(Refusal::UserInactive) }
    }

    fn known(&self, no: ChatNo) -> Result<Chat, Refusal> {
        self.chat(no).cloned().ok_or(Refusal::UnknownChat)
    }

    fn check_room(&self, no: PersonNo, chat: &Chat) -> Result<(), Refusal> {
        if self.has_room(self.person(no).unwrap(), chat) { Ok(()) } else { Err(Refusal::AtCapacity) }
    }

    fn is_call(&self, chat: &Chat) -> bool {
        self.size(chat).kind == Kind::Call
    }

    fn happen(&mut self, event: &Event) -> Result<(), Refusal> {
        match event {
            Event::Arrived(arrival) => return self.arrived(arrival),
            Event::Message { chat } => {
                self.known(*chat)?;
                let now_s = self.now_ms / 1000;
                let chat = self.chat_mut(*chat);
                if chat.answered {
                    (chat.answered, chat.missed, chat.asked_s) = (false, false, now_s);
                }
            }
            Event::Answered { chat, by } => return self.answered(*chat, *by),
            Event::Closed { chat } => self.closed(*chat),
            Event::HungUp { chat } => {
                if self.chat(*chat).is_some() {
                    self.miss(*chat, Because::HungUp);
                }
                self.closed(*chat);
            }
            Event::ChatChanged { chat, priority, known, skills } => {
                self.known(*chat)?;
                let row = self.chat_mut(*chat);
                row.facts.priority = priority.unwrap_or(row.facts.priority);
                row.facts.known = known.unwrap_or(row.facts.known);
                row.facts.skills = skills.unwrap_or(row.facts.skills);
                if row.holder.is_none() {
                    self.place(*chat, false);
                }
            }
            Event::Presence { person, presence } => return self.presence(*person, *presence),
            Event::Person { person, profile } => return self.profile(*person, profile),
            Event::Policy { policy } => {
                policy.check()?;
                let fewer = policy.groups.len() < self.policy.groups.len();
                if fewer || policy.channels.len() < self.policy.channels.len() {
                    return Err(Refusal::BadPolicy);
                }
                self.policy = policy.clone();
                let waiting: Vec<ChatNo> = self.waiting().iter().map(|chat| chat.facts.chat).collect();
                for chat in waiting {
                    self.place(chat, false);
                }
            }
            Event::Assign { chat, to, allowed } => {
                let row = self.known(*chat)?;
                self.active(*to)?;
                if row.holder == Some(*to) {
                    return Ok(());
                }
                if !allowed {
                    return Err(Refusal::MayNotTake);
                }
                if row.holder.is_some() && self.is_call(&row) {
                    return Err(Refusal::CallIsPinned);
                }
                self.check_room(*to, &row)?;
                let chat = self.chat_mut(*chat);
                (chat.owner, chat.taken_up) = (None, false);
                self.give(row.facts.chat, *to, row.facts.group, Because::ByHand, false);
                row.holder.into_iter().for_each(|from| self.drain(from));
            }
            Event::Transfer { chat, group } => {
                let row = self.known(*chat)?;
                if group.place() >= self.policy.groups.len() {
                    return Err(Refusal::UnknownGroup);
                }
                if row.facts.group == *group {
                    return Ok(());
                }
                if row.holder.is_some() && self.is_call(&row) {
                    return Err(Refusal::CallIsPinned);
                }
                let chat = self.chat_mut(*chat);
                (chat.owner, chat.taken_up, chat.avoids) = (None, false, false);
                (chat.facts.group, chat.stage) = (*group, OWN);
                self.place(row.facts.chat, false);
                row.holder.into_iter().for_each(|from| self.drain(from));
            }
            Event::Release { chat } => {
                let row = self.known(*chat)?;
                let Some(from) = row.holder else { return Ok(()) };
                if self.is_call(&row) {
                    return Err(Refusal::CallIsPinned);
                }
                let chat = self.chat_mut(*chat);
                (chat.owner, chat.taken_up, chat.avoids) = (None, false, true);
                self.place(row.facts.chat, false);
                self.drain(from);
            }
            Event::Take { chat, by, allowed } => {
                let row = self.known(*chat)?;
                self.active(*by)?;
                match row.holder {
                    Some(holder) if holder == *by => return Ok(()),
                    Some(_) => return Err(Refusal::AlreadyAssigned),
                    None if !allowed => return Err(Refusal::MayNotTake),
                    None => self.check_room(*by, &row)?,
                }
                self.give(*chat, *by, row.facts.group, Because::ByHand, false);
            }
            Event::Day { start_ms } => self.day(*start_ms),
            Event::Timer => {}
        }
        Ok(())
    }

    fn arrived(&mut self, arrival: &Arrival) -> Result<(), Refusal> {
        if arrival.chat.0 > CHAT_NO_MAX {
            return Err(Refusal::NumberTooLarge);
        }
        if arrival.group.place() >= self.policy.groups.len() {
            return Err(Refusal::UnknownGroup);
        }
        if arrival.channel.place() >= self.policy.channels.len() {
            return Err(Refusal::UnknownChannel);
        }
        if self.chat(arrival.chat).is_some() {
            return Ok(());
        }
        self.arrivals += 1;
        self.chats.push(Chat {
            facts: arrival.clone(),
            arrived_ms: self.now_ms,
            number: self.arrivals,
            asked_s: self.now_ms / 1000,
            holder: None,
            last: arrival.last_agent,
            owner: None,
            answered: false,
            missed: false,
            by_hand: false,
            fallback: false,
            avoids: false,
            taken_up: false,
            stage: OWN,
        });
        self.place(arrival.chat, true);
        Ok(())
    }

    fn answered(&mut self, no: ChatNo, by: PersonNo) -> Result<(), Refusal> {
        let row = self.known(no)?;
        self.active(by)?;
        if row.holder.is_none() {
            self.check_room(by, &row)?;
            self.give(no, by, row.facts.group, Because::AnsweredFirst, false);
        }
        let chat = self.chat_mut(no);
        (chat.answered, chat.missed) = (true, false);
        if chat.holder == Some(by) {
            chat.taken_up |= chat.owner.is_some();
            if chat.facts.responsible.is_none() && chat.facts.kind == ChatKind::Personal {
                chat.facts.responsible = Some(by);
                self.step.commands.push(Command::Responsible { chat: no, person: by });
            }
        }
        Ok(())
    }

    fn closed(&mut self, no: ChatNo) {
        let Some(row) = self.chat(no).cloned() else { return };
        let (from, kind) = (row.holder, self.size(&row).kind as usize);
        self.chats.retain(|chat| chat.facts.chat != no);
        if let Some(from) = from {
            let now_ms = self.now_ms;
            self.person_mut(from).unwrap().idle_ms[kind] = now_ms;
            self.drain(from);
        }
    }

    fn turn(&mut self, no: PersonNo, presence: Presence, lot: u32) {
        let now_ms = self.now_ms;
        let one = self.person_mut(no).unwrap();
        if one.presence == Presence::Online {
            one.online_ms += now_ms - one.since_ms;
            one.seen_ms = now_ms;
        }
        if presence == Presence::Online {
            one.lot = lot;
        }
        (one.rescued, one.presence, one.since_ms) = (presence != Presence::Lost, presence, now_ms);
    }

    fn presence(&mut self, no: PersonNo, presence: Presence) -> Result<(), Refusal> {
        if self.active(no)?.presence == presence {
            return Ok(());
        }
        self.turn(no, presence, lot_of(self.seed, no));
        if presence != Presence::Online {
            return Ok(());
        }
        for chat in self.chats.iter_mut().filter(|chat| chat.holder == Some(no)) {
            chat.fallback = false;
        }
        let mut absent: Vec<&Chat> = self.chats.iter().filter(|chat| chat.owner == Some(no)).collect();
        absent.sort_by_key(|chat| chat.order());
        let absent: Vec<ChatNo> = absent.into_iter().map(|chat| chat.facts.chat).collect();
        for chat in absent {
            let (row, one) = (self.chat(chat).unwrap(), self.person(no).unwrap());
            let closed = self.group(row).closed;
            let stays = closed || self.policy.give_back == GiveBack::Unanswered && row.taken_up;
            let group = row.facts.group;
            let Some(from) = row.holder else { continue };
            if !stays && !row.by_hand && self.has_room(one, row) && Self::may(one, group, row) {
                self.give(chat, no, group, Because::OwnerIsBack, false);
                self.drain(from);
            }
        }
        self.drain(no);
        Ok(())
    }

    fn profile(&mut self, no: PersonNo, profile: &Profile) -> Result<(), Refusal> {
        if no.0 >= PEOPLE_MAX {
            return Err(Refusal::NumberTooLarge);
        }
        let groups = profile.groups.iter().chain(profile.entitlements.iter().map(|own| &own.group));
        if groups.into_iter().any(|group| group.place() >= self.policy.groups.len()) {
            return Err(Refusal::UnknownGroup);
        }
        if profile.entitlements.iter().any(|own| own.channel.place() >= self.policy.channels.len()) {
            return Err(Refusal::UnknownChannel);
        }
        if self.person(no).is_none() {
            self.people.push(Person {
                no,
                profile: Profile { status: Status::Active, ..profile.clone() },
                presence: Presence::Lost,
                since_ms: 0,
                seen_ms: i64::MIN,
                rescued: true,
                assigned: 0,
                online_ms: 0,
                lot: 0,
                turn: 0,
                idle_ms: [0; 2],
            });
        }
        let was_active = self.active(no).is_ok();
        self.person_mut(no).unwrap().profile = profile.clone();
        if profile.status != Status::Active {
            if was_active {
                self.turn(no, Presence::Lost, 0);
                self.person_mut(no).unwrap().rescued = true;
            }
            self.rescue(no);
            return Ok(());
        }
        let one = self.person(no).unwrap();
        let keeps = |chat: &&Chat| {
            let ways = [Some(chat.facts.group), self.group(chat).backup_group];
            ways.into_iter().flatten().any(|way| Self::may(one, way, chat))
        };
        let hand =
            self.hand(no).into_iter().filter(|chat| !keeps(chat) && !self.is_call(chat) && !chat.by_hand);
        for chat in hand.map(|chat| chat.facts.chat).collect::<Vec<_>>() {
            self.place(chat, false);
        }
        self.drain(no);
        Ok(())
    }

    fn day(&mut self, start_ms: i64) {
        if start_ms <= self.day_ms {
            return;
        }
        self.day_ms = start_ms;
        let now_ms = self.now_ms;
        let (mut online, mut assigned) = (0, 0);
        for one in &mut self.people {
            one.assigned -= one.assigned / 4;
            one.online_ms -= one.online_ms / 4;
            online +=
                one.online_ms + if one.presence == Presence::Online { now_ms - one.since_ms } else { 0 };
            assigned += i64::from(one.assigned);
        }
        if online > 0 && assigned > 0 {
            self.fair_ms = (online * 256 / assigned).clamp(1_000, 86_400_000);
        }
    }
}
