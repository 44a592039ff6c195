//! Members in the order of their keys, for those who look for the best that fits.
//!
//! A key has a short form: a number that is never greater where the key is less. Nobody moves: a member keeps a place for as
//! long as they are there, and above each sixteen short forms stands the least of them, above each sixteen of these again. A
//! member who changes is written where they stand, and above only what that changed; most often nothing. Who looks for the
//! best that fits skips whatever cannot come first any more, and asks for the whole key of one or two. Neighbours lie side by
//! side in memory, which is what takes time in a large company.

use super::best::{Best, Candidate};
use super::chat::NIL;
use super::key::{Key, Short};
use super::number::PersonNo;

/// Somebody among others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    person: u32,
    /// Which chats they take, a bit for each of the first classes: see [`Team`](super::team::Team).
    pub(super) classes: u32,
    /// Which rights: a number of [`Sets`](super::sets::Sets).
    pub(super) set: u32,
}

impl Member {
    const NOBODY: Self = Self { person: NIL, classes: 0, set: NIL };

    pub(super) const fn person(&self) -> PersonNo {
        PersonNo(self.person)
    }
}

/// Who is sought.
pub(super) struct Sought<Fits, Whole> {
    /// Whether a member at a place comes into question.
    pub(super) fits: Fits,
    /// The key of somebody.
    pub(super) key: Whole,
}

/// How many stand below one.
const FAN: usize = 16;

/// Some members, and the short forms of their keys.
#[derive(Debug, Clone)]
struct Block {
    shorts: [Short; FAN],
    members: [Member; FAN],
}

/// Members, and the least keys of them.
#[derive(Debug, Clone)]
pub(super) struct Ranks {
    /// Each by itself: one row that grows would leave a hole in memory wherever it was.
    #[expect(clippy::vec_box, reason = "what grows is then the vector of places, not that of members")]
    blocks: Vec<Box<Block>>,
    /// How many places there are.
    count: usize,
    /// The least of each [`FAN`] members, then of each so many of these, and so on until so many are left.
    least: Vec<Short>,
    /// The first place that nobody has; the others follow by their sets.
    vacant: u32,
}

impl Ranks {
    pub(super) const fn new() -> Self {
        Self { blocks: Vec::new(), count: 0, least: Vec::new(), vacant: NIL }
    }

    /// The short forms of a level above the members, which are level 0.
    fn level(&self, number: u32) -> &[Short] {
        let (mut begin, mut width) = (0, self.blocks.len());
        for _ in 1..number {
            (begin, width) = (begin + width, width.div_ceil(FAN));
        }
        self.least.get(begin..begin + width).unwrap_or_default()
    }

    /// The short forms right below the `node`-th so many of a level.
    fn row(&self, number: u32, node: usize) -> &[Short] {
        if number == 0 {
            return self.blocks.get(node).map_or(&[], |block| &block.shorts);
        }
        let row = self.level(number).get(node * FAN..).unwrap_or_default();
        row.get(..FAN).unwrap_or(row)
    }

    /// The number of the level above which there is none.
    const fn top(&self) -> u32 {
        let (mut number, mut width) = (1, self.blocks.len());
        while width > FAN {
            (number, width) = (number + 1, width.div_ceil(FAN));
        }
        number
    }

    pub(super) fn get(&self, place: u32) -> Option<&Member> {
        let place = place as usize;
        self.blocks.get(place / FAN)?.members.get(place % FAN)
    }

    fn get_mut(&mut self, place: u32) -> Option<(&mut Short, &mut Member)> {
        let place = place as usize;
        let block = self.blocks.get_mut(place / FAN)?;
        Some((block.shorts.get_mut(place % FAN)?, block.members.get_mut(place % FAN)?))
    }

