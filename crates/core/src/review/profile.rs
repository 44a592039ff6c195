//! What users who hold the same have in common: their grants, compiled once for all of them.
//!
//! The rules are those of `Access::compile`, grant for grant and in the same order; random policies hold the two
//! against each other.

use super::index::{ALL, Index, NONE, SetAt};
use crate::access::Decision;
use crate::field::{FieldKind, Visibility};
use crate::group::Group;
use crate::holding::Holding;
use crate::id::RoleId;
use crate::order::sort_by;
use crate::period::Period;
use crate::permission::{Permission, PermissionSet};
use crate::policy::Policy;
use crate::role::{ChatScope, NewClients, Role};
use crate::user::{User, UserStatus};

/// Where a grant comes from, by places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Way {
    Role { role: usize, group: Option<usize> },
    Group { group: usize },
    Emergency { role: usize },
}

impl Way {
    /// The role that it comes from, if any.
    pub(super) fn role(self) -> Option<usize> {
        match self {
            Self::Role { role, .. } | Self::Emergency { role } => Some(role),
            Self::Group { .. } => None,
        }
    }
}

/// The groups whose chats the scope `group` opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InGroups {
    /// One.
    One(usize),
    /// Those that the user is in without an end.
    Lasting,
}

/// One grant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) way: Way,
    /// Its rights, among the bundles of the index.
    pub(super) bundle: usize,
    /// It reaches the channels that are in both.
    pub(super) channels: (SetAt, SetAt),
    pub(super) groups: InGroups,
    pub(super) period: Period,
    pub(super) is_current: bool,
    /// What it holds of permissions about records.
    pub(super) in_general: Decision,
    pub(super) permissions: PermissionSet,
    pub(super) scope: ChatScope,
    pub(super) new_clients: NewClients,
}

impl Held {
    /// What can be done by it to something at least, and what to everything, given what is about the company.
    pub(super) fn reaching(&self, company: PermissionSet) -> (PermissionSet, PermissionSet) {
        let about_company = self.permissions.intersection(company);
        match self.in_general {
            Decision::Allow => (self.permissions, self.permissions),
            Decision::Depends => (self.permissions, about_company),
            Decision::Deny => (about_company, about_company),
        }
    }
}

/// The grants of users who hold the same.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// What decides it.
    pub(super) key: Box<[i64]>,
    pub(super) is_active: bool,
    pub(super) denied: PermissionSet,
    /// The groups without an end.
    pub(super) lasting: Vec<usize>,
    pub(super) grants: Vec<Held>,
    /// What can be done to something at least.
    pub(super) some: PermissionSet,
    /// What can be done to everything.
    pub(super) all: PermissionSet,
}

impl Profile {
    /// The grants that now hold a permission.
    pub(super) fn holding(&self, permission: Permission) -> impl Iterator<Item = &Held> {
        let denied = self.denied.contains(permission);
        let holds = move |held: &&Held| held.is_current && !denied && held.permissions.contains(permission);
        self.grants.iter().filter(holds)
    }

    /// Whether a permission is held now and without an end, on something at least.
    pub(super) fn lasts(&self, permission: Permission, company: PermissionSet) -> bool {
        let lasts = |held: &Held| held.period.ends_at().is_none();
        self.holding(permission).any(|held| lasts(held) && held.reaching(company).0.contains(permission))
    }

    /// The answer where nothing in particular is asked for.
    pub(super) fn in_general(&self, permission: Permission) -> Decision {
        match (self.some.contains(permission), self.all.contains(permission)) {
            (_, true) => Decision::Allow,
            (true, false) => Decision::Depends,
            (false, false) => Decision::Deny,
        }
    }

    /// Whether roles that are marked for emergencies may be taken, now or at another time.
    pub(super) fn may_take_roles(&self) -> bool {
        let takes = |held: &Held| held.permissions.contains(Permission::ACCESS_EMERGENCY);
        !self.denied.contains(Permission::ACCESS_EMERGENCY) && self.grants.iter().any(takes)
    }

    pub(super) fn is_in(&self, groups: InGroups, group: usize) -> bool {
        match groups {
            InGroups::One(one) => one == group,
            InGroups::Lasting => self.lasting.contains(&group),
        }
    }

