//! Why a change of the policy must not be saved.

use core::fmt;
use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::census::Census;
use super::profile::Profile;
use super::same::Sameness;
use crate::access::Access;
use crate::delegation::{Overreach, may_give};
use crate::id::{GroupId, RoleId, UserId};
use crate::order::sort_by;
use crate::permission::{Permission, PermissionSet};
use crate::role::Rights;
use crate::user::{User, UserStatus};

/// A rule that a change would break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Nobody gives what they do not hold.
    GrantExceedsEditor,
    /// Somebody must be able to manage users and roles, without an end.
    LastSupervisor,
    /// A group is not deleted while it is the only one of a member.
    GroupHasSoleMembers,
}

impl Rule {
    /// Stable code of its refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::GrantExceedsEditor => Overreach::CODE,
            Self::LastSupervisor => "last_supervisor",
            Self::GroupHasSoleMembers => "group_has_sole_members",
        }
    }
}

/// One reason why a change must not be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal<'c> {
    /// The rule that would be broken.
    #[serde(rename = "code")]
    pub rule: Rule,
    /// What is wrong, for people.
    pub message: String,
    /// Where: a JSON pointer (RFC 6901) into the policy as it would be, or into the present one for what would be
    /// deleted from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The name of the permission that would be given too far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
    /// The first user to whom it would be given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<&'c UserId>,
    /// The members who would be left without a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member<'c>>,
}

/// A user by id and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Member<'c> {
    /// The user.
    pub id: &'c UserId,
    /// The name of the user.
    pub name: &'c str,
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Refusal<'_> {}

/// Every rule that an editor would break by saving `after` in place of `before`; empty where it may be saved.
///
/// That nobody gives what they do not hold is held against every user whose part of the policy changes, new ones
/// included, as [`may_give`] says, with what could be taken in an emergency counted as given. One refusal names the
/// first user for each permission and the role or group through which it would come.
pub fn refusals<'c>(editor: &Access, before: &'c Census<'_>, after: &'c Census<'_>) -> Vec<Refusal<'c>> {
    let mut refusals = overreaches(editor, before, after);
    refusals.extend(last_supervisor(after));
    refusals.extend(sole_members(before, after));
    refusals
}

/// The users whose access is another one after the change, those who are gone not included.
pub fn affected<'c>(before: &Census<'_>, after: &'c Census<'_>) -> Vec<&'c UserId> {
    let sameness = Sameness::of(before, after);
    let of_all =
        before.policy().sections == after.policy().sections && before.catalogue() == after.catalogue();
    let touched = after.respondents().enumerate().filter(|(place, (user, now))| {
        let then = sameness.user_before(*place);
        let own = then.and_then(|then| before.policy().users.get(then));
        // Nobody who is not active holds anything, and yet the documents say why.
        let said = own.is_some_and(|own| own.status == user.status && own.denied == user.denied);
        let held = then.and_then(|then| before.profile_place(then));
        !of_all || !said || !held.is_some_and(|held| sameness.holds_same(held, now.profile))
    });
    touched.map(|(_, (user, _))| &user.id).collect()
}

fn overreaches<'c>(editor: &Access, before: &Census<'_>, after: &'c Census<'_>) -> Vec<Refusal<'c>> {
    let catalogue = after.catalogue();
    let editor = match editor.catalogue() == catalogue {
        true => Cow::Borrowed(editor),
        false => Cow::Owned(editor.clone().renumbered(catalogue)),
    };
    let sameness = Sameness::of(before, after);
    let same_emergencies = emergency_roles(before) == emergency_roles(after);
    let mut judged: HashMap<(Option<usize>, Option<usize>), Option<Overreach>> = HashMap::new();
    let mut named: Vec<Overreach> = Vec::new();
    let mut refusals = Vec::new();
    for (place, (user, now)) in after.respondents().enumerate() {
        let then = sameness.user_before(place);
        let profile = then.and_then(|then| before.profile_place(then));
        let same = profile.is_some_and(|profile| sameness.holds_same(profile, now.profile));
        if same && (same_emergencies || !now.profile.may_take_roles()) {
            continue;
        }
        let pair = (profile, after.profile_place(place));
        let judge = || {
            let then = then.and_then(|then| before.potential(then)).unwrap_or_else(|| nothing(after, user));
            let then = if before.catalogue() == catalogue { then } else { then.renumbered(catalogue) };
            may_give(&editor, &then, &after.potential(place)?).err()
        };
        let Some(overreach) = judged.entry(pair).or_insert_with(judge) else { continue };
        if !named.contains(overreach) {
            refusals.push(overreaching(overreach, place, user));
            named.push(overreach.clone());
        }
    }
    refusals
}

