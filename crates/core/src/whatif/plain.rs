//! Simple rules, to hold others against.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::routing::{Algorithm, Lot};

use super::assigner::{Assigner, Command, Event};
use super::rules::{Capacity, GroupRules, Rules, Stickiness};
use super::world::{Change, Facts, Medium, World};

/// An assigner that looks at everybody for each chat: slow, and easy to follow.
#[derive(Debug)]
pub(super) struct Plain {
    rules: Rules,
    world: Rc<World>,
    people: Vec<Member>,
    chats: BTreeMap<u32, Chat>,
    /// By age, which the numbers of chats are.
    queue: BTreeSet<u32>,
    /// When what somebody has goes to others.
    leaving: BTreeSet<(i64, u32)>,
    /// When a chat is offered to the group that helps out.
    offers: BTreeSet<(i64, u32)>,
    turn: u64,
}

#[derive(Debug, Clone, Default)]
struct Member {
    is_online: bool,
    open: [u32; 2],
    chats: BTreeSet<u32>,
    /// When they last got one, as a number of assignments.
    last: u64,
}

#[derive(Debug, Clone, Copy)]
struct Chat {
    facts: Facts,
    at_ms: i64,
    person: Option<u32>,
}

impl Plain {
    /// The rules for a world.
    #[must_use]
    pub(super) fn new(world: Rc<World>, rules: Rules) -> Self {
        Self {
            people: vec![Member::default(); world.people.len()],
            rules,
            world,
            chats: BTreeMap::new(),
            queue: BTreeSet::new(),
            leaving: BTreeSet::new(),
            offers: BTreeSet::new(),
            turn: 0,
        }
    }

    fn arrived(&mut self, at_ms: i64, chat: u32, facts: Facts) {
        self.chats.insert(chat, Chat { facts, at_ms, person: None });
        self.queue.insert(chat);
        if let (Some(after_ms), Medium::Text) = (self.backup_after_ms(&facts), facts.medium) {
            self.offers.insert((at_ms.saturating_add(after_ms), chat));
        }
    }

    fn group(&self, group: u16) -> GroupRules {
        self.rules.groups.get(usize::from(group)).copied().unwrap_or_default()
    }

    fn backup_after_ms(&self, facts: &Facts) -> Option<i64> {
        self.group(facts.group).backup_after_ms
    }

    fn ended(&mut self, chat: u32) -> Option<u32> {
        let chat_before = self.chats.remove(&chat)?;
        self.queue.remove(&chat);
        self.leave(chat, chat_before);
        chat_before.person
    }

    fn leave(&mut self, chat: u32, Chat { facts, person, .. }: Chat) {
        if let Some(member) = person.and_then(|person| self.people.get_mut(person as usize))
            && member.chats.remove(&chat)
            && let Some(open) = member.open.get_mut(facts.medium.place())
        {
            *open = open.saturating_sub(1);
        }
    }

    /// Gives whoever is best of those who may take it now, if anybody.
    fn give(&mut self, at_ms: i64, seed: u64, chat: u32, commands: &mut Vec<Command>) -> bool {
        let Some(facts) = self.chats.get(&chat).copied() else { return false };
        let Some(person) = self.pick(at_ms, seed, &facts) else { return false };
        self.leave(chat, facts);
        self.turn += 1;
        if let Some(member) = self.people.get_mut(person as usize) {
            member.chats.insert(chat);
            member.last = self.turn;
            if let Some(open) = member.open.get_mut(facts.facts.medium.place()) {
                *open += 1;
            }
        }
        if let Some(one) = self.chats.get_mut(&chat) {
            one.person = Some(person);
        }
        self.queue.remove(&chat);
        commands.push(Command::Assign { chat, person });
        true
    }

    fn pick(&self, at_ms: i64, seed: u64, chat: &Chat) -> Option<u32> {
        let facts = &chat.facts;
        let sticky = facts.responsible.filter(|person| {
            self.rules.stickiness == Stickiness::Responsible
                && self.has_room(*person, chat, facts.group).is_some()
        });
        let backup = self.world.backups.get(usize::from(facts.group)).copied().flatten();
        sticky.or_else(|| self.best(seed, chat, facts.group)).or_else(|| {
            let after_ms = self.backup_after_ms(facts)?;
            let is_due = facts.medium == Medium::Call || at_ms - chat.at_ms >= after_ms;
            backup.filter(|_| is_due).and_then(|group| self.best(seed, chat, group))
        })
    }

    /// How full somebody's hands are, as ten thousandths of what they work on at a time, if they may take one more.
    fn has_room(&self, person: u32, chat: &Chat, group: u16) -> Option<u64> {
        let (member, who) = (self.people.get(person as usize)?, self.world.people.get(person as usize)?);
        let place = chat.facts.medium.place();
        let (open, slots) = (*member.open.get(place)?, *who.slots.get(place)?);
        let is_full = slots == 0 || (self.rules.capacity == Capacity::Slots && open >= slots);
        let takes =
            member.is_online && chat.person != Some(person) && who.may_take(person, &chat.facts, group);
        (takes && !is_full).then(|| u64::from(open) * 10_000 / u64::from(slots))
    }

