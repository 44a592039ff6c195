//! Ids, and names by which one part of a document refers to another.

use core::marker::PhantomData;

#[cfg(test)]
use super::Schemas;
use super::list::{Item, Keys};
use super::{Check, Faults, Form, Node, Path, write_text};
use crate::id::{ChannelId, GroupId, Identifier, RoleId};
use crate::policy::check::Kind;

/// An id that names what it stands in.
pub(crate) struct Id<T>(PhantomData<T>);

/// An id of something else, which must exist.
pub(crate) struct Ref<T>(PhantomData<T>);

/// A kind of id that others refer by.
pub(crate) trait Refers: Identifier {
    const KIND: Kind;
    /// What something held is called in the schema.
    #[cfg(test)]
    const HOLDING: &'static str;
}

impl Refers for RoleId {
    const KIND: Kind = Kind::Role;
    #[cfg(test)]
    const HOLDING: &'static str = "RoleHolding";
}

impl Refers for GroupId {
    const KIND: Kind = Kind::Group;
    #[cfg(test)]
    const HOLDING: &'static str = "GroupHolding";
}

impl Refers for ChannelId {
    const KIND: Kind = Kind::Channel;
    #[cfg(test)]
    const HOLDING: &'static str = "ChannelHolding";
}

impl<T: Identifier> Form for Id<T> {
    type Of = T;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> T {
        let Node::Text(text) = node else {
            faults.wrong_type(at, "an id");
            return T::unread();
        };
        T::read(text).unwrap_or_else(|error| {
            faults.unread(error.code(), at, error.to_string());
            T::unread()
        })
    }

    fn unread() -> T {
        T::unread()
    }

    fn write(id: &T, out: &mut String) {
        write_text(id.text(), out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.id::<T>()
    }
}

impl<T: Refers> Form for Ref<T> {
    type Of = T;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> T {
        Id::<T>::read(node, at, faults)
    }

    fn unread() -> T {
        T::unread()
    }

    fn check(id: &T, at: &Path<'_>, check: &mut Check<'_>) {
        check.refer(T::KIND, id.text(), at);
    }

    fn write(id: &T, out: &mut String) {
        write_text(id.text(), out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.id::<T>()
    }
}

/// The name of a permission, which must exist.
pub(crate) struct PermissionName;

/// The name that a permission of the host is given.
pub(crate) struct DefinedPermission;

impl Form for PermissionName {
    type Of = String;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> String {
        let Node::Text(text) = node else {
            faults.wrong_type(at, "the name of a permission");
            return Self::unread();
        };
        text.clone().into_owned()
    }

    fn unread() -> String {
        String::new()
    }

    fn check(name: &String, at: &Path<'_>, check: &mut Check<'_>) {
        check.refer(Kind::Permission, name, at);
    }

    fn write(name: &String, out: &mut String) {
        write_text(name, out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.permission()
    }
}

impl Item for PermissionName {
    const KEYS: Keys<String> = &[("", |name| name)];
}

impl Form for DefinedPermission {
    type Of = String;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> String {
        PermissionName::read(node, at, faults)
    }

    fn unread() -> String {
        String::new()
    }

    fn check(name: &String, at: &Path<'_>, check: &mut Check<'_>) {
        check.define(name, at);
    }

    fn write(name: &String, out: &mut String) {
        write_text(name, out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.permission()
    }
}
