//! Webhooks.

use serde_json::json;

use super::fixture::{Demo, SALES, code, texts, user};
use crate::ask::{ChatQuery, ChatStatus, Page, SessionAsk};
use crate::company::change::Change;
use crate::problem::Code;
use usher_core::ChatId;

fn everything() -> SessionAsk {
    SessionAsk::Chats(ChatQuery { status: None, whose: None, page: Page { cursor: None, limit: 50 } })
}

fn first_chat(demo: &mut Demo) -> ChatId {
    let chats = demo.told("u-selin", everything());
    ChatId::parse(chats["chats"][0]["id"].as_str().unwrap()).unwrap()
}

#[test]
fn a_repeated_delivery_changes_nothing() {
    let mut demo = Demo::new();
    let body = texts(&[(SALES, "905320000001", "wamid.1", "merhaba")]);
    let changes = demo.whatsapp(&body).unwrap().changes;
    assert!(matches!(&*changes, [Change::Chat { before: None, .. }, Change::Queue]), "{changes:?}");
    let audited = demo.count("SELECT count(*) FROM audit");
    assert!(demo.whatsapp(&body).unwrap().changes.is_empty());
    assert_eq!(demo.count("SELECT count(*) FROM message"), 1);
    assert_eq!(demo.count("SELECT count(*) FROM audit"), audited);
}

#[test]
fn items_of_a_batch_go_their_own_ways() {
    let mut demo = Demo::new();
    let body = texts(&[
        (SALES, "905320000001", "wamid.1", "one"),
        ("999", "905320000002", "wamid.2", "for nobody"),
        ("900000000000002", "905320000001", "wamid.3", "two"),
    ]);
    demo.whatsapp(&body).unwrap();
    assert_eq!(demo.count("SELECT count(*) FROM chat"), 2);
    assert_eq!(demo.count("SELECT count(DISTINCT contact_id) FROM chat"), 1);
    assert_eq!(
        demo.count(
            "SELECT count(*) FROM inbound_event WHERE outcome = 'unroutable' AND raw LIKE '%for nobody%'"
        ),
        1
    );
}

#[test]
fn a_chat_goes_to_whoever_is_there_or_waits() {
    let mut demo = Demo::new();
    demo.whatsapp(&texts(&[(SALES, "905320000001", "wamid.1", "one")])).unwrap();
    assert_eq!(demo.count("SELECT count(*) FROM chat WHERE assignee_id IS NULL AND group_id = 'sales'"), 1);
    // Somebody came: what waits is handed out, longest waiting first.
    demo.online.insert(user("u-arda"));
    let scene = demo.scene();
    let ((), changes) = scene.route(|_| Ok(())).unwrap();
    assert!(matches!(&*changes, [Change::Chat { .. }, Change::Team(_), Change::Queue]), "{changes:?}");
    assert_eq!(demo.count("SELECT count(*) FROM chat WHERE assignee_id = 'u-arda'"), 1);
    demo.whatsapp(&texts(&[(SALES, "905320000002", "wamid.2", "two")])).unwrap();
    assert_eq!(demo.count("SELECT count(*) FROM chat WHERE assignee_id = 'u-arda'"), 2);
    assert_eq!(demo.count("SELECT count(*) FROM assignment WHERE until_ms IS NULL"), 2);
    assert_eq!(demo.count("SELECT count(*) FROM assignment WHERE seed IS NULL"), 0);
}

#[test]
fn a_closed_chat_reopens_and_is_routed_afresh() {
    let mut demo = Demo::new();
    demo.online.insert(user("u-arda"));
    demo.whatsapp(&texts(&[(SALES, "905320000001", "wamid.1", "one")])).unwrap();
    let chat = first_chat(&mut demo);
    assert_eq!(demo.told("u-arda", SessionAsk::Close(chat.clone()))["status"], "closed");
    let reply = || SessionAsk::Reply { chat: chat.clone(), body: json!({ "text": "late" }) };
    assert_eq!(demo.refused("u-arda", reply()), Code::ChatClosed);
    demo.online = [user("u-elif")].into();
    demo.whatsapp(&texts(&[(SALES, "905320000001", "wamid.2", "again")])).unwrap();
    let detail = demo.told("u-selin", SessionAsk::Chat(chat));
    assert_eq!((&detail["status"], &detail["assignee"]["id"]), (&json!("open"), &json!("u-elif")));
    assert_eq!(detail["assignment"].as_array().unwrap().len(), 2);
    assert_eq!(detail["assignment"][0]["reason"]["because"], "best_of_group");
}

