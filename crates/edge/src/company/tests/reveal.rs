//! Values that are revealed for a moment.

use serde_json::{Value, json};
use usher_core::ContactId;

use super::fixture::{Demo, permit, user};
use crate::ask::{Page, Sealed, SessionAsk};
use crate::problem::{Code, Problem};

fn reveal(contact: &str, body: Value) -> SessionAsk {
    SessionAsk::Reveal { contact: ContactId::parse(contact).unwrap(), body: Sealed(body) }
}

fn phone(contact: &str) -> SessionAsk {
    reveal(contact, json!({ "field": "phone", "reason": "calls back" }))
}

/// The demo company, in which agents may have values revealed, of kinds that are shown like this.
fn demo(shown: &'static str) -> Demo {
    Demo::with(|policy| {
        let rights = permit(policy, "agent", &["contacts.reveal"]);
        for kind in ["phone", "email", "address", "name"] {
            rights["fields"][kind] = json!(shown);
        }
    })
}

fn problem(demo: &mut Demo, user: &str, ask: SessionAsk) -> Problem {
    demo.as_user(user, ask).unwrap_err().into_problem()
}

fn log(demo: &mut Demo) -> Vec<Value> {
    let told = demo.told("u-selin", SessionAsk::Audit(Page { cursor: None, limit: 100 }));
    let entries = told["entries"].as_array().unwrap().clone();
    entries.into_iter().filter(|entry| entry["action"] == "contact.revealed").collect()
}

#[test]
fn e5_a_value_is_shown_against_a_reason_and_logged() {
    for shown in ["masked", "hidden"] {
        let mut demo = demo(shown);
        for (field, value) in [
            ("phone", "+90 500 555 01 67"),
            ("email", "ayse.yilmaz@example.com"),
            ("address", "Bağdat Cad. 120/4, Kadıköy, İstanbul"),
            ("name", "Ayşe Yılmaz"),
        ] {
            let told =
                demo.told("u-arda", reveal("c-ayse", json!({ "field": field, "reason": " calls back " })));
            let expires_at = demo.now_ms + 30_000;
            assert_eq!(told, json!({ "field": field, "value": value, "expiresAt": expires_at }), "{shown}");
        }
        let entries = log(&mut demo);
        assert_eq!(entries.len(), 4);
        assert_eq!(
            entries[3]["detail"],
            json!({ "field": "phone", "reason": "calls back", "outcome": "revealed" })
        );
        assert_eq!(
            (&entries[3]["subject"], &entries[3]["actor"]["id"]),
            (&json!("contact:c-ayse"), &json!("u-arda"))
        );
        // Elsewhere everything is as before.
        let card = demo.told("u-arda", SessionAsk::Contact(ContactId::parse("c-ayse").unwrap()));
        assert!(
            !card.to_string().contains("555 01 67") && !card.to_string().contains("ayse.yilmaz"),
            "{card}"
        );
    }
}

#[test]
fn the_log_has_the_reason_without_what_it_is_about() {
    let mut demo = demo("masked");
    let reason = "Ayşe's 0500 555 01 67, ayse.yilmaz@example.com, 0532 111 22 33 and Mehmet Öztürk for Bağdat Cad. 120/4, Kadıköy, İstanbul";
    demo.told("u-arda", reveal("c-ayse", json!({ "field": "phone", "reason": reason })));
    let entry = log(&mut demo)[0].to_string();
    for secret in ["555", "ayse.yilmaz", "111 22", "120/4", "Mehmet Öztürk"] {
        assert!(!entry.contains(secret), "{secret} in {entry}");
    }
    assert!(entry.contains("for"));
}

#[test]
fn who_may_not() {
    let mut demo = demo("masked");
    assert_eq!(problem(&mut demo, "u-vera", phone("c-ayse")).code(), Code::PermissionMissing);
    // Mehmet is not Arda's, and nobody is `c-nobody`.
    let [seen, unseen] = ["c-mehmet", "c-nobody"].map(|id| problem(&mut demo, "u-arda", phone(id)));
    assert_eq!((seen.code(), &seen), (Code::NotFound, &unseen));
    assert_eq!(demo.count("SELECT count(*) FROM reveal"), 0);
    assert_eq!(log(&mut demo).len(), 0);
}

