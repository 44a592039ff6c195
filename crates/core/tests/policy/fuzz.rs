//! Whatever a policy is read from: nothing panics, what is refused says where, what is taken is lossless, and the
//! reader agrees with the one that is derived from the same types.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use usher_core::policy::ERRORS_MAX;
use usher_core::{Policy, read};

use crate::document::document;
use crate::errors::codes;
use crate::tree::Tree;

/// Codes of what no reader of these types takes.
const FORM: [&str; 11] = [
    "wrong_type",
    "missing_field",
    "unknown_field",
    "duplicate_key",
    "unknown_word",
    "id_empty",
    "id_too_long",
    "id_bad_character",
    "moment_out_of_range",
    "period_empty",
    "revision_out_of_range",
];

/// Codes of what is noticed while a document is read, and before the parts that can be read are judged.
fn is_of_form(code: &str) -> bool {
    FORM.contains(&code)
}

#[track_caller]
fn judge(text: &str) {
    let derived = read::from_json::<Policy>(text);
    match Policy::parse(text) {
        Ok(policy) => {
            assert_eq!(derived.as_ref(), Ok(&policy));
            let canonical = Policy::parse(&policy.to_canonical_json()).unwrap();
            assert_eq!(canonical, policy.clone().canonical());
            assert_eq!(Policy::parse(&serde_json::to_string(&policy).unwrap()).unwrap(), policy);
        }
        Err(refused) => {
            let errors = refused.errors();
            assert!(!errors.is_empty() && errors.len() <= ERRORS_MAX);
            assert!(refused.more() == 0 || errors.len() == ERRORS_MAX);
            let Some(tree) = Tree::parse(text) else {
                assert!(errors.len() == 1 && errors[0].code == "json_malformed", "{refused}");
                return;
            };
            for error in errors {
                assert!(codes().contains(error.code), "{error:?}");
                assert!(error.message.len() <= 400 && error.pointer.len() <= 1_000, "{error:?}");
                let is_there = match error.pointer.rsplit_once('/') {
                    Some((above, key)) if error.code == "missing_field" => {
                        tree.at(above).iter().any(|object| object.lacks(key))
                    }
                    _ => !tree.at(&error.pointer).is_empty(),
                };
                assert!(is_there, "{error:?} in {text}");
            }
            let codes: BTreeSet<&str> = errors.iter().map(|error| error.code).collect();
            if codes.iter().any(|code| is_of_form(code)) {
                assert!(derived.is_err(), "{refused}");
            }
            // What can be read as a policy is judged alike, wherever it comes from.
            if let Ok(policy) = derived {
                let again = policy.checked().unwrap_err();
                // Of more errors than are listed, each way lists its first.
                if refused.more() == 0 && again.more() == 0 {
                    assert_eq!(again.errors().iter().map(|error| error.code).collect::<BTreeSet<_>>(), codes);
                }
            }
        }
    }
}

/// A value that may stand anywhere, more often than not one that some field takes.
fn value() -> impl Strategy<Value = Value> {
    let small = select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(2),
        json!(1441),
        json!(1.0),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("a"),
        json!("all"),
        json!("ghost"),
        json!("A b"),
        json!("chats.view"),
        json!("own.first"),
        json!("clear"),
        json!("active"),
        json!("\u{0}"),
        json!("ş"),
        json!([]),
        json!(["a"]),
        json!(["a", "a"]),
        json!([null]),
        json!({}),
        json!({"id": "a"}),
        json!({"id": "a", "endsAt": 5}),
        json!({"id": "a", "startsAt": 5, "endsAt": 5}),
        json!({"phone": "clear"}),
    ]);
    let long =
        (60..70_usize, select(vec!["x", "ş", "a.", "/"])).prop_map(|(count, text)| json!(text.repeat(count)));
    let many = (0..1_100_usize, small.clone()).prop_map(|(count, item)| json!(vec![item; count]));
    prop_oneof![12 => small, 2 => long, 1 => many]
}

