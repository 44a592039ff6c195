//! Bodies that are refused as a whole, with a stable code and the place.

use serde_json::{Value, json};

use crate::support::{Vendor, files, folder, read};
use usher_edge::inbound::limits;

#[track_caller]
fn refused(vendor: Vendor, body: &[u8], code: &str, pointer: &str) {
    let error = read(vendor, body).unwrap_err();
    assert_eq!((error.code(), error.pointer()), (code, pointer));
    assert!(!error.to_string().is_empty());
}

#[track_caller]
fn whatsapp(body: &Value, code: &str, pointer: &str) {
    refused(Vendor::Whatsapp, body.to_string().as_bytes(), code, pointer);
}

#[track_caller]
fn telegram(body: &Value, code: &str, pointer: &str) {
    refused(Vendor::Telegram, body.to_string().as_bytes(), code, pointer);
}

/// A WhatsApp body with one message.
fn message(message: Value) -> Value {
    messages(&[message])
}

fn messages(messages: &[Value]) -> Value {
    value(json!({ "metadata": { "phone_number_id": "1" }, "messages": messages }))
}

fn value(value: Value) -> Value {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": "9", "changes": [{ "field": "messages", "value": value }] }]
    })
}

fn text(body: &str) -> Value {
    json!({ "id": "m", "from": "905005550167", "timestamp": "1", "type": "text", "text": { "body": body } })
}

/// A Telegram body with one message.
fn update(content: Value) -> Value {
    let mut message = json!({ "message_id": 7, "date": 1, "chat": { "id": 5, "type": "private" } });
    message.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    json!({ "update_id": 1, "message": message })
}

const MESSAGE: &str = "/entry/0/changes/0/value/messages/0";

#[test]
fn what_is_not_json() {
    for vendor in [Vendor::Whatsapp, Vendor::Telegram] {
        refused(vendor, b"", "invalid_json", "");
        refused(vendor, b"{", "invalid_json", "");
        refused(vendor, b"{}{}", "invalid_json", "");
        refused(vendor, b"{\"a\":\"\xff\"}", "invalid_utf8", "");
        refused(vendor, "[".repeat(100_000).as_bytes(), "invalid_json", "");
        refused(vendor, b"{\"a\":\"\\ud800\"}", "invalid_json", "");
        for other in ["null", "7", "\"text\"", "[]"] {
            refused(vendor, other.as_bytes(), "wrong_type", "");
        }
    }
}

#[test]
fn a_body_has_a_size() {
    for vendor in [Vendor::Whatsapp, Vendor::Telegram] {
        let mut body = vec![b' '; limits::BODY_BYTES + 1];
        refused(vendor, &body, "body_too_large", "");
        body.pop();
        refused(vendor, &body, "invalid_json", "");
    }
    let mut body = messages(&[text("x")]).to_string().into_bytes();
    body.resize(limits::BODY_BYTES, b' ');
    assert_eq!(read(Vendor::Whatsapp, &body).unwrap().len(), 1);
}

#[test]
fn other_products_and_empty_envelopes() {
    whatsapp(&json!({}), "missing_field", "/object");
    whatsapp(&json!({ "object": "page", "entry": [] }), "unknown_object", "/object");
    whatsapp(&json!({ "object": 7 }), "wrong_type", "/object");
    whatsapp(&json!({ "object": "whatsapp_business_account" }), "missing_field", "/entry");
    whatsapp(&json!({ "object": "whatsapp_business_account", "entry": {} }), "wrong_type", "/entry");
    whatsapp(&json!({ "object": "whatsapp_business_account", "entry": [1] }), "wrong_type", "/entry/0");
    telegram(&json!({}), "missing_field", "/update_id");
    telegram(&json!({ "update_id": "1" }), "wrong_type", "/update_id");
    telegram(&json!({ "update_id": 1, "message": [] }), "wrong_type", "/message");
}

#[test]
fn fields_that_must_be_there() {
    whatsapp(&value(json!({ "messages": [] })), "missing_field", "/entry/0/changes/0/value/metadata");
    whatsapp(
        &value(json!({ "metadata": {}, "messages": [] })),
        "missing_field",
        "/entry/0/changes/0/value/metadata/phone_number_id",
    );
    whatsapp(&message(json!({ "from": "1", "type": "text" })), "missing_field", &format!("{MESSAGE}/id"));
    whatsapp(&message(json!({ "id": "m", "type": "text" })), "missing_field", &format!("{MESSAGE}/from"));
    whatsapp(
        &message(json!({ "id": "m", "from": "1", "type": "revoke", "revoke": {} })),
        "missing_field",
        &format!("{MESSAGE}/revoke/original_message_id"),
    );
    telegram(&json!({ "update_id": 1, "message": { "message_id": 1 } }), "missing_field", "/message/chat");
    telegram(
        &json!({ "update_id": 1, "message": { "message_id": 1, "chat": {} } }),
        "missing_field",
        "/message/chat/id",
    );
    telegram(
        &json!({ "update_id": 1, "message": { "chat": { "id": 1 } } }),
        "missing_field",
        "/message/message_id",
    );
}

