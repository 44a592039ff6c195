//! How a question is read: strictly, and by hand.
//!
//! Derived readers would do the same, and each costs whoever loads this kilobytes of WebAssembly. The reader of the access
//! document knows no fractions, of which a simulation has many.

use serde_json::{Map, Value};

use crate::read::ReadError;
use crate::routing::Algorithm;
use crate::{ChannelId, GroupId, UserId};

use super::rules::{Capacity, Stickiness};
use super::world::Medium;

/// What is read from JSON.
pub(super) trait FromJson: Sized {
    fn from_json(value: &Value) -> Result<Self, ReadError>;

    /// What it is where it is not there; `None`: it must be.
    fn absent() -> Option<Self> {
        None
    }
}

/// The fields of an object that has none but the known ones.
pub(super) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    pub(super) fn of(value: &'a Value, known: &[&str]) -> Result<Self, ReadError> {
        let fields = value.as_object().ok_or_else(|| ReadError::new("expected an object"))?;
        match fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(ReadError::new("unknown field").under(unknown)),
            None => Ok(Self(fields)),
        }
    }

    pub(super) fn get<T: FromJson>(&self, name: &str) -> Result<T, ReadError> {
        let read = match self.0.get(name) {
            Some(value) => T::from_json(value),
            None => T::absent().ok_or_else(|| ReadError::new("missing field")),
        };
        read.map_err(|error| error.under(name))
    }
}

impl FromJson for f64 {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        value.as_f64().ok_or_else(|| ReadError::new("expected a number"))
    }
}

impl FromJson for u32 {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let whole = value.as_u64().and_then(|number| number.try_into().ok());
        whole.ok_or_else(|| ReadError::new("expected a whole number"))
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        value.as_bool().ok_or_else(|| ReadError::new("expected a boolean"))
    }
}

impl FromJson for (u32, u32) {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let numbers: Vec<u32> = FromJson::from_json(value)?;
        match numbers.as_slice() {
            [one, other] => Ok((*one, *other)),
            _ => Err(ReadError::new("expected two whole numbers")),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        let items = value.as_array().ok_or_else(|| ReadError::new("expected a list"))?;
        let mut list = Self::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            list.push(T::from_json(item).map_err(|error| error.under(&place.to_string()))?);
        }
        Ok(list)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// Text of which something is made.
fn text<T>(value: &Value, make: impl FnOnce(&str) -> Option<T>) -> Result<T, ReadError> {
    value.as_str().and_then(make).ok_or_else(|| ReadError::new("expected an id"))
}

impl FromJson for UserId {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        text(value, |text| Self::parse(text).ok())
    }
}

impl FromJson for GroupId {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        text(value, |text| Self::parse(text).ok())
    }
}

impl FromJson for ChannelId {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        text(value, |text| Self::parse(text).ok())
    }
}

/// One of a few words.
fn word<T: Copy>(value: &Value, words: &[(&str, T)]) -> Result<T, ReadError> {
    let found = value.as_str().and_then(|text| words.iter().find(|(word, _)| *word == text));
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        ReadError::new(&["expected one of `", &known.join("` `"), "`"].concat())
    })
}

impl FromJson for Algorithm {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        word(value, &Self::ALL.map(|algorithm| (algorithm.code(), algorithm)))
    }
}

impl FromJson for Medium {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        word(value, &[("text", Self::Text), ("call", Self::Call)])
    }
}

impl FromJson for Capacity {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        word(value, &[("unlimited", Self::Unlimited), ("slots", Self::Slots)])
    }
}

impl FromJson for Stickiness {
    fn from_json(value: &Value) -> Result<Self, ReadError> {
        word(value, &[("none", Self::None), ("responsible", Self::Responsible)])
    }
}
