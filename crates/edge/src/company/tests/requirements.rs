//! The requirements on access rights, row by row, each by its id. Those that need a worker are in `tests/edge`.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use usher_core::access::{Access, Decision, Target};
use usher_core::{Catalogue, ChatFacts, Policy, UserId, presets, standard_permissions};

/// A policy in which `me` is as given, with the ready-made roles and some groups.
fn policy(me: &Value, more_roles: &[Value], groups: &[Value]) -> Policy {
    let catalogue = Catalogue::with_host(["loyalty.view"]).unwrap();
    let mut roles: Vec<Value> = presets(&catalogue).iter().map(|role| json!(role)).collect();
    roles.extend_from_slice(more_roles);
    let mut user = json!({ "id": "me", "name": "Me", "username": "me", "status": "active", "roles": [], "groups": [],
        "channels": null, "denied": [] });
    for (key, value) in me.as_object().unwrap() {
        user[key] = value.clone();
    }
    let channel = |id: &str, kind: &str| json!({ "id": id, "kind": kind, "name": id });
    let kinds = ["whatsapp", "instagram", "messenger", "telegram", "sms", "voip"];
    let mut channels: Vec<Value> = kinds.iter().map(|kind| channel(kind, kind)).collect();
    channels.push(channel("whatsapp-2", "whatsapp"));
    let policy = json!({ "version": 1, "company": { "code": "acme", "name": "Acme", "utcOffsetMinutes": 0 },
        "hostPermissions": [{ "name": "loyalty.view", "title": "Loyalty" }],
        "sections": [{ "id": "loyalty", "title": "Loyalty", "url": "/loyalty", "permission": "loyalty.view" },
            { "id": "reports", "title": "Reports", "url": "/reports", "permission": "reports.view" }],
        "channels": channels, "roles": roles, "groups": groups, "users": [user] });
    Policy::parse(&policy.to_string()).unwrap()
}

fn access(me: &Value, more_roles: &[Value], groups: &[Value]) -> Access {
    policy(me, more_roles, groups).access(&UserId::parse("me").unwrap(), 1_000).unwrap()
}

fn role(id: &str, permissions: &[&str], scope: &str, new_clients: bool) -> Value {
    let rights =
        json!({ "permissions": permissions, "scope": scope, "newClients": new_clients, "fields": {} });
    json!({ "id": id, "name": id, "rights": rights })
}

fn group(id: &str, roles: &[&str], channels: Value, rights: Value) -> Value {
    json!({ "id": id, "name": id, "roles": roles, "channels": channels, "rights": rights, "algorithm": "random" })
}

/// A chat on a channel: with its assignee, its responsible, and whether the client is known.
fn chat(channel: &str, assignee: Option<&str>, responsible: Option<&str>, known: bool) -> ChatFacts {
    usher_core::read::from_value(&json!({ "channel": channel, "group": null, "assignee": assignee,
        "responsible": responsible, "known": known }))
    .unwrap()
}

fn may(access: &Access, permission: &str, chat: &ChatFacts) -> bool {
    access.check(access.catalogue().find(permission).unwrap(), Target::Chat(chat)).is_allowed()
}

/// The permissions that somebody could use on something.
fn held(access: &Access) -> BTreeSet<String> {
    let all = access.catalogue().all();
    let usable = all.iter().filter(|one| access.check(*one, Target::Anything) != Decision::Deny);
    usable.map(|one| access.catalogue().name(one).to_owned()).collect()
}

#[test]
fn a1_the_ready_made_roles() {
    let of = |role: &str| access(&json!({ "roles": [role], "channels": "all" }), &[], &[]);
    let (mine, others) = (chat("sms", Some("me"), None, true), chat("sms", Some("other"), None, true));
    let supervisor = of("supervisor");
    for one in supervisor.catalogue().all().iter() {
        assert_eq!(supervisor.check(one, Target::Anything), Decision::Allow);
    }
    let agent = of("agent");
    assert!(may(&agent, "chats.view", &mine) && may(&agent, "chats.reply", &mine));
    assert!(!may(&agent, "chats.view", &others));
    for area in ["reports.", "users.", "settings.", "payments.", "roles.", "groups.", "audit."] {
        assert!(!held(&agent).iter().any(|name| name.starts_with(area)), "{area}");
    }
    let control = of("quality_control");
    assert!(may(&control, "chats.view", &mine) && may(&control, "chats.view", &others));
    let reading = BTreeSet::from(["chats.view", "contacts.view", "calls.view"].map(str::to_owned));
    assert_eq!(held(&control), reading);
}

