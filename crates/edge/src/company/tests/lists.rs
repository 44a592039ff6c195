//! Lists of chats: they select what `check` allows, and look at few chats however many there are.

use serde_json::{Value, json};
use usher_core::access::{Access, Target};
use usher_core::{ChatId, Permission, Policy, UserId};

use crate::ask::{ChatStatus, Whose};
use crate::company::ledger::{CONDITION_FIRST, ChatFilter, FACTS, Ledger, statement};
use crate::company::schema::migrate;
use crate::store::scratch::Scratch;
use crate::store::{Database, Value as Parameter};

/// A generator of numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len() as u64) as usize]
    }
}

/// What somebody holds: scope, whether new clients are shown, and the channels, each through a group of its own.
type Held<'a> = (&'a str, bool, Value);

/// The policy in which `u1` holds these grants.
fn policy(held: &[Held<'_>]) -> Policy {
    let group = |(place, (scope, new_clients, channels)): (usize, &Held<'_>)| {
        let fields: Value = json!({});
        let rights = json!({ "permissions": ["chats.view"], "scope": scope, "newClients": new_clients, "fields": fields });
        json!({ "id": format!("g{place}"), "name": "G", "roles": [], "rights": rights, "channels": channels,
            "algorithm": "random" })
    };
    let mut groups: Vec<Value> = held.iter().enumerate().map(group).collect();
    let mine: Vec<String> = (0..held.len()).map(|place| format!("g{place}")).collect();
    for place in held.len()..20 {
        groups.push(json!({ "id": format!("g{place}"), "name": "G", "roles": [], "channels": [], "algorithm": "random" }));
    }
    let channels: Vec<Value> =
        (0..20).map(|n| json!({ "id": format!("c{n}"), "kind": "whatsapp", "name": "C" })).collect();
    let users: Vec<Value> = (0..4)
        .map(|n| {
            json!({ "id": format!("u{n}"), "name": "U", "username": format!("u{n}"), "status": "active", "roles": [],
                "groups": if n == 1 { mine.clone() } else { vec![] }, "channels": null, "denied": [] })
        })
        .collect();
    let policy = json!({ "version": 1, "company": { "code": "acme", "name": "Acme", "utcOffsetMinutes": 0 },
        "hostPermissions": [], "sections": [], "channels": channels, "roles": [], "groups": groups, "users": users });
    Policy::parse(&policy.to_string()).unwrap()
}

fn access(held: &[Held<'_>]) -> Access {
    policy(held).access(&UserId::parse("u1").unwrap(), 1).unwrap()
}

fn filled(chats: u64, dice: &mut Dice) -> Scratch {
    let database = Scratch::empty();
    migrate(&database, 1).unwrap();
    let ledger = Ledger::new(&database, 1);
    ledger.put_policy(&policy(&[])).unwrap();
    let or_null = |dice: &mut Dice, prefix: &str, sides: u64| match dice.roll(sides + 1) {
        0 => "NULL".to_owned(),
        n => format!("'{prefix}{}'", n - 1),
    };
    for n in 0..chats / 3 {
        let (known, responsible) = (dice.roll(2), or_null(dice, "u", 3));
        let sql = format!(
            "INSERT INTO contact (id, known, responsible_id, created_at_ms) VALUES ('k{n}', {known}, {responsible}, 1)"
        );
        database.script(&sql).unwrap();
    }
    for n in 0..chats {
        let (channel, contact, at) = (dice.roll(6), dice.roll(chats / 3), 1 + dice.roll(chats / 4));
        let (kind, status) = (dice.pick(&["personal", "group"]), dice.pick(&["open", "closed"]));
        let (group, assignee) = (or_null(dice, "g", 5), or_null(dice, "u", 3));
        let sql = format!(
            "INSERT INTO chat (id, channel_id, contact_id, vendor_key, kind, status, group_id, assignee_id, updated_at_ms)
             VALUES ('x{n}', 'c{channel}', 'k{contact}', '{n}', '{kind}', '{status}', {group}, {assignee}, {at})"
        );
        database.script(&sql).unwrap();
    }
    database
}

fn random_held(dice: &mut Dice) -> Vec<Held<'static>> {
    let grants = dice.roll(5);
    (0..grants)
        .map(|_| {
            let channels = match dice.roll(5) {
                0 => json!("all"),
                count => {
                    let mut ids: Vec<String> = (0..count - 1).map(|_| format!("c{}", dice.roll(6))).collect();
                    ids.sort();
                    ids.dedup();
                    json!(ids)
                }
            };
            (*dice.pick(&["none", "assigned", "group", "all"]), dice.roll(3) == 0, channels)
        })
        .collect()
}

#[test]
fn a_list_holds_exactly_what_check_allows() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let database = filled(240, &mut dice);
    let ledger = Ledger::new(&database, 1);
    let me = UserId::parse("u1").unwrap();
    for round in 0..400 {
        // Contacts move on, and the lists with them.
        let contact = usher_core::ContactId::parse(&format!("k{}", dice.roll(80))).unwrap();
        ledger.put_responsible(&contact, &UserId::parse(&format!("u{}", dice.roll(3))).unwrap()).unwrap();
        let chat = ChatId::parse(&format!("x{}", dice.roll(240))).unwrap();
        ledger.set_chat_status(&chat, *dice.pick(&[ChatStatus::Open, ChatStatus::Closed])).unwrap();
        let chats: Vec<_> = (0..240)
            .map(|n| ledger.chat(&ChatId::parse(&format!("x{n}")).unwrap()).unwrap().unwrap())
            .collect();
        let held = random_held(&mut dice);
        let access = access(&held);
        let after = (dice.roll(2) == 0).then(|| {
            let place = dice.pick(&chats);
            (place.updated_at_ms, place.id.clone())
        });
        let filter = ChatFilter {
            status: *dice.pick(&[None, Some(ChatStatus::Open), Some(ChatStatus::Closed)]),
            whose: *dice.pick(&[None, Some((Whose::Mine, &me)), Some((Whose::Nobodys, &me))]),
            after: after.clone(),
            limit: *dice.pick(&[1, 7, 100, 1_000]),
        };
        let mut expected: Vec<(i64, ChatId)> = chats
            .iter()
            .filter(|chat| access.check(Permission::CHATS_VIEW, Target::Chat(&chat.facts())).is_allowed())
            .filter(|chat| filter.status.is_none_or(|status| chat.status == status))
            .filter(|chat| match filter.whose {
                None => true,
                Some((Whose::Mine, _)) => chat.assignee.as_ref().is_some_and(|(id, _)| *id == me),
                Some((Whose::Nobodys, _)) => chat.assignee.is_none(),
            })
            .map(|chat| (chat.updated_at_ms, chat.id.clone()))
            .filter(|place| after.as_ref().is_none_or(|after| place < after))
            .collect();
        expected.sort_by(|a, b| b.cmp(a));
        expected.truncate(filter.limit as usize);
        let condition = access.condition(Permission::CHATS_VIEW, &FACTS, CONDITION_FIRST);
        let listed = ledger.list_chats(&filter, condition).unwrap();
        let listed: Vec<_> = listed.into_iter().map(|chat| (chat.updated_at_ms, chat.id)).collect();
        assert_eq!(listed, expected, "round {round}: {held:?}");
    }
}

