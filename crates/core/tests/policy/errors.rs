//! What is refused, with which code and where: everything at once, in the order of the document.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use usher_core::policy::{
    ERRORS_MAX, FIELDS_MAX, NAME_MAX_CHARS, POLICY_MAX_BYTES, PolicyError, PolicyErrors,
};
use usher_core::{PERMISSIONS_MAX, Policy, standard_permissions};

use crate::policy;

fn told(errors: &PolicyErrors) -> Vec<String> {
    let table = codes();
    let tell = |error: &PolicyError| {
        assert!(table.contains(error.code), "`{}` is not in the table", error.code);
        format!("{} {}", error.code, error.pointer)
    };
    errors.errors().iter().map(tell).collect()
}

/// The codes of the table in the documentation.
pub(crate) fn codes() -> BTreeSet<&'static str> {
    let rows =
        include_str!("../../src/policy/mod.rs").lines().filter_map(|line| line.strip_prefix("//! | `"));
    rows.flat_map(|row| row.split(" | ").next().unwrap().split(", ").map(|code| code.trim_matches('`')))
        .collect()
}

/// Changes the good policy and expects these errors, each as `code pointer`; in any order, for in which the keys of a
/// `Value` are written is a choice of whoever compiles `serde_json`.
#[track_caller]
fn refused(change: impl FnOnce(&mut Value), expect: &[&str]) {
    let mut document = policy();
    change(&mut document);
    let errors = Policy::parse(&document.to_string()).unwrap_err();
    let (mut found, mut expect) = (told(&errors), expect.to_vec());
    found.sort();
    expect.sort_unstable();
    assert_eq!(found, expect, "{errors}");
    assert_eq!(errors.more(), 0);
}

/// Replaces a piece of the text of the good policy.
#[track_caller]
fn text_refused(replace: &str, with: &str, expect: &[&str]) {
    let text = policy().to_string();
    assert!(text.contains(replace), "{replace}");
    let errors = Policy::parse(&text.replacen(replace, with, 1)).unwrap_err();
    assert_eq!(told(&errors), expect, "{errors}");
}

#[test]
fn dangling_references_are_refused() {
    refused(|p| p["groups"][0]["roles"] = json!(["ghost"]), &["unknown_role /groups/0/roles/0"]);
    refused(|p| p["users"][0]["groups"] = json!(["sales", "ghost"]), &["unknown_group /users/0/groups/1"]);
    refused(|p| p["channels"][0]["group"] = json!("ghost"), &["unknown_group /channels/0/group"]);
    refused(|p| p["users"][1]["denied"] = json!(["no.such"]), &["unknown_permission /users/1/denied/0"]);
    refused(
        |p| p["sections"][0]["permission"] = json!("no.such"),
        &["unknown_permission /sections/0/permission"],
    );
    // As they were written, though they are kept in another order.
    refused(
        |p| p["users"][0]["channels"] = json!(["wa", "ghost", "tg", "absent"]),
        &["unknown_channel /users/0/channels/1", "unknown_channel /users/0/channels/3"],
    );
    refused(
        |p| p["users"][0]["roles"] = json!([{"id": "ghost", "endsAt": 5}]),
        &["unknown_role /users/0/roles/0"],
    );
}

