//! Drawing lots from a recorded seed.

/// A stream of numbers that a seed fully determines: `SplitMix64` by Steele, Lea and Flood, *Fast splittable
/// pseudorandom number generators* (OOPSLA 2014). Fair enough for lots and the same on every machine; not
/// for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Lot {
    state: u64,
}

impl Lot {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next number.
    pub(crate) const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `items`, each with the same chance; none of an empty list.
    ///
    /// The numbers beyond the last whole multiple of the length are drawn again, since a plain remainder
    /// would favour the first items.
    pub(crate) fn draw<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(items.len()).ok().filter(|count| *count > 0)?;
        // 2^64 mod count: so many of the numbers are too many.
        let surplus = count.wrapping_neg() % count;
        let mut number = self.next();
        while number < surplus {
            number = self.next();
        }
        items.get(usize::try_from(number % count).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stream_is_the_published_one() {
        let mut lot = Lot::new(1_234_567);
        let first: Vec<u64> = (0..5).map(|_| lot.next()).collect();
        let known = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(first, known);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(Lot::new(1).draw::<u8>(&[]), None);
        assert_eq!(Lot::new(1).draw(&[7]), Some(&7));
    }

    #[test]
    fn every_item_has_the_same_chance() {
        for count in 2..=7_usize {
            let items: Vec<usize> = (0..count).collect();
            let mut drawn = vec![0_u32; count];
            for seed in 0..20_000 {
                drawn[*Lot::new(seed).draw(&items).unwrap()] += 1;
            }
            let expect = 20_000.0 / f64::from(u32::try_from(count).unwrap());
            // Chi-square with at most six degrees of freedom; 22.46 is passed once in a thousand times.
            let chi: f64 = drawn.iter().map(|n| (f64::from(*n) - expect).powi(2) / expect).sum();
            assert!(chi < 22.46, "{count} items: {drawn:?}");
        }
    }
}
