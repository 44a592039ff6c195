//! Which users hold, for certain, the same in two policies: those whose parts of the policy are the same.

use super::census::Census;
use super::profile::{Profile, Way};
use crate::group::Group;
use crate::role::Role;
use crate::user::User;

/// Which roles and groups of two policies differ, by their places in each.
pub(super) struct Sameness {
    comparable: bool,
    before: Changed,
    after: Changed,
    /// Of each user after, the place before.
    user_before: Vec<Option<usize>>,
}

struct Changed {
    roles: Vec<bool>,
    groups: Vec<bool>,
}

impl Sameness {
    pub(super) fn of(before: &Census<'_>, after: &Census<'_>) -> Self {
        let comparable = before.moment() == after.moment() && before.catalogue() == after.catalogue();
        let same_place =
            |place: usize, user: &User| before.policy().users.get(place).is_some_and(|own| own.id == user.id);
        let users = after.policy().users.iter().enumerate();
        let user_before = users.map(|(place, user)| match same_place(place, user) {
            true => Some(place),
            false => before.index.users.get(&user.id),
        });
        Self {
            comparable,
            before: Changed::of(before, after),
            after: Changed::of(after, before),
            user_before: user_before.collect(),
        }
    }

    /// The place that a user of the policy after had before.
    pub(super) fn user_before(&self, after: usize) -> Option<usize> {
        self.user_before.get(after).copied().flatten()
    }

    /// The places of the users before who are gone.
    pub(super) fn gone(&self, before: &Census<'_>) -> Vec<usize> {
        let mut stayed = vec![false; before.policy().users.len()];
        for place in self.user_before.iter().flatten() {
            if let Some(stayed) = stayed.get_mut(*place) {
                *stayed = true;
            }
        }
        stayed.iter().enumerate().filter(|(_, stayed)| !**stayed).map(|(place, _)| place).collect()
    }

    /// Whether a user holds the same for certain.
    pub(super) fn holds_same(&self, before: (&User, &Profile), after: (&User, &Profile)) -> bool {
        let (user, then) = (after.0, before.0);
        self.comparable
            && user.status == then.status
            && user.roles == then.roles
            && user.groups == then.groups
            && user.emergency == then.emergency
            && user.channels == then.channels
            && user.denied == then.denied
            && !self.before.touches(before.1)
            && !self.after.touches(after.1)
    }
}

impl Changed {
    /// What of `one` is not in the other, or otherwise.
    fn of(one: &Census<'_>, other: &Census<'_>) -> Self {
        let same_role = |role: &Role| {
            let place = other.index.roles.get(&role.id);
            place.and_then(|place| other.policy().roles.get(place)).is_some_and(|twin| {
                twin.rights == role.rights && twin.emergency_max_minutes == role.emergency_max_minutes
            })
        };
        let same_group = |group: &Group| {
            let place = other.index.groups.get(&group.id);
            place.and_then(|place| other.policy().groups.get(place)).is_some_and(|twin| {
                twin.roles == group.roles && twin.rights == group.rights && twin.channels == group.channels
            })
        };
        Self {
            roles: one.policy().roles.iter().map(|role| !same_role(role)).collect(),
            groups: one.policy().groups.iter().map(|group| !same_group(group)).collect(),
        }
    }

    fn touches(&self, profile: &Profile) -> bool {
        let is = |list: &[bool], place: usize| list.get(place).copied().unwrap_or(true);
        profile.grants.iter().any(|held| match held.way {
            Way::Role { role, group: None } | Way::Emergency { role } => is(&self.roles, role),
            Way::Role { role, group: Some(group) } => is(&self.roles, role) || is(&self.groups, group),
            Way::Group { group } => is(&self.groups, group),
        })
    }
}
