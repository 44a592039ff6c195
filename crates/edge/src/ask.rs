//! What the front worker asks of a company's object.
//!
//! Objects can be reached through the front worker only, and nothing of an outside request is passed on as it
//! came: it is read here into one of these, or refused.

mod body;
mod founding;

pub use body::{
    AssignBody, ChatPatch, EmptyBody, EndBody, GroupPatch, LoginBody, MaskingPatch, NewGroup, NewRole,
    PresenceBody, PresenceChoice, PreviewBody, PreviewChange, ReplyBody, RevealBody, RolePatch, RoutingBody,
    RoutingTest, SearchBody, TakeBody, TransferBody, UserPatch,
};
pub use founding::{ChannelSecret, CredentialBody, FoundBody, Founding, NewContact, NewIdentity};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use usher_core::{ChatId, ContactId, GroupId, RoleId, SectionId, UserId, UserStatus};

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
    ChangeChat {
        chat: ChatId,
        body: Sealed,
    },
    Labels,
    Messages {
        chat: ChatId,
        page: Page,
    },
    Reply {
        chat: ChatId,
        body: Value,
    },
    Assign {
        chat: ChatId,
        body: Value,
    },
    Close(ChatId),
    Transfer {
        chat: ChatId,
        body: Value,
    },
    Take(ChatId),
    Assignments(ChatId),
    Queue(QueueQuery),
    Team,
    Missed(MissedQuery),
    Removal {
        user: UserId,
        status: UserStatus,
    },
    Traffic {
        days: u32,
    },
    ChoosePresence(Value),
    Contact(ContactId),
    SearchContacts(Sealed),
    Reveal {
        contact: ContactId,
        body: Sealed,
    },
    Channels,
    Users,
    User(UserId),
    Explain {
        user: UserId,
        question: Question,
    },
    Roles,
    Groups,
    Group(GroupId),
    Policy,
    Change {
        change: PolicyChange,
        if_match: Option<String>,
    },
    Preview(Value),
    Masking,
    ChangeMasking {
        body: Value,
        if_match: Option<String>,
    },
    Routing,
    ChangeRouting {
        body: Sealed,
        if_match: Option<String>,
    },
    TestRouting(Sealed),
    Analysis,
    Emergencies,
    MyEmergency,
    TakeEmergency(Value),
    EndMyEmergency(Value),
    EndEmergency {
        user: UserId,
        body: Value,
    },
    Section(SectionId),
    Audit(Page),
    /// Only whether an export would begin.
    ExportAhead {
        what: What,
        format: Format,
    },
    Export {
        what: What,
        format: Format,
    },
}

/// A body that holds what somebody's number or address may be. It is not printed.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(pub Value);

impl core::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Sealed")
    }
}

/// One change of the policy. A body is passed on as it came, and read where it is understood.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyChange {
    /// Another state of a user: a [`UserPatch`].
    PatchUser(UserId, Value),
    /// A user leaves for good.
    RemoveUser(UserId),
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

/// How an export is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A table for spreadsheets: RFC 4180.
    Csv,
    /// An array of JSON.
    Json,
}

impl Format {
    /// The name, as in the address and at the end of a file name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// What is exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The cards of contacts.
    Contacts,
    /// The chats, perhaps only those of a status.
    Chats(Option<ChatStatus>),
    /// The messages of a chat.
    Messages(ChatId),
}

impl What {
    /// The name, as in file names and in the audit log.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Chats(_) => "chats",
            Self::Messages(_) => "messages",
        }
    }
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

/// Which part of what waits is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueQuery {
    /// Only that of this group.
    pub group: Option<GroupId>,
    /// Which part of the list.
    pub page: Page,
}

/// Which waits that were too long are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedQuery {
    /// From when on, in milliseconds since the epoch.
    pub from: Option<i64>,
    /// Until when, in milliseconds since the epoch.
    pub until: Option<i64>,
    /// Only those of this group.
    pub group: Option<GroupId>,
}
