//! The settings of routing.

use serde_json::{Value, json};

use super::fixture::Demo;
use crate::ask::{Page, Sealed, SessionAsk};
use crate::http::reply::Reply;
use crate::problem::Code;

fn put(settings: Value) -> SessionAsk {
    SessionAsk::ChangeRouting { body: Sealed(json!({ "settings": settings })), if_match: None }
}

fn put_at(settings: Value, tag: &str) -> SessionAsk {
    SessionAsk::ChangeRouting {
        body: Sealed(json!({ "settings": settings })),
        if_match: Some(tag.to_owned()),
    }
}

fn try_it(body: Value) -> SessionAsk {
    SessionAsk::TestRouting(Sealed(body))
}

fn tag(reply: &Reply) -> String {
    let headers = reply.headers();
    headers.iter().find(|(name, _)| *name == "etag").unwrap().1.to_string()
}

fn settings() -> Value {
    json!({
        "version": 1,
        "capacity": { "text": 8 },
        "hours": { "day": { "weekly": { "mon": [["09:00", "18:00"]] } } },
        "rules": [
            { "id": "refund", "when": { "text": ["iade*"], "client": "known" }, "to": { "group": "support" } },
            { "id": "night", "when": { "hours": { "not": "day" } }, "to": { "queue": null } },
        ],
    })
}

#[test]
fn a_company_that_says_nothing_has_what_is_usual() {
    let mut demo = Demo::new();
    let answer = demo.as_user("u-selin", SessionAsk::Routing).unwrap().reply;
    assert_eq!(tag(&answer), "\"0\"");
    let usual = json!({ "settings": { "version": 1 }, "warnings": [] });
    assert_eq!(demo.told("u-selin", SessionAsk::Routing), usual);
    for user in ["u-arda", "u-vera"] {
        assert_eq!(demo.refused(user, SessionAsk::Routing), Code::PermissionMissing);
        assert_eq!(demo.refused(user, put(settings())), Code::PermissionMissing);
        assert_eq!(demo.refused(user, try_it(json!({ "channel": "wa-sales" }))), Code::PermissionMissing);
    }
}

#[test]
fn a_change_counts_by_itself_and_is_logged_without_what_rules_look_for() {
    let mut demo = Demo::new();
    let policy = demo.scene().directory.settings.revision;
    let answer = demo.as_user("u-selin", put_at(settings(), "\"0\"")).unwrap();
    assert_eq!(tag(&answer.reply), "\"1\"");
    assert_eq!(demo.scene().directory.settings.revision, policy);
    assert_eq!(demo.told("u-selin", SessionAsk::Routing)["settings"], settings());
    assert_eq!(demo.refused("u-selin", put_at(json!({ "version": 1 }), "\"0\"")), Code::RoutingChanged);
    // What changes nothing is none.
    assert_eq!(tag(&demo.as_user("u-selin", put(settings())).unwrap().reply), "\"1\"");
    assert_eq!(
        tag(&demo.as_user("u-selin", put_at(json!({ "version": 1 }), "\"1\"")).unwrap().reply),
        "\"2\""
    );
    let log = demo.told("u-selin", SessionAsk::Audit(Page { cursor: None, limit: 100 }));
    let of_it = |entry: &&Value| entry["action"] == "routing.changed";
    let entries: Vec<&Value> = log["entries"].as_array().unwrap().iter().filter(of_it).collect();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1]["detail"], json!({ "parts": ["capacity", "hours", "rules"], "rules": 2 }));
    assert!(!log.to_string().contains("iade"));
}

