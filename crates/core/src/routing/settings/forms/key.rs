//! What is told apart by a text: the keys of objects, the items of lists.

#[cfg(test)]
use serde_json::json;

use crate::channel::ChannelKind;
use crate::id::{ChannelId, GroupId, HoursId, SkillId, UserId};
use crate::policy::check::Kind;
#[cfg(test)]
use crate::policy::form::Schemas;
use crate::policy::form::id::{Id, Ref, Refers};
use crate::policy::form::list::{Item, Keys};
use crate::policy::form::map::Key;
use crate::policy::form::word::{Choice, Words};
use crate::routing::hours::{Date, YEAR_MAX, YEAR_MIN};
use crate::routing::rules::SmartRule;

/// Ids as keys, and what they refer to.
macro_rules! keys {
    ($($id:ident $kind:expr;)*) => {
        $(impl Key for $id {
            const KIND: Option<Kind> = $kind;

            fn read(text: &str) -> Result<Self, (&'static str, String)> {
                Self::parse(text).map_err(|error| (error.code(), error.to_string()))
            }

            fn with<R>(&self, say: impl FnOnce(&str) -> R) -> R {
                say(self.as_str())
            }

            #[cfg(test)]
            fn schema(schemas: &mut Schemas) -> serde_json::Value {
                schemas.id::<Self>()
            }
        })*
    };
}

keys! {
    UserId Some(Kind::User);
    GroupId Some(Kind::Group);
    ChannelId Some(Kind::Channel);
    HoursId None;
}

impl Key for ChannelKind {
    const KIND: Option<Kind> = None;

    fn read(text: &str) -> Result<Self, (&'static str, String)> {
        let found = Self::ALL.iter().find(|kind| kind.word() == text).copied();
        match found {
            Some(Self::Voip) => Err(("weight_of_calls", "a call takes one place, always".into())),
            Some(kind) => Ok(kind),
            None => Err(("unknown_word", Choice::<Self>::expected())),
        }
    }

    fn with<R>(&self, say: impl FnOnce(&str) -> R) -> R {
        say(self.as_str())
    }

    #[cfg(test)]
    fn schema(_: &mut Schemas) -> serde_json::Value {
        let written: Vec<&str> =
            Self::ALL.iter().filter(|kind| **kind != Self::Voip).map(|kind| kind.word()).collect();
        json!({"enum": written})
    }
}

/// What is said of a text that is no day.
pub(super) fn no_date() -> String {
    format!("expected a day as `{YEAR_MIN}-12-31`, to the end of {YEAR_MAX}")
}

impl Key for Date {
    const KIND: Option<Kind> = None;

    fn read(text: &str) -> Result<Self, (&'static str, String)> {
        Self::parse(text).ok_or_else(|| ("date_malformed", no_date()))
    }

    fn with<R>(&self, say: impl FnOnce(&str) -> R) -> R {
        say(&self.to_string())
    }

    #[cfg(test)]
    fn schema(_: &mut Schemas) -> serde_json::Value {
        json!({"type": "string", "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", "format": "date"})
    }
}

impl Refers for UserId {
    const KIND: Kind = Kind::User;
    #[cfg(test)]
    const HOLDING: &'static str = "UserHolding";
}

impl Refers for HoursId {
    const KIND: Kind = Kind::Hours;
    #[cfg(test)]
    const HOLDING: &'static str = "HoursHolding";
}

impl<T: Refers> Item for Ref<T> {
    const KEYS: Keys<T> = &[("", |id| id.text())];
}

impl Item for Id<SkillId> {
    const KEYS: Keys<SkillId> = &[("", |skill| skill.as_str())];
}

impl Item for Choice<ChannelKind> {
    const KEYS: Keys<ChannelKind> = &[("", |kind| kind.as_str())];
}

impl Item for SmartRule {
    const KEYS: Keys<Self> = &[("id", |rule| rule.id.as_str())];
}
