//! JSON as it is written: keys in their order, as often as they stand there.

use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Leaf(Value),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    pub(crate) fn parse(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// How many values there are, this one included.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Leaf(_) => 1,
            Self::List(items) => 1 + items.iter().map(Self::count).sum::<usize>(),
            Self::Object(fields) => 1 + fields.iter().map(|(_, value)| value.count()).sum::<usize>(),
        }
    }

    /// The value of this number, in the order of the document.
    pub(crate) fn nth_mut(&mut self, number: usize) -> &mut Self {
        if number == 0 {
            return self;
        }
        let mut rest = number - 1;
        let below: Vec<&mut Self> = match self {
            Self::Leaf(_) => Vec::new(),
            Self::List(items) => items.iter_mut().collect(),
            Self::Object(fields) => fields.iter_mut().map(|(_, value)| value).collect(),
        };
        for child in below {
            let count = child.count();
            if rest < count {
                return child.nth_mut(rest);
            }
            rest -= count;
        }
        panic!("no value of this number")
    }

    /// What a JSON pointer leads to: more than one value, where keys on the way stand twice.
    pub(crate) fn at(&self, pointer: &str) -> Vec<&Self> {
        let Some(rest) = pointer.strip_prefix('/') else { return vec![self] };
        let (piece, below) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        match self {
            Self::Leaf(_) => Vec::new(),
            Self::List(items) => {
                let item = piece.parse().ok().and_then(|place: usize| items.get(place));
                item.map_or(Vec::new(), |item| item.at(below))
            }
            Self::Object(fields) => {
                let name = piece.replace("~1", "/").replace("~0", "~");
                let values = fields.iter().filter(|(key, _)| *key == name);
                values.flat_map(|(_, value)| value.at(below)).collect()
            }
        }
    }

    /// Whether this is an object without a key.
    pub(crate) fn lacks(&self, name: &str) -> bool {
        matches!(self, Self::Object(fields) if !fields.iter().any(|(key, _)| key == name))
    }
}

impl From<Value> for Tree {
    fn from(value: Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(fields) => {
                Self::Object(fields.into_iter().map(|(key, value)| (key, value.into())).collect())
            }
            leaf => Self::Leaf(leaf),
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(value) => write!(f, "{value}"),
            Self::List(items) => {
                f.write_str("[")?;
                for (place, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if place > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(fields) => {
                f.write_str("{")?;
                for (place, (key, value)) in fields.iter().enumerate() {
                    write!(f, "{}{}:{value}", if place > 0 { "," } else { "" }, Value::from(key.as_str()))?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Tree;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Leaf(Value::Null))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Tree::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = access.next_entry()? {
                    fields.push(field);
                }
                Ok(Tree::Object(fields))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
