//! What a value tells of the record that it stands in.

use super::detect::{self, Setting};
use super::find::Find;
use super::{Detector, Secrets, Treatment, dull};
use crate::field::FieldKind;

/// Adds what this value tells: a field its value, an identifier the numbers and addresses in it. What the search
/// found in an identifier.
pub(super) fn learn(
    secrets: &mut Secrets,
    text: &str,
    treatment: &Treatment,
    detector: Detector,
) -> Vec<Find> {
    match treatment {
        // A name of one word is too often a word: the name of a channel is its kind.
        Treatment::Field(FieldKind::Name) if !text.trim().bytes().any(|byte| byte == b' ') => {}
        Treatment::Field(kind) => secrets.learn(kind, text),
        Treatment::Identifier if dull::is_dull(text, Setting::Identifier, detector) => {}
        Treatment::Identifier => {
            let finds = detect::finds(text, detector, Setting::Identifier);
            for find in &finds {
                if let (FieldKind::Phone | FieldKind::Email, Some(found)) =
                    (&find.kind, text.get(find.start..find.end))
                {
                    secrets.learn(&find.kind, found);
                }
            }
            return finds;
        }
    }
    Vec::new()
}
