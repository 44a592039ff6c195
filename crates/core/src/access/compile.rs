//! From the policy to the access of one user.

use super::{Access, Decision, Grant, Source, Target};
use crate::catalogue::Catalogue;
use crate::channel::Channels;
use crate::group::Group;
use crate::id::{CompanyCode, GroupId, RoleId};
use crate::permission::PermissionSet;
use crate::role::{Rights, Role};
use crate::section::Section;
use crate::sorted::SortedSet;
use crate::user::{User, UserStatus};

/// A user with the parts of the policy that concern him or her. What is not given here is not granted.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// The company.
    pub company: &'a CompanyCode,
    /// The permissions that exist in it.
    pub catalogue: &'a Catalogue,
    /// Its sections.
    pub sections: &'a [Section],
    /// At least the roles that the user holds directly or through a group.
    pub roles: &'a [Role],
    /// At least the groups that the user is in.
    pub groups: &'a [Group],
    /// The user.
    pub user: &'a User,
}

impl Access {
    /// Compiles what a user holds. A role, group or permission that is named but not there gives nothing.
    pub fn compile(person: &Person<'_>) -> Self {
        let user = person.user;
        let active = user.status == UserStatus::Active;
        let mut access = Self {
            company: person.company.clone(),
            user: user.id.clone(),
            status: user.status,
            catalogue: person.catalogue.clone(),
            denied: set(person.catalogue, &user.denied),
            grants: if active { grants(person) } else { Vec::new() },
            sections: Vec::new(),
        };
        access.sections = person.sections.iter().filter(|section| access.opens(section)).cloned().collect();
        access
    }

    /// Whether the user may open a section.
    pub fn opens(&self, section: &Section) -> bool {
        self.catalogue
            .find(&section.permission)
            .is_some_and(|permission| self.check(permission, Target::Anything) != Decision::Deny)
    }
}

fn grants(person: &Person<'_>) -> Vec<Grant> {
    let user = person.user;
    let own = user.channels.clone().unwrap_or_else(Channels::none);
    let own_groups: SortedSet<GroupId> = user.groups.iter().cloned().collect();
    let direct = user.roles.iter().filter_map(|id| find_role(person.roles, id)).map(|role| {
        let source = Source::Role { role: role.id.clone(), group: None };
        grant(person.catalogue, source, &role.rights, own.clone(), own_groups.clone())
    });
    let ceiling = user.channels.clone().unwrap_or(Channels::All);
    let through = own_groups
        .iter()
        .filter_map(|id| person.groups.iter().find(|group| group.id == *id))
        .flat_map(|group| group_grants(person, group, group.channels.intersection(&ceiling)));
    direct.chain(through).collect()
}

fn group_grants(person: &Person<'_>, group: &Group, channels: Channels) -> Vec<Grant> {
    let only = SortedSet::from_iter([group.id.clone()]);
    let roles =
        group.roles.iter().filter_map(|id| find_role(person.roles, id)).map(|role| {
            (Source::Role { role: role.id.clone(), group: Some(group.id.clone()) }, &role.rights)
        });
    let own = group.rights.iter().map(|rights| (Source::Group { group: group.id.clone() }, rights));
    roles
        .chain(own)
        .map(|(source, rights)| grant(person.catalogue, source, rights, channels.clone(), only.clone()))
        .collect()
}

fn find_role<'a>(roles: &'a [Role], id: &RoleId) -> Option<&'a Role> {
    roles.iter().find(|role| role.id == *id)
}

fn grant(
    catalogue: &Catalogue,
    source: Source,
    rights: &Rights,
    channels: Channels,
    groups: SortedSet<GroupId>,
) -> Grant {
    Grant {
        source,
        permissions: set(catalogue, &rights.permissions),
        channels,
        scope: rights.scope,
        groups,
        new_clients: rights.new_clients,
        fields: rights.fields.clone(),
    }
}

fn set(catalogue: &Catalogue, names: &[String]) -> PermissionSet {
    names.iter().filter_map(|name| catalogue.find(name)).collect()
}
