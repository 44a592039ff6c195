//! Values that go into statements and come out of rows.

use serde::de::DeserializeOwned;
use usher_core::read;

use crate::fault::Fault;

/// A value of the database. Integers stay within 2^53, since JavaScript carries them; what may be larger is text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row, read column by column from the left.
#[derive(Debug)]
pub struct Row(std::vec::IntoIter<Value>);

impl Row {
    /// A row of these columns.
    pub fn new(columns: Vec<Value>) -> Self {
        Self(columns.into_iter())
    }

    /// The next column, as text.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it is something else.
    pub fn text(&mut self) -> Result<String, Fault> {
        self.text_or_null()?.ok_or(Fault::Corrupt("null where text was expected"))
    }

    /// The next column, as text or nothing.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it is something else.
    pub fn text_or_null(&mut self) -> Result<Option<String>, Fault> {
        match self.0.next() {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            _ => Err(Fault::Corrupt("a column is not text")),
        }
    }

    /// The next column, as a whole number.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it is something else.
    pub fn integer(&mut self) -> Result<i64, Fault> {
        self.integer_or_null()?.ok_or(Fault::Corrupt("null where a number was expected"))
    }

    /// The next column, as a whole number or nothing.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it is something else.
    pub fn integer_or_null(&mut self) -> Result<Option<i64>, Fault> {
        match self.0.next() {
            Some(Value::Integer(number)) => Ok(Some(number)),
            Some(Value::Null) => Ok(None),
            _ => Err(Fault::Corrupt("a column is not a number")),
        }
    }

    /// The next column, read as JSON.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it can not be read.
    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        // With the one reader that bodies have, too: each type would else be read by two, and weigh twice.
        read::from_json(&self.text()?).map_err(|_| Fault::Corrupt("a column is not the JSON it should be"))
    }

    /// The next column, read as JSON, or nothing.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it can not be read.
    pub fn json_or_null<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        let text = self.text_or_null()?;
        text.map(|text| read::from_json(&text))
            .transpose()
            .map_err(|_| Fault::Corrupt("a column is not the JSON it should be"))
    }

    /// The next column, read as an id or another type that parses itself.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it can not be read.
    pub fn parsed<T, E>(&mut self, parse: impl Fn(&str) -> Result<T, E>) -> Result<T, Fault> {
        parse(&self.text()?).map_err(|_| Fault::Corrupt("a column does not parse"))
    }

    /// The next column, read as an id or another type that parses itself, or nothing.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where it can not be read.
    pub fn parsed_or_null<T, E>(&mut self, parse: impl Fn(&str) -> Result<T, E>) -> Result<Option<T>, Fault> {
        self.text_or_null()?
            .map(|text| parse(&text))
            .transpose()
            .map_err(|_| Fault::Corrupt("a column does not parse"))
    }
}
