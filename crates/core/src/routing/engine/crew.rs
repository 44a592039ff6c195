//! Crews: people who are alike for routing, the free ones of them in the order of their group's algorithm.
//!
//! A crew is everybody of one group with the same rights on channels of one kind and weight, and the same skills. Whoever
//! changes is moved in as many crews as they are in, which is one or two for each of their groups, however many channels
//! there are; and who is best for a chat is the best of the tops of a few crews.
//!
//! What takes time in a large company is memory that is far apart. So the members of all crews of a group lie in one row, the
//! tops of its crews in another, and nothing else is looked at for most decisions.

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

impl Key {
    /// Worse than anybody.
    const NOBODY: Self = Self { first: u64::MAX, lag: i64::MAX, lot: u32::MAX, person: NIL };
}

/// A member of a crew, and a node of the skew heap of its free ones (Sleator and Tarjan, *Self-adjusting heaps*, 1986):
/// it needs no memory of its own, and who leaves it or changes is found without a search.
#[derive(Debug, Clone, Copy)]
struct Member {
    key: Key,
    crew: u32,
    /// Who stands above; [`NIL`] on top, [`OUT`] for whoever is not free.
    up: u32,
    left: u32,
    right: u32,
}

const OUT: u32 = NIL - 1;

/// What a crew has in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Trait {
    pub(super) group: GroupNo,
    pub(super) size: Channel,
    pub(super) skills: u64,
    /// Which rights: a number of [`Sets`].
    pub(super) set: u32,
}

/// How many there are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Crowd {
    /// Connected and working, with room.
    pub(super) free: u32,
    /// Connected and working, ending their shift, away, not connected.
    pub(super) present: [u32; 4],
}

/// One more or one less of a crowd.
#[derive(Debug, Clone, Copy)]
enum Change {
    Free(i32),
    Present(Presence, i32),
}

impl Crowd {
    fn change(&mut self, change: Change) {
        match change {
            Change::Free(by) => self.free = self.free.saturating_add_signed(by),
            Change::Present(presence, by) => {
                if let Some(count) = self.present.get_mut(presence as usize) {
                    *count = count.saturating_add_signed(by);
                }
            }
        }
    }
}

#[derive(Debug, Clone)]
struct Crew {
    of: Trait,
    /// The best of the free ones.
    root: u32,
    crowd: Crowd,
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

/// A person's place in a group, for one crew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) group: GroupNo,
    pub(super) kind: Kind,
    pub(super) local: u32,
}

/// Chats on a channel with new or with known clients, and who of a group takes them.
#[derive(Debug, Clone)]
struct Class {
    crews: Vec<u32>,
    crowd: Crowd,
}

/// The crews of a group.
#[derive(Debug, Clone, Default)]
struct Team {
    members: Vec<Member>,
    /// The key of the best free one of each crew.
    tops: Vec<Key>,
    crews: Vec<Crew>,
    classes: Vec<Class>,
    /// Which class is that of a channel with new clients, of it with known ones, of the next channel.
    places: Vec<u16>,
    numbers: BTreeMap<Trait, u32>,
}

/// All crews, and which of them a class of chats is for.
#[derive(Debug, Clone, Default)]
pub(super) struct Crews {
    teams: Vec<Team>,
}

/// Who of a group takes a chat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pool<'a> {
    team: &'a Team,
    class: &'a Class,
}

const NO_CLASS: u16 = u16::MAX;

const fn place_of(channel: ChannelNo, known: bool) -> usize {
    (channel.0 as usize) << 1 | known as usize
}

/// The classes of chats that a crew is for.
fn each_class<'a>(
    of: &Trait,
    sets: &'a Sets,
    channels: &'a [Channel],
) -> impl Iterator<Item = usize> + use<'a> {
    let size = of.size;
    let fits = move |channel: &ChannelNo| channels.get(channel.place()) == Some(&size);
    sets.get(of.set).iter().filter(move |(channel, _)| fits(channel)).flat_map(|(channel, bits)| {
        let cases = [(Entitlement::NEW, false), (Entitlement::KNOWN, true)];
        cases.into_iter().filter(move |(bit, _)| bits & bit != 0).map(|(_, known)| place_of(*channel, known))
    })
}

