//! What holds for a whole search.

use crate::mask::numbering::Home;
use crate::mask::{Detector, Policy};

/// No shorter number is looked for.
const SHORT_DIGITS: usize = 5;
/// A place whose numbers are no longer than this has numbers of five digits that mean something.
const TINY_DIGITS_MAX: usize = 8;

/// How careful the search is, and where it is at home.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) policy: Policy,
    pub(super) home: Option<Home>,
    /// Whether five digits can be a number at home.
    pub(super) has_short: bool,
    /// Whether most numbers at home are that short.
    pub(super) is_tiny: bool,
}

impl Rules {
    pub(super) fn of(detector: Detector) -> Self {
        let home = detector.home();
        let (fewest, most) = home.map_or((usize::MAX, 0), Home::fewest_and_most);
        let has_short = fewest <= SHORT_DIGITS;
        Self { policy: detector.policy(), home, has_short, is_tiny: has_short && most <= TINY_DIGITS_MAX }
    }
}
