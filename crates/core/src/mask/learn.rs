//! What a value tells of the record that it stands in.

use super::detect::{self, Setting};
use super::{Detector, Secrets, Treatment};
use crate::field::FieldKind;

/// Adds what this value tells: a field its value, an identifier the numbers and addresses in it.
pub(super) fn learn(secrets: &mut Secrets, text: &str, treatment: &Treatment, detector: Detector) {
    match treatment {
        // A name of one word is too often a word: the name of a channel is its kind.
        Treatment::Field(FieldKind::Name) if !text.trim().contains(' ') => {}
        Treatment::Field(kind) => secrets.add(kind.clone(), text),
        Treatment::Identifier => {
            for find in detect::finds(text, detector, Setting::Identifier) {
                if let (FieldKind::Phone | FieldKind::Email, Some(found)) =
                    (&find.kind, text.get(find.start..find.end))
                {
                    secrets.add(find.kind, found);
                }
            }
        }
    }
}
