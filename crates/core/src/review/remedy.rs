//! What would give somebody a permission that is missing.

use serde::Serialize;

use crate::access::{Access, Decision, Person, Stamp, Target};
use crate::holding::Holding;
use crate::id::{GroupId, RoleId};
use crate::order::sort_by;
use crate::period::MOMENT_MAX_MS;
use crate::permission::Permission;
use crate::user::User;

/// A role or a group that would give a user what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Remedy<'a> {
    /// The role, held directly.
    Role {
        /// The id of the role.
        id: &'a RoleId,
        /// The name of the role.
        name: &'a str,
    },
    /// Being in the group.
    Group {
        /// The id of the group.
        id: &'a GroupId,
        /// The name of the group.
        name: &'a str,
    },
}

/// Each role and each group that, given to the user alone and for good, would let him or her do something that is
/// denied; those first that would give the least beside it.
///
/// Found by trying: an answer is one that [`Access::check`] gives. Empty where nothing is denied, and where no role
/// or group helps: the user is not active, or the permission is denied to the user by name.
pub fn remedies<'a>(
    person: &Person<'a>,
    permission: Permission,
    target: Target<'_>,
    moment: i64,
) -> Vec<Remedy<'a>> {
    let now = compiled(person, person.user, moment);
    if now.check(permission, target) != Decision::Deny || now.denied().contains(permission) {
        return Vec::new();
    }
    let mut found: Vec<(usize, Remedy<'a>)> = Vec::new();
    let mut attempt = |user: &User, remedy: Remedy<'a>| {
        let then = compiled(person, user, moment);
        if then.check(permission, target) != Decision::Deny {
            let beside = then.permissions().difference(now.permissions());
            found.push((beside.iter().count(), remedy));
        }
    };
    for role in person.roles {
        let mut user = person.user.clone();
        user.roles.push(Holding::always(role.id.clone()));
        attempt(&user, Remedy::Role { id: &role.id, name: &role.name });
    }
    for group in person.groups {
        let mut user = person.user.clone();
        user.groups.push(Holding::always(group.id.clone()));
        attempt(&user, Remedy::Group { id: &group.id, name: &group.name });
    }
    sort_by(&mut found, |(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, remedy)| remedy).collect()
}

fn compiled(person: &Person<'_>, user: &User, moment: i64) -> Access {
    let stamp = Stamp { policy_revision: 0, issued_at: moment, expires_at: MOMENT_MAX_MS };
    // Sections answer nothing here.
    Access::compile(&Person { user, sections: &[], ..*person }, stamp)
}
