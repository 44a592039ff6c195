//! Random policy documents that are valid: small worlds whose ids meet often, with everything that may be told or not.

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// Ids of each kind: some look like others, or like words of the document.
const IDS: [&str; 5] = ["a", "B", "a-b", "all", "u.1_x"];
const NAMES: [&str; 5] = ["A", "Ayşe Yılmaz", "\"q\" \\ / \u{2028}", "İstanbul 🌉", "x'--"];
const PERMISSIONS: [&str; 8] = [
    "chats.view",
    "chats.reply",
    "contacts.view",
    "contacts.phone",
    "reports.view",
    "access.emergency",
    "own.first",
    "own.second",
];

pub(crate) fn id() -> impl Strategy<Value = Value> {
    select(IDS.to_vec()).prop_map(Value::from)
}

fn name() -> impl Strategy<Value = Value> {
    select(NAMES.to_vec()).prop_map(Value::from)
}

fn ids() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(IDS.to_vec(), 0..=IDS.len()).prop_shuffle()
}

fn permissions() -> impl Strategy<Value = Value> {
    subsequence(PERMISSIONS.to_vec(), 0..=PERMISSIONS.len()).prop_shuffle().prop_map(Value::from)
}

/// A field that may be told or not; where it may be `null`, it is not told in that way too.
fn maybe(
    key: &'static str,
    value: impl Strategy<Value = Value>,
) -> impl Strategy<Value = (&'static str, Option<Value>)> {
    option::of(value).prop_map(move |value| (key, value))
}

/// An object with what is always told, and what may be.
fn object(always: Value, told: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let mut object = match always {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    object.extend(told.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    Value::Object(object)
}

fn held() -> impl Strategy<Value = Value> {
    let moment = || prop_oneof![Just(Value::Null), (0..8_i64).prop_map(Value::from)];
    let one = (moment(), moment()).prop_map(|(start, end)| {
        let is_period = start.as_i64().zip(end.as_i64()).is_none_or(|(start, end)| start < end);
        is_period.then(|| json!({"startsAt": start, "endsAt": end}))
    });
    (ids(), vec(option::of(one), IDS.len())).prop_map(|(ids, periods)| {
        let held = ids.into_iter().zip(periods).map(|(id, period)| match period.flatten() {
            None => json!(id),
            Some(mut period) => {
                period["id"] = json!(id);
                period
            }
        });
        held.collect()
    })
}

fn emergency() -> impl Strategy<Value = Value> {
    (ids(), 0..4_i64).prop_map(|(ids, start)| {
        ids.into_iter().take(1).map(|id| json!({"id": id, "startsAt": start, "endsAt": start + 3})).collect()
    })
}

fn channels() -> impl Strategy<Value = Value> {
    prop_oneof![Just(json!("all")), ids().prop_map(Value::from)]
}

fn rights() -> impl Strategy<Value = Value> {
    let fields = btree_set(select(vec!["phone", "name", "email", "loyalty"]), 0..4).prop_flat_map(|kinds| {
        let shown = vec(select(vec!["hidden", "masked", "clear"]), kinds.len());
        shown.prop_map(move |shown| {
            kinds.iter().zip(shown).map(|(kind, shown)| (kind.to_string(), json!(shown))).collect::<Value>()
        })
    });
    (permissions(), select(vec!["none", "assigned", "group", "all"]), any::<bool>(), fields).prop_map(
        |(permissions, scope, new_clients, fields)| {
            json!({"permissions": permissions, "scope": scope, "newClients": new_clients, "fields": fields})
        },
    )
}

/// One entry for each of the ids, in any order.
fn each<S: Strategy<Value = Value>>(entry: impl Fn() -> S) -> impl Strategy<Value = Value> {
    vec(entry(), IDS.len())
        .prop_map(|entries| {
            let named = entries.into_iter().zip(IDS).map(|(mut entry, id)| {
                entry["id"] = json!(id);
                entry
            });
            named.collect::<Vec<Value>>()
        })
        .prop_shuffle()
        .prop_map(Value::from)
}

fn channel() -> impl Strategy<Value = Value> {
    let kind = select(vec!["whatsapp", "instagram", "messenger", "telegram", "sms", "voip", "other"]);
    let group = maybe("group", prop_oneof![Just(Value::Null), id()]);
    (name(), kind, group).prop_map(|(name, kind, group)| object(json!({"name": name, "kind": kind}), [group]))
}

fn role() -> impl Strategy<Value = Value> {
    let minutes =
        maybe("emergencyMaxMinutes", prop_oneof![Just(Value::Null), (1..=1440).prop_map(Value::from)]);
    (name(), rights(), minutes)
        .prop_map(|(name, rights, minutes)| object(json!({"name": name, "rights": rights}), [minutes]))
}

fn group() -> impl Strategy<Value = Value> {
    let own = maybe("rights", prop_oneof![Just(Value::Null), rights()]);
    let algorithm = select(vec!["online_today", "fewer_assigned", "random"]);
    (name(), held(), channels(), algorithm, own).prop_map(|(name, roles, channels, algorithm, own)| {
        object(json!({"name": name, "roles": roles, "channels": channels, "algorithm": algorithm}), [own])
    })
}

fn user() -> impl Strategy<Value = Value> {
    let status = prop_oneof![4 => Just("active"), 1 => select(vec!["deactivated", "removed"])];
    let own = maybe("channels", prop_oneof![Just(Value::Null), channels()]);
    let lists = (held(), held(), maybe("denied", permissions()), maybe("emergency", emergency()));
    (name(), status, own, lists).prop_map(|(name, status, own, (roles, groups, denied, emergency))| {
        object(
            json!({"name": name, "status": status, "roles": roles, "groups": groups}),
            [own, denied, emergency],
        )
    })
}

/// A valid document.
pub(crate) fn document() -> impl Strategy<Value = Value> {
    let section = || {
        (name(), select(PERMISSIONS.to_vec()), select(vec!["/", "/a?b=c#d", "https://x.example/ş"])).prop_map(
            |(title, permission, url)| json!({"title": title, "permission": permission, "url": url}),
        )
    };
    let own = Just(vec!["own.first", "own.second"]).prop_shuffle().prop_map(|names| {
        names.into_iter().map(|name| json!({"name": name, "title": "Own"})).collect::<Value>()
    });
    let entries = (each(section), each(channel), each(role), each(group), each(user));
    (name(), -720..=840, maybe("revision", (0..3).prop_map(Value::from)), own, entries).prop_map(
        |(name, offset, revision, own, (sections, channels, roles, groups, mut users))| {
            for user in users.as_array_mut().unwrap() {
                user["username"] = user["id"].as_str().unwrap().to_lowercase().replace('b', "b_2").into();
            }
            let always = json!({
                "version": 1,
                "company": {"code": "demo-1", "name": name, "utcOffsetMinutes": offset},
                "hostPermissions": own, "sections": sections, "channels": channels, "roles": roles, "groups": groups,
                "users": users,
            });
            object(always, [revision])
        },
    )
}
