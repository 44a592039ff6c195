//! The laws of the canonical form.

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::{Value, json};
use usher_core::access::Target;
use usher_core::{Access, ChatFacts, Policy, UserId};

use crate::document::{document, id};
use crate::policy;

#[test]
fn what_it_looks_like() {
    let mut document = policy();
    document["revision"] = json!(0);
    document["users"][0]["emergency"] = json!([]);
    document["users"][0]["roles"] =
        json!([{"id": "watcher", "startsAt": null, "endsAt": 7}, {"id": "agent", "endsAt": null}]);
    document["roles"][0]["rights"]["permissions"] = json!(["loyalty.view", "chats.reply", "chats.view"]);
    document["roles"][0]["rights"]["fields"] =
        json!({"phone": "masked", "email": "hidden", "loyalty": "clear"});
    let canonical = Policy::parse(&document.to_string()).unwrap().to_canonical_json();
    let expect = concat!(
        r#"{"version":1,"company":{"code":"demo","name":"Demo","utcOffsetMinutes":180},"#,
        r#""hostPermissions":[{"name":"loyalty.view","title":"See loyalty points"}],"#,
        r#""sections":[{"id":"loyalty","title":"Loyalty","url":"/loyalty","permission":"loyalty.view"}],"#,
        r#""channels":[{"id":"tg","kind":"telegram","name":"Support bot"},"#,
        r#"{"id":"wa","kind":"whatsapp","name":"Sales line","group":"sales"}],"#,
        r#""roles":[{"id":"agent","name":"Agent","rights":{"permissions":["chats.view","chats.reply","loyalty.view"],"#,
        r#""scope":"assigned","newClients":false,"fields":{"phone":"masked","loyalty":"clear"}}},"#,
        r#"{"id":"watcher","name":"Watcher","rights":{"permissions":["chats.view","loyalty.view"],"#,
        r#""scope":"all","newClients":false,"fields":{"phone":"masked"}}}],"#,
        r#""groups":[{"id":"all","name":"All","roles":["watcher"],"channels":"all","algorithm":"random"},"#,
        r#"{"id":"sales","name":"Sales","roles":["agent"],"channels":["wa"],"algorithm":"fewer_assigned"}],"#,
        r#""users":[{"id":"u1","name":"Arda","username":"arda","status":"active","#,
        r#""roles":["agent",{"id":"watcher","endsAt":7}],"groups":["sales"]},"#,
        r#"{"id":"u2","name":"Elif","username":"elif","status":"active","roles":["watcher"],"#,
        r#""groups":["all","sales"],"channels":["tg"],"denied":["loyalty.view"]},"#,
        r#"{"id":"u3","name":"Vera","username":"vera","status":"active","roles":["watcher"],"groups":[]}]}"#,
    );
    assert_eq!(canonical, expect);
}

/// The lists whose order means nothing, as ways with `*` for each entry.
const UNORDERED: [&str; 12] = [
    "channels",
    "roles",
    "groups",
    "users",
    "roles/*/rights/permissions",
    "groups/*/rights/permissions",
    "groups/*/roles",
    "groups/*/channels",
    "users/*/roles",
    "users/*/groups",
    "users/*/channels",
    "users/*/denied",
];

fn shuffle(value: &mut Value, way: &str, rng: &mut TestRng) {
    let (step, rest) = way.split_once('/').unwrap_or((way, ""));
    match (step, value) {
        ("", Value::Array(items)) => {
            for end in (1..items.len()).rev() {
                items.swap(end, rng.random_range(0..=end));
            }
        }
        ("*", Value::Array(items)) => items.iter_mut().for_each(|item| shuffle(item, rest, rng)),
        (key, value) => {
            if let Some(value) = value.get_mut(key) {
                shuffle(value, rest, rng);
            }
        }
    }
}

