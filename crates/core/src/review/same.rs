//! Which users hold, for certain, the same in two policies: those whose parts of the policy are the same.

use super::census::Census;
use super::profile::Profile;
use crate::group::Group;
use crate::role::Role;
use crate::user::User;

/// Which users of two policies hold, for certain, the same.
pub(super) struct Sameness {
    /// Of each user after, the place before.
    user_before: Vec<Option<usize>>,
    /// Of each profile before, its key as one of after; none: what it names is not the same.
    keys: Vec<Option<Vec<i64>>>,
}

impl Sameness {
    pub(super) fn of(before: &Census<'_>, after: &Census<'_>) -> Self {
        let same_place =
            |place: usize, user: &User| before.policy().users.get(place).is_some_and(|own| own.id == user.id);
        let users = after.policy().users.iter().enumerate();
        let user_before = users.map(|(place, user)| match same_place(place, user) {
            true => Some(place),
            false => before.index.users.get(&user.id),
        });
        let comparable = before.moment() == after.moment() && before.catalogue() == after.catalogue();
        let translation = comparable.then(|| Translation::of(before, after));
        let key = |profile: &Profile| translation.as_ref()?.key(&profile.key);
        Self { user_before: user_before.collect(), keys: before.profiles().iter().map(key).collect() }
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

    /// Whether who has one profile before and another one after holds the same for certain.
    pub(super) fn holds_same(&self, before: usize, after: &Profile) -> bool {
        self.keys.get(before).and_then(Option::as_ref).is_some_and(|key| **key == *after.key)
    }
}

/// What the places of one policy are in another; none: it is not there, or not the same.
struct Translation {
    roles: Vec<Option<usize>>,
    groups: Vec<Option<usize>>,
    sets: Vec<Option<usize>>,
}

impl Translation {
    fn of(before: &Census<'_>, after: &Census<'_>) -> Self {
        let roles: Vec<Option<usize>> =
            before.policy().roles.iter().map(|role| same_role(role, after)).collect();
        let is_same = |role: &crate::RoleId| {
            let place = before.index.roles.get(role);
            match place {
                Some(place) => roles.get(place).is_some_and(Option::is_some),
                None => after.index.roles.get(role).is_none(),
            }
        };
        let group = |place: usize| match before.policy().groups.get(place) {
            Some(group) => {
                same_group(group, after).filter(|_| group.roles.iter().all(|held| is_same(&held.id)))
            }
            // One that is only named: it has nothing that could differ, unless it exists afterwards.
            None => {
                let place = after.index.groups.get(&before.index.group_id(place)?);
                place.filter(|place| after.policy().groups.get(*place).is_none())
            }
        };
        Self {
            groups: (0..before.index.group_count()).map(group).collect(),
            sets: before.index.sets.iter().map(|set| after.index.find_set(&set.channels)).collect(),
            roles,
        }
    }

    /// A profile's key, as [`key`](super::profile::key) would have made it of the other policy.
    fn key(&self, key: &[i64]) -> Option<Vec<i64>> {
        let [channels, roles, groups, emergency, rest @ ..] = key else { return Some(key.into()) };
        let count = |number: i64| usize::try_from(number).ok();
        let (of_roles, of_groups) = (count(roles.checked_add(*emergency)?)?, count(*groups)?);
        let translated = |number: i64, list: &[Option<usize>]| -> Option<i64> {
            i64::try_from((*list.get(count(number)?)?)?).ok()
        };
        let channels = if super::profile::is_nowhere(*channels) {
            *channels
        } else {
            translated(*channels, &self.sets)?
        };
        let mut out = vec![channels, *roles, *groups, *emergency];
        for number in rest.get(..of_roles)? {
            out.push(translated(*number, &self.roles)?);
        }
        for number in rest.get(of_roles..of_roles + of_groups)? {
            out.push(translated(*number, &self.groups)?);
        }
        out.extend(rest.get(of_roles + of_groups..)?);
        Some(out)
    }
}

/// The place of a role that gives the same.
fn same_role(role: &Role, other: &Census<'_>) -> Option<usize> {
    let place = other.index.roles.get(&role.id)?;
    let twin = other.policy().roles.get(place)?;
    let same = twin.rights == role.rights && twin.emergency_max_minutes == role.emergency_max_minutes;
    same.then_some(place)
}

/// The place of a group that is defined alike.
fn same_group(group: &Group, other: &Census<'_>) -> Option<usize> {
    let place = other.index.groups.get(&group.id)?;
    let twin = other.policy().groups.get(place)?;
    let same = twin.roles == group.roles && twin.rights == group.rights && twin.channels == group.channels;
    same.then_some(place)
}
