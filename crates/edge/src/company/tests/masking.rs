//! How a company masks.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use usher_core::ContactId;

use super::fixture::{Demo, SALES, texts, user};
use crate::ask::{Page, Sealed, SessionAsk};
use crate::company::change::Change;
use crate::http::reply::Reply;
use crate::problem::Code;

fn patch(body: Value) -> SessionAsk {
    SessionAsk::ChangeMasking { body, if_match: None }
}

/// The revision of the policy that an answer shows.
fn revision(reply: &Reply) -> u32 {
    let headers = reply.headers();
    let (_, tag) = headers.iter().find(|(name, _)| *name == "etag").unwrap();
    tag.trim_matches('"').parse().unwrap()
}

fn card(demo: &mut Demo, user: &str) -> Value {
    demo.told(user, SessionAsk::Contact(ContactId::parse("c-ayse").unwrap()))
}

#[test]
fn a_company_that_says_nothing_masks_as_usual() {
    let mut demo = Demo::new();
    let answer = demo.as_user("u-selin", SessionAsk::Masking).unwrap().reply;
    assert!(revision(&answer) > 0);
    let usual = json!({ "policy": "balanced", "region": null, "styles": {} });
    assert_eq!(demo.told("u-selin", SessionAsk::Masking), usual);
    assert_eq!(demo.told("u-selin", SessionAsk::Policy).get("masking"), None);
    assert_eq!(demo.refused("u-arda", SessionAsk::Masking), Code::PermissionMissing);
    assert_eq!(demo.refused("u-arda", patch(json!({ "policy": "strict" }))), Code::PermissionMissing);
}

#[test]
fn a_change_holds_at_once_counts_and_is_logged() {
    let mut demo = Demo::new();
    demo.online = BTreeSet::from([user("u-arda"), user("u-selin")]);
    let before = demo.scene().directory.settings.revision;
    let answer = demo
        .as_user(
            "u-selin",
            patch(json!({ "region": "tr", "styles": { "phone": "hidden", "email": "partial" } })),
        )
        .unwrap();
    assert_eq!(revision(&answer.reply), before + 1);
    assert_eq!(answer.changes, [Change::Access(vec![user("u-arda"), user("u-selin")])]);
    let masking = json!({ "policy": "balanced", "region": "TR", "styles": { "phone": "hidden" } });
    assert_eq!(demo.told("u-selin", SessionAsk::Masking), masking);
    assert_eq!(demo.told("u-selin", SessionAsk::Policy)["masking"], masking);
    assert_eq!(demo.told("u-arda", SessionAsk::MyAccess)["masking"], masking);
    let seen = card(&mut demo, "u-arda");
    assert_eq!(
        (&seen["phone"], &seen["visibility"]["phone"], &seen["email"]),
        (&json!(null), &json!("hidden"), &json!("a•••@e•••.com"))
    );
    assert_eq!(card(&mut demo, "u-selin")["phone"], "+90 500 555 01 67");
    // What is named stays until it is named again.
    demo.told("u-selin", patch(json!({ "policy": "strict", "region": null })));
    let masking = json!({ "policy": "strict", "region": null, "styles": { "phone": "hidden" } });
    assert_eq!(demo.told("u-selin", SessionAsk::Masking), masking);
    let log = demo.told("u-selin", SessionAsk::Audit(Page { cursor: None, limit: 100 }));
    let entry =
        log["entries"].as_array().unwrap().iter().find(|entry| entry["action"] == "masking.changed").unwrap();
    assert_eq!(entry["detail"]["after"], masking);
    // What changes nothing is none.
    let now = demo.scene().directory.settings.revision;
    let same = demo.as_user("u-selin", patch(json!({ "styles": { "name": "partial" } }))).unwrap();
    assert_eq!((revision(&same.reply), same.changes), (now, Vec::new()));
}

