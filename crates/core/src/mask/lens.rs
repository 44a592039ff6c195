//! One viewer's view of one record.

use core::fmt;

use super::detect::{self, Setting};
use super::find::Find;
use super::fold::{Glyph, fold};
use super::form::{self, HIDDEN};
use super::{Detector, Policy, Secrets, embedded, sweep};
use crate::field::{FieldKind, FieldVisibility, Visibility};
use crate::order::sort_by;

/// A masked text can hold something that reads as a number only now; more rounds than this it never took.
const ROUNDS_MAX: usize = 4;

/// One viewer's view of one record: how much of each kind is shown, and what the record holds.
pub struct Lens {
    visibility: FieldVisibility,
    secrets: Secrets,
    detector: Detector,
}

impl Lens {
    /// A lens that shows this much of each kind, and knows that the record holds these values.
    pub fn new(visibility: FieldVisibility, secrets: Secrets) -> Self {
        Self { visibility, secrets, detector: Detector::new(Policy::Balanced) }
    }

    /// The same with texts searched in this way; without it they are searched in a balanced one.
    #[must_use]
    pub fn with_detector(self, detector: Detector) -> Self {
        Self { detector, ..self }
    }

    /// How much of each kind is shown.
    pub fn visibility(&self) -> &FieldVisibility {
        &self.visibility
    }

    /// What the record is known to hold.
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// A field of this kind; `None` where it is hidden.
    ///
    /// A field that is shown clear is still searched for the other kinds: a name may hold a number.
    pub fn field(&self, kind: &FieldKind, value: &str) -> Option<String> {
        if *kind == FieldKind::Text {
            return self.text(value);
        }
        match self.visibility.get(kind) {
            Visibility::Hidden => None,
            Visibility::Masked => Some(form::value(kind, value)),
            Visibility::Clear => {
                // The digits of what is shown on purpose are not to be taken for something else.
                let known = matches!(
                    kind,
                    FieldKind::Phone | FieldKind::Card | FieldKind::Iban | FieldKind::NationalId
                );
                let setting = if known { Setting::Known } else { Setting::Prose };
                Some(self.scan(value, Visibility::Clear, setting))
            }
        }
    }

    /// A text that people wrote; `None` where text is hidden.
    pub fn text(&self, text: &str) -> Option<String> {
        match self.visibility.get(&FieldKind::Text) {
            Visibility::Hidden => None,
            ceiling => Some(self.scan(text, ceiling, Setting::Prose)),
        }
    }

    /// An identifier, a link or a file name: what it embeds is masked, the rest stays, and an opaque one is left alone.
    pub fn identifier(&self, value: &str) -> String {
        self.scan(value, Visibility::Clear, Setting::Identifier)
    }

    /// A value of which nobody said what it is. It is searched like text; where text is hidden, what has the spaces of
    /// prose is hidden with it, and what is one word, such as a status, stays.
    pub(super) fn unknown(&self, text: &str) -> Option<String> {
        match self.visibility.get(&FieldKind::Text) {
            Visibility::Hidden if text.trim().contains(char::is_whitespace) => None,
            ceiling => Some(self.scan(text, ceiling.max(Visibility::Masked), Setting::Prose)),
        }
    }

    fn scan(&self, text: &str, ceiling: Visibility, setting: Setting) -> String {
        let mut current = text.to_owned();
        for _ in 0..ROUNDS_MAX {
            let finds = self.finds(&current, ceiling, setting);
            if finds.is_empty() {
                break;
            }
            current = self.replace(&current, &finds, ceiling, setting);
        }
        current
    }