#[test]
fn a3_each_right_on_or_off_by_role_and_by_group() {
    for (name, _) in standard_permissions() {
        let one = role("one", &[name], "all", false);
        let by_role =
            access(&json!({ "roles": ["one"], "channels": "all" }), std::slice::from_ref(&one), &[]);
        let own = group("own", &[], json!("all"), one["rights"].clone());
        let by_group = access(&json!({ "groups": ["own"] }), &[], &[own]);
        for access in [by_role, by_group] {
            assert_eq!(held(&access), BTreeSet::from([name.to_owned()]));
        }
        let off = json!({ "roles": ["supervisor"], "channels": "all", "denied": [name] });
        assert!(!held(&access(&off, &[], &[])).contains(name));
    }
}

#[test]
fn a4_all_of_one_channel_and_only_mine_of_another() {
    let [all, mine] =
        [role("all", &["chats.view"], "all", false), role("mine", &["chats.view"], "assigned", false)];
    let groups = [
        group("readers", &["all"], json!(["telegram"]), Value::Null),
        group("sellers", &["mine"], json!(["whatsapp"]), Value::Null),
    ];
    let access = access(&json!({ "groups": ["readers", "sellers"] }), &[all, mine], &groups);
    for (channel, assignee, expect) in [
        ("telegram", "other", true),
        ("telegram", "me", true),
        ("whatsapp", "me", true),
        ("whatsapp", "other", false),
    ] {
        assert_eq!(
            may(&access, "chats.view", &chat(channel, Some(assignee), None, true)),
            expect,
            "{channel} {assignee}"
        );
    }
}

#[test]
fn a5_sections_of_the_host_are_guarded() {
    let reader = access(&json!({ "roles": ["one"] }), &[role("one", &["loyalty.view"], "none", false)], &[]);
    assert_eq!(reader.sections().iter().map(|section| section.id.as_str()).collect::<Vec<_>>(), ["loyalty"]);
    // Nor does the document name a page that its holder can not open.
    assert_eq!(json!(reader)["sections"].as_array().unwrap().len(), 1);
    let agent = access(&json!({ "roles": ["agent"], "channels": "all" }), &[], &[]);
    assert!(agent.sections().is_empty());
    assert_eq!(json!(agent)["sections"], json!([]));
}

#[test]
fn a6_channels_of_groups_and_users() {
    let team = group("team", &["quality_control"], json!(["telegram", "whatsapp"]), Value::Null);
    let sees = |me: Value| -> BTreeSet<String> {
        let policy = policy(&me, &[], std::slice::from_ref(&team));
        let access = policy.access(&UserId::parse("me").unwrap(), 1).unwrap();
        let channels = policy.channels.iter().map(|channel| channel.id.to_string());
        channels.filter(|id| may(&access, "chats.view", &chat(id, None, None, true))).collect()
    };
    let set = |ids: &[&str]| -> BTreeSet<String> { ids.iter().map(|id| (*id).to_owned()).collect() };
    // Another number of the same kind is another channel.
    assert_eq!(sees(json!({ "groups": ["team"] })), set(&["telegram", "whatsapp"]));
    assert_eq!(sees(json!({ "groups": ["team"], "channels": ["telegram", "sms"] })), set(&["telegram"]));
    assert_eq!(
        sees(json!({ "roles": ["quality_control"], "channels": ["whatsapp-2"] })),
        set(&["whatsapp-2"])
    );
    assert_eq!(sees(json!({ "roles": ["quality_control"], "channels": "all" })).len(), 7);
    assert_eq!(sees(json!({ "roles": ["quality_control"] })), set(&[]));
}

#[test]
fn a7_new_clients_are_for_those_who_receive_them() {
    for (toggle, expect) in [(true, true), (false, false)] {
        let receiver = role("receiver", &["chats.view"], "assigned", toggle);
        let access = access(&json!({ "roles": ["receiver"], "channels": ["sms"] }), &[receiver], &[]);
        assert_eq!(may(&access, "chats.view", &chat("sms", None, None, false)), expect);
        for other in [
            chat("sms", None, None, true),
            chat("sms", Some("other"), None, false),
            chat("voip", None, None, false),
        ] {
            assert!(!may(&access, "chats.view", &other), "{other:?}");
        }
    }
}

