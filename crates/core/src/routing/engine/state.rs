//! All that a decision depends on.

use std::collections::BTreeMap;

use crate::order::sort_by;

use super::changed::Touched;
use super::chat::{Chat, Chats, Flags, NIL, Order};
use super::event::Presence;
use super::hands::Hands;
use super::lot::Digest;
use super::number::{ChatNo, FIRST_MS, GroupNo, PersonNo};
use super::pages::Pages;
use super::person::{Person, Right};
use super::policy::{Channel, Kind, Policy};
use super::queue::Queue;
use super::sets::Sets;
use super::shelf::{Shelf, Span};
use super::team::{Seat, Teams};
use super::timers::{Timers, Whose};

/// What an assignment is held to be worth in time online before a day has shown it, in milliseconds.
const FAIR_MS: i64 = 600_000;

/// What is remembered of an owner: who, and a bit if the substitute has answered.
pub(super) const fn owned(owner: PersonNo, taken_up: bool) -> u64 {
    owner.0 as u64 | if taken_up { TAKEN_UP } else { 0 }
}

const TAKEN_UP: u64 = 1 << 32;

/// The state of a company's routing: rows, and what is found from them.
///
/// It changes by events alone, and in the same way on every machine.
#[derive(Debug, Clone)]
pub struct State {
    pub(super) policy: Policy,
    pub(super) people: Pages<Option<Person>>,
    pub(super) chats: Chats,
    /// The skills that chats ask for, of those that ask for any.
    pub(super) skills: BTreeMap<ChatNo, u64>,
    /// The owners to whom chats may go back, of those that may: see [`owned`].
    pub(super) owners: BTreeMap<ChatNo, u64>,
    pub(super) now_ms: i64,
    pub(super) day_start_ms: i64,
    /// The place of the last arrival.
    pub(super) last_arrival: u64,
    /// How many assignments there were.
    pub(super) turns: u64,
    /// What an assignment is worth in time online.
    pub(super) fair_ms: i64,
    /// Of all steps so far.
    pub(super) digest: Digest,
    /// What the host was not told yet, if it wants to know.
    pub(super) touched: Option<Touched>,
    // What follows is found from what stands above.
    pub(super) sets: Sets,
    pub(super) rights: Shelf<Right>,
    pub(super) seats: Shelf<Seat>,
    pub(super) teams: Teams,
    pub(super) hands: Hands,
    pub(super) queue: Queue,
    pub(super) timers: Timers,
    /// Chats that are in other hands or wait, by the owner to whom they may go back.
    pub(super) absent: BTreeMap<(PersonNo, Order), u32>,
    /// For each group, the groups that it is the backup of.
    pub(super) helped: Vec<Vec<GroupNo>>,
    /// Backup users, and of which group, in order.
    pub(super) helps: Vec<(PersonNo, GroupNo)>,
    /// For each group, how many active members it has.
    pub(super) members: Vec<u32>,
}

impl State {
    /// The state before anything happened.
    #[must_use]
    pub fn new() -> Self {
        Self {
            policy: Policy::empty(),
            people: Pages::new(),
            chats: Chats::new(),
            skills: BTreeMap::new(),
            owners: BTreeMap::new(),
            now_ms: FIRST_MS,
            day_start_ms: i64::MIN,
            last_arrival: 0,
            turns: 0,
            fair_ms: FAIR_MS,
            digest: Digest(0),
            touched: None,
            sets: Sets::default(),
            rights: Shelf::new(),
            seats: Shelf::new(),
            teams: Teams::default(),
            hands: Hands::new(),
            queue: Queue::default(),
            timers: Timers::default(),
            absent: BTreeMap::new(),
            helped: Vec::new(),
            helps: Vec::new(),
            members: Vec::new(),
        }
    }

    /// When the next [`Timer`](super::Event::Timer) is due, in milliseconds since the epoch.
    #[must_use]
    pub fn next_timer(&self) -> Option<i64> {
        self.timers.first().map(|(due_ms, _)| due_ms)
    }

    /// How many chats are open, and how many of them nobody has.
    #[must_use]
    pub const fn chats(&self) -> (usize, usize) {
        (self.chats.len(), self.queue.len())
    }

    /// Who has a chat; none if nobody has or it is not open.
    #[must_use]
    pub fn assignee(&self, chat: ChatNo) -> Option<PersonNo> {
        self.chats.get(self.chats.find(chat)?)?.assignee()
    }

    /// How many chats somebody has in hand.
    #[must_use]
    pub fn in_hand(&self, person: PersonNo) -> u32 {
        self.person(person).map_or(0, |person| person.open.iter().sum())
    }

