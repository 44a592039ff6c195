//! The leaves of the grammar.

mod asked;
mod days;
mod key;
mod number;

pub(super) use asked::{Goals, Label, Tag, Texts, WithinHours};
pub(super) use days::{ClosedDates, Day, ZoneName};
pub(super) use number::{Calls, Priority, Seconds, SettingsVersion, Weight, Writing};

/// Declares a form of text that is read into a type of its own: what is expected, how it is read, what is said where it
/// can not be, and what stands in for it.
macro_rules! leaf {
    ($(#[$doc:meta])* $name:ident of $type:ty, $expected:expr, $read:expr, $write:expr, $unread:expr, $schema:expr) => {
        $(#[$doc])*
        pub(in crate::routing::settings) struct $name;

        impl Form for $name {
            type Of = $type;

            fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> $type {
                let Node::Text(text) = node else {
                    faults.wrong_type(at, $expected);
                    return Self::unread();
                };
                let read: fn(&str) -> Result<$type, (&'static str, String)> = $read;
                read(text).unwrap_or_else(|(code, message)| {
                    faults.unread(code, at, message);
                    Self::unread()
                })
            }

            fn unread() -> $type {
                $unread
            }

            fn write(value: &$type, out: &mut String) {
                let write: fn(&$type) -> String = $write;
                write_text(&write(value), out);
            }

            #[cfg(test)]
            fn schema(_: &mut Schemas) -> serde_json::Value {
                $schema
            }
        }
    };
}
use leaf;
