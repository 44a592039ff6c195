//! Teams: who of a group takes chats of one kind and weight, and how many there are.
//!
//! Whoever changes is written in as many teams as they are in, which is one or two for each of their groups, however many
//! channels there are. Rights on channels are looked at when somebody is sought: most members have most of them. That
//! nobody is free for a channel is known by counting.

use crate::routing::Algorithm;

use super::best::{Best, Candidate};
use super::chat::{Chat, Flags, NIL};
use super::event::{Entitlement, Presence};
use super::key::Key;
use super::number::{ChannelNo, GroupNo, PersonNo};
use super::pick::{by_lot, surplus};
use super::policy::{Channel, Policy};
use super::ranks::{Member, Ranks, Sought};
use super::sets::Sets;

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

    fn add(&mut self, other: &Self) {
        self.free += other.free;
        for (own, more) in self.present.iter_mut().zip(other.present) {
            *own += more;
        }
    }
}

/// Chats on one channel with new or with known clients, counted among those of a kind and weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Class(u32);

impl Class {
    /// The bit of a member who takes more than the first classes.
    const MORE: u32 = 1 << 31;

    const fn new(nth: u16, known: bool) -> Self {
        Self((nth as u32) << 1 | known as u32)
    }

    /// The bit of a member who takes it; none if that is to be looked up.
    const fn bit(self) -> Option<u32> {
        if self.0 < 31 { Some(1 << self.0) } else { None }
    }
}

/// Somebody's place in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    team: u32,
    place: u32,
}

/// Those of a team who have the same skills and the same rights. They are counted where there are skills, and nowhere else.
#[derive(Debug, Clone)]
struct Skilled {
    of: (u64, u32),
    crowd: Crowd,
}

/// Who of a group takes chats of one kind and weight. What every step looks at lies within a line of the cache.
#[derive(Debug, Clone)]
#[repr(C, align(64))]
struct Team {
    ranks: Ranks,
    size: Channel,
    /// That of the group.
    algorithm: Algorithm,
    /// How many take a class, for each that anybody takes, in order.
    crowds: Vec<(Class, Crowd)>,
    /// The skills of each member, until nobody further has any.
    skills: Vec<u64>,
    /// In order.
    skilled: Vec<Skilled>,
}

impl Team {
    const fn new(size: Channel, algorithm: Algorithm) -> Self {
        Self {
            ranks: Ranks::new(),
            crowds: Vec::new(),
            size,
            algorithm,
            skills: Vec::new(),
            skilled: Vec::new(),
        }
    }

    fn skills(&self, place: usize) -> u64 {
        self.skills.get(place).copied().unwrap_or(0)
    }

    fn set_skills(&mut self, place: u32, skills: u64) {
        let place = place as usize;
        if skills != 0 && self.skills.len() <= place {
            self.skills.resize(place + 1, 0);
        }
        if let Some(own) = self.skills.get_mut(place) {
            *own = skills;
        }
    }

    /// Where a class is counted, or would be. Most teams take all there are, so that each is in its own place.
    fn place_of(&self, class: Class) -> Result<usize, usize> {
        let place = class.0 as usize;
        if self.crowds.get(place).is_some_and(|(own, _)| *own == class) {
            return Ok(place);
        }
        self.crowds.binary_search_by_key(&class, |(own, _)| *own)
    }

    fn crowd(&self, class: Class) -> Option<&Crowd> {
        self.crowds.get(self.place_of(class).ok()?).map(|(_, crowd)| crowd)
    }

    /// Counts somebody who stands there, of all and of those with their skills.
    fn count(&mut self, place: u32, changes: &[Change], classes: impl Iterator<Item = Class>) {
        for class in classes {
            let at = self.place_of(class).unwrap_or_else(|at| {
                self.crowds.reserve_exact(1);
                self.crowds.insert(at, (class, Crowd::default()));
                at
            });
            if let Some((_, crowd)) = self.crowds.get_mut(at) {
                changes.iter().for_each(|change| crowd.change(*change));
            }
        }
        let skills = self.skills(place as usize);
        let Some(member) = self.ranks.get(place).filter(|_| skills != 0) else { return };
        let of = (skills, member.set);
        let at = self.skilled.binary_search_by_key(&of, |own| own.of).unwrap_or_else(|at| {
            self.skilled.insert(at, Skilled { of, crowd: Crowd::default() });
            at
        });
        if let Some(own) = self.skilled.get_mut(at) {
            changes.iter().for_each(|change| own.crowd.change(*change));
            if own.crowd.present == [0; 4] {
                self.skilled.remove(at);
            }
        }
    }
}

