//! Names of things: every id is a type of its own, so that a user can not be passed where a chat is meant.

use core::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::read::{FromValue, Node, Reading};
use crate::write::{Json, ToJson};

/// Greatest length of an id, in bytes.
pub const ID_MAX_BYTES: usize = 64;

/// Why a string is not an id. The string itself is not repeated: it may be somebody's phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdError {
    /// The string is empty.
    Empty,
    /// The string is longer than its limit.
    TooLong,
    /// The string holds a character outside the alphabet of its kind.
    BadCharacter,
}

impl IdError {
    /// Stable code of this error.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "id_empty",
            Self::TooLong => "id_too_long",
            Self::BadCharacter => "id_bad_character",
        }
    }

    /// What is wrong, for people.
    pub fn message(self) -> &'static str {
        match self {
            Self::Empty => "an id must not be empty",
            Self::TooLong => "an id is longer than its limit",
            Self::BadCharacter => "an id holds a character that is not allowed",
        }
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for IdError {}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

fn is_company_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn validated(text: &str, max_bytes: usize, allowed: fn(u8) -> bool) -> Result<Arc<str>, IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > max_bytes {
        return Err(IdError::TooLong);
    }
    if !text.bytes().all(allowed) {
        return Err(IdError::BadCharacter);
    }
    Ok(text.into())
}

/// Reads the text of an id; where it is none, something that means nothing.
fn read_id(
    value: Option<&Node>,
    max_bytes: usize,
    allowed: fn(u8) -> bool,
    reading: &mut Reading,
) -> Arc<str> {
    let Some(text) = value.and_then(Node::as_str) else {
        reading.expected("an id", value);
        return "".into();
    };
    validated(text, max_bytes, allowed).unwrap_or_else(|error| {
        reading.refuse(error.message());
        "".into()
    })
}

/// What every kind of id can do, for what reads any of them.
pub(crate) trait Identifier: Sized + 'static {
    /// Greatest length, in bytes.
    #[cfg(test)]
    const MAX_BYTES: usize;

    /// Reads an id.
    fn read(text: &str) -> Result<Self, IdError>;

    /// The id as text.
    fn text(&self) -> &str;

    /// What stands in for an id that could not be read while the rest of its document is judged. It is equal to no
    /// id, and such a document is refused.
    fn unread() -> Self;
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $max:expr, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads an id.
            ///
            /// # Errors
            /// [`IdError`] where the text is empty, too long, or holds a character outside the alphabet.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                validated(text, $max, $allowed).map(Self)
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Identifier for $name {
            #[cfg(test)]
            const MAX_BYTES: usize = $max;

            fn read(text: &str) -> Result<Self, IdError> {
                Self::parse(text)
            }

            fn text(&self) -> &str {
                &self.0
            }

            fn unread() -> Self {
                Self("".into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl ToJson for $name {
            fn write(&self, json: &mut Json) {
                self.as_str().write(json);
            }
        }

        impl FromValue for $name {
            fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
                Self(read_id(value, $max, $allowed, reading))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// A user: an employee of a company.
    UserId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A role: a named bundle of rights.
    RoleId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A group of users.
    GroupId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A channel: one connected account.
    ChannelId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A contact: a client.
    ContactId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A chat: a conversation of a contact on a channel.
    ChatId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A message of a chat.
    MessageId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A section of the host application.
    SectionId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A skill: what somebody can.
    SkillId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// Working hours that have a name.
    HoursId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// A rule of a company's routing.
    RuleId, ID_MAX_BYTES, is_id_byte
);
id!(
    /// The code of a company, 1 to 32 of `a-z`, `0-9` and `-`: what a user types first when logging in.
    CompanyCode, 32, is_company_byte
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<(), IdError>) {
        assert_eq!(UserId::parse(text).map(|id| assert_eq!(id.as_str(), text)), expect, "{text}");
    }

    #[test]
    fn ids_are_validated() {
        check("u1", Ok(()));
        check("A-b_c.9", Ok(()));
        check(&"a".repeat(ID_MAX_BYTES), Ok(()));
        check(&"a".repeat(ID_MAX_BYTES + 1), Err(IdError::TooLong));
        check("", Err(IdError::Empty));
        check("a b", Err(IdError::BadCharacter));
        check("a/b", Err(IdError::BadCharacter));
        check("é", Err(IdError::BadCharacter));
    }

    #[test]
    fn company_codes_are_narrower() {
        assert!(CompanyCode::parse("demo-1").is_ok());
        assert_eq!(CompanyCode::parse("Demo"), Err(IdError::BadCharacter));
        assert_eq!(CompanyCode::parse("de_mo"), Err(IdError::BadCharacter));
    }
}
