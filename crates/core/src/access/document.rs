//! The access document: what a browser gets, and what is read back there.

use core::fmt;

use serde::{Serialize, Serializer};

use super::{Access, Grant, Source, Stamp};
use crate::catalogue::Catalogue;
use crate::channel::Channels;
use crate::field::FieldVisibility;
use crate::id::{CompanyCode, GroupId, UserId};
use crate::mask::Masking;
use crate::period::{MOMENT_MAX_MS, Moments, Period};
use crate::permission::{Permission, PermissionSet};
use crate::read::{self, Fields, Node, ReadError, Reading, each};
use crate::role::{ChatScope, NewClients};
use crate::section::Section;
use crate::sorted::SortedSet;
use crate::user::UserStatus;
use crate::write::{digits, joined};

/// Version of the access document that this crate writes, and the only one it reads.
pub const ACCESS_VERSION: u32 = 2;

/// Greatest size of an access document, in bytes.
pub const ACCESS_MAX_BYTES: usize = 1 << 20;

/// Why an access document was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessError {
    /// It is larger than [`ACCESS_MAX_BYTES`].
    TooLarge,
    /// It is not of the form of an access document.
    Malformed {
        /// What is wrong, and where.
        message: String,
    },
    /// It is of another version.
    UnknownVersion(u32),
    /// It names a permission that does not exist.
    UnknownPermission(UnknownPermission),
}

/// A name that is no permission of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPermission(pub(super) String);

impl UnknownPermission {
    /// Stable code of this error.
    pub const CODE: &'static str = "unknown_permission";

    /// Of a long name only its beginning is told.
    fn of(name: &str) -> Self {
        Self(name.chars().take(64).collect())
    }

    /// What is wrong, for people.
    pub fn message(&self) -> String {
        joined(&["there is no permission `", &self.0, "`"])
    }
}

impl fmt::Display for UnknownPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for UnknownPermission {}

