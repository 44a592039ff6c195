//! What an `@` after digits makes of them.

use crate::mask::fold::{Glyph, is_word, spells};
use crate::mask::glyphs::{ahead, at, is_digit};

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
    let mut sign = to;
    // The device after the number, and the moment at which a group was made.
    let first = at(glyphs, to);
    if matches!(first, ':' | '-') && from < to {
        let digits = ahead(glyphs, to + 1, 12, is_digit);
        sign = to + 1 + digits;
        if first == '-' && at(glyphs, sign) == '@' && (9..=11).contains(&digits) {
            return if domain(glyphs, sign + 1, "g.us") { Service::Phone } else { Service::None };
        }
    }
    if at(glyphs, sign) != '@' {
        return Service::None;
    }
    for (service, name) in SERVICES {
        if domain(glyphs, sign + 1, name) {
            return service;
        }
    }
    Service::Address
}

const SERVICES: [(Service, &str); 6] = [
    (Service::Phone, "s.whatsapp.net"),
    (Service::Phone, "c.us"),
    (Service::Opaque, "lid"),
    (Service::Opaque, "newsletter"),
    (Service::Opaque, "broadcast"),
    (Service::Opaque, "g.us"),
];

fn domain(glyphs: &[Glyph], from: usize, name: &str) -> bool {
    spells(glyphs, from, name.as_bytes()).is_some_and(|end| !is_word(at(glyphs, end)))
}
