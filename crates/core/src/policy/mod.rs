//! The policy of a company: everything that decisions rest on, as one JSON document.

mod check;
mod error;

pub use error::{PolicyError, PolicyErrors};

use serde::{Deserialize, Serialize};

use crate::access::{Access, Person, Stamp};
use crate::catalogue::{Catalogue, CatalogueError, HostPermission};
use crate::channel::Channel;
use crate::group::Group;
use crate::id::{CompanyCode, UserId};
use crate::period::MOMENT_MAX_MS;
use crate::read;
use crate::role::Role;
use crate::section::Section;
use crate::user::User;

/// Version of the policy document that this crate reads and writes.
pub const POLICY_VERSION: u32 = 1;
/// Greatest size of a policy document, in bytes.
pub const POLICY_MAX_BYTES: usize = 16 << 20;
/// Greatest number of users in a company.
pub const USERS_MAX: usize = 10_000;
/// Greatest number of groups in a company.
pub const GROUPS_MAX: usize = 1_000;
/// Greatest number of roles in a company.
pub const ROLES_MAX: usize = 1_000;
/// Greatest number of channels in a company.
pub const CHANNELS_MAX: usize = 1_000;
/// Greatest number of sections in a company.
pub const SECTIONS_MAX: usize = 256;
/// Greatest length of a name or title, in characters.
pub const NAME_MAX_CHARS: usize = 200;

/// A company: a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a company")]
pub struct Company {
    /// What users type first when logging in.
    pub code: CompanyCode,
    /// Its name, for people.
    pub name: String,
    /// Offset of its local time from UTC, in minutes: where its day begins. From -720 to 840.
    pub utc_offset_minutes: i32,
}

/// Everything that decisions rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a policy")]
pub struct Policy {
    /// Version of the document: [`POLICY_VERSION`].
    pub version: u32,
    /// Counts the changes: a later state of the same policy has a greater one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u32,
    /// The company.
    pub company: Company,
    /// Permissions that the host application defines.
    pub host_permissions: Vec<HostPermission>,
    /// Pages of the host application.
    pub sections: Vec<Section>,
    /// Connected accounts.
    pub channels: Vec<Channel>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Users.
    pub users: Vec<User>,
}

impl Policy {
    /// Reads a policy and checks it as a whole.
    ///
    /// # Errors
    /// [`PolicyErrors`]: where the text has the form of a policy, everything that is wrong in it, each with
    /// its place; else the first error of form.
    pub fn parse(json: &str) -> Result<Self, PolicyErrors> {
        if json.len() > POLICY_MAX_BYTES {
            return Err(PolicyErrors::one(
                "policy_too_large",
                "",
                format!("larger than {POLICY_MAX_BYTES} bytes"),
            ));
        }
        let tree = read::value(json).map_err(|error| PolicyErrors::unread("json_malformed", &error))?;
        let policy: Self =
            read::from_value(&tree).map_err(|error| PolicyErrors::unread("policy_form", &error))?;
        policy.checked()
    }

    /// Checks a policy that was put together otherwise.
    ///
    /// # Errors
    /// [`PolicyErrors`]: everything that is wrong, each with its place.
    pub fn checked(self) -> Result<Self, PolicyErrors> {
        check::check(&self)?;
        Ok(self)
    }

    /// The permissions that exist in the company.
    ///
    /// # Errors
    /// [`CatalogueError`], never for a policy that was checked.
    pub fn catalogue(&self) -> Result<Catalogue, CatalogueError> {
        Catalogue::with_host(self.host_permissions.iter().map(|permission| permission.name.as_str()))
    }

    /// The access of one user at a moment, in milliseconds since 1970; none where the policy has no such user.
    pub fn access(&self, user: &UserId, moment: i64) -> Option<Access> {
        let catalogue = self.catalogue().ok()?;
        let user = self.users.iter().find(|candidate| candidate.id == *user)?;
        let stamp = Stamp { policy_revision: self.revision, issued_at: moment, expires_at: MOMENT_MAX_MS };
        let person = Person {
            company: &self.company.code,
            catalogue: &catalogue,
            sections: &self.sections,
            roles: &self.roles,
            groups: &self.groups,
            user,
        };
        Some(Access::compile(&person, stamp))
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(revision: &u32) -> bool {
    *revision == 0
}
