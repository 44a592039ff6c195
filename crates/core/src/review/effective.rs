//! Everything that one user may do, and through what.

use serde::Serialize;

use super::census::Census;
use super::profile::Held;
use super::remedy::{self, Remedy};
use crate::access::{Decision, Person, Source, Target};
use crate::field::{FieldVisibility, Visibility};
use crate::id::UserId;
use crate::period::Period;
use crate::permission::{Permission, Subject};
use crate::user::UserStatus;

/// The rights of one user.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effective<'c> {
    /// The user.
    pub id: &'c UserId,
    /// The name of the user.
    pub name: &'c str,
    /// Whether the user takes part; where not, nothing is allowed.
    pub status: UserStatus,
    /// Every permission of the company, in the order of the catalogue.
    pub permissions: Vec<Right<'c>>,
    /// The most that is shown of each kind of personal data in any chat or contact.
    pub fields: FieldVisibility,
}

/// One permission of one user.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Right<'c> {
    /// The name of the permission.
    pub permission: &'c str,
    /// Nothing, something, or everything.
    pub decision: Decision,
    /// Whether it is denied to the user by name, whatever the grants say.
    pub is_denied: bool,
    /// The grants that hold it, now or at another time, in the order in which they are judged.
    pub grants: Vec<RightGrant>,
}

/// One grant that holds a permission.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RightGrant {
    /// Where it comes from.
    pub source: Source,
    /// What it allows by itself, were it not denied and now.
    pub decision: Decision,
    /// Whether it holds now.
    pub is_current: bool,
    /// When it holds.
    #[serde(flatten)]
    pub period: Period,
}

impl Census<'_> {
    /// Everything that one user may do, and through what; none where there is no such user.
    pub fn effective(&self, user: &UserId) -> Option<Effective<'_>> {
        let (user, one) = self.respondent(self.index.users.get(user)?)?;
        let profile = one.profile;
        let right = |permission: Permission| {
            let grants = profile.grants.iter().filter(|held| held.permissions.contains(permission));
            Right {
                permission: self.catalogue().name(permission),
                decision: profile.in_general(permission),
                is_denied: self.index.permissions(&user.denied).contains(permission),
                grants: grants.filter_map(|held| self.right_grant(held, permission)).collect(),
            }
        };
        let mut fields = FieldVisibility::hidden();
        let sees = |held: &&Held| {
            let with = [Permission::CHATS_VIEW, Permission::CONTACTS_VIEW].into_iter();
            let mut with = with.filter(|permission| !profile.denied.contains(*permission));
            held.is_current
                && held.in_general != Decision::Deny
                && with.any(|permission| held.permissions.contains(permission))
        };
        for held in profile.grants.iter().filter(sees) {
            for (kind, _) in self.index.bundle(held.bundle)?.fields.iter() {
                let shown = profile.shown(&self.index, held, kind).max(fields.get(kind));
                if shown > Visibility::Hidden {
                    fields = fields.with(kind.clone(), shown);
                }
            }
        }
        let permissions = self.catalogue().all().iter().map(right).collect();
        Some(Effective { id: &user.id, name: &user.name, status: user.status, permissions, fields })
    }

    fn right_grant(&self, held: &Held, permission: Permission) -> Option<RightGrant> {
        let decision = match self.index.subject(permission) {
            Subject::Company => Decision::Allow,
            Subject::Record => held.in_general,
        };
        let (source, period) = (self.source(held.way)?, held.period);
        Some(RightGrant { source, decision, is_current: held.is_current, period })
    }

    /// What would give a user a permission: see [`remedies`](super::remedies). None where there is no such user.
    pub fn remedies(
        &self,
        user: &UserId,
        permission: Permission,
        target: Target<'_>,
    ) -> Option<Vec<Remedy<'_>>> {
        let policy = self.policy();
        let person = Person {
            company: &policy.company.code,
            catalogue: self.catalogue(),
            sections: &[],
            roles: &policy.roles,
            groups: &policy.groups,
            user: policy.users.get(self.index.users.get(user)?)?,
        };
        Some(remedy::remedies(&person, permission, target, self.moment()))
    }
}
