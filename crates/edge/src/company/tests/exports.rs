//! Exports: they hold what their maker may see on screen, page by page, and end when a right does.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde_json::{Value, json};
use usher_core::{ChatId, ContactId};

use super::fixture::{Demo, SALES, change, permit, texts, user};
use crate::ask::{ChatQuery, Format, Page, PolicyChange, SessionAsk, What};
use crate::company::export::{Export, PAGE_ROWS};
use crate::fault::Fault;
use crate::http::reply::Body;
use crate::problem::Code;
use crate::store::{Database, Row, Value as Parameter};

fn ask(what: What, format: Format) -> SessionAsk {
    SessionAsk::Export { what, format }
}

#[track_caller]
fn begin(demo: &mut Demo, user: &str, what: What, format: Format) -> Export {
    match demo.as_user(user, ask(what, format)).unwrap().reply.into_body() {
        Body::Export(export) => *export,
        other => panic!("{other:?}"),
    }
}

fn rest(demo: &mut Demo, export: &mut Export) -> Result<String, &'static str> {
    let mut text = String::new();
    loop {
        demo.now_ms += 1;
        match export.next(&demo.database, demo.now_ms) {
            Ok(Some(chunk)) => text.push_str(core::str::from_utf8(&chunk.into_bytes()).unwrap()),
            Ok(None) => return Ok(text),
            Err(broken) => return Err(broken.code()),
        }
    }
}

#[track_caller]
fn exported(demo: &mut Demo, user: &str, what: What) -> Vec<Value> {
    let mut export = begin(demo, user, what, Format::Json);
    serde_json::from_str(&rest(demo, &mut export).unwrap()).unwrap()
}

#[track_caller]
fn table(demo: &mut Demo, user: &str, what: What) -> String {
    let mut export = begin(demo, user, what, Format::Csv);
    rest(demo, &mut export).unwrap()
}

/// What the audit log says of exports, newest first.
fn noted(demo: &Demo) -> Vec<(String, Value)> {
    let rows = demo.ledger().audit_before(i64::from(u32::MAX), 100).unwrap();
    let exports = rows.into_iter().filter(|row| row.action.contains("export"));
    exports.map(|row| (row.action, row.detail)).collect()
}

/// The demo company in which agents may export, too.
fn generous() -> Demo {
    let mut demo = Demo::with(|policy| {
        for role in ["agent", "quality_control"] {
            permit(policy, role, &["contacts.export", "chats.export"]);
        }
    });
    demo.online.insert(user("u-arda"));
    for (nth, from) in ["905321112231", "905321112232", "905005550167"].iter().enumerate() {
        let text = format!("=call +{from} or 0{}", from.trim_start_matches("90"));
        demo.whatsapp(&texts(&[(SALES, from, &format!("wamid.{nth}"), &text)])).unwrap();
    }
    demo
}

fn fill(demo: &Demo, contacts: u32) {
    let sql = format!(
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {contacts})
         INSERT INTO contact (id, name, phone, known, created_at_ms)
           SELECT 'x-' || n, 'Client ' || n, '+90532' || (1000000 + n), 1, 1 FROM n;
         INSERT INTO contact_identity (kind, value, contact_id)
           SELECT 'whatsapp', substr(phone, 2), id FROM contact WHERE id LIKE 'x-%';"
    );
    demo.database.script(&sql).unwrap();
}

