//! Users and groups with what follows from them.

use serde::Serialize;
use usher_core::{Access, ChatScope, FieldVisibility, Group, NewClients, Rights, Role, User, UserStatus};

use super::named::Named;

/// A user with what he or she may do.
#[derive(Serialize)]
pub struct UserDetail<'a> {
    /// The user.
    #[serde(flatten)]
    pub user: &'a User,
    /// What he or she may do.
    pub access: Access,
}

/// A group with its members and rights: all there is to know of it, in one answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupDetail<'a> {
    #[serde(flatten)]
    group: &'a Group,
    members: Vec<Member>,
    role_names: Vec<Named>,
    effective: Rights,
}

#[derive(Serialize)]
struct Member {
    id: String,
    name: String,
    status: UserStatus,
}

impl<'a> GroupDetail<'a> {
    /// A group with its members; `roles` are at least those that it carries.
    pub fn new(group: &'a Group, members: &[User], roles: &[Role]) -> Self {
        let carried: Vec<&Role> =
            roles.iter().filter(|role| group.roles.iter().any(|held| held.id == role.id)).collect();
        let member =
            |user: &User| Member { id: user.id.to_string(), name: user.name.clone(), status: user.status };
        Self {
            group,
            members: members.iter().map(member).collect(),
            role_names: carried.iter().map(|role| Named::new(&role.id, &role.name)).collect(),
            effective: union(carried.iter().map(|role| &role.rights).chain(&group.rights)),
        }
    }
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
