//! Nothing that anybody sends makes the reader panic, and whatever it takes is within the limits.

use std::sync::LazyLock;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Vendor, files, folder, read};
use usher_edge::inbound::{Event, What, limits};

/// Our payloads of both vendors, as seeds.
static SEEDS: LazyLock<Vec<(Vendor, Vec<u8>)>> = LazyLock::new(|| {
    [(Vendor::Whatsapp, "tests/payloads/whatsapp"), (Vendor::Telegram, "tests/payloads/telegram")]
        .into_iter()
        .flat_map(|(vendor, path)| files(&folder(path)).into_iter().map(move |(_, body)| (vendor, body)))
        .collect()
});

fn vendor() -> impl Strategy<Value = Vendor> {
    prop_oneof![Just(Vendor::Whatsapp), Just(Vendor::Telegram)]
}

fn seed() -> impl Strategy<Value = (Vendor, Vec<u8>)> {
    (0..SEEDS.len()).prop_map(|at| SEEDS[at].clone())
}

/// Any JSON, with the keys and words that the reader looks for.
fn json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        "[a-z_]{1,12}",
        proptest::sample::select(vec![
            "object",
            "entry",
            "changes",
            "field",
            "value",
            "messages",
            "statuses",
            "calls",
            "metadata",
            "contacts",
            "id",
            "from",
            "type",
            "text",
            "edit",
            "message",
            "chat",
            "update_id",
            "photo",
            "callback_query",
            "new_reaction",
            "whatsapp_business_account",
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(word.clone(), inner, 0..6).prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

/// Every value of a document, as a way to it.
fn ways(value: &Value, way: &str, all: &mut Vec<String>) {
    all.push(way.to_owned());
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| ways(value, &format!("{way}/{key}"), all))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| ways(value, &format!("{way}/{at}"), all));
        }
        _ => {}
    }
}

fn within_limits(events: &[Event]) -> bool {
    let texts_fit = |event: &Event| match &event.what {
        What::Message(message) => message.external_id.len() <= 2 * limits::ID_BYTES,
        What::Status(report) => report.target.len() <= limits::ID_BYTES,
        _ => true,
    };
    let keys_fit =
        |event: &Event| !event.dedupe_key.is_empty() && event.dedupe_key.len() <= 4 * limits::ID_BYTES;
    let known = |event: &Event| event.party.as_ref().is_none_or(|party| !party.identities.is_empty());
    let has_party = |event: &Event| match &event.what {
        What::Message(_) | What::Edit(_) | What::Revoke(_) | What::Reaction(_) | What::Moved { .. } => {
            event.party.is_some()
        }
        What::Status(_) | What::Call(_) | What::Unsupported { .. } => true,
    };
    events.len() <= limits::EVENTS
        && events.iter().all(|event| {
            texts_fit(event)
                && keys_fit(event)
                && known(event)
                && has_party(event)
                && event.raw.len() <= limits::RAW_BYTES
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes(vendor in vendor(), body in vec(any::<u8>(), 0..400)) {
        let _ = read(vendor, &body);
    }

    #[test]
    fn any_json(vendor in vendor(), body in json()) {
        if let Ok(events) = read(vendor, body.to_string().as_bytes()) {
            prop_assert!(within_limits(&events));
        }
    }

    #[test]
    fn a_payload_with_one_value_replaced((vendor, body) in seed(), at in any::<prop::sample::Index>(), new in json()) {
        let mut body: Value = serde_json::from_slice(&body).unwrap();
        let mut all = Vec::new();
        ways(&body, "", &mut all);
        *body.pointer_mut(&all[at.index(all.len())]).unwrap() = new;
        if let Ok(events) = read(vendor, body.to_string().as_bytes()) {
            prop_assert!(within_limits(&events));
        }
    }

    #[test]
    fn a_payload_with_bytes_changed((vendor, mut body) in seed(), changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        for (at, new) in changes {
            let at = at.index(body.len());
            body[at] = new;
        }
        if let Ok(events) = read(vendor, &body) {
            prop_assert!(within_limits(&events));
        }
    }

    #[test]
    fn a_payload_cut_off((vendor, mut body) in seed(), at in any::<prop::sample::Index>()) {
        let whole = body.trim_ascii_end().len();
        body.truncate(at.index(whole));
        prop_assert!(read(vendor, &body).is_err());
    }

    #[test]
    fn a_payload_of_the_other_vendor((vendor, body) in seed()) {
        let other = if vendor == Vendor::Whatsapp { Vendor::Telegram } else { Vendor::Whatsapp };
        prop_assert_eq!(read(other, &body).unwrap_err().code(), "missing_field");
    }
}