    /// All members, and where they stand.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Member)> {
        let all = self.blocks.iter().flat_map(|block| &block.members).enumerate();
        all.filter(|(_, member)| member.person != NIL)
    }

    /// The free ones, where they stand, and the short forms of their keys.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, &Member, Short)> {
        let all = self.blocks.iter().flat_map(|block| block.members.iter().zip(&block.shorts)).enumerate();
        all.filter(|(_, (_, short))| **short != Short::ABSENT)
            .map(|(place, (member, short))| (place, member, *short))
    }

    /// Offers whoever is free, fits and may come first. All that is offered have the same surplus.
    pub(super) fn seek<Fits, Whole>(&self, best: &mut Best, sought: &Sought<Fits, Whole>)
    where
        Fits: Fn(usize, &Member) -> bool,
        Whole: Fn(PersonNo) -> Option<Key>,
    {
        self.seek_below(self.top(), 0, best, sought);
    }

    /// The same for those below the `node`-th so many of a level.
    fn seek_below<Fits, Whole>(&self, number: u32, node: usize, best: &mut Best, sought: &Sought<Fits, Whole>)
    where
        Fits: Fn(usize, &Member) -> bool,
        Whole: Fn(PersonNo) -> Option<Key>,
    {
        let begin = node * FAN;
        let row = self.row(number, node);
        let look = |best: &mut Best, place: usize| match number.checked_sub(1) {
            Some(below) => self.seek_below(below, place, best, sought),
            None => self.offer(place, row.get(place - begin).copied().unwrap_or(Short::ABSENT), best, sought),
        };
        // Those below the least first: of the others most are not looked at then.
        let (mut first, mut least) = (0, Short::ABSENT);
        for (place, short) in row.iter().enumerate() {
            if *short < least {
                (first, least) = (place, *short);
            }
        }
        if least == Short::ABSENT {
            return;
        }
        look(best, begin + first);
        for (place, short) in row.iter().enumerate() {
            if place != first && best.wants(0, *short) {
                look(best, begin + place);
            }
        }
    }

    fn offer<Fits, Whole>(&self, place: usize, short: Short, best: &mut Best, sought: &Sought<Fits, Whole>)
    where
        Fits: Fn(usize, &Member) -> bool,
        Whole: Fn(PersonNo) -> Option<Key>,
    {
        let member = u32::try_from(place).ok().and_then(|place| self.get(place));
        if let Some(member) = member.filter(|member| (sought.fits)(place, member)) {
            best.offer(Candidate::in_short(0, short, member.person()), &sought.key);
        }
    }

    /// Adds a member who is not free yet, and says where.
    pub(super) fn join(&mut self, person: PersonNo, classes: u32, set: u32) -> u32 {
        let member = Member { person: person.0, classes, set };
        let place = self.vacant;
        if let Some((_, own)) = self.get_mut(place) {
            self.vacant = core::mem::replace(own, member).set;
            return place;
        }
        if self.count == self.blocks.len() * FAN {
            self.blocks
                .push(Box::new(Block { shorts: [Short::ABSENT; FAN], members: [Member::NOBODY; FAN] }));
            self.widen();
        }
        let place = u32::try_from(self.count).unwrap_or(NIL);
        self.count += 1;
        if let Some((_, own)) = self.get_mut(place) {
            *own = member;
        }
        place
    }

    /// Makes room for the least of some more.
    fn widen(&mut self) {
        let (mut begin, mut width) = (0, self.blocks.len());
        self.least.truncate(width - 1);
        self.least.push(Short::ABSENT);
        while width > FAN {
            for node in 0..width.div_ceil(FAN) {
                let until = begin + (node * FAN + FAN).min(width);
                let least = least_of(self.least.get(begin + node * FAN..until));
                self.least.push(least);
            }
            (begin, width) = (begin + width, width.div_ceil(FAN));
        }
    }

    /// Takes out a member who is not free.
    pub(super) fn leave(&mut self, place: u32) {
        let vacant = self.vacant;
        if let Some((_, member)) = self.get_mut(place) {
            *member = Member { set: vacant, ..Member::NOBODY };
            self.vacant = place;
        }
    }

    /// Puts a member where they belong, with a key among the free, without one not, and says how many more are free.
    pub(super) fn set(&mut self, place: u32, key: Option<Key>) -> i32 {
        let now = key.map_or(Short::ABSENT, |key| key.short());
        let Some((own, _)) = self.get_mut(place) else { return 0 };
        let before = core::mem::replace(own, now);
        if before == now {
            return 0;
        }
        self.lift(place as usize, before, now);
        i32::from(now != Short::ABSENT) - i32::from(before != Short::ABSENT)
    }

    /// Brings what stands above a place up to date.
    fn lift(&mut self, mut place: usize, mut before: Short, mut now: Short) {
        let (mut begin, mut width) = (0, self.blocks.len() * FAN);
        let mut below = None;
        loop {
            let (from, until) = (place / FAN * FAN, (place / FAN * FAN + FAN).min(width));
            place /= FAN;
            let Some(own) = self.least.get(begin + place).copied() else { return };
            let least = if now < own {
                now
            } else if own == before {
                match below {
                    None => least_of(Some(self.row(0, place))),
                    Some(below) => least_of(self.least.get(below + from..below + until)),
                }
            } else {
                return;
            };
            if least == own {
                return;
            }
            if let Some(own) = self.least.get_mut(begin + place) {
                *own = least;
            }
            width = width.div_ceil(FAN);
            if width <= FAN {
                return;
            }
            (before, now) = (own, least);
            (below, begin) = (Some(begin), begin + width);
        }
    }

    /// Bytes that are allocated.
    pub(super) fn bytes(&self) -> usize {
        self.blocks.len() * size_of::<Block>()
            + self.blocks.capacity() * size_of::<usize>()
            + self.least.capacity() * size_of::<Short>()
    }
}

fn least_of(shorts: Option<&[Short]>) -> Short {
    shorts.unwrap_or_default().iter().copied().fold(Short::ABSENT, Short::min)
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
                lot: ((first as u32 % 5) << 29) + first as u32 % 3,
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
                let key = |person: PersonNo| all[person.place()].1;
                let fits = |_: usize, member: &Member| member.classes == class;
                ranks.seek(&mut best, &Sought { fits, key });
                let fit = all.iter().filter_map(|(_, key)| *key).filter(|key| key.person % 3 == class);
                let fit: Vec<Key> = fit.collect();
                let expected = fit.iter().min().map(|least| {
                    (PersonNo(least.person), fit.iter().filter(|key| key.ties(least)).count() > 1)
                });
                prop_assert_eq!(best.who(), expected);
            }
            prop_assert_eq!(ranks.free().count(), all.iter().filter(|(_, key)| key.is_some()).count());
            prop_assert_eq!(ranks.iter().count(), count as usize);
            // Whoever comes takes the place of who left.
            prop_assert_eq!(ranks.count, count as usize);
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
