//! Numbers, and what is made of them.

use crate::read::{FromValue, Node, Reading};
use crate::routing::engine::{ChannelNo, ChatNo, GroupNo, PersonNo};
use crate::write::{Json, ToJson};

/// Reads whole numbers of a type that does not hold all.
macro_rules! numbers {
    ($($type:ident),+) => {
        $(
            impl FromValue for $type {
                fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
                    let number = u64::read(value, reading);
                    let own = number.try_into();
                    if own.is_err() {
                        reading.expected("a whole number", value);
                    }
                    own.unwrap_or_default()
                }
            }
        )+
    };
}

numbers!(u8, u16);

impl FromValue for u64 {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let own = value.and_then(Node::as_u64);
        if own.is_none() {
            reading.expected("a whole number", value);
        }
        own.unwrap_or_default()
    }
}

/// Reads and writes numbers by which things are known.
macro_rules! known_by {
    ($($type:ident),+) => {
        $(
            impl FromValue for $type {
                fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
                    Self(FromValue::read(value, reading))
                }
            }

            impl ToJson for $type {
                fn write(&self, json: &mut Json) {
                    self.0.write(json);
                }
            }
        )+
    };
}

known_by!(PersonNo, ChatNo, GroupNo, ChannelNo);

impl<A: FromValue, B: FromValue> FromValue for (A, B) {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let items = value.and_then(Node::as_list).unwrap_or_default();
        if items.len() != 2 {
            reading.expected("a list of two", value);
        }
        let one = reading.under("0", |reading| A::read(items.first(), reading));
        (one, reading.under("1", |reading| B::read(items.get(1), reading)))
    }
}

impl FromValue for [i64; 2] {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        <(i64, i64)>::read(value, reading).into()
    }
}

impl ToJson for (i64, u16) {
    fn write(&self, json: &mut Json) {
        [self.0, i64::from(self.1)].write(json);
    }
}

impl ToJson for (u32, u32) {
    fn write(&self, json: &mut Json) {
        [i64::from(self.0), i64::from(self.1)].write(json);
    }
}
