//! Words of which there are a few, switches and numbers.

use core::marker::PhantomData;

#[cfg(test)]
use super::Schemas;
use super::{Check, Faults, Form, Node, Path, write_text};
use crate::channel::ChannelKind;
use crate::chat::Acquaintance;
use crate::field::Visibility;
use crate::mask::{Policy, Style};
use crate::policy::{POLICY_VERSION, UTC_OFFSET_MAX_MINUTES, UTC_OFFSET_MIN_MINUTES};
use crate::role::{ChatScope, EMERGENCY_MAX_MINUTES, NewClients};
use crate::routing::Algorithm;
use crate::routing::settings::{GivingBack, Sticky};
use crate::user::UserStatus;

/// A type of which there are a few values, each with its word. The first stands in for what could not be read.
pub(crate) trait Words: Copy + 'static {
    /// What the type is called in the source, where its documentation stands.
    #[cfg(test)]
    const NAME: &'static str;
    /// What it is called in the schema, where another type has the name.
    #[cfg(test)]
    const DEFINED: &'static str = Self::NAME;
    const ALL: &'static [Self];

    fn word(self) -> &'static str;
}

macro_rules! words {
    ($type:ident $(as $defined:literal)? $word:expr, $($value:ident)*) => {
        impl Words for $type {
            #[cfg(test)]
            const NAME: &'static str = stringify!($type);
            $(#[cfg(test)]
            const DEFINED: &'static str = $defined;)?
            const ALL: &'static [Self] = &[$(Self::$value),*];

            fn word(self) -> &'static str {
                $word(self)
            }
        }
    };
}

words!(ChannelKind Self::as_str, Whatsapp Instagram Messenger Telegram Sms Voip Other);
words!(ChatScope Self::as_str, None Assigned Group All);
words!(Algorithm Self::code, OnlineToday FewerAssigned Random RoundRobin LongestIdle FreeCapacity Skill Fair);
words!(UserStatus user_status, Active Deactivated Removed);
words!(Acquaintance acquaintance, New Known);
words!(Sticky Self::as_str, None Responsible LastAgent);
words!(GivingBack Self::as_str, Never UnlessAnswered Always);
words!(Visibility visibility, Hidden Masked Clear);
words!(Policy as "MaskingPolicy" Self::as_str, Balanced Strict);
words!(Style Self::as_str, Partial Hidden Clear Token);

fn user_status(status: UserStatus) -> &'static str {
    match status {
        UserStatus::Active => "active",
        UserStatus::Deactivated => "deactivated",
        UserStatus::Removed => "removed",
    }
}

fn acquaintance(client: Acquaintance) -> &'static str {
    match client {
        Acquaintance::New => "new",
        Acquaintance::Known => "known",
    }
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Hidden => "hidden",
        Visibility::Masked => "masked",
        Visibility::Clear => "clear",
    }
}

/// One of a few words.
pub(crate) struct Choice<T>(PhantomData<T>);

impl<T: Words> Choice<T> {
    pub(crate) fn expected() -> String {
        let words = T::ALL.iter().map(|value| format!(" `{}`", value.word()));
        format!("expected one of{}", words.collect::<String>())
    }
}

impl<T: Words> Form for Choice<T> {
    type Of = T;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> T {
        let (code, text) = match node {
            Node::Text(text) => ("unknown_word", &**text),
            _ => ("wrong_type", ""),
        };
        T::ALL.iter().find(|value| value.word() == text).copied().unwrap_or_else(|| {
            faults.unread(code, at, Self::expected());
            Self::unread()
        })
    }

    fn unread() -> T {
        // A type of the grammar without a single word does not compile.
        const { assert!(!T::ALL.is_empty()) };
        match T::ALL {
            [first, ..] => *first,
            [] => Self::unread(),
        }
    }

