//! JSON as a tree, for what is read by hand.

/// A value of JSON.
///
/// A type of our own, and a small one: the tree of `serde_json` brings its parser and a balanced tree with it, which
/// together are a tenth of what a browser loads.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// The fields of an object, as they stand there, each key once.
    Object(Vec<(String, Node)>),
}

/// A number. Nothing that is read by hand is a fraction, so these are told and not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A whole number.
    Whole(i64),
    /// A whole number beyond `i64`.
    Large(u64),
    /// A fraction, a power, or a number beyond both.
    Other,
}

impl Node {
    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean that this is.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(yes) => Some(*yes),
            _ => None,
        }
    }

    /// The whole number that this is.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(Number::Whole(number)) => Some(*number),
            _ => None,
        }
    }

    /// The whole number that this is, where it is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(Number::Whole(number)) => (*number).try_into().ok(),
            Self::Number(Number::Large(number)) => Some(*number),
            _ => None,
        }
    }

    /// The text that this is.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of the list that this is.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The fields of the object that this is.
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// The value of a field of the object that this is.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}
