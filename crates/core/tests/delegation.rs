//! Nobody gives what they do not hold.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets what it did not expect should stop"
)]

use serde_json::{Value, json};
use usher_core::Access;
use usher_core::delegation::may_give;

const NOW: i64 = 1_000;

fn access(grants: Value, denied: Value) -> Access {
    let document = json!({
        "version": 2, "company": "demo", "user": "u", "status": "active",
        "policyRevision": 1, "issuedAt": NOW, "expiresAt": NOW + 86_400_000,
        "hostPermissions": [], "denied": denied, "grants": grants, "sections": [],
    });
    Access::parse(&document.to_string()).unwrap()
}

fn grant(permissions: &[&str], channels: Value, scope: &str, phone: &str) -> Value {
    json!({
        "source": {"kind": "role", "role": "r"}, "permissions": permissions, "channels": channels, "scope": scope,
        "groups": ["g1"], "newClients": false, "fields": {"phone": phone},
    })
}

/// An editor who holds `editor` wants to give `after` to somebody who has nothing.
#[track_caller]
fn check(editor: &[Value], after: Value, refused: Option<&str>) {
    let editor = access(json!(editor), json!([]));
    let nothing = access(json!([]), json!([]));
    let given = access(json!([after]), json!([]));
    let answer = may_give(&editor, &nothing, &given).map_err(|overreach| overreach.permission);
    assert_eq!(answer.err().as_deref(), refused);
}

const VIEW: &[&str] = &["chats.view"];

#[test]
fn the_same_or_less_is_given() {
    let own = [grant(&["chats.view", "contacts.phone", "reports.view"], json!("all"), "all", "clear")];
    check(&own, own[0].clone(), None);
    check(&own, grant(VIEW, json!(["wa"]), "assigned", "masked"), None);
    check(&own, grant(&["reports.view"], json!([]), "none", "clear"), None);
}

#[test]
fn more_is_refused() {
    let own = [grant(VIEW, json!(["wa"]), "group", "masked")];
    check(&own, grant(&["chats.reply"], json!(["wa"]), "assigned", "masked"), Some("chats.reply"));
    check(&own, grant(VIEW, json!(["wa", "tg"]), "assigned", "masked"), Some("chats.view"));
    check(&own, grant(VIEW, json!("all"), "assigned", "masked"), Some("chats.view"));
    check(&own, grant(VIEW, json!(["wa"]), "all", "masked"), Some("chats.view"));
    check(&own, grant(&["users.manage"], json!([]), "none", "hidden"), Some("users.manage"));
    let mut other_group = grant(VIEW, json!(["wa"]), "group", "masked");
    other_group["groups"] = json!(["g2"]);
    check(&own, other_group, Some("chats.view"));
    let mut new_clients = grant(VIEW, json!(["wa"]), "assigned", "masked");
    new_clients["newClients"] = json!(true);
    check(&own, new_clients, Some("chats.view"));
}

#[test]
fn grants_of_the_editor_do_not_add_up() {
    let own =
        [grant(VIEW, json!(["tg"]), "all", "masked"), grant(VIEW, json!(["tg", "wa"]), "assigned", "masked")];
    check(&own, grant(VIEW, json!(["wa"]), "all", "masked"), Some("chats.view"));
}

#[test]
fn clear_numbers_are_not_given_by_who_sees_them_masked() {
    let own = [grant(&["chats.view", "contacts.phone"], json!("all"), "all", "masked")];
    check(&own, grant(&["chats.view", "contacts.phone"], json!("all"), "all", "clear"), Some("chats.view"));
    // Without the permission for clear numbers, `clear` shows no more than `masked`.
    check(&own, grant(VIEW, json!("all"), "all", "clear"), None);
}

#[test]
fn what_was_there_before_may_stay_and_be_narrowed() {
    let editor = access(json!([]), json!([]));
    let before = access(json!([grant(VIEW, json!("all"), "all", "clear")]), json!([]));
    let narrower = access(json!([grant(VIEW, json!(["wa"]), "assigned", "masked")]), json!([]));
    assert!(may_give(&editor, &before, &narrower).is_ok());
    assert!(may_give(&editor, &narrower, &before).is_err());
}

#[test]
fn lifting_a_denial_is_giving() {
    let grants = json!([grant(&["reports.view"], json!([]), "none", "hidden")]);
    let denied = access(grants.clone(), json!(["reports.view"]));
    let lifted = access(grants.clone(), json!([]));
    let nobody = access(json!([]), json!([]));
    assert!(may_give(&nobody, &denied, &lifted).is_err());
    assert!(may_give(&nobody, &lifted, &denied).is_ok());
    assert!(may_give(&lifted, &denied, &lifted).is_ok());
    assert!(may_give(&denied, &denied, &lifted).is_err(), "an editor's own denial counts");
}

fn during(grant: &Value, starts_at: Value, ends_at: Value) -> Value {
    let mut grant = grant.clone();
    grant["startsAt"] = starts_at;
    grant["endsAt"] = ends_at;
    grant
}

#[test]
fn a_grant_that_ends_gives_none_that_outlasts_it() {
    let lasting = grant(VIEW, json!("all"), "all", "masked");
    let until = |ends_at: Value| during(&lasting, Value::Null, ends_at);
    check(&[until(json!(5_000))], lasting.clone(), Some("chats.view"));
    check(&[until(json!(5_000))], until(json!(5_001)), Some("chats.view"));
    check(&[until(json!(5_000))], until(json!(5_000)), None);
    check(std::slice::from_ref(&lasting), until(json!(5_000)), None);
    // What is over gives nothing, whatever it gave.
    check(&[], until(json!(NOW)), None);
    check(&[], until(json!(NOW + 1)), Some("chats.view"));
    // What is yet to start is given all the same, and what the editor gets later covers no earlier day.
    let coming = during(&lasting, json!(5_000), Value::Null);
    check(&[], coming.clone(), Some("chats.view"));
    check(std::slice::from_ref(&coming), coming.clone(), None);
    check(std::slice::from_ref(&coming), lasting, Some("chats.view"));
}

#[test]
fn a_permission_about_the_company_ends_as_well() {
    let reports = grant(&["reports.view"], json!([]), "none", "hidden");
    let until = during(&reports, Value::Null, json!(5_000));
    check(std::slice::from_ref(&until), reports.clone(), Some("reports.view"));
    check(&[reports], until, None);
}