#[test]
fn duplicates_are_refused() {
    refused(|p| p["users"][1]["id"] = json!("u1"), &["duplicate_id /users/1/id"]);
    refused(|p| p["users"][1]["username"] = json!("arda"), &["duplicate_id /users/1/username"]);
    refused(
        |p| p["roles"][1]["id"] = json!("agent"),
        &[
            "unknown_role /groups/1/roles/0",
            "duplicate_id /roles/1/id",
            "unknown_role /users/1/roles/0",
            "unknown_role /users/2/roles/0",
        ],
    );
    refused(|p| p["users"][0]["groups"] = json!(["sales", "sales"]), &["duplicate_id /users/0/groups/1"]);
    refused(
        |p| p["users"][0]["groups"] = json!([{"id": "sales", "endsAt": 5}, {"id": "sales", "startsAt": 5}]),
        &["duplicate_id /users/0/groups/1"],
    );
    refused(|p| p["users"][0]["channels"] = json!(["wa", "tg", "wa"]), &["duplicate_id /users/0/channels/2"]);
    refused(
        |p| p["roles"][0]["rights"]["permissions"] = json!(["chats.view", "chats.view"]),
        &["duplicate_id /roles/0/rights/permissions/1"],
    );
    let own = |name: &str| json!({"name": name, "title": "Own"});
    refused(
        |p| p["hostPermissions"] = json!([own("loyalty.view"), own("loyalty.view"), own("chats.view")]),
        &["permission_duplicate /hostPermissions/1/name", "permission_duplicate /hostPermissions/2/name"],
    );
    // In a list that is long enough to be searched otherwise.
    let many: Vec<String> = (0..20).map(|n| format!("c{n}")).collect();
    refused(
        |p| {
            let channel = |id: &String| json!({"id": id, "kind": "sms", "name": "C"});
            p["channels"] = many.iter().chain(&many[7..8]).map(channel).collect();
            p["groups"][0]["channels"] = json!("all");
            p["users"][1]["channels"] = json!("all");
        },
        &["duplicate_id /channels/20/id"],
    );
}

