//! How a company masks.

#[cfg(test)]
use super::Schemas;
use super::word::{Choice, Words};
use super::{Check, Faults, Form, Node, Path, write_text};
use crate::field::FieldKind;
use crate::mask::{Region, Styles};
use crate::policy::FIELDS_MAX;
use crate::sorted::SortedSet;

/// A country by its two letters.
pub(crate) struct Country;

impl Form for Country {
    type Of = Region;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Region {
        const EXPECTED: &str = "the two letters of a country";
        let Node::Text(text) = node else {
            faults.wrong_type(at, EXPECTED);
            return Self::unread();
        };
        Region::parse(text).unwrap_or_else(|| {
            faults.unread("region_unknown", at, format!("expected {EXPECTED}"));
            Self::unread()
        })
    }

    fn unread() -> Region {
        Region::NOWHERE
    }

    fn check(region: &Region, at: &Path<'_>, check: &mut Check<'_>) {
        if region.calling_code().is_none() {
            check.note("region_unknown", at, "no country with phone numbers has these letters");
        }
    }

    fn write(region: &Region, out: &mut String) {
        write_text(region.as_str(), out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.region()
    }
}

/// Styles by kind of personal data.
pub(crate) struct StyleMap;

impl Form for StyleMap {
    type Of = Styles;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Styles {
        let Node::Object(kinds) = node else {
            faults.wrong_type(at, "styles by kind of field");
            return Self::unread();
        };
        if kinds.len() > FIELDS_MAX {
            faults.too_many(at, kinds.len(), FIELDS_MAX);
        }
        let mut named = SortedSet::new();
        let mut styles = Styles::partial();
        for (key, node) in kinds.iter().take(FIELDS_MAX) {
            let at = at.key(key);
            match FieldKind::parse(key) {
                Ok(kind) if !named.insert(kind.clone()) => faults.duplicate_key(&at),
                Ok(kind) => styles = styles.with(kind, Choice::read(node, &at, faults)),
                Err(error) => faults.add(error.code(), &at, error.to_string()),
            }
        }
        styles
    }

    fn unread() -> Styles {
        Styles::partial()
    }

    fn check(styles: &Styles, at: &Path<'_>, check: &mut Check<'_>) {
        check.at_most(FIELDS_MAX, styles.iter().count(), at);
    }

    fn write(styles: &Styles, out: &mut String) {
        let mut next = '{';
        for (kind, style) in styles.iter() {
            out.push(core::mem::replace(&mut next, ','));
            write_text(kind.as_str(), out);
            out.push(':');
            write_text(style.word(), out);
        }
        out.push_str(if next == '{' { "{}" } else { "}" });
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let style = Choice::<crate::mask::Style>::schema(schemas);
        schemas.styles(&style, FIELDS_MAX)
    }
}