/// Writes with the keys of each object in any order.
fn written(value: &Value, rng: &mut TestRng, out: &mut String) {
    let mut list = |open: char, parts: Vec<String>, close: char| {
        out.push(open);
        out.push_str(&parts.join(","));
        out.push(close);
    };
    let mut part = |key: &str, value: &Value| {
        let mut part = key.to_owned();
        written(value, rng, &mut part);
        part
    };
    match value {
        Value::Array(items) => list('[', items.iter().map(|item| part("", item)).collect(), ']'),
        Value::Object(fields) => {
            let mut parts: Vec<String> =
                fields.iter().map(|(key, value)| part(&format!("{}:", json!(key)), value)).collect();
            for end in (1..parts.len()).rev() {
                parts.swap(end, rng.random_range(0..=end));
            }
            list('{', parts, '}');
        }
        leaf => out.push_str(&leaf.to_string()),
    }
}

fn chat() -> impl Strategy<Value = ChatFacts> {
    let maybe = || proptest::option::of(id());
    (id(), maybe(), maybe(), maybe(), any::<bool>()).prop_map(|(channel, group, assignee, responsible, known)| {
        let facts = json!({"channel": channel, "group": group, "assignee": assignee, "responsible": responsible, "known": known});
        serde_json::from_value(facts).unwrap()
    })
}

fn accesses(policy: &Policy, user: &UserId) -> impl Iterator<Item = Access> {
    [0, 3, 9].map(|moment| policy.access(user, moment).unwrap()).into_iter()
}

/// Whether everybody may do the same in both, to the same chats, seeing the same, at any time.
fn assert_same_decisions(a: &Policy, b: &Policy, chats: &[ChatFacts]) {
    for user in &a.users {
        for (a, b) in accesses(a, &user.id).zip(accesses(b, &user.id)) {
            assert_eq!(a.changes_at(), b.changes_at());
            assert_eq!(a.sections(), b.sections());
            for name in a.catalogue().names(&a.catalogue().all()) {
                let (own, other) = (a.permission(name).unwrap(), b.permission(name).unwrap());
                assert_eq!(a.check(own, Target::Anything), b.check(other, Target::Anything), "{name}");
                for chat in chats {
                    assert_eq!(
                        a.check(own, Target::Chat(chat)),
                        b.check(other, Target::Chat(chat)),
                        "{name}"
                    );
                }
            }
            for chat in chats {
                for kind in ["phone", "name", "email", "loyalty"] {
                    let kind = usher_core::FieldKind::parse(kind).unwrap();
                    let shown = |access: &Access| access.visibility(Target::Chat(chat)).get(&kind);
                    assert_eq!(shown(&a), shown(&b));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost(document in document()) {
        let policy = Policy::parse(&document.to_string()).unwrap();
        let again = Policy::parse(&serde_json::to_string(&policy).unwrap()).unwrap();
        prop_assert_eq!(&policy, &again);
        let canonical = policy.clone().canonical();
        prop_assert_eq!(&Policy::parse(&policy.to_canonical_json()).unwrap(), &canonical);
        prop_assert_eq!(canonical.to_canonical_json(), policy.to_canonical_json());
        prop_assert_eq!(canonical.clone().canonical(), canonical.clone());
        prop_assert!(canonical.checked().is_ok());
    }

    #[test]
    fn order_never_matters(document in document(), chats in proptest::collection::vec(chat(), 1..6), seed: [u8; 32]) {
        let mut rng = TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &seed);
        let mut shuffled = document.clone();
        UNORDERED.iter().for_each(|way| shuffle(&mut shuffled, way, &mut rng));
        let mut text = String::new();
        written(&shuffled, &mut rng, &mut text);
        let (one, other) = (Policy::parse(&document.to_string()).unwrap(), Policy::parse(&text).unwrap());
        prop_assert_eq!(one.to_canonical_json(), other.to_canonical_json());
        assert_same_decisions(&one, &other, &chats);
        assert_same_decisions(&one, &one.clone().canonical(), &chats);
    }
}
