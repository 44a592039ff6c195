//! Digits with nothing around them.

use super::rules::Rules;
use super::{Setting, card, plan, weigh};
use crate::mask::{Detector, Policy};

/// More than this it does not add that a number stands alone.
const ALONE_MAX: i32 = 20;

/// Whether digits that stand alone, with no word beside them, may be anything. Where this says no the search would find
/// nothing; it is asked of the many numbers in a page that are orders and counts.
pub(in crate::mask) fn may_stand_alone(digits: &[u8], detector: Detector, setting: Setting) -> bool {
    if detector.policy() == Policy::Strict || (card::DIGITS_MIN..=card::DIGITS_MAX).contains(&digits.len()) {
        return true;
    }
    let verdict = plan::verdict(digits, &Rules::of(detector), 1);
    let machine = if setting == Setting::Identifier && verdict.whole { weigh::IDENTIFIER } else { 0 };
    verdict.points + machine + ALONE_MAX >= weigh::enough(Policy::Balanced)
}