#[test]
fn keys_that_stand_twice_are_each_told() {
    text_refused(r#""version":1"#, r#""version":1,"version":2"#, &["duplicate_key /version"]);
    text_refused(
        r#""name":"Demo""#,
        r#""name":"Demo","name":5,"extra":1,"extra":2"#,
        &["duplicate_key /company/name", "unknown_field /company/extra", "unknown_field /company/extra"],
    );
    text_refused(
        r#""phone":"masked""#,
        r#""phone":"masked","email":"clear","phone":"clear","phone":"open""#,
        &["duplicate_key /roles/0/rights/fields/phone", "duplicate_key /roles/0/rights/fields/phone"],
    );
    text_refused(
        r#""roles":["agent"]"#,
        r#""roles":[{"id":"agent","endsAt":5,"id":"agent","endsAt":6}]"#,
        &["duplicate_key /groups/0/roles/0/id", "duplicate_key /groups/0/roles/0/endsAt"],
    );
}

#[test]
fn the_form_is_strict() {
    refused(|p| p["extra"] = json!(1), &["unknown_field /extra"]);
    refused(|p| p["users"][0]["admin"] = json!(true), &["unknown_field /users/0/admin"]);
    refused(|p| p["users"][0]["a/b~c"] = json!(true), &["unknown_field /users/0/a~1b~0c"]);
    refused(|p| p["users"][0]["status"] = json!("retired"), &["unknown_word /users/0/status"]);
    refused(|p| p["users"][0]["status"] = json!({"active": null}), &["wrong_type /users/0/status"]);
    refused(|p| p["groups"][0]["channels"] = json!("some"), &["unknown_word /groups/0/channels"]);
    refused(|p| p["groups"][0]["channels"] = json!(null), &["wrong_type /groups/0/channels"]);
    refused(|p| p["groups"][0]["roles"] = json!("agent"), &["wrong_type /groups/0/roles"]);
    refused(|p| p["roles"][0]["rights"]["newClients"] = json!(0), &["wrong_type /roles/0/rights/newClients"]);
    refused(|p| p["roles"][0]["rights"]["fields"] = json!([]), &["wrong_type /roles/0/rights/fields"]);
    refused(
        |p| p["roles"][0]["rights"]["fields"]["E-Mail"] = json!("clear"),
        &["id_bad_character /roles/0/rights/fields/E-Mail"],
    );
    refused(|p| p["users"][0]["id"] = json!("u 1"), &["id_bad_character /users/0/id"]);
    refused(|p| p["users"][0]["id"] = json!(""), &["id_empty /users/0/id"]);
    refused(|p| p["users"][0]["id"] = json!("u".repeat(65)), &["id_too_long /users/0/id"]);
    refused(
        |p| p["channels"][0] = json!(["wa", "whatsapp", "Sales line", null]),
        &["wrong_type /channels/0"],
    );
    refused(
        |p| drop(p["users"][0].as_object_mut().unwrap().remove("status")),
        &["missing_field /users/0/status"],
    );
    for document in ["null", "[]", "5", "\"policy\""] {
        assert_eq!(told(&Policy::parse(document).unwrap_err()), ["wrong_type "], "{document}");
    }
    assert_eq!(told(&Policy::parse("{}").unwrap_err()).len(), 8, "each field that must be there");
}

#[test]
fn numbers_have_ranges() {
    for (version, code) in [(json!(2), "policy_unknown_version"), (json!(0), "policy_unknown_version")] {
        refused(|p| p["version"] = version, &[&format!("{code} /version")]);
    }
    for other in [json!(1.0), json!("1"), json!(null)] {
        refused(|p| p["version"] = other, &["wrong_type /version"]);
    }
    for revision in [json!(-1), json!(u64::from(u32::MAX) + 1), json!(u64::MAX)] {
        refused(|p| p["revision"] = revision, &["revision_out_of_range /revision"]);
    }
    for offset in [json!(-721), json!(841), json!(i64::MIN)] {
        refused(
            |p| p["company"]["utcOffsetMinutes"] = offset,
            &["offset_out_of_range /company/utcOffsetMinutes"],
        );
    }
    for minutes in [json!(0), json!(1441), json!(-5)] {
        refused(
            |p| p["roles"][0]["emergencyMaxMinutes"] = minutes,
            &["emergency_out_of_range /roles/0/emergencyMaxMinutes"],
        );
    }
}

#[test]
fn periods_are_periods() {
    let held = |period: Value| {
        let mut held = json!({"id": "agent"});
        held.as_object_mut().unwrap().extend(period.as_object().unwrap().clone());
        json!([held])
    };
    let roles = |period: Value, expect: &[&str]| refused(|p| p["users"][0]["roles"] = held(period), expect);
    roles(json!({"startsAt": 5, "endsAt": 5}), &["period_empty /users/0/roles/0"]);
    roles(
        json!({"startsAt": -5, "endsAt": 8_640_000_000_000_001_i64}),
        &["moment_out_of_range /users/0/roles/0/endsAt", "moment_out_of_range /users/0/roles/0/startsAt"],
    );
    roles(json!({"startsAt": "now"}), &["wrong_type /users/0/roles/0/startsAt"]);
    roles(json!({"until": 5}), &["unknown_field /users/0/roles/0/until"]);
    refused(|p| p["users"][0]["roles"] = json!([{"endsAt": 5}]), &["missing_field /users/0/roles/0/id"]);
    refused(|p| p["users"][0]["roles"] = json!([["agent"]]), &["wrong_type /users/0/roles/0"]);
    let emergency =
        |period: Value, expect: &[&str]| refused(|p| p["users"][0]["emergency"] = held(period), expect);
    emergency(json!({}), &["emergency_endless /users/0/emergency/0"]);
    emergency(json!({"startsAt": 0, "endsAt": 86_400_001}), &["emergency_endless /users/0/emergency/0"]);
    // One mistake is told once.
    emergency(json!({"startsAt": 5, "endsAt": 5}), &["period_empty /users/0/emergency/0"]);
    emergency(json!({"startsAt": 5, "endsAt": "never"}), &["wrong_type /users/0/emergency/0/endsAt"]);
}

#[test]
fn masking_is_of_a_country_that_can_be_called() {
    for region in ["TUR", "t", "1T", "", "QQ", "ZZ"] {
        let masking = json!({"policy": "strict", "region": region});
        refused(|p| p["masking"] = masking, &["region_unknown /masking/region"]);
    }
    refused(|p| p["masking"] = json!({"region": 90}), &["wrong_type /masking/region"]);
    refused(|p| p["masking"] = json!({"styles": []}), &["wrong_type /masking/styles"]);
    refused(|p| p["masking"] = json!({"mode": "strict"}), &["unknown_field /masking/mode"]);
}

#[test]
fn texts_for_people_are_bounded() {
    for bad in ["", " ", "\u{7}bell", &"n".repeat(NAME_MAX_CHARS + 1), "\u{2003}"] {
        refused(|p| p["roles"][0]["name"] = json!(bad), &["name_malformed /roles/0/name"]);
    }
    for bad in ["", "Arda", "arda y", &"a".repeat(65)] {
        refused(|p| p["users"][0]["username"] = json!(bad), &["username_malformed /users/0/username"]);
    }
    for bad in ["", "javascript:alert(1)", "//evil.example", "/a b"] {
        refused(|p| p["sections"][0]["url"] = json!(bad), &["section_bad_url /sections/0/url"]);
    }
    let named = |name: &str| json!([{"name": name, "title": "T"}, {"name": "loyalty.view", "title": "T"}]);
    for bad in ["", "loyalty", "Loyalty.view", "a.b.c"] {
        refused(|p| p["hostPermissions"] = named(bad), &["permission_bad_name /hostPermissions/0/name"]);
    }
}

#[test]
fn every_error_is_told_at_once() {
    let document = r#"{
        "users": [
            {"name": " ", "id": "u 1", "username": "Arda Y", "status": "gone", "roles": ["ghost", 5], "groups": ["sales"], "age": 7},
            {"id": "u2", "id": "u3", "name": "Elif", "username": "elif", "status": "active", "roles": [], "groups": [{"id": "sales", "endsAt": "soon"}], "channels": ["wa", "fax", "wa"]},
            "u4"
        ],
        "version": 2,
        "company": {"code": "demo", "name": 5, "utcOffsetMinutes": 9999},
        "hostPermissions": [{"name": "Loyalty", "title": "T"}],
        "sections": [{"id": "s", "title": "S", "url": "javascript:alert(1)", "permission": "no.such"}],
        "channels": [{"id": "wa", "kind": "fax", "name": "Line", "group": "nobody"}],
        "roles": [{"id": "agent", "name": "Agent", "rights": {"permissions": ["chats.burn"], "scope": "all", "fields": {"phone": "open"}}}],
        "sales": []
    }"#;
    let errors = Policy::parse(document).unwrap_err();
    assert_eq!(
        told(&errors),
        [
            "name_malformed /users/0/name",
            "id_bad_character /users/0/id",
            "username_malformed /users/0/username",
            "unknown_word /users/0/status",
            "unknown_role /users/0/roles/0",
            "wrong_type /users/0/roles/1",
            "unknown_field /users/0/age",
            "duplicate_key /users/1/id",
            "wrong_type /users/1/groups/0/endsAt",
            "unknown_channel /users/1/channels/1",
            "duplicate_id /users/1/channels/2",
            "wrong_type /users/2",
            "policy_unknown_version /version",
            "wrong_type /company/name",
            "offset_out_of_range /company/utcOffsetMinutes",
            "permission_bad_name /hostPermissions/0/name",
            "section_bad_url /sections/0/url",
            "unknown_permission /sections/0/permission",
            "unknown_word /channels/0/kind",
            "unknown_permission /roles/0/rights/permissions/0",
            "unknown_word /roles/0/rights/fields/phone",
            "missing_field /roles/0/rights/newClients",
            "unknown_field /sales",
            // No reference to a group is said to lead nowhere, for the groups are not there to be looked at.
            "missing_field /groups",
        ]
    );
}