fn key() -> impl Strategy<Value = String> {
    let known = select(vec![
        "id",
        "name",
        "roles",
        "groups",
        "users",
        "rights",
        "channels",
        "endsAt",
        "phone",
        "denied",
        "revision",
        "",
        "a/b~c",
        "\u{0}",
        "__proto__",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => (60..70_usize).prop_map(|count| "k".repeat(count))]
}

/// One thing that may be wrong with a document.
#[derive(Clone, Debug)]
enum Change {
    Replace(Index, Value),
    /// Puts a copy of one value where another stands.
    Copy(Index, Index),
    Remove(Index, Index),
    /// Tells an entry once more, at the end.
    Double(Index, Index),
    Add(Index, String, Value),
    Rename(Index, Index, String),
    Swap(Index, Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        4 => (index(), value()).prop_map(|(at, value)| Change::Replace(at, value)),
        2 => (index(), index()).prop_map(|(from, to)| Change::Copy(from, to)),
        2 => (index(), index()).prop_map(|(at, entry)| Change::Remove(at, entry)),
        2 => (index(), index()).prop_map(|(at, entry)| Change::Double(at, entry)),
        2 => (index(), key(), value()).prop_map(|(at, key, value)| Change::Add(at, key, value)),
        1 => (index(), index(), key()).prop_map(|(at, entry, key)| Change::Rename(at, entry, key)),
        1 => (index(), index(), index()).prop_map(|(at, one, other)| Change::Swap(at, one, other)),
    ]
}

impl Change {
    fn apply(self, tree: &mut Tree) {
        let count = tree.count();
        match self {
            Self::Replace(at, value) => *tree.nth_mut(at.index(count)) = value.into(),
            Self::Copy(from, to) => {
                let copy = tree.nth_mut(from.index(count)).clone();
                // Documents that hold themselves grow without end.
                if copy.count() < 200 {
                    *tree.nth_mut(to.index(count)) = copy;
                }
            }
            Self::Remove(at, entry) => match tree.nth_mut(at.index(count)) {
                Tree::List(items) if !items.is_empty() => drop(items.remove(entry.index(items.len()))),
                Tree::Object(fields) if !fields.is_empty() => drop(fields.remove(entry.index(fields.len()))),
                _ => {}
            },
            Self::Double(at, entry) => match tree.nth_mut(at.index(count)) {
                Tree::List(items) if !items.is_empty() => items.push(items[entry.index(items.len())].clone()),
                Tree::Object(fields) if !fields.is_empty() => {
                    fields.push(fields[entry.index(fields.len())].clone());
                }
                _ => {}
            },
            Self::Add(at, key, value) => match tree.nth_mut(at.index(count)) {
                Tree::List(items) => items.push(value.into()),
                Tree::Object(fields) => fields.push((key, value.into())),
                Tree::Leaf(_) => {}
            },
            Self::Rename(at, entry, key) => {
                if let Tree::Object(fields) = tree.nth_mut(at.index(count))
                    && !fields.is_empty()
                {
                    let entry = entry.index(fields.len());
                    fields[entry].0 = key;
                }
            }
            Self::Swap(at, one, other) => match tree.nth_mut(at.index(count)) {
                Tree::List(items) if !items.is_empty() => {
                    let count = items.len();
                    items.swap(one.index(count), other.index(count));
                }
                Tree::Object(fields) if !fields.is_empty() => {
                    let count = fields.len();
                    fields.swap(one.index(count), other.index(count));
                }
                _ => {}
            },
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text(text in ".{0,200}") {
        judge(&text);
    }

    #[test]
    fn any_json(value in value(), key in key()) {
        judge(&value.to_string());
        judge(&json!({key: value}).to_string());
    }

    #[test]
    fn a_document_with_something_changed(document in document(), changes in vec(change(), 0..6)) {
        let mut tree = Tree::from(document);
        changes.into_iter().for_each(|change| change.apply(&mut tree));
        judge(&tree.to_string());
    }

    #[test]
    fn a_document_with_characters_changed(document in document(), changes in vec((any::<Index>(), any::<char>()), 1..4)) {
        let mut text: Vec<char> = document.to_string().chars().collect();
        for (at, new) in changes {
            let at = at.index(text.len());
            text[at] = new;
        }
        judge(&text.into_iter().collect::<String>());
    }

    #[test]
    fn a_document_cut_off(document in document(), at: Index) {
        let text = document.to_string();
        let cut: String = text.chars().take(at.index(text.chars().count())).collect();
        judge(&cut);
        prop_assert!(Policy::parse(&cut).is_err());
    }
}