    fn write(value: &T, out: &mut String) {
        write_text(value.word(), out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.words::<T>()
    }
}

/// Whether unassigned chats of new clients are shown.
pub(crate) struct Switch;

impl Form for Switch {
    type Of = NewClients;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> NewClients {
        match node {
            Node::Bool(true) => NewClients::Shown,
            Node::Bool(false) => NewClients::Hidden,
            _ => {
                faults.wrong_type(at, "a boolean");
                Self::unread()
            }
        }
    }

    fn unread() -> NewClients {
        NewClients::Hidden
    }

    fn write(value: &NewClients, out: &mut String) {
        out.push_str(if *value == NewClients::Shown { "true" } else { "false" });
    }

    #[cfg(test)]
    fn schema(_: &mut Schemas) -> serde_json::Value {
        serde_json::json!({"type": "boolean"})
    }
}

/// A whole number within a range.
pub(crate) struct Whole<R>(PhantomData<R>);

/// From where to where, and what is said of a number beyond.
pub(crate) trait Range {
    type Of: Copy + Into<i64> + TryFrom<i64> + Default + 'static;
    const MIN: i64;
    const MAX: i64;
    const CODE: &'static str;

    fn message() -> String {
        format!("not from {} to {}", Self::MIN, Self::MAX)
    }
}

/// The version of the document.
pub(crate) struct Version;

impl Range for Version {
    type Of = u32;
    const MIN: i64 = POLICY_VERSION as i64;
    const MAX: i64 = POLICY_VERSION as i64;
    const CODE: &'static str = "policy_unknown_version";

    fn message() -> String {
        format!("only version {POLICY_VERSION} is understood")
    }
}

/// The count of changes.
pub(crate) struct Revision;

impl Range for Revision {
    type Of = u32;
    const MIN: i64 = 0;
    const MAX: i64 = u32::MAX as i64;
    const CODE: &'static str = "revision_out_of_range";
}

/// An offset of local time from UTC, in minutes.
pub(crate) struct UtcOffset;

impl Range for UtcOffset {
    type Of = i32;
    const MIN: i64 = UTC_OFFSET_MIN_MINUTES as i64;
    const MAX: i64 = UTC_OFFSET_MAX_MINUTES as i64;
    const CODE: &'static str = "offset_out_of_range";
}

/// For how long something may be taken in an emergency, in minutes.
pub(crate) struct EmergencyMinutes;

impl Range for EmergencyMinutes {
    type Of = u32;
    const MIN: i64 = 1;
    const MAX: i64 = EMERGENCY_MAX_MINUTES as i64;
    const CODE: &'static str = "emergency_out_of_range";
}

impl<R: Range> Form for Whole<R> {
    type Of = R::Of;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> R::Of {
        let Some(number) = whole(node) else {
            faults.wrong_type(at, "a whole number");
            return Self::unread();
        };
        R::Of::try_from(number).unwrap_or_else(|_| {
            faults.unread(R::CODE, at, R::message());
            Self::unread()
        })
    }

    fn unread() -> R::Of {
        R::Of::default()
    }

    fn check(value: &R::Of, at: &Path<'_>, check: &mut Check<'_>) {
        if !(R::MIN..=R::MAX).contains(&(*value).into()) {
            check.note(R::CODE, at, R::message());
        }
    }

    fn write(value: &R::Of, out: &mut String) {
        let number: i64 = (*value).into();
        out.push_str(&number.to_string());
    }

    #[cfg(test)]
    fn schema(_: &mut Schemas) -> serde_json::Value {
        if R::MIN == R::MAX {
            return serde_json::json!({"const": R::MIN});
        }
        serde_json::json!({"type": "integer", "minimum": R::MIN, "maximum": R::MAX})
    }
}

/// A whole number; one that no other number here could be, where it is too great.
pub(crate) fn whole(node: &Node<'_>) -> Option<i64> {
    match node {
        Node::Number(number) => number.as_i64().or_else(|| number.as_u64().map(|_| i64::MAX)),
        _ => None,
    }
}
