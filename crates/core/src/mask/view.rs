//! What is shown of each value: the code that a lens, a record and a page of JSON have in common.

use super::detect::{self, Setting};
use super::find::Find;
use super::fold;
use super::form::{self, HIDDEN};
use super::style::Style;
use super::{Lens, Schema, Secrets, Treatment, dull, glance, sweep, token};
use crate::field::{FieldKind, Visibility};
use crate::order::sort_by;

/// A masked text can hold something that reads as a number only now; more rounds than this it never took.
const ROUNDS_MAX: usize = 4;

/// What is shown in the place of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The value as it is.
    Same,
    /// Something else.
    Other(String),
    /// Nothing.
    Nothing,
}

impl Shown {
    /// What is shown of this value.
    pub(super) fn over(self, value: &str) -> Option<String> {
        match self {
            Self::Same => Some(value.to_owned()),
            Self::Other(text) => Some(text),
            Self::Nothing => None,
        }
    }

    fn of(text: String, value: &str) -> Self {
        if text == value { Self::Same } else { Self::Other(text) }
    }
}

/// A lens, and everything that is known of the document it is turned to.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) lens: &'a Lens,
    pub(super) secrets: &'a Secrets,
}

impl View<'_> {
    /// The value under a key of a record.
    pub(super) fn leaf(&self, text: &str, treatment: Option<&Treatment>) -> Shown {
        match treatment {
            Some(Treatment::Field(kind)) => self.field(kind, text),
            Some(Treatment::Identifier) => self.identifier(text),
            None => self.unknown(text),
        }
    }

    pub(super) fn field(&self, kind: &FieldKind, value: &str) -> Shown {
        if *kind == FieldKind::Text {
            return self.text(value);
        }
        match self.lens.visibility().get(kind) {
            Visibility::Hidden => Shown::Nothing,
            Visibility::Masked if self.lens.styles().get(kind) == Style::Token => {
                Shown::of(token::of(self.lens, kind, value), value)
            }
            Visibility::Masked => Shown::of(form::value(kind, value), value),
            Visibility::Clear => {
                // The digits of what is shown on purpose are not to be taken for something else.
                let known = matches!(
                    kind,
                    FieldKind::Phone | FieldKind::Card | FieldKind::Iban | FieldKind::NationalId
                );
                let setting = if known { Setting::Known } else { Setting::Prose };
                self.scan(value, Visibility::Clear, setting)
            }
        }
    }

    pub(super) fn text(&self, text: &str) -> Shown {
        match self.lens.visibility().get(&FieldKind::Text) {
            Visibility::Hidden => Shown::Nothing,
            ceiling => self.scan(text, ceiling, Setting::Prose),
        }
    }

    pub(super) fn identifier(&self, value: &str) -> Shown {
        self.scan(value, Visibility::Clear, Setting::Identifier)
    }

    /// The key of a field. One that the schema knows by its whole name stays, whatever else bears that name.
    pub(super) fn key(&self, key: &str, schema: &Schema) -> Shown {
        if schema.knows(key) { Shown::Same } else { self.identifier(key) }
    }

    /// A value of which nobody said what it is. It is searched like text; where text is hidden, what has the spaces of
    /// prose is hidden with it, and what is one word, such as a status, stays.
    fn unknown(&self, text: &str) -> Shown {
        match self.lens.visibility().get(&FieldKind::Text) {
            Visibility::Hidden if text.trim().find(char::is_whitespace).is_some() => Shown::Nothing,
            ceiling => self.scan(text, ceiling.max(Visibility::Masked), Setting::Prose),
        }
    }

    /// The same of an identifier in which the search has found this already.
    pub(super) fn searched(&self, value: &str, found: Vec<Find>) -> Shown {
        self.go(value, Visibility::Clear, Setting::Identifier, Some(found))
    }

    fn scan(&self, text: &str, ceiling: Visibility, setting: Setting) -> Shown {
        self.go(text, ceiling, setting, None)
    }

    fn go(&self, text: &str, ceiling: Visibility, setting: Setting, found: Option<Vec<Find>>) -> Shown {
        let mut current: Option<String> = None;
        let mut found = found;
        for _ in 0..ROUNDS_MAX {
            let text = current.as_deref().unwrap_or(text);
            let finds = self.finds(text, ceiling, setting, found.take());
            if finds.is_empty() {
                break;
            }
            let is_over = leaves_nothing(text, &finds);
            current = Some(self.replace(text, &finds, ceiling, setting));
            if is_over {
                break;
            }
        }
        current.map_or(Shown::Same, |shown| Shown::of(shown, text))
    }

    /// What must not be read in this text, in order, without overlaps.
    fn finds(
        &self,
        text: &str,
        ceiling: Visibility,
        setting: Setting,
        found: Option<Vec<Find>>,
    ) -> Vec<Find> {
        let hides = |kind: &FieldKind| self.lens.visibility().get(kind).min(ceiling) < Visibility::Clear;
        let mut finds = Vec::new();
        if !self.secrets.is_empty() && glance::may_hold(text, self.secrets) {
            sweep::sweep(text, &sweep::glyphs_of(text), self.secrets, &hides, &mut finds);
            finds = merge(finds);
        }
        if let Some(mut found) = found {
            finds.append(&mut found);
        } else if !dull::is_dull(text, setting, self.lens.detector()) {
            detect::find_in(text, self.lens.detector(), setting, &hides, &mut finds);
        }
        token::spare(self.lens, text, &mut finds);
        merge(finds)
    }

    fn replace(&self, text: &str, finds: &[Find], ceiling: Visibility, setting: Setting) -> String {
        let mut out = String::with_capacity(text.len() + finds.len() * 16);
        let mut from = 0;
        for find in finds {
            out.push_str(text.get(from..find.start).unwrap_or(""));
            let found = text.get(find.start..find.end).unwrap_or("");
            let after = text.get(find.end..).unwrap_or("");
            if self.lens.visibility().get(&find.kind).min(ceiling) == Visibility::Hidden {
                out.push_str(HIDDEN);
            } else if self.lens.styles().get(&find.kind) == Style::Token && find.kind != FieldKind::Text {
                out.push_str(&token::of(self.lens, &find.kind, found));
            } else {
                out.push_str(&shown(find, found, touches_digit(&out, after), setting));
            }
            from = find.end;
        }
        out.push_str(text.get(from..).unwrap_or(""));
        out
    }
}