    /// What must not be read in this text, in order, without overlaps.
    fn finds(&self, text: &str, ceiling: Visibility, setting: Setting) -> Vec<Find> {
        if !may_hold_any(text, &self.secrets) {
            return Vec::new();
        }
        let glyphs = sweep::glyphs_of(text);
        let hides = |kind: &FieldKind| self.visibility.get(kind).min(ceiling) < Visibility::Clear;
        let mut finds = Vec::new();
        sweep::sweep(text, &glyphs, &self.secrets, &hides, &mut finds);
        detect::find_all(text, &glyphs, self.detector, setting, &hides, &mut finds);
        merge(finds)
    }

    fn replace(&self, text: &str, finds: &[Find], ceiling: Visibility, setting: Setting) -> String {
        let mut out = String::with_capacity(text.len() + finds.len() * 16);
        let mut from = 0;
        for find in finds {
            out.push_str(text.get(from..find.start).unwrap_or(""));
            let found = text.get(find.start..find.end).unwrap_or("");
            let after = text.get(find.end..).unwrap_or("");
            if self.visibility.get(&find.kind).min(ceiling) == Visibility::Hidden {
                out.push_str(HIDDEN);
            } else {
                out.push_str(&shown(find, found, touches_digit(&out, after), setting));
            }
            from = find.end;
        }
        out.push_str(text.get(from..).unwrap_or(""));
        out
    }
}

/// Redacted on purpose: a lens knows the values it hides.
impl fmt::Debug for Lens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lens").field("visibility", &self.visibility).finish_non_exhaustive()
    }
}

/// Whether a digit stands directly before or after a find: digits that its mask keeps would run into it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Digit,
    Other,
}

fn touches_digit(before: &str, after: &str) -> Beside {
    let edge = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.digit().is_some());
    let tail: String = before.chars().rev().take(1).collect();
    let head: String = after.chars().take(1).collect();
    if edge(fold(&tail).first()) || edge(fold(&head).first()) { Beside::Digit } else { Beside::Other }
}

/// The mask of one find in its place.
fn shown(find: &Find, found: &str, beside: Beside, setting: Setting) -> String {
    match (&find.kind, beside, setting) {
        (FieldKind::Text, ..)
        | (FieldKind::Phone | FieldKind::Card | FieldKind::NationalId, Beside::Digit, _) => HIDDEN.to_owned(),
        (FieldKind::Phone, _, Setting::Identifier) => form::phone_compact(found),
        (FieldKind::Handle, _, Setting::Identifier) => form::handle(found).trim_start_matches('@').to_owned(),
        (FieldKind::Card | FieldKind::NationalId, _, Setting::Identifier) => HIDDEN.to_owned(),
        // The address may be written out (`name at domain`), which its mask need not be able to read.
        (FieldKind::Email, ..) => {
            detect::plain_email(found).map_or_else(|| HIDDEN.to_owned(), |plain| form::email(&plain))
        }
        (kind, ..) => form::value(kind, found),
    }
}

/// A quick look that spares plain talk the work: nothing is found where there is neither a digit nor a sign of an address.
fn may_hold_any(text: &str, secrets: &Secrets) -> bool {
    secrets.has_words()
        || text
            .bytes()
            .any(|b| b.is_ascii_digit() || b >= 0x80 || matches!(b, b'@' | b'%' | b'&' | b'(' | b'[' | b'\\'))
        || detect::may_hold_words(text)
        || embedded::may_hold(text)
}

/// In order and without overlaps: what overlaps becomes one find, of the kind of the longest.
pub(super) fn merge(mut finds: Vec<Find>) -> Vec<Find> {
    sort_by(&mut finds, |a, b| (a.start, b.end).cmp(&(b.start, a.end)));
    let mut merged: Vec<(Find, usize)> = Vec::with_capacity(finds.len());
    for find in finds {
        let length = find.end - find.start;
        match merged.last_mut() {
            Some((last, longest)) if find.start < last.end => {
                last.end = last.end.max(find.end);
                if length > *longest {
                    last.kind = find.kind;
                    *longest = length;
                }
            }
            _ => merged.push((find, length)),
        }
    }
    merged.into_iter().map(|(find, _)| find).collect()
}