/// Chats in the large store: enough that looking at each of them would show.
const CHATS: i64 = 200_000;

/// Many chats on 20 channels, in 20 groups, of 10,000 clients. Fifty are assigned to `u1`, and fifty more are of
/// clients whose responsible `u1` is.
fn large() -> Scratch {
    let database = Scratch::empty();
    migrate(&database, 1).unwrap();
    let ledger = Ledger::new(&database, 1);
    ledger.put_policy(&policy(&[])).unwrap();
    let indexes = database.query(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'chat'",
        Vec::new(),
    );
    let indexes: Vec<(String, String)> =
        indexes.unwrap().into_iter().map(|mut row| (row.text().unwrap(), row.text().unwrap())).collect();
    let triggers = "DROP TRIGGER chat_takes_from_its_contact; DROP TRIGGER chat_is_numbered;";
    let script = format!(
        "{triggers} {}
         WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 9999)
         INSERT INTO contact (id, known, responsible_id, created_at_ms)
           SELECT 'k' || n, n % 3 > 0, CASE n WHEN 77 THEN 'u1' ELSE 'u2' END, 1 FROM n;
         WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < {CHATS} - 1)
         INSERT INTO chat (id, channel_id, contact_id, vendor_key, kind, status, group_id, assignee_id, updated_at_ms,
             known, responsible_id)
           SELECT printf('x%07d', n), 'c' || (n % 20), 'k' || (n % 10000), printf('%07d', n), 'personal',
             CASE WHEN n % 10 THEN 'closed' ELSE 'open' END, 'g' || (n / 7 % 20),
             CASE WHEN n % 4000 = 2345 THEN 'u1' WHEN n % 50 THEN 'u3' END, n * 7919 % {CHATS},
             n % 10000 % 3 > 0, CASE WHEN n % 10000 = 77 AND n < {CHATS} / 2 THEN 'u1' ELSE 'u2' END FROM n;
         {}",
        indexes.iter().map(|(name, _)| format!("DROP INDEX {name};")).collect::<String>(),
        indexes.iter().map(|(_, sql)| format!("{sql};")).collect::<String>(),
    );
    database.script(&script).unwrap();
    database
}

