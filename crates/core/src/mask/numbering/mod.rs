//! The world's numbering plans: calling codes, which national numbers are possible, and how they are dialled.
//!
//! Digits are 0 to 9 here, not characters. A number that is valid is always possible; of random national numbers with a
//! calling code about one in twelve is possible, too. The table is written by `cargo xtask numbering`.

mod home;
mod plan;
#[rustfmt::skip]
mod table;

pub(super) use home::Home;
use plan::Plan;

/// How many of the leading digits are the calling code, and the fewest and most digits that follow it.
pub(super) fn calling_code(digits: &[u8]) -> Option<(usize, usize, usize)> {
    let plan = Plan::of(digits)?;
    let (fewest, most) = plan.fewest_and_most();
    Some((plan.code_length(), fewest, most))
}

/// The length of the calling code where these digits, which begin with one, can be an international number.
pub(super) fn is_possible(digits: &[u8]) -> Option<usize> {
    let plan = Plan::of(digits)?;
    let code = plan.code_length();
    plan.admits(digits.get(code..)?).then_some(code)
}

/// The length of the calling code where these digits, written without a plus, can only be meant as an
/// international number: eleven digits or more that fit their plan.
pub(super) fn bare_international(digits: &[u8]) -> Option<usize> {
    if digits.len() < 11 { None } else { is_possible(digits) }
}

#[cfg(test)]
mod tests;