impl Pool<'_> {
    /// How many there are in all.
    pub(super) const fn crowd(&self) -> &Crowd {
        &self.class.crowd
    }

    /// Its crews.
    pub(super) fn crews(&self) -> impl Iterator<Item = u32> {
        self.class.crews.iter().copied()
    }

    /// The crews in which somebody is free, and the best there.
    pub(super) fn tops(&self) -> impl Iterator<Item = (u32, &Key)> {
        let tops = self.crews().filter_map(|crew| Some((crew, self.team.tops.get(crew as usize)?)));
        tops.filter(|(_, top)| top.person != NIL)
    }

    /// The skills of a crew.
    pub(super) fn skills(&self, crew: u32) -> u64 {
        self.team.crews.get(crew as usize).map_or(0, |crew| crew.of.skills)
    }

    /// How many there are in a crew.
    pub(super) fn crowd_of(&self, crew: u32) -> Crowd {
        self.team.crews.get(crew as usize).map_or_else(Crowd::default, |crew| crew.crowd)
    }

    /// Everybody in a crew, whether free or not.
    pub(super) fn members(&self, crew: u32) -> impl Iterator<Item = PersonNo> {
        let members = self.team.members.iter().filter(move |member| member.crew == crew);
        members.map(|member| PersonNo(member.key.person))
    }

    /// The free ones of a crew in no meaningful order.
    pub(super) fn each_free(&self, crew: u32) -> impl Iterator<Item = &Key> {
        let root = self.team.crews.get(crew as usize).map_or(NIL, |crew| crew.root);
        let first = self.team.members.get(root as usize).map(|_| root);
        let places = core::iter::successors(first, |place| self.team.next(*place));
        places.filter_map(|place| self.team.members.get(place as usize)).map(|member| &member.key)
    }

    /// Whether a lot parts the best of a crew, whose key this is, from others of it who may be given the chat.
    pub(super) fn is_tied(&self, crew: u32, best: &Key, chat: &Chat) -> bool {
        if chat.is(Flags::AVOIDS) {
            let other = |key: &&Key| key.person != best.person && !chat.avoids(PersonNo(key.person));
            return self.each_free(crew).filter(other).any(|key| key.ties(best));
        }
        self.team.is_tied(crew)
    }
}

impl Team {
    fn member(&self, place: u32) -> Option<&Member> {
        self.members.get(place as usize)
    }

    fn member_mut(&mut self, place: u32) -> Option<&mut Member> {
        self.members.get_mut(place as usize)
    }

    fn key(&self, place: u32) -> Key {
        self.member(place).map_or(Key::NOBODY, |member| member.key)
    }

    fn class(&self, place: usize) -> Option<&Class> {
        self.classes.get(usize::from(*self.places.get(place)?))
    }

    /// Whether only a lot parts the best of a crew from another: who is next stands right below.
    fn is_tied(&self, crew: u32) -> bool {
        let root = self.crews.get(crew as usize).and_then(|crew| self.member(crew.root));
        root.is_some_and(|root| {
            [root.left, root.right]
                .into_iter()
                .filter_map(|below| self.member(below))
                .any(|below| below.key.ties(&root.key))
        })
    }

    /// Who comes after somebody on a way through a heap: those below first.
    fn next(&self, mut place: u32) -> Option<u32> {
        let member = self.member(place)?;
        if let Some(below) = [member.left, member.right].into_iter().find(|below| *below != NIL) {
            return Some(below);
        }
        loop {
            let up = self.member(place)?.up;
            let above = self.member(up)?;
            if above.left == place && above.right != NIL {
                return Some(above.right);
            }
            place = up;
        }
    }

    /// Makes one heap of two.
    fn meld(&mut self, mut one: u32, mut other: u32) -> u32 {
        let (mut root, mut above) = (NIL, NIL);
        loop {
            if one == NIL || other != NIL && self.key(other) < self.key(one) {
                core::mem::swap(&mut one, &mut other);
            }
            // What is left of the two hangs below what stands above by now.
            match self.member_mut(above) {
                Some(above) => above.left = one,
                None => root = one,
            }
            let Some(member) = self.member_mut(one) else { return root };
            member.up = above;
            if other == NIL {
                return root;
            }
            above = one;
            one = member.right;
            member.right = member.left;
        }
    }

    /// Puts one that stood below somewhere else there instead.
    fn replace(&mut self, crew: u32, up: u32, place: u32, by: u32) {
        match self.member_mut(up) {
            Some(above) if above.left == place => above.left = by,
            Some(above) => above.right = by,
            None => {
                if let Some(crew) = self.crews.get_mut(crew as usize) {
                    crew.root = by;
                }
            }
        }
        if let Some(member) = self.member_mut(by) {
            member.up = up;
        }
    }

    /// Puts a member where they belong, with a key among the free, without one not, and says how many more are free.
    fn set(&mut self, place: u32, key: Option<Key>) -> i32 {
        let Some(&Member { key: own, crew, up, left, right }) = self.member(place) else { return 0 };
        let was_free = up != OUT;
        if was_free && key == Some(own) || !was_free && key.is_none() {
            return 0;
        }
        if was_free {
            let below = self.meld(left, right);
            self.replace(crew, up, place, below);
        }
        let up = if key.is_some() { NIL } else { OUT };
        if let Some(member) = self.member_mut(place) {
            *member = Member { key: key.unwrap_or(own), crew, up, left: NIL, right: NIL };
        }
        let mut root = self.crews.get(crew as usize).map_or(NIL, |crew| crew.root);
        if key.is_some() {
            root = self.meld(root, place);
        }
        if let Some(crew) = self.crews.get_mut(crew as usize) {
            crew.root = root;
        }
        let best = self.key(root);
        if let Some(top) = self.tops.get_mut(crew as usize) {
            *top = best;
        }
        i32::from(key.is_some()) - i32::from(was_free)
    }

