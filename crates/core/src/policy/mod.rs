//! The policy of a company: everything that decisions rest on, as one JSON document.
//!
//! Its form is published as a JSON Schema (draft 2020-12): `schema/policy.schema.json`, in the npm package
//! `usher-access/policy.schema.json`. [`Policy::parse`] is stricter where a schema can not be: nothing stands twice,
//! every reference leads somewhere, a period ends after it starts, and a whole number has no point.
//!
//! # Errors
//! Everything that is wrong is told at once, in the order of the document, each with a stable code and a JSON pointer.
//! Messages repeat ids and names of permissions, never what may be somebody's data.
//!
//! | code | what is wrong |
//! |---|---|
//! | `policy_too_large` | the text is larger than [`POLICY_MAX_BYTES`]; nothing else is said |
//! | `json_malformed` | the text is not JSON; nothing else is said |
//! | `wrong_type` | a value is of another type |
//! | `missing_field` | a field is not there |
//! | `unknown_field` | a field is none of those that are known |
//! | `duplicate_key` | a key stands twice; what it says the second time is not read |
//! | `unknown_word` | a word is none of those that are known |
//! | `id_empty`, `id_too_long`, `id_bad_character` | a text is not an id, or not a kind of personal data |
//! | `policy_unknown_version` | the version is not [`POLICY_VERSION`] |
//! | `revision_out_of_range`, `offset_out_of_range`, `emergency_out_of_range`, `moment_out_of_range` | a number is too small or too great |
//! | `period_empty` | a period does not end after it starts |
//! | `emergency_endless` | a role taken in an emergency does not end within a day |
//! | `too_many` | a list is longer than it may be; what stands beyond is not read |
//! | `region_unknown` | two letters are those of no country that has phone numbers |
//! | `name_malformed`, `username_malformed`, `section_bad_url` | a text is not a name, a user name, or an address that is safe to link |
//! | `permission_bad_name`, `permission_duplicate` | a permission of the host is not named `section.action`, or its name is taken |
//! | `duplicate_id` | an id, a user name, or an entry of a list stands twice |
//! | `unknown_permission`, `unknown_role`, `unknown_group`, `unknown_channel` | what is referred to does not exist |

mod canonical;
pub(crate) mod check;
pub(crate) mod error;
pub(crate) mod form;
pub(crate) mod path;
#[cfg(test)]
pub(crate) mod schema;
pub(crate) mod tree;

pub use error::{ERRORS_MAX, PolicyError, PolicyErrors};

use error::Faults;
use form::Form;
use path::Path;
use serde::{Deserialize, Serialize};
use tree::{Node, NotJson};

use crate::access::{Access, Person, Stamp};
use crate::catalogue::{Catalogue, CatalogueError, HostPermission};
use crate::channel::Channel;
use crate::group::Group;
use crate::id::{CompanyCode, UserId};
use crate::mask::Masking;
use crate::period::MOMENT_MAX_MS;
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
/// Greatest number of kinds of personal data that rights name.
pub const FIELDS_MAX: usize = 64;
/// Least offset of local time from UTC, in minutes.
pub const UTC_OFFSET_MIN_MINUTES: i32 = -720;
/// Greatest offset of local time from UTC, in minutes.
pub const UTC_OFFSET_MAX_MINUTES: i32 = 840;
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
    /// How what is not clear to somebody is masked.
    #[serde(default = "Masking::usual", skip_serializing_if = "Masking::is_usual")]
    pub masking: Masking,
}

impl Policy {
    /// Reads a policy and checks it as a whole.
    ///
    /// ```
    /// use usher_core::Policy;
    /// let errors = Policy::parse(r#"{"version": 1, "users": [{"name": 5}], "usres": []}"#).unwrap_err();
    /// let told: Vec<_> = errors.errors().iter().map(|error| (error.code, &*error.pointer)).collect();
    /// assert!(told.contains(&("wrong_type", "/users/0/name")));
    /// assert!(told.contains(&("unknown_field", "/usres")));
    /// assert!(told.contains(&("missing_field", "/roles")));
    /// ```
    ///
    /// # Errors
    /// [`PolicyErrors`]: everything that is wrong, each with its place. Only of a text that is not JSON, or is too
    /// large, nothing more is said.
    pub fn parse(json: &str) -> Result<Self, PolicyErrors> {
        if json.len() > POLICY_MAX_BYTES {
            return Err(PolicyErrors::one(
                "policy_too_large",
                format!("larger than {POLICY_MAX_BYTES} bytes"),
            ));
        }
        let document = Node::parse(json).map_err(|NotJson { line, column }| {
            PolicyErrors::one("json_malformed", format!("not JSON, line {line} column {column}"))
        })?;
        let mut faults = Faults::default();
        let policy = Self::read(&document, &Path::ROOT, &mut faults);
        check::document(&policy, &document, faults)?;
        Ok(policy)
    }

    /// Checks a policy that was put together otherwise.
    ///
    /// # Errors
    /// [`PolicyErrors`]: everything that is wrong, each with its place in the document that it would be written to.
    pub fn checked(self) -> Result<Self, PolicyErrors> {
        check::policy(&self)?;
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
        Some(Access::compile(&person, stamp).with_masking(self.masking.clone()))
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(revision: &u32) -> bool {
    *revision == 0
}
