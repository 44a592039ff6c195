//! Sets of places as machine words: what many chats or channels have in common is one instruction for 64 of them.

/// A set of places. A place beyond its end is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set, with room for this many places.
    pub(super) fn empty(places: usize) -> Self {
        Self(vec![0; places.div_ceil(64)])
    }

    /// Every place before this one.
    pub(super) fn full(places: usize) -> Self {
        let mut bits = Self(vec![u64::MAX; places.div_ceil(64)]);
        if let (Some(last), true) = (bits.0.last_mut(), !places.is_multiple_of(64)) {
            *last = (1 << (places % 64)) - 1;
        }
        bits
    }

    /// Adds a place, with room for it where there was none.
    pub(super) fn insert(&mut self, place: usize) {
        if self.0.len() <= place / 64 {
            self.0.resize(place / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    pub(super) fn contains(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Its places, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }

    /// Empties it; the room stays.
    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Adds what the other has. Places beyond the room of this set are left out.
    pub(super) fn add(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// Adds what both of two others have.
    pub(super) fn add_common(&mut self, one: &Self, other: &Self) {
        for (own, (one, other)) in self.0.iter_mut().zip(one.0.iter().zip(&other.0)) {
            *own |= one & other;
        }
    }

    /// Sets it to what both of two others have.
    pub(super) fn set_common(&mut self, one: &Self, other: &Self) {
        self.clear();
        self.add_common(one, other);
    }

    /// Whether the two have a place in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other != 0)
    }

    /// How many places this set has and the other lacks.
    pub(super) fn count_beyond(&self, other: &Self) -> usize {
        let others = other.0.iter().copied().chain(core::iter::repeat(0));
        self.0.iter().zip(others).map(|(own, other)| (own & !other).count_ones() as usize).sum()
    }

    /// Adds the places that `one` has and `other` lacks.
    pub(super) fn add_beyond(&mut self, one: &Self, other: &Self) {
        let others = other.0.iter().copied().chain(core::iter::repeat(0));
        for (own, (one, other)) in self.0.iter_mut().zip(one.0.iter().zip(others)) {
            *own |= one & !other;
        }
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Whether every place of this set is in the other.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.count_beyond(other) == 0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn bits(places: &BTreeSet<usize>) -> Bits {
        let mut bits = Bits::empty(130);
        places.iter().for_each(|place| bits.insert(*place));
        bits
    }

    proptest! {
        #[test]
        fn as_a_set(a: BTreeSet<u8>, b: BTreeSet<u8>, places in 0..200_usize) {
            let [a, b] = [a, b].map(|set| set.into_iter().map(usize::from).filter(|n| *n < 130).collect::<BTreeSet<_>>());
            let (one, other) = (bits(&a), bits(&b));
            let (mut union, mut common, mut beyond) = (one.clone(), other.clone(), Bits::empty(130));
            union.add(&other);
            common.set_common(&one, &other);
            beyond.add_beyond(&one, &other);
            prop_assert_eq!(union, bits(&(&a | &b)));
            prop_assert_eq!(common, bits(&(&a & &b)));
            prop_assert_eq!(&beyond, &bits(&(&a - &b)));
            prop_assert_eq!(one.count_beyond(&other), (&a - &b).len());
            prop_assert_eq!((one.count(), one.is_empty()), (a.len(), a.is_empty()));
            prop_assert_eq!((one.is_within(&other), one.meets(&other)), (a.is_subset(&b), !a.is_disjoint(&b)));
            prop_assert_eq!(one.iter().collect::<BTreeSet<_>>(), a.clone());
            prop_assert!(a.iter().all(|place| one.contains(*place)) && !one.contains(500));
            let full = Bits::full(places);
            prop_assert!((0..300).all(|place| full.contains(place) == (place < places)));
        }
    }
}