#[test]
fn what_could_not_be_read_is_nobodys_second_mistake() {
    // A role without an id may be the one that is meant.
    refused(
        |p| {
            p["roles"][1]["id"] = json!(7);
            p["users"][0]["groups"] = json!(["ghost"]);
        },
        &["wrong_type /roles/1/id", "unknown_group /users/0/groups/0"],
    );
    // Two users without ids do not have the same.
    refused(|p| p["users"] = json!([1, 2]), &["wrong_type /users/0", "wrong_type /users/1"]);
    refused(|p| p["roles"] = json!(null), &["wrong_type /roles"]);
}

#[test]
fn what_is_not_json_has_a_line_and_a_column() {
    let errors = Policy::parse("{\n  \"version\": 1,\n  company\n}").unwrap_err();
    assert_eq!(told(&errors), ["json_malformed "]);
    assert_eq!(errors.to_string(), "/: not JSON, line 3 column 3");
    let blank = |bytes: usize| Policy::parse(&" ".repeat(bytes)).unwrap_err();
    assert_eq!(told(&blank(POLICY_MAX_BYTES + 1)), ["policy_too_large "]);
    assert_eq!(told(&blank(POLICY_MAX_BYTES)), ["json_malformed "]);
}

#[test]
fn of_what_is_too_many_the_rest_is_not_read() {
    let kinds = |count: usize| (0..count).map(|n| (format!("kind_{n:04}"), json!("clear")));
    let beyond = [("kind_9999".to_owned(), json!("no word"))];
    refused(
        |p| p["roles"][0]["rights"]["fields"] = kinds(FIELDS_MAX).chain(beyond).collect(),
        &["too_many /roles/0/rights/fields"],
    );
    let names = standard_permissions().map(|(name, _)| json!(name));
    let own: Vec<Value> = (0..PERMISSIONS_MAX).map(|n| json!(format!("own.p{n}"))).collect();
    let all: Vec<Value> = names.chain(own).collect();
    refused(
        |p| {
            let defined = |name: &Value| json!({"name": name, "title": "T"});
            let own = &all[standard_permissions().count()..PERMISSIONS_MAX];
            p["hostPermissions"] = own.iter().map(defined).collect();
            p["sections"] = json!([]);
            p["roles"][1]["rights"]["permissions"] = json!([]);
            p["users"][1]["denied"] = all[..PERMISSIONS_MAX].iter().cloned().chain([json!(5)]).collect();
        },
        &["too_many /users/1/denied"],
    );
}

