//! What starts and ends by itself, with a clock that the test turns.

use serde_json::{Value, json};

use super::fixture::{Demo, SALES, change, texts, user};
use crate::ask::{Page, PolicyChange, SessionAsk};
use crate::company::change::Change;
use crate::company::periods::pass;
use crate::problem::Code;

const MINUTE_MS: i64 = 60_000;

fn set(demo: &mut Demo, id: &str, patch: Value) {
    demo.as_user("u-selin", change(PolicyChange::PatchUser(user(id), patch))).unwrap();
}

fn told(changes: &[Change]) -> Vec<String> {
    let users = changes.iter().filter_map(|change| match change {
        Change::Access(users) => Some(users.clone()),
        _ => None,
    });
    users.flatten().map(|user| user.to_string()).collect()
}

fn log(demo: &mut Demo, action: &str) -> Vec<Value> {
    let log = demo.told("u-selin", SessionAsk::Audit(Page { cursor: None, limit: 100 }));
    let entries = log["entries"].as_array().unwrap().iter();
    entries.filter(|entry| entry["action"] == action).cloned().collect()
}

/// The demo company in which agents may take the supervisor's role for an hour.
fn with_emergencies() -> Demo {
    Demo::with(|policy| {
        for role in policy["roles"].as_array_mut().unwrap() {
            match role["id"].as_str().unwrap() {
                "supervisor" => role["emergencyMaxMinutes"] = json!(60),
                "agent" => {}
                _ => continue,
            }
            let names = role["rights"]["permissions"].as_array_mut().unwrap();
            if !names.contains(&json!("access.emergency")) {
                names.push(json!("access.emergency"));
            }
        }
    })
}

#[test]
fn e7_boundaries_are_passed_once_each_and_only_by_those_whom_they_concern() {
    let mut demo = Demo::new();
    let at = demo.now_ms + MINUTE_MS;
    set(&mut demo, "u-arda", json!({ "groups": [{ "id": "sales", "endsAt": at }] }));
    set(
        &mut demo,
        "u-timur",
        json!({ "roles": [{ "id": "agent", "startsAt": at + 5, "endsAt": at + 10 }], "channels": "all" }),
    );
    assert_eq!(demo.ledger().next_boundary().unwrap(), Some(at));
    assert!(demo.as_user("u-arda", SessionAsk::Me).is_ok());
    // Too early nothing happens.
    assert_eq!(told(&pass(&demo.scene()).unwrap()), [""; 0]);
    demo.now_ms = at - 1;
    assert_eq!(told(&pass(&demo.scene()).unwrap()), [""; 0]);
    demo.now_ms = at;
    assert_eq!(told(&pass(&demo.scene()).unwrap()), ["u-arda"]);
    assert_eq!(demo.ledger().next_boundary().unwrap(), Some(at + 5));
    demo.now_ms = at + 7;
    assert_eq!(told(&pass(&demo.scene()).unwrap()), ["u-timur"]);
    demo.now_ms = at + 7;
    assert_eq!(told(&pass(&demo.scene()).unwrap()), [""; 0]);
    demo.now_ms = at + 1_000;
    assert_eq!(told(&pass(&demo.scene()).unwrap()), ["u-timur"]);
    assert_eq!(demo.ledger().next_boundary().unwrap(), None);
}

#[test]
fn e7_what_waits_goes_to_whoever_becomes_a_member() {
    let mut demo = Demo::new();
    demo.online.insert(user("u-timur"));
    demo.whatsapp(&texts(&[(SALES, "905321112231", "wamid.1", "hello")])).unwrap();
    assert_eq!(demo.count("SELECT count(*) FROM chat WHERE assignee_id IS NOT NULL"), 0);
    let at = demo.now_ms + MINUTE_MS;
    set(
        &mut demo,
        "u-timur",
        json!({ "groups": [{ "id": "sales", "startsAt": at, "endsAt": at + MINUTE_MS }] }),
    );
    assert_eq!(demo.count("SELECT count(*) FROM chat WHERE assignee_id IS NOT NULL"), 0);
    demo.now_ms = at;
    let changes = pass(&demo.scene()).unwrap();
    assert!(changes.iter().any(|change| matches!(change, Change::Chat { .. })));
    assert_eq!(demo.count("SELECT count(*) FROM chat WHERE assignee_id = 'u-timur'"), 1);
    // A member whose time is over keeps nothing that they may not answer, and gets nothing more.
    demo.now_ms = at + MINUTE_MS;
    pass(&demo.scene()).unwrap();
    demo.whatsapp(&texts(&[(SALES, "905321112232", "wamid.2", "hello")])).unwrap();
    assert_eq!(demo.count("SELECT count(*) FROM chat WHERE assignee_id = 'u-timur'"), 0);
}