/// Whether a digit stands directly before or after a find: digits that its mask keeps would run into it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Digit,
    Other,
}

fn touches_digit(before: &str, after: &str) -> Beside {
    let is_digit = |ch: Option<char>| ch.is_some_and(|ch| fold::digit(fold::plain(ch)).is_some());
    if is_digit(before.chars().next_back()) || is_digit(after.chars().next()) {
        Beside::Digit
    } else {
        Beside::Other
    }
}

/// The mask of one find in its place.
fn shown(find: &Find, found: &str, beside: Beside, setting: Setting) -> String {
    match (&find.kind, beside, setting) {
        (FieldKind::Text, ..)
        | (FieldKind::Phone | FieldKind::Card | FieldKind::NationalId, Beside::Digit, _) => HIDDEN.to_owned(),
        (FieldKind::Phone, _, Setting::Identifier) => form::phone_compact(found),
        (FieldKind::Handle, _, Setting::Identifier) => form::bare_handle(&form::handle(found)).to_owned(),
        (FieldKind::Card | FieldKind::NationalId, _, Setting::Identifier) => HIDDEN.to_owned(),
        // The address may be written out (`name at domain`), which its mask need not be able to read.
        (FieldKind::Email, ..) => {
            let mut simple = Vec::new();
            if form::put_email(found, &mut simple) {
                return String::from_utf8(simple).unwrap_or_default();
            }
            detect::plain_email(found).map_or_else(|| HIDDEN.to_owned(), |plain| form::email(&plain))
        }
        (kind, ..) => form::value(kind, found),
    }
}

/// Fewer digits than this are no number, whatever stands beside them.
const DIGITS_MIN: usize = 5;

/// Whether what is left of a text beside these finds is so plain that nothing can be found in it, whatever the masks are:
/// a few digits at most, and no sign of an address or of an encoding.
fn leaves_nothing(text: &str, finds: &[Find]) -> bool {
    let mut from = 0;
    let mut digits = 0;
    for at in 0..=finds.len() {
        let (start, end) = finds.get(at).map_or((text.len(), text.len()), |find| (find.start, find.end));
        let piece = text.as_bytes().get(from..start).unwrap_or_default();
        // A word that ran into a number stands alone once that is masked, and may be a digit then: `…67beş üç iki`.
        let joins = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
        if (from > 0 && joins(piece.first())) || (start < text.len() && joins(piece.last())) {
            return false;
        }
        for byte in piece {
            match byte {
                b'0'..=b'9' => digits += 1,
                // Letters of Latin, Greek and Cyrillic.
                b' '
                | b'a'..=b'z'
                | b'A'..=b'Z'
                | b'.'
                | b','
                | b':'
                | b';'
                | b'!'
                | b'?'
                | 0x80..=0xbf
                | 0xc3..=0xcb
                | 0xce..=0xd3 => {}
                b'_' | b'-' | b'/' | b'\n' => {}
                _ => return false,
            }
        }
        from = end;
    }
    digits < DIGITS_MIN
}

/// In order and without overlaps: what overlaps becomes one find, of the kind of the longest.
pub(super) fn merge(mut finds: Vec<Find>) -> Vec<Find> {
    if finds.len() < 2 {
        return finds;
    }
    sort_by(&mut finds, |a, b| (a.start, b.end).cmp(&(b.start, a.end)));
    let mut merged: Vec<Find> = Vec::with_capacity(finds.len());
    let mut longest = 0;
    for find in finds {
        let length = find.end - find.start;
        match merged.last_mut() {
            Some(last) if find.start < last.end => {
                last.end = last.end.max(find.end);
                if length > longest {
                    last.kind = find.kind;
                    longest = length;
                }
            }
            _ => {
                merged.push(find);
                longest = length;
            }
        }
    }
    merged
}