#[test]
fn a_permission_for_other_clients_is_none_for_this_one() {
    let mut demo = Demo::with(|policy| {
        let mut revealer = policy["roles"][1].clone();
        revealer["id"] = json!("revealer");
        revealer["rights"]["permissions"] = json!(["chats.view", "contacts.view", "contacts.reveal"]);
        policy["roles"].as_array_mut().unwrap().push(revealer);
        // Vera sees every client, and may reveal those that she is responsible for.
        let vera =
            policy["users"].as_array_mut().unwrap().iter_mut().find(|user| user["id"] == "u-vera").unwrap();
        vera["roles"].as_array_mut().unwrap().push(json!("revealer"));
    });
    let refused = problem(&mut demo, "u-vera", phone("c-ayse"));
    assert_eq!(refused.code(), Code::PermissionMissing);
    assert!(refused.to_json().contains("contacts.reveal"));
    demo.ledger().put_responsible(&ContactId::parse("c-ayse").unwrap(), &user("u-vera")).unwrap();
    demo.told("u-vera", phone("c-ayse"));
}

#[test]
fn nothing_to_reveal() {
    let mut masked = demo("masked");
    let email = |contact| reveal(contact, json!({ "field": "email", "reason": "writes back" }));
    masked.ledger().put_responsible(&ContactId::parse("c-zeynep").unwrap(), &user("u-arda")).unwrap();
    // That a masked field is empty is seen anyway.
    assert_eq!(problem(&mut masked, "u-arda", email("c-zeynep")).code(), Code::NothingToReveal);
    assert_eq!(masked.count("SELECT count(*) FROM reveal"), 0);
    // The supervisor sees it already.
    assert_eq!(problem(&mut masked, "u-selin", phone("c-ayse")).code(), Code::NothingToReveal);
    let mut hidden = demo("hidden");
    hidden.ledger().put_responsible(&ContactId::parse("c-zeynep").unwrap(), &user("u-arda")).unwrap();
    // That a hidden one is, is told only now.
    assert_eq!(problem(&mut hidden, "u-arda", email("c-zeynep")).code(), Code::NothingToReveal);
    assert_eq!(hidden.count("SELECT count(*) FROM reveal"), 1);
    assert_eq!(log(&mut hidden)[0]["detail"]["outcome"], "empty");
}

#[test]
fn ten_in_an_hour() {
    let mut demo = demo("masked");
    for _ in 0..10 {
        demo.told("u-arda", phone("c-ayse"));
    }
    let refused = problem(&mut demo, "u-arda", phone("c-ayse"));
    assert_eq!(refused.code(), Code::RevealTooOften);
    assert!((3_500..=3_600).contains(&refused.retry_after_s().unwrap()));
    assert_eq!(log(&mut demo).len(), 10);
    demo.now_ms += i64::from(refused.retry_after_s().unwrap()) * 1_000;
    demo.told("u-arda", phone("c-ayse"));
}

#[test]
fn a_name_that_holds_a_number_is_revealed_without_it() {
    let mut demo = demo("masked");
    crate::store::Database::script(
        &demo.database,
        "UPDATE contact SET name = 'Ayşe 0500 555 01 67' WHERE id = 'c-ayse'",
    )
    .unwrap();
    let told = demo.told("u-arda", reveal("c-ayse", json!({ "field": "name", "reason": "spelling" })));
    assert_eq!(told["value"], "Ayşe ••• ••• •• 67");
}

#[test]
fn bad_bodies() {
    let mut demo = demo("masked");
    let long = "x".repeat(501);
    for body in [
        json!({}),
        json!({ "field": "phone" }),
        json!({ "field": "phone", "reason": "  no " }),
        json!({ "field": "phone", "reason": long }),
        json!({ "field": "text", "reason": "calls back" }),
        json!({ "field": ["phone"], "reason": "calls back" }),
        json!({ "field": "phone", "reason": "calls\nback" }),
        json!({ "field": "phone", "reason": "calls back", "minutes": 5 }),
    ] {
        let refused = problem(&mut demo, "u-arda", reveal("c-ayse", body));
        assert_eq!(refused.code().status(), 400);
        assert!(!refused.to_json().contains("calls"));
    }
    for reason in ["abc".to_owned(), "x".repeat(500)] {
        demo.told("u-arda", reveal("c-ayse", json!({ "field": "phone", "reason": reason })));
    }
    assert_eq!(format!("{:?}", phone("c-ayse")), "Reveal { contact: ContactId(c-ayse), body: Sealed }");
}
