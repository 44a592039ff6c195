//! The detector: numbers and addresses that nobody told us about.

mod email;

use super::find::Find;
use super::fold::Glyph;
use super::sweep::glyphs_of;
use super::{Lens, Secrets};
use crate::field::{FieldKind, FieldVisibility, Visibility};

pub(super) use email::plain_email;

/// Where a text stands, which tells what may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// People wrote it.
    Prose,
    /// A machine made it: an id, a link, a file name.
    Identifier,
    /// Its kind is known and shown: nothing is to be detected in it.
    Known,
}

/// What this text seems to hold: phones, addresses, cards and account numbers, in order and without overlaps.
pub fn detect(text: &str) -> Vec<Find> {
    finds(text, Setting::Prose)
}

pub(super) fn finds(text: &str, setting: Setting) -> Vec<Find> {
    let mut finds = Vec::new();
    find_all(text, &glyphs_of(text), setting, &|_| true, &mut finds);
    finds
}

/// Adds what this text seems to hold, of the kinds that are hidden.
pub(super) fn find_all(
    _text: &str,
    _glyphs: &[Glyph],
    _setting: Setting,
    _hides: &dyn Fn(&FieldKind) -> bool,
    _finds: &mut Vec<Find>,
) {
}

/// The text with whatever is found in it masked.
pub(super) fn masked(text: &str) -> String {
    let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
    lens.text(text).unwrap_or_default()
}

/// Whether a text without digits and signs may hold a number or an address written in words.
pub(super) fn may_hold_words(_text: &str) -> bool {
    false
}
