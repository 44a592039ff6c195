//! The published JSON Schema and the reader, held against each other: by verdicts on one table of documents, which a
//! validator of JSON Schema in JavaScript must give too (`tests/package/schema.test.mjs`).

use std::path::Path;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use usher_core::Policy;

use crate::document::document;

/// Codes of what a schema can say as well.
const SAID: [&str; 17] = [
    "wrong_type",
    "missing_field",
    "unknown_field",
    "unknown_word",
    "id_empty",
    "id_too_long",
    "id_bad_character",
    "moment_out_of_range",
    "revision_out_of_range",
    "policy_unknown_version",
    "offset_out_of_range",
    "emergency_out_of_range",
    "too_many",
    "name_malformed",
    "username_malformed",
    "section_bad_url",
    "permission_bad_name",
];

/// A document with everything that can be told.
fn base() -> Value {
    let rights = json!({"permissions": ["chats.view", "own.first"], "scope": "group", "newClients": true, "fields": {"phone": "masked"}});
    json!({
        "version": 1,
        "revision": 7,
        "company": {"code": "demo", "name": "Demo", "utcOffsetMinutes": 180},
        "hostPermissions": [{"name": "own.first", "title": "First"}],
        "sections": [{"id": "s", "title": "S", "url": "/s", "permission": "own.first"}],
        "channels": [{"id": "a", "kind": "sms", "name": "A", "group": "a"}],
        "roles": [{"id": "a", "name": "A", "rights": rights, "emergencyMaxMinutes": 60}],
        "groups": [{"id": "a", "name": "A", "roles": ["a"], "rights": rights, "channels": "all", "algorithm": "random"}],
        "users": [{
            "id": "a", "name": "A", "username": "a", "status": "active",
            "roles": [{"id": "a", "startsAt": 1, "endsAt": 5}], "groups": ["a"], "channels": ["a"],
            "denied": ["chats.view"], "emergency": [{"id": "a", "startsAt": 1, "endsAt": 5}],
        }],
    })
}

/// What is put in the place of each value.
fn replacements() -> Vec<Value> {
    let mut all = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(2),
        json!(-1),
        json!(1.5),
        json!(900),
        json!(4_294_967_296_i64),
        json!(8_640_000_000_000_001_i64),
        json!(""),
        json!(" "),
        json!("a"),
        json!("b"),
        json!("A b"),
        json!("all"),
        json!("chats.view"),
        json!("own.first"),
        json!("x.y.z"),
        json!("clear"),
        json!("active"),
        json!("/"),
        json!("//x"),
        json!("/\\x"),
        json!("/a b"),
        json!("https://x"),
        json!("http://x"),
        json!("ş"),
        json!("\u{7}"),
        json!("a\u{85}"),
        json!("\u{a0}\u{3000}"),
        json!("\u{feff}"),
        json!("a\n"),
        json!([]),
        json!(["a"]),
        json!(["a", "a"]),
        json!([1]),
        json!(["chats.view"]),
        json!([{"id": "a"}]),
        json!({}),
        json!({"id": "a"}),
        json!({"id": "a", "endsAt": null}),
        json!({"id": "a", "startsAt": 1, "endsAt": 2}),
        json!({"phone": "clear"}),
        json!({"Phone": "clear"}),
        json!({"loyalty_2": "masked"}),
        json!({"phone": "open"}),
    ];
    all.extend([32, 33, 64, 65, 200, 201, 2048, 2049].map(|count| json!("a".repeat(count))));
    all.push(json!(format!("/{}", "a".repeat(2047))));
    all.push(json!(format!("/{}", "a".repeat(2048))));
    all
}

fn pointers(value: &Value, pointer: &str, all: &mut Vec<String>) {
    all.push(pointer.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| pointers(value, &format!("{pointer}/{key}"), all));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(place, value)| pointers(value, &format!("{pointer}/{place}"), all));
        }
        _ => {}
    }
}

/// `.` taken; `s` refused for something that a schema can say; `r` refused for other reasons alone.
fn verdict(document: &Value) -> char {
    match Policy::parse(&document.to_string()) {
        Ok(_) => '.',
        Err(errors) if errors.errors().iter().any(|error| SAID.contains(&error.code)) => 's',
        Err(_) => 'r',
    }
}

/// The verdicts on the document with one value replaced by each of the replacements, then with an unknown field in it,
/// and without it.
fn verdicts(base: &Value, pointer: &str) -> String {
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut document = base.clone();
        change(document.pointer_mut(pointer).unwrap());
        verdict(&document)
    };
    let mut all: String = replacements().iter().map(|new| changed(&|value| *value = new.clone())).collect();
    all.push(changed(&|value| {
        if let Value::Object(fields) = value {
            fields.insert("surprise".into(), json!(1));
        }
    }));
    let (above, key) = pointer.rsplit_once('/').unwrap_or_default();
    let mut document = base.clone();
    match document.pointer_mut(above) {
        Some(Value::Object(fields)) => drop(fields.remove(key)),
        Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        _ => {}
    }
    all.push(verdict(&document));
    all
}

/// The table with an entry a line, for people who look at what changed.
fn lines(table: &Value) -> String {
    let part = |(key, value): (&String, &Value)| {
        let (open, entries, close): (_, Vec<String>, _) = match value {
            Value::Array(items) => ('[', items.iter().map(Value::to_string).collect(), ']'),
            Value::Object(fields) if key == "verdicts" => {
                ('{', fields.iter().map(|(key, value)| format!("{}: {value}", json!(key))).collect(), '}')
            }
            other => return format!("{}: {other}", json!(key)),
        };
        format!("{}: {open}\n{}\n{close}", json!(key), entries.join(",\n"))
    };
    let parts: Vec<String> = table.as_object().unwrap().iter().map(part).collect();
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

#[test]
fn the_table_of_verdicts_is_up_to_date() {
    let base = base();
    let mut all = Vec::new();
    pointers(&base, "", &mut all);
    let table: Map<String, Value> =
        all.iter().map(|pointer| (pointer.clone(), verdicts(&base, pointer).into())).collect();
    let mut runner = TestRunner::deterministic();
    let random = (0..8).map(|_| document().new_tree(&mut runner).unwrap().current());
    let table = json!({
        "//": "written by crates/core/tests/policy/schema.rs with USHER_WRITE_SCHEMA=1; `.` taken, `s` refused for what a schema can say, `r` for other reasons alone",
        "base": base,
        "replacements": replacements(),
        "verdicts": table,
        "valid": random.collect::<Vec<_>>(),
    });
    for document in table["valid"].as_array().unwrap() {
        assert_eq!(verdict(document), '.');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/package/support/policies.json");
    if std::env::var_os("USHER_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, lines(&table)).unwrap();
    }
    let stored: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert!(stored == table, "run this test with USHER_WRITE_SCHEMA=1 and look at what changed");
}
