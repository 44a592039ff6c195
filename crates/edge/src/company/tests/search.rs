//! Finding clients without seeing them.

use serde_json::{Value, json};

use super::fixture::{Demo, SALES, texts, user};
use crate::ask::{Sealed, SessionAsk};
use crate::fault::Fault;
use crate::problem::Code;
use crate::store::Database;

fn search(query: &str) -> SessionAsk {
    SessionAsk::SearchContacts(Sealed(json!({ "query": query })))
}

/// The ids of those who are found, and how.
#[track_caller]
fn found(demo: &mut Demo, user: &str, query: &str) -> (Vec<String>, String) {
    let told = demo.told(user, search(query));
    let ids = told["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
    (ids.collect(), told["match"].as_str().unwrap().to_owned())
}

#[track_caller]
fn check(demo: &mut Demo, user: &str, query: &str, expect: &[&str], matched: &str) {
    assert_eq!(
        found(demo, user, query),
        (expect.iter().map(ToString::to_string).collect(), matched.to_owned()),
        "{query}"
    );
}

/// Who may do one thing, with everything else about the demo company as it is.
fn with_agents_who(also: &'static [&'static str]) -> Demo {
    Demo::with(|policy| {
        let agent =
            policy["roles"].as_array_mut().unwrap().iter_mut().find(|role| role["id"] == "agent").unwrap();
        agent["rights"]["permissions"].as_array_mut().unwrap().extend(also.iter().map(|name| json!(name)));
    })
}

#[test]
fn e6_whoever_has_the_whole_value_finds_the_client_masked() {
    let mut demo = Demo::new();
    // Arda is responsible for Ayşe.
    for query in [
        "+90 500 555 01 67",
        "0500 555 01 67",
        "00 90 500 5550167",
        "905005550167",
        "5005550167",
        "905005550167@s.whatsapp.net",
        "Ayse.Yilmaz@EXAMPLE.com",
    ] {
        check(&mut demo, "u-arda", query, &["c-ayse"], "exact");
    }
    let card = demo.told("u-arda", search("0500 555 01 67"))["items"][0].clone();
    assert_eq!((&card["phone"], &card["email"]), (&json!("+90 ••• ••• •• 67"), &json!("a•••@e•••.com")));
    assert_eq!(card["visibility"]["phone"], "masked");
    assert_eq!(card["chats"], json!([]));
    check(&mut demo, "u-timur", "@dkozlov_home", &["c-dmitri"], "exact");
    check(&mut demo, "u-timur", "700000583", &["c-dmitri"], "exact");
}

#[test]
fn a_part_finds_only_what_the_asker_reads() {
    let mut demo = Demo::new();
    demo.online.insert(user("u-arda"));
    demo.whatsapp(&texts(&[(SALES, "905005550167", "wamid.1", "hello")])).unwrap();
    for query in ["5550167", "0167", "500 555 01", "ayse.yil", "555 01 6"] {
        check(&mut demo, "u-arda", query, &[], "partial");
        check(&mut demo, "u-vera", query, &[], "partial");
    }
    check(&mut demo, "u-selin", "500 555 01", &["c-ayse"], "partial");
    check(&mut demo, "u-selin", "0500 555 01", &["c-ayse"], "partial");
    check(&mut demo, "u-selin", "ayse.yil", &["c-ayse"], "partial");
    // Names are clear to agents, of those whom they see in a chat.
    for query in ["Ayşe", "ayşe", "yılmaz", "AYŞE"] {
        check(&mut demo, "u-arda", query, &["c-ayse"], "partial");
    }
    check(&mut demo, "u-timur", "Ayşe", &[], "partial");
    let told = demo.told("u-arda", search("Ayşe"));
    let [chat] = told["items"][0]["chats"].as_array().unwrap().as_slice() else { panic!("one chat") };
    assert_eq!(chat["channel"], json!({ "id": "wa-sales", "kind": "whatsapp", "name": "WhatsApp Istanbul" }));
    assert_eq!((&chat["status"], chat["updatedAt"].is_i64()), (&json!("open"), true));
}

