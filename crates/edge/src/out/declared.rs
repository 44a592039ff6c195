//! What is known to hold nothing of a client, type by type: this file is the whole list.
//!
//! Whoever adds to it says that no value of the type can ever hold a client's name, number, address or words. What
//! administrators call their users, roles, groups and channels is the company's own. What anybody writes about a client
//! (messages, reasons, notes) is not: that leaves as [`Masked`](usher_core::mask::Masked).

use core::fmt::{Display, Write};
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use usher_core::access::{Explanation, Tabled};
use usher_core::mask::Masking;
use usher_core::policy::Company;
use usher_core::review::{ChatChange, FieldTotal, PermissionChange, Redundant, Remedy, Unused, UserChange};
use usher_core::routing::rules::{Language, SmartRule};
use usher_core::routing::settings::Settings;
use usher_core::routing::{Algorithm, Rule};
use usher_core::{
    Access, Catalogue, Channel, ChannelId, ChatId, CompanyCode, ContactId, FieldKind, FieldVisibility, Group,
    GroupId, Permission, Policy, Rights, Role, RoleId, RuleId, Section, SectionId, User, UserId, UserStatus,
    Visibility,
};

use super::{Outward, Said, Word, seal};
use crate::ask::{ChatStatus, Format};
use crate::company::ledger::{AuditRow, ChatRow, Colleague, MessageRow, WaitingGroup, WaitingPlace};
use crate::company::view::{LeftOut, Named, Ranked};
use crate::fault::Fault;
use crate::problem::Detail;
use crate::random;

macro_rules! outward {
    ($($type:ty,)*) => {$(
        impl seal::Known for $type {}

        impl Outward for $type {
            fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
                serde_json::to_writer(json, self)
            }
        }
    )*};
}

// Text that stands in the source, numbers, moments and answers of yes or no.
outward!(&'static str, bool, u8, u16, u32, u64, i64, usize,);

// Sentences that are made of such words: see `Said`.
outward!(Said, Detail,);

// Ids. Those of chats, messages and contacts that we make are random, and those that come with a company are replaced
// where they hold the client's number or address.
outward!(UserId, RoleId, GroupId, ChannelId, SectionId, CompanyCode, RuleId, ChatId, ContactId, random::Id,);

// The policy: the company, who works there and what they may do.
outward!(
    Access,
    Channel,
    FieldKind,
    FieldVisibility,
    Group,
    Masking,
    Policy,
    Rights,
    Role,
    Section,
    Tabled<'_>,
    User,
    UserStatus,
    Visibility,
);

// The settings of routing: capacities, hours, and rules with the words that the company looks for, which are refused where
// they look like somebody's number or address.
impl seal::Known for Settings {}

impl Outward for Settings {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        json.extend_from_slice(self.to_canonical_json().as_bytes());
        Ok(())
    }
}

// What follows from the policy: explanations, comparisons and findings, which name users, roles and groups.
outward!(
    ChatChange<'_>,
    Explanation,
    FieldTotal,
    PermissionChange<'_>,
    Redundant<'_>,
    Remedy<'_>,
    Rule,
    Unused<'_>,
    UserChange<'_>,
);

