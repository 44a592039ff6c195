//! Lists, sets, maps, and what may be nothing.

use core::marker::PhantomData;

#[cfg(test)]
use super::Schemas;
use super::id::{Id, Refers};
use super::word::{Choice, Words};
use super::{Check, Faults, Form, Node, Path, write_text};
use crate::catalogue::HostPermission;
use crate::channel::{Channel, Channels};
use crate::field::{FieldKind, FieldVisibility};
use crate::group::Group;
use crate::id::{ChannelId, Identifier};
use crate::policy::{CHANNELS_MAX, FIELDS_MAX};
use crate::role::Role;
use crate::section::Section;
use crate::sorted::SortedSet;
use crate::user::User;

/// What is there only once in a list: fields, and the text of each in an item.
pub(crate) type Keys<T> = &'static [(&'static str, fn(&T) -> &str)];

/// What stands in a list.
pub(crate) trait Item: Form {
    const KEYS: Keys<Self::Of>;
}

impl Item for HostPermission {
    // Beside each other, their names must differ from the standard ones too: see where they are defined.
    const KEYS: Keys<Self> = &[];
}

impl Item for Section {
    const KEYS: Keys<Self> = &[("id", |section| section.id.as_str())];
}

impl Item for Channel {
    const KEYS: Keys<Self> = &[("id", |channel| channel.id.as_str())];
}

impl Item for Role {
    const KEYS: Keys<Self> = &[("id", |role| role.id.as_str())];
}

impl Item for Group {
    const KEYS: Keys<Self> = &[("id", |group| group.id.as_str())];
}

impl Item for User {
    const KEYS: Keys<Self> = &[("id", |user| user.id.as_str()), ("username", |user| &user.username)];
}

/// At most so many of one form. What stands beyond is not read.
pub(crate) struct List<F, const MAX: usize>(PhantomData<F>);

impl<F: Item, const MAX: usize> Form for List<F, MAX> {
    type Of = Vec<F::Of>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Vec<F::Of> {
        let Node::List(items) = node else {
            faults.wrong_type(at, "a list");
            return Vec::new();
        };
        if items.len() > MAX {
            faults.too_many(at, items.len(), MAX);
        }
        let items = items.iter().take(MAX).enumerate();
        items.map(|(place, item)| F::read(item, &at.place(place), faults)).collect()
    }

    fn unread() -> Vec<F::Of> {
        Vec::new()
    }

    fn check(items: &Vec<F::Of>, at: &Path<'_>, check: &mut Check<'_>) {
        check.at_most(MAX, items.len(), at);
        for (field, key) in F::KEYS {
            check.unique(items, field, *key, at);
        }
        for (place, item) in items.iter().enumerate() {
            F::check(item, &at.place(place), check);
        }
    }

    fn write(items: &Vec<F::Of>, out: &mut String) {
        write_list(items.iter(), out, F::write);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let items = F::schema(schemas);
        let mut list = serde_json::json!({"type": "array", "items": items, "maxItems": MAX});
        // Of what has more fields than the one that is there once, a schema can not say so, and compares each with
        // each to say less.
        if F::KEYS.iter().any(|(field, _)| field.is_empty()) {
            list["uniqueItems"] = true.into();
        }
        list
    }
}

