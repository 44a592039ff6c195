//! A place in a webhook body: reads fields, checks types and limits, and knows where it is.

use serde_json::Value;

use super::error::{Fault, InboundError};
use super::limits;

/// The last second of the year 9999, after which a time is not a time.
const LAST_SECOND: i64 = 253_402_300_799;

/// One JSON value and its pointer.
///
/// A field that is absent, null or an empty text counts as not there. A field of another type than asked for is
/// an error with its place.
pub(super) struct Node<'a> {
    value: &'a Value,
    pointer: String,
}

type Read<T> = Result<T, InboundError>;

/// Reads a body into JSON.
pub(super) fn json(body: &[u8]) -> Read<Value> {
    if body.len() > limits::BODY_BYTES {
        return Err(InboundError::new(Fault::BodyTooLarge, ""));
    }
    let text = core::str::from_utf8(body).map_err(|_| InboundError::new(Fault::InvalidUtf8, ""))?;
    serde_json::from_str(text).map_err(|_| InboundError::new(Fault::InvalidJson, ""))
}

impl<'a> Node<'a> {
    /// The body itself, which must be an object.
    pub(super) fn root(value: &'a Value) -> Read<Self> {
        Self { value, pointer: String::new() }.into_object()
    }

    fn fault(&self, fault: Fault) -> InboundError {
        InboundError::new(fault, &*self.pointer)
    }

    fn field(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Node { value, pointer: format!("{}/{}", self.pointer, key) })
    }

    /// Whether the field is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.value.get(key).is_some_and(|value| !value.is_null())
    }

    /// The names of the fields, sorted.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.value.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str))
    }

    /// A fault for a field that must be there.
    pub(super) fn missing(&self, key: &str) -> InboundError {
        InboundError::new(Fault::MissingField, format!("{}/{}", self.pointer, key))
    }

    /// A fault for a field that holds what it must not.
    pub(super) fn bad(&self, fault: Fault, key: &str) -> InboundError {
        InboundError::new(fault, format!("{}/{}", self.pointer, key))
    }

    /// An object.
    pub(super) fn object(&self, key: &str) -> Read<Option<Node<'a>>> {
        self.field(key).map(Node::into_object).transpose()
    }

    /// An object that must be there.
    pub(super) fn need_object(&self, key: &str) -> Read<Node<'a>> {
        self.object(key)?.ok_or_else(|| self.missing(key))
    }

    /// A list of objects; absent is empty.
    pub(super) fn list(&self, key: &str, limit: usize) -> Read<Vec<Node<'a>>> {
        match self.field(key) {
            Some(node) => node.items(limit)?.into_iter().map(Node::into_object).collect(),
            None => Ok(Vec::new()),
        }
    }

    /// The objects of a list of lists, row by row; absent is empty.
    pub(super) fn rows(&self, key: &str, limit: usize) -> Read<Vec<Node<'a>>> {
        let Some(node) = self.field(key) else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for row in node.items(limit)? {
            for item in row.items(limit)? {
                all.push(item.into_object()?);
            }
        }
        Ok(all)
    }

    fn items(&self, limit: usize) -> Read<Vec<Node<'a>>> {
        let items = self.value.as_array().ok_or_else(|| self.fault(Fault::WrongType))?;
        if items.len() > limit {
            return Err(self.fault(Fault::TooMany));
        }
        let at = |(index, value)| Node { value, pointer: format!("{}/{index}", self.pointer) };
        Ok(items.iter().enumerate().map(at).collect())
    }

    fn into_object(self) -> Read<Node<'a>> {
        if self.value.is_object() { Ok(self) } else { Err(self.fault(Fault::WrongType)) }
    }

    /// A text of at most `limit` bytes.
    pub(super) fn text(&self, key: &str, limit: usize) -> Read<Option<String>> {
        let Some(node) = self.field(key) else { return Ok(None) };
        let text = node.value.as_str().ok_or_else(|| node.fault(Fault::WrongType))?;
        if text.len() > limit {
            return Err(node.fault(Fault::TooLong));
        }
        Ok(Some(text).filter(|text| !text.is_empty()).map(str::to_owned))
    }

    /// A name, title or the like.
    pub(super) fn label(&self, key: &str) -> Read<Option<String>> {
        self.text(key, limits::LABEL_BYTES)
    }

    /// An identifier: a text, or a whole number where the vendor has one.
    pub(super) fn id(&self, key: &str) -> Read<Option<String>> {
        match self.field(key) {
            Some(node) if node.value.is_i64() || node.value.is_u64() => Ok(Some(node.value.to_string())),
            _ => self.text(key, limits::ID_BYTES),
        }
    }

    /// An identifier that must be there.
    pub(super) fn need_id(&self, key: &str) -> Read<String> {
        self.id(key)?.ok_or_else(|| self.missing(key))
    }

    /// A whole number.
    pub(super) fn whole(&self, key: &str) -> Read<Option<i64>> {
        let Some(node) = self.field(key) else { return Ok(None) };
        node.value.as_i64().map(Some).ok_or_else(|| node.fault(Fault::WrongType))
    }

    /// A number, as written.
    pub(super) fn number(&self, key: &str) -> Read<Option<String>> {
        let Some(node) = self.field(key) else { return Ok(None) };
        if node.value.is_number() {
            Ok(Some(node.value.to_string()))
        } else {
            Err(node.fault(Fault::WrongType))
        }
    }

    /// Whether a flag is set; absent is not.
    pub(super) fn flag(&self, key: &str) -> Read<bool> {
        let Some(node) = self.field(key) else { return Ok(false) };
        node.value.as_bool().ok_or_else(|| node.fault(Fault::WrongType))
    }

    /// Seconds since the epoch, as a number or as digits, in milliseconds.
    pub(super) fn seconds_as_ms(&self, key: &str) -> Read<Option<i64>> {
        let Some(node) = self.field(key) else { return Ok(None) };
        let seconds = match node.value {
            Value::String(digits) => digits.parse().ok(),
            value => value.as_i64(),
        };
        match seconds {
            Some(seconds) if (0..=LAST_SECOND).contains(&seconds) => Ok(Some(seconds * 1_000)),
            _ => Err(node.fault(Fault::WrongType)),
        }
    }

    /// The JSON itself, to be kept.
    pub(super) fn raw(&self) -> Read<String> {
        let raw = self.value.to_string();
        if raw.len() > limits::RAW_BYTES { Err(self.fault(Fault::TooLong)) } else { Ok(raw) }
    }
}
