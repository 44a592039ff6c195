//! Single points of failure: rights that a company cannot do without, held by too few.

use serde::Serialize;

use super::census::Census;
use super::profile::Profile;
use crate::id::UserId;
use crate::permission::Permission;

/// The permissions without which work stops: somebody else must be able to step in.
pub const KEY_RIGHTS: [Permission; 10] = [
    Permission::USERS_MANAGE,
    Permission::ROLES_MANAGE,
    Permission::GROUPS_MANAGE,
    Permission::ROUTING_MANAGE,
    Permission::CHANNELS_MANAGE,
    Permission::SETTINGS_EDIT,
    Permission::REPORTS_VIEW,
    Permission::AUDIT_VIEW,
    Permission::CHATS_ASSIGN,
    Permission::CALLS_ANSWER,
];

/// How many must be able to do each, so that one may be away.
pub const KEY_HOLDERS_MIN: usize = 2;

/// A key right that too few hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyRight<'c> {
    /// The name of the permission.
    pub permission: &'c str,
    /// Those who hold it for good, fewer than [`KEY_HOLDERS_MIN`].
    pub holders: Vec<&'c UserId>,
}

impl Census<'_> {
    /// The key rights that fewer than [`KEY_HOLDERS_MIN`] active users hold for good, on something at least: who
    /// holds one for a time, or in an emergency, is nobody to rely on.
    pub fn sole_holders(&self) -> Vec<KeyRight<'_>> {
        let mut rights = Vec::new();
        for permission in KEY_RIGHTS {
            let lasts = |profile: &Profile| profile.lasts(permission, self.index.company);
            let holding = self.respondents().filter(|(_, one)| lasts(one.profile));
            let holders: Vec<&UserId> = holding.map(|(user, _)| &user.id).take(KEY_HOLDERS_MIN).collect();
            if holders.len() < KEY_HOLDERS_MIN {
                rights.push(KeyRight { permission: self.catalogue().name(permission), holders });
            }
        }
        rights
    }
}