/// Writes a list.
pub(crate) fn write_list<T>(
    items: impl Iterator<Item = T>,
    out: &mut String,
    write: impl Fn(T, &mut String),
) {
    out.push('[');
    for (place, item) in items.enumerate() {
        if place > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(']');
}

/// Something, or `null`.
pub(crate) struct Nullable<F>(PhantomData<F>);

impl<F: Form> Form for Nullable<F> {
    type Of = Option<F::Of>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Option<F::Of> {
        if matches!(node, Node::Null) { None } else { Some(F::read(node, at, faults)) }
    }

    fn unread() -> Option<F::Of> {
        None
    }

    fn check(value: &Option<F::Of>, at: &Path<'_>, check: &mut Check<'_>) {
        if let Some(value) = value {
            F::check(value, at, check);
        }
    }

    fn write(value: &Option<F::Of>, out: &mut String) {
        match value {
            Some(value) => F::write(value, out),
            None => out.push_str("null"),
        }
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let some = F::schema(schemas);
        serde_json::json!({"anyOf": [some, {"type": "null"}]})
    }
}

/// The word `all`, or a list of channels.
pub(crate) struct ChannelList;

impl Form for ChannelList {
    type Of = Channels;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Channels {
        const EXPECTED: &str = "`all` or a list of channel ids";
        match node {
            Node::Text(word) if word == "all" => Channels::All,
            Node::Text(_) => {
                faults.unread("unknown_word", at, format!("expected {EXPECTED}"));
                Channels::none()
            }
            Node::List(items) => Channels::Only(channels(items, at, faults)),
            _ => {
                faults.wrong_type(at, EXPECTED);
                Channels::none()
            }
        }
    }

    fn unread() -> Channels {
        Channels::none()
    }

    fn check(channels: &Channels, at: &Path<'_>, check: &mut Check<'_>) {
        if let Channels::Only(ids) = channels {
            check.at_most(CHANNELS_MAX, ids.len(), at);
            check.refer_each(ChannelId::KIND, ids.iter(), at);
        }
    }

    fn write(channels: &Channels, out: &mut String) {
        match channels {
            Channels::All => out.push_str("\"all\""),
            Channels::Only(ids) => write_list(ids.iter(), out, Id::<ChannelId>::write),
        }
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.channels(CHANNELS_MAX)
    }
}

fn channels(items: &[Node<'_>], at: &Path<'_>, faults: &mut Faults) -> SortedSet<ChannelId> {
    if items.len() > CHANNELS_MAX {
        faults.too_many(at, items.len(), CHANNELS_MAX);
    }
    let mut ids = SortedSet::new();
    for (place, item) in items.iter().take(CHANNELS_MAX).enumerate() {
        let at = at.place(place);
        let id = Id::<ChannelId>::read(item, &at, faults);
        let is_read = !id.text().is_empty();
        let message = is_read.then(|| format!("`{id}` stands twice"));
        if let Some(message) = message
            && !ids.insert(id)
        {
            faults.add("duplicate_id", &at, message);
        }
    }
    ids
}

/// Visibilities by kind of personal data.
pub(crate) struct Fields;

impl Form for Fields {
    type Of = FieldVisibility;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> FieldVisibility {
        let Node::Object(kinds) = node else {
            faults.wrong_type(at, "visibilities by kind of field");
            return Self::unread();
        };
        if kinds.len() > FIELDS_MAX {
            faults.too_many(at, kinds.len(), FIELDS_MAX);
        }
        let mut shown = SortedSet::new();
        let mut fields = FieldVisibility::hidden();
        for (key, node) in kinds.iter().take(FIELDS_MAX) {
            let at = at.key(key);
            match FieldKind::parse(key) {
                Ok(kind) if !shown.insert(kind.clone()) => faults.duplicate_key(&at),
                Ok(kind) => fields = fields.with(kind, Choice::read(node, &at, faults)),
                Err(error) => faults.add(error.code(), &at, error.to_string()),
            }
        }
        fields
    }

    fn unread() -> FieldVisibility {
        FieldVisibility::hidden()
    }

    fn check(fields: &FieldVisibility, at: &Path<'_>, check: &mut Check<'_>) {
        check.at_most(FIELDS_MAX, fields.iter().count(), at);
    }

    fn write(fields: &FieldVisibility, out: &mut String) {
        let mut next = '{';
        for (kind, visibility) in fields.iter() {
            out.push(core::mem::replace(&mut next, ','));
            write_text(kind.as_str(), out);
            out.push(':');
            write_text(visibility.word(), out);
        }
        out.push_str(if next == '{' { "{}" } else { "}" });
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let visibility = Choice::<crate::Visibility>::schema(schemas);
        schemas.fields(&visibility, FIELDS_MAX)
    }
}