/// What somebody may reach, by name.
fn reaches() -> Vec<(&'static str, Vec<Held<'static>>)> {
    vec![
        ("everything", vec![("all", false, json!("all"))]),
        ("some channels all", vec![("all", false, json!(["c1", "c2"]))]),
        ("assigned only", vec![("assigned", false, json!("all"))]),
        ("assigned on some channels", vec![("assigned", false, json!(["c5", "c17"]))]),
        ("a group on some channels", vec![("group", false, json!(["c3", "c4"]))]),
        ("a group on all channels", vec![("group", false, json!("all"))]),
        ("new clients", vec![("none", true, json!("all"))]),
        ("new clients on some channels", vec![("none", true, json!(["c3"]))]),
        (
            "a mixture",
            vec![
                ("all", false, json!(["c1"])),
                ("group", false, json!(["c2", "c3"])),
                ("group", true, json!("all")),
                ("assigned", false, json!("all")),
                ("none", true, json!(["c9"])),
            ],
        ),
    ]
}

#[test]
fn no_list_scans_the_chats() {
    let database = large();
    // Nothing is ever analysed, so the plans are those for any number of chats; a million were tried by hand.
    assert_eq!(
        database
            .query("SELECT 1 FROM sqlite_master WHERE name LIKE 'sqlite_stat%'", Vec::new())
            .unwrap()
            .len(),
        0
    );
    let me = UserId::parse("u1").unwrap();
    let place = ChatId::parse("x0000005").unwrap();
    for (name, held) in reaches() {
        let access = access(&held);
        for status in [None, Some(ChatStatus::Open)] {
            for whose in [None, Some((Whose::Mine, &me)), Some((Whose::Nobodys, &me))] {
                for after in [None, Some((CHATS / 2, place.clone()))] {
                    let what = format!("{name}, {status:?}, {:?}, {after:?}", whose.map(|one| one.0));
                    let filter = ChatFilter { status, whose, after, limit: 51 };
                    let condition = access.condition(Permission::CHATS_VIEW, &FACTS, CONDITION_FIRST);
                    let (sql, params) = statement(&filter, condition).unwrap();
                    assert_searches(&database, &sql, &params, &what);
                    let (found, steps) = database.effort(&sql, params);
                    assert!(steps < STEPS_MAX, "{what}: {steps} steps for {found} chats");
                }
            }
        }
    }
}

/// Steps of SQLite's machine that a page may take. Looking at each chat would take more than one for each.
const STEPS_MAX: i64 = 60_000;

#[track_caller]
fn assert_searches(database: &Scratch, sql: &str, params: &[Parameter], what: &str) {
    let plan = database.query(&format!("EXPLAIN QUERY PLAN {sql}"), params.to_vec()).unwrap();
    for mut row in plan {
        for _ in ["id", "parent", "unused"] {
            row.integer().unwrap();
        }
        let step = row.text().unwrap();
        assert!(!["SCAN chat", "SCAN found"].iter().any(|scan| step.starts_with(scan)), "{what}: {step}");
    }
}
