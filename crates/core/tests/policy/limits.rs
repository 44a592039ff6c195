//! Every limit: at it a policy is taken, one beyond it is refused, and everything at its limit at once is taken.

use serde_json::{Value, json};
use usher_core::policy::{
    CHANNELS_MAX, FIELDS_MAX, GROUPS_MAX, NAME_MAX_CHARS, POLICY_MAX_BYTES, ROLES_MAX, SECTIONS_MAX,
    USERS_MAX,
};
use usher_core::{
    EMERGENCY_MAX_MINUTES, ID_MAX_BYTES, MOMENT_MAX_MS, PERMISSIONS_MAX, Policy, standard_permissions,
};

use crate::policy;

/// How many permissions a host may define.
fn own_max() -> usize {
    PERMISSIONS_MAX - standard_permissions().count()
}

fn many(count: usize, make: impl Fn(usize) -> Value) -> Value {
    (0..count).map(make).collect()
}

fn role(n: usize) -> Value {
    let rights = json!({"permissions": [], "scope": "none", "newClients": false, "fields": {}});
    json!({"id": format!("r{n}"), "name": "R", "rights": rights})
}

fn group(n: usize) -> Value {
    json!({"id": format!("g{n}"), "name": "G", "roles": [], "channels": [], "algorithm": "random"})
}

fn channel(n: usize) -> Value {
    json!({"id": format!("c{n}"), "name": "C", "kind": "sms"})
}

fn user(n: usize) -> Value {
    json!({"id": format!("u{n}"), "name": "U", "username": format!("u{n}"), "status": "active", "roles": [], "groups": []})
}

fn own(n: usize) -> Value {
    json!({"name": format!("own.p{n}"), "title": "P"})
}

/// A policy with nothing in it, but for entries that others refer to.
fn empty() -> Value {
    let company = json!({"code": "demo", "name": "Demo", "utcOffsetMinutes": 0});
    json!({
        "version": 1, "company": company, "hostPermissions": [], "sections": [], "channels": [], "roles": [role(0)],
        "groups": [], "users": [user(0)],
    })
}

/// Sets what a number says, at a limit and one beyond.
#[track_caller]
fn check(limit: usize, set: impl Fn(&mut Value, usize), refused: &str) {
    let mut document = empty();
    set(&mut document, limit);
    if let Err(errors) = Policy::parse(&document.to_string()) {
        panic!("at the limit: {:?}", errors.errors()[0]);
    }
    set(&mut document, limit + 1);
    let errors = Policy::parse(&document.to_string()).unwrap_err();
    let first = &errors.errors()[0];
    assert_eq!(format!("{} {}", first.code, first.pointer), refused);
}

#[test]
fn numbers_of_entries() {
    check(USERS_MAX, |p, n| p["users"] = many(n, user), "too_many /users");
    check(GROUPS_MAX, |p, n| p["groups"] = many(n, group), "too_many /groups");
    check(ROLES_MAX, |p, n| p["roles"] = many(n, role), "too_many /roles");
    check(CHANNELS_MAX, |p, n| p["channels"] = many(n, channel), "too_many /channels");
    check(own_max(), |p, n| p["hostPermissions"] = many(n, own), "too_many /hostPermissions");
    let section = |n| json!({"id": format!("s{n}"), "title": "S", "url": "/", "permission": "chats.view"});
    check(SECTIONS_MAX, |p, n| p["sections"] = many(n, section), "too_many /sections");
}

#[test]
fn lengths_of_lists_within() {
    let held = |kind: &'static str| move |n: usize| json!(format!("{kind}{n}"));
    let names = |count: usize| -> Value {
        let own = (0..PERMISSIONS_MAX).map(|n| format!("own.p{n}"));
        standard_permissions().map(|(name, _)| name.to_owned()).chain(own).take(count).collect()
    };
    let with_own = |p: &mut Value| p["hostPermissions"] = many(own_max(), own);
    check(
        ROLES_MAX,
        |p, n| {
            p["roles"] = many(ROLES_MAX, role);
            p["users"][0]["roles"] = many(n, held("r"));
        },
        "too_many /users/0/roles",
    );
    check(
        ROLES_MAX,
        |p, n| {
            p["roles"] = many(ROLES_MAX, role);
            p["users"][0]["emergency"] =
                many(n, |n| json!({"id": format!("r{n}"), "startsAt": 0, "endsAt": 1}));
        },
        "too_many /users/0/emergency",
    );
    check(
        ROLES_MAX,
        |p, n| {
            p["roles"] = many(ROLES_MAX, role);
            p["groups"] = json!([group(0)]);
            p["groups"][0]["roles"] = many(n, held("r"));
        },
        "too_many /groups/0/roles",
    );
    check(
        GROUPS_MAX,
        |p, n| {
            p["groups"] = many(GROUPS_MAX, group);
            p["users"][0]["groups"] = many(n, held("g"));
        },
        "too_many /users/0/groups",
    );
    check(
        CHANNELS_MAX,
        |p, n| {
            p["channels"] = many(CHANNELS_MAX, channel);
            p["users"][0]["channels"] = many(n, held("c"));
        },
        "too_many /users/0/channels",
    );
    check(
        PERMISSIONS_MAX,
        |p, n| {
            with_own(p);
            p["users"][0]["denied"] = names(n);
        },
        "too_many /users/0/denied",
    );
    check(
        PERMISSIONS_MAX,
        |p, n| {
            with_own(p);
            p["roles"][0]["rights"]["permissions"] = names(n);
        },
        "too_many /roles/0/rights/permissions",
    );
    let kinds = |n: usize| (0..n).map(|n| (format!("kind_{n}"), json!("clear"))).collect::<Value>();
    check(FIELDS_MAX, |p, n| p["roles"][0]["rights"]["fields"] = kinds(n), "too_many /roles/0/rights/fields");
}