#[test]
fn one_may_read_numbers_and_not_addresses() {
    let mut demo = with_agents_who(&["contacts.phone"]);
    demo.online.insert(user("u-arda"));
    demo.whatsapp(&texts(&[(SALES, "905005550167", "wamid.1", "hello")])).unwrap();
    // The permission opens nothing by itself: the field must be clear as well.
    check(&mut demo, "u-arda", "5550167", &[], "partial");
    let mut demo = Demo::with(|policy| {
        let agent =
            policy["roles"].as_array_mut().unwrap().iter_mut().find(|role| role["id"] == "agent").unwrap();
        agent["rights"]["permissions"].as_array_mut().unwrap().push(json!("contacts.phone"));
        agent["rights"]["fields"]["phone"] = json!("clear");
    });
    demo.online.insert(user("u-arda"));
    demo.whatsapp(&texts(&[(SALES, "905005550167", "wamid.1", "hello")])).unwrap();
    check(&mut demo, "u-arda", "5550167", &["c-ayse"], "partial");
    check(&mut demo, "u-arda", "ayse.yil", &[], "partial");
    // Ayşe has a chat with Arda; Mehmet is Elif's.
    check(&mut demo, "u-arda", "5550218", &[], "partial");
}

#[test]
fn whoever_may_not_be_seen_is_not_there_in_the_answer_nor_in_the_work() {
    let mut demo = Demo::new();
    // The log hears of the first searches of a day, and of the tenth.
    for _ in 0..10 {
        demo.told("u-timur", search("nobody at all"));
    }
    let mut asked = |query: &str| {
        demo.database.work();
        let answer = demo.as_user("u-timur", search(query)).unwrap();
        (answer.reply, answer.changes, demo.database.work())
    };
    // Mehmet is there and not Timur's; of the other nobody has heard.
    for (there, nobody) in [
        ("+90 500 555 02 18", "+90 500 555 92 18"),
        ("05005550218", "05005559218"),
        ("mozturk@example.com", "moztürk@example.com"),
        ("905005550218", "905005559218"),
        ("Mehmet", "Mahmet"),
        ("5550218", "5559218"),
    ] {
        let (hit, hit_changes, hit_work) = asked(there);
        let (miss, miss_changes, miss_work) = asked(nobody);
        assert_eq!((hit, hit_changes), (miss, miss_changes), "{there}");
        assert_eq!(hit_work.statements, miss_work.statements, "{there}");
        // What is read differs from contact to contact, not by whether there is one.
        let least = hit_work.steps.min(miss_work.steps);
        assert!(hit_work.steps.abs_diff(miss_work.steps) < least / 4, "{there} {hit_work:?} {miss_work:?}");
    }
}

#[test]
fn the_index_keeps_step_with_every_write() {
    let mut demo = Demo::new();
    demo.whatsapp(&texts(&[(SALES, "905321112233", "wamid.1", "hello")])).unwrap();
    assert!(!demo.ledger().is_index_behind().unwrap());
    let id = found(&mut demo, "u-selin", "0532 111 22 33").0.remove(0);
    let contact = usher_core::ContactId::parse(&id).unwrap();
    demo.ledger().move_contact(&contact, "+905329998877").unwrap();
    check(&mut demo, "u-selin", "0532 999 88 77", &[&id], "exact");
    // The account still is the one with the old number.
    check(&mut demo, "u-selin", "0532 111 22 33", &[&id], "exact");
    demo.ledger().complete_contact(&contact, None, None, Some("deniz_k")).unwrap();
    check(&mut demo, "u-selin", "@deniz_k", &[&id], "exact");
    demo.ledger().put_identity("telegram", "700000999", &contact).unwrap();
    check(&mut demo, "u-selin", "700000999", &[&id], "exact");
    assert!(!demo.ledger().is_index_behind().unwrap());
    // A write that goes past all of that is noticed.
    demo.database.script("UPDATE contact SET email = 'deniz@example.com' WHERE handle = 'deniz_k'").unwrap();
    assert!(demo.ledger().is_index_behind().unwrap());
    check(&mut demo, "u-selin", "deniz@example.com", &[&id], "exact");
    assert!(!demo.ledger().is_index_behind().unwrap());
}

