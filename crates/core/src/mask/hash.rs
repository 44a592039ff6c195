//! A hash and an index by it, as small as can be.
//!
//! The table of the standard library would cost the browser some kilobytes, and its hash is made against those who choose
//! the keys; here too many keys of one hash cost time, which the limits of a record bound.

/// Mixes some bytes into a number.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    let mut sum = START;
    for byte in bytes {
        sum = mixed(sum, u32::from(*byte));
    }
    sum
}

/// Where a hash starts from.
pub(super) const START: u32 = 0x811c_9dc5;

/// A hash with one more value in it.
#[inline(always)]
pub(super) fn mixed(sum: u32, value: u32) -> u32 {
    (sum ^ value).wrapping_mul(0x9e37_79b1).rotate_left(15)
}

/// The places of items in a list, by the hashes of the items.
#[derive(Clone, Default)]
pub(super) struct Index {
    /// A hash and one more than a place; zero where there is none. The count is a power of two, at least half of them free.
    slots: Vec<(u32, u32)>,
    count: usize,
}

impl Index {
    pub(super) const fn new() -> Self {
        Self { slots: Vec::new(), count: 0 }
    }

    /// The places of the items that have this hash.
    pub(super) fn with(&self, hash: u32) -> impl Iterator<Item = usize> + '_ {
        let mut slot = self.slot(hash);
        core::iter::from_fn(move || {
            loop {
                match self.slots.get(slot) {
                    None | Some((_, 0)) => return None,
                    Some((other, place)) => {
                        slot = (slot + 1) & (self.slots.len() - 1);
                        if *other == hash {
                            return Some(*place as usize - 1);
                        }
                    }
                }
            }
        })
    }

    /// Adds an item of this hash, at this place of the list.
    pub(super) fn add(&mut self, hash: u32, place: usize) {
        if self.count * 2 >= self.slots.len() {
            let twice = (self.slots.len() * 2).max(16);
            let old = core::mem::replace(&mut self.slots, vec![(0, 0); twice]);
            for (hash, place) in old.into_iter().filter(|(_, place)| *place > 0) {
                self.put(hash, place);
            }
        }
        self.count += 1;
        #[allow(clippy::cast_possible_truncation, reason = "no list here has four billion items")]
        self.put(hash, place as u32 + 1);
    }

    fn put(&mut self, hash: u32, place: u32) {
        let mut slot = self.slot(hash);
        while let Some(found) = self.slots.get_mut(slot) {
            if found.1 == 0 {
                *found = (hash, place);
                return;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    fn slot(&self, hash: u32) -> usize {
        // The upper bits of the product are the best mixed ones.
        let mixed = hash.wrapping_mul(0x9e37_79b1);
        (mixed >> 7) as usize & self.slots.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_by_its_hash() {
        let mut index = Index::new();
        assert_eq!(index.with(7).next(), None);
        for place in 0..1000_usize {
            index.add(hash(&(place % 300).to_le_bytes()), place);
        }
        for kind in 0..300_usize {
            let mut places: Vec<usize> = index.with(hash(&kind.to_le_bytes())).collect();
            places.sort_unstable();
            assert_eq!(places, (0..1000).filter(|place| place % 300 == kind).collect::<Vec<_>>());
        }
        assert_eq!(index.with(hash(b"none")).next(), None);
    }
}
