//! A sieve: what is among many, by little memory.

use super::lot::mixed;

/// Holds whatever was put in, and few others (Bloom, *Space/time trade-offs in hash coding with allowable errors*, 1970). It
/// fits near the processor where the rows do not.
pub(super) struct Sieve {
    bits: Vec<u64>,
    seed: u64,
}

/// How many bits there are for each, at least: less than a fifth of the others is held then.
const BITS: usize = 4;

impl Sieve {
    /// With room for so many. Who is held by mistake is another for each seed.
    pub(super) fn new(count: usize, seed: u64) -> Self {
        let words = (count * BITS).div_ceil(64).next_power_of_two();
        Self { bits: vec![0; words], seed }
    }

    fn place(&self, one: (i64, u64)) -> (usize, u64) {
        let mixed = mixed(self.seed ^ one.0.cast_unsigned(), one.1);
        let place = (mixed >> 6) as usize & (self.bits.len() - 1);
        (place, 1 << (mixed & 63))
    }

    pub(super) fn put(&mut self, one: (i64, u64)) {
        let (place, bit) = self.place(one);
        if let Some(word) = self.bits.get_mut(place) {
            *word |= bit;
        }
    }

    pub(super) fn holds(&self, one: (i64, u64)) -> bool {
        let (place, bit) = self.place(one);
        self.bits.get(place).is_some_and(|word| word & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_put_in_and_few_others() {
        for count in [0, 1, 16, 17, 1_000] {
            let mut sieve = Sieve::new(count, 7);
            (0..count as u64).for_each(|one| sieve.put((one as i64 / 3, one)));
            assert!((0..count as u64).all(|one| sieve.holds((one as i64 / 3, one))));
            let others = (0..count as u64).filter(|one| sieve.holds((-1, *one))).count();
            assert!(others * 3 <= count, "{others} of {count}");
        }
    }
}