#[test]
fn an_index_is_built_in_steps_and_half_of_one_answers_nothing() {
    let mut demo = Demo::new();
    demo.database
        .script(
            "WITH RECURSIVE nth (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nth WHERE n < 1500)
             INSERT INTO contact (id, phone, known, created_at_ms) SELECT 'x-' || n, '+9053200' || (10000 + n), 1, 1 FROM nth;
             DELETE FROM contact_token; UPDATE contact SET indexed = 0;",
        )
        .unwrap();
    let refused = demo.as_user("u-selin", search("+90 532 001 15 00")).unwrap_err();
    let Fault::Caller(problem) = refused else { panic!("{refused}") };
    assert_eq!((problem.code(), problem.retry_after_s()), (Code::CompanyUnavailable, Some(1)));
    assert_eq!(demo.count("SELECT count(*) FROM contact WHERE indexed = 1"), 1_000);
    check(&mut demo, "u-selin", "+90 532 001 15 00", &["x-1500"], "exact");
    assert_eq!(demo.ledger().next_due().unwrap(), None);
}

#[test]
fn searches_are_counted_and_limited_and_the_log_knows_no_value() {
    let mut demo = Demo::new();
    // A whole minute lies before us.
    demo.now_ms += 60_000 - demo.now_ms % 60_000;
    for n in 0..60 {
        demo.told("u-arda", search(&format!("+90 500 555 {n:04}")));
    }
    let refused = demo.as_user("u-arda", search("+90 500 555 01 67")).unwrap_err();
    let Fault::Caller(problem) = refused else { panic!("{refused}") };
    assert_eq!(problem.code(), Code::SearchTooOften);
    assert!((1..=60).contains(&problem.retry_after_s().unwrap()));
    check(&mut demo, "u-selin", "+90 500 555 01 67", &["c-ayse"], "exact");
    demo.now_ms += 60_000;
    check(&mut demo, "u-arda", "+90 500 555 01 67", &["c-ayse"], "exact");
    for _ in 0..16 {
        demo.now_ms += 60_000;
        for _ in 0..59 {
            if demo.as_user("u-arda", search("nobody at all")).is_err() {
                break;
            }
        }
    }
    // After a thousand the day is over.
    demo.now_ms += 60_000;
    let refused = demo.as_user("u-arda", search("nobody at all")).unwrap_err().into_problem();
    assert_eq!(refused.code(), Code::SearchTooOften);
    assert!(refused.retry_after_s().unwrap() > 3_600);
    let log = demo.told("u-selin", SessionAsk::Audit(crate::ask::Page { cursor: None, limit: 100 }));
    let counts: Vec<&Value> = log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["action"] == "contacts.searched" && entry["actor"]["id"] == "u-arda")
        .map(|entry| &entry["detail"])
        .collect();
    assert_eq!(
        counts,
        [
            &json!({ "today": 1000 }),
            &json!({ "today": 100 }),
            &json!({ "today": 10 }),
            &json!({ "today": 1 })
        ]
    );
    assert!(!log.to_string().contains("555"));
}

