//! Labels and languages of chats, and where rules send them by these.

use serde_json::{Value, json};
use usher_core::ChatId;

use super::fixture::{Demo, SALES, permit, texts, user};
use crate::ask::{Page, Sealed, SessionAsk};
use crate::problem::Code;
use crate::store::Database;

fn label(chat: &ChatId, body: Value) -> SessionAsk {
    SessionAsk::ChangeChat { chat: chat.clone(), body: Sealed(body) }
}

fn settings(demo: &mut Demo, rules: Value) {
    let body = Sealed(json!({ "settings": { "version": 1, "rules": rules } }));
    demo.as_user("u-selin", SessionAsk::ChangeRouting { body, if_match: None }).unwrap();
}

fn writes(demo: &mut Demo, text: &str) -> ChatId {
    let id = format!("wamid.{}", demo.now_ms);
    demo.whatsapp(&texts(&[(SALES, "905320000001", &id, text)])).unwrap();
    newest(demo)
}

/// Somebody writes to the bot, whose app speaks this.
fn writes_in(demo: &mut Demo, language: &str) -> ChatId {
    let at = demo.now_ms;
    demo.telegram(&json!({ "update_id": at, "message": {
        "message_id": at, "date": 1_767_614_400, "chat": { "id": 7_000, "type": "private" },
        "from": { "id": 7_000, "is_bot": false, "first_name": "Anna", "language_code": language }, "text": "hello",
    } }))
    .unwrap();
    newest(demo)
}

fn newest(demo: &Demo) -> ChatId {
    ChatId::parse(&text(demo, "SELECT id FROM chat ORDER BY no DESC LIMIT 1")).unwrap()
}

fn text(demo: &Demo, sql: &str) -> String {
    demo.database.query(sql, Vec::new()).unwrap().remove(0).text_or_null().unwrap().unwrap_or_default()
}

fn group(demo: &Demo) -> String {
    text(demo, "SELECT group_id FROM chat ORDER BY no DESC LIMIT 1")
}

/// The rule and the reason of who has a chat now.
fn why(demo: &mut Demo, chat: &ChatId) -> Value {
    let told = demo.told("u-selin", SessionAsk::Assignments(chat.clone()));
    json!([told["items"][0]["rule"], told["items"][0]["because"]])
}

#[test]
fn a_waiting_chat_goes_where_its_label_leads_and_keeps_its_age() {
    let mut demo = Demo::new();
    settings(
        &mut demo,
        json!([
            { "id": "refund", "when": { "text": ["iade*"] }, "to": { "queue": "sales" } },
            { "id": "vip", "when": { "labels": ["VIP"] }, "to": { "group": "support" } },
            { "id": "arda", "when": { "labels": ["Arda"] }, "to": { "user": "u-arda" } },
            { "id": "later", "when": { "labels": ["later"] }, "to": { "queue": null } },
        ]),
    );
    let chat = writes(&mut demo, "merhaba");
    let age = || "SELECT arrived_ms FROM routing_chat";
    let (waits_ms, before) = (demo.count(age()), group(&demo));
    assert_eq!(before, "sales");
    let told = demo.told("u-selin", label(&chat, json!({ "labels": ["VIP", "VIP", "Kadıköy"] })));
    assert_eq!(told["labels"], json!(["VIP", "Kadıköy"]));
    assert_eq!((group(&demo).as_str(), demo.count(age())), ("support", waits_ms));
    assert_eq!(why(&mut demo, &chat), json!(["vip", "nobody_eligible"]));
    // What no rule asks for moves nothing, not even what somebody sent elsewhere.
    let body = json!({ "group": "sales" });
    demo.told("u-selin", SessionAsk::Transfer { chat: chat.clone(), body });
    demo.told("u-selin", label(&chat, json!({ "labels": ["VIP"] })));
    assert_eq!(group(&demo), "sales");
    // Nobody takes it by themselves where a rule leaves it to be taken, and it comes back from there.
    demo.told("u-selin", label(&chat, json!({ "labels": ["later"] })));
    assert_eq!(why(&mut demo, &chat), json!(["later", "waits_for_hand"]));
    demo.told("u-selin", label(&chat, json!({ "labels": [] })));
    assert_eq!((group(&demo).as_str(), demo.count(age())), ("sales", waits_ms));
    assert_eq!(why(&mut demo, &chat), json!([null, "nobody_eligible"]));
    // To a user only where that one is there.
    demo.told("u-selin", label(&chat, json!({ "labels": ["Arda"] })));
    assert_eq!(why(&mut demo, &chat)[1], "nobody_eligible");
    demo.told("u-selin", label(&chat, json!({ "labels": [] })));
    demo.online.insert(user("u-elif"));
    demo.online.insert(user("u-arda"));
    demo.scene().route(|_| Ok(())).unwrap();
    // Somebody has it: it stays.
    let has = text(&demo, "SELECT assignee_id FROM chat");
    assert!(!has.is_empty());
    demo.told("u-selin", label(&chat, json!({ "labels": ["VIP"] })));
    assert_eq!((text(&demo, "SELECT assignee_id FROM chat"), group(&demo)), (has, "sales".to_owned()));
    // Closed and come back, it is another matter.
    demo.as_user("u-selin", SessionAsk::Close(chat.clone())).unwrap();
    demo.online.clear();
    writes(&mut demo, "merhaba");
    assert_eq!((group(&demo).as_str(), why(&mut demo, &chat)[0].as_str()), ("support", Some("vip")));
}

