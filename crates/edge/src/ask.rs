//! What the front worker asks of a company's object.
//!
//! Objects can be reached through the front worker only, and nothing of an outside request is passed on as it
//! came: it is read here into one of these, or refused.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use usher_core::routing::Algorithm;
use usher_core::{
    ChannelId, Channels, ChatId, ContactId, GroupId, Holding, Rights, RoleId, SectionId, UserId, UserStatus,
};

/// One question to a company's object.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Make the company.
    Found(Founding),
    /// Somebody wants to log in: whose password hash is it, and may they try?
    LoginBegin {
        /// The user name, in lower case.
        username: String,
    },
    /// The same for a company that does not exist: count the try, so that locking out tells nothing.
    LobbyBegin {
        /// Company code and user name.
        name: String,
    },
    /// The password was right: start a session.
    LoginFinish {
        /// The user.
        user: UserId,
        /// The hash that the password was verified against.
        password_hash: String,
        /// SHA-256 of the new session's token.
        token_hash: String,
    },
    /// Something that needs a session.
    Session {
        /// SHA-256 of the session's token.
        token_hash: String,
        /// What.
        ask: SessionAsk,
    },
    /// Meta asks whether a webhook address is ours.
    Handshake {
        /// The decoded pairs of the query.
        query: Vec<(String, String)>,
    },
}

/// A question of a logged-in user. A body is passed on as it came, and read where it is understood.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the endpoint of the same name")]
pub enum SessionAsk {
    Logout,
    Me,
    MyAccess,
    Chats(ChatQuery),
    Chat(ChatId),
    Messages { chat: ChatId, page: Page },
    Reply { chat: ChatId, body: Value },
    Assign { chat: ChatId, body: Value },
    Close(ChatId),
    Contact(ContactId),
    Channels,
    Users,
    User(UserId),
    Explain { user: UserId, question: Question },
    Roles,
    Groups,
    Group(GroupId),
    Policy,
    Change { change: PolicyChange, if_match: Option<String> },
    Preview(Value),
    Analysis,
    Emergencies,
    MyEmergency,
    TakeEmergency(Value),
    EndMyEmergency(Value),
    EndEmergency { user: UserId, body: Value },
    Section(SectionId),
    Audit(Page),
}

/// One change of the policy. A body is passed on as it came, and read where it is understood.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyChange {
    /// Another state of a user: a [`UserPatch`].
    PatchUser(UserId, Value),
    /// Another state of a role: a [`RolePatch`].
    PatchRole(RoleId, Value),
    /// Another state of a group: a [`GroupPatch`].
    PatchGroup(GroupId, Value),
    /// A new role, perhaps of this id: a [`NewRole`].
    CreateRole(Option<RoleId>, Value),
    /// A new group, perhaps of this id: a [`NewGroup`].
    CreateGroup(Option<GroupId>, Value),
    /// A role goes.
    DeleteRole(RoleId),
    /// A group goes.
    DeleteGroup(GroupId),
}

/// What a user may do, and to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The name of the permission.
    pub permission: String,
    /// On which chat or contact; none: on anything.
    pub about: Option<About>,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A chat.
    Chat(ChatId),
    /// A contact.
    Contact(ContactId),
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Where the part before ended; none: from the start.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: u32,
}

/// Whether a chat is being worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatStatus {
    /// It is.
    Open,
    /// It is done.
    Closed,
}

impl ChatStatus {
    /// The name, as in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// Whose chats are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those assigned to the asker.
    Mine,
    /// Those assigned to nobody.
    Nobodys,
}

/// Which chats are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatQuery {
    /// Only those of this status.
    pub status: Option<ChatStatus>,
    /// Only those of these.
    pub whose: Option<Whose>,
    /// Which part of the list.
    pub page: Page,
}

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

/// A field that is there, be it `null`.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The body of `POST /v1/companies`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FoundBody {
    /// The policy, read and checked by the core.
    pub policy: Value,
    /// Passwords in clear.
    pub credentials: Vec<CredentialBody>,
    /// What the vendors were told: [`ChannelSecret`]s.
    #[serde(default = "nothing")]
    pub channel_secrets: Value,
    /// Clients that the company knows already: [`NewContact`]s.
    #[serde(default = "nothing")]
    pub contacts: Value,
}

fn nothing() -> Value {
    Value::Array(Vec::new())
}

/// A user's first password.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CredentialBody {
    /// The user.
    pub user: UserId,
    /// The password.
    pub password: String,
}

/// A company to be made: [`FoundBody`] with the passwords hashed.
#[derive(Serialize, Deserialize)]
pub struct Founding {
    /// The policy as JSON.
    pub policy: String,
    /// User and password hash.
    pub credentials: Vec<(UserId, String)>,
    /// What the vendors were told: [`ChannelSecret`]s.
    pub channel_secrets: Value,
    /// Clients that the company knows already: [`NewContact`]s.
    pub contacts: Value,
}

impl core::fmt::Debug for Founding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Founding").finish_non_exhaustive()
    }
}

/// What the vendor of a channel was told, to recognise it by.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelSecret {
    /// The channel.
    pub channel: ChannelId,
    /// Meta's app secret.
    #[serde(default)]
    pub app_secret: Option<String>,
    /// The token of Meta's handshake.
    #[serde(default)]
    pub verify_token: Option<String>,
    /// Meta's id of the number.
    #[serde(default)]
    pub phone_number_id: Option<String>,
    /// Telegram's secret token.
    #[serde(default)]
    pub secret_token: Option<String>,
}

/// A client that the company knows already.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewContact {
    /// The id.
    pub id: ContactId,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// The e-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// The user name on some service.
    #[serde(default)]
    pub handle: Option<String>,
    /// The postal address.
    #[serde(default)]
    pub address: Option<String>,
    /// The user who is responsible.
    #[serde(default)]
    pub responsible: Option<UserId>,
    /// What vendors call the client.
    #[serde(default)]
    pub identities: Vec<NewIdentity>,
}

/// What a vendor calls a client.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewIdentity {
    /// The kind, such as `whatsapp` or `telegram`.
    pub kind: String,
    /// The vendor's value.
    pub value: String,
}
