//! Texts for people, names to log in with, addresses.

#[cfg(test)]
use super::Schemas;
use super::{Check, Faults, Form, Node, Path, write_text};
use crate::id::UserId;
use crate::policy::NAME_MAX_CHARS;
use crate::section::Section;

/// Declares a form of text: what is expected, whether a text is of it, and what is said where not.
macro_rules! text {
    ($(#[doc = $doc:literal])* $name:ident, $expected:literal, $is_good:expr, $code:literal, $message:expr) => {
        $(#[doc = $doc])*
        pub(crate) struct $name;

        impl Form for $name {
            type Of = String;

            fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> String {
                let Node::Text(text) = node else {
                    faults.wrong_type(at, $expected);
                    return Self::unread();
                };
                text.clone().into_owned()
            }

            fn unread() -> String {
                String::new()
            }

            fn check(text: &String, at: &Path<'_>, check: &mut Check<'_>) {
                let is_good: fn(&str) -> bool = $is_good;
                if !is_good(text) {
                    check.note($code, at, $message);
                }
            }

            fn write(text: &String, out: &mut String) {
                write_text(text, out);
            }

            #[cfg(test)]
            fn schema(schemas: &mut Schemas) -> serde_json::Value {
                schemas.text(stringify!($name), concat!($($doc),*).trim())
            }
        }
    };
}

text!(
    /// A name or title, for people.
    Name,
    "a name",
    is_name,
    "name_malformed",
    format!("a name has 1 to {NAME_MAX_CHARS} characters and no control characters")
);

text!(
    /// A name to log in with.
    Username,
    "a user name",
    |name| UserId::parse(name).is_ok() && name.bytes().all(|byte| !byte.is_ascii_uppercase()),
    "username_malformed",
    "not 1 to 64 of a-z, 0-9, `_`, `.` and `-`"
);

text!(
    /// Where a section lives.
    Url,
    "an address",
    Section::is_safe_url,
    "section_bad_url",
    "neither a path from the root nor an https address"
);

fn is_name(name: &str) -> bool {
    let is_bounded = name.chars().nth(NAME_MAX_CHARS).is_none();
    is_bounded && !name.trim().is_empty() && !name.chars().any(char::is_control)
}