// States of our own, and why a chat went where it went: ids, counts and codes.
outward!(Algorithm, BTreeMap<&'static str, u32>, ChatStatus, Format, Seed,);

// The types below: names of what is the company's own, permissions that exist, places in lists.
outward!(BTreeMap<CodeWord, u32>, CodeWord, Cursor, LeftOut, Named, OwnName<'_>, PermissionName, Ranked, Who,);

macro_rules! words {
    ($($type:ty,)*) => {$(
        impl Word for $type {
            fn say(&self, sentence: &mut String) {
                // Writing to a string never fails.
                let _ = write!(sentence, "{self}");
            }
        }
    )*};
}

words!(&'static str, u8, u16, u32, u64, i64, usize,);
words!(UserId, RoleId, GroupId, ChannelId, SectionId, CompanyCode, ChatId, ContactId, PermissionName, Said,);

/// An id of something that is the company's own, whose name is no secret.
pub trait OwnId: seal::Known + Display {}

impl OwnId for UserId {}
impl OwnId for RoleId {}
impl OwnId for GroupId {}
impl OwnId for ChannelId {}

/// The name of something that is the company's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OwnName<'a>(&'a str);

impl<'a> OwnName<'a> {
    /// What a user is called.
    pub fn of_user(user: &'a User) -> Self {
        Self(&user.name)
    }

    /// What a user logs in with.
    pub fn of_login(user: &'a User) -> Self {
        Self(&user.username)
    }

    /// What a role is called.
    pub fn of_role(role: &'a Role) -> Self {
        Self(&role.name)
    }

    /// What a group is called.
    pub fn of_group(group: &'a Group) -> Self {
        Self(&group.name)
    }

    /// What a colleague is called.
    pub fn of_colleague(colleague: &'a Colleague) -> Self {
        Self(&colleague.user.1)
    }

    /// What a group is called that was read with something else.
    pub fn of_stored_group(group: &'a WaitingGroup) -> Option<Self> {
        group.group.as_ref().map(|(_, name)| Self(name))
    }

    /// The labels that a rule asks for, which are refused where they look like somebody's number or address.
    pub fn of_labels(rule: &'a SmartRule) -> impl Iterator<Item = Self> {
        rule.when.labels.iter().flatten().map(|label| Self(label))
    }

    /// The languages that a rule asks for.
    pub fn of_languages(rule: &'a SmartRule) -> impl Iterator<Item = Self> {
        rule.when.languages.iter().flatten().map(|language| Self(language.as_str()))
    }

    /// The tag of a language.
    pub fn of_language(language: &'a Language) -> Self {
        Self(language.as_str())
    }

    /// What the company is called.
    pub fn of_company(company: &'a Company) -> Self {
        Self(&company.name)
    }
}

/// The name of a permission that exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PermissionName(String);

impl PermissionName {
    /// What a permission is called.
    pub fn of(catalogue: &Catalogue, permission: Permission) -> Self {
        Self(catalogue.name(permission).to_owned())
    }

    /// The permission of this name; none where none has it.
    pub fn find(catalogue: &Catalogue, name: &str) -> Option<Self> {
        catalogue.find(name).map(|permission| Self::of(catalogue, permission))
    }
}

impl Display for PermissionName {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A code of ours that was stored: at most 40 of `a-z` and `_`, or the seed of a lot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct CodeWord(String);

impl CodeWord {
    /// Reads one.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let is_word = (1..=40).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let is_seed = text.len() == 16
            && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if is_word || is_seed { Ok(Self(text.to_owned())) } else { Err(Fault::Corrupt("a code")) }
    }
}

impl TryFrom<String> for CodeWord {
    type Error = Fault;

    fn try_from(text: String) -> Result<Self, Fault> {
        Self::parse(&text)
    }
}

/// The seed of a lot, as it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Serialize for Seed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As text: JSON numbers end at 2^53 in JavaScript.
        serializer.collect_str(self)
    }
}

impl Display for Seed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Who logged in, as the company told the front worker: what [`finish`](crate::company::handlers::login::finish)
/// answers.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Who {
    user: WhoUser,
    company: WhoCompany,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WhoUser {
    id: UserId,
    name: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WhoCompany {
    code: CompanyCode,
    name: String,
}

/// Where a page of a list ended: moments, places and ids of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cursor(String);

impl Cursor {
    /// Behind this chat.
    pub fn behind_chat(chat: &ChatRow) -> Self {
        Self(format!("{}_{}", chat.updated_at_ms, chat.id))
    }

    /// Behind this place of what waits.
    pub fn behind_waiting(place: WaitingPlace) -> Self {
        let WaitingPlace { priority, arrived_ms, place, no } = place;
        Self(format!("{priority}_{arrived_ms}_{place}_{no}"))
    }

    /// Behind this message.
    pub fn behind_message(message: &MessageRow) -> Self {
        Self(message.id.clone())
    }

    /// Behind this entry of the audit log.
    pub fn behind_entry(entry: &AuditRow) -> Self {
        Self(entry.seq.to_string())
    }
}