#[test]
fn errors_are_bounded_and_the_rest_is_counted() {
    let mut document = policy();
    document["users"][0]["roles"] = (0..ERRORS_MAX).map(|n| json!(n)).collect();
    let errors = Policy::parse(&document.to_string()).unwrap_err();
    assert_eq!((errors.errors().len(), errors.more()), (ERRORS_MAX, 0));
    document["users"][0]["groups"] = json!([1, 2, 3]);
    let errors = Policy::parse(&document.to_string()).unwrap_err();
    assert_eq!((errors.errors().len(), errors.more()), (ERRORS_MAX, 3));
    assert!(errors.to_string().ends_with("; and 3 more"));
}

#[test]
fn no_error_repeats_much_and_none_a_value() {
    let secret = "+90 532 123 45 67";
    for pointer in [
        "/company/code",
        "/company/name",
        "/channels/0/kind",
        "/roles/0/rights/scope",
        "/users/0/id",
        "/users/0/roles",
        "/users/0/groups/0",
        "/users/0/status",
        "/users/1/channels",
        "/roles/0/rights/fields/phone",
        "/groups/0/algorithm",
    ] {
        for value in [json!(secret), json!([secret]), json!({"id": secret})] {
            let mut document = policy();
            *document.pointer_mut(pointer).unwrap() = value;
            if let Err(errors) = Policy::parse(&document.to_string()) {
                assert!(!errors.to_string().contains("532"), "{errors}");
            }
        }
    }
    let mut document = policy();
    let long = "x".repeat(100_000);
    document["users"][0][&long] = json!(1);
    document["users"][0]["denied"] = json!([long, long]);
    document["users"][0]["username"] = json!(long);
    document["users"][1]["username"] = json!(long);
    document["hostPermissions"][0]["name"] = json!(long);
    document["roles"][0]["rights"]["fields"][&long] = json!("clear");
    let errors = Policy::parse(&document.to_string()).unwrap_err();
    for error in errors.errors() {
        assert!(error.message.len() < 200 && error.pointer.len() < 200, "{error:?}");
        assert!(document.pointer(&error.pointer).is_some(), "{error:?}");
    }
    assert!(told(&errors).contains(&"unknown_field /users/0".to_owned()));
}

#[test]
fn each_code_of_the_table_is_expected_somewhere() {
    let tests = include_str!("errors.rs");
    let untried: Vec<_> = codes().into_iter().filter(|code| !tests.contains(&format!("\"{code} "))).collect();
    assert_eq!(untried, [] as [&str; 0]);
}
