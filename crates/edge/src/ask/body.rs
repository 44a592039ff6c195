//! Bodies of requests, each read where it is understood.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use usher_core::mask::{Policy, Region, Styles};
use usher_core::routing::Algorithm;
use usher_core::{Channels, GroupId, Holding, Rights, RoleId, UserId, UserStatus};

use super::PolicyChange;

/// The body of `POST /v1/login`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LoginBody {
    /// The company code.
    pub company: String,
    /// The user name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// The body of an answer to a client.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplyBody {
    /// What to answer.
    pub text: String,
}

/// The body of an assignment by hand.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignBody {
    /// To whom; `null` releases the chat to its group's queue.
    #[serde(deserialize_with = "Option::deserialize")]
    pub user: Option<UserId>,
}

/// What to change about a chat.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChatPatch {
    /// Its labels, all of them.
    #[serde(default)]
    pub labels: Option<Vec<String>>,
    /// The language of the client, by its tag; `null`: what the service says, from its next message on.
    #[serde(default, deserialize_with = "present")]
    pub language: Option<Option<String>>,
}

/// The body of a transfer: one of both.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TransferBody {
    /// To which group.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// To whom.
    #[serde(default)]
    pub user: Option<UserId>,
}

/// What somebody says of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PresenceChoice {
    /// Takes chats.
    Online,
    /// Completes what is in hand, takes nothing new.
    Finishing,
    /// Takes none for now.
    Away,
}

/// The body of `POST /v1/me/presence`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PresenceBody {
    /// What somebody says of themselves.
    pub presence: PresenceChoice,
}

/// A body that says nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

/// What to change about a user.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UserPatch {
    /// The roles held directly.
    #[serde(default)]
    pub roles: Option<Vec<Holding<RoleId>>>,
    /// The groups.
    #[serde(default)]
    pub groups: Option<Vec<Holding<GroupId>>>,
    /// The user's own channels; `null` takes the ceiling away.
    #[serde(default, deserialize_with = "present")]
    pub channels: Option<Option<Channels>>,
    /// Permissions that no grant can give.
    #[serde(default)]
    pub denied: Option<Vec<String>>,
    /// Whether the user takes part.
    #[serde(default)]
    pub status: Option<UserStatus>,
}

/// What to change about a role.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RolePatch {
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// What it gives.
    #[serde(default)]
    pub rights: Option<Rights>,
    /// For how many minutes at most it may be taken in an emergency; `null`: not at all.
    #[serde(default, deserialize_with = "present")]
    pub emergency_max_minutes: Option<Option<u32>>,
}

/// What to change about a group.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupPatch {
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The roles that its members hold.
    #[serde(default)]
    pub roles: Option<Vec<Holding<RoleId>>>,
    /// Rights of its own; `null` takes them away.
    #[serde(default, deserialize_with = "present")]
    pub rights: Option<Option<Rights>>,
    /// The channels that it works with.
    #[serde(default)]
    pub channels: Option<Channels>,
    /// Which member gets the next chat.
    #[serde(default)]
    pub algorithm: Option<Algorithm>,
}

/// A role to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewRole {
    /// The id; none: one is made from the name.
    #[serde(default)]
    pub id: Option<RoleId>,
    /// The name.
    pub name: String,
    /// What it gives.
    pub rights: Rights,
    /// For how many minutes at most it may be taken in an emergency; none: not at all.
    #[serde(default)]
    pub emergency_max_minutes: Option<u32>,
}

/// A group to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewGroup {
    /// The id; none: one is made from the name.
    #[serde(default)]
    pub id: Option<GroupId>,
    /// The name.
    pub name: String,
    /// The roles that its members hold.
    #[serde(default)]
    pub roles: Vec<Holding<RoleId>>,
    /// Rights of its own.
    #[serde(default)]
    pub rights: Option<Rights>,
    /// The channels that it works with.
    #[serde(default = "Channels::none")]
    pub channels: Channels,
    /// Which member gets the next chat.
    pub algorithm: Algorithm,
}

