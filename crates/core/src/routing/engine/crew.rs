//! Crews: people who are alike for routing, the free ones of them in the order of their group's algorithm.
//!
//! A crew is everybody of one group with the same rights on channels of one kind and weight, and the same skills. Whoever
//! changes is moved in as many crews as they are in, which is one or two for each of their groups, however many channels
//! there are; and who is best for a chat is the best of the heads of a few crews.

use std::collections::BTreeMap;

use super::event::{Entitlement, Presence};
use super::number::{ChannelNo, GroupNo, PersonNo};
use super::policy::{Channel, Kind};

use super::chat::{Chat, Flags, NIL};

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
    /// The free ones, best first.
    heap: Vec<Entry>,
    members: Vec<PersonNo>,
    /// Where each member stands in the heap.
    at: Vec<u32>,
}

impl Crew {
    const fn new(of: Trait) -> Self {
        Self { of, heap: Vec::new(), members: Vec::new(), at: Vec::new() }
    }

    pub(super) fn members(&self) -> &[PersonNo] {
        &self.members
    }

    /// The best of the free ones.
    fn top(&self) -> Option<&Key> {
        self.heap.first().map(|entry| &entry.key)
    }

    /// Whether a lot parts the best, whose key this is, from others of the crew who may be given the chat.
    pub(super) fn is_tied(&self, best: &Key, chat: &Chat) -> bool {
        if chat.is(Flags::AVOIDS) {
            let other = |key: &&Key| key.person != best.person && !chat.avoids(PersonNo(key.person));
            return self.each_free().filter(other).any(|key| key.ties(best));
        }
        self.top_is_tied()
    }

    fn top_is_tied(&self) -> bool {
        let Some(top) = self.top() else { return false };
        [1, 2].iter().any(|place| self.heap.get(*place).is_some_and(|entry| entry.key.ties(top)))
    }

    /// The free ones in no meaningful order.
    pub(super) fn each_free(&self) -> impl Iterator<Item = &Key> {
        self.heap.iter().map(|entry| &entry.key)
    }

    /// Adds a member who is not free yet, and says where.
    fn join(&mut self, person: PersonNo) -> u32 {
        self.members.push(person);
        self.at.push(NIL);
        u32::try_from(self.members.len() - 1).unwrap_or(NIL)
    }

    /// Takes a member out, and says who stands in that place now.
    fn leave(&mut self, local: u32) -> Option<PersonNo> {
        self.set(local, None);
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

    /// Puts a member where they belong: with a key among the free, without one not.
    fn set(&mut self, local: u32, key: Option<Key>) {
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

/// What a decision sees of a crew. Those of a group lie side by side, since it looks at many.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// The best of the free ones, if there are any.
    pub(super) top: Key,
    pub(super) free: u32,
    pub(super) skills: u64,
    /// How many are connected and working, ending their shift, away, not connected.
    pub(super) present: [u32; 4],
}

impl Head {
    fn count(&mut self, presence: Presence, by: i32) {
        if let Some(count) = self.present.get_mut(presence as usize) {
            *count = count.saturating_add_signed(by);
        }
    }
}

/// A person's place in a crew.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    pub(super) group: GroupNo,
    pub(super) kind: Kind,
    pub(super) crew: u32,
    pub(super) local: u32,
}

/// The crews of a group.
#[derive(Debug, Clone, Default)]
struct Team {
    heads: Vec<Head>,
    crews: Vec<Crew>,
    numbers: BTreeMap<Trait, u32>,
    /// Its classes, a channel with new or known clients each, and their crews.
    classes: Vec<(u32, Vec<u32>)>,
}

/// All crews, and which of them a class of chats is for.
#[derive(Debug, Clone, Default)]
pub(super) struct Crews {
    teams: Vec<Team>,
}

const fn class(channel: ChannelNo, known: bool) -> u32 {
    (channel.0 as u32) << 1 | known as u32
}

impl Team {
    /// Adds a crew nobody is in yet.
    fn found(&mut self, of: Trait, sets: &Sets, channels: &[Channel]) -> u32 {
        let crew = u32::try_from(self.crews.len()).unwrap_or(NIL);
        for (channel, bits) in sets.get(of.set) {
            if channels.get(channel.place()) != Some(&of.size) {
                continue;
            }
            for (bit, known) in [(Entitlement::NEW, false), (Entitlement::KNOWN, true)] {
                if bits & bit == 0 {
                    continue;
                }
                let class = class(*channel, known);
                match self.classes.binary_search_by_key(&class, |(own, _)| *own) {
                    Ok(place) => {
                        if let Some((_, crews)) = self.classes.get_mut(place) {
                            crews.push(crew);
                        }
                    }
                    Err(place) => self.classes.insert(place, (class, vec![crew])),
                }
            }
        }
        let top = Key { first: 0, lag: 0, lot: 0, person: NIL };
        self.heads.push(Head { top, free: 0, skills: of.skills, present: [0; 4] });
        self.crews.push(Crew::new(of.clone()));
        self.numbers.insert(of, crew);
        crew
    }

