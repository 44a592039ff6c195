//! The permissions that exist in a company: the standard ones, then those that the host application defines.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::permission::{MEANINGS, PERMISSIONS_MAX, Permission, PermissionSet, STANDARD, Subject};
use crate::write::{digits, joined};

/// A permission that the host application defines. It is about the company as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a permission of the host")]
pub struct HostPermission {
    /// `section.action`, each 1 to 31 of `a-z`, `0-9`, `_`; not one of the standard names.
    pub name: String,
    /// What it allows, for people, at most 200 characters.
    pub title: String,
}

/// Why a host's permission was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogueError {
    /// The name is not `section.action`.
    BadName(String),
    /// The name is taken already.
    Duplicate(String),
    /// There would be more than [`PERMISSIONS_MAX`].
    TooMany,
}

impl CatalogueError {
    /// Stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadName(_) => "permission_bad_name",
            Self::Duplicate(_) => "permission_duplicate",
            Self::TooMany => "permissions_too_many",
        }
    }

    /// What is wrong, for people.
    pub fn message(&self) -> String {
        match self {
            Self::BadName(name) => joined(&["permission `", name, "` is not of the form section.action"]),
            Self::Duplicate(name) => joined(&["permission `", name, "` exists already"]),
            Self::TooMany => joined(&["more than ", &digits(PERMISSIONS_MAX as i64), " permissions"]),
        }
    }
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for CatalogueError {}

/// Every permission that exists in a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    host: Vec<Box<str>>,
}

impl Catalogue {
    /// The standard permissions alone.
    pub fn standard() -> Self {
        Self { host: Vec::new() }
    }

    /// The standard permissions and the host's own, in the order given.
    ///
    /// # Errors
    /// [`CatalogueError`] for a name that is malformed, taken, or one too many.
    pub fn with_host<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, CatalogueError> {
        let mut catalogue = Self::standard();
        for name in names {
            if !is_permission_name(name) {
                return Err(CatalogueError::BadName(name.chars().take(64).collect()));
            }
            if catalogue.find(name).is_some() {
                return Err(CatalogueError::Duplicate(name.into()));
            }
            if catalogue.len() == PERMISSIONS_MAX {
                return Err(CatalogueError::TooMany);
            }
            catalogue.host.push(name.into());
        }
        Ok(catalogue)
    }

    /// How many permissions there are.
    #[allow(clippy::len_without_is_empty, reason = "a catalogue is never empty")]
    pub fn len(&self) -> usize {
        STANDARD.len() + self.host.len()
    }

    /// The permission of this name, if there is one.
    pub fn find(&self, name: &str) -> Option<Permission> {
        let place = match STANDARD.iter().position(|(standard, _)| *standard == name) {
            Some(place) => place,
            None => STANDARD.len() + self.host.iter().position(|host| &**host == name)?,
        };
        u8::try_from(place).ok().map(Permission)
    }

    /// The name of a permission of this catalogue; empty for one of a larger catalogue.
    pub fn name(&self, permission: Permission) -> &str {
        let place = usize::from(permission.0);
        match STANDARD.get(place) {
            Some((name, _)) => name,
            None => self.host.get(place - STANDARD.len()).map_or("", |name| name),
        }
    }

    /// What a permission is about.
    pub fn subject(&self, permission: Permission) -> Subject {
        STANDARD.get(usize::from(permission.0)).map_or(Subject::Company, |(_, subject)| *subject)
    }

    /// Every permission, in order.
    pub fn all(&self) -> PermissionSet {
        self.iter().collect()
    }

    /// Every permission, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Permission> + use<> {
        (0..self.len()).map_while(|place| u8::try_from(place).ok()).map(Permission)
    }

    /// The names of a set, in order.
    pub fn names(&self, set: &PermissionSet) -> Vec<&str> {
        set.iter().map(|permission| self.name(permission)).filter(|name| !name.is_empty()).collect()
    }

    /// The names that the host defined, in order.
    pub fn host_names(&self) -> impl Iterator<Item = &str> {
        self.host.iter().map(|name| &**name)
    }
}

/// Name and meaning in English of each standard permission, in the order of the catalogue.
pub fn standard_permissions() -> impl Iterator<Item = (&'static str, &'static str)> {
    STANDARD.iter().zip(MEANINGS).map(|((name, _), meaning)| (*name, *meaning))
}

fn is_permission_name(name: &str) -> bool {
    let part = |part: &str| {
        (1..=31).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    name.split_once('.').is_some_and(|(section, action)| part(section) && part(action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_names_find_themselves() {
        let catalogue = Catalogue::standard();
        for (name, _) in standard_permissions() {
            let permission = catalogue.find(name).unwrap();
            assert_eq!(catalogue.name(permission), name);
        }
        assert_eq!(catalogue.find("reports.view"), Some(Permission::REPORTS_VIEW));
        assert_eq!(catalogue.find("reports.burn"), None);
        assert_eq!(catalogue.all().iter().count(), catalogue.len());
    }

    #[test]
    fn host_permissions_have_limits() {
        let room = PERMISSIONS_MAX - Catalogue::standard().len();
        let names: Vec<String> = (0..=room).map(|n| format!("host.p{n}")).collect();
        let full = Catalogue::with_host(names.iter().take(room).map(String::as_str)).unwrap();
        assert_eq!(full.len(), PERMISSIONS_MAX);
        let last = full.find(&format!("host.p{}", room - 1)).unwrap();
        assert!(full.all().contains(last));
        assert_eq!(Catalogue::with_host(names.iter().map(String::as_str)), Err(CatalogueError::TooMany));
        assert_eq!(Catalogue::with_host(["chats.view"]), Err(CatalogueError::Duplicate("chats.view".into())));
        for bad in ["chats", "a.b.c", "A.b", ".b", "a."] {
            assert_eq!(Catalogue::with_host([bad]), Err(CatalogueError::BadName(bad.into())));
        }
    }
}
