//! Changing users, roles and groups.

use serde_json::json;

use super::fixture::{Demo, change, user};
use crate::ask::{PolicyChange, SessionAsk};
use crate::company::change::Change;
use crate::problem::Code;
use usher_core::{GroupId, RoleId};

fn patch_user(id: &str, patch: serde_json::Value) -> SessionAsk {
    change(PolicyChange::PatchUser(user(id), patch))
}

#[test]
fn a_change_is_seen_at_once() {
    let mut demo = Demo::new();
    assert_eq!(demo.refused("u-arda", SessionAsk::Users), Code::PermissionMissing);
    let patch = patch_user("u-arda", json!({ "roles": ["supervisor"], "channels": "all" }));
    let answer = demo.as_user("u-selin", patch).unwrap();
    assert_eq!(answer.changes.first(), Some(&Change::Access(vec![user("u-arda")])));
    assert!(demo.as_user("u-arda", SessionAsk::Users).is_ok());
    let detail = demo.told("u-selin", SessionAsk::User(user("u-arda")));
    assert_eq!(detail["channels"], "all");
    let patch = patch_user("u-arda", json!({ "channels": null }));
    assert_eq!(demo.told("u-selin", patch)["channels"], json!(null));
}

#[test]
fn deactivation_ends_every_session() {
    let mut demo = Demo::new();
    let answer = demo.as_user("u-selin", patch_user("u-arda", json!({ "status": "deactivated" }))).unwrap();
    assert!(answer.changes.contains(&Change::UserOut(user("u-arda"))));
    assert_eq!(demo.refused("u-arda", SessionAsk::Me), Code::SessionInvalid);
    demo.as_user("u-selin", patch_user("u-arda", json!({ "status": "active" }))).unwrap();
    assert_eq!(demo.refused("u-arda", SessionAsk::Me), Code::SessionInvalid);
}

#[test]
fn somebody_must_be_left_who_can_manage() {
    let mut demo = Demo::new();
    for patch in
        [json!({ "roles": [] }), json!({ "status": "deactivated" }), json!({ "denied": ["roles.manage"] })]
    {
        assert_eq!(demo.refused("u-selin", patch_user("u-selin", patch)), Code::LastSupervisor);
    }
    assert!(demo.as_user("u-selin", SessionAsk::Users).is_ok());
}

#[test]
fn nobody_gives_what_they_do_not_hold() {
    let mut demo = Demo::new();
    // Vera may manage users, and nothing more than she had.
    let rights = json!({ "permissions": ["chats.view", "contacts.view", "users.view", "users.manage"], "scope": "all",
        "newClients": true, "fields": { "name": "clear", "text": "masked" } });
    let patch = json!({ "rights": rights });
    let role = RoleId::parse("quality_control").unwrap();
    demo.as_user("u-selin", change(PolicyChange::PatchRole(role, patch))).unwrap();
    let refused =
        demo.as_user("u-vera", patch_user("u-arda", json!({ "roles": ["supervisor"], "channels": "all" })));
    let problem = refused.unwrap_err().into_problem();
    assert_eq!(problem.code(), Code::GrantExceedsEditor);
    assert!(problem.to_json().contains("\"permission\":"));
    assert!(demo.as_user("u-vera", patch_user("u-arda", json!({ "groups": [] }))).is_ok());
}

#[test]
fn dangling_references_are_refused_with_their_place() {
    let mut demo = Demo::new();
    let refused = demo.as_user("u-selin", patch_user("u-arda", json!({ "roles": ["nope"] })));
    let problem = refused.unwrap_err().into_problem();
    assert_eq!(problem.code(), Code::PolicyInvalid);
    assert!(problem.to_json().contains("/users/1/roles/0"), "{}", problem.to_json());
    let patch = json!({ "rights": null, "algorithm": "random" });
    let group = GroupId::parse("sales").unwrap();
    let changed = demo.told("u-selin", change(PolicyChange::PatchGroup(group, patch)));
    assert_eq!((&changed["rights"], &changed["algorithm"]), (&json!(null), &json!("random")));
    assert_eq!(changed["members"].as_array().unwrap().len(), 2);
    assert_eq!(changed["roleNames"][0]["name"], "Agent");
}

#[test]
fn every_change_is_in_the_log_and_the_chain_holds() {
    let mut demo = Demo::new();
    demo.as_user("u-selin", patch_user("u-arda", json!({ "denied": ["calls.answer"] }))).unwrap();
    let page = crate::ask::Page { cursor: None, limit: 100 };
    let log = demo.told("u-selin", SessionAsk::Audit(page));
    let entries = log["entries"].as_array().unwrap();
    assert_eq!(
        (&entries[0]["action"], &entries[0]["subject"]),
        (&json!("user.changed"), &json!("user:u-arda"))
    );
    for pair in entries.windows(2) {
        assert_eq!(pair[0]["previous"], pair[1]["hash"]);
    }
}
