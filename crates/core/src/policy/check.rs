//! What a policy is judged by beside its form: limits, no id twice, no reference into the void.

use std::collections::HashSet;

use super::Policy;
use super::error::{Faults, PolicyErrors};
use super::form::Form;
use super::path::Path;
use super::tree::Node;
use crate::catalogue::{Catalogue, CatalogueError};
use crate::id::Identifier;
use crate::permission::STANDARD;

/// Longest piece of a text that a message repeats, in characters.
const TOLD_MAX_CHARS: usize = 64;

/// Judges a policy that was read from a document, knowing what in it could not be read.
pub(crate) fn document(policy: &Policy, document: &Node<'_>, faults: Faults) -> Result<(), PolicyErrors> {
    if faults.overflows() {
        return faults.finish(Some(document));
    }
    let mut check = Check::of_policy(policy, faults, Some(document));
    Policy::check(policy, &Path::ROOT, &mut check);
    check.finish()
}

/// Judges a policy that was put together otherwise.
pub(crate) fn policy(policy: &Policy) -> Result<(), PolicyErrors> {
    let mut check = Check::of_policy(policy, Faults::default(), None);
    Policy::check(policy, &Path::ROOT, &mut check);
    check.finish()
}

/// What others refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Permission,
    Role,
    Group,
    Channel,
    User,
    Hours,
}

/// The ids of a kind that exist.
pub(crate) struct Known<'a> {
    pub(crate) kind: Kind,
    pub(crate) ids: HashSet<&'a str>,
    /// Whether every entry could be read as far as its id. Where not, no reference is said to lead nowhere.
    pub(crate) is_complete: bool,
}

/// A document while it is judged.
pub(crate) struct Check<'a> {
    /// What exists, by kind. Of a kind that is not here no reference is said to lead nowhere.
    known: Vec<Known<'a>>,
    /// Names of the host's permissions that were met so far.
    defined: HashSet<String>,
    document: Option<&'a Node<'a>>,
    faults: Faults,
}

impl<'a> Check<'a> {
    /// A document is to be judged, knowing what exists and what in it could not be read.
    pub(crate) fn new(known: Vec<Known<'a>>, faults: Faults, document: Option<&'a Node<'a>>) -> Self {
        Self { known, defined: HashSet::new(), document, faults }
    }

    fn of_policy(policy: &'a Policy, faults: Faults, document: Option<&'a Node<'a>>) -> Self {
        let own = policy.host_permissions.iter().map(|permission| &*permission.name);
        let names = STANDARD.iter().map(|(name, _)| *name).chain(own).collect();
        let known = |kind, ids, list, key| Known { kind, ids, is_complete: faults.has_keys(list, key) };
        let roles = policy.roles.iter().map(|role| role.id.as_str()).collect();
        let groups = policy.groups.iter().map(|group| group.id.as_str()).collect();
        let channels = policy.channels.iter().map(|channel| channel.id.as_str()).collect();
        let known = vec![
            known(Kind::Permission, names, "/hostPermissions", "name"),
            known(Kind::Role, roles, "/roles", "id"),
            known(Kind::Group, groups, "/groups", "id"),
            known(Kind::Channel, channels, "/channels", "id"),
        ];
        Self::new(known, faults, document)
    }

    /// Everything that is wrong, in the order of the document where there is one.
    pub(crate) fn finish(self) -> Result<(), PolicyErrors> {
        self.faults.finish(self.document)
    }

    /// Notes something, unless it is about what could not be read anyway.
    pub(crate) fn note(&mut self, code: &'static str, at: &Path<'_>, message: impl Into<String>) {
        if !self.is_unread(at) {
            self.faults.add(code, at, message);
        }
    }

    /// Whether a value, or one around it, could not be read.
    pub(crate) fn is_unread(&self, at: &Path<'_>) -> bool {
        self.faults.is_unread(at)
    }

    /// Notes more entries than there may be.
    pub(crate) fn at_most(&mut self, max: usize, count: usize, at: &Path<'_>) {
        if count > max {
            self.faults.too_many(at, count, max);
        }
    }

    /// Notes a reference that leads nowhere.
    pub(crate) fn refer(&mut self, kind: Kind, id: &str, at: &Path<'_>) {
        if self.leads_nowhere(kind, id) {
            let (code, message) = match kind {
                Kind::Permission => ("unknown_permission", format!("there is no permission `{}`", told(id))),
                Kind::Role => ("unknown_role", format!("`{}` does not exist", told(id))),
                Kind::Group => ("unknown_group", format!("`{}` does not exist", told(id))),
                Kind::Channel => ("unknown_channel", format!("`{}` does not exist", told(id))),
                Kind::User => ("unknown_user", format!("`{}` does not exist", told(id))),
                Kind::Hours => ("unknown_hours", format!("there are no hours `{}`", told(id))),
            };
            self.note(code, at, message);
        }
    }

    /// Notes references that lead nowhere in a list that is held as a set, and so in another order than it may have
    /// been written.
    pub(crate) fn refer_each<'i, T: Identifier + 'i>(
        &mut self,
        kind: Kind,
        ids: impl Iterator<Item = &'i T>,
        at: &Path<'_>,
    ) {
        for (place, id) in ids.map(T::text).enumerate() {
            if self.leads_nowhere(kind, id) {
                // Of those that are only counted, nobody asks where they are.
                let document = self.document.filter(|_| !self.faults.is_full());
                let written = document.and_then(|document| document.at(&at.pointer())?.place_of(id));
                self.refer(kind, id, &at.place(written.unwrap_or(place)));
            }
        }
    }

    fn leads_nowhere(&self, kind: Kind, id: &str) -> bool {
        let known = self.known.iter().find(|known| known.kind == kind);
        known.is_some_and(|known| known.is_complete && !known.ids.contains(id))
    }

    /// Notes what of the items of a list stands there twice. Nothing is what could not be read.
    pub(crate) fn unique<T>(&mut self, items: &[T], field: &str, key: fn(&T) -> &str, at: &Path<'_>) {
        // Most lists are those of a user, with a few entries each.
        let is_short = items.len() <= 8;
        let mut seen = HashSet::new();
        for (place, item) in items.iter().enumerate() {
            let own = key(item);
            let is_new = if is_short {
                !items.iter().take(place).any(|other| key(other) == own)
            } else {
                seen.insert(own)
            };
            if !is_new && !own.is_empty() {
                let (item, message) = (at.place(place), format!("`{}` stands twice", told(own)));
                match field {
                    "" => self.note("duplicate_id", &item, message),
                    field => self.note("duplicate_id", &item.key(field), message),
                }
            }
        }
    }

    /// Notes a permission of the host that can not be one, or is one already.
    pub(crate) fn define(&mut self, name: &str, at: &Path<'_>) {
        let taken = || CatalogueError::Duplicate(told(name).into());
        let defined = Catalogue::with_host([name])
            .and_then(|_| if self.defined.insert(name.into()) { Ok(()) } else { Err(taken()) });
        if let Err(error) = defined {
            self.note(error.code(), at, error.to_string());
        }
    }
}

/// As much of a text as a message repeats.
fn told(text: &str) -> &str {
    text.char_indices().nth(TOLD_MAX_CHARS).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}
