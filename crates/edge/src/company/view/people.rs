//! Users and groups with what follows from them.

use usher_core::policy::Company;
use usher_core::{Access, ChatScope, FieldVisibility, Group, NewClients, Rights, Role, User};

use super::named::Named;
use crate::object;
use crate::out::Object;
use crate::out::declared::OwnName;

/// The company, by code and name.
pub fn company_brief(company: &Company) -> Object {
    object! { "code": company.code, "name": OwnName::of_company(company) }
}

/// A user with what he or she may do.
pub fn user_detail(user: &User, access: &Access) -> Object {
    Object::open(user).with("access", access)
}

/// A group with its members and rights: all there is to know of it, in one answer. `roles` are at least those that
/// it carries.
pub fn group_detail(group: &Group, members: &[User], roles: &[Role]) -> Object {
    let carried: Vec<&Role> =
        roles.iter().filter(|role| group.roles.iter().any(|held| held.id == role.id)).collect();
    let member =
        |user: &User| object! { "id": user.id, "name": OwnName::of_user(user), "status": user.status };
    let members: Vec<Object> = members.iter().map(member).collect();
    let names: Vec<Named> = carried.iter().map(|role| Named::new(&role.id, &role.name)).collect();
    Object::open(group)
        .with("members", &members)
        .with("roleNames", &names)
        .with("effective", &union(carried.iter().map(|role| &role.rights).chain(&group.rights)))
}

/// Everything that some of these rights give, for reading: decisions judge one at a time.
fn union<'a>(all: impl Iterator<Item = &'a Rights>) -> Rights {
    let nothing = Rights {
        permissions: Vec::new(),
        scope: ChatScope::None,
        new_clients: NewClients::Hidden,
        fields: FieldVisibility::hidden(),
    };
    let mut union = all.fold(nothing, |mut union, rights| {
        union.permissions.extend(rights.permissions.iter().cloned());
        union.scope = union.scope.max(rights.scope);
        union.new_clients = union.new_clients.max(rights.new_clients);
        union.fields = union.fields.widest(&rights.fields);
        union
    });
    union.permissions.sort();
    union.permissions.dedup();
    union
}
