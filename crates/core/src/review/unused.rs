//! Rights that nobody has used for long.

use std::collections::HashMap;

use serde::Serialize;

use super::census::Census;
use super::profile::Way;
use crate::id::{GroupId, RoleId, UserId};
use crate::order::sort_by;
use crate::permission::{Permission, PermissionSet};

/// When a user last used a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastUse<'a> {
    /// The user.
    pub user: &'a UserId,
    /// What was used.
    pub permission: Permission,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// What is held and not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unused<'c> {
    /// Users with what they hold, on something at least, and have not used; those who used everything left out.
    pub users: Vec<UnusedByUser<'c>>,
    /// Roles with what nobody used of those who now hold it through them; roles that nobody holds left out.
    pub roles: Vec<UnusedOfRole<'c>>,
    /// Groups with what no member used of the group's own rights.
    pub groups: Vec<UnusedOfGroup<'c>>,
}

/// What a user holds and has not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusedByUser<'c> {
    /// The user.
    pub user: &'c UserId,
    /// The names of the permissions.
    pub permissions: Vec<&'c str>,
}

/// What nobody used of a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusedOfRole<'c> {
    /// The role.
    pub role: &'c RoleId,
    /// How many hold it now.
    pub holders: usize,
    /// The names of the permissions.
    pub permissions: Vec<&'c str>,
}

/// What nobody used of a group's own rights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusedOfGroup<'c> {
    /// The group.
    pub group: &'c GroupId,
    /// How many hold them now.
    pub holders: usize,
    /// The names of the permissions.
    pub permissions: Vec<&'c str>,
}

/// What the holders of a role or of a group's rights did with them.
#[derive(Clone, Copy)]
struct Use {
    holders: usize,
    used: PermissionSet,
}

impl Census<'_> {
    /// What is held now and was not used at or after a moment, in milliseconds since 1970, by users and through
    /// roles and groups.
    ///
    /// A use counts for every role and group through which the user now holds the permission: which of them it was
    /// is not recorded.
    pub fn unused(&self, uses: &[LastUse<'_>], since: i64) -> Unused<'_> {
        let mut used: HashMap<usize, PermissionSet> = HashMap::new();
        for one in uses.iter().filter(|one| one.at >= since) {
            if let Some(user) = self.index.users.get(one.user) {
                used.entry(user).or_insert(PermissionSet::EMPTY).insert(one.permission);
            }
        }
        let none = Use { holders: 0, used: PermissionSet::EMPTY };
        let mut roles = vec![none; self.policy().roles.len()];
        let mut groups = vec![none; self.policy().groups.len()];
        let mut users = Vec::new();
        let mut through = Vec::new();
        for (user, one) in self.respondents() {
            let own = used.get(&one.me).copied().unwrap_or(PermissionSet::EMPTY);
            let rest = one.profile.some.difference(own);
            if !rest.is_empty() {
                users.push(UnusedByUser { user: &user.id, permissions: self.catalogue().names(&rest) });
            }
            through.clear();
            through.extend(one.profile.grants.iter().filter(|held| held.is_current).map(
                |held| match held.way {
                    Way::Role { role, .. } | Way::Emergency { role } => (true, role),
                    Way::Group { group } => (false, group),
                },
            ));
            sort_by(&mut through, Ord::cmp);
            through.dedup();
            for (is_role, place) in &through {
                if let Some(entry) = if *is_role { roles.get_mut(*place) } else { groups.get_mut(*place) } {
                    entry.holders += 1;
                    entry.used = entry.used.union(own);
                }
            }
        }
        let left = |place: usize, one: &Use| {
            let held = self.index.bundle(place).map_or(PermissionSet::EMPTY, |bundle| bundle.permissions);
            let rest = held.difference(one.used);
            (one.holders > 0 && !rest.is_empty()).then(|| self.catalogue().names(&rest))
        };
        let of_role = |(place, one): (usize, &Use)| {
            let role = &self.policy().roles.get(place)?.id;
            Some(UnusedOfRole { role, holders: one.holders, permissions: left(place, one)? })
        };
        let of_group = |(place, one): (usize, &Use)| {
            let group = &self.policy().groups.get(place)?.id;
            let permissions = left(self.index.own_rights(place), one)?;
            Some(UnusedOfGroup { group, holders: one.holders, permissions })
        };
        Unused {
            users,
            roles: roles.iter().enumerate().filter_map(of_role).collect(),
            groups: groups.iter().enumerate().filter_map(of_group).collect(),
        }
    }
}
