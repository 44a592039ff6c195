//! Members in the order of their keys, for those who look for the best that fits.
//!
//! Nobody moves: a member keeps a place for as long as they are there, and above each sixteen stands the least key of
//! them, above each sixteen of these again. A member who changes is written where they stand, and above only what that
//! changed; most often nothing. Who looks for the best that fits skips whatever cannot come first any more. Neighbours lie
//! side by side in memory, which is what takes time in a large company.

use super::number::PersonNo;

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
    /// Worse than anybody.
    const NOBODY: Self = Self { first: u64::MAX, lag: i64::MAX, lot: u32::MAX, person: u32::MAX };

    /// The key of somebody who is not to be found.
    const fn of_absent(person: u32) -> Self {
        Self { person, ..Self::NOBODY }
    }

    /// Whether only a lot parts the two.
    pub(super) const fn ties(&self, other: &Self) -> bool {
        self.first == other.first && self.lag == other.lag
    }

    /// Whether it is that of somebody who is free: nobody lags so far behind.
    const fn is_free(&self) -> bool {
        self.lag != i64::MAX
    }
}

/// Somebody among others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    key: Key,
    /// Which chats they take, a bit for each of the first classes: see [`Team`](super::team::Team).
    pub(super) classes: u32,
    /// Which rights: a number of [`Sets`](super::sets::Sets).
    pub(super) set: u32,
}

impl Member {
    pub(super) const fn person(&self) -> PersonNo {
        PersonNo(self.key.person)
    }

    const fn is_vacant(&self) -> bool {
        self.key.person == u32::MAX
    }
}

/// The best so far.
#[derive(Debug)]
pub(super) struct Best {
    /// The skills beyond those that are asked for, and the key.
    top: Option<(u32, Key)>,
    tied: bool,
}

impl Best {
    pub(super) const fn new() -> Self {
        Self { top: None, tied: false }
    }

    pub(super) fn offer(&mut self, surplus: u32, key: Key) {
        let equal = self.top.is_some_and(|(own, best)| own == surplus && key.ties(&best));
        if self.top.is_none_or(|(own, best)| (surplus, key) < (own, best)) {
            self.tied = equal;
            self.top = Some((surplus, key));
        } else {
            self.tied |= equal;
        }
    }

    /// Whether a key like this or a greater one may change anything.
    fn wants(&self, key: &Key) -> bool {
        match &self.top {
            None => key.is_free(),
            Some((_, best)) if self.tied => key < best,
            Some((_, best)) => (key.first, key.lag) <= (best.first, best.lag),
        }
    }

    /// Who it is, and whether only a lot parts them from another.
    pub(super) fn who(&self) -> Option<(PersonNo, bool)> {
        self.top.map(|(_, key)| (PersonNo(key.person), self.tied))
    }
}

/// How many stand below one.
const FAN: usize = 16;

/// Members, and the least keys of them.
#[derive(Debug, Clone)]
pub(super) struct Ranks {
    members: Vec<Member>,
    /// The least key of each [`FAN`] members, then of each so many of these, and so on until so many are left.
    least: Vec<Key>,
    /// Places that nobody has.
    vacant: Vec<u32>,
}

/// Where the keys of a level lie in `least`, and how many there are. Level 0 is the members themselves.
#[derive(Debug, Clone, Copy)]
struct Level {
    begin: usize,
    width: usize,
}

impl Ranks {
    pub(super) const fn new() -> Self {
        Self { members: Vec::new(), least: Vec::new(), vacant: Vec::new() }
    }

    fn level(&self, number: u32) -> Level {
        let mut level = Level { begin: 0, width: self.members.len() };
        for above in 1..=number {
            let begin = if above == 1 { 0 } else { level.begin + level.width };
            level = Level { begin, width: level.width.div_ceil(FAN) };
        }
        level
    }

    /// The number of the level above which there is none.
    fn top(&self) -> u32 {
        let (mut number, mut width) = (1, self.members.len().div_ceil(FAN));
        while width > FAN {
            (number, width) = (number + 1, width.div_ceil(FAN));
        }
        number
    }

    pub(super) fn get(&self, place: u32) -> Option<&Member> {
        self.members.get(place as usize)
    }