    /// How much a grant shows of a kind.
    pub(super) fn shown(&self, index: &Index, held: &Held, kind: &FieldKind) -> Visibility {
        let Some(bundle) = index.bundle(held.bundle) else { return Visibility::Hidden };
        let needs = match kind {
            FieldKind::Phone => Some(Permission::CONTACTS_PHONE),
            FieldKind::Email => Some(Permission::CONTACTS_EMAIL),
            _ => None,
        };
        let lacks = |permission| !held.permissions.contains(permission) || self.denied.contains(permission);
        let shown = bundle.fields.get(kind);
        if needs.is_some_and(lacks) { shown.min(Visibility::Masked) } else { shown }
    }
}

/// Whether a number of a key stands for no place.
pub(super) fn is_nowhere(number: i64) -> bool {
    number == NOWHERE
}

const NOWHERE: i64 = -1;

/// What decides a user's profile, as numbers: users with the same have the same. Whatever it names is in the index
/// afterwards.
pub(super) fn key(index: &mut Index, user: &User, key: &mut Vec<i64>) {
    let number = |place: usize| i64::try_from(place).unwrap_or(NOWHERE);
    key.clear();
    if user.status != UserStatus::Active {
        return;
    }
    key.push(user.channels.as_ref().map_or(NOWHERE, |channels| number(index.put_set(channels))));
    key.extend([user.roles.len(), user.groups.len(), user.emergency.len()].map(number));
    for held in user.roles.iter().chain(&user.emergency) {
        key.push(index.roles.get(&held.id).map_or(NOWHERE, number));
    }
    for held in &user.groups {
        key.push(number(index.put_group(&held.id)));
    }
    let periods = user.roles.iter().chain(&user.emergency).map(|held| held.period);
    for (place, period) in periods.chain(user.groups.iter().map(|held| held.period)).enumerate() {
        if !period.is_always() {
            let moment = |moment: Option<i64>| moment.unwrap_or(-1);
            key.extend([number(place), moment(period.starts_at()), moment(period.ends_at())]);
        }
    }
    // Below zero, where no place is: nothing before it can be taken for it.
    key.extend(index.permissions(&user.denied).iter().map(|permission| -2 - i64::from(permission.0)));
}

/// Makes the profiles of one policy.
pub(super) struct Maker<'a> {
    pub(super) policy: &'a Policy,
    /// It holds whatever the policy names.
    pub(super) index: &'a Index,
    pub(super) moment: i64,
}

impl<'a> Maker<'a> {
    /// The profile of a user.
    pub(super) fn profile(&self, user: &User, key: &[i64]) -> Profile {
        let mut profile = Profile {
            key: key.into(),
            is_active: user.status == UserStatus::Active,
            denied: self.index.permissions(&user.denied),
            lasting: Vec::new(),
            grants: Vec::new(),
            some: PermissionSet::EMPTY,
            all: PermissionSet::EMPTY,
        };
        if profile.is_active {
            let lasting = user.groups.iter().filter(|held| held.period.is_always());
            profile.lasting = lasting.filter_map(|held| self.index.groups.get(&held.id)).collect();
            self.direct(user, &mut profile.grants);
            self.through_groups(user, &mut profile.grants);
            self.emergency(user, &mut profile.grants);
        }
        for held in profile.grants.iter().filter(|held| held.is_current) {
            let (some, all) = held.reaching(self.index.company);
            profile.some = profile.some.union(some).difference(profile.denied);
            profile.all = profile.all.union(all).difference(profile.denied);
        }
        profile
    }

    /// The roles that could be taken in an emergency, where the user may take any.
    pub(super) fn potential(&self, user: &User, profile: &Profile) -> Vec<Held> {
        let mut grants = Vec::new();
        if profile.may_take_roles() {
            let channels = self.ceiling(user);
            for (role, _) in self.policy.roles.iter().enumerate().filter(|(_, role)| for_emergencies(role)) {
                self.own(user, Way::Emergency { role }, role, (channels, ALL), Period::ALWAYS, &mut grants);
            }
        }
        grants
    }

