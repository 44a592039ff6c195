//! International bank account numbers: the length of the country, and the check of ISO 7064 mod 97-10.

use super::group::Digits;
use super::hit::{self, Hit, Kind};
use crate::mask::Policy;
use crate::mask::fold::{Glyph, is_joined};
use crate::mask::glyphs::{at, before, is_digit};

/// Country and length, as the SWIFT registry of ISO 13616 lists them.
const LENGTHS: &str = "ad24ae23al28at20az28ba20be16bg22bh22bi27br29by28ch21cr22cy28cz24de22dj27dk18do28ee20eg29\
    es24fi18fk18fo18fr27gb22ge22gi23gl18gr27gt28hr21hu28ie22il23iq23is26it27jo30kw30kz20lb28lc32li21lt20lu20lv21\
    ly25ma28mc27md24me22mk19mn20mr27mt31mu30ni28nl18no15om23pk24pl28ps29pt25qa29ro24rs22ru33sa24sc31sd18se24si19\
    sk24sm27so23st25sv28tl23tn24tr26ua29va22vg24xk20";

/// No country has a longer one.
const LENGTH_MAX: usize = 34;

/// Adds the account numbers of a text.
///
/// What has the shape of one and fails the check is one that was mistyped. A strict search hides it; for a balanced one its
/// digits are nothing else, and stay.
pub(super) fn find(glyphs: &[Glyph], digits: &Digits, policy: Policy, finds: &mut Vec<Hit>) {
    let mut floor = 0;
    // The check digits stand behind the two letters of the country.
    for group in &digits.groups {
        let Some(at) = group.from.checked_sub(2).filter(|at| *at >= floor) else { continue };
        if let Some((end, holds)) = end_of(glyphs, at) {
            let kind = if holds || policy == Policy::Strict { Kind::Iban } else { Kind::Mistyped };
            hit::push(finds, kind, glyphs, at, end);
            floor = end;
        }
    }
}

/// One past the account number that starts here, and whether it passes the check.
fn end_of(glyphs: &[Glyph], place: usize) -> Option<(usize, bool)> {
    let [a, b, c, d, ..] = glyphs.get(place..)? else { return None };
    if !(a.ch.is_ascii_alphabetic() && b.ch.is_ascii_alphabetic() && is_digit(c.ch)) {
        return None;
    }
    if is_joined(before(glyphs, place)) || !(is_digit(d.ch) || is_separator(d.ch)) {
        return None;
    }
    let length = length_of(a.ch, b.ch)?;
    let mut plain = [0; LENGTH_MAX];
    let mut count = 0;
    let mut next = place;
    let mut separators = 0;
    while count < length {
        let ch = at(glyphs, next);
        if let Some(value) = ch.to_digit(36) {
            *plain.get_mut(count)? = value;
            count += 1;
            separators = 0;
        } else if is_separator(ch) && separators < 2 {
            separators += 1;
        } else {
            return None;
        }
        next += 1;
    }
    let holds = remainder(&plain, length) == 1;
    (holds || !is_joined(at(glyphs, next))).then_some((next, holds))
}

fn is_separator(ch: char) -> bool {
    matches!(ch, ' ' | '-' | '.' | '\n' | '_')
}

fn length_of(a: char, b: char) -> Option<usize> {
    for row in LENGTHS.as_bytes().chunks_exact(4) {
        if let [x, y, tens, ones] = row
            && char::from(*x) == a
            && char::from(*y) == b
        {
            return Some(usize::from(tens - b'0') * 10 + usize::from(ones - b'0'));
        }
    }
    None
}

/// What is left of the number that these values write, the first four behind the others, modulo 97.
fn remainder(plain: &[u32; LENGTH_MAX], length: usize) -> u32 {
    let mut sum = 0;
    for at in 4..length + 4 {
        let value = plain.get(if at < length { at } else { at - length }).copied().unwrap_or(0);
        sum = (sum * if value > 9 { 100 } else { 10 } + value) % 97;
    }
    sum
}
