//! Making, deleting, previewing and explaining, on the demo company.

use serde_json::{Value, json};
use usher_core::GroupId;

use super::fixture::{Demo, change, user};
use crate::ask::{PolicyChange, Question, SessionAsk};
use crate::problem::Code;

fn group(id: &str) -> GroupId {
    GroupId::parse(id).unwrap()
}

fn delete(id: &str) -> SessionAsk {
    change(PolicyChange::DeleteGroup(group(id)))
}

fn preview(changes: Value) -> SessionAsk {
    SessionAsk::Preview(json!({ "changes": changes }))
}

#[test]
fn a2_a_group_comes_changes_and_goes() {
    let mut demo = Demo::new();
    let new =
        json!({ "name": "Night", "roles": ["agent"], "channels": ["tg-support"], "algorithm": "random" });
    let made = demo.told("u-selin", change(PolicyChange::CreateGroup(None, new.clone())));
    assert_eq!((&made["id"], &made["members"]), (&json!("night"), &json!([])));
    let second = demo.told("u-selin", change(PolicyChange::CreateGroup(None, new)));
    assert_eq!(second["id"], "night-2");
    let join = PolicyChange::PatchUser(user("u-arda"), json!({ "groups": ["sales", "night"] }));
    demo.as_user("u-selin", change(join)).unwrap();
    let renamed = PolicyChange::PatchGroup(group("night"), json!({ "name": "Late" }));
    assert_eq!(demo.told("u-selin", change(renamed))["name"], "Late");
    let list = |demo: &mut Demo| demo.told("u-selin", SessionAsk::Groups)["groups"].to_string();
    assert!(list(&mut demo).contains("Late"));
    assert_eq!(demo.as_user("u-selin", delete("night")).unwrap().reply.status(), 204);
    assert!(!list(&mut demo).contains("Late"));
    assert_eq!(demo.told("u-selin", SessionAsk::User(user("u-arda")))["groups"], json!(["sales"]));
    assert_eq!(demo.refused("u-selin", delete("night")), Code::NotFound);
}

#[test]
fn a9_members_and_permissions_of_a_group_in_one_answer() {
    let mut demo = Demo::new();
    let sales = demo.told("u-selin", SessionAsk::Group(group("sales")));
    let members: Vec<&str> =
        sales["members"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(members, ["u-arda", "u-elif"]);
    assert!(sales["effective"]["permissions"].as_array().unwrap().contains(&json!("chats.reply")));
}

#[test]
fn a10_a_group_stays_while_it_is_the_only_one_of_a_member() {
    let mut demo = Demo::new();
    let refused = demo.as_user("u-selin", delete("sales")).unwrap_err().into_problem();
    assert_eq!(refused.code(), Code::GroupHasSoleMembers);
    let document: Value = serde_json::from_str(&refused.to_json()).unwrap();
    let named = document["reason"]["members"].as_array().unwrap();
    let ids: Vec<&str> = named.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["u-arda"]);
    assert!(named.iter().all(|one| one["name"].as_str().is_some_and(|name| !name.is_empty())));
    let patch = PolicyChange::PatchUser(user("u-arda"), json!({ "groups": ["sales", "support"] }));
    demo.as_user("u-selin", change(patch)).unwrap();
    assert!(demo.as_user("u-selin", delete("sales")).is_ok());
}

#[test]
fn e3_an_explanation_says_what_would_help() {
    let mut demo = Demo::new();
    let mut ask = |permission: &str| {
        let question = Question { permission: permission.to_owned(), about: None };
        demo.told("u-selin", SessionAsk::Explain { user: user("u-arda"), question })
    };
    let missing = ask("reports.view");
    assert_eq!(missing["explanation"]["decision"], "deny");
    assert_eq!(missing["remedies"][0]["id"], "supervisor");
    let held = ask("chats.view");
    assert_eq!(
        held["explanation"]["reason"]["source"],
        json!({ "kind": "role", "role": "agent", "group": "sales" })
    );
    assert_eq!(held["remedies"], json!([]));
}

#[test]
fn e4_a_preview_says_what_saving_does_and_does_nothing() {
    let mut demo = Demo::new();
    let asked = json!([{ "user": "u-arda", "patch": { "denied": ["chats.reply"] } }]);
    let before = demo.told("u-selin", SessionAsk::Policy);
    let seen = demo.told("u-selin", preview(asked));
    assert_eq!((&seen["allowed"], &seen["difference"]["usersAffected"]), (&json!(true), &json!(1)));
    assert_eq!(seen["difference"]["users"][0]["lost"], json!(["chats.reply"]));
    assert_eq!(demo.told("u-selin", SessionAsk::Policy), before);
    let refused = demo.told("u-selin", preview(json!([{ "group": "sales", "delete": true }])));
    assert_eq!(
        (&refused["allowed"], &refused["refusals"][0]["code"]),
        (&json!(false), &json!("group_has_sole_members"))
    );
    // Several at once are judged together.
    let moved = json!([
        { "user": "u-arda", "patch": { "groups": ["support"] } },
        { "user": "u-elif", "patch": { "groups": ["support"] } },
        { "group": "sales", "delete": true }
    ]);
    assert_eq!(demo.told("u-selin", preview(moved))["allowed"], true);
    assert_eq!(
        demo.refused("u-arda", preview(json!([{ "user": "ghost", "patch": {} }]))),
        Code::PermissionMissing
    );
    // Not even what is wrong with the question.
    assert_eq!(demo.refused("u-arda", SessionAsk::Preview(json!({ "x": 1 }))), Code::PermissionMissing);
}

#[test]
fn a_change_for_another_state_is_refused() {
    let mut demo = Demo::new();
    let mut at = |if_match: &str| {
        let change = PolicyChange::PatchUser(user("u-arda"), json!({ "denied": ["chats.close"] }));
        demo.as_user("u-selin", SessionAsk::Change { change, if_match: Some(if_match.to_owned()) })
    };
    assert_eq!(at("\"7\"").unwrap_err().into_problem().code(), Code::PolicyChanged);
    assert_eq!(at("\"1\"").unwrap().reply.headers()[1], ("etag", "\"2\"".to_owned()));
    assert_eq!(at("\"1\"").unwrap_err().into_problem().code(), Code::PolicyChanged);
}