impl AccessError {
    /// Stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "access_too_large",
            Self::Malformed { .. } => "access_malformed",
            Self::UnknownVersion(_) => "access_unknown_version",
            Self::UnknownPermission(_) => UnknownPermission::CODE,
        }
    }

    /// What is wrong, for people.
    pub fn message(&self) -> String {
        match self {
            Self::TooLarge => {
                joined(&["the access document is larger than ", &digits(ACCESS_MAX_BYTES as i64), " bytes"])
            }
            Self::Malformed { message } => joined(&["this is not an access document: ", message]),
            Self::UnknownVersion(version) => {
                let (version, own) = (digits((*version).into()), digits(ACCESS_VERSION.into()));
                joined(&["the access document is of version ", &version, ", only ", &own, " is understood"])
            }
            Self::UnknownPermission(unknown) => unknown.message(),
        }
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for AccessError {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    version: u32,
    company: CompanyCode,
    user: UserId,
    status: UserStatus,
    policy_revision: u32,
    issued_at: i64,
    expires_at: i64,
    host_permissions: Vec<String>,
    denied: Vec<String>,
    grants: Vec<GrantDocument>,
    sections: Vec<Section>,
    #[serde(skip_serializing_if = "Masking::is_usual")]
    masking: Masking,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GrantDocument {
    source: Source,
    permissions: Vec<String>,
    channels: Channels,
    scope: ChatScope,
    groups: SortedSet<GroupId>,
    new_clients: NewClients,
    fields: FieldVisibility,
    #[serde(flatten)]
    period: Moments,
}

impl Serialize for Access {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = |set: &PermissionSet| self.catalogue.names(set).into_iter().map(Into::into).collect();
        let grants = self.grants.iter().map(|grant| GrantDocument {
            source: grant.source.clone(),
            permissions: names(&grant.permissions),
            channels: grant.channels.clone(),
            scope: grant.scope,
            groups: grant.groups.clone(),
            new_clients: grant.new_clients,
            fields: grant.fields.clone(),
            period: grant.period.into(),
        });
        Document {
            version: ACCESS_VERSION,
            company: self.company.clone(),
            user: self.user.clone(),
            status: self.status,
            policy_revision: self.stamp.policy_revision,
            issued_at: self.stamp.issued_at,
            expires_at: self.stamp.expires_at,
            host_permissions: self.catalogue.host_names().map(Into::into).collect(),
            denied: names(&self.denied),
            grants: grants.collect(),
            sections: self.sections.clone(),
            masking: self.masking.clone(),
        }
        .serialize(serializer)
    }
}

impl Access {
    /// Reads an access document. Anything unknown in it is refused: what is not understood must not grant.
    ///
    /// # Errors
    /// [`AccessError`] where the document is too large, malformed, of another version, or names a permission
    /// that does not exist.
    pub fn parse(json: &str) -> Result<Self, AccessError> {
        if json.len() > ACCESS_MAX_BYTES {
            return Err(AccessError::TooLarge);
        }
        Self::from_tree(&read::node(json)?)
    }

    /// Reads an access document that is part of a larger one.
    pub(crate) fn from_tree(value: &Node) -> Result<Self, AccessError> {
        // The version first: what another one has more must not read as a mistake in this one.
        if let Some(version) = value.get("version").and_then(Node::as_u64)
            && version != u64::from(ACCESS_VERSION)
        {
            return Err(AccessError::UnknownVersion(version.try_into().unwrap_or(u32::MAX)));
        }
        let mut unknown = None;
        Reading::whole(|reading| Self::read(value, &mut unknown, reading)).map_err(|error| match unknown {
            Some(unknown) if unknown.message() == error.message() => AccessError::UnknownPermission(unknown),
            _ => error.into(),
        })
    }

    fn read(value: &Node, unknown: &mut Option<UnknownPermission>, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(Some(value), "an access document", &KNOWN, reading);
        let _: u32 = fields.get("version");
        let stamp = Stamp {
            policy_revision: fields.get("policyRevision"),
            issued_at: moment(&mut fields, "issuedAt"),
            expires_at: moment(&mut fields, "expiresAt"),
        };
        let host: Vec<String> = fields.get("hostPermissions");
        let catalogue = Catalogue::with_host(host.iter().map(String::as_str)).unwrap_or_else(|error| {
            fields.reading().refuse(&error.message());
            Catalogue::standard()
        });
        let mut names = Names { catalogue: &catalogue, unknown };
        let listed = fields.value("grants");
        let mut grants = Vec::new();
        fields.reading().under("grants", |reading| {
            each(listed, reading, &mut |grant, reading| grants.push(read_grant(grant, &mut names, reading)));
        });
        let status = fields.get("status");
        let mut access = Self {
            company: fields.get("company"),
            user: fields.get("user"),
            status,
            stamp,
            moment: stamp.issued_at,
            denied: names.set(&mut fields, "denied"),
            catalogue,
            grants: if status == UserStatus::Active { grants } else { Vec::new() },
            sections: Vec::new(),
            masking: fields.get("masking"),
        };
        let mut sections: Vec<Section> = fields.get("sections");
        sections.retain(|section| access.may_open(section));
        access.sections = sections;
        access
    }

    /// The permission of this name.
    ///
    /// # Errors
    /// [`UnknownPermission`] where the company has none of this name: a misspelt one must not pass silently.
    pub fn permission(&self, name: &str) -> Result<Permission, UnknownPermission> {
        self.catalogue.find(name).ok_or_else(|| UnknownPermission::of(name))
    }
}

/// The fields of an access document.
const KNOWN: [&str; 13] = [
    "version",
    "company",
    "user",
    "status",
    "policyRevision",
    "issuedAt",
    "expiresAt",
    "hostPermissions",
    "denied",
    "grants",
    "sections",
    "masking",
    // Answers of ours that whoever wrote the document worked out beforehand. They are worked out again, not believed.
    "tables",
];

fn moment(fields: &mut Fields<'_, '_>, name: &str) -> i64 {
    let moment = fields.get(name);
    if !(0..=MOMENT_MAX_MS).contains(&moment) {
        fields.reading().under(name, |reading| reading.refuse("out of range"));
    }
    moment
}

/// The names of permissions, and the first that is none.
struct Names<'a> {
    catalogue: &'a Catalogue,
    unknown: &'a mut Option<UnknownPermission>,
}

impl Names<'_> {
    fn set(&mut self, fields: &mut Fields<'_, '_>, list: &str) -> PermissionSet {
        let mut set = PermissionSet::EMPTY;
        let names: Vec<String> = fields.get(list);
        for name in &names {
            match self.catalogue.find(name) {
                Some(permission) => set.insert(permission),
                None => {
                    let unknown = UnknownPermission::of(name);
                    fields.reading().refuse(&unknown.message());
                    self.unknown.get_or_insert(unknown);
                }
            }
        }
        set
    }
}

fn read_grant(value: &Node, names: &mut Names<'_>, reading: &mut Reading) -> Grant {
    let known = [
        "source",
        "permissions",
        "channels",
        "scope",
        "groups",
        "newClients",
        "fields",
        "startsAt",
        "endsAt",
    ];
    let mut fields = Fields::of(Some(value), "a grant", &known, reading);
    Grant {
        source: fields.get("source"),
        permissions: names.set(&mut fields, "permissions"),
        channels: fields.get("channels"),
        scope: fields.get("scope"),
        groups: fields.get("groups"),
        new_clients: fields.get("newClients"),
        fields: fields.get("fields"),
        period: Period::new(fields.get("startsAt"), fields.get("endsAt")).unwrap_or_else(|error| {
            fields.reading().refuse(error.message());
            Period::ALWAYS
        }),
    }
}

impl From<ReadError> for AccessError {
    fn from(error: ReadError) -> Self {
        Self::Malformed { message: error.told() }
    }
}
