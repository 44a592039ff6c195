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
    /// Adds the find, but for what stays readable.
    pub(super) fn push_to(self, finds: &mut Vec<Find>, hides: &dyn Fn(&FieldKind) -> bool) {
        let kind = match self.kind {
            Kind::Phone => FieldKind::Phone,
            Kind::Email => FieldKind::Email,
            Kind::Card => FieldKind::Card,
            Kind::Iban => FieldKind::Iban,
            Kind::NationalId => FieldKind::NationalId,
            Kind::Mistyped => return,
        };
        if hides(&kind) {
            finds.push(Find { kind, start: self.start, end: self.end });
        }
    }
}

/// Adds what these glyphs write.
pub(super) fn push(hits: &mut Vec<Hit>, kind: Kind, glyphs: &[Glyph], from: usize, to: usize) {
    if let Some([first, .., last]) = glyphs.get(from..to) {
        hits.push(Hit { kind, start: first.start, end: last.end });
    }
}

/// Moves the newly found to what is settled, but for those that overlap it. Both are in order, and stay so.
pub(super) fn settle(settled: &mut Vec<Hit>, found: &mut Vec<Hit>) {
    if found.is_empty() {
        return;
    }
    let before = core::mem::take(settled);
    let mut old = 0;
    for hit in found.iter() {
        while let Some(earlier) = before.get(old).filter(|earlier| earlier.end <= hit.start) {
            settled.push(*earlier);
            old += 1;
        }
        if before.get(old).is_none_or(|next| next.start >= hit.end) {
            settled.push(*hit);
        }
    }
    found.clear();
    settled.extend_from_slice(before.get(old..).unwrap_or_default());
}