#[test]
fn e7_an_emergency_expires_once_and_the_revision_counts_it() {
    let mut demo = with_emergencies();
    let body = json!({ "role": "supervisor", "minutes": 60, "reason": "Nobody else is here" });
    let taken = demo.told("u-arda", SessionAsk::TakeEmergency(body));
    assert!(demo.as_user("u-arda", SessionAsk::Users).is_ok());
    let ends_at = taken["endsAt"].as_i64().unwrap();
    assert_eq!(demo.ledger().next_boundary().unwrap(), Some(ends_at));
    let revision = demo.scene().directory.settings.revision;
    demo.now_ms = ends_at - 2;
    assert!(demo.as_user("u-arda", SessionAsk::Users).is_ok());
    // The right ends with the moment, whether or not anything sees to it.
    assert_eq!(demo.refused("u-arda", SessionAsk::Users), Code::PermissionMissing);
    for _ in 0..3 {
        demo.now_ms += 1;
        pass(&demo.scene()).unwrap();
    }
    assert_eq!(log(&mut demo, "emergency.expired").len(), 1);
    assert_eq!(demo.scene().directory.settings.revision, revision + 1);
    assert_eq!(demo.told("u-selin", SessionAsk::Emergencies), json!({ "emergency": [] }));
}

#[test]
fn e7_one_that_was_ended_does_not_expire_and_one_that_is_over_can_be_taken_again() {
    let mut demo = with_emergencies();
    let body = |role: &str| json!({ "role": role, "minutes": 1, "reason": "Nobody else is here" });
    demo.as_user("u-arda", SessionAsk::TakeEmergency(body("supervisor"))).unwrap();
    demo.as_user("u-arda", SessionAsk::EndMyEmergency(json!({ "role": "supervisor" }))).unwrap();
    demo.as_user("u-arda", SessionAsk::TakeEmergency(body("supervisor"))).unwrap();
    assert_eq!(demo.refused("u-arda", SessionAsk::TakeEmergency(body("supervisor"))), Code::EmergencyLasts);
    // Before the alarm had its turn.
    demo.now_ms += MINUTE_MS;
    demo.as_user("u-arda", SessionAsk::TakeEmergency(body("supervisor"))).unwrap();
    assert_eq!(log(&mut demo, "emergency.expired").len(), 1);
    demo.now_ms += MINUTE_MS;
    pass(&demo.scene()).unwrap();
    assert_eq!(log(&mut demo, "emergency.expired").len(), 2);
    assert_eq!(log(&mut demo, "emergency.taken").len(), 3);
}

#[test]
fn uses_are_noted_once_a_day() {
    let mut demo = Demo::new();
    let noted = |demo: &Demo| {
        demo.count("SELECT coalesce(max(day_at_ms), 0) FROM permission_use WHERE user_id = 'u-selin' AND permission = 'users.view'")
    };
    assert_eq!(noted(&demo), 0);
    demo.as_user("u-selin", SessionAsk::Users).unwrap();
    let first = noted(&demo);
    assert!(first > 0 && first <= demo.now_ms);
    demo.now_ms += 1_000;
    demo.as_user("u-selin", SessionAsk::Users).unwrap();
    assert_eq!(noted(&demo), first);
    demo.now_ms += 86_400_000;
    // The session has ended meanwhile.
    demo.sign_in("u-selin");
    demo.as_user("u-selin", SessionAsk::Users).unwrap();
    assert_eq!(noted(&demo), first + 86_400_000);
    // What was refused was not used.
    demo.sign_in("u-arda");
    assert_eq!(demo.refused("u-arda", SessionAsk::Users), Code::PermissionMissing);
    assert_eq!(
        demo.count(
            "SELECT count(*) FROM permission_use WHERE user_id = 'u-arda' AND permission = 'users.view'"
        ),
        0
    );
}