#[test]
fn lengths_of_texts() {
    let text = |n: usize| json!("a".repeat(n));
    check(NAME_MAX_CHARS, |p, n| p["company"]["name"] = json!("ş".repeat(n)), "name_malformed /company/name");
    check(
        NAME_MAX_CHARS,
        |p, n| p["users"][0]["name"] = json!("😀".repeat(n)),
        "name_malformed /users/0/name",
    );
    check(32, |p, n| p["company"]["code"] = text(n), "id_too_long /company/code");
    check(ID_MAX_BYTES, |p, n| p["users"][0]["id"] = text(n), "id_too_long /users/0/id");
    check(ID_MAX_BYTES, |p, n| p["users"][0]["username"] = text(n), "username_malformed /users/0/username");
    let kind = |n: usize| [("k".repeat(n), json!("clear"))].into_iter().collect::<Value>();
    // The key is too long to be repeated in a pointer.
    check(
        ID_MAX_BYTES,
        |p, n| p["roles"][0]["rights"]["fields"] = kind(n),
        "id_too_long /roles/0/rights/fields",
    );
    let section = |url: String| json!([{"id": "s", "title": "S", "url": url, "permission": "chats.view"}]);
    check(
        2048,
        |p, n| p["sections"] = section("/".to_owned() + &"u".repeat(n - 1)),
        "section_bad_url /sections/0/url",
    );
    let part = |n: usize| "p".repeat(n);
    check(
        31,
        |p, n| p["hostPermissions"] = json!([{"name": format!("own.{}", part(n)), "title": "T"}]),
        "permission_bad_name /hostPermissions/0/name",
    );
}

#[test]
fn numbers() {
    let role = |n: usize| json!([{"id": "r0", "startsAt": 0, "endsAt": n}]);
    let minutes = usize::try_from(EMERGENCY_MAX_MINUTES).unwrap();
    check(
        minutes,
        |p, n| p["roles"][0]["emergencyMaxMinutes"] = json!(n),
        "emergency_out_of_range /roles/0/emergencyMaxMinutes",
    );
    check(
        minutes * 60_000,
        |p, n| p["users"][0]["emergency"] = role(n),
        "emergency_endless /users/0/emergency/0",
    );
    let latest = usize::try_from(MOMENT_MAX_MS).unwrap();
    check(latest, |p, n| p["users"][0]["roles"] = role(n), "moment_out_of_range /users/0/roles/0/endsAt");
    check(u32::MAX as usize, |p, n| p["revision"] = json!(n), "revision_out_of_range /revision");
    check(
        840,
        |p, n| p["company"]["utcOffsetMinutes"] = json!(n),
        "offset_out_of_range /company/utcOffsetMinutes",
    );
    check(
        720,
        |p, n| p["company"]["utcOffsetMinutes"] = json!(-(n as i64)),
        "offset_out_of_range /company/utcOffsetMinutes",
    );
}

#[test]
fn bytes() {
    let mut text = policy().to_string();
    text.push_str(&" ".repeat(POLICY_MAX_BYTES - text.len()));
    assert!(Policy::parse(&text).is_ok());
    text.push(' ');
    assert_eq!(Policy::parse(&text).unwrap_err().errors()[0].code, "policy_too_large");
}

#[test]
fn everything_at_its_limit_at_once() {
    let names: Vec<String> = standard_permissions().map(|(name, _)| name.to_owned()).collect();
    let names: Value = names.into_iter().chain((0..own_max()).map(|n| format!("own.p{n}"))).collect();
    let mut document = empty();
    document["hostPermissions"] = many(own_max(), own);
    document["channels"] = many(CHANNELS_MAX, channel);
    document["roles"] = many(ROLES_MAX, role);
    document["roles"][7]["rights"]["permissions"] = names;
    document["groups"] = many(GROUPS_MAX, |n| {
        let mut group = group(n);
        group["roles"] = json!([format!("r{n}")]);
        group["channels"] = json!([format!("c{n}")]);
        group
    });
    document["users"] = many(USERS_MAX, |n| {
        let mut user = user(n);
        user["roles"] = json!([{"id": format!("r{}", n % ROLES_MAX), "endsAt": n}]);
        user["groups"] = json!([format!("g{}", n % GROUPS_MAX), format!("g{}", (n + 1) % GROUPS_MAX)]);
        user["channels"] = json!([format!("c{}", n % CHANNELS_MAX)]);
        user
    });
    let policy = Policy::parse(&document.to_string()).unwrap();
    assert_eq!(policy.users.len(), USERS_MAX);
    let canonical = policy.to_canonical_json();
    assert!(canonical.len() < POLICY_MAX_BYTES / 4);
    assert_eq!(Policy::parse(&canonical).unwrap(), policy.canonical());
}
