//! What somebody holds by its id: always, or for a period.

use core::fmt;
use core::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::period::{Moments, Period};

/// A role or a group, held always or for a period.
///
/// In JSON the id alone, or an object: `"agent"`, `{"id": "agent", "endsAt": 1760000000000}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holding<Id> {
    /// What is held.
    pub id: Id,
    /// When.
    pub period: Period,
}

impl<Id> Holding<Id> {
    /// Held without start and end.
    pub const fn always(id: Id) -> Self {
        Self { id, period: Period::ALWAYS }
    }
}

impl<Id> From<Id> for Holding<Id> {
    fn from(id: Id) -> Self {
        Self::always(id)
    }
}

impl<Id: Serialize> Serialize for Holding<Id> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Dated<'a, Id> {
            id: &'a Id,
            #[serde(flatten)]
            period: Moments,
        }
        if self.period.is_always() {
            return self.id.serialize(serializer);
        }
        Dated { id: &self.id, period: self.period.into() }.serialize(serializer)
    }
}

impl<'de, Id: Deserialize<'de>> Deserialize<'de> for Holding<Id> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an id, or an id with its period")]
        struct Dated<Id> {
            id: Id,
            #[serde(default)]
            starts_at: Option<i64>,
            #[serde(default)]
            ends_at: Option<i64>,
        }
        struct Form<Id>(PhantomData<Id>);
        impl<'de, Id: Deserialize<'de>> Visitor<'de> for Form<Id> {
            type Value = Holding<Id>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id, or an id with its period")
            }

            fn visit_str<E: serde::de::Error>(self, id: &str) -> Result<Holding<Id>, E> {
                Id::deserialize(StrDeserializer::new(id)).map(Holding::always)
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Holding<Id>, A::Error> {
                let dated = Dated::deserialize(MapAccessDeserializer::new(fields))?;
                let period = Period::new(dated.starts_at, dated.ends_at).map_err(A::Error::custom)?;
                Ok(Holding { id: dated.id, period })
            }
        }
        deserializer.deserialize_any(Form(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::RoleId;
    use crate::read;

    #[track_caller]
    fn check(json: &str, expect: Result<&str, &str>) {
        let held = read::from_json::<Holding<RoleId>>(json).map_err(|error| error.to_string());
        let written = held.map(|held| serde_json::to_string(&held).unwrap());
        assert_eq!(written.as_deref().map_err(String::as_str), expect, "{json}");
    }

    #[test]
    fn an_id_or_an_id_with_its_period() {
        check(r#""agent""#, Ok(r#""agent""#));
        check(r#"{"id":"agent"}"#, Ok(r#""agent""#));
        check(r#"{"id":"agent","startsAt":null,"endsAt":5}"#, Ok(r#"{"id":"agent","endsAt":5}"#));
        check(r#"{"id":"agent","startsAt":1,"endsAt":5}"#, Ok(r#"{"id":"agent","startsAt":1,"endsAt":5}"#));
        check(r#"{"id":"agent","startsAt":5,"endsAt":5}"#, Err("a period must end after it starts"));
        check(r#"{"id":"agent","until":5}"#, Err("unknown field at `/until`"));
        check(r#"{"endsAt":5}"#, Err("missing field at `/id`"));
        check(r#"["agent"]"#, Err("expected an id, or an id with its period"));
        check("7", Err("expected an id, or an id with its period"));
    }
}