/// What a change of the policy would do, is asked with this.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PreviewBody {
    /// The changes, made together in this order.
    pub changes: Vec<PreviewChange>,
}

/// One change, of one of `user`, `role`, `group`, by one of `patch`, `create`, `delete`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PreviewChange {
    /// The user that is changed.
    #[serde(default)]
    pub user: Option<UserId>,
    /// The role that is changed.
    #[serde(default)]
    pub role: Option<RoleId>,
    /// The group that is changed.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// What would be sent to change it.
    #[serde(default)]
    pub patch: Option<Value>,
    /// What would be sent to make it.
    #[serde(default)]
    pub create: Option<Value>,
    /// Whether it goes: `true`.
    #[serde(default)]
    pub delete: Option<bool>,
}

impl PreviewChange {
    /// The change; none where it is not exactly one.
    pub fn read(self) -> Option<PolicyChange> {
        let act = match (self.patch, self.create, self.delete) {
            (Some(patch), None, None) => Act::Patch(patch),
            (None, Some(create), None) => Act::Create(create),
            (None, None, Some(true)) => Act::Delete,
            _ => return None,
        };
        Some(match (self.user, self.role, self.group, act) {
            (Some(user), None, None, Act::Patch(patch)) => PolicyChange::PatchUser(user, patch),
            (None, Some(role), None, Act::Patch(patch)) => PolicyChange::PatchRole(role, patch),
            (None, Some(role), None, Act::Create(create)) => PolicyChange::CreateRole(Some(role), create),
            (None, Some(role), None, Act::Delete) => PolicyChange::DeleteRole(role),
            (None, None, Some(group), Act::Patch(patch)) => PolicyChange::PatchGroup(group, patch),
            (None, None, Some(group), Act::Create(create)) => PolicyChange::CreateGroup(Some(group), create),
            (None, None, Some(group), Act::Delete) => PolicyChange::DeleteGroup(group),
            _ => return None,
        })
    }
}

enum Act {
    Patch(Value),
    Create(Value),
    Delete,
}

/// What is sent to take a role in an emergency.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeBody {
    /// The role.
    pub role: RoleId,
    /// For how many minutes.
    pub minutes: u32,
    /// Why: 10 to 500 characters.
    pub reason: String,
}

/// What is sent to end an emergency.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndBody {
    /// The role.
    pub role: RoleId,
}

/// What is searched for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SearchBody {
    /// A number, an address, a name, or a part of one.
    pub query: String,
}

/// What to change about how the company masks.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MaskingPatch {
    /// What the search in texts does where it is not sure.
    #[serde(default)]
    pub policy: Option<Policy>,
    /// The country of numbers without a calling code; `null`: it may be any.
    #[serde(default, deserialize_with = "present")]
    pub region: Option<Option<Region>>,
    /// What is shown of the kinds that are named here; of the others nothing changes.
    #[serde(default)]
    pub styles: Option<Styles>,
}

/// Settings of routing, as a whole.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoutingBody {
    /// The settings.
    pub settings: serde_json::Value,
}

/// A message, to see which rule of routing it would hit.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoutingTest {
    /// Settings that are not saved; none: those that are.
    #[serde(default)]
    pub settings: Option<serde_json::Value>,
    /// The channel that it comes in on.
    pub channel: usher_core::ChannelId,
    /// Whether the client is known.
    #[serde(default)]
    pub known: bool,
    /// The labels of the chat and of its client.
    #[serde(default)]
    pub labels: Vec<String>,
    /// The language that the client writes in, by its tag.
    #[serde(default)]
    pub language: Option<String>,
    /// What the client wrote.
    #[serde(default)]
    pub text: String,
    /// When, in milliseconds since 1970; none: now.
    #[serde(default)]
    pub at: Option<i64>,
}

/// What is sent to see a value that is masked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevealBody {
    /// Which field.
    pub field: String,
    /// Why: 3 to 500 characters.
    pub reason: String,
}

/// A field that is there, be it `null`.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
