//! Lots from a recorded seed, the same on every machine.

/// A number that two numbers determine: a step of `SplitMix64` by Steele, Lea and Flood, *Fast splittable pseudorandom
/// number generators* (OOPSLA 2014). Fair enough for lots; not for secrets.
pub(super) const fn mixed(seed: u64, number: u64) -> u64 {
    let mut mixed = seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A digest that grows word by word. Not against forgery: it finds where two runs part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digest(pub(super) u64);

impl Digest {
    pub(super) const fn word(&mut self, word: u64) {
        self.0 = mixed(self.0 ^ word, word.rotate_left(17));
    }
}
