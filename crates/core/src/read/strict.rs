//! JSON as a tree, without duplicate keys.

use core::cell::Cell;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::ReadError;

pub(super) fn value(text: &str) -> Result<Value, ReadError> {
    let twice = Cell::new(false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree { twice: &twice }.deserialize(&mut deserializer);
    match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(_) if twice.get() => Err(ReadError::new("a key is there twice")),
        Ok(value) => Ok(value),
        Err(error) => {
            let place = format!("not JSON, line {} column {}", error.line(), error.column());
            Err(ReadError::new(&place))
        }
    }
}

/// Reads a value that `serde_json` would also read, but notices where of several equal keys it would keep the last.
///
/// That is noted beside, not returned as an error: the way in which `serde_json` makes errors of texts is long.
#[derive(Clone, Copy)]
struct Tree<'a> {
    twice: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let field = access.next_value_seed(self)?;
            if fields.insert(key, field).is_some() {
                self.twice.set(true);
            }
        }
        Ok(Value::Object(fields))
    }
}
