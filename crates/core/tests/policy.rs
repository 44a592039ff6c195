//! A policy as a document: what is refused and where, and how it becomes the access of a user.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it did not expect should stop"
)]

use serde_json::{Value, json};
use usher_core::access::Target;
use usher_core::{Access, ChatFacts, Policy, UserId, standard_permissions};

#[path = "policy/canonical.rs"]
mod canonical;
#[path = "policy/document.rs"]
mod document;
#[path = "policy/errors.rs"]
mod errors;
#[path = "policy/fuzz.rs"]
mod fuzz;
#[path = "policy/limits.rs"]
mod limits;
#[path = "policy/schema.rs"]
mod schema;
#[path = "policy/tree.rs"]
mod tree;

fn policy() -> Value {
    let rights = |permissions: Value, scope: &str| json!({"permissions": permissions, "scope": scope, "newClients": false, "fields": {"phone": "masked"}});
    json!({
        "version": 1,
        "company": {"code": "demo", "name": "Demo", "utcOffsetMinutes": 180},
        "hostPermissions": [{"name": "loyalty.view", "title": "See loyalty points"}],
        "sections": [{"id": "loyalty", "title": "Loyalty", "url": "/loyalty", "permission": "loyalty.view"}],
        "channels": [
            {"id": "wa", "kind": "whatsapp", "name": "Sales line", "group": "sales"},
            {"id": "tg", "kind": "telegram", "name": "Support bot", "group": null},
        ],
        "roles": [
            {"id": "agent", "name": "Agent", "rights": rights(json!(["chats.view", "chats.reply"]), "assigned")},
            {"id": "watcher", "name": "Watcher", "rights": rights(json!(["chats.view", "loyalty.view"]), "all")},
        ],
        "groups": [
            {"id": "sales", "name": "Sales", "roles": ["agent"], "rights": null, "channels": ["wa"], "algorithm": "fewer_assigned"},
            {"id": "all", "name": "All", "roles": ["watcher"], "channels": "all", "algorithm": "random"},
        ],
        "users": [
            {"id": "u1", "name": "Arda", "username": "arda", "status": "active", "roles": [], "groups": ["sales"], "channels": null, "denied": []},
            {"id": "u2", "name": "Elif", "username": "elif", "status": "active", "roles": ["watcher"], "groups": ["sales", "all"], "channels": ["tg"], "denied": ["loyalty.view"]},
            {"id": "u3", "name": "Vera", "username": "vera", "status": "active", "roles": ["watcher"], "groups": []},
        ],
    })
}

fn access(user: &str) -> Access {
    Policy::parse(&policy().to_string()).unwrap().access(&UserId::parse(user).unwrap(), 0).unwrap()
}

#[track_caller]
fn check(user: &str, permission: &str, chat: Value, allowed: bool) {
    let access = access(user);
    let chat: ChatFacts = serde_json::from_value(chat).unwrap();
    let permission = access.permission(permission).unwrap();
    assert_eq!(access.check(permission, Target::Chat(&chat)).is_allowed(), allowed);
}

#[test]
fn a_role_through_a_group_covers_the_groups_channels() {
    check("u1", "chats.view", json!({"channel": "wa", "assignee": "u1", "known": true}), true);
    check("u1", "chats.view", json!({"channel": "tg", "assignee": "u1", "known": true}), false);
}

#[test]
fn a_users_own_channels_are_a_ceiling_over_groups() {
    check("u2", "chats.reply", json!({"channel": "wa", "assignee": "u2", "known": true}), false);
    check("u2", "chats.view", json!({"channel": "wa", "assignee": "u9", "known": true}), false);
    check("u2", "chats.view", json!({"channel": "tg", "assignee": "u9", "known": true}), true);
}

#[test]
fn a_direct_role_without_channels_reaches_no_chat() {
    check("u3", "chats.view", json!({"channel": "tg", "assignee": "u3", "known": true}), false);
}

#[test]
fn sections_follow_permissions_and_denials() {
    assert_eq!(access("u3").sections().len(), 1);
    assert_eq!(access("u2").sections().len(), 0, "denied");
    assert_eq!(access("u1").sections().len(), 0, "not held");
}

#[test]
fn an_access_document_names_nobody_else() {
    let json = serde_json::to_string(&access("u1")).unwrap();
    for foreign in ["u2", "u3", "Elif", "Vera", "elif", "watcher", "Watcher", "\"all\""] {
        assert!(!json.contains(foreign), "{foreign} in {json}");
    }
}

#[test]
fn a_policy_round_trips() {
    let read = Policy::parse(&policy().to_string()).unwrap();
    let again = Policy::parse(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(read, again);
}

#[test]
fn presets_are_as_promised() {
    let catalogue = usher_core::Catalogue::with_host(["loyalty.view"]).unwrap();
    let [supervisor, agent, quality] = usher_core::presets(&catalogue).try_into().unwrap();
    assert_eq!(supervisor.rights.permissions.len(), standard_permissions().count() + 1);
    let writes = |name: &&String| !name.ends_with(".view");
    assert_eq!(quality.rights.permissions.iter().filter(writes).count(), 0);
    for section in ["reports", "users", "settings", "payments"] {
        assert!(!agent.rights.permissions.iter().any(|name| name.starts_with(section)), "{section}");
    }
}
