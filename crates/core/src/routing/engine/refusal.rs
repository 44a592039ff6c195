//! Why an event was refused.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Why an event was refused. It has changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// There is no such open chat.
    UnknownChat,
    /// There is no such person.
    UnknownPerson,
    /// There is no such group.
    UnknownGroup,
    /// There is no such channel.
    UnknownChannel,
    /// The person is deactivated or removed.
    UserInactive,
    /// The person may not take the chat.
    MayNotTake,
    /// The person has no room for the chat.
    AtCapacity,
    /// Somebody else has the chat.
    AlreadyAssigned,
    /// Somebody has the call, and a call is completed by who has it.
    CallIsPinned,
    /// A number is greater than it may be.
    NumberTooLarge,
    /// The moment lies before 2020 or far ahead.
    BadMoment,
    /// More than there may be.
    TooMany,
    /// The policy names what does not exist, or a weight is zero.
    BadPolicy,
    /// Stored rows contradict one another.
    BadTables,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownChat => "unknown_chat",
            Self::UnknownPerson => "unknown_person",
            Self::UnknownGroup => "unknown_group",
            Self::UnknownChannel => "unknown_channel",
            Self::UserInactive => "user_inactive",
            Self::MayNotTake => "may_not_take",
            Self::AtCapacity => "at_capacity",
            Self::AlreadyAssigned => "already_assigned",
            Self::CallIsPinned => "call_is_pinned",
            Self::NumberTooLarge => "number_too_large",
            Self::BadMoment => "bad_moment",
            Self::TooMany => "too_many",
            Self::BadPolicy => "bad_policy",
            Self::BadTables => "bad_tables",
        }
    }
}

impl Refusal {
    /// The message for people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::UnknownChat => "there is no such open chat",
            Self::UnknownPerson => "there is no such person",
            Self::UnknownGroup => "there is no such group",
            Self::UnknownChannel => "there is no such channel",
            Self::UserInactive => "the person is deactivated or removed",
            Self::MayNotTake => "the person may not take the chat",
            Self::AtCapacity => "the person has no room for the chat",
            Self::AlreadyAssigned => "somebody else has the chat",
            Self::CallIsPinned => "a call is completed by who has it",
            Self::NumberTooLarge => "a number is greater than it may be",
            Self::BadMoment => "the moment lies before 2020 or far ahead",
            Self::TooMany => "this is more than there may be",
            Self::BadPolicy => "the policy names what does not exist, or a weight is zero",
            Self::BadTables => "stored rows contradict one another",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.message())
    }
}

impl core::error::Error for Refusal {}
