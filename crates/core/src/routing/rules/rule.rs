//! A rule: what must hold, and where the chat goes.

use crate::channel::ChannelKind;
use crate::chat::Acquaintance;
use crate::id::{ChannelId, GroupId, HoursId, RuleId, SkillId, UserId};

use super::cue::Cue;
use super::language::Language;

/// Greatest number of rules.
pub const RULES_MAX: usize = 200;
/// Greatest number of alternatives of a condition.
pub const ALTERNATIVES_MAX: usize = 50;

/// A rule of a company's routing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmartRule {
    /// Its id.
    pub id: RuleId,
    /// What must hold, all of it.
    pub when: Conditions,
    /// Where the chat goes.
    pub to: Goal,
    /// The priority of the chat, from 0 to 9; none: that of its group.
    pub priority: Option<u32>,
    /// What somebody must be able to do for the chat, beside what its group asks for.
    pub skills: Vec<SkillId>,
}

/// What must hold for a rule. A condition that is not there holds; of alternatives one must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// The chat is on one of these channels.
    pub channels: Option<Vec<ChannelId>>,
    /// The channel is connected to one of these services.
    pub kinds: Option<Vec<ChannelKind>>,
    /// The client is new, or known.
    pub client: Option<Acquaintance>,
    /// The chat or its client has one of these labels, letter by letter.
    pub labels: Option<Vec<String>>,
    /// The client writes in one of these languages. `pt` holds for `pt-BR` too, and not the other way round.
    pub languages: Option<Vec<Language>>,
    /// It is within these hours, or is not.
    pub hours: Option<Within>,
    /// One of these is in the message.
    pub text: Option<Vec<Cue>>,
}

/// Within hours, or outside of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// Within.
    Open(HoursId),
    /// Outside.
    Closed(HoursId),
}

impl Within {
    /// The hours that it is about.
    pub fn hours(&self) -> &HoursId {
        match self {
            Self::Open(hours) | Self::Closed(hours) => hours,
        }
    }
}

/// Where a chat goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To a group, which gives it to one of its members.
    Group(GroupId),
    /// To a user, if that one may take it and is there; else it goes on as if the rule were not there.
    User(UserId),
    /// Into the queue of a group, or of no group, until somebody takes it: it is given to nobody.
    Queue(Option<GroupId>),
}

/// A condition, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// [`Conditions::channels`].
    Channels,
    /// [`Conditions::kinds`].
    Kinds,
    /// [`Conditions::client`].
    Client,
    /// [`Conditions::labels`].
    Labels,
    /// [`Conditions::languages`].
    Languages,
    /// [`Conditions::hours`].
    Hours,
    /// [`Conditions::text`].
    Text,
}

impl Condition {
    /// The key in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Channels => "channels",
            Self::Kinds => "kinds",
            Self::Client => "client",
            Self::Labels => "labels",
            Self::Languages => "languages",
            Self::Hours => "hours",
            Self::Text => "text",
        }
    }
}
