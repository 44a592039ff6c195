//! Runs access vectors: what the npm package answers in JavaScript, answered natively.

use serde_json::{Value, json};
use usher_core::access::{Access, Target};
use usher_core::{ChatFacts, ContactFacts, Visibility};

/// Answers one case with `{"value": …}` or `{"error": {"code": …}}`.
pub fn run(op: &str, input: &Value, documents: &Value) -> Value {
    match answer(op, input, documents) {
        Ok(value) => json!({ "value": value }),
        Err(code) => json!({ "error": { "code": code } }),
    }
}

fn answer(op: &str, input: &Value, documents: &Value) -> Result<Value, &'static str> {
    let document = match &input["access"] {
        Value::String(name) => &documents[name],
        document => document,
    };
    let access = Access::parse(&document.to_string()).map_err(|error| error.code())?;
    // A case names its moment, or is asked when the access was issued.
    let access = match input["now"].as_i64() {
        Some(now) => access.at(now),
        None => access,
    };
    let permission =
        || access.permission(input["permission"].as_str().unwrap()).map_err(|_| "unknown_permission");
    let chat: Option<ChatFacts> = read(&input["chat"]).map_err(|()| "invalid_chat")?;
    let contact: Option<ContactFacts> = read(&input["contact"]).map_err(|()| "invalid_contact")?;
    let target = match (&chat, &contact) {
        (Some(chat), _) => Target::Chat(chat),
        (None, Some(contact)) => Target::Contact(contact),
        (None, None) => Target::Anything,
    };
    Ok(match op {
        "load" => Value::Bool(true),
        "decide" => json!(access.check(permission()?, target)),
        "explain" => json!(access.explain(permission()?, target)),
        "filter" => {
            let chats: Vec<ChatFacts> =
                serde_json::from_value(input["chats"].clone()).map_err(|_| "invalid_chat")?;
            let reach = access.reach(permission()?);
            let kept = chats.iter().enumerate().filter(|(_, chat)| reach.covers(chat));
            json!(kept.map(|(place, _)| place).collect::<Vec<_>>())
        }
        "visibility" => {
            let shown = access.visibility(target);
            let shown = shown.iter().filter(|(_, visibility)| *visibility != Visibility::Hidden);
            shown.map(|(kind, visibility)| (kind.to_string(), json!(visibility))).collect()
        }
        "sections" => json!(access.sections().iter().map(|section| &section.id).collect::<Vec<_>>()),
        other => panic!("unknown op `{other}`"),
    })
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Result<Option<T>, ()> {
    match value {
        Value::Null => Ok(None),
        value => serde_json::from_value(value.clone()).map(Some).map_err(|_| ()),
    }
}