    /// All members, and where they stand.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Member)> {
        self.members.iter().enumerate().filter(|(_, member)| !member.is_vacant())
    }

    /// The free ones, and where they stand.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, &Member, Key)> {
        let all = self.members.iter().enumerate();
        all.filter(|(_, member)| member.key.is_free()).map(|(place, member)| (place, member, member.key))
    }

    /// Offers whoever is free, fits and may come first. All that is offered have the same surplus.
    pub(super) fn seek(&self, best: &mut Best, fits: &impl Fn(usize, &Member) -> bool) {
        self.seek_below(self.top(), 0, best, fits);
    }

    /// The same for those below the `node`-th so many of a level.
    fn seek_below(&self, number: u32, node: usize, best: &mut Best, fits: &impl Fn(usize, &Member) -> bool) {
        let begin = node * FAN;
        if number == 0 {
            let members = self.members.get(begin..).unwrap_or_default().iter().take(FAN);
            for (place, member) in (begin..).zip(members) {
                if best.wants(&member.key) && fits(place, member) {
                    best.offer(0, member.key);
                }
            }
            return;
        }
        let level = self.level(number);
        let keys = self.least.get(level.begin..level.begin + level.width).unwrap_or_default();
        let keys = || (begin..).zip(keys.get(begin..).unwrap_or_default().iter().take(FAN));
        // Those below the least first: of the others most are not looked at then.
        let Some((first, least)) = keys().min_by_key(|(_, key)| **key) else { return };
        if best.wants(least) {
            self.seek_below(number - 1, first, best, fits);
        }
        for (own, key) in keys() {
            if own != first && best.wants(key) {
                self.seek_below(number - 1, own, best, fits);
            }
        }
    }

    /// Adds a member who is not free yet, and says where.
    pub(super) fn join(&mut self, person: PersonNo, classes: u32, set: u32) -> u32 {
        let member = Member { key: Key::of_absent(person.0), classes, set };
        if let Some(place) = self.vacant.pop() {
            if let Some(own) = self.members.get_mut(place as usize) {
                *own = member;
            }
            return place;
        }
        if self.members.len() == self.members.capacity() {
            // Not by twice: there are many teams.
            self.members.reserve_exact((self.members.len() / 8).max(FAN));
        }
        if self.members.len() % FAN == 0 {
            self.widen();
        }
        self.members.push(member);
        u32::try_from(self.members.len() - 1).unwrap_or(u32::MAX)
    }

    /// Makes room for the least key of some more.
    fn widen(&mut self) {
        let mut width = self.level(1).width;
        self.least.truncate(width);
        self.least.push(Key::NOBODY);
        let mut begin = 0;
        width += 1;
        while width > FAN {
            for node in 0..width.div_ceil(FAN) {
                let from = begin + node * FAN;
                let until = (from + FAN).min(begin + width);
                let least = self.least.get(from..until).into_iter().flatten().min().copied();
                self.least.push(least.unwrap_or(Key::NOBODY));
            }
            (begin, width) = (begin + width, width.div_ceil(FAN));
        }
        self.least.shrink_to(self.least.len());
    }

    /// Takes out a member who is not free.
    pub(super) fn leave(&mut self, place: u32) {
        if let Some(member) = self.members.get_mut(place as usize).filter(|member| !member.is_vacant()) {
            member.key = Key::NOBODY;
            self.vacant.push(place);
        }
    }

    /// Puts a member where they belong, with a key among the free, without one not, and says how many more are free.
    pub(super) fn set(&mut self, place: u32, key: Option<Key>) -> i32 {
        let Some(member) = self.members.get_mut(place as usize) else { return 0 };
        let before = member.key;
        let now = key.unwrap_or(Key::of_absent(before.person));
        if before == now {
            return 0;
        }
        member.key = now;
        self.lift(place as usize, before, now);
        i32::from(now.is_free()) - i32::from(before.is_free())
    }

    /// Brings what stands above a place up to date.
    fn lift(&mut self, mut place: usize, mut before: Key, mut now: Key) {
        let (mut below, mut width) = (0, self.members.len());
        let mut begin = 0;
        for number in 1..=self.top() {
            let node = place / FAN;
            let Some(own) = self.least.get(begin + node).copied() else { return };
            let least = if now < own {
                now
            } else if own == before {
                let (from, until) = (node * FAN, (node * FAN + FAN).min(width));
                let least = if number == 1 {
                    self.members.get(from..until).into_iter().flatten().map(|member| member.key).min()
                } else {
                    self.least.get(below + from..below + until).into_iter().flatten().min().copied()
                };
                least.unwrap_or(Key::NOBODY)
            } else {
                return;
            };
            if let Some(key) = self.least.get_mut(begin + node) {
                *key = least;
            }
            if least == own {
                return;
            }
            (before, now, place) = (own, least, node);
            (below, width) = (begin, width.div_ceil(FAN));
            begin += width;
        }
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.members.capacity() * size_of::<Member>()
            + self.least.capacity() * size_of::<Key>()
            + self.vacant.capacity() * 4
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How many there may be, so that there are three levels.
    const MOST: u32 = 700;

    fn check(deeds: Vec<(u32, Option<u64>, bool)>, count: u32) -> Result<(), TestCaseError> {
        let mut ranks = Ranks::new();
        let mut all: Vec<(u32, Option<Key>)> = Vec::new();
        for person in 0..count {
            all.push((ranks.join(PersonNo(person), person % 3, 0), None));
        }
        for (person, first, leaves) in deeds {
            let person = person % count;
            let (place, own) = &mut all[person as usize];
            let was_free = own.is_some();
            *own = first.map(|first| Key {
                first: first / 8,
                lag: (first % 2) as i64,
                lot: first as u32 % 5,
                person,
            });
            prop_assert_eq!(ranks.set(*place, *own), i32::from(own.is_some()) - i32::from(was_free));
            if leaves {
                ranks.set(*place, None);
                ranks.leave(*place);
                (*place, *own) = (ranks.join(PersonNo(person), person % 3, 0), None);
            }
            for class in 0..3 {
                let mut best = Best::new();
                ranks.seek(&mut best, &|_, member| member.classes == class);
                let fit = all.iter().filter_map(|(_, key)| *key).filter(|key| key.person % 3 == class);
                let fit: Vec<Key> = fit.collect();
                let expected = fit.iter().min().map(|least| {
                    (PersonNo(least.person), fit.iter().filter(|key| key.ties(least)).count() > 1)
                });
                prop_assert_eq!(best.who(), expected);
            }
            prop_assert_eq!(ranks.free().count(), all.iter().filter(|(_, key)| key.is_some()).count());
            prop_assert_eq!(ranks.iter().count(), count as usize);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn the_best_that_fits_is_found(
            deeds in proptest::collection::vec((0_u32..MOST, proptest::option::of(0_u64..90), proptest::bool::weighted(0.1)), 1..200),
            count in 1..MOST,
        ) {
            check(deeds, count)?;
        }

        #[test]
        fn of_few_too(
            deeds in proptest::collection::vec((0_u32..20, proptest::option::of(0_u64..20), any::<bool>()), 1..200),
            count in 1_u32..20,
        ) {
            check(deeds, count)?;
        }
    }
}
