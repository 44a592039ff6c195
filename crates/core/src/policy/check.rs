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
pub(super) fn document(policy: &Policy, document: &Node<'_>, faults: Faults) -> Result<(), PolicyErrors> {
    if faults.overflows() {
        return faults.finish(Some(document));
    }
    let mut check = Check::new(policy, faults, Some(document));
    Policy::check(policy, &Path::ROOT, &mut check);
    check.faults.finish(Some(document))
}

/// Judges a policy that was put together otherwise.
pub(super) fn policy(policy: &Policy) -> Result<(), PolicyErrors> {
    let mut check = Check::new(policy, Faults::default(), None);
    Policy::check(policy, &Path::ROOT, &mut check);
    check.faults.finish(None)
}

/// What others refer to.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Permission,
    Role,
    Group,
    Channel,
}

/// The ids that exist.
struct Known<'a> {
    ids: HashSet<&'a str>,
    /// Whether every entry could be read as far as its id. Where not, no reference is said to lead nowhere.
    is_complete: bool,
}

/// A policy while it is judged.
pub(super) struct Check<'a> {
    permissions: Known<'a>,
    roles: Known<'a>,
    groups: Known<'a>,
    channels: Known<'a>,
    /// Names of the host's permissions that were met so far.
    defined: HashSet<String>,
    document: Option<&'a Node<'a>>,
    faults: Faults,
}

impl<'a> Check<'a> {
    fn new(policy: &'a Policy, faults: Faults, document: Option<&'a Node<'a>>) -> Self {
        let own = policy.host_permissions.iter().map(|permission| &*permission.name);
        let names = STANDARD.iter().map(|(name, _)| *name).chain(own).collect();
        let known = |ids, list, key| Known { ids, is_complete: faults.has_keys(list, key) };
        Self {
            permissions: known(names, "/hostPermissions", "name"),
            roles: known(policy.roles.iter().map(|role| role.id.as_str()).collect(), "/roles", "id"),
            groups: known(policy.groups.iter().map(|group| group.id.as_str()).collect(), "/groups", "id"),
            channels: known(
                policy.channels.iter().map(|channel| channel.id.as_str()).collect(),
                "/channels",
                "id",
            ),
            defined: HashSet::new(),
            document,
            faults,
        }
    }

    /// Notes something, unless it is about what could not be read anyway.
    pub(super) fn note(&mut self, code: &'static str, at: &Path<'_>, message: impl Into<String>) {
        if !self.is_unread(at) {
            self.faults.add(code, at, message);
        }
    }

    /// Whether a value, or one around it, could not be read.
    pub(super) fn is_unread(&self, at: &Path<'_>) -> bool {
        self.faults.is_unread(at)
    }

    /// Notes more entries than there may be.
    pub(super) fn at_most(&mut self, max: usize, count: usize, at: &Path<'_>) {
        if count > max {
            self.faults.too_many(at, count, max);
        }
    }

    /// Notes a reference that leads nowhere.
    pub(super) fn refer(&mut self, kind: Kind, id: &str, at: &Path<'_>) {
        if self.leads_nowhere(kind, id) {
            let (code, message) = match kind {
                Kind::Permission => ("unknown_permission", format!("there is no permission `{}`", told(id))),
                Kind::Role => ("unknown_role", format!("`{}` does not exist", told(id))),
                Kind::Group => ("unknown_group", format!("`{}` does not exist", told(id))),
                Kind::Channel => ("unknown_channel", format!("`{}` does not exist", told(id))),
            };
            self.note(code, at, message);
        }
    }

    /// Notes references that lead nowhere in a list that is held as a set, and so in another order than it may have
    /// been written.
    pub(super) fn refer_each<'i, T: Identifier + 'i>(
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
        let known = match kind {
            Kind::Permission => &self.permissions,
            Kind::Role => &self.roles,
            Kind::Group => &self.groups,
            Kind::Channel => &self.channels,
        };
        known.is_complete && !known.ids.contains(id)
    }

    /// Notes what of the items of a list stands there twice. Nothing is what could not be read.
    pub(super) fn unique<T>(&mut self, items: &[T], field: &str, key: fn(&T) -> &str, at: &Path<'_>) {
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
    pub(super) fn define(&mut self, name: &str, at: &Path<'_>) {
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
