//! Crews: people who are alike for routing, the free ones of them in the order of their group's choice.
//!
//! A crew is everybody of one group with the same rights on channels of one kind and weight, and the same skills. Whoever
//! changes is moved in as many crews as they are in, which is one or two for each of their groups, however many channels
//! there are; and who is best for a chat is the best of the heads of a few crews.

use std::collections::BTreeMap;

use super::event::{Entitlement, Presence};
use super::number::{ChannelNo, GroupNo, PersonNo};
use super::policy::{Channel, Kind};

use super::chat::NIL;

/// What comes first. Whole numbers only: every machine orders them alike. Nobody is equal to anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// By the algorithm of the group.
    pub(super) first: u64,
    /// Assignments for the time online.
    pub(super) lag: i64,
    /// A lot.
    pub(super) lot: u32,
    pub(super) person: u32,
}

impl Key {
    /// Whether only a lot parts the two.
    pub(super) const fn ties(&self, other: &Self) -> bool {
        self.first == other.first && self.lag == other.lag
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: Key,
    local: u32,
}

/// What a crew has in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Trait {
    pub(super) group: GroupNo,
    pub(super) size: Channel,
    pub(super) skills: u64,
    /// Which rights: a number of [`Sets`].
    pub(super) set: u32,
}

/// A crew.
#[derive(Debug, Clone)]
pub(super) struct Crew {
    pub(super) of: Trait,
    /// How many are connected and working, ending their shift, away, not connected.
    pub(super) present: [u32; 4],
    /// The free ones, best first.
    heap: Vec<Entry>,
    members: Vec<PersonNo>,
    /// Where each member stands in the heap.
    at: Vec<u32>,
}

impl Crew {
    const fn new(of: Trait) -> Self {
        Self { of, present: [0; 4], heap: Vec::new(), members: Vec::new(), at: Vec::new() }
    }

    pub(super) fn members(&self) -> &[PersonNo] {
        &self.members
    }

    /// How many are free.
    pub(super) const fn free(&self) -> usize {
        self.heap.len()
    }

    /// The best of the free ones.
    pub(super) fn top(&self) -> Option<&Key> {
        self.heap.first().map(|entry| &entry.key)
    }

    /// Whether a lot decided who is on top.
    pub(super) fn top_is_tied(&self) -> bool {
        let Some(top) = self.top() else { return false };
        [1, 2].iter().any(|place| self.heap.get(*place).is_some_and(|entry| entry.key.ties(top)))
    }

    /// The free ones in no meaningful order.
    pub(super) fn each_free(&self) -> impl Iterator<Item = &Key> {
        self.heap.iter().map(|entry| &entry.key)
    }

    /// Adds a member who is not free yet, and says where.
    fn join(&mut self, person: PersonNo, presence: Presence) -> u32 {
        self.members.push(person);
        self.at.push(NIL);
        self.count(presence, 1);
        u32::try_from(self.members.len() - 1).unwrap_or(NIL)
    }

    /// Takes a member out, and says who stands in that place now.
    fn leave(&mut self, local: u32, presence: Presence) -> Option<PersonNo> {
        self.set(local, None);
        self.count(presence, -1);
        let (place, last) = (local as usize, self.members.len().saturating_sub(1));
        if place > last {
            return None;
        }
        self.members.swap_remove(place);
        self.at.swap_remove(place);
        if place == last {
            return None;
        }
        let stands = self.at.get(place).copied().filter(|at| *at != NIL);
        if let Some(entry) = stands.and_then(|at| self.heap.get_mut(at as usize)) {
            entry.local = local;
        }
        self.members.get(place).copied()
    }

    fn count(&mut self, presence: Presence, by: i32) {
        if let Some(count) = self.present.get_mut(presence as usize) {
            *count = count.saturating_add_signed(by);
        }
    }

    pub(super) fn moved(&mut self, before: Presence, now: Presence) {
        self.count(before, -1);
        self.count(now, 1);
    }

