//! Keys: what puts members in order.

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

/// A key in short: never greater where the key is less, so that of two that differ the less is that of the lesser key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Short(u64);

/// What counts first is less than that in the first kind of short forms, and in the second.
const FEW: u64 = 1 << 8;
const MANY: u64 = 1 << 18;

/// Bits of the lag, and of the lot in either kind.
const LAG_BITS: u32 = 43;
const FEW_LOT: u32 = 11;
const MANY_LOT: u32 = 1;
const LAG: i64 = 1 << (LAG_BITS - 1);

impl Key {
    /// Whether only a lot parts the two.
    pub(super) const fn ties(&self, other: &Self) -> bool {
        self.first == other.first && self.lag == other.lag
    }

    /// The short form: two bits that say how much of the key is in it, what counts first, the lag, and of the lot as much as
    /// is left. Hardly any two are alike then. What counts first alone where it is as great as a moment.
    pub(super) fn short(&self) -> Short {
        let lag = (self.lag.clamp(-LAG, LAG - 1) + LAG).unsigned_abs();
        // A lot would put those in order whose lags are beyond what can be said here, and not by these.
        let lot = if (1 - LAG..LAG - 1).contains(&self.lag) { self.lot } else { 0 };
        Short(if self.first < FEW {
            (self.first << LAG_BITS | lag) << FEW_LOT | u64::from(lot >> (32 - FEW_LOT))
        } else if self.first < MANY {
            1 << 62 | (self.first << LAG_BITS | lag) << MANY_LOT | u64::from(lot >> (32 - MANY_LOT))
        } else {
            1 << 63 | self.first.min((1 << 63) - 2)
        })
    }
}

impl Short {
    /// That of whoever is not free, greater than all others.
    pub(super) const ABSENT: Self = Self(u64::MAX);

    /// The last that anybody who is free may have.
    pub(super) const LAST: Self = Self(u64::MAX - 1);

    /// The bits that are of the lot.
    const fn lot(self) -> u64 {
        match self.0 >> 62 {
            0 => (1 << FEW_LOT) - 1,
            1 => (1 << MANY_LOT) - 1,
            _ => 0,
        }
    }

    /// Whether only a lot parts the keys, if these are not alike; else that is not known.
    pub(super) const fn ties(self, other: Self) -> bool {
        self.0 | self.lot() == other.0 | self.lot()
    }

    /// The last of those from which only a lot parts this.
    pub(super) const fn last_tie(self) -> Self {
        Self(self.0 | self.lot())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A key as there may be, most often near to where its short form is another.
    pub(crate) fn a_key() -> impl Strategy<Value = Key> {
        let first = prop_oneof![0..3_u64, FEW - 2..FEW + 2, MANY - 2..MANY + 2, u64::MAX - 2.., any::<u64>()];
        let lag = prop_oneof![-3..3_i64, LAG - 2..LAG + 2, -LAG - 2..2 - LAG];
        let lot = prop_oneof![0..2_u32, any::<u32>()];
        (first, lag, lot, 0..3_u32).prop_map(|(first, lag, lot, person)| Key { first, lag, lot, person })
    }

    proptest! {
        // Only few pairs are far beyond what can be said in short and differ in their lots alike.
        #![proptest_config(ProptestConfig::with_cases(8_000))]

        #[test]
        fn short_forms_are_in_the_order_of_keys(one in a_key(), other in a_key(), are_near in any::<bool>()) {
            let other = if are_near { Key { first: one.first, ..other } } else { other };
            prop_assert!(one.short() != Short::ABSENT);
            prop_assert!(one >= other || one.short() <= other.short());
            prop_assert!(one.short() == other.short() || one.short().ties(other.short()) == one.ties(&other));
            // Those of usual size say all but the end of the lot.
            let is_usual = |key: &Key| key.first < FEW && key.lag.abs() < 4;
            let is_whole = !is_usual(&one) || !is_usual(&other) || one.lot >> 21 == other.lot >> 21;
            prop_assert!(is_whole || one.short() != other.short());
        }
    }
}