    /// Adds a member who is not free yet, and says where.
    fn join(&mut self, crew: u32, person: PersonNo) -> u32 {
        if self.members.len() == self.members.capacity() {
            // By a quarter: there are many teams.
            self.members.reserve_exact(self.members.len() / 4 + 2);
        }
        let key = Key { person: person.0, ..Key::NOBODY };
        self.members.push(Member { key, crew, up: OUT, left: NIL, right: NIL });
        u32::try_from(self.members.len() - 1).unwrap_or(NIL)
    }

    /// Takes out a member who is not free, and says who stood last and has this place now.
    fn leave(&mut self, place: u32) -> Option<(PersonNo, u32)> {
        let last = u32::try_from(self.members.len().checked_sub(1)?).unwrap_or(NIL);
        self.members.swap_remove(place as usize);
        let moved = *self.member(place)?;
        if moved.up != OUT {
            self.replace(moved.crew, moved.up, last, place);
            for below in [moved.left, moved.right] {
                if let Some(below) = self.member_mut(below) {
                    below.up = place;
                }
            }
        }
        Some((PersonNo(moved.key.person), last))
    }

    /// Adds a crew nobody is in yet.
    fn found(&mut self, of: Trait, sets: &Sets, channels: &[Channel]) -> u32 {
        let crew = u32::try_from(self.crews.len()).unwrap_or(NIL);
        for place in each_class(&of, sets, channels) {
            if self.places.len() <= place {
                self.places.resize(place + 1, NO_CLASS);
            }
            let Some(class) = self.places.get_mut(place) else { continue };
            if *class == NO_CLASS {
                *class = u16::try_from(self.classes.len()).unwrap_or(NO_CLASS);
                self.classes.push(Class { crews: Vec::new(), crowd: Crowd::default() });
            }
            if let Some(class) = self.classes.get_mut(usize::from(*class)) {
                class.crews.push(crew);
            }
        }
        self.tops.push(Key::NOBODY);
        self.crews.push(Crew { of: of.clone(), root: NIL, crowd: Crowd::default() });
        self.numbers.insert(of, crew);
        crew
    }

    /// Counts somebody of a crew, and of the classes of chats that it is for.
    fn count(&mut self, crew: u32, changes: &[Change], sets: &Sets, channels: &[Channel]) {
        let Some(crew) = self.crews.get_mut(crew as usize) else { return };
        changes.iter().for_each(|change| crew.crowd.change(*change));
        for place in each_class(&crew.of, sets, channels) {
            let class = self.places.get(place).map_or(NO_CLASS, |class| *class);
            if let Some(class) = self.classes.get_mut(usize::from(class)) {
                changes.iter().for_each(|change| class.crowd.change(*change));
            }
        }
    }
}