#[test]
fn a8_the_responsible_sees_the_chats_of_the_client() {
    let agent = access(&json!({ "roles": ["agent"], "channels": ["sms"] }), &[], &[]);
    assert!(may(&agent, "chats.reply", &chat("sms", Some("other"), Some("me"), true)));
    assert!(!may(&agent, "chats.reply", &chat("sms", Some("other"), Some("other"), true)));
    assert!(!may(&agent, "chats.reply", &chat("voip", None, Some("me"), true)));
    let supervisor = access(&json!({ "roles": ["supervisor"], "channels": "all" }), &[], &[]);
    assert!(may(&supervisor, "chats.reply", &chat("sms", None, None, true)));
    assert!(may(&supervisor, "chats.reply", &chat("sms", None, Some("gone"), true)));
}

#[test]
fn a11_without_role_or_group_or_not_active_nothing_at_all() {
    let supervisor = json!({ "roles": ["supervisor"], "channels": "all", "status": "deactivated" });
    let removed = json!({ "roles": ["supervisor"], "channels": "all", "status": "removed" });
    let over = json!({ "roles": [{ "id": "supervisor", "endsAt": 1_000 }], "channels": "all" });
    for me in [json!({}), json!({ "channels": "all" }), supervisor, removed, over] {
        let access = access(&me, &[], &[]);
        assert_eq!(held(&access), BTreeSet::new(), "{me}");
        assert!(access.sections().is_empty());
        for chat in [chat("sms", Some("me"), Some("me"), false), chat("sms", None, None, false)] {
            assert!(!may(&access, "chats.view", &chat), "{me}");
        }
    }
}

/// Every text in a document, keys included.
fn texts(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(into.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            into.insert(key.clone());
            texts(value, into);
        }),
        _ => {}
    }
}

#[test]
fn e2_an_access_names_nobody_and_nothing_beyond_its_own_grants() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut roll = |sides: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % sides
    };
    for _ in 0..200 {
        let pick = |roll: &mut dyn FnMut(u64) -> u64, prefix: &str| -> Vec<String> {
            let chosen: BTreeSet<u64> = (0..roll(3)).map(|_| roll(6)).collect();
            chosen.into_iter().map(|n| format!("{prefix}-{n}")).collect()
        };
        let roles: Vec<Value> = (0..6)
            .map(|n| {
                let scope = ["none", "assigned", "group", "all"][roll(4) as usize];
                let mut role = role(&format!("role-{n}"), &["chats.view"], scope, roll(2) == 0);
                role["name"] = json!(format!("Name of role {n}"));
                role
            })
            .collect();
        let groups: Vec<Value> = (0..6)
            .map(|n| {
                let own = if roll(2) == 0 { Value::Null } else { roles[0]["rights"].clone() };
                json!({ "id": format!("group-{n}"), "name": format!("Name of group {n}"), "roles": pick(&mut roll, "role"),
                    "rights": own, "channels": "all", "algorithm": "random" })
            })
            .collect();
        let users: Vec<Value> = (0..6)
            .map(|n| {
                json!({ "id": format!("user-{n}"), "name": format!("Name of user {n}"), "username": format!("login-{n}"),
                    "status": "active", "roles": pick(&mut roll, "role"), "groups": pick(&mut roll, "group"),
                    "channels": "all", "denied": [] })
            })
            .collect();
        let policy = json!({ "version": 1, "company": { "code": "acme", "name": "Acme", "utcOffsetMinutes": 0 },
            "hostPermissions": [], "sections": [], "channels": [], "roles": roles, "groups": groups, "users": users });
        let policy = Policy::parse(&policy.to_string()).unwrap();
        for user in &policy.users {
            let access = policy.access(&user.id, 1).unwrap();
            let mut found = BTreeSet::new();
            texts(&json!(access), &mut found);
            let teams: BTreeSet<&str> = user.groups.iter().map(|held| held.id.as_str()).collect();
            let through = policy.groups.iter().filter(|group| teams.contains(group.id.as_str()));
            let own: BTreeSet<String> = user
                .roles
                .iter()
                .chain(through.flat_map(|group| &group.roles))
                .map(|held| held.id.to_string())
                .chain(teams.iter().map(|id| (*id).to_owned()))
                .chain([user.id.to_string()])
                .collect();
            for text in &found {
                assert!(!text.starts_with("Name of") && !text.starts_with("login-"), "{text}");
                let of_the_policy =
                    ["role-", "group-", "user-"].iter().any(|prefix| text.starts_with(prefix));
                assert!(!of_the_policy || own.contains(text), "{text} of {}", user.id);
            }
        }
    }
}
