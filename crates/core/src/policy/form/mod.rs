//! The form of a document, said once: of a policy, and of a company's routing.
//!
//! Each part of a document has a [`Form`]: how it is read, what it is judged by, how it is written, and its JSON
//! Schema. [`document`] puts the forms of a policy together, field by field, and reads like a grammar. What is read,
//! checked, written and published can therefore not drift apart.
//!
//! Reading never stops: what is not of its form is noted, and something neutral stands in for it until the document
//! is refused, so that everything else is judged too.

mod document;
mod holding;
pub(crate) mod id;
pub(crate) mod list;
pub(crate) mod map;
mod masking;
pub(crate) mod text;
pub(crate) mod word;

#[cfg(test)]
pub(crate) use crate::policy::schema::Schemas;
#[cfg(test)]
pub(crate) use word::Words;

pub(crate) use super::check::Check;
pub(crate) use super::error::Faults;
pub(crate) use super::path::Path;
pub(crate) use super::tree::Node;

/// The form of a part of a document.
pub(crate) trait Form {
    /// What it is read into.
    type Of: 'static;

    /// Reads it. What is not of this form is noted.
    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Self::Of;

    /// What stands in for it where it could not be read.
    fn unread() -> Self::Of;

    /// Notes what the form alone does not say.
    fn check(_: &Self::Of, _: &Path<'_>, _: &mut Check<'_>) {}

    /// Writes it as JSON.
    fn write(value: &Self::Of, out: &mut String);

    /// Its JSON Schema.
    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value;
}

/// Writes a text as JSON.
pub(crate) fn write_text(text: &str, out: &mut String) {
    // Most texts are ids and words.
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        return out.push('"');
    }
    // Writing a text to memory does not fail.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// The form of a structure: `"key" field: Form`, or `"key" field: Form = what it means when it is not there`.
macro_rules! object {
    ($what:literal $type:ident { $($key:literal $field:ident: $form:ty $(= $absent:expr)?,)* }) => {
        impl Form for $type {
            type Of = Self;

            fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Self {
                let Node::Object(fields) = node else {
                    faults.wrong_type(at, $what);
                    return Self::unread();
                };
                $(let mut $field = None;)*
                for (key, node) in fields {
                    let at = at.key(key);
                    match &**key {
                        $($key if $field.is_some() => faults.duplicate_key(&at),
                        $key => $field = Some(<$form>::read(node, &at, faults)),)*
                        _ => faults.unknown_field(&at),
                    }
                }
                Self {
                    $($field: match $field {
                        Some(value) => value,
                        None => object!(absent $form, at.key($key), faults $(, $absent)?),
                    },)*
                }
            }

            fn unread() -> Self {
                Self { $($field: <$form>::unread(),)* }
            }

            fn check(value: &Self, at: &Path<'_>, check: &mut Check<'_>) {
                $(<$form>::check(&value.$field, &at.key($key), check);)*
            }

            fn write(value: &Self, out: &mut String) {
                let mut next = '{';
                $(if object!(is_told value.$field $(, $absent)?) {
                    out.push(core::mem::replace(&mut next, ','));
                    out.push_str(concat!("\"", $key, "\":"));
                    <$form>::write(&value.$field, out);
                })*
                out.push_str(if next == '{' { "{}" } else { "}" });
            }

            #[cfg(test)]
            fn schema(schemas: &mut Schemas) -> serde_json::Value {
                schemas.define(stringify!($type), |schemas| {
                    let mut object = schemas.object(stringify!($type));
                    $({
                        let schema = <$form>::schema(schemas);
                        let absent: Option<<$form as Form>::Of> = object!(default $($absent)?);
                        let absent = absent.map(|absent| {
                            let mut json = String::new();
                            <$form>::write(&absent, &mut json);
                            json
                        });
                        object.field($key, stringify!($field), schema, absent.as_deref());
                    })*
                    object.finish()
                })
            }
        }
    };
    (absent $form:ty, $at:expr, $faults:ident) => {{
        $faults.missing(&$at);
        <$form>::unread()
    }};
    (absent $form:ty, $at:expr, $faults:ident, $absent:expr) => { $absent };
    (is_told $value:expr) => { true };
    (is_told $value:expr, $absent:expr) => { $value != $absent };
    (default) => { None };
    (default $absent:expr) => { Some($absent) };
}
pub(crate) use object;
