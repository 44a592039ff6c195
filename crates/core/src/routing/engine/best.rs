//! The best of those who are offered.

use core::cmp::Ordering;

use super::key::{Key, Short};
use super::number::PersonNo;

/// Somebody who may be the best.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// The skills beyond those that are asked for.
    surplus: u32,
    short: Short,
    person: PersonNo,
    key: Option<Key>,
}

impl Candidate {
    /// Somebody whose key was looked at.
    pub(super) fn known(surplus: u32, key: Key) -> Self {
        Self { surplus, short: key.short(), person: PersonNo(key.person), key: Some(key) }
    }

    /// Somebody whose key is looked at where its short form does not tell.
    pub(super) const fn in_short(surplus: u32, short: Short, person: PersonNo) -> Self {
        Self { surplus, short, person, key: None }
    }

    fn look_up(&mut self, key: impl Fn(PersonNo) -> Option<Key>) -> Option<Key> {
        if self.key.is_none() {
            self.key = key(self.person);
        }
        self.key
    }
}

/// The best so far.
#[derive(Debug)]
pub(super) struct Best {
    top: Option<Candidate>,
    tied: bool,
    /// The surplus and the short form of the last who may change anything. Until it is known that another equals the best
    /// but for the lot, those who do are among them.
    last: (u32, Short),
}

impl Best {
    pub(super) const fn new() -> Self {
        Self { top: None, tied: false, last: (u32::MAX, Short::LAST) }
    }

    pub(super) fn offer(&mut self, mut new: Candidate, key: impl Fn(PersonNo) -> Option<Key>) {
        let (order, ties) = match &mut self.top {
            None => (Ordering::Less, false),
            Some(own) => match (new.surplus, new.short).cmp(&(own.surplus, own.short)) {
                Ordering::Equal => match (new.look_up(&key), own.look_up(&key)) {
                    (Some(new), Some(own)) => (new.cmp(&own), new.ties(&own)),
                    _ => return,
                },
                order => (order, new.surplus == own.surplus && new.short.ties(own.short)),
            },
        };
        if order == Ordering::Less {
            self.top = Some(new);
            self.tied = ties;
        } else {
            self.tied |= ties;
        }
        if let Some(own) = self.top {
            self.last = (own.surplus, if self.tied { own.short } else { own.short.last_tie() });
        }
    }

    /// Whether somebody like this may change anything.
    pub(super) fn wants(&self, surplus: u32, short: Short) -> bool {
        short != Short::ABSENT && (surplus, short) <= self.last
    }

    /// Who it is, and whether only a lot parts them from another.
    pub(super) fn who(&self) -> Option<(PersonNo, bool)> {
        self.top.map(|top| (top.person, self.tied))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::key::tests::a_key;
    use super::*;

    proptest! {
        #[test]
        fn the_least_is_found_and_whether_another_equals_it(
            keys in proptest::collection::vec((0..2_u32, a_key(), any::<bool>()), 1..12),
        ) {
            let own = |(person, (surplus, key, is_known)): (u32, (u32, Key, bool))| {
                (surplus, Key { person, ..key }, is_known)
            };
            let keys: Vec<(u32, Key, bool)> = (0..).zip(keys).map(own).collect();
            let key_of = |person: PersonNo| keys.get(person.place()).map(|(_, key, _)| *key);
            let mut best = Best::new();
            for (surplus, key, is_known) in &keys {
                let one = if *is_known {
                    Candidate::known(*surplus, *key)
                } else {
                    Candidate::in_short(*surplus, key.short(), PersonNo(key.person))
                };
                // Whoever is not wanted would have changed nothing.
                if best.wants(*surplus, key.short()) {
                    best.offer(one, key_of);
                }
            }
            let least = keys.iter().map(|(surplus, key, _)| (*surplus, *key)).min();
            let equals = |(surplus, least): (u32, Key)| {
                keys.iter().filter(|(own, key, _)| *own == surplus && key.ties(&least)).count()
            };
            prop_assert_eq!(best.who(), least.map(|(surplus, key)| (PersonNo(key.person), equals((surplus, key)) > 1)));
        }
    }
}
