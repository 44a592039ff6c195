//! What one window turned out to hold.

use crate::field::FieldKind;
use crate::mask::find::Find;
use crate::mask::fold::Glyph;

/// What a hit is. Small and copied, unlike the kind of a find, which may carry a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Phone,
    Email,
    Card,
    Iban,
    NationalId,
    /// An account that was mistyped: its digits are nothing else, and it stays readable.
    Mistyped,
}

/// A stretch of text that holds something, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Hit {
    /// The find, but for what stays readable.
    pub(super) fn find(self) -> Option<Find> {
        let kind = match self.kind {
            Kind::Phone => FieldKind::Phone,
            Kind::Email => FieldKind::Email,
            Kind::Card => FieldKind::Card,
            Kind::Iban => FieldKind::Iban,
            Kind::NationalId => FieldKind::NationalId,
            Kind::Mistyped => return None,
        };
        Some(Find { kind, start: self.start, end: self.end })
    }
}

/// Adds what these glyphs write.
#[inline(never)]
pub(super) fn push(hits: &mut Vec<Hit>, kind: Kind, glyphs: &[Glyph], from: usize, to: usize) {
    if let Some([first, .., last]) = glyphs.get(from..to) {
        hits.push(Hit { kind, start: first.start, end: last.end });
    }
}

/// Moves the newly found to what is settled, but for those that overlap it. Both are in order, and stay so.
#[inline(never)]
pub(super) fn settle(settled: &mut Vec<Hit>, found: &mut Vec<Hit>) {
    if found.is_empty() {
        return;
    }
    let before = core::mem::take(settled);
    let mut old = before.iter().copied().peekable();
    for hit in found.drain(..) {
        while let Some(earlier) = old.next_if(|earlier| earlier.end <= hit.start) {
            settled.push(earlier);
        }
        if old.peek().is_none_or(|next| next.start >= hit.end) {
            settled.push(hit);
        }
    }
    settled.extend(old);
}