#[test]
fn fields_of_another_type() {
    let with = |key: &str, new: Value| {
        let mut one = text("x");
        one[key] = new;
        message(one)
    };
    for (key, wrong) in [
        ("id", json!(1.5)),
        ("from", json!(["905005550167"])),
        ("timestamp", json!("soon")),
        ("timestamp", json!("-1")),
        ("timestamp", json!("253402300800")),
        ("timestamp", json!(true)),
        ("type", json!({})),
        ("text", json!("x")),
        ("context", json!([])),
    ] {
        whatsapp(&with(key, wrong), "wrong_type", &format!("{MESSAGE}/{key}"));
    }
    whatsapp(&with("text", json!({ "body": 5 })), "wrong_type", &format!("{MESSAGE}/text/body"));
    telegram(&update(json!({ "text": 5 })), "wrong_type", "/message/text");
    telegram(&update(json!({ "date": "yesterday" })), "wrong_type", "/message/date");
    telegram(&update(json!({ "chat": { "id": "me" } })), "wrong_type", "/message/chat/id");
    telegram(&update(json!({ "photo": {} })), "wrong_type", "/message/photo");
    telegram(
        &update(json!({ "document": { "file_id": "f", "file_size": -1 } })),
        "wrong_type",
        "/message/document/file_size",
    );
}

#[test]
fn lists_have_a_length() {
    let many = |count: usize| -> Vec<Value> {
        (0..count).map(|number| json!({ "id": number, "from": "1", "type": "text" })).collect()
    };
    let body = messages(&many(limits::EVENTS)).to_string();
    assert_eq!(read(Vendor::Whatsapp, body.as_bytes()).unwrap().len(), limits::EVENTS);
    whatsapp(&messages(&many(limits::EVENTS + 1)), "too_many", "/entry/0/changes/0/value/messages");
    // The limit holds for the body, not only for each list in it.
    let change = json!({ "field": "messages", "value": {
        "metadata": { "phone_number_id": "1" }, "messages": many(limits::EVENTS / 2 + 1)
    }});
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "9", "changes": [change, change] }] });
    whatsapp(&body, "too_many", "/entry");
    let cards = |count: usize| {
        let cards: Vec<Value> = (0..count).map(|_| json!({ "name": { "first_name": "A" } })).collect();
        message(json!({ "id": "m", "from": "1", "type": "contacts", "contacts": cards }))
    };
    assert!(read(Vendor::Whatsapp, cards(limits::LIST_ITEMS).to_string().as_bytes()).is_ok());
    whatsapp(&cards(limits::LIST_ITEMS + 1), "too_many", &format!("{MESSAGE}/contacts"));
}

#[test]
fn texts_and_ids_have_a_length() {
    let ok = |vendor, body: &Value| assert!(read(vendor, body.to_string().as_bytes()).is_ok());
    let longest = "я".repeat(limits::TEXT_BYTES / 2);
    ok(Vendor::Whatsapp, &message(text(&longest)));
    whatsapp(&message(text(&format!("{longest}x"))), "too_long", &format!("{MESSAGE}/text/body"));
    ok(Vendor::Telegram, &update(json!({ "text": longest })));
    telegram(&update(json!({ "text": format!("{longest}x") })), "too_long", "/message/text");

    let id = |length: usize| message(json!({ "id": "m".repeat(length), "from": "1", "type": "text" }));
    ok(Vendor::Whatsapp, &id(limits::ID_BYTES));
    whatsapp(&id(limits::ID_BYTES + 1), "too_long", &format!("{MESSAGE}/id"));

    let name = |length: usize| update(json!({ "from": { "id": 5, "username": "n".repeat(length) } }));
    ok(Vendor::Telegram, &name(limits::LABEL_BYTES));
    telegram(&name(limits::LABEL_BYTES + 1), "too_long", "/message/from/username");
}

#[test]
fn kept_json_has_a_size() {
    // Numbers grow when they are written out: 1e15 becomes 1000000000000000.0.
    let numbers = vec!["1e15"; 120_000].join(",");
    let body = format!(r#"{{"update_id":1,"poll":{{"numbers":[{numbers}]}}}}"#);
    assert!(body.len() <= limits::BODY_BYTES);
    refused(Vendor::Telegram, body.as_bytes(), "too_long", "");
}

#[test]
fn one_bad_message_refuses_its_batch() {
    let body = messages(&[text("good"), json!({ "id": "m", "from": "1", "type": 5.5 })]);
    whatsapp(&body, "wrong_type", "/entry/0/changes/0/value/messages/1/type");
}

#[test]
fn unknown_fields_are_no_reason() {
    for (vendor, path) in
        [(Vendor::Whatsapp, "tests/payloads/whatsapp"), (Vendor::Telegram, "tests/payloads/telegram")]
    {
        for (name, body) in files(&folder(path)) {
            let mut richer: Value = serde_json::from_slice(&body).unwrap();
            enrich(&mut richer);
            let richer = read(vendor, richer.to_string().as_bytes()).unwrap();
            let plain = read(vendor, &body).unwrap();
            assert_eq!(richer.len(), plain.len(), "{name}");
            for (richer, plain) in richer.iter().zip(&plain) {
                assert!(richer.what == plain.what && richer.party == plain.party, "{name}");
            }
        }
    }
}

/// Puts a field that nobody knows into every object.
fn enrich(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(enrich);
            object.insert("zz_new_in_v99".to_owned(), json!([{ "deep": null }, 1.5]));
        }
        Value::Array(items) => items.iter_mut().for_each(enrich),
        _ => {}
    }
}
