//! One way of writing a policy, of the many that mean the same.

use core::cmp::Ordering;
use std::collections::HashMap;

use super::Policy;
use super::form::Form;
use crate::catalogue::standard_permissions;
use crate::field::{FieldVisibility, Visibility};
use crate::holding::Holding;
use crate::id::Identifier;
use crate::order::sort_by;
use crate::role::Rights;

impl Policy {
    /// The same policy in canonical form: two that differ only in the order of what has none become one.
    ///
    /// Channels, roles, groups and users stand in the order of their ids, and so do the roles and groups that somebody
    /// holds; permissions in that of the catalogue. Kinds of fields that are named to be hidden, and styles that are the usual one, are not named. Sections
    /// and permissions of the host keep their order: it is the one in which people are shown them. Every decision stays
    /// the same, and the canonical form of a canonical form is itself.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        let host = self.host_permissions.iter().map(|permission| permission.name.clone());
        let places =
            Places(standard_permissions().map(|(name, _)| name.to_owned()).chain(host).zip(0..).collect());
        sort(&mut self.channels, |a, b| a.id.cmp(&b.id));
        sort(&mut self.roles, |a, b| a.id.cmp(&b.id));
        sort(&mut self.groups, |a, b| a.id.cmp(&b.id));
        sort(&mut self.users, |a, b| a.id.cmp(&b.id));
        self.masking = self.masking.canonical();
        for role in &mut self.roles {
            places.sort_rights(&mut role.rights);
        }
        for group in &mut self.groups {
            sort_held(&mut group.roles);
            if let Some(rights) = &mut group.rights {
                places.sort_rights(rights);
            }
        }
        for user in &mut self.users {
            sort_held(&mut user.roles);
            sort_held(&mut user.groups);
            sort_held(&mut user.emergency);
            places.sort(&mut user.denied);
        }
        self
    }

    /// The canonical form as JSON: without white space, fields in the order of the documentation, and without those
    /// that say what their absence would say.
    ///
    /// [`Policy::parse`] makes the canonical form of it again, and loses nothing.
    pub fn to_canonical_json(&self) -> String {
        let mut json = String::new();
        Self::write(&self.clone().canonical(), &mut json);
        json
    }
}

/// The places of the permissions in the catalogue.
struct Places(HashMap<String, usize>);

impl Places {
    fn sort_rights(&self, rights: &mut Rights) {
        self.sort(&mut rights.permissions);
        let told = rights.fields.iter().filter(|(_, visibility)| *visibility > Visibility::Hidden);
        rights.fields = told.fold(FieldVisibility::hidden(), |fields, (kind, visibility)| {
            fields.with(kind.clone(), visibility)
        });
    }

    fn sort(&self, names: &mut [String]) {
        let place = |name: &String| self.0.get(name).copied().unwrap_or(usize::MAX);
        sort(names, |a, b| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
    }
}

fn sort_held<T: Identifier>(held: &mut [Holding<T>]) {
    sort(held, |a, b| a.id.text().cmp(b.id.text()));
}

/// Sorts what is not in order yet: most policies come from where they were canonical.
fn sort<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if !items.is_sorted_by(|a, b| compare(a, b) != Ordering::Greater) {
        sort_by(items, compare);
    }
}
