//! The reading of what the browser reads: access documents, facts, route inputs.
//!
//! Written by hand, one line a field. Derived readers do the same and are kept for everything that only a server
//! reads, but each costs the browser three to five kilobytes of WebAssembly.

use super::{Node, ReadError};
use crate::sorted::SortedSet;
use crate::write::digits;

/// A type that is read from a tree of JSON. It must accept exactly what its derived reader accepts.
pub trait FromValue: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`ReadError`] where the value is not of this type.
    fn from_value(value: &Node) -> Result<Self, ReadError>;

    /// What an object without this field means; `None`: the field must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// The fields of an object.
pub(crate) struct Fields<'a>(&'a [(String, Node)]);

impl<'a> Fields<'a> {
    /// The fields of an object that has none but the known ones.
    pub(crate) fn of(value: &'a Node, what: &str, known: &[&str]) -> Result<Self, ReadError> {
        let Node::Object(fields) = value else { return Err(expected(what)) };
        match fields.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((unknown, _)) => Err(ReadError::new("unknown field").under(unknown)),
            None => Ok(Self(fields)),
        }
    }

    fn find(&self, name: &str) -> Option<&'a Node> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value of a field that must be there, unread.
    pub(crate) fn value(&self, name: &str) -> Result<&'a Node, ReadError> {
        self.find(name).ok_or_else(|| ReadError::new("missing field").under(name))
    }

    /// The items of a field that must be there, unread.
    pub(crate) fn list(&self, name: &str) -> Result<&'a [Node], ReadError> {
        self.value(name)?.as_list().ok_or_else(|| expected("a list").under(name))
    }

    /// The value of one field.
    pub(crate) fn get<T: FromValue>(&self, name: &str) -> Result<T, ReadError> {
        let read = match self.find(name) {
            Some(value) => T::from_value(value),
            None => T::absent().ok_or_else(|| ReadError::new("missing field")),
        };
        read.map_err(|error| error.under(name))
    }
}

/// The error of a value that is something else.
#[cold]
#[inline(never)]
pub(crate) fn expected(what: &str) -> ReadError {
    let mut message = String::from("expected ");
    message.push_str(what);
    ReadError::new(&message)
}

/// Text, or an error that names what was expected.
pub(crate) fn text<'a>(value: &'a Node, what: &str) -> Result<&'a str, ReadError> {
    value.as_str().ok_or_else(|| expected(what))
}

/// One of a few words.
pub(crate) fn word<T: Copy>(value: &Node, words: &[(&str, T)]) -> Result<T, ReadError> {
    let found = value.as_str().and_then(|text| words.iter().find(|(word, _)| *word == text));
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let mut message = String::from("expected one of");
        for (word, _) in words {
            message.push_str(" `");
            message.push_str(word);
            message.push('`');
        }
        ReadError::new(&message)
    })
}

/// Reads the items of a list one after the other.
#[inline(never)]
fn each(value: &Node, read: &mut dyn FnMut(&Node) -> Result<(), ReadError>) -> Result<(), ReadError> {
    let items = value.as_list().ok_or_else(|| expected("a list"))?;
    items
        .iter()
        .enumerate()
        .try_for_each(|(place, item)| read(item).map_err(|error| error.under(&digits(place as i64))))
}

impl FromValue for bool {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        value.as_bool().ok_or_else(|| expected("a boolean"))
    }
}

impl FromValue for u32 {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        value.as_u64().and_then(|number| number.try_into().ok()).ok_or_else(|| expected("a whole number"))
    }
}

impl FromValue for i64 {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        value.as_i64().ok_or_else(|| expected("a whole number"))
    }
}

impl FromValue for String {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        text(value, "a string").map(ToOwned::to_owned)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        if value.is_null() { Ok(None) } else { T::from_value(value).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        let mut list = Self::new();
        each(value, &mut |item| T::from_value(item).map(|item| list.push(item)))?;
        Ok(list)
    }
}