#[test]
fn a_table_of_contacts_as_their_agent_sees_them() {
    let mut demo = generous();
    let text = table(&mut demo, "u-arda", What::Contacts);
    let mut lines = text.split("\r\n");
    assert_eq!(
        lines.next(),
        Some("\u{FEFF}id,name,phone,email,handle,address,known,responsible_id,responsible")
    );
    let ayse = "\"c-ayse\",\"Ayşe Yılmaz\",\"'+90 ••• ••• •• 67\",\"a•••@e•••.com\",,\"•••\",true,\"u-arda\",\"Arda Demir\"";
    assert!(text.contains(ayse), "{text}");
    for hidden in ["c-olga", "5550167", "5321112231", "Kadıköy"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    let clear = table(&mut demo, "u-selin", What::Contacts);
    assert!(clear.contains("\"'+90 500 555 01 67\"") && clear.contains("c-olga"), "{clear}");
}

#[test]
fn messages_and_chats_come_through_the_same_lens_as_on_screen() {
    let mut demo = generous();
    let chats = exported(&mut demo, "u-arda", What::Chats(None));
    assert_eq!(chats.len(), 3);
    let id = ChatId::parse(chats[0]["id"].as_str().unwrap()).unwrap();
    let text = table(&mut demo, "u-arda", What::Messages(id));
    assert!(text.contains("\"'=call +90 ••• ••• •• 31 or ••• ••• •• 31\""), "{text}");
    assert!(!text.contains("1112231"));
    let closed = What::Chats(Some(crate::ask::ChatStatus::Closed));
    assert_eq!(exported(&mut demo, "u-arda", closed), Vec::<Value>::new());
}

#[test]
fn whoever_may_not_export_does_not() {
    let mut demo = Demo::new();
    demo.online.insert(user("u-arda"));
    demo.whatsapp(&texts(&[(SALES, "905321112231", "wamid.1", "hi")])).unwrap();
    let chats = demo.told("u-arda", SessionAsk::Chats(query(10, None)));
    let id = ChatId::parse(chats["chats"][0]["id"].as_str().unwrap()).unwrap();
    for what in [What::Contacts, What::Chats(None), What::Messages(id.clone())] {
        for format in [Format::Csv, Format::Json] {
            let ahead = SessionAsk::ExportAhead { what: what.clone(), format };
            assert_eq!(demo.refused("u-arda", ahead), Code::PermissionMissing);
            assert_eq!(demo.refused("u-arda", ask(what.clone(), format)), Code::PermissionMissing);
        }
    }
    assert_eq!(noted(&demo), []);
    let mut generous = generous();
    let nothing = What::Messages(ChatId::parse("nothing").unwrap());
    assert_eq!(generous.refused("u-timur", ask(nothing, Format::Csv)), Code::NotFound);
    let theirs = What::Messages(first_chat(&mut generous));
    assert_eq!(generous.refused("u-timur", ask(theirs, Format::Csv)), Code::NotFound);
}

fn query(limit: u32, cursor: Option<String>) -> ChatQuery {
    ChatQuery { status: None, whose: None, page: Page { cursor, limit } }
}

fn first_chat(demo: &mut Demo) -> ChatId {
    let chats = demo.told("u-selin", SessionAsk::Chats(query(1, None)));
    ChatId::parse(chats["chats"][0]["id"].as_str().unwrap()).unwrap()
}

#[test]
fn who_exported_what_and_how_much_of_it_is_noted() {
    let mut demo = generous();
    let rows = exported(&mut demo, "u-selin", What::Contacts).len();
    let log = noted(&demo);
    assert_eq!(log[1], ("contacts.export_started".to_owned(), json!({ "format": "json" })));
    let ended = json!({ "complete": true, "rows": rows, "format": "json" });
    assert_eq!(log[0], ("contacts.exported".to_owned(), ended));
    let chat = first_chat(&mut demo);
    table(&mut demo, "u-selin", What::Messages(chat.clone()));
    let subject = demo.ledger().audit_before(i64::from(u32::MAX), 1).unwrap().remove(0).subject;
    assert_eq!(subject, format!("chat:{chat}"));
}

#[test]
fn a_right_that_is_taken_away_ends_it() {
    let agents = |permissions: Value| {
        let rights = json!({ "rights": { "permissions": permissions, "scope": "all", "newClients": true,
            "fields": { "name": "clear" } } });
        change(PolicyChange::PatchRole(usher_core::RoleId::parse("quality_control").unwrap(), rights))
    };
    let cases: [(&str, SessionAsk); 4] = [
        ("permission_missing", agents(json!(["chats.view", "contacts.view"]))),
        ("permission_missing", agents(json!(["contacts.export"]))),
        (
            "access_changed",
            change(PolicyChange::PatchUser(user("u-vera"), json!({ "channels": ["wa-sales"] }))),
        ),
        (
            "session_invalid",
            change(PolicyChange::PatchUser(user("u-vera"), json!({ "status": "deactivated" }))),
        ),
    ];
    for (code, change) in cases {
        let mut demo = generous();
        fill(&demo, 3 * PAGE_ROWS);
        let mut export = begin(&mut demo, "u-vera", What::Contacts, Format::Csv);
        assert!(export.next(&demo.database, demo.now_ms).unwrap().is_some());
        demo.as_user("u-selin", change).unwrap();
        assert_eq!(rest(&mut demo, &mut export), Err(code));
        // It is over for good, and the log tells how far it came.
        assert_eq!(export.next(&demo.database, demo.now_ms), Ok(None));
        let detail = json!({ "complete": false, "because": code, "rows": PAGE_ROWS, "format": "csv" });
        assert_eq!(noted(&demo)[0], ("contacts.exported".to_owned(), detail));
    }
}

#[test]
fn what_changes_on_the_way_comes_once_and_what_is_new_not_at_all() {
    let mut demo = generous();
    fill(&demo, 3 * PAGE_ROWS);
    let there = demo.count("SELECT count(*) FROM contact");
    let mut export = begin(&mut demo, "u-selin", What::Contacts, Format::Json);
    let mut text = String::new();
    let mut nth = 0;
    while let Some(chunk) = export.next(&demo.database, demo.now_ms).unwrap() {
        text.push_str(core::str::from_utf8(&chunk.into_bytes()).unwrap());
        nth += 1;
        let sql = format!(
            "UPDATE contact SET name = 'Z' || name, responsible_id = 'u-elif' WHERE id LIKE 'x-%{nth}';
             INSERT INTO contact (id, known, created_at_ms) VALUES ('a-{nth}', 1, 1);"
        );
        demo.database.script(&sql).unwrap();
    }
    let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut times = BTreeMap::<&str, usize>::new();
    for row in &rows {
        *times.entry(row["id"].as_str().unwrap()).or_default() += 1;
    }
    assert_eq!(times.len(), usize::try_from(there).unwrap());
    assert!(times.values().all(|times| *times == 1) && times.keys().all(|id| !id.starts_with("a-")));
}

#[test]
fn one_at_a_time_and_so_many_in_an_hour() {
    let mut demo = generous();
    fill(&demo, 3 * PAGE_ROWS);
    let again = || ask(What::Chats(None), Format::Csv);
    let ahead = || SessionAsk::ExportAhead { what: What::Contacts, format: Format::Csv };
    let mut first = begin(&mut demo, "u-selin", What::Contacts, Format::Csv);
    assert_eq!(demo.refused("u-selin", again()), Code::ExportLasts);
    assert_eq!(demo.refused("u-selin", ahead()), Code::ExportLasts);
    // Others are not in the way.
    table(&mut demo, "u-vera", What::Contacts);
    // It is read from time to time, and so goes on.
    demo.now_ms += 50_000;
    assert!(first.next(&demo.database, demo.now_ms).unwrap().is_some());
    demo.now_ms += 50_000;
    assert_eq!(demo.refused("u-selin", again()), Code::ExportLasts);
    // Nobody reads from it any more; should they come back, it is over.
    demo.now_ms += 50_000;
    let mut second = begin(&mut demo, "u-selin", What::Contacts, Format::Csv);
    assert_eq!(rest(&mut demo, &mut first), Err("export_lasts"));
    second.leave(&demo.database, demo.now_ms, "left");
    assert_eq!(noted(&demo)[0].1["because"], "left");
    for _ in 2..20 {
        demo.as_user("u-selin", ahead()).unwrap();
        table(&mut demo, "u-selin", What::Chats(None));
    }
    let refused = demo.as_user("u-selin", ahead()).unwrap_err().into_problem();
    assert_eq!(refused.code(), Code::ExportTooOften);
    assert!((3_300..=3_600).contains(&refused.retry_after_s().unwrap()), "{refused:?}");
    demo.now_ms += 3_600_000;
    table(&mut demo, "u-selin", What::Contacts);
}

/// A database that counts what it is asked.
struct Counting<'a> {
    inner: &'a dyn Database,
    statements: Cell<usize>,
    rows: Cell<usize>,
    most_rows: Cell<usize>,
}

