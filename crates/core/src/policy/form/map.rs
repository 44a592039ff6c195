//! Objects whose keys are ids.

use core::marker::PhantomData;

#[cfg(test)]
use super::Schemas;
use super::{Check, Faults, Form, Node, Path, write_text};
use crate::order::sort_by;
use crate::policy::check::Kind;
use crate::sorted::SortedMap;

/// What the keys of an object are.
pub(crate) trait Key: Clone + Ord + 'static {
    /// What they refer to, where they do.
    const KIND: Option<Kind>;

    /// Reads a key, or says with a code and a message why it is none.
    fn read(text: &str) -> Result<Self, (&'static str, String)>;

    /// Says the key as it is written.
    fn with<R>(&self, say: impl FnOnce(&str) -> R) -> R;

    /// The pattern of a key.
    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value;
}

/// At most so many of one form, each under a key. What stands beyond is not read.
pub(crate) struct Map<K, F, const MAX: usize>(PhantomData<(K, F)>);

impl<K: Key, F: Form, const MAX: usize> Form for Map<K, F, MAX> {
    type Of = SortedMap<K, F::Of>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Self::Of {
        let Node::Object(fields) = node else {
            faults.wrong_type(at, "an object");
            return Self::unread();
        };
        if fields.len() > MAX {
            faults.too_many(at, fields.len(), MAX);
        }
        let mut entries = Vec::new();
        for (place, (text, value)) in fields.iter().take(MAX).enumerate() {
            let at = at.key(text);
            match K::read(text) {
                Ok(key) => entries.push((key, place, F::read(value, &at, faults))),
                Err((code, message)) => faults.add(code, &at, message),
            }
        }
        // In the order of the keys, each is added at the end.
        sort_by(&mut entries, |(a, first, _), (b, second, _)| a.cmp(b).then(first.cmp(second)));
        let mut map = SortedMap::new();
        for (key, _, value) in entries {
            if map.get(&key).is_some() {
                key.with(|text| faults.duplicate_key(&at.key(text)));
            } else {
                map.insert(key, value);
            }
        }
        map
    }

    fn unread() -> Self::Of {
        SortedMap::new()
    }

    fn check(map: &Self::Of, at: &Path<'_>, check: &mut Check<'_>) {
        check.at_most(MAX, map.iter().count(), at);
        for (key, value) in map.iter() {
            key.with(|text| {
                let at = at.key(text);
                if let Some(kind) = K::KIND {
                    check.refer(kind, text, &at);
                }
                F::check(value, &at, check);
            });
        }
    }

    fn write(map: &Self::Of, out: &mut String) {
        let mut next = '{';
        for (key, value) in map.iter() {
            out.push(core::mem::replace(&mut next, ','));
            key.with(|text| write_text(text, out));
            out.push(':');
            F::write(value, out);
        }
        out.push_str(if next == '{' { "{}" } else { "}" });
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let (names, values) = (K::schema(schemas), F::schema(schemas));
        serde_json::json!({
            "type": "object",
            "propertyNames": names,
            "additionalProperties": values,
            "maxProperties": MAX,
        })
    }
}
