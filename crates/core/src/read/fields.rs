//! The reading of what the browser reads: access documents, facts, route inputs.
//!
//! Written by hand, one line a field. Derived readers do the same and are kept for everything that only a server
//! reads, but each costs the browser three to five kilobytes of WebAssembly.

use super::{Node, ReadError};
use crate::sorted::SortedSet;
use crate::write::{digits, joined};

/// A type that is read from a tree of JSON. It must accept exactly what its derived reader accepts.
pub trait FromValue: Sized {
    /// Reads it. `None`: it is a field that is not there. Where that or the value will not do, this is noted, and what is
    /// returned means nothing.
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self;

    /// Reads it.
    ///
    /// # Errors
    /// [`ReadError`] where the value is not of this type.
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        Reading::whole(|reading| Self::read(Some(value), reading))
    }
}

/// What is noted while something is read: the first thing that is wrong with it.
///
/// It is asked for once, at the end. To turn back at each field costs the code to throw away all that was read before.
///
/// INVARIANT: only `Reading::whole` makes one to begin with, and it hands nothing out of which something is wrong.
#[derive(Debug)]
pub struct Reading(Option<ReadError>);

impl Reading {
    /// What is read, unless something is wrong with it.
    pub(crate) fn whole<T>(read: impl FnOnce(&mut Self) -> T) -> Result<T, ReadError> {
        let mut reading = Self(None);
        let value = read(&mut reading);
        reading.0.map_or(Ok(value), Err)
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.0.is_none()
    }

    /// Notes that something is wrong here.
    #[cold]
    #[inline(never)]
    pub(crate) fn refuse(&mut self, message: &str) {
        self.0.get_or_insert_with(|| ReadError::new(message));
    }

    /// Notes that a value is something else, or not there.
    #[cold]
    #[inline(never)]
    pub(crate) fn expected(&mut self, what: &str, value: Option<&Node>) {
        match value {
            Some(_) => self.refuse(&joined(&["expected ", what])),
            None => self.refuse("missing field"),
        }
    }

    /// Notes what is wrong further in, under this key or place.
    #[inline(never)]
    fn within(&mut self, inner: Self, key: &str) {
        if let (None, Some(error)) = (&self.0, inner.0) {
            self.0 = Some(error.under(key));
        }
    }

    /// Reads what stands under a key.
    pub(crate) fn under<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let mut inner = Self(None);
        let value = read(&mut inner);
        self.within(inner, key);
        value
    }
}

/// The fields of an object.
pub(crate) struct Fields<'a, 'r> {
    fields: &'a [(String, Node)],
    reading: &'r mut Reading,
}

impl<'a, 'r> Fields<'a, 'r> {
    /// The fields of an object that has none but the known ones.
    pub(crate) fn of(value: Option<&'a Node>, what: &str, known: &[&str], reading: &'r mut Reading) -> Self {
        let Some(Node::Object(fields)) = value else {
            reading.expected(what, value);
            return Self { fields: &[], reading };
        };
        for (name, _) in fields {
            if !known.contains(&name.as_str()) {
                reading.under(name, |reading| reading.refuse("unknown field"));
            }
        }
        Self { fields, reading }
    }

    /// The value of a field, unread.
    pub(crate) fn value(&self, name: &str) -> Option<&'a Node> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value of one field.
    pub(crate) fn get<T: FromValue>(&mut self, name: &str) -> T {
        let mut inner = Reading(None);
        let value = T::read(self.value(name), &mut inner);
        self.reading.within(inner, name);
        value
    }

    /// Notes what is wrong with these fields.
    pub(crate) fn reading(&mut self) -> &mut Reading {
        self.reading
    }
}

/// The place of a word among a few.
pub(crate) fn word(value: Option<&Node>, words: &[&str], reading: &mut Reading) -> Option<usize> {
    let text = value.and_then(Node::as_str);
    for (place, word) in words.iter().enumerate() {
        if text == Some(word) {
            return Some(place);
        }
    }
    let mut message = String::from("one of");
    for word in words {
        message.push_str(" `");
        message.push_str(word);
        message.push('`');
    }
    reading.expected(&message, value);
    None
}

/// Reads the items of a list one after the other.
#[inline(never)]
pub(crate) fn each(value: Option<&Node>, reading: &mut Reading, read: &mut dyn FnMut(&Node, &mut Reading)) {
    let Some(Node::List(items)) = value else { return reading.expected("a list", value) };
    for (place, item) in items.iter().enumerate() {
        let mut inner = Reading(None);
        read(item, &mut inner);
        if !inner.is_sound() {
            reading.within(inner, &digits(place as i64));
        }
    }
}

impl FromValue for bool {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let own = value.and_then(Node::as_bool);
        if own.is_none() {
            reading.expected("a boolean", value);
        }
        own.unwrap_or_default()
    }
}

impl FromValue for u32 {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let own = value.and_then(Node::as_u64).and_then(|number| number.try_into().ok());
        if own.is_none() {
            reading.expected("a whole number", value);
        }
        own.unwrap_or_default()
    }
}

impl FromValue for i64 {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let own = value.and_then(Node::as_i64);
        if own.is_none() {
            reading.expected("a whole number", value);
        }
        own.unwrap_or_default()
    }
}

impl FromValue for String {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let own = value.and_then(Node::as_str);
        if own.is_none() {
            reading.expected("a string", value);
        }
        own.unwrap_or_default().to_owned()
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        match value {
            None | Some(Node::Null) => None,
            _ => Some(T::read(value, reading)),
        }
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let mut list = Self::new();
        each(value, reading, &mut |item, reading| list.push(T::read(Some(item), reading)));
        list
    }
}

impl<T: FromValue + Ord> FromValue for SortedSet<T> {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let mut set = Self::new();
        each(value, reading, &mut |item, reading| {
            set.insert(T::read(Some(item), reading));
        });
        set
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