/// All teams.
#[derive(Debug, Clone, Default)]
pub(super) struct Teams {
    teams: Vec<Team>,
    /// The kinds and weights that there are.
    sizes: Vec<Channel>,
    /// For each channel, which size it is of, and the how manieth of those.
    channels: Vec<(u8, u16)>,
    /// For each group and size the team, or [`NIL`].
    found: Vec<u32>,
}

/// Who of a group takes a chat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pool<'a> {
    team: &'a Team,
    sets: &'a Sets,
    class: Class,
    channel: ChannelNo,
    bit: u8,
    crowd: &'a Crowd,
}

impl Pool<'_> {
    fn takes(&self, member: &Member) -> bool {
        match self.class.bit() {
            Some(bit) => member.classes & bit != 0,
            None => {
                member.classes & Class::MORE != 0 && self.sets.bits(member.set, self.channel) & self.bit != 0
            }
        }
    }

    fn fits(&self, place: usize, member: &Member, needed: u64) -> bool {
        self.takes(member) && (needed == 0 || self.team.skills(place) & needed == needed)
    }

    /// How many there are, with whatever skills.
    pub(super) const fn all(&self) -> u32 {
        let [here, finishing, away, lost] = self.crowd.present;
        here + finishing + away + lost
    }

    /// Those who have the skills.
    pub(super) fn crowd(&self, needed: u64) -> Crowd {
        if needed == 0 {
            return *self.crowd;
        }
        let mut crowd = Crowd::default();
        for Skilled { of: (skills, set), crowd: own } in &self.team.skilled {
            if skills & needed == needed && self.sets.bits(*set, self.channel) & self.bit != 0 {
                crowd.add(own);
            }
        }
        crowd
    }

    /// Everybody who has the skills, whether free or not.
    pub(super) fn members(&self, needed: u64) -> impl Iterator<Item = PersonNo> {
        let all = self.team.ranks.iter().filter(move |(place, member)| self.fits(*place, member, needed));
        all.map(|(_, member)| member.person())
    }

    /// Offers whoever is free and may come first.
    pub(super) fn seek(
        &self,
        best: &mut Best,
        chat: &Chat,
        (needed, seed): (u64, u64),
        key: impl Fn(PersonNo) -> Option<Key>,
    ) {
        if self.crowd.free == 0 {
            return;
        }
        let avoids = chat.is(Flags::AVOIDS);
        let fits = |place: usize, member: &Member| {
            self.fits(place, member, needed) && !(avoids && chat.avoids(member.person()))
        };
        let algorithm = self.team.algorithm;
        if !matches!(algorithm, Algorithm::Random | Algorithm::Skill) {
            return self.team.ranks.seek(best, &Sought { fits, key });
        }
        // Their order is another for each chat.
        for (place, member, short) in self.team.ranks.free() {
            let surplus = surplus(algorithm, self.team.skills(place), needed);
            let all_alike = algorithm == Algorithm::Random;
            if !(all_alike || best.wants(surplus, short)) || !fits(place, member) {
                continue;
            }
            let person = member.person();
            let one = if all_alike {
                Candidate::known(surplus, by_lot(person, seed))
            } else {
                Candidate::in_short(surplus, short, person)
            };
            best.offer(one, &key);
        }
    }
}

impl Teams {
    pub(super) fn new(policy: &Policy) -> Self {
        let mut sizes: Vec<Channel> = Vec::new();
        let mut counts: Vec<u16> = Vec::new();
        let mut channels = Vec::with_capacity(policy.channels.len());
        for channel in &policy.channels {
            let size = sizes.iter().position(|size| size == channel).unwrap_or_else(|| {
                sizes.push(*channel);
                counts.push(0);
                sizes.len() - 1
            });
            let Some(count) = counts.get_mut(size) else { continue };
            // INVARIANT: a policy with more sizes is refused.
            channels.push((size as u8, *count));
            *count += 1;
        }
        let found = vec![NIL; sizes.len() * policy.groups.len()];
        Self { teams: Vec::new(), sizes, channels, found }
    }

    fn class(&self, channel: ChannelNo, known: bool) -> Option<(usize, Class)> {
        let (size, nth) = *self.channels.get(channel.place())?;
        Some((usize::from(size), Class::new(nth, known)))
    }

    /// The classes of a size of which a set holds something for anybody.
    fn classes<'a>(&'a self, size: usize, set: &'a [(ChannelNo, u8)]) -> impl Iterator<Item = Class> + 'a {
        set.iter().flat_map(move |(channel, bits)| {
            let cases = [(Entitlement::NEW, false), (Entitlement::KNOWN, true)];
            let cases = cases.into_iter().filter(move |(bit, _)| bits & bit != 0);
            let all = cases.filter_map(|(_, known)| self.class(*channel, known));
            all.filter(move |(own, _)| *own == size).map(|(_, class)| class)
        })
    }

