//! What the engine takes and tells, as JSON, by hand: the browser reads and writes it, too.
//!
//! Derived readers and writers stand beside these, for servers, and mean the same; each would cost who loads this
//! kilobytes of WebAssembly. Each type is one table, of which reader and writer are made; a field that is missing there
//! does not compile.

mod answer;
mod event;
mod number;
mod rows;

/// Reads and writes an object: a line a field, in the order in which they are written.
macro_rules! object {
    ($type:ident, $what:literal { $($name:literal => $field:ident),+ $(,)? }) => {
        impl FromValue for $type {
            fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
                let mut fields = Fields::of(value, $what, &[$($name),+], reading);
                Self { $($field: fields.get($name)),+ }
            }
        }

        written!($type { $($name => $field),+ });
    };
}

/// Writes an object that is only told: a line a field.
macro_rules! written {
    ($type:ident { $($name:literal => $field:ident),+ $(,)? }) => {
        impl ToJson for $type {
            fn write(&self, json: &mut Json) {
                let Self { $($field),+ } = self;
                json.object(|json| {
                    $(json.field($name, $field);)+
                });
            }
        }
    };
}

/// Reads and writes one of a few words.
macro_rules! words {
    ($type:ident { $($word:literal => $one:ident),+ $(,)? }) => {
        impl FromValue for $type {
            fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
                let all = [$(Self::$one),+];
                let place = word(value, &[$($word),+], reading).unwrap_or_default();
                let [first, ..] = all;
                all.get(place).copied().unwrap_or(first)
            }
        }

        impl $type {
            /// The word for it.
            #[must_use]
            pub const fn word(&self) -> &'static str {
                match self {
                    $(Self::$one => $word),+
                }
            }
        }

        impl ToJson for $type {
            fn write(&self, json: &mut Json) {
                self.word().write(json);
            }
        }
    };
}

use {object, words, written};

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use crate::read;
    use crate::read::FromValue;
    use crate::routing::engine::dice::Dice;
    use crate::routing::engine::{Record, State, Step, Tables};
    use crate::write::ToJson;

    /// What is written by hand is what a derived writer writes.
    #[track_caller]
    fn written<T: ToJson + Serialize>(value: &T) -> String {
        let json = value.json();
        assert_eq!(json, serde_json::to_string(value).unwrap());
        json
    }

    /// And is read by hand as by a derived reader.
    #[track_caller]
    fn read_back<T: ToJson + Serialize + FromValue + DeserializeOwned + PartialEq + core::fmt::Debug>(
        value: &T,
    ) {
        let json = written(value);
        assert_eq!(read::parse::<T>(&json).as_ref(), Ok(value), "{json}");
        assert_eq!(read::from_json::<T>(&json).as_ref(), Ok(value), "{json}");
    }

    #[test]
    fn as_derived() {
        for run in 0..20 {
            let (mut dice, mut state) = (Dice::new(run), State::new());
            let start = dice.start();
            let events = start.into_iter().chain((0..300).map(|_| dice.event()).collect::<Vec<_>>());
            for (at_ms, seed, event) in events {
                read_back(&Record { at_ms, seed, event: event.clone() });
                if let Ok(explanations) = state.explain(at_ms, seed, &event) {
                    explanations.iter().for_each(|one| drop(written(one)));
                }
                if let Ok(step) = state.apply(at_ms, seed, &event) {
                    written(&step);
                }
            }
            read_back(&state.export());
        }
        written(&Step::new());
    }

    #[track_caller]
    fn refused<T: FromValue + DeserializeOwned + core::fmt::Debug>(json: &str, told: &str) {
        assert_eq!(read::parse::<T>(json).unwrap_err().told(), told);
        assert!(read::from_json::<T>(json).is_err(), "{json}");
    }

    #[test]
    fn what_is_refused_is_named_by_its_place() {
        let record =
            |event: &str| ["{\"atMs\":1,\"seed\":\"00000000deadbeef\",\"event\":", event, "}"].concat();
        for (event, told) in [
            (r#"{"type":"closed"}"#, "missing field at `/event/chat`"),
            (r#"{"type":"closed","chat":-1}"#, "expected a whole number at `/event/chat`"),
            (r#"{"type":"closed","chat":1.5}"#, "expected a whole number at `/event/chat`"),
            (r#"{"type":"closed","chat":"+905321234567"}"#, "expected a whole number at `/event/chat`"),
            (r#"{"type":"closed","chat":1,"by":2}"#, "unknown field at `/event/by`"),
            (r#"{"type":"closed","chat":1,"type":"closed"}"#, "a key is there twice"),
            (r#"{"chat":1}"#, "missing field at `/event/type`"),
            (r#"{"type":"transfer","chat":1,"group":65536}"#, "expected a whole number at `/event/group`"),
            ("[]", "expected an event at `/event`"),
            ("null", "expected an event at `/event`"),
        ] {
            refused::<Record>(&record(event), told);
        }
        assert!(
            read::parse::<Record>(&record(r#"{"type":"gone"}"#))
                .unwrap_err()
                .told()
                .starts_with("expected one of")
        );
        refused::<Record>(r#"{"atMs":1,"seed":"DEADBEEF00000000","event":{"type":"timer"}}"#, SEED);
        refused::<Record>(r#"{"atMs":1,"seed":"+0000000deadbeef","event":{"type":"timer"}}"#, SEED);
        refused::<Record>(r#"{"atMs":1,"seed":7,"event":{"type":"timer"}}"#, SEED);
        refused::<Tables>(r#"{"policy":{}}"#, "missing field at `/policy/channels`");
    }

    const SEED: &str = "expected 16 hexadecimal digits in lower case at `/seed`";
}
