//! What an `@` after digits makes of them.

use crate::mask::fold::{Glyph, is_word, spells};

/// What an `@` after digits makes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// A phone number of a user.
    Phone,
    /// An id that is no number of anyone.
    Opaque,
    /// The first part of an e-mail address.
    Address,
    /// No `@` at all.
    None,
}

/// What an `@` after these digits says: of which service this is an id.
pub(super) fn of(glyphs: &[Glyph], from: usize, to: usize) -> Service {
    let glyph = |at: usize| glyphs.get(at).map_or(' ', |glyph| glyph.ch);
    let mut at = to;
    // The device after the number, and the moment at which a group was made.
    let sign = glyph(at);
    if matches!(sign, ':' | '-') && from < at {
        let digits = glyphs.iter().skip(at + 1).take(12).take_while(|glyph| glyph.digit().is_some()).count();
        let ends = at + 1 + digits;
        if glyph(ends) != '@' {
            return Service::None;
        }
        if sign == '-' && (9..=11).contains(&digits) {
            return if domain(glyphs, ends + 1, "g.us") { Service::Phone } else { Service::None };
        }
        at = ends;
    }
    if glyph(at) != '@' {
        return Service::None;
    }
    let is = |name: &&str| domain(glyphs, at + 1, name);
    if ["s.whatsapp.net", "c.us"].iter().any(is) {
        Service::Phone
    } else if ["lid", "newsletter", "broadcast", "g.us"].iter().any(is) {
        Service::Opaque
    } else {
        Service::Address
    }
}

fn domain(glyphs: &[Glyph], at: usize, name: &str) -> bool {
    spells(glyphs, at, name.as_bytes())
        .is_some_and(|end| !glyphs.get(end).is_some_and(|glyph| is_word(glyph.ch)))
}
