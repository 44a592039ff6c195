//! What happens.

use serde::{Deserialize, Serialize};

use super::number::{ChannelNo, ChatNo, GroupNo, PersonNo};
use super::policy::Policy;
use crate::chat::ChatKind;

/// Whether somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Connected, and takes chats.
    Online,
    /// Ends the shift: completes what is in hand, takes nothing new.
    Finishing,
    /// Connected, and said not to take any.
    Away,
    /// Not connected. After the grace their chats move.
    Lost,
}

/// Whether somebody works here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Works.
    Active,
    /// Is away for a time.
    Deactivated,
    /// Has left.
    Removed,
}

/// What somebody may take of a group on a channel, as [`entitlements`](super::entitlements) found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entitlement {
    /// The group.
    pub group: GroupNo,
    /// The channel.
    pub channel: ChannelNo,
    /// For which chats: a sum of [`NEW`](Self::NEW), [`KNOWN`](Self::KNOWN), [`OWN_NEW`](Self::OWN_NEW) and
    /// [`OWN_KNOWN`](Self::OWN_KNOWN).
    pub bits: u8,
}

impl Entitlement {
    /// Chats of clients who are new.
    pub const NEW: u8 = 1;
    /// Chats of clients who are known.
    pub const KNOWN: u8 = 2;
    /// Chats of clients who are new, for whom the person is responsible.
    pub const OWN_NEW: u8 = 4;
    /// Chats of clients who are known, for whom the person is responsible.
    pub const OWN_KNOWN: u8 = 8;
}

/// A person as the host describes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Profile {
    /// Whether they work here.
    pub status: Status,
    /// How much of text they may have in hand, in weights of channels.
    pub text_capacity: u16,
    /// How much of calls they may have in hand, in weights of channels.
    pub call_capacity: u16,
    /// What they can, a bit each.
    pub skills: u64,
    /// The groups that they are in.
    pub groups: Vec<GroupNo>,
    /// What they may take, in these groups and in others.
    pub entitlements: Vec<Entitlement>,
}

/// A chat as it comes in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Arrival {
    /// Its number.
    pub chat: ChatNo,
    /// The group that it is for.
    pub group: GroupNo,
    /// The channel that it is on.
    pub channel: ChannelNo,
    /// With one client or with several. Nobody is responsible for a chat with several.
    pub kind: ChatKind,
    /// Greater comes first.
    pub priority: u8,
    /// Whether the client is known.
    pub known: bool,
    /// Who is responsible for the client.
    pub responsible: Option<PersonNo>,
    /// Who had the chat last.
    pub last_agent: Option<PersonNo>,
    /// What somebody must be able to do for it, a bit each.
    pub skills: u64,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Event {
    /// A chat came in, or came back after it was closed.
    Arrived(Arrival),
    /// The client wrote.
    Message {
        /// The chat.
        chat: ChatNo,
    },
    /// Somebody answered the client. If nobody had the chat, they have it now, and are responsible for it.
    Answered {
        /// The chat.
        chat: ChatNo,
        /// Who.
        by: PersonNo,
    },
    /// The chat is done.
    Closed {
        /// The chat.
        chat: ChatNo,
    },
    /// The caller hung up before an answer.
    HungUp {
        /// The call.
        chat: ChatNo,
    },
    /// Something about a chat changed. What is not named stays.
    ChatChanged {
        /// The chat.
        chat: ChatNo,
        /// The new priority.
        priority: Option<u8>,
        /// Whether the client is known.
        known: Option<bool>,
        /// What somebody must be able to do for it.
        skills: Option<u64>,
    },
    /// Somebody came or went. Said again it changes nothing.
    Presence {
        /// Who.
        person: PersonNo,
        /// How they are now.
        presence: Presence,
    },
    /// Somebody is new here or changed. If they are not active, their chats move.
    Person {
        /// Who.
        person: PersonNo,
        /// What they are now.
        profile: Profile,
    },
    /// The company decided otherwise.
    Policy {
        /// The policy.
        policy: Policy,
    },
    /// A supervisor gives a chat to somebody.
    Assign {
        /// The chat.
        chat: ChatNo,
        /// To whom.
        to: PersonNo,
        /// What access says: whether they may take it.
        allowed: bool,
    },
    /// A chat goes to another group.
    Transfer {
        /// The chat.
        chat: ChatNo,
        /// The group.
        group: GroupNo,
    },
    /// A chat goes back to its group. Who had it does not get it again by itself.
    Release {
        /// The chat.
        chat: ChatNo,
    },
    /// Somebody takes a chat that nobody has.
    Take {
        /// The chat.
        chat: ChatNo,
        /// Who.
        by: PersonNo,
        /// What access says: whether they may take it.
        allowed: bool,
    },
    /// A day began in the company's time zone.
    Day {
        /// When, in milliseconds since the epoch.
        start_ms: i64,
    },
    /// The moment came that [`next_timer`](super::State::next_timer) named. At another moment it is harmless.
    Timer,
}