#[test]
fn rules_are_asked_of_what_the_client_came_with() {
    let mut demo = Demo::new();
    settings(
        &mut demo,
        json!([
            { "id": "refund", "when": { "text": ["iade*"], "languages": ["tr"] }, "to": { "group": "support" } },
        ]),
    );
    let chat = writes(&mut demo, "iade istiyorum");
    writes(&mut demo, "kimse yok mu");
    assert_eq!(group(&demo), "sales");
    let told = demo.told("u-selin", label(&chat, json!({ "language": "tr-TR" })));
    assert_eq!((told["language"].as_str(), group(&demo).as_str()), (Some("tr-tr"), "support"));
}

#[test]
fn the_language_of_the_app_holds_until_somebody_says_otherwise() {
    let mut demo = Demo::new();
    settings(
        &mut demo,
        json!([{ "id": "german", "when": { "languages": ["de"] }, "to": { "queue": "sales" } }]),
    );
    let chat = writes_in(&mut demo, "de-AT");
    let language = |demo: &Demo| text(demo, "SELECT language FROM chat");
    assert_eq!(
        (language(&demo).as_str(), why(&mut demo, &chat)),
        ("de-at", json!(["german", "waits_for_hand"]))
    );
    writes_in(&mut demo, "pt-br");
    assert_eq!((language(&demo).as_str(), why(&mut demo, &chat)[0].clone()), ("pt-br", Value::Null));
    demo.told("u-selin", label(&chat, json!({ "language": "de" })));
    writes_in(&mut demo, "pt-br");
    assert_eq!((language(&demo).as_str(), why(&mut demo, &chat)[0].as_str()), ("de", Some("german")));
    // Taken back, the service is heard again; what is no tag is not.
    demo.told("u-selin", label(&chat, json!({ "language": null })));
    assert_eq!(language(&demo), "");
    writes_in(&mut demo, "klingon");
    assert_eq!(language(&demo), "");
    writes_in(&mut demo, "fr");
    assert_eq!(language(&demo), "fr");
}

#[test]
fn labels_are_for_those_who_may_assign_and_hold_nothing_of_a_client() {
    let mut demo = Demo::with(|policy| {
        permit(policy, "agent", &["chats.assign"])["fields"]["name"] = json!("masked");
    });
    demo.online.insert(user("u-arda"));
    let chat = writes(&mut demo, "merhaba");
    let audited = demo.count("SELECT count(*) FROM audit");
    for (body, code) in [
        (json!({ "labels": [" "] }), Code::InvalidField),
        (json!({ "labels": ["a".repeat(201)] }), Code::InvalidField),
        (json!({ "labels": (0..51).map(|nth| format!("l{nth}")).collect::<Vec<_>>() }), Code::InvalidField),
        (json!({ "labels": ["call 0532 123 45 67"] }), Code::InvalidField),
        (json!({ "labels": ["a.b@example.com"] }), Code::InvalidField),
        (json!({ "labels": ["a\nb"] }), Code::InvalidField),
        (json!({ "language": "turkish" }), Code::InvalidField),
        (json!({ "priority": 1 }), Code::UnknownField),
    ] {
        assert_eq!(demo.refused("u-selin", label(&chat, body)), code);
    }
    assert_eq!(demo.refused("u-vera", label(&chat, json!({ "labels": [] }))), Code::PermissionMissing);
    assert_eq!(demo.refused("u-vera", SessionAsk::Labels), Code::PermissionMissing);
    // What is so already changes nothing.
    demo.told("u-selin", label(&chat, json!({ "labels": [] })));
    assert_eq!(demo.count("SELECT count(*) FROM audit"), audited);
    let at_most: Vec<String> = (0..50).map(|nth| format!("{nth}{}", "a".repeat(198))).collect();
    assert_eq!(demo.told("u-selin", label(&chat, json!({ "labels": at_most })))["labels"], json!(at_most));

    let answer = demo.as_user("u-selin", label(&chat, json!({ "labels": ["Deniz", "VIP"] }))).unwrap();
    let told = |change: &crate::company::change::Change| matches!(change, crate::company::change::Change::Chat { id, .. } if *id == chat);
    assert!(answer.changes.iter().any(told));
    let seen = demo.told("u-arda", SessionAsk::Chat(chat.clone()))["labels"].clone();
    assert_eq!((seen[0] == "Deniz", &seen[1]), (false, &json!("VIP")));
    // Whoever sends back what they see keeps what is there.
    let sent = json!({ "labels": [seen[0], "VIP", "new"] });
    demo.told("u-arda", label(&chat, sent));
    assert_eq!(text(&demo, "SELECT labels FROM chat"), r#"["Deniz","VIP","new"]"#);
    let log = demo.told("u-selin", SessionAsk::Audit(Page { cursor: None, limit: 100 }));
    let entry =
        log["entries"].as_array().unwrap().iter().find(|entry| entry["action"] == "chat.labelled").unwrap();
    assert_eq!((&entry["detail"]["labels"][1], &entry["actor"]), (&json!("VIP"), &entry["actor"]));
    assert!(!log.to_string().contains("Deniz"));
}

#[test]
fn what_rules_ask_for_is_told_to_those_who_may_set_it() {
    let mut demo = Demo::new();
    settings(
        &mut demo,
        json!([
            { "id": "b", "when": { "labels": ["VIP", "Beta"], "languages": ["de"] }, "to": { "queue": null } },
            { "id": "a", "when": { "labels": ["VIP"], "text": ["iade"] }, "to": { "queue": null } },
        ]),
    );
    let expect = json!({ "labels": ["Beta", "VIP"], "languages": ["de"] });
    assert_eq!(demo.told("u-selin", SessionAsk::Labels), expect);
    assert_eq!(demo.refused("u-arda", SessionAsk::Labels), Code::PermissionMissing);
}