impl Crews {
    /// Whose chat of the group it is.
    pub(super) fn pool(&self, group: GroupNo, channel: ChannelNo, known: bool) -> Option<Pool<'_>> {
        let team = self.teams.get(group.place())?;
        Some(Pool { team, class: team.class(place_of(channel, known))? })
    }

    /// Seats somebody in the crew that they belong to.
    pub(super) fn join(
        &mut self,
        of: Trait,
        sets: &Sets,
        channels: &[Channel],
        (person, presence): (PersonNo, Presence),
    ) -> Seat {
        let (group, kind) = (of.group, of.size.kind);
        if self.teams.len() <= group.place() {
            self.teams.resize(group.place() + 1, Team::default());
        }
        let Some(team) = self.teams.get_mut(group.place()) else { return Seat { group, kind, local: NIL } };
        let crew = match team.numbers.get(&of) {
            Some(crew) => *crew,
            None => team.found(of, sets, channels),
        };
        team.count(crew, &[Change::Present(presence, 1)], sets, channels);
        Seat { group, kind, local: team.join(crew, person) }
    }

    /// Takes somebody out of a crew, and says who has that place now and which they had.
    pub(super) fn leave(
        &mut self,
        seat: Seat,
        sets: &Sets,
        channels: &[Channel],
        presence: Presence,
    ) -> Option<(PersonNo, u32)> {
        let team = self.teams.get_mut(seat.group.place())?;
        let crew = team.member(seat.local)?.crew;
        let free = Change::Free(team.set(seat.local, None));
        team.count(crew, &[free, Change::Present(presence, -1)], sets, channels);
        team.leave(seat.local)
    }

    /// Puts somebody where they belong: with a key among the free, without one not.
    pub(super) fn set(
        &mut self,
        seat: Seat,
        sets: &Sets,
        channels: &[Channel],
        key: impl FnOnce(Channel) -> Option<Key>,
    ) {
        let Some(team) = self.teams.get_mut(seat.group.place()) else { return };
        let Some(crew) = team.member(seat.local).map(|member| member.crew) else { return };
        let Some(size) = team.crews.get(crew as usize).map(|crew| crew.of.size) else { return };
        let by = team.set(seat.local, key(size));
        if by != 0 {
            team.count(crew, &[Change::Free(by)], sets, channels);
        }
    }

    pub(super) fn moved(
        &mut self,
        seat: Seat,
        sets: &Sets,
        channels: &[Channel],
        (before, now): (Presence, Presence),
    ) {
        let Some(team) = self.teams.get_mut(seat.group.place()) else { return };
        let Some(crew) = team.member(seat.local).map(|member| member.crew) else { return };
        team.count(crew, &[Change::Present(before, -1), Change::Present(now, 1)], sets, channels);
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        let of = |team: &Team| {
            team.members.capacity() * size_of::<Member>()
                + team.tops.capacity() * size_of::<Key>()
                + team.crews.capacity() * size_of::<Crew>()
                + team.numbers.len() * size_of::<(Trait, u32)>()
                + team
                    .classes
                    .iter()
                    .map(|class| class.crews.capacity() * 4 + size_of::<Class>())
                    .sum::<usize>()
        };
        self.teams.capacity() * size_of::<Team>() + self.teams.iter().map(of).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Two crews of one team, whose members change, go and come back.
        #[test]
        fn the_best_is_on_top(
            deeds in proptest::collection::vec((0_u32..12, proptest::option::of(0_u64..9), any::<bool>()), 1..200),
        ) {
            let size = Channel { kind: Kind::Text, weight: 1 };
            let mut sets = Sets::default();
            let set = sets.number(vec![(ChannelNo(0), Entitlement::NEW)]);
            let of = |person: u32| Trait { group: GroupNo(0), size, skills: u64::from(person % 2), set };
            let mut crews = Crews::default();
            let who = |person: u32| (PersonNo(person), Presence::Online);
            let mut seats: Vec<Seat> =
                (0..12).map(|person| crews.join(of(person), &sets, &[size], who(person))).collect();
            let mut free: BTreeMap<u32, Key> = BTreeMap::new();
            for (person, first, leaves) in deeds {
                if leaves {
                    let seat = seats[person as usize];
                    if let Some((moved, last)) = crews.leave(seat, &sets, &[size], Presence::Online) {
                        let own = &mut seats[moved.place()];
                        prop_assert_eq!(own.local, last);
                        own.local = seat.local;
                    }
                    seats[person as usize] = crews.join(of(person), &sets, &[size], who(person));
                    free.remove(&person);
                }
                let key = first.map(|first| Key { first, lag: 0, lot: 0, person });
                crews.set(seats[person as usize], &sets, &[size], |_| key);
                free.remove(&person);
                free.extend(key.map(|key| (person, key)));
                let pool = crews.pool(GroupNo(0), ChannelNo(0), false).unwrap();
                prop_assert_eq!(pool.crowd().free as usize, free.len());
                prop_assert_eq!(pool.crowd().present, [12, 0, 0, 0]);
                for crew in pool.crews() {
                    let odd = pool.skills(crew);
                    let all = || free.values().filter(|key| u64::from(key.person % 2) == odd);
                    let top = pool.tops().find(|(own, _)| *own == crew).map(|(_, top)| *top);
                    prop_assert_eq!(top, all().min().copied());
                    let ties = all().filter(|key| Some(key.first) == top.map(|top| top.first)).count();
                    prop_assert_eq!(pool.team.is_tied(crew), ties > 1);
                    let mut each: Vec<Key> = pool.each_free(crew).copied().collect();
                    each.sort_unstable();
                    let mut expected: Vec<Key> = all().copied().collect();
                    expected.sort_unstable();
                    prop_assert_eq!(each, expected);
                    prop_assert_eq!(pool.crowd_of(crew).free as usize, all().count());
                    prop_assert_eq!(pool.members(crew).count(), 6);
                }
            }
            prop_assert!(crews.pool(GroupNo(0), ChannelNo(0), true).is_none());
        }
    }

    #[test]
    fn sets_are_kept_once() {
        let mut sets = Sets::default();
        let set = vec![(ChannelNo(1), 3), (ChannelNo(4), 8)];
        let number = sets.number(set.clone());
        assert_eq!(sets.number(set), number);
        assert_eq!([0, 1, 4].map(|channel| sets.bits(number, ChannelNo(channel))), [0, 3, 8]);
    }
}