    /// Shows in the head what the crew is like now.
    fn show(&mut self, crew: u32) {
        let Some(own) = self.crews.get(crew as usize) else { return };
        let Some(head) = self.heads.get_mut(crew as usize) else { return };
        head.free = u32::try_from(own.heap.len()).unwrap_or(NIL);
        if let Some(top) = own.top() {
            head.top = *top;
        }
    }
}

impl Crews {
    /// The crews whose members may take such a chat of the group.
    pub(super) fn of(
        &self,
        group: GroupNo,
        channel: ChannelNo,
        known: bool,
    ) -> impl Iterator<Item = (u32, &Head)> {
        let team = self.teams.get(group.place());
        let classes = team.map_or(&[][..], |team| team.classes.as_slice());
        let place = classes.binary_search_by_key(&class(channel, known), |(own, _)| *own);
        let crews =
            place.ok().and_then(|place| classes.get(place)).map_or(&[][..], |(_, crews)| crews.as_slice());
        let heads = team.map_or(&[][..], |team| team.heads.as_slice());
        crews.iter().filter_map(|crew| heads.get(*crew as usize).map(|head| (*crew, head)))
    }

    /// A crew of a group.
    pub(super) fn get(&self, group: GroupNo, crew: u32) -> Option<&Crew> {
        self.teams.get(group.place())?.crews.get(crew as usize)
    }

    /// Seats somebody in the crew that they belong to.
    pub(super) fn join(
        &mut self,
        of: Trait,
        sets: &Sets,
        channels: &[Channel],
        who: (PersonNo, Presence),
    ) -> Seat {
        let (group, kind) = (of.group, of.size.kind);
        if self.teams.len() <= group.place() {
            self.teams.resize(group.place() + 1, Team::default());
        }
        let mut seat = Seat { group, kind, crew: NIL, local: NIL };
        let Some(team) = self.teams.get_mut(group.place()) else { return seat };
        seat.crew = match team.numbers.get(&of) {
            Some(crew) => *crew,
            None => team.found(of, sets, channels),
        };
        if let Some(crew) = team.crews.get_mut(seat.crew as usize) {
            seat.local = crew.join(who.0);
        }
        if let Some(head) = team.heads.get_mut(seat.crew as usize) {
            head.count(who.1, 1);
        }
        seat
    }

    /// Takes somebody out of a crew, and says who sits in that place now.
    pub(super) fn leave(&mut self, seat: Seat, presence: Presence) -> Option<PersonNo> {
        let team = self.teams.get_mut(seat.group.place())?;
        let moved = team.crews.get_mut(seat.crew as usize)?.leave(seat.local);
        team.show(seat.crew);
        team.heads.get_mut(seat.crew as usize)?.count(presence, -1);
        moved
    }

    /// Puts somebody where they belong: with a key among the free, without one not.
    pub(super) fn set(&mut self, seat: Seat, key: impl FnOnce(&Trait) -> Option<Key>) {
        let Some(team) = self.teams.get_mut(seat.group.place()) else { return };
        let Some(crew) = team.crews.get_mut(seat.crew as usize) else { return };
        let key = key(&crew.of);
        crew.set(seat.local, key);
        team.show(seat.crew);
    }

    pub(super) fn moved(&mut self, seat: Seat, before: Presence, now: Presence) {
        let team = self.teams.get_mut(seat.group.place());
        if let Some(head) = team.and_then(|team| team.heads.get_mut(seat.crew as usize)) {
            head.count(before, -1);
            head.count(now, 1);
        }
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        let of = |team: &Team| {
            let crews: usize = team.crews.iter().map(Crew::bytes).sum();
            crews + team.crews.capacity() * size_of::<Crew>() + team.heads.capacity() * size_of::<Head>()
        };
        self.teams.iter().map(of).sum()
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
                crew.join(PersonNo(person));
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
                prop_assert_eq!(crew.each_free().count(), free.len());
            }
        }
    }
}