fn emergency_roles<'c>(census: &'c Census<'_>) -> Vec<(&'c RoleId, &'c Rights)> {
    let roles = census.policy().roles.iter().filter(|role| role.emergency_max_minutes.is_some());
    let mut roles: Vec<_> = roles.map(|role| (&role.id, &role.rights)).collect();
    sort_by(&mut roles, |(a, _), (b, _)| a.cmp(b));
    roles
}

/// What somebody holds who was not there.
fn nothing(census: &Census<'_>, user: &User) -> Access {
    census.access_of(user, UserStatus::Removed, PermissionSet::EMPTY, Vec::new())
}

fn overreaching<'c>(overreach: &Overreach, place: usize, user: &'c User) -> Refusal<'c> {
    Refusal {
        rule: Rule::GrantExceedsEditor,
        message: overreach.to_string(),
        pointer: Some(format!("/users/{place}")),
        permission: Some(overreach.permission.clone()),
        user: Some(&user.id),
        members: Vec::new(),
    }
}

fn last_supervisor<'c>(after: &Census<'_>) -> Option<Refusal<'c>> {
    let keeps = |profile: &Profile, permission: Permission| {
        profile.holding(permission).any(|held| held.period.ends_at().is_none())
    };
    let supervises = |profile: &Profile| SUPERVISION.into_iter().all(|permission| keeps(profile, permission));
    let held = after.respondents().any(|(_, respondent)| supervises(respondent.profile));
    (!held).then(|| Refusal {
        rule: Rule::LastSupervisor,
        message: "nobody would be able to manage users and roles without an end".into(),
        pointer: None,
        permission: None,
        user: None,
        members: Vec::new(),
    })
}

/// What a supervisor holds at least.
const SUPERVISION: [Permission; 2] = [Permission::USERS_MANAGE, Permission::ROLES_MANAGE];

fn sole_members<'c>(before: &'c Census<'_>, after: &Census<'_>) -> Vec<Refusal<'c>> {
    let mut refusals = Vec::new();
    for (place, group) in before.policy().groups.iter().enumerate() {
        if after.policy().groups.iter().any(|kept| kept.id == group.id) {
            continue;
        }
        let members: Vec<Member<'c>> = before
            .policy()
            .users
            .iter()
            .filter(|user| is_in(user, before.moment()).any(|own| *own == group.id))
            .filter(|user| {
                let now = after.index.users.get(&user.id).and_then(|place| after.policy().users.get(place));
                // Who is removed needs no group.
                now.is_some_and(|now| {
                    now.status != UserStatus::Removed && is_in(now, after.moment()).next().is_none()
                })
            })
            .map(|user| Member { id: &user.id, name: &user.name })
            .collect();
        if !members.is_empty() {
            refusals.push(Refusal {
                rule: Rule::GroupHasSoleMembers,
                message: format!("group `{}` is the only one of {} of its members", group.id, members.len()),
                pointer: Some(format!("/groups/{place}")),
                permission: None,
                user: None,
                members,
            });
        }
    }
    refusals
}

