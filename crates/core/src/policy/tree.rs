//! JSON as a tree that keeps what a policy is judged by: the order of the keys, and those that stand twice.

use core::fmt;
use std::borrow::Cow;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A value. Texts without escapes are borrowed from the document.
#[derive(Clone, Debug)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// Where a text stops being JSON, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotJson {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl<'a> Node<'a> {
    /// Reads a document.
    pub(crate) fn parse(json: &'a str) -> Result<Self, NotJson> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let node = Node::deserialize(&mut deserializer);
        node.and_then(|node| deserializer.end().map(|()| node))
            .map_err(|error| NotJson { line: error.line(), column: error.column() })
    }

    /// What a JSON pointer leads to; of several equal keys, to the first.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Self> {
        let mut pieces = pointer.split('/').skip(1);
        pieces.try_fold(self, |node, piece| node.child(piece).1)
    }

    /// The places of the steps of a JSON pointer, by which values are in the order of the document. A key that is
    /// missing stands at the end of its object.
    pub(crate) fn trail(&self, pointer: &str) -> Vec<usize> {
        let mut node = Some(self);
        let mut step = |piece: &str| {
            let (place, below) = node.map_or((usize::MAX, None), |node| node.child(piece));
            node = below;
            place
        };
        pointer.split('/').skip(1).map(&mut step).collect()
    }

    /// Where in a list a text stands first.
    pub(crate) fn place_of(&self, text: &str) -> Option<usize> {
        let Self::List(items) = self else { return None };
        items.iter().position(|item| matches!(item, Self::Text(own) if own == text))
    }

    fn child(&self, piece: &str) -> (usize, Option<&Self>) {
        let found = match self {
            Self::List(items) => piece.parse().ok().and_then(|place| Some((place, items.get(place)?))),
            Self::Object(fields) => {
                let name = piece.replace("~1", "/").replace("~0", "~");
                fields
                    .iter()
                    .position(|(key, _)| *key == name)
                    .and_then(|place| fields.get(place).map(|(_, value)| (place, value)))
            }
            _ => None,
        };
        found.map_or((usize::MAX, None), |(place, node)| (place, Some(node)))
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(yes))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node<'de>, E> {
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.into())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = access.next_entry_seed(Key, core::marker::PhantomData)? {
            fields.push(field);
        }
        Ok(Node::Object(fields))
    }
}

/// A key, borrowed where it can be: what serde reads for a `Cow` is always a copy.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.into()))
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order_and_stand_twice() {
        let node = Node::parse(r#"{"z":1,"a\/b":[true,{"x":null}],"z":"\u0041"}"#).unwrap();
        assert!(matches!(node.at("/z"), Some(Node::Number(_))));
        assert!(matches!(node.at("/a~1b/1/x"), Some(Node::Null)));
        assert!(node.at("/a~1b/2").is_none() && node.at("/z/0").is_none());
        assert_eq!(node.trail("/a~1b/1/x"), [1, 1, 0]);
        assert_eq!(node.trail("/b/1"), [usize::MAX, usize::MAX]);
    }

    #[test]
    fn what_is_not_json_has_a_line_and_a_column() {
        for (json, line, column) in [("", 1, 0), ("{\n \"a\":}", 2, 6), ("[1] 2", 1, 5), ("[1e999]", 1, 6)] {
            assert_eq!(Node::parse(json).map(drop), Err(NotJson { line, column }), "{json}");
        }
        assert!(Node::parse(&"[".repeat(200)).is_err());
    }
}
