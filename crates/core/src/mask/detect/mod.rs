//! The detector: numbers and addresses that nobody told us about.

mod card;
mod cue;
mod email;
mod group;
mod iban;
mod phone;
mod shape;

use self::group::Digits;
use super::find::Find;
use super::fold::Glyph;
use super::lens::merge;
use super::sweep::glyphs_of;
use super::{Lens, Secrets, embedded, numbering};
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
    merge(finds)
}

/// Adds what this text seems to hold, of the kinds that are hidden.
pub(super) fn find_all(
    text: &str,
    glyphs: &[Glyph],
    setting: Setting,
    hides: &dyn Fn(&FieldKind) -> bool,
    finds: &mut Vec<Find>,
) {
    if setting == Setting::Known {
        return;
    }
    let digits = Digits::read(glyphs);
    // All kinds are looked for even where only one is hidden: the digits of a card are no phone.
    let mut all = Vec::new();
    iban::find(glyphs, &mut all);
    card::find(glyphs, &digits, &mut all);
    let accounts = all.len();
    let mut phones = Vec::new();
    if hides(&FieldKind::Phone) {
        phone::find(glyphs, &digits, setting, &mut phones);
        phones.retain(|phone| !all.iter().take(accounts).any(|other| overlap(phone, other)));
    }
    if hides(&FieldKind::Email) {
        email::find(glyphs, &mut all);
        // `sip:+905…@host` is a number, and what follows its `@` is of no one.
        all.retain(|find| {
            find.kind != FieldKind::Email
                || !phones
                    .iter()
                    .any(|phone| overlap(phone, find) && text.get(phone.start..).is_some_and(has_plus))
        });
    }
    all.append(&mut phones);
    all.retain(|find| hides(&find.kind));
    finds.append(&mut all);
    if setting == Setting::Identifier && hides(&FieldKind::Phone) {
        embedded::find(text, &holds_number, finds);
    }
}

/// The fewest digits of a number with a calling code that is worth a closer look in decoded bytes.
const EMBEDDED_DIGITS_MIN: usize = 10;

/// Whether decoded bytes hold a run of digits that is an international number.
fn holds_number(decoded: &str) -> bool {
    decoded.split(|ch: char| !ch.is_ascii_digit()).any(|run| {
        let digits: Vec<u8> = run.bytes().take(16).map(|byte| byte - b'0').collect();
        digits.len() >= EMBEDDED_DIGITS_MIN && numbering::fits(&digits).is_some()
    })
}

fn has_plus(text: &str) -> bool {
    text.starts_with('+') || text.starts_with("%2B")
}

fn overlap(a: &Find, b: &Find) -> bool {
    a.start < b.end && b.start < a.end
}

/// The text with whatever is found in it masked.
pub(super) fn masked(text: &str) -> String {
    let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
    lens.text(text).unwrap_or_default()
}

/// Whether a text without digits and signs may hold a number or an address written in words: both take five words.
pub(super) fn may_hold_words(text: &str) -> bool {
    text.bytes().filter(|byte| matches!(byte, b' ' | b'\n')).nth(3).is_some()
}