/// The groups that a user is in or will be in.
fn is_in(user: &User, moment: i64) -> impl Iterator<Item = &GroupId> {
    user.groups.iter().filter(move |held| !held.period.has_ended(moment)).map(|held| &held.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    const NOW: i64 = 1_000;

    /// A supervisor for good, one for a time, and two people in groups.
    const POLICY: &str = r#"{
        "version": 1, "company": {"code": "demo", "name": "Demo", "utcOffsetMinutes": 0},
        "hostPermissions": [], "sections": [], "channels": [],
        "roles": [
            {"id": "boss", "name": "Boss", "rights": {"permissions": ["users.manage", "roles.manage", "reports.view"], "scope": "none", "newClients": false, "fields": {}}},
            {"id": "clerk", "name": "Clerk", "rights": {"permissions": ["users.manage"], "scope": "none", "newClients": false, "fields": {}}}],
        "groups": [
            {"id": "sales", "name": "Sales", "roles": [], "channels": [], "algorithm": "random"},
            {"id": "help", "name": "Help", "roles": [], "channels": [], "algorithm": "random"}],
        "users": [
            {"id": "u0", "name": "Zero", "username": "u0", "status": "active", "roles": ["boss"], "groups": []},
            {"id": "u1", "name": "One", "username": "u1", "status": "active", "roles": [{"id": "boss", "endsAt": 2000}], "groups": ["help"]},
            {"id": "u2", "name": "Two", "username": "u2", "status": "active", "roles": ["clerk"], "groups": ["sales"]},
            {"id": "u3", "name": "Three", "username": "u3", "status": "deactivated", "roles": [], "groups": ["sales", {"id": "help", "endsAt": 500}]}]}"#;

    #[track_caller]
    fn check(editor: &str, change: impl Fn(&mut Policy), expect: &[(&str, &str)]) {
        let before = Policy::parse(POLICY).unwrap();
        let mut after = before.clone();
        change(&mut after);
        let after = after.checked().unwrap();
        let editor = before.access(&UserId::parse(editor).unwrap(), NOW).unwrap();
        let (before, after) = (Census::of(&before, NOW), Census::of(&after, NOW));
        let found = refusals(&editor, &before, &after);
        let brief: Vec<(&str, String)> = found
            .iter()
            .map(|refusal| {
                let members = refusal.members.iter().map(|member| member.name);
                let named = refusal.permission.as_deref().into_iter().chain(members);
                (refusal.rule.code(), named.collect::<Vec<_>>().join(" "))
            })
            .collect();
        let brief: Vec<(&str, &str)> = brief.iter().map(|(code, names)| (*code, names.as_str())).collect();
        assert_eq!(brief, expect);
        assert_eq!(serde_json::to_value(&found).unwrap().as_array().unwrap().len(), expect.len());
    }

    fn user<'p>(policy: &'p mut Policy, id: &str) -> &'p mut User {
        policy.users.iter_mut().find(|user| user.id.as_str() == id).unwrap()
    }

    fn without(policy: &mut Policy, group: &str) {
        policy.groups.retain(|own| own.id.as_str() != group);
        for user in &mut policy.users {
            user.groups.retain(|held| held.id.as_str() != group);
        }
    }

    #[test]
    fn nobody_gives_more_than_they_hold() {
        let boss = || RoleId::parse("boss").unwrap();
        check("u0", |policy| user(policy, "u2").roles = vec![boss().into()], &[]);
        check(
            "u2",
            |policy| user(policy, "u2").roles = vec![boss().into()],
            &[("grant_exceeds_editor", "reports.view")],
        );
        // One who holds it for a time gives it for no longer.
        check(
            "u1",
            |policy| user(policy, "u2").roles = vec![boss().into()],
            &[("grant_exceeds_editor", "reports.view")],
        );
        // A new user is given everything.
        let newcomer = |policy: &mut Policy| {
            let mut user = policy.users[0].clone();
            user.id = UserId::parse("u9").unwrap();
            user.username = "u9".into();
            policy.users.push(user);
        };
        check("u2", newcomer, &[("grant_exceeds_editor", "reports.view")]);
        check("u0", newcomer, &[]);
        // Through a role that others hold.
        let widened = |policy: &mut Policy| policy.roles[1].rights.permissions.push("audit.view".into());
        check("u0", widened, &[("grant_exceeds_editor", "audit.view")]);
    }

    #[test]
    fn a_supervisor_stays_for_good() {
        let expect = [("last_supervisor", "")];
        check("u0", |policy| user(policy, "u0").status = UserStatus::Deactivated, &expect);
        check("u0", |policy| user(policy, "u0").denied = vec!["roles.manage".into()], &expect);
        check(
            "u0",
            |policy| policy.roles[0].rights.permissions.retain(|name| name != "users.manage"),
            &expect,
        );
        check(
            "u0",
            |policy| user(policy, "u0").roles[0].period = crate::Period::new(None, Some(9_000)).unwrap(),
            &expect,
        );
        check("u0", |policy| user(policy, "u1").roles.clear(), &[]);
    }

    #[test]
    fn nobody_is_left_without_a_group() {
        check("u0", |policy| without(policy, "help"), &[("group_has_sole_members", "One")]);
        check("u0", |policy| without(policy, "sales"), &[("group_has_sole_members", "Two Three")]);
        let moved = |policy: &mut Policy| {
            without(policy, "sales");
            user(policy, "u2").groups = vec![GroupId::parse("help").unwrap().into()];
            user(policy, "u3").status = UserStatus::Removed;
        };
        check("u0", moved, &[]);
    }
}