    fn ceiling(&self, user: &User) -> SetAt {
        user.channels.as_ref().map_or(ALL, |channels| self.index.set(channels))
    }

    fn direct(&self, user: &User, grants: &mut Vec<Held>) {
        let own = user.channels.as_ref().map_or(NONE, |channels| self.index.set(channels));
        for (held, role) in self.found(&user.roles) {
            self.own(user, Way::Role { role, group: None }, role, (own, ALL), held.period, grants);
        }
    }

    fn emergency(&self, user: &User, grants: &mut Vec<Held>) {
        let channels = self.ceiling(user);
        for (held, role) in self.found(&user.emergency) {
            if self.policy.roles.get(role).is_some_and(for_emergencies) {
                self.own(user, Way::Emergency { role }, role, (channels, ALL), held.period, grants);
            }
        }
    }

    fn found<'h>(&self, roles: &'h [Holding<RoleId>]) -> Vec<(&'h Holding<RoleId>, usize)> {
        roles.iter().filter_map(|held| Some((held, self.index.roles.get(&held.id)?))).collect()
    }

    /// What is held by the user and not through a group: a membership for a period makes a grant of its own.
    fn own(
        &self,
        user: &User,
        way: Way,
        role: usize,
        channels: (SetAt, SetAt),
        period: Period,
        grants: &mut Vec<Held>,
    ) {
        let Some(base) = self.held(way, role, channels, InGroups::Lasting, period) else { return };
        grants.push(base);
        if base.scope != ChatScope::Group {
            return;
        }
        for held in user.groups.iter().filter(|held| !held.period.is_always()) {
            if let Some(period) = held.period.intersection(&period) {
                let group = self.index.groups.get(&held.id);
                grants.extend(
                    group.and_then(|group| self.held(way, role, channels, InGroups::One(group), period)),
                );
            }
        }
    }

    fn through_groups(&self, user: &User, grants: &mut Vec<Held>) {
        let ceiling = self.ceiling(user);
        let mut memberships: Vec<(usize, Period, usize)> = Vec::with_capacity(user.groups.len());
        for held in &user.groups {
            if let Some(place) = self.index.groups.get(&held.id) {
                memberships.push((self.index.rank(place), held.period, place));
            }
        }
        sort_by(&mut memberships, Ord::cmp);
        memberships.dedup();
        for (_, member, place) in memberships {
            if let Some(group) = self.policy.groups.get(place) {
                let channels = (self.index.group_set(place), ceiling);
                self.through(group, place, channels, member, grants);
            }
        }
    }

    pub(super) fn through(
        &self,
        group: &Group,
        place: usize,
        channels: (SetAt, SetAt),
        member: Period,
        grants: &mut Vec<Held>,
    ) {
        let only = InGroups::One(place);
        for (held, role) in self.found(&group.roles) {
            if let Some(period) = held.period.intersection(&member) {
                let way = Way::Role { role, group: Some(place) };
                grants.extend(self.held(way, role, channels, only, period));
            }
        }
        if group.rights.is_some() {
            let bundle = self.index.own_rights(place);
            grants.extend(self.held(Way::Group { group: place }, bundle, channels, only, member));
        }
    }

    pub(super) fn held(
        &self,
        way: Way,
        bundle: usize,
        channels: (SetAt, SetAt),
        groups: InGroups,
        period: Period,
    ) -> Option<Held> {
        let rights = self.index.bundle(bundle)?;
        let reaches = rights.scope != ChatScope::None || rights.new_clients == NewClients::Shown;
        let in_general = match rights.scope {
            ChatScope::All if channels == (ALL, ALL) => Decision::Allow,
            _ if reaches && self.index.meet(channels) => Decision::Depends,
            _ => Decision::Deny,
        };
        Some(Held {
            way,
            bundle,
            channels,
            groups,
            period,
            is_current: period.contains(self.moment),
            in_general,
            permissions: rights.permissions,
            scope: rights.scope,
            new_clients: rights.new_clients,
        })
    }
}

fn for_emergencies(role: &Role) -> bool {
    role.emergency_max_minutes.is_some()
}