impl<T: FromValue + Ord> FromValue for SortedSet<T> {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        let mut set = Self::new();
        each(value, &mut |item| {
            set.insert(T::from_value(item)?);
            Ok(())
        })?;
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::read::{from_json, parse};
    use crate::{Channels, ChatFacts, ChatScope, ContactFacts, FieldVisibility, Section, UserId, UserStatus};

    /// What is read by hand and what is derived must accept the same, and make the same of it.
    #[track_caller]
    fn check<T: FromValue + DeserializeOwned + PartialEq + core::fmt::Debug>(rows: &[&str]) {
        for json in rows {
            let (by_hand, derived) = (parse::<T>(json), from_json::<T>(json));
            assert_eq!(by_hand.as_ref().ok(), derived.as_ref().ok(), "{json}: {by_hand:?} {derived:?}");
            if let (Err(by_hand), Err(derived)) = (by_hand, derived) {
                assert_eq!(by_hand.pointer(), derived.pointer(), "{json}");
            }
        }
    }

    #[test]
    fn as_derived() {
        check::<UserId>(&[r#""u1""#, r#""""#, r#""a b""#, "1", "null", "[]"]);
        check::<UserStatus>(&[r#""active""#, r#""removed""#, r#""Active""#, "1", r#"{"active":null}"#]);
        check::<ChatScope>(&[r#""none""#, r#""assigned""#, r#""group""#, r#""all""#, r#""some""#, "null"]);
        check::<Channels>(&[
            r#""all""#,
            r#""some""#,
            "[]",
            r#"["a","b"]"#,
            r#"["a","a"]"#,
            r#"["a",1]"#,
            "null",
            "{}",
        ]);
        check::<FieldVisibility>(&[
            "{}",
            r#"{"phone":"clear","loyalty":"masked"}"#,
            r#"{"phone":"open"}"#,
            r#"{"phone":1}"#,
            r#"{"phone":"clear","phone":"hidden"}"#,
            "[]",
        ]);
        check::<ChatFacts>(&[
            r#"{"channel":"a","known":true}"#,
            r#"{"channel":"a","known":false,"group":"g","assignee":"u","responsible":"r"}"#,
            r#"{"channel":"a","known":true,"group":null,"assignee":null,"responsible":null}"#,
            r#"{"channel":"a"}"#,
            r#"{"known":true}"#,
            r#"{"channel":null,"known":true}"#,
            r#"{"channel":"a","known":1}"#,
            r#"{"channel":"a","known":true,"asignee":"u"}"#,
            r#"{"channel":"a","known":true,"channel":"b"}"#,
            r#"["a",null,null,null,true]"#,
            "{",
            "",
        ]);
        check::<ContactFacts>(&[
            r#"{"channels":["a"],"chats":[{"channel":"a","known":true}]}"#,
            r#"{"channels":["a","a"],"chats":[],"responsible":"u"}"#,
            r#"{"channels":["a"],"chats":[{"channel":"a","known":true},{"channel":"a"}]}"#,
            r#"{"channels":["a",""],"chats":[]}"#,
            r#"{"channels":"all","chats":[]}"#,
            "{}",
        ]);
        check::<Section>(&[
            r#"{"id":"s","title":"T","url":"/","permission":"a.b"}"#,
            r#"{"id":"s","title":"T","url":"/"}"#,
            r#"{"id":"s","title":1,"url":"/","permission":"a.b"}"#,
        ]);
    }

    #[test]
    fn numbers() {
        assert_eq!(parse::<u32>("4294967295"), Ok(u32::MAX));
        assert_eq!(parse::<i64>("-9223372036854775808"), Ok(i64::MIN));
        for json in ["4294967296", "-1", "1.0", "\"1\"", "1e3"] {
            assert_eq!(parse::<u32>(json).unwrap_err().to_string(), "expected a whole number", "{json}");
        }
    }

    #[test]
    fn errors_name_the_place_and_no_value() {
        let error =
            parse::<ContactFacts>(r#"{"channels":[],"chats":[{"channel":"+905321234567","known":true}]}"#);
        assert_eq!(
            error.unwrap_err().to_string(),
            "an id holds a character that is not allowed at `/chats/0/channel`"
        );
    }
}
