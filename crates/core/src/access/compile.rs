//! From the policy to the access of one user.

use super::{Access, Decision, Grant, Source, Stamp, Target};
use crate::catalogue::Catalogue;
use crate::channel::Channels;
use crate::group::Group;
use crate::holding::Holding;
use crate::id::{CompanyCode, GroupId, RoleId};
use crate::mask::Masking;
use crate::period::Period;
use crate::permission::{Permission, PermissionSet};
use crate::role::{ChatScope, Rights, Role};
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
    /// Compiles what a user holds, as of the moment of the stamp. A role, group or permission that is named but
    /// not there gives nothing.
    pub fn compile(person: &Person<'_>, stamp: Stamp) -> Self {
        let active = person.user.status == UserStatus::Active;
        Self::with_grants(person, stamp, if active { grants(person) } else { Vec::new() })
    }

    /// The same with every role that the user could take in an emergency as if it were held: what is given to
    /// somebody who is given this.
    pub fn compile_potential(person: &Person<'_>, stamp: Stamp) -> Self {
        let mut access = Self::compile(person, stamp);
        let may_take = access
            .grants
            .iter()
            .any(|grant| grant.permissions.difference(access.denied).contains(Permission::ACCESS_EMERGENCY));
        if may_take {
            let roles = person.roles.iter().filter(|role| role.emergency_max_minutes.is_some());
            let taken = roles.flat_map(|role| emergency_grants(person, &role.id.clone().into(), role));
            access.grants.extend(taken.collect::<Vec<_>>());
        }
        access
    }

    fn with_grants(person: &Person<'_>, stamp: Stamp, grants: Vec<Grant>) -> Self {
        let user = person.user;
        let mut access = Self {
            company: person.company.clone(),
            user: user.id.clone(),
            status: user.status,
            stamp,
            moment: stamp.issued_at,
            catalogue: person.catalogue.clone(),
            denied: set(person.catalogue, &user.denied),
            grants,
            sections: Vec::new(),
            masking: Masking::usual(),
        };
        access.sections =
            person.sections.iter().filter(|section| access.may_open(section)).cloned().collect();
        access
    }

    /// Whether the user may open a section.
    pub fn opens(&self, section: &Section) -> bool {
        self.catalogue
            .find(&section.permission)
            .is_some_and(|permission| self.check(permission, Target::Anything) != Decision::Deny)
    }

    /// Whether the user may open a section at some moment.
    pub(super) fn may_open(&self, section: &Section) -> bool {
        self.catalogue.find(&section.permission).is_some_and(|permission| {
            let holding = |grant: &&Grant| grant.permissions.difference(self.denied).contains(permission);
            self.grants
                .iter()
                .filter(holding)
                .any(|grant| self.judge(grant, permission, Target::Anything) != Decision::Deny)
        })
    }
}

fn grants(person: &Person<'_>) -> Vec<Grant> {
    let user = person.user;
    let own = user.channels.clone().unwrap_or_else(Channels::none);
    let direct = user
        .roles
        .iter()
        .filter_map(|held| find_role(person.roles, &held.id).map(|role| (held, role)))
        .flat_map(|(held, role)| {
            let source = Source::Role { role: role.id.clone(), group: None };
            direct_grants(person, source, &role.rights, &own, held.period)
        });
    let ceiling = user.channels.clone().unwrap_or(Channels::All);
    let memberships: SortedSet<Holding<GroupId>> = user.groups.iter().cloned().collect();
    let through = memberships
        .iter()
        .filter_map(|held| {
            person.groups.iter().find(|group| group.id == held.id).map(|group| (held.period, group))
        })
        .flat_map(|(period, group)| {
            group_grants(person, group, &group.channels.intersection(&ceiling), period)
        });
    let emergency = user
        .emergency
        .iter()
        .filter_map(|held| find_role(person.roles, &held.id).map(|role| (held, role)))
        // A role that is not marked for emergencies any more is taken back from those who hold it so.
        .filter(|(_, role)| role.emergency_max_minutes.is_some())
        .flat_map(|(held, role)| emergency_grants(person, held, role));
    direct.chain(through).chain(emergency).collect()
}

fn emergency_grants(person: &Person<'_>, held: &Holding<RoleId>, role: &Role) -> Vec<Grant> {
    let channels = person.user.channels.clone().unwrap_or(Channels::All);
    direct_grants(person, Source::Emergency { role: role.id.clone() }, &role.rights, &channels, held.period)
}

/// What is held by the user and not through a group. The scope `group` then means the chats of each group that
/// the user is in, while the user is in it: a membership for a period makes a grant of its own.
fn direct_grants(
    person: &Person<'_>,
    source: Source,
    rights: &Rights,
    channels: &Channels,
    period: Period,
) -> Vec<Grant> {
    let (lasting, dated): (Vec<_>, Vec<_>) =
        person.user.groups.iter().partition(|held| held.period.is_always());
    let lasting = lasting.into_iter().map(|held| held.id.clone()).collect();
    let mut grants = vec![grant(person.catalogue, source, rights, channels, lasting, period)];
    let base = grants.first().filter(|grant| grant.scope == ChatScope::Group).cloned();
    for held in dated {
        if let (Some(base), Some(period)) = (&base, held.period.intersection(&period)) {
            let groups = SortedSet::from_iter([held.id.clone()]);
            grants.push(Grant { groups, period, ..base.clone() });
        }
    }
    grants
}

fn group_grants(person: &Person<'_>, group: &Group, channels: &Channels, member: Period) -> Vec<Grant> {
    let only = SortedSet::from_iter([group.id.clone()]);
    let roles = group.roles.iter().filter_map(|held| {
        let role = find_role(person.roles, &held.id)?;
        let source = Source::Role { role: role.id.clone(), group: Some(group.id.clone()) };
        Some((source, &role.rights, held.period.intersection(&member)?))
    });
    let own = group.rights.iter().map(|rights| (Source::Group { group: group.id.clone() }, rights, member));
    roles
        .chain(own)
        .map(|(source, rights, period)| {
            grant(person.catalogue, source, rights, channels, only.clone(), period)
        })
        .collect()
}

fn find_role<'a>(roles: &'a [Role], id: &RoleId) -> Option<&'a Role> {
    roles.iter().find(|role| role.id == *id)
}

fn grant(
    catalogue: &Catalogue,
    source: Source,
    rights: &Rights,
    channels: &Channels,
    groups: SortedSet<GroupId>,
    period: Period,
) -> Grant {
    Grant {
        source,
        permissions: set(catalogue, &rights.permissions),
        channels: channels.clone(),
        scope: rights.scope,
        groups,
        new_clients: rights.new_clients,
        fields: rights.fields.clone(),
        period,
    }
}

fn set(catalogue: &Catalogue, names: &[String]) -> PermissionSet {
    names.iter().filter_map(|name| catalogue.find(name)).collect()
}