    fn best(&self, seed: u64, chat: &Chat, group: u16) -> Option<u32> {
        let mut best: Vec<u32> = Vec::new();
        let mut least = (0, 0);
        let algorithm = self.group(chat.facts.group).algorithm;
        for (person, member) in (0..).zip(&self.people) {
            let Some(load) = self.has_room(person, chat, group) else { continue };
            let key = match algorithm {
                Algorithm::Random | Algorithm::OnlineToday => (0, 0),
                // As parts of a slot in use, so that who has more slots has more chats.
                _ => (load, member.last),
            };
            if best.is_empty() || key < least {
                least = key;
                best.clear();
            }
            if key == least {
                best.push(person);
            }
        }
        Lot::new(seed).draw(&best).copied()
    }

    /// Gives what waits, the oldest first.
    fn serve(&mut self, at_ms: i64, seed: u64, commands: &mut Vec<Command>) {
        let waiting: Vec<u32> = self.queue.iter().copied().collect();
        // What nobody takes, nobody takes of the same kind either.
        let mut stuck: BTreeSet<(u16, u16, Medium, bool, Option<u32>, bool)> = BTreeSet::new();
        for chat in waiting {
            let Some(Chat { facts, at_ms: came_ms, .. }) = self.chats.get(&chat).copied() else { continue };
            let is_late = self.backup_after_ms(&facts).is_some_and(|after_ms| at_ms - came_ms >= after_ms);
            let kind = (facts.group, facts.channel, facts.medium, facts.is_known, facts.responsible, is_late);
            if !stuck.contains(&kind) && !self.give(at_ms, seed ^ u64::from(chat), chat, commands) {
                stuck.insert(kind);
            }
        }
    }

    /// Gives what an absent person has to others, or back to the queue.
    fn relieve(&mut self, at_ms: i64, seed: u64, person: u32, commands: &mut Vec<Command>) {
        let Some(member) = self.people.get(person as usize).filter(|member| !member.is_online) else {
            return;
        };
        for chat in member.chats.clone() {
            let Some(before) = self.chats.get(&chat).copied() else { continue };
            if before.facts.medium == Medium::Call || self.give(at_ms, seed ^ u64::from(chat), chat, commands)
            {
                continue;
            }
            if self.rules.capacity == Capacity::Slots {
                self.leave(chat, before);
                if let Some(one) = self.chats.get_mut(&chat) {
                    one.person = None;
                }
                self.queue.insert(chat);
                commands.push(Command::Queue { chat });
            }
        }
    }

    fn presence(&mut self, at_ms: i64, seed: u64, person: u32, change: Change, commands: &mut Vec<Command>) {
        if let Some(member) = self.people.get_mut(person as usize) {
            member.is_online = change == Change::Online;
        }
        self.leaving.retain(|(_, leaving)| *leaving != person);
        match (change, self.rules.grace_ms) {
            (Change::Online, _) => self.serve(at_ms, seed, commands),
            (Change::Lost, Some(grace_ms)) => {
                self.leaving.insert((at_ms.saturating_add(grace_ms), person));
            }
            (Change::Removed, Some(_)) => self.relieve(at_ms, seed, person, commands),
            (Change::Finishing, _) | (_, None) => {}
        }
    }

    fn timer(&mut self, at_ms: i64, seed: u64, commands: &mut Vec<Command>) {
        while let Some((_, person)) = self.leaving.first().copied().filter(|(due_ms, _)| *due_ms <= at_ms) {
            self.leaving.pop_first();
            self.relieve(at_ms, seed, person, commands);
        }
        while let Some((_, chat)) = self.offers.first().copied().filter(|(due_ms, _)| *due_ms <= at_ms) {
            self.offers.pop_first();
            if self.queue.contains(&chat) {
                self.give(at_ms, seed ^ u64::from(chat), chat, commands);
            }
        }
    }
}

impl Assigner for Plain {
    fn step(&mut self, at_ms: i64, seed: u64, event: &Event, commands: &mut Vec<Command>) {
        match *event {
            Event::Arrived { chat, facts } => {
                self.arrived(at_ms, chat, facts);
                self.give(at_ms, seed, chat, commands);
            }
            Event::Closed { chat, .. } | Event::Missed { chat } => {
                if self.ended(chat).is_some() {
                    self.serve(at_ms, seed, commands);
                }
            }
            Event::Presence { person, change } => self.presence(at_ms, seed, person, change, commands),
            Event::Timer => self.timer(at_ms, seed, commands),
            Event::Answered { .. } => {}
        }
    }

    fn next_timer(&self) -> Option<i64> {
        let first = |times: &BTreeSet<(i64, u32)>| times.first().map(|(at_ms, _)| *at_ms);
        [first(&self.leaving), first(&self.offers)].into_iter().flatten().min()
    }
}