#[test]
fn the_first_answer_makes_responsible() {
    let mut demo = Demo::new();
    demo.whatsapp(&texts(&[(SALES, "905320000001", "wamid.1", "one")])).unwrap();
    let chat = first_chat(&mut demo);
    let assign = SessionAsk::Assign { chat: chat.clone(), body: json!({ "user": "u-elif" }) };
    assert_eq!(demo.told("u-selin", assign)["assignee"]["id"], "u-elif");
    let reply = SessionAsk::Reply { chat: chat.clone(), body: json!({ "text": "hello" }) };
    assert_eq!(demo.as_user("u-elif", reply).unwrap().reply.status(), 201);
    let detail = demo.told("u-elif", SessionAsk::Chat(chat.clone()));
    assert_eq!(detail["contact"]["responsible"]["id"], "u-elif");
    assert_eq!(detail["waitingSince"], json!(null));
    let to_timur = SessionAsk::Assign { chat, body: json!({ "user": "u-timur" }) };
    assert_eq!(demo.refused("u-selin", to_timur), Code::AssigneeNotEligible);
}

#[test]
fn a_group_chat_has_nobody_responsible() {
    let mut demo = Demo::new();
    demo.online.insert(user("u-timur"));
    let update = json!({ "update_id": 1, "message": {
        "message_id": 1, "date": 1_767_614_400, "text": "hi all",
        "from": { "id": 77, "is_bot": false, "first_name": "Olga" },
        "chat": { "id": -100, "type": "group", "title": "Neighbours" } } });
    demo.telegram(&update).unwrap();
    let chat = first_chat(&mut demo);
    let reply = SessionAsk::Reply { chat: chat.clone(), body: json!({ "text": "hello" }) };
    demo.as_user("u-timur", reply).unwrap();
    let detail = demo.told("u-timur", SessionAsk::Chat(chat.clone()));
    assert_eq!((&detail["kind"], &detail["contact"]["responsible"]), (&json!("group"), &json!(null)));
    let messages =
        demo.told("u-timur", SessionAsk::Messages { chat, page: Page { cursor: None, limit: 10 } });
    assert_eq!(messages["messages"][1]["author"]["name"], "Olga");
}

#[test]
fn an_unsigned_or_foreign_delivery_is_refused() {
    let demo = Demo::new();
    let body = texts(&[(SALES, "905320000001", "wamid.1", "one")]).to_string();
    let refuse =
        |signature| code(crate::company::ingest::whatsapp(&demo.scene(), signature, body.as_bytes()));
    assert_eq!(refuse(None), Code::SignatureMissing);
    assert_eq!(refuse(Some("sha256=00")), Code::SignatureInvalid);
    assert_eq!(demo.count("SELECT count(*) FROM inbound_event"), 0);
}

#[test]
fn a_failing_batch_leaves_nothing() {
    let mut demo = Demo::new();
    let ledger = demo.ledger();
    let tried: Result<(), _> = ledger.transaction(|| {
        ledger.put_delivered("whatsapp:1", "k", "stored", None)?;
        Err(Code::Internal.into())
    });
    assert_eq!(tried.unwrap_err(), Code::Internal.into());
    assert_eq!(demo.count("SELECT count(*) FROM inbound_event"), 0);
    // A savepoint inside a transaction gives way alone.
    ledger
        .transaction(|| {
            let inner: Result<(), _> = ledger.transaction(|| Err(Code::Internal.into()));
            assert!(inner.is_err());
            ledger.put_delivered("whatsapp:1", "k", "stored", None)
        })
        .unwrap();
    assert_eq!(demo.count("SELECT count(*) FROM inbound_event"), 1);
    let page =
        ChatQuery { status: Some(ChatStatus::Open), whose: None, page: Page { cursor: None, limit: 1 } };
    assert_eq!(demo.told("u-selin", SessionAsk::Chats(page))["chats"], json!([]));
}
