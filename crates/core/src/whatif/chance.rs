//! What varies: times and sizes, drawn from a seed.

use crate::routing::Lot;

use super::arithmetic::{exp, ln};

/// Draws for one thing in one world. Each thing has a stream of its own, so that another number of people or another
/// length of a day leaves everything else as it was: two runs that differ in one thing differ by that alone.
#[derive(Debug, Clone)]
pub(super) struct Chance {
    lot: Lot,
    /// The second of a pair of normal deviates, which come in pairs.
    spare: Option<f64>,
}

impl Chance {
    /// The stream of the `index`-th thing of a kind.
    pub(super) fn of(seed: u64, kind: u64, index: u64) -> Self {
        let mut mixed = seed;
        for part in [kind, index] {
            mixed = Lot::new(mixed ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93)).next();
        }
        Self { lot: Lot::new(mixed), spare: None }
    }

    /// From 0 up to, but not, 1.
    pub(super) fn uniform(&mut self) -> f64 {
        (self.lot.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Of a time without memory, with this mean.
    pub(super) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * ln(1.0 - self.uniform())
    }

    /// Log-normal with this mean; `sigma` is the deviation of its logarithm.
    pub(super) fn log_normal(&mut self, mean: f64, sigma: f64) -> f64 {
        mean * exp(sigma * self.normal() - sigma * sigma / 2.0)
    }

    /// The place of one of these shares, which need not add up to anything; none of nothing.
    pub(super) fn share(&mut self, shares: &[u32]) -> Option<usize> {
        let sum: u64 = shares.iter().map(|share| u64::from(*share)).sum();
        let mut drawn = (self.uniform() * sum as f64) as u64;
        for (place, share) in shares.iter().enumerate() {
            match drawn.checked_sub(u64::from(*share)) {
                Some(rest) => drawn = rest,
                None => return Some(place),
            }
        }
        None
    }

    /// G. Marsaglia's polar method.
    fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let factor = (-2.0 * ln(square) / square).sqrt();
                self.spare = Some(y * factor);
                return x * factor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of many draws.
    fn moments(mut draw: impl FnMut(&mut Chance) -> f64) -> (f64, f64) {
        let count = 200_000_u64;
        let (mut sum, mut squares) = (0.0, 0.0);
        for index in 0..count {
            let one = draw(&mut Chance::of(7, 1, index));
            sum += one;
            squares += one * one;
        }
        let mean = sum / count as f64;
        (mean, squares / count as f64 - mean * mean)
    }

    #[track_caller]
    fn close(ours: f64, theory: f64, part: f64) {
        assert!((ours - theory).abs() <= part * theory, "{ours} instead of {theory}");
    }

    #[test]
    fn moments_are_those_of_the_distributions() {
        let (mean, variance) = moments(Chance::uniform);
        close(mean, 0.5, 0.005);
        close(variance, 1.0 / 12.0, 0.01);
        let (mean, variance) = moments(|chance| chance.exponential(5.0));
        close(mean, 5.0, 0.01);
        close(variance, 25.0, 0.03);
        let (mean, variance) = moments(|chance| chance.log_normal(5.0, 0.6));
        close(mean, 5.0, 0.01);
        close(variance, 25.0 * (0.36_f64.exp() - 1.0), 0.04);
        let (mean, variance) = moments(|chance| 3.0 + chance.normal());
        close(mean, 3.0, 0.005);
        close(variance, 1.0, 0.01);
    }

    #[test]
    fn shares_are_kept() {
        let mut drawn = [0_u32; 4];
        for index in 0..100_000 {
            drawn[Chance::of(3, 2, index).share(&[3, 0, 6, 1]).unwrap()] += 1;
        }
        assert_eq!(drawn[1], 0);
        for (place, share) in [(0, 0.3), (2, 0.6), (3, 0.1)] {
            close(f64::from(drawn[place]) / 100_000.0, share, 0.03);
        }
        assert_eq!(Chance::of(3, 2, 0).share(&[]), None);
        assert_eq!(Chance::of(3, 2, 0).share(&[0, 0]), None);
    }

    #[test]
    fn streams_are_apart() {
        let first = |seed, kind, index| Chance::of(seed, kind, index).lot.next();
        assert_eq!(first(1, 2, 3), first(1, 2, 3));
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..20 {
            for kind in 0..20 {
                for index in 0..20 {
                    assert!(seen.insert(first(seed, kind, index)), "{seed} {kind} {index}");
                }
            }
        }
    }
}