#[test]
fn a_token_is_the_same_everywhere_in_a_company_and_only_there() {
    let token = |demo: &mut Demo| {
        demo.online.insert(user("u-arda"));
        demo.told(
            "u-selin",
            patch(json!({ "styles": { "phone": "token", "email": "token" }, "region": "TR" })),
        );
        demo.whatsapp(&texts(&[(
            SALES,
            "905005550167",
            "wamid.1",
            "I am 0500 555 01 67 or ayse.yilmaz@example.com",
        )]))
        .unwrap();
        let seen = card(demo, "u-arda");
        let phone = seen["phone"].as_str().unwrap().to_owned();
        let name = phone.strip_prefix('~').unwrap();
        assert!(
            name.len() == 16 && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7')),
            "{phone}"
        );
        assert_eq!(seen["visibility"]["phone"], "masked");
        let list =
            demo.told("u-arda", SessionAsk::SearchContacts(Sealed(json!({ "query": "+90 500 555 01 67" }))));
        let found = &list["items"][0];
        assert_eq!(found["phone"], phone);
        let chat = usher_core::ChatId::parse(found["chats"][0]["id"].as_str().unwrap()).unwrap();
        let told = demo.told("u-arda", SessionAsk::Messages { chat, page: Page { cursor: None, limit: 10 } });
        let text = told["messages"][0]["text"].as_str().unwrap().to_owned();
        assert_eq!(text, format!("I am {phone} or {}", seen["email"].as_str().unwrap()));
        phone
    };
    let (mut one, mut other) = (Demo::new(), Demo::new());
    let first = token(&mut one);
    assert_eq!(first, card(&mut one, "u-arda")["phone"]);
    assert_ne!(first, token(&mut other));
}

#[test]
fn what_is_shown_clear_by_the_company_is_searched_and_not_revealed() {
    let mut demo = Demo::new();
    demo.told("u-selin", patch(json!({ "styles": { "phone": "clear" } })));
    assert_eq!(card(&mut demo, "u-arda")["phone"], "+90 500 555 01 67");
    demo.online.insert(user("u-arda"));
    demo.whatsapp(&texts(&[(SALES, "905005550167", "wamid.1", "hello")])).unwrap();
    let part = |text: &str| SessionAsk::SearchContacts(Sealed(json!({ "query": text })));
    assert_eq!(demo.told("u-arda", part("5550167"))["items"][0]["id"], "c-ayse");
    assert_eq!(demo.told("u-arda", part("ayse.yil"))["items"], json!([]));
    // Timur sees neither Ayşe nor her number.
    assert_eq!(demo.told("u-timur", part("5550167"))["items"], json!([]));
}

#[test]
fn nobody_shows_more_than_they_see() {
    let mut demo = Demo::with(|policy| {
        let roles = policy["roles"].as_array_mut().unwrap();
        let control = roles.iter_mut().find(|role| role["id"] == "quality_control").unwrap();
        control["rights"]["permissions"]
            .as_array_mut()
            .unwrap()
            .extend([json!("settings.view"), json!("settings.edit")]);
        policy["masking"] = json!({ "styles": { "email": "hidden", "iban": "token" } });
    });
    assert_eq!(
        demo.told("u-vera", SessionAsk::Masking)["styles"],
        json!({ "email": "hidden", "iban": "token" })
    );
    let refused =
        demo.as_user("u-vera", patch(json!({ "styles": { "phone": "clear" } }))).unwrap_err().into_problem();
    assert_eq!(refused.code(), Code::GrantExceedsEditor);
    assert!(refused.to_json().contains(r#""reason":{"field":"phone"}"#));
    // Names are clear to her, and what she sees masked she may show masked.
    demo.told(
        "u-vera",
        patch(json!({ "styles": { "name": "clear", "email": "partial", "phone": "hidden" } })),
    );
    assert_eq!(card(&mut demo, "u-arda")["phone"], json!(null));
}

#[test]
fn bad_patches() {
    let mut demo = Demo::new();
    let many: serde_json::Map<String, Value> =
        (0..65).map(|n| (format!("kind_{n}"), json!("hidden"))).collect();
    for body in [
        json!({ "policy": "loose" }),
        json!({ "policy": 1 }),
        json!({ "region": "TUR" }),
        json!({ "region": "ZZ" }),
        json!({ "region": 90 }),
        json!({ "styles": { "phone": "masked" } }),
        json!({ "styles": { "Phone": "hidden" } }),
        json!({ "styles": many }),
        json!({ "more": 1 }),
        json!([]),
    ] {
        let refused = demo.as_user("u-selin", patch(body.clone())).unwrap_err().into_problem();
        assert_eq!(refused.code().status(), 400, "{body}");
    }
    let stale = SessionAsk::ChangeMasking {
        body: json!({ "policy": "strict" }),
        if_match: Some("\"999\"".to_owned()),
    };
    assert_eq!(demo.refused("u-selin", stale), Code::PolicyChanged);
    assert_eq!(
        demo.told("u-selin", SessionAsk::Masking),
        json!({ "policy": "balanced", "region": null, "styles": {} })
    );
}