impl Database for Counting<'_> {
    fn query(&self, sql: &str, params: Vec<Parameter>) -> Result<Vec<Row>, Fault> {
        let rows = self.inner.query(sql, params)?;
        self.statements.set(self.statements.get() + 1);
        self.rows.set(self.rows.get() + rows.len());
        self.most_rows.set(self.most_rows.get().max(rows.len()));
        Ok(rows)
    }

    fn script(&self, sql: &str) -> Result<(), Fault> {
        self.inner.script(sql)
    }

    fn transaction(&self, body: &mut dyn FnMut() -> Result<(), Fault>) -> Result<(), Fault> {
        self.inner.transaction(body)
    }
}

#[test]
fn memory_is_bounded_and_the_work_is_linear() {
    const MANY: u32 = 20_000;
    let cost = |contacts: u32| {
        let mut demo = generous();
        fill(&demo, contacts);
        let mut export = begin(&mut demo, "u-selin", What::Contacts, Format::Csv);
        let database = Counting {
            inner: &demo.database,
            statements: Cell::new(0),
            rows: Cell::new(0),
            most_rows: Cell::new(0),
        };
        let (mut bytes, mut most) = (0, 0);
        while let Some(chunk) = export.next(&database, demo.now_ms).unwrap() {
            let length = chunk.into_bytes().len();
            (bytes, most) = (bytes + length, most.max(length));
        }
        // No statement brings more than a page's worth: contacts, or the few channels of each.
        assert!(database.most_rows.get() <= 3 * PAGE_ROWS as usize, "{}", database.most_rows.get());
        assert!(most <= PAGE_ROWS as usize * 200, "{most} of {bytes}");
        assert!(bytes > contacts as usize * 40);
        (database.statements.get(), database.rows.get())
    };
    let (few, many) = (cost(MANY / 10), cost(MANY));
    assert!(many.0 < few.0 * 11 && many.1 < few.1 * 11, "{few:?} {many:?}");
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    const ROLES: [&str; 2] = ["agent", "quality_control"];

    prop_compose! {
        fn rights()(
            held in proptest::collection::vec(any::<bool>(), 6),
            scope in prop::sample::select(vec!["none", "assigned", "group", "all"]),
            new_clients in any::<bool>(),
            shown in proptest::collection::vec(0_usize..3, 6),
        ) -> Value {
            let names = ["chats.view", "contacts.view", "contacts.export", "chats.export", "contacts.phone", "contacts.email"];
            let permissions: Vec<&str> =
                names.iter().zip(held).filter(|(_, held)| *held).map(|(name, _)| *name).collect();
            let kinds = ["name", "phone", "email", "handle", "address", "text"];
            let fields: serde_json::Map<String, Value> = kinds.iter().zip(shown)
                .map(|(kind, shown)| ((*kind).to_owned(), json!(["hidden", "masked", "clear"][shown]))).collect();
            json!({ "permissions": permissions, "scope": scope, "newClients": new_clients, "fields": fields })
        }
    }

    prop_compose! {
        fn company()(
            roles in proptest::collection::vec(rights(), 2),
            channels in proptest::collection::vec(prop::sample::select(vec![
                json!(null), json!("all"), json!(["wa-sales"]), json!(["tg-support"])]), 2),
        ) -> Demo {
            let mut demo = Demo::with(|policy| {
                for (place, rights) in roles.iter().enumerate() {
                    policy["roles"][place + 1]["rights"] = rights.clone();
                }
                for user in policy["users"].as_array_mut().unwrap() {
                    let place = match user["id"].as_str().unwrap() { "u-vera" => 0, "u-arda" => 1, _ => continue };
                    user["channels"] = channels[place].clone();
                    user["roles"] = json!([ROLES[1 - place]]);
                }
            });
            demo.online.insert(user("u-arda"));
            for (nth, from) in ["905321112231", "905321112232", "905005550167", "447700900142"].iter().enumerate() {
                demo.whatsapp(&texts(&[(SALES, from, &format!("wamid.{nth}"), "call 0532 111 22 31")])).unwrap();
            }
            demo
        }
    }

    impl core::fmt::Debug for Demo {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("Demo")
        }
    }

    fn may(demo: &Demo, user: &str, permission: &str, about: usher_core::access::Target<'_>) -> bool {
        let scene = demo.scene();
        let access = scene.directory.access(&scene.ledger.user(&super::user(user)).unwrap().unwrap());
        let permission = scene.directory.catalogue.find(permission).unwrap();
        access.check(permission, about).is_allowed()
    }

    /// The lines of an export; none where it may not begin.
    fn lines(demo: &mut Demo, user: &str, what: What) -> Option<Vec<Value>> {
        match demo.as_user(user, ask(what, Format::Json)) {
            Ok(answer) => {
                let Body::Export(mut export) = answer.reply.into_body() else { panic!("no export") };
                Some(serde_json::from_str(&rest(demo, &mut export).unwrap()).unwrap())
            }
            Err(fault) => {
                assert_eq!(fault.into_problem().code(), Code::PermissionMissing);
                None
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

        /// An export holds exactly what the maker sees on screen and may export, word by word.
        #[test]
        fn an_export_shows_what_the_screen_shows(mut demo in company()) {
            for maker in ["u-arda", "u-vera"] {
                // Contacts: each card that can be opened and exported, and no other.
                let got = lines(&mut demo, maker, What::Contacts);
                let ids: Vec<String> = Database::query(&demo.database, "SELECT id FROM contact ORDER BY rowid", Vec::new())
                    .unwrap().into_iter().map(|mut row| row.text().unwrap()).collect();
                let mut expect = Vec::new();
                for id in ids {
                    let id = ContactId::parse(&id).unwrap();
                    let contact = demo.ledger().contact(&id).unwrap().unwrap();
                    let facts = demo.ledger().contact_facts(&contact).unwrap();
                    let about = usher_core::access::Target::Contact(&facts);
                    if let (Ok(answer), true) = (
                        demo.as_user(maker, SessionAsk::Contact(id)),
                        may(&demo, maker, "contacts.export", about),
                    ) {
                        expect.push(serde_json::from_str::<Value>(answer.reply.text()).unwrap());
                    }
                }
                prop_assert_eq!(got.unwrap_or_default(), expect);

                // Chats: those of the list that can be exported; messages: those of the chat.
                let got = lines(&mut demo, maker, What::Chats(None));
                let mut listed = match demo.as_user(maker, SessionAsk::Chats(query(100, None))) {
                    Ok(answer) => serde_json::from_str::<Value>(answer.reply.text()).unwrap()["chats"].as_array().unwrap().clone(),
                    Err(_) => Vec::new(),
                };
                listed.retain(|chat| {
                    let row = demo.ledger().chat(&ChatId::parse(chat["id"].as_str().unwrap()).unwrap()).unwrap().unwrap();
                    may(&demo, maker, "chats.export", usher_core::access::Target::Chat(&row.facts()))
                });
                let by_id = |mut chats: Vec<Value>| {
                    chats.sort_by_key(|chat| chat["id"].to_string());
                    chats
                };
                prop_assert_eq!(by_id(got.unwrap_or_default()), by_id(listed.clone()));
                for chat in listed {
                    let id = ChatId::parse(chat["id"].as_str().unwrap()).unwrap();
                    let page = Page { cursor: None, limit: 100 };
                    let seen = demo.told(maker, SessionAsk::Messages { chat: id.clone(), page });
                    let mut seen = seen["messages"].as_array().unwrap().clone();
                    seen.reverse();
                    prop_assert_eq!(lines(&mut demo, maker, What::Messages(id)).unwrap(), seen);
                }
            }
        }
    }
}