#[test]
fn what_is_no_search() {
    let mut demo = Demo::new();
    for body in [
        json!({}),
        json!({ "query": "ab" }),
        json!({ "query": "  ab  " }),
        json!({ "query": 5_005_550_167_i64 }),
        json!({ "query": "x".repeat(321) }),
        json!({ "query": "abc\u{0}" }),
        json!({ "query": "abc", "limit": 1 }),
        json!(["abc"]),
    ] {
        let refused = demo.as_user("u-selin", SessionAsk::SearchContacts(Sealed(body))).unwrap_err();
        assert_eq!(refused.into_problem().code().status(), 400);
    }
    assert_eq!(demo.count("SELECT count(*) FROM contact_search"), 0);
    check(&mut demo, "u-selin", &"x".repeat(320), &[], "partial");
    assert_eq!(format!("{:?}", search("0500 555 01 67")), "SearchContacts(Sealed)");
}

#[test]
fn ids_that_hold_a_number_are_replaced_for_companies_that_exist() {
    let mut demo = Demo::new();
    demo.whatsapp(&texts(&[(SALES, "905005550167", "wamid.1", "hello")])).unwrap();
    // As it was stored before there were tokens.
    demo.database
        .script(
            "INSERT INTO contact (id, name, phone, known, created_at_ms) VALUES ('905321112233', 'Deniz', '+905321112233', 1, 1);
             UPDATE chat SET contact_id = '905321112233', vendor_key = 'contact:905321112233';
             UPDATE message SET sender_id = '905321112233';",
        )
        .unwrap();
    let found = demo.told("u-selin", search("0532 111 22 33"))["items"][0].clone();
    let id = found["id"].as_str().unwrap().to_owned();
    assert!(id.len() == 24 && !id.contains("532"), "{id}");
    assert_eq!(found["chats"].as_array().unwrap().len(), 1);
    for (sql, count) in [
        ("SELECT count(*) FROM contact WHERE id = '905321112233'", 0),
        ("SELECT count(*) FROM contact WHERE name = 'Deniz' AND indexed = 1", 1),
        ("SELECT count(*) FROM contact_identity WHERE kind = 'external' AND value = '905321112233'", 1),
        ("SELECT count(*) FROM message WHERE sender_id = '905321112233'", 0),
        (
            "SELECT count(*) FROM chat JOIN contact ON contact.id = contact_id WHERE vendor_key = 'contact:' || contact.id",
            1,
        ),
    ] {
        assert_eq!(demo.count(sql), count, "{sql}");
    }
    // By what the company called the client, the client is found.
    check(&mut demo, "u-selin", "905321112233", &[&id], "exact");
}

/// A company with so many clients more, each with a chat of Arda's.
fn crowded(clients: u32) -> Demo {
    let demo = Demo::new();
    let sql = format!(
        "WITH RECURSIVE nth (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nth WHERE n < {clients})
         INSERT INTO contact (id, name, phone, known, created_at_ms)
           SELECT 'x-' || n, 'Client ' || n, '+90532' || (1000000 + n), 1, 1 FROM nth;
         INSERT INTO chat (id, channel_id, contact_id, vendor_key, kind, status, assignee_id, updated_at_ms)
           SELECT 'chat-' || id, 'wa-sales', id, id, 'personal', 'open', 'u-arda', rowid FROM contact WHERE id LIKE 'x-%';"
    );
    demo.database.script(&sql).unwrap();
    while demo.ledger().index_step().unwrap() {}
    demo
}

#[test]
fn the_work_of_a_search_does_not_grow_with_the_company() {
    let work = |clients: u32| {
        let mut demo = crowded(clients);
        ["+90 532 100 15 00", "nobody at all"].map(|query| {
            demo.database.work();
            demo.told("u-arda", search(query));
            demo.database.work()
        })
    };
    let ([few, _], [many, part]) = (work(2_000), work(8_000));
    // Whole values are looked up: four times the clients make an index a level deeper, not four times the work.
    assert_eq!(few.statements, many.statements);
    assert!(many.steps < few.steps * 3 / 2, "{few:?} {many:?}");
    // Parts are looked for among so many of the latest, and each of those costs the same.
    assert!(part.steps < 8_000 * 400, "{part:?}");
}
