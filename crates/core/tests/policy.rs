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

/// Changes the good policy in one place and expects these errors, each as `code pointer`.
#[track_caller]
fn refused(change: impl FnOnce(&mut Value), expect: &[&str]) {
    let mut document = policy();
    change(&mut document);
    let errors = Policy::parse(&document.to_string()).unwrap_err();
    let found: Vec<String> =
        errors.errors().iter().map(|error| format!("{} {}", error.code, error.pointer)).collect();
    assert_eq!(found, expect, "{errors}");
}

#[test]
fn dangling_references_are_refused() {
    refused(|p| p["groups"][0]["roles"] = json!(["ghost"]), &["unknown_role /groups/0/roles/0"]);
    refused(|p| p["users"][0]["groups"] = json!(["sales", "ghost"]), &["unknown_group /users/0/groups/1"]);
    refused(|p| p["users"][0]["channels"] = json!(["ghost"]), &["unknown_channel /users/0/channels/0"]);
    refused(|p| p["channels"][0]["group"] = json!("ghost"), &["unknown_group /channels/0/group"]);
    refused(|p| p["users"][1]["denied"] = json!(["no.such"]), &["unknown_permission /users/1/denied/0"]);
    refused(
        |p| p["sections"][0]["permission"] = json!("no.such"),
        &["unknown_permission /sections/0/permission"],
    );
}

#[test]
fn duplicates_are_refused() {
    refused(|p| p["users"][1]["id"] = json!("u1"), &["duplicate_id /users/1/id"]);
    refused(|p| p["users"][1]["username"] = json!("arda"), &["duplicate_id /users/1/username"]);
    refused(
        |p| p["roles"][1]["id"] = json!("agent"),
        &[
            "duplicate_id /roles/1/id",
            "unknown_role /groups/1/roles/0",
            "unknown_role /users/1/roles/0",
            "unknown_role /users/2/roles/0",
        ],
    );
    refused(|p| p["users"][0]["groups"] = json!(["sales", "sales"]), &["duplicate_id /users/0/groups/1"]);
    refused(
        |p| p["roles"][0]["rights"]["permissions"] = json!(["chats.view", "chats.view"]),
        &["duplicate_id /roles/0/rights/permissions/1"],
    );
}

#[test]
fn every_error_is_told_at_once() {
    refused(
        |p| {
            p["company"]["utcOffsetMinutes"] = json!(9999);
            p["sections"][0]["url"] = json!("javascript:alert(1)");
            p["users"][0]["username"] = json!("Arda Y");
            p["users"][2]["name"] = json!(" ");
        },
        &[
            "offset_out_of_range /company/utcOffsetMinutes",
            "section_bad_url /sections/0/url",
            "username_malformed /users/0/username",
            "name_malformed /users/2/name",
        ],
    );
}

#[test]
fn the_form_is_strict() {
    refused(|p| p["extra"] = json!(1), &["policy_form /extra"]);
    refused(|p| p["users"][0]["admin"] = json!(true), &["policy_form /users/0/admin"]);
    refused(|p| p["users"][0]["status"] = json!("retired"), &["policy_form /users/0/status"]);
    refused(|p| p["groups"][0]["channels"] = json!("some"), &["policy_form /groups/0/channels"]);
    refused(|p| p["users"][0]["id"] = json!("u 1"), &["policy_form /users/0/id"]);
    refused(
        |p| p["channels"][0] = json!(["wa", "whatsapp", "Sales line", null]),
        &["policy_form /channels/0"],
    );
    refused(|p| p["version"] = json!(2), &["policy_unknown_version /version"]);
    let malformed = Policy::parse("{").unwrap_err();
    assert_eq!(malformed.errors()[0].code, "json_malformed");
    let long = "n".repeat(usher_core::policy::NAME_MAX_CHARS + 1);
    refused(|p| p["roles"][0]["name"] = json!(long), &["name_malformed /roles/0/name"]);
}

#[test]
fn the_number_of_channels_has_a_limit() {
    let channels = |count: usize| -> Value {
        (0..count).map(|n| json!({"id": format!("c{n}"), "kind": "sms", "name": "C"})).collect()
    };
    let max = usher_core::policy::CHANNELS_MAX;
    let mut document = policy();
    document["groups"][0]["channels"] = json!([]);
    document["users"][1]["channels"] = json!([]);
    document["channels"] = channels(max);
    assert!(Policy::parse(&document.to_string()).is_ok());
    document["channels"] = channels(max + 1);
    assert_eq!(Policy::parse(&document.to_string()).unwrap_err().errors()[0].code, "too_many");
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
