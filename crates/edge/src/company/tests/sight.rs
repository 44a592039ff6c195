//! Who sees what.

use serde_json::{Value, json};
use usher_core::ChatId;

use super::fixture::{Demo, SALES, texts, user};
use crate::ask::{ChatQuery, ChatStatus, Page, SessionAsk, Whose};
use crate::problem::Code;

fn chats(limit: u32, cursor: Option<String>) -> SessionAsk {
    SessionAsk::Chats(ChatQuery { status: None, whose: None, page: Page { cursor, limit } })
}

/// Arda has a chat of each of these clients; Timur's channel has none.
fn busy() -> (Demo, ChatId) {
    let mut demo = Demo::new();
    demo.online.insert(user("u-arda"));
    for (from, id) in [
        ("905321112231", "wamid.PLANTED1"),
        ("905321112232", "wamid.PLANTED2"),
        ("905321112233", "wamid.PLANTED3"),
    ] {
        let text = format!("call +{from} or 0{}", from.trim_start_matches("90"));
        demo.whatsapp(&texts(&[(SALES, from, id, &text)])).unwrap();
    }
    let list = demo.told("u-arda", chats(10, None));
    let id = ChatId::parse(list["chats"][0]["id"].as_str().unwrap()).unwrap();
    (demo, id)
}

#[test]
fn lists_are_cut_by_right_and_paged() {
    let (mut demo, _) = busy();
    let ids = |list: &Value| -> Vec<String> {
        list["chats"].as_array().unwrap().iter().map(|chat| chat["id"].to_string()).collect()
    };
    let all = ids(&demo.told("u-arda", chats(10, None)));
    assert_eq!(all.len(), 3);
    let mut paged = Vec::new();
    let mut cursor = None;
    loop {
        let page = demo.told("u-arda", chats(2, cursor.clone()));
        paged.extend(ids(&page));
        cursor = page["nextCursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(paged, all);
    assert_eq!(demo.told("u-vera", chats(10, None))["chats"].as_array().unwrap().len(), 3);
    assert_eq!(demo.told("u-timur", chats(10, None)), json!({ "chats": [], "nextCursor": null }));
    let mine = |whose| {
        SessionAsk::Chats(ChatQuery {
            status: Some(ChatStatus::Open),
            whose: Some(whose),
            page: Page { cursor: None, limit: 10 },
        })
    };
    assert_eq!(demo.told("u-selin", mine(Whose::Mine))["chats"], json!([]));
    assert_eq!(demo.told("u-arda", mine(Whose::Mine))["chats"].as_array().unwrap().len(), 3);
    assert_eq!(demo.refused("u-arda", chats(2, Some("x".into()))), Code::InvalidCursor);
}

#[test]
fn what_may_not_be_seen_does_not_exist() {
    let (mut demo, id) = busy();
    let none = ChatId::parse("nothing").unwrap();
    for chat in [id.clone(), none] {
        assert_eq!(demo.refused("u-timur", SessionAsk::Chat(chat)), Code::NotFound);
    }
    let reply = SessionAsk::Reply { chat: id.clone(), body: json!({ "text": "x" }) };
    let refused = demo.as_user("u-vera", reply).unwrap_err().into_problem();
    assert!(refused.to_json().contains(r#""permission":"chats.reply""#));
    assert_eq!(demo.refused("u-arda", SessionAsk::Users), Code::PermissionMissing);
    assert_eq!(demo.refused("u-vera", SessionAsk::Close(id)), Code::PermissionMissing);
}

#[test]
fn no_byte_tells_an_agent_the_number_or_the_vendors_names() {
    let (mut demo, id) = busy();
    let contact =
        demo.told("u-arda", SessionAsk::Chat(id.clone()))["contact"]["id"].as_str().unwrap().to_owned();
    let asks = || {
        [
            chats(10, None),
            SessionAsk::Chat(id.clone()),
            SessionAsk::Messages { chat: id.clone(), page: Page { cursor: None, limit: 10 } },
            SessionAsk::Contact(usher_core::ContactId::parse(&contact).unwrap()),
            SessionAsk::Reply { chat: id.clone(), body: json!({ "text": "your number is 905321112233?" }) },
        ]
    };
    for ask in asks() {
        let reply = demo.as_user("u-arda", ask).unwrap().reply;
        let body = reply.text();
        for secret in ["5321112233", "532111223", "PLANTED", "532 111"] {
            assert!(!body.contains(secret), "{secret} in {body}");
        }
    }
    let seen = demo.told("u-selin", SessionAsk::Chat(id.clone()));
    assert_eq!(seen["contact"]["phone"], "+905321112233");
    let masked = demo.told("u-arda", SessionAsk::Chat(id.clone()));
    assert_eq!(masked["contact"]["phone"], "+90 ••• ••• •• 33");
    assert_eq!(masked["contact"]["visibility"]["phone"], "masked");
    for ask in asks() {
        assert!(!demo.as_user("u-selin", ask).unwrap().reply.text().contains("PLANTED"));
    }
}

#[test]
fn the_ranking_of_colleagues_is_for_those_who_see_users() {
    let (mut demo, id) = busy();
    let full = |demo: &mut Demo, user: &str| {
        demo.told(user, SessionAsk::Assignments(id.clone()))["items"][0].clone()
    };
    let seen = full(&mut demo, "u-selin");
    assert_eq!((&seen["ranking"][0]["user"], &seen["because"]), (&json!("u-arda"), &json!("best_of_group")));
    assert_eq!(seen["leftOut"][0]["user"], "u-elif");
    let brief = full(&mut demo, "u-arda");
    assert_eq!((&brief["ranking"], &brief["leftOut"]), (&json!([]), &json!([])));
    assert_eq!((&brief["leftOutCounts"], &brief["because"]), (&json!({}), &json!("best_of_group")));
    let short = demo.told("u-arda", SessionAsk::Chat(id.clone()))["assignment"][0]["reason"].to_string();
    assert!(!short.contains("u-elif"), "{short}");
}