    /// About how many bytes the state takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.chats.bytes()
            + self.people.bytes()
            + self.hands.bytes()
            + self.rights.bytes()
            + self.seats.bytes()
            + self.teams.bytes()
            + self.timers.bytes()
    }

    /// Mixes everything that every step decided so far: equal where two runs are.
    #[must_use]
    pub const fn steps_digest(&self) -> u64 {
        self.digest.0
    }

    pub(super) fn person(&self, person: PersonNo) -> Option<&Person> {
        self.people.get(person.place())?.as_ref()
    }

    /// Somebody whose row is about to change.
    pub(super) fn person_mut(&mut self, person: PersonNo) -> Option<&mut Person> {
        let one = self.people.get_mut(person.place())?.as_mut()?;
        Touched::person(self.touched.as_mut(), person, one);
        Some(one)
    }

    /// What somebody may take of a group.
    pub(super) fn right(&self, one: &Person, group: GroupNo) -> Option<&Right> {
        self.rights.get(one.rights).iter().find(|right| right.group == group)
    }

    /// Whether somebody is in a group.
    pub(super) fn is_member(&self, one: &Person, group: GroupNo) -> bool {
        self.right(one, group).is_some_and(|right| right.member)
    }

    /// The groups whose backup user somebody is, each with their number.
    pub(super) fn helps(&self, person: PersonNo) -> &[(PersonNo, GroupNo)] {
        let begin = self.helps.partition_point(|(own, _)| *own < person);
        let end = self.helps.partition_point(|(own, _)| *own <= person);
        self.helps.get(begin..end).unwrap_or_default()
    }

    /// A chat whose row is about to change.
    pub(super) fn chat_mut(&mut self, slot: u32) -> Option<&mut Chat> {
        let chat = self.chats.get_mut(slot)?;
        Touched::chat(self.touched.as_mut(), chat);
        Some(chat)
    }

    pub(super) fn channel(&self, chat: &Chat) -> Channel {
        // A channel that does not exist fits nobody.
        let none = Channel { kind: Kind::Text, weight: u16::MAX };
        self.policy.channels.get(chat.channel().place()).copied().unwrap_or(none)
    }

    /// The chats that somebody has, soonest first.
    pub(super) fn hand(&self, person: PersonNo) -> Vec<u32> {
        let first = self.person(person).map_or(NIL, |person| person.first);
        let order = |slot| Some((self.chats.get(slot)?.order, slot));
        let mut hand: Vec<(Order, u32)> = self.hands.slots(first).filter_map(order).collect();
        sort_by(&mut hand, Ord::cmp);
        hand.into_iter().map(|(_, slot)| slot).collect()
    }

    /// Puts somebody where they belong in their teams, or in those for one kind of chats.
    pub(super) fn refresh(&mut self, person: PersonNo, only: Option<Kind>) {
        let Some(one) = self.people.get(person.place()).and_then(Option::as_ref) else { return };
        for seat in self.seats.get(one.seats) {
            self.teams.set(*seat, &self.sets, |size, algorithm| {
                let key = || one.key(person, algorithm, size.kind, self.fair_ms);
                only.is_none_or(|kind| kind == size.kind).then(|| one.is_free(size).then(key))
            });
        }
    }

    /// Seats somebody in the teams that they belong to.
    pub(super) fn seat(&mut self, person: PersonNo) {
        let Some(one) = self.people.get_mut(person.place()).and_then(Option::as_mut) else { return };
        if !one.is_active() {
            return;
        }
        let mut seats = Vec::new();
        for right in self.rights.get(one.rights).iter().filter(|right| right.member) {
            if let Some(count) = self.members.get_mut(right.group.place()) {
                *count += 1;
            }
            let Some(group) = self.policy.group(right.group) else { continue };
            let of = (right.group, group.algorithm);
            self.teams.join(of, (person, one.presence, one.skills), right.set, &self.sets, &mut seats);
        }
        one.seats = self.seats.add(&seats);
        self.refresh(person, None);
    }

    /// Takes somebody out of all teams.
    pub(super) fn unseat(&mut self, person: PersonNo) {
        let Some(one) = self.people.get_mut(person.place()).and_then(Option::as_mut) else { return };
        let (seats, presence) = (core::mem::replace(&mut one.seats, Span::NONE), one.presence);
        if one.is_active() {
            for right in self.rights.get(one.rights).iter().filter(|right| right.member) {
                if let Some(count) = self.members.get_mut(right.group.place()) {
                    *count -= 1;
                }
            }
        }
        for seat in self.seats.get(seats) {
            self.teams.leave(*seat, &self.sets, presence);
        }
        self.seats.remove(seats);
    }

    /// Finds everything anew that rows of people and chats, and the policy, determine.
    pub(super) fn index(&mut self) {
        let groups = self.policy.groups.len();
        (self.queue, self.timers) = (Queue::default(), Timers::default());
        (self.teams, self.hands, self.seats) = (Teams::new(&self.policy), Hands::new(), Shelf::new());
        self.absent.clear();
        self.helped = vec![Vec::new(); groups];
        self.members = vec![0; groups];
        for (group, of) in (0..).map(GroupNo).zip(&self.policy.groups) {
            if let Some(helped) = of.backup_group.and_then(|backup| self.helped.get_mut(backup.place())) {
                helped.push(group);
            }
        }
        for one in self.people.iter_mut().flatten() {
            (one.used, one.open, one.first) = ([0; 2], [0; 2], NIL);
            one.seats = Span::NONE;
        }
        self.helps.clear();
        for (group, of) in (0..).map(GroupNo).zip(&self.policy.groups) {
            self.helps.extend(of.backup_users.iter().map(|person| (*person, group)));
        }
        sort_by(&mut self.helps, Ord::cmp);
        self.helps.dedup();
        for slot in self.chats.slots().collect::<Vec<u32>>() {
            self.index_chat(slot);
        }
        for person in (0..).map(PersonNo).take(self.people.len()) {
            self.seat(person);
            self.schedule_person(person);
        }
    }

    fn index_chat(&mut self, slot: u32) {
        let Some(chat) = self.chats.get(slot).cloned() else { return };
        if let Some((owner, _)) = self.owner(&chat) {
            self.absent.insert((owner, chat.order), slot);
        }
        if chat.assignee().is_some() {
            self.link(slot);
        } else {
            self.enter(slot);
        }
        if let Some(due_ms) = self.due(&chat) {
            self.timers.add(due_ms, Whose::chat(chat.no()));
        }
    }

    /// Puts a chat among those of its holder.
    pub(super) fn link(&mut self, slot: u32) {
        let Some(chat) = self.chats.get(slot) else { return };
        let (holder, size) = (PersonNo(chat.holder), self.channel(chat));
        let Some(one) = self.people.get_mut(holder.place()).and_then(Option::as_mut) else { return };
        one.first = self.hands.add(one.first, slot);
        one.count(size, true);
    }

    /// Takes a chat out of those of its holder.
    pub(super) fn unlink(&mut self, slot: u32) {
        let Some(chat) = self.chats.get(slot) else { return };
        let (holder, size) = (PersonNo(chat.holder), self.channel(chat));
        if let Some(one) = self.people.get_mut(holder.place()).and_then(Option::as_mut) {
            one.first = self.hands.remove(one.first, slot);
            one.count(size, false);
        }
    }

    /// Puts a chat into the queue.
    pub(super) fn enter(&mut self, slot: u32) {
        let Some(chat) = self.chats.get(slot) else { return };
        let (group, lane, order, responsible) =
            (chat.group(), self.lane(chat), chat.order, chat.responsible());
        self.queue.add(group, lane, order, responsible, slot);
        if let Some(chat) = self.chats.get_mut(slot) {
            chat.set(Flags::QUEUED);
        }
    }

    /// Takes a chat out of the queue, if it is in it.
    pub(super) fn leave(&mut self, slot: u32) {
        let Some(chat) = self.chats.get(slot).filter(|chat| chat.is(Flags::QUEUED)) else { return };
        let (group, lane, order, responsible) =
            (chat.group(), self.lane(chat), chat.order, chat.responsible());
        self.queue.remove(group, lane, order, responsible);
        if let Some(chat) = self.chats.get_mut(slot) {
            chat.clear(Flags::QUEUED);
        }
    }

    /// To whom a chat may go back, and whether their substitute has answered.
    pub(super) fn owner(&self, chat: &Chat) -> Option<(PersonNo, bool)> {
        let owned = if chat.is_owned() { *self.owners.get(&chat.no())? } else { return None };
        Some((PersonNo(owned as u32), owned & TAKEN_UP != 0))
    }

    /// Remembers to whom a chat may go back, or forgets it.
    pub(super) fn set_owner(&mut self, slot: u32, owner: Option<PersonNo>) {
        let Some(chat) = self.chat_mut(slot) else { return };
        let (no, order, was_owned) = (chat.no(), chat.order, chat.is_owned());
        chat.own(owner.is_some());
        if was_owned && let Some(before) = self.owners.remove(&no) {
            self.absent.remove(&(PersonNo(before as u32), order));
        }
        if let Some(owner) = owner {
            self.owners.insert(no, owned(owner, false));
            self.absent.insert((owner, order), slot);
        }
    }

    /// The substitute of an owner has answered.
    pub(super) fn take_up(&mut self, slot: u32) {
        let owned = self.chats.get(slot).and_then(|chat| self.owners.get_mut(&chat.no()));
        if let Some(owned) = owned {
            *owned |= TAKEN_UP;
        }
    }

    /// Forgets the owner of a chat if that is who has it now.
    pub(super) fn returns(&mut self, slot: u32, to: PersonNo) {
        let owner = self.chats.get(slot).and_then(|chat| self.owner(chat));
        if owner.is_some_and(|(owner, _)| owner == to) {
            self.set_owner(slot, None);
        }
    }

    /// Whether somebody who is not here for it keeps their chats for now, and until when.
    pub(super) fn schedule_person(&mut self, person: PersonNo) {
        if let Some(due_ms) = self.grace_ends(person) {
            self.timers.add(due_ms, Whose::person(person));
        }
    }

    /// When the chats of somebody who is lost move.
    pub(super) fn grace_ends(&self, person: PersonNo) -> Option<i64> {
        let one = self.person(person).filter(|one| one.presence == Presence::Lost && !one.rescued)?;
        Some(one.since_ms.saturating_add(i64::from(self.policy.grace_ms?)))
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}