#[test]
fn everything_that_is_wrong_is_told_and_no_value() {
    let mut demo = Demo::new();
    // What is wrong is told in the order of the document, so the keys stand as any order of a map has them.
    let wrong = json!({
        "capacity": { "text": 1001 },
        "people": { "u-nobody": {} },
        "rules": [{ "id": "a", "to": { "group": "gone" }, "when": { "text": ["+90 532 123 45 67"] } }],
        "version": 1,
    });
    let told =
        |problem: &crate::problem::Problem| -> Value { serde_json::from_str(&problem.to_json()).unwrap() };
    let problem = demo.as_user("u-selin", put(wrong.clone())).unwrap_err().into_problem();
    assert_eq!(problem.code(), Code::RoutingInvalid);
    let pointers = |problem: &Value| -> Vec<String> {
        let errors = problem["errors"].as_array().unwrap();
        errors
            .iter()
            .map(|error| {
                format!("{} {}", error["code"].as_str().unwrap(), error["pointer"].as_str().unwrap())
            })
            .collect()
    };
    let expect = [
        "capacity_out_of_range /settings/capacity/text",
        "unknown_user /settings/people/u-nobody",
        "unknown_group /settings/rules/0/to/group",
        "cue_personal /settings/rules/0/when/text/0",
    ];
    assert_eq!(pointers(&told(&problem)), expect);
    assert!(!problem.to_json().contains("532"));
    let draft = try_it(json!({ "channel": "wa-sales", "settings": wrong }));
    let problem = demo.as_user("u-selin", draft).unwrap_err().into_problem();
    assert_eq!(pointers(&told(&problem))[0], "capacity_out_of_range /settings/capacity/text");
    assert_eq!(demo.told("u-selin", SessionAsk::Routing)["settings"], json!({ "version": 1 }));
}

#[test]
fn which_rule_a_message_would_hit() {
    let mut demo = Demo::new();
    demo.told("u-selin", put(settings()));
    // Monday, 2026-01-05, 12:00 UTC, in a company where it is 15:00.
    let refund = json!({ "channel": "wa-sales", "known": true, "text": "İADE istiyorum" });
    assert_eq!(
        demo.told("u-selin", try_it(refund.clone())),
        json!({
            "hit": { "rule": "refund", "place": 0, "to": { "group": "support" }, "why": [
                { "condition": "client", "alternative": null }, { "condition": "text", "alternative": 0 },
            ] },
            "rules": [
                { "rule": "refund", "holds": true, "failed": [],
                  "held": [{ "condition": "client", "alternative": null }, { "condition": "text", "alternative": 0 }] },
                { "rule": "night", "holds": false, "held": [], "failed": ["hours"] },
            ],
        })
    );
    let at_night = super::fixture::NOON_MS + 9 * 3_600_000;
    let later = json!({ "channel": "wa-sales", "text": "iade", "at": at_night });
    let told = demo.told("u-selin", try_it(later));
    assert_eq!((&told["hit"]["rule"], &told["hit"]["to"]), (&json!("night"), &json!({ "queue": null })));
    assert_eq!(told["rules"][0]["failed"], json!(["client"]));
    // A draft is tried without being saved.
    let mut draft = refund;
    draft["settings"] = json!({ "version": 1 });
    assert_eq!(demo.told("u-selin", try_it(draft)), json!({ "hit": null, "rules": [] }));
    for (body, code) in [
        (json!({ "channel": "gone" }), Code::InvalidField),
        (json!({ "channel": "wa-sales", "language": "turkish" }), Code::InvalidField),
        (json!({ "channel": "wa-sales", "at": -1 }), Code::InvalidField),
        (json!({ "channel": "wa-sales", "labels": vec!["a"; 51] }), Code::InvalidField),
        (json!({ "text": "hello" }), Code::MissingField),
    ] {
        assert_eq!(demo.refused("u-selin", try_it(body)), code);
    }
}

#[test]
fn what_is_gone_since_is_no_fault_of_what_is_stored() {
    let mut demo = Demo::new();
    let groups = json!({ "version": 1, "groups": { "support": { "priority": 3 } } });
    demo.told("u-selin", put(groups.clone()));
    let database: &dyn crate::store::Database = &demo.database;
    database.query("UPDATE routing SET settings = replace(settings, 'support', 'gone')", Vec::new()).unwrap();
    let told = demo.told("u-selin", SessionAsk::Routing);
    assert_eq!(told["settings"]["groups"], json!({ "gone": { "priority": 3 } }));
}