    /// Who of a group takes a chat.
    pub(super) fn pool<'a>(
        &'a self,
        group: GroupNo,
        channel: ChannelNo,
        known: bool,
        sets: &'a Sets,
    ) -> Option<Pool<'a>> {
        let (size, class) = self.class(channel, known)?;
        let team = *self.found.get(group.place() * self.sizes.len() + size)?;
        let team = self.teams.get(team as usize)?;
        let bit = if known { Entitlement::KNOWN } else { Entitlement::NEW };
        Some(Pool { team, sets, class, channel, bit, crowd: team.crowd(class)? })
    }

    /// Seats somebody in the teams of a group that they belong to.
    pub(super) fn join(
        &mut self,
        (group, algorithm): (GroupNo, Algorithm),
        (person, presence, skills): (PersonNo, Presence, u64),
        set: u32,
        sets: &Sets,
        seats: &mut Vec<Seat>,
    ) {
        let of = sets.get(set);
        for size in 0..self.sizes.len() {
            let classes: Vec<Class> = self.classes(size, of).collect();
            if classes.is_empty() {
                continue;
            }
            let mask = |class: &Class| class.bit().unwrap_or(Class::MORE);
            let mask = classes.iter().map(mask).fold(0, |mask, bit| mask | bit);
            let number = self.number(group, size, algorithm);
            let Some(team) = self.teams.get_mut(number as usize) else { return };
            let place = team.ranks.join(person, mask, set);
            team.set_skills(place, skills);
            team.count(place, &[Change::Present(presence, 1)], classes.into_iter());
            seats.push(Seat { team: number, place });
        }
    }

    /// The team of a group for a size; it is founded if nobody is in it.
    fn number(&mut self, group: GroupNo, size: usize, algorithm: Algorithm) -> u32 {
        let place = group.place() * self.sizes.len() + size;
        let (Some(found), Some(size)) = (self.found.get_mut(place), self.sizes.get(size)) else { return NIL };
        if *found == NIL {
            *found = u32::try_from(self.teams.len()).unwrap_or(NIL);
            self.teams.push(Team::new(*size, algorithm));
        }
        *found
    }

    fn count(&mut self, seat: Seat, changes: &[Change], sets: &Sets) {
        let Some(team) = self.teams.get(seat.team as usize) else { return };
        let Some(member) = team.ranks.get(seat.place) else { return };
        let size = self.sizes.iter().position(|size| *size == team.size).unwrap_or(0);
        let classes: Vec<Class> = self.classes(size, sets.get(member.set)).collect();
        if let Some(team) = self.teams.get_mut(seat.team as usize) {
            team.count(seat.place, changes, classes.into_iter());
        }
    }

    /// Takes somebody out of a team.
    pub(super) fn leave(&mut self, seat: Seat, sets: &Sets, presence: Presence) {
        let Some(team) = self.teams.get_mut(seat.team as usize) else { return };
        let free = Change::Free(team.ranks.set(seat.place, None));
        self.count(seat, &[free, Change::Present(presence, -1)], sets);
        if let Some(team) = self.teams.get_mut(seat.team as usize) {
            team.set_skills(seat.place, 0);
            team.ranks.leave(seat.place);
        }
    }

    /// Puts somebody where they belong: with a key among the free, without one not. Asks for the key by what the team
    /// takes and how it picks.
    pub(super) fn set(
        &mut self,
        seat: Seat,
        sets: &Sets,
        key: impl FnOnce(Channel, Algorithm) -> Option<Option<Key>>,
    ) {
        let Some(team) = self.teams.get_mut(seat.team as usize) else { return };
        let Some(key) = key(team.size, team.algorithm) else { return };
        let by = team.ranks.set(seat.place, key);
        if by != 0 {
            self.count(seat, &[Change::Free(by)], sets);
        }
    }

    pub(super) fn moved(&mut self, seat: Seat, sets: &Sets, (before, now): (Presence, Presence)) {
        self.count(seat, &[Change::Present(before, -1), Change::Present(now, 1)], sets);
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        let of = |team: &Team| {
            team.ranks.bytes()
                + team.crowds.capacity() * size_of::<(Class, Crowd)>()
                + team.skills.capacity() * size_of::<u64>()
                + team.skilled.capacity() * size_of::<Skilled>()
        };
        let own = self.teams.capacity() * size_of::<Team>() + self.found.capacity() * 4;
        own + self.teams.iter().map(of).sum::<usize>()
    }
}
