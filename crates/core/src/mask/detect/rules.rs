//! What holds for a whole search.

use crate::mask::numbering::Home;
use crate::mask::{Detector, Policy};

/// A place whose numbers are no longer than this has numbers of five digits that mean something.
const TINY_DIGITS_MAX: usize = 8;

/// How careful the search is, and where it is at home. Made where there is something to search, because it costs as much as
/// reading a sentence.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) policy: Policy,
    pub(super) home: Option<Home>,
    /// Whether five digits can be a number at home.
    pub(super) is_tiny: bool,
}

impl Rules {
    pub(super) fn of(detector: Detector) -> Self {
        let home = detector.region().and_then(Home::of);
        let is_tiny = home.is_some_and(|home| {
            let (fewest, most) = home.fewest_and_most();
            fewest <= 5 && most <= TINY_DIGITS_MAX
        });
        Self { policy: detector.policy(), home, is_tiny }
    }
}