    /// Puts a member where they belong: with a key among the free, without one not.
    pub(super) fn set(&mut self, local: u32, key: Option<Key>) {
        let Some(&at) = self.at.get(local as usize) else { return };
        match (at, key) {
            (NIL, None) => {}
            (NIL, Some(key)) => {
                self.heap.push(Entry { key, local });
                self.rise(self.heap.len() - 1);
            }
            (at, Some(key)) => {
                let at = at as usize;
                let Some(entry) = self.heap.get_mut(at) else { return };
                let falls = entry.key < key;
                entry.key = key;
                if falls { self.fall(at) } else { self.rise(at) }
            }
            (at, None) => {
                let at = at as usize;
                self.heap.swap_remove(at);
                if let Some(own) = self.at.get_mut(local as usize) {
                    *own = NIL;
                }
                if at < self.heap.len() {
                    self.rise(at);
                    self.fall(at);
                }
            }
        }
    }

    fn stand(&mut self, place: usize, entry: Entry) {
        if let Some(own) = self.heap.get_mut(place) {
            *own = entry;
        }
        if let Some(at) = self.at.get_mut(entry.local as usize) {
            *at = u32::try_from(place).unwrap_or(NIL);
        }
    }

    fn rise(&mut self, mut place: usize) {
        let Some(&entry) = self.heap.get(place) else { return };
        while place > 0 {
            let above = (place - 1) / 2;
            let Some(&other) = self.heap.get(above) else { break };
            if other.key <= entry.key {
                break;
            }
            self.stand(place, other);
            place = above;
        }
        self.stand(place, entry);
    }

    fn fall(&mut self, mut place: usize) {
        let Some(&entry) = self.heap.get(place) else { return };
        loop {
            let (left, right) = (2 * place + 1, 2 * place + 2);
            let Some(&first) = self.heap.get(left) else { break };
            let (below, other) = match self.heap.get(right) {
                Some(&second) if second.key < first.key => (right, second),
                _ => (left, first),
            };
            if entry.key <= other.key {
                break;
            }
            self.stand(place, other);
            place = below;
        }
        self.stand(place, entry);
    }

    fn bytes(&self) -> usize {
        self.heap.capacity() * size_of::<Entry>() + (self.members.capacity() + self.at.capacity()) * 4
    }
}

/// Sets of rights on channels, each kept once: whoever shares a role shares one.
#[derive(Debug, Clone, Default)]
pub(super) struct Sets {
    sets: Vec<Vec<(ChannelNo, u8)>>,
    numbers: BTreeMap<Vec<(ChannelNo, u8)>, u32>,
}

