//! Reading of JSON into types: one strict reader for everything that comes from outside.
//!
//! It says where something is wrong and never repeats a value, which may be somebody's phone number. It is also
//! several times smaller than the reader of `serde_json`, whose errors bring the formatting of floats and a copy of
//! the parser for every type: in the browser that is a third of the whole engine.

mod error;
mod fields;
mod node;
mod parse;
mod strict;
mod tree;

pub use error::ReadError;
pub(crate) use fields::{Fields, each, word};
pub use fields::{FromValue, Reading};
pub use node::{Node, Number};

use serde::de::DeserializeOwned;
use serde_json::Value;

use tree::Reader;

/// Reads a type from JSON. Keys that are there twice are refused, and so is whatever the type refuses.
///
/// ```
/// use usher_core::{ChatFacts, read};
/// assert!(read::from_json::<ChatFacts>(r#"{"channel": "wa-1", "known": true}"#).is_ok());
/// let error = read::from_json::<ChatFacts>(r#"{"channel": "wa-1", "known": 5}"#).unwrap_err();
/// assert_eq!(error.to_string(), "expected a boolean at `/known`");
/// ```
///
/// # Errors
/// [`ReadError`] where the text is not JSON, or not of this type.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    from_value(&value(text)?)
}

/// Reads a type from JSON that is read already.
///
/// # Errors
/// [`ReadError`] where the value is not of this type.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, ReadError> {
    T::deserialize(Reader::new(value))
}

/// Reads a type that a browser reads from JSON. Keys that are there twice are refused, and so is whatever the type
/// refuses.
///
/// ```
/// use usher_core::{ChatFacts, read};
/// assert!(read::parse::<ChatFacts>(r#"{"channel": "wa-1", "known": true}"#).is_ok());
/// let error = read::parse::<ChatFacts>(r#"{"channel": "wa-1", "known": 5}"#).unwrap_err();
/// assert_eq!(error.to_string(), "expected a boolean at `/known`");
/// ```
///
/// # Errors
/// [`ReadError`] where the text is not JSON, or not of this type.
pub fn parse<T: FromValue>(text: &str) -> Result<T, ReadError> {
    T::from_value(&node(text)?)
}

/// Reads any JSON as the tree that types are read from by hand. Keys that are there twice are refused.
///
/// # Errors
/// [`ReadError`] where the text is not JSON.
pub fn node(text: &str) -> Result<Node, ReadError> {
    parse::node(text)
}

/// Reads any JSON. Keys that are there twice are refused.
///
/// # Errors
/// [`ReadError`] where the text is not JSON.
pub fn value(text: &str) -> Result<Value, ReadError> {
    strict::value(text)
}
