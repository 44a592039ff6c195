//! Names that stand for values: the same for the same value, and nothing that leads back to it.

use super::find::Find;
use super::fold::fold;
use super::form::{self, HIDDEN};
use super::style::Style;
use super::{Lens, detect, glyphs};
use crate::field::FieldKind;

/// What a token starts with; no value of any kind does.
const MARK: u8 = b'~';
const LETTERS_MIN: usize = 12;
const LETTERS_MAX: usize = 52;

/// The token of a value; `•••` without anyone to give it a name.
pub(super) fn of(lens: &Lens, kind: &FieldKind, value: &str) -> String {
    if value.trim().is_empty() || value == HIDDEN || is_token(value) {
        return value.to_owned();
    }
    let name = lens.pseudonyms().map(|pseudonyms| pseudonyms.pseudonym(kind, &plain(kind, value)));
    match name {
        Some(name) if is_name(&name) => {
            let mut token = String::with_capacity(name.len() + 1);
            token.push(char::from(MARK));
            token.push_str(&name);
            token
        }
        _ => HIDDEN.to_owned(),
    }
}

/// One spelling of a value, however it was written.
fn plain(kind: &FieldKind, value: &str) -> String {
    match kind {
        FieldKind::Phone => form::plain_phone(value),
        FieldKind::Email => detect::plain_email(value).unwrap_or_else(|| folded(value)),
        FieldKind::Handle => folded(form::bare_handle(value)),
        FieldKind::Card | FieldKind::Iban | FieldKind::NationalId => form::plain_account(value),
        _ => folded(value),
    }
}

fn folded(value: &str) -> String {
    glyphs::text(&fold(value.trim()))
}

fn is_token(value: &str) -> bool {
    value.strip_prefix(char::from(MARK)).is_some_and(is_name)
}

fn is_name(name: &str) -> bool {
    (LETTERS_MIN..=LETTERS_MAX).contains(&name.len()) && name.bytes().all(is_letter)
}

fn is_letter(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'2'..=b'7')
}

/// Takes back what was found in a token: masking twice is masking once.
pub(super) fn spare(lens: &Lens, text: &str, finds: &mut Vec<Find>) {
    if finds.is_empty() || !lens.styles().iter().any(|(_, style)| style == Style::Token) {
        return;
    }
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if bytes.get(start) != Some(&MARK) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while bytes.get(end).is_some_and(|byte| is_letter(*byte)) {
            end += 1;
        }
        if (LETTERS_MIN..=LETTERS_MAX).contains(&(end - start - 1)) {
            finds.retain(|find| find.end <= start || end <= find.start);
        }
        start = end;
    }
}