impl Sets {
    pub(super) fn number(&mut self, set: Vec<(ChannelNo, u8)>) -> u32 {
        if let Some(number) = self.numbers.get(&set) {
            return *number;
        }
        let number = u32::try_from(self.sets.len()).unwrap_or(NIL);
        self.sets.push(set.clone());
        self.numbers.insert(set, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> &[(ChannelNo, u8)] {
        self.sets.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// What the set holds of a channel.
    pub(super) fn bits(&self, number: u32, channel: ChannelNo) -> u8 {
        let set = self.get(number);
        let place = set.binary_search_by_key(&channel, |(own, _)| *own);
        place.ok().and_then(|place| set.get(place)).map_or(0, |(_, bits)| *bits)
    }
}

/// A person's place in a crew.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    pub(super) crew: u32,
    pub(super) local: u32,
    pub(super) kind: Kind,
}

/// All crews, and which of them a class of chats is for.
#[derive(Debug, Clone, Default)]
pub(super) struct Crews {
    crews: Vec<Crew>,
    numbers: BTreeMap<Trait, u32>,
    /// For each group, its classes, a channel with new or known clients each, and their crews.
    classes: Vec<Vec<(u32, Vec<u32>)>>,
}

const fn class(channel: ChannelNo, known: bool) -> u32 {
    (channel.0 as u32) << 1 | known as u32
}

impl Crews {
    pub(super) fn get(&self, crew: u32) -> Option<&Crew> {
        self.crews.get(crew as usize)
    }

    pub(super) fn get_mut(&mut self, crew: u32) -> Option<&mut Crew> {
        self.crews.get_mut(crew as usize)
    }

    /// The crews whose members may take such a chat of the group.
    pub(super) fn of(&self, group: GroupNo, channel: ChannelNo, known: bool) -> impl Iterator<Item = &Crew> {
        let classes = self.classes.get(group.place()).map_or(&[][..], Vec::as_slice);
        let place = classes.binary_search_by_key(&class(channel, known), |(own, _)| *own);
        let crews =
            place.ok().and_then(|place| classes.get(place)).map_or(&[][..], |(_, crews)| crews.as_slice());
        crews.iter().filter_map(|crew| self.get(*crew))
    }

    /// Seats somebody in the crew that they belong to.
    pub(super) fn join(
        &mut self,
        of: Trait,
        sets: &Sets,
        channels: &[Channel],
        who: (PersonNo, Presence),
    ) -> Seat {
        let kind = of.size.kind;
        let crew = match self.numbers.get(&of) {
            Some(crew) => *crew,
            None => self.found(of, sets, channels),
        };
        let local = self.get_mut(crew).map_or(NIL, |crew| crew.join(who.0, who.1));
        Seat { crew, local, kind }
    }

    fn found(&mut self, of: Trait, sets: &Sets, channels: &[Channel]) -> u32 {
        let crew = u32::try_from(self.crews.len()).unwrap_or(NIL);
        let group = of.group.place();
        if self.classes.len() <= group {
            self.classes.resize(group + 1, Vec::new());
        }
        for (channel, bits) in sets.get(of.set) {
            if channels.get(channel.place()) != Some(&of.size) {
                continue;
            }
            for (bit, known) in [(Entitlement::NEW, false), (Entitlement::KNOWN, true)] {
                let Some(classes) = self.classes.get_mut(group).filter(|_| bits & bit != 0) else { continue };
                let class = class(*channel, known);
                match classes.binary_search_by_key(&class, |(own, _)| *own) {
                    Ok(place) => {
                        classes.get_mut(place).map(|(_, crews)| crews.push(crew)).unwrap_or_default()
                    }
                    Err(place) => classes.insert(place, (class, vec![crew])),
                }
            }
        }
        self.crews.push(Crew::new(of.clone()));
        self.numbers.insert(of, crew);
        crew
    }

    /// Takes somebody out of a crew, and says who sits in that place now.
    pub(super) fn leave(&mut self, seat: Seat, presence: Presence) -> Option<PersonNo> {
        self.get_mut(seat.crew)?.leave(seat.local, presence)
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        let crews: usize = self.crews.iter().map(Crew::bytes).sum();
        crews + self.crews.capacity() * size_of::<Crew>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_is_on_top(deeds in proptest::collection::vec((0_u32..12, proptest::option::of(0_u64..9)), 1..200)) {
            let size = Channel { kind: Kind::Text, weight: 1 };
            let mut crew = Crew::new(Trait { group: GroupNo(0), size, skills: 0, set: 0 });
            for person in 0..12 {
                crew.join(PersonNo(person), Presence::Online);
            }
            let mut free: BTreeMap<u32, Key> = BTreeMap::new();
            for (person, first) in deeds {
                let key = first.map(|first| Key { first, lag: 0, lot: 0, person });
                crew.set(person, key);
                free.remove(&person);
                free.extend(key.map(|key| (person, key)));
                prop_assert_eq!(crew.top().copied(), free.values().min().copied());
                let first = free.values().min().map(|key| key.first);
                let ties = free.values().filter(|key| Some(key.first) == first).count();
                prop_assert_eq!(crew.top_is_tied(), ties > 1);
                prop_assert_eq!(crew.free(), free.len());
            }
        }
    }
}
