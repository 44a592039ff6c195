//! Routing as the rows have it: what comes of what happens, and what is left when memory is gone.

use serde_json::{Value, json};
use usher_core::ChatId;
use usher_core::routing::engine::{Record, State, Tables};

use super::fixture::{Demo, SALES, change, texts, user};
use crate::ask::{Page, PolicyChange, QueueQuery, Sealed, SessionAsk};
use crate::company::periods::pass;
use crate::problem::Code;
use crate::store::Database;

/// A demo company whose routing keeps its memory, as in the object.
fn kept() -> Demo {
    let mut demo = Demo::new();
    demo.keeps = true;
    demo
}

/// A new client writes; answers with the chat.
fn arrives(demo: &mut Demo, nth: u32) -> ChatId {
    arrives_on(demo, SALES, nth)
}

fn arrives_on(demo: &mut Demo, channel: &str, nth: u32) -> ChatId {
    let from = (905_320_000_000_u64 + u64::from(nth)).to_string();
    let id = format!("wamid.{nth}.{}", demo.now_ms);
    demo.whatsapp(&texts(&[(channel, &from, &id, "hello")])).unwrap();
    newest(demo)
}

fn newest(demo: &Demo) -> ChatId {
    ChatId::parse(&text(demo, "SELECT id FROM chat ORDER BY no DESC LIMIT 1")).unwrap()
}

fn text(demo: &Demo, sql: &str) -> String {
    let mut rows = demo.database.query(sql, Vec::new()).unwrap();
    rows.remove(0).text_or_null().unwrap().unwrap_or_default()
}

fn has(demo: &Demo, chat: &ChatId) -> String {
    text(demo, &format!("SELECT assignee_id FROM chat WHERE id = '{chat}'"))
}

/// Somebody opens or closes their window.
fn comes(demo: &mut Demo, who: &str, there: bool) {
    if there {
        demo.online.insert(user(who));
    } else {
        demo.online.remove(&user(who));
    }
    demo.now_ms += 1;
    let scene = demo.scene();
    scene.route(|turn| turn.look_at(&user(who))).unwrap();
}

fn set(demo: &mut Demo, patch: PolicyChange) {
    demo.as_user("u-selin", change(patch)).unwrap();
}

fn reply(chat: &ChatId) -> SessionAsk {
    SessionAsk::Reply { chat: chat.clone(), body: json!({ "text": "hello" }) }
}

fn assign(chat: &ChatId, to: Option<&str>) -> SessionAsk {
    SessionAsk::Assign { chat: chat.clone(), body: json!({ "user": to }) }
}

fn settings(demo: &mut Demo, settings: Value) {
    let body = Sealed(json!({ "settings": settings }));
    demo.as_user("u-selin", SessionAsk::ChangeRouting { body, if_match: None }).unwrap();
}

/// What the rows hold must be what everybody sees, and what was played again.
#[track_caller]
fn sound(demo: &Demo) {
    let of = |sql: &str| demo.count(sql);
    let open = "FROM chat WHERE status = 'open'";
    assert_eq!(of(&format!("SELECT count(*) {open}")), of("SELECT count(*) FROM routing_chat"));
    // Each has the one assignee that routing has it for, and one stretch that lasts.
    let differing = "SELECT count(*) FROM chat LEFT JOIN routing_chat ON routing_chat.no = chat.no
        LEFT JOIN user ON user.id = chat.assignee_id WHERE chat.status = 'open'
        AND (routing_chat.no IS NULL OR routing_chat.assignee IS NOT user.no)";
    assert_eq!(of(differing), 0);
    let stretches = "SELECT count(*) FROM chat WHERE status = 'open' AND 1 <>
        (SELECT count(*) FROM assignment WHERE chat_id = chat.id AND until_ms IS NULL AND user_id IS chat.assignee_id)";
    assert_eq!(of(stretches), 0);
}

/// The log, played to a state that knows nothing, comes to the rows.
#[track_caller]
fn replays(demo: &Demo) {
    let lines = demo.database.query("SELECT line FROM routing_event ORDER BY seq", Vec::new()).unwrap();
    let mut state = State::new();
    for mut line in lines {
        state.replay(&Record::parse(&line.text().unwrap()).unwrap()).unwrap();
    }
    let stored: Tables = demo.ledger().routing_tables().unwrap();
    assert_eq!(state.export(), stored);
}

#[test]
fn a_day_at_work_is_in_the_rows_and_plays_again() {
    for keeps in [true, false] {
        let mut demo = Demo::new();
        demo.keeps = keeps;
        comes(&mut demo, "u-arda", true);
        let first = arrives(&mut demo, 1);
        assert_eq!(has(&demo, &first), "u-arda");
        demo.as_user("u-arda", reply(&first)).unwrap();
        comes(&mut demo, "u-elif", true);
        let second = arrives(&mut demo, 2);
        assert_eq!(has(&demo, &second), "u-elif");
        sound(&demo);
        demo.as_user("u-selin", assign(&second, Some("u-arda"))).unwrap();
        assert_eq!(has(&demo, &second), "u-arda");
        // Elif is the only other one who may have it.
        demo.as_user("u-selin", assign(&second, None)).unwrap();
        assert_eq!(has(&demo, &second), "u-elif");
        demo.as_user("u-arda", SessionAsk::Close(first.clone())).unwrap();
        sound(&demo);
        // Who comes back finds who answered, and had it last.
        comes(&mut demo, "u-elif", true);
        let again = arrives(&mut demo, 1);
        assert_eq!((has(&demo, &first), again), ("u-arda".to_owned(), second.clone()));
        // Lost for longer than the grace: what was in hand goes to who is there.
        comes(&mut demo, "u-elif", false);
        assert_eq!(has(&demo, &second), "u-elif");
        demo.now_ms += 120_001;
        pass(&demo.scene()).unwrap();
        assert_eq!(has(&demo, &second), "u-arda");
        comes(&mut demo, "u-elif", true);
        assert_eq!(has(&demo, &second), "u-elif", "given back: the substitute has not answered");
        sound(&demo);
        replays(&demo);
    }
}

#[test]
fn what_fails_leaves_memory_as_the_rows_have_it() {
    let mut demo = kept();
    comes(&mut demo, "u-arda", true);
    let events = demo.count("SELECT count(*) FROM routing_event");
    let scene = demo.scene();
    let tried = scene.ledger.transaction(|| {
        scene.route(|turn| turn.choose(&user("u-arda"), "away"))?;
        Err::<(), _>(Code::Internal.into())
    });
    assert!(tried.is_err());
    drop(scene);
    // Elsewhere the same count is reached, by something else.
    comes(&mut demo, "u-elif", true);
    comes(&mut demo, "u-elif", false);
    let events = events + 2;
    assert_eq!(demo.count("SELECT count(*) FROM routing_event"), events);
    // Arda never was away.
    let chat = arrives(&mut demo, 1);
    assert_eq!(has(&demo, &chat), "u-arda");
    sound(&demo);
    replays(&demo);
}

#[test]
fn nobody_gets_a_chat_whom_access_does_not_let_take_it() {
    let role = |permissions: Value| json!({ "rights": { "permissions": permissions, "scope": "assigned", "newClients": false, "fields": {} } });
    let agent = || usher_core::RoleId::parse("agent").unwrap();
    type Way = (&'static str, fn(&mut Demo) -> PolicyChange);
    let ways: [Way; 4] = [
        ("denied", |_| PolicyChange::PatchUser(user("u-arda"), json!({ "denied": ["chats.reply"] }))),
        ("status", |_| PolicyChange::PatchUser(user("u-arda"), json!({ "status": "deactivated" }))),
        ("membership", |_| PolicyChange::PatchUser(user("u-arda"), json!({ "groups": ["support"] }))),
        ("period", |demo| {
            let ends_at = demo.now_ms + 10;
            PolicyChange::PatchUser(
                user("u-arda"),
                json!({ "groups": [{ "id": "sales", "endsAt": ends_at }, "support"] }),
            )
        }),
    ];
    for (name, way) in ways {
        for keeps in [true, false] {
            let mut demo = Demo::new();
            demo.keeps = keeps;
            comes(&mut demo, "u-arda", true);
            let before = arrives(&mut demo, 1);
            assert_eq!(has(&demo, &before), "u-arda", "{name}");
            let change = way(&mut demo);
            set(&mut demo, change);
            // The alarm may be late; whoever asks first is told by access itself.
            demo.now_ms += 20;
            let after = arrives(&mut demo, 2);
            assert_eq!(has(&demo, &after), "", "{name}");
            sound(&demo);
            pass(&demo.scene()).unwrap();
            assert_eq!((has(&demo, &before), has(&demo, &after)), Default::default(), "{name}");
            sound(&demo);
            replays(&demo);
        }
    }
    let mut demo = kept();
    comes(&mut demo, "u-arda", true);
    set(&mut demo, PolicyChange::PatchRole(agent(), role(json!(["chats.view"]))));
    let chat = arrives(&mut demo, 1);
    assert_eq!(has(&demo, &chat), "");
    assert_eq!(demo.refused("u-selin", assign(&chat, Some("u-arda"))), Code::AssigneeNotEligible);
    set(&mut demo, PolicyChange::PatchRole(agent(), role(json!(["chats.view", "chats.reply"]))));
    assert_eq!(has(&demo, &chat), "u-arda", "and gets it as soon as access does");
    sound(&demo);
}

#[test]
fn a_company_of_an_older_schema_is_taken_over() {
    let mut demo = Demo::new();
    comes(&mut demo, "u-arda", true);
    let held = arrives(&mut demo, 1);
    demo.online.clear();
    demo.now_ms += 1_000;
    let waits = arrives(&mut demo, 2);
    let since = demo.now_ms;
    let left = arrives(&mut demo, 3);
    // As it was before there was an engine, one of them in the hands of somebody who is gone.
    demo.database
        .script(&format!(
            "DELETE FROM routing_head; DELETE FROM routing_person; DELETE FROM routing_chat; DELETE FROM routing_event;
             UPDATE chat SET assignee_id = 'u-vera' WHERE id = '{left}';
             UPDATE user SET status = 'deactivated' WHERE id = 'u-vera'"
        ))
        .unwrap();
    demo.now_ms += 60_000;
    let scene = demo.scene();
    scene.route(|_| Ok(())).unwrap();
    drop(scene);
    assert_eq!([&held, &waits, &left].map(|chat| has(&demo, chat)), ["u-arda", "", ""]);
    let arrived = "SELECT arrived_ms FROM routing_chat JOIN chat USING (no) WHERE chat.id = ";
    assert_eq!(demo.count(&format!("{arrived}'{waits}'")), since);
    comes(&mut demo, "u-elif", true);
    assert_eq!([&held, &waits, &left].map(|chat| has(&demo, chat)), ["u-arda", "u-elif", "u-elif"]);
    sound(&demo);
}

#[test]
fn a_delivery_costs_the_same_however_many_people_and_chats_there_are() {
    let cost = |chats: u32| {
        let mut demo = kept();
        settings(&mut demo, json!({ "version": 1, "capacity": { "text": 1000 } }));
        comes(&mut demo, "u-arda", true);
        for nth in 0..chats {
            arrives(&mut demo, nth);
        }
        demo.database.work();
        arrives(&mut demo, 5_000);
        demo.database.work()
    };
    let (few, many) = (cost(3), cost(60));
    assert_eq!(few.statements, many.statements);
    assert!(many.steps < few.steps * 2, "{few:?} {many:?}");
}

#[test]
fn by_hand_within_limits() {
    let mut demo = kept();
    settings(&mut demo, json!({ "version": 1, "capacity": { "text": 1 } }));
    comes(&mut demo, "u-arda", true);
    let (first, second) = (arrives(&mut demo, 1), arrives(&mut demo, 2));
    assert_eq!([&first, &second].map(|chat| has(&demo, chat)), ["u-arda", ""]);
    assert_eq!(demo.refused("u-selin", assign(&second, Some("u-arda"))), Code::AtCapacity);
    let queue = QueueQuery { group: None, page: Page { cursor: None, limit: 10 } };
    let told = demo.told("u-selin", SessionAsk::Queue(queue));
    assert_eq!(told["items"][0]["id"], json!(second));
    assert_eq!(told["items"][0]["waiting"]["because"], "nobody_eligible");
    assert_eq!((&told["groups"][0]["id"], &told["groups"][0]["waiting"]), (&json!("sales"), &json!(1)));
    let take = |chat: &ChatId| SessionAsk::Take(chat.clone());
    assert_eq!(demo.as_user("u-selin", take(&second)).unwrap().reply.status(), 200);
    assert_eq!(demo.refused("u-selin", take(&first)), Code::AlreadyAssigned);
    let to = |body: Value| SessionAsk::Transfer { chat: second.clone(), body };
    assert_eq!(demo.refused("u-selin", to(json!({}))), Code::InvalidField);
    assert_eq!(demo.refused("u-arda", to(json!({ "group": "support" }))), Code::PermissionMissing);
    demo.as_user("u-selin", to(json!({ "group": "support" }))).unwrap();
    assert_eq!(has(&demo, &second), "");
    assert_eq!(text(&demo, &format!("SELECT group_id FROM chat WHERE id = '{second}'")), "support");
    let told = demo.told("u-selin", SessionAsk::Assignments(second.clone()));
    let items = told["items"].as_array().unwrap();
    let because: Vec<&str> = items.iter().map(|item| item["because"].as_str().unwrap()).collect();
    assert_eq!(because, ["nobody_eligible", "by_hand", "nobody_eligible"]);
    let full = items[2]["leftOut"].as_array().unwrap();
    assert!(
        full.iter().any(|one| one["user"] == "u-arda"
            && one["rule"] == "at_capacity"
            && one["name"] == "Arda Demir")
    );
    sound(&demo);
    replays(&demo);
}

#[test]
fn rules_send_chats_to_groups_users_and_queues() {
    let mut demo = kept();
    let rule = |id: &str, word: &str, to: Value| json!({ "id": id, "when": { "text": [word] }, "to": to });
    settings(
        &mut demo,
        json!({ "version": 1, "rules": [
            rule("to-user", "arda", json!({ "user": "u-arda" })),
            rule("to-queue", "wait", json!({ "queue": "sales" })),
            rule("to-none", "nowhere", json!({ "queue": null })),
            rule("to-group", "help", json!({ "group": "support" })),
        ] }),
    );
    comes(&mut demo, "u-elif", true);
    comes(&mut demo, "u-arda", true);
    let says = |demo: &mut Demo, nth: u32, words: &str| {
        let from = (905_320_000_000_u64 + u64::from(nth)).to_string();
        demo.whatsapp(&texts(&[(SALES, &from, &format!("wamid.{nth}"), words)])).unwrap();
        newest(demo)
    };
    let [to_user, to_queue, to_none, to_group] = [(1, "for arda"), (2, "wait"), (3, "nowhere"), (4, "help")]
        .map(|(nth, words)| says(&mut demo, nth, words));
    let group =
        |demo: &Demo, chat: &ChatId| text(demo, &format!("SELECT group_id FROM chat WHERE id = '{chat}'"));
    assert_eq!([&to_user, &to_queue, &to_none].map(|chat| has(&demo, chat)), ["u-arda", "", ""]);
    assert_eq!(
        [&to_user, &to_queue, &to_none, &to_group].map(|chat| group(&demo, chat)),
        ["sales", "sales", "", "support"]
    );
    let because = |demo: &mut Demo, chat: &ChatId| {
        let told = demo.told("u-selin", SessionAsk::Assignments(chat.clone()));
        (told["items"][0]["because"].clone(), told["items"][0]["rule"].clone())
    };
    assert_eq!(because(&mut demo, &to_user), (json!("by_rule"), json!("to-user")));
    assert_eq!(because(&mut demo, &to_queue), (json!("waits_for_hand"), json!("to-queue")));
    // What waits for a hand is given to nobody, whoever comes; taken it is.
    comes(&mut demo, "u-elif", false);
    comes(&mut demo, "u-elif", true);
    assert_eq!(has(&demo, &to_queue), "");
    demo.as_user("u-selin", assign(&to_queue, Some("u-elif"))).unwrap();
    assert_eq!(has(&demo, &to_queue), "u-elif");
    // The user of the rule is not there: as if the rule were not.
    comes(&mut demo, "u-arda", false);
    let other = says(&mut demo, 5, "for arda");
    assert_eq!(has(&demo, &other), "u-elif");
    // And given back by that user it goes on to the group.
    demo.as_user("u-selin", assign(&to_user, None)).unwrap();
    assert_eq!(has(&demo, &to_user), "u-elif");
    sound(&demo);
    replays(&demo);
}

#[test]
fn presence_is_chosen_and_hours_end_it() {
    let mut demo = kept();
    let choose = |presence: &str| SessionAsk::ChoosePresence(json!({ "presence": presence }));
    comes(&mut demo, "u-arda", true);
    assert_eq!(
        demo.told("u-arda", choose("finishing")),
        json!({ "presence": "finishing", "chosenPresence": "finishing" })
    );
    let chat = arrives(&mut demo, 1);
    assert_eq!(has(&demo, &chat), "");
    // The socket goes and comes: the choice stays.
    comes(&mut demo, "u-arda", false);
    comes(&mut demo, "u-arda", true);
    assert_eq!(has(&demo, &chat), "");
    assert_eq!(demo.told("u-arda", choose("online"))["presence"], "online");
    assert_eq!(has(&demo, &chat), "u-arda");
    let team = demo.told("u-selin", SessionAsk::Team);
    let arda = team["people"].as_array().unwrap().iter().find(|one| one["id"] == "u-arda").unwrap();
    assert_eq!(
        (&arda["presence"], &arda["text"]["open"], &arda["groups"]),
        (&json!("online"), &json!(1), &json!(["sales"]))
    );
    assert_eq!(demo.refused("u-arda", SessionAsk::Team), Code::PermissionMissing);
    // It is Monday, 15:00 there; at 16:00 the day of sales is over.
    settings(
        &mut demo,
        json!({ "version": 1, "hours": { "day": { "weekly": { "mon": [["09:00", "16:00"]], "tue": [["09:00", "16:00"]] } } },
            "groups": { "sales": { "hours": "day" } } }),
    );
    assert_eq!(demo.told("u-arda", SessionAsk::Me)["presence"], "online");
    let four = super::fixture::NOON_MS + 3_600_000;
    assert!(demo.memory.next_due().unwrap() <= four);
    demo.now_ms = four;
    pass(&demo.scene()).unwrap();
    assert_eq!(demo.told("u-arda", SessionAsk::Me)["presence"], "finishing");
    assert_eq!(demo.told("u-arda", SessionAsk::Me)["chosenPresence"], json!("online"));
    let late = arrives(&mut demo, 2);
    assert_eq!(has(&demo, &late), "");
    assert_eq!(
        text(&demo, "SELECT reason ->> 'because' FROM assignment ORDER BY rowid DESC LIMIT 1"),
        "group_closed"
    );
    demo.now_ms = four + 17 * 3_600_000;
    pass(&demo.scene()).unwrap();
    assert_eq!(has(&demo, &late), "u-arda");
    for one in ["u-arda", "u-selin"] {
        demo.sign_in(one);
    }
    // Logged out, Arda is away at once, and has no say any more.
    demo.as_user("u-arda", SessionAsk::Logout).unwrap();
    let team = demo.told("u-selin", SessionAsk::Team);
    let arda = team["people"].as_array().unwrap().iter().find(|one| one["id"] == "u-arda").unwrap();
    assert_eq!(arda["presence"], "away");
    sound(&demo);
    replays(&demo);
}

#[test]
fn who_is_not_answered_in_time_is_missed_once_and_handed_on() {
    let mut demo = kept();
    settings(&mut demo, json!({ "version": 1, "missed": { "answerWithin": 60, "escalateTo": "support" } }));
    comes(&mut demo, "u-arda", true);
    comes(&mut demo, "u-elif", true);
    let chat = arrives(&mut demo, 1);
    let due = demo.memory.next_due().unwrap();
    assert!((demo.now_ms + 59_000..=demo.now_ms + 60_000).contains(&due));
    demo.now_ms += 60_000;
    for _ in 0..3 {
        demo.now_ms += 60_000;
        pass(&demo.scene()).unwrap();
    }
    // One that nobody has: those who look at the queue are told.
    for who in ["u-arda", "u-elif"] {
        comes(&mut demo, who, false);
    }
    arrives_on(&mut demo, "900000000000002", 9);
    demo.now_ms += 60_000;
    let told = pass(&demo.scene()).unwrap();
    assert!(told.contains(&crate::company::change::Change::Queue), "{told:?}");
    assert_eq!(demo.count("SELECT count(*) FROM missed WHERE kind = 'text' AND escalated_to = 'support'"), 2);
    assert_eq!(text(&demo, &format!("SELECT group_id FROM chat WHERE id = '{chat}'")), "support");
    sound(&demo);
    replays(&demo);
}

#[test]
fn who_leaves_leaves_nothing_behind_and_the_plan_says_so_before() {
    use usher_core::UserStatus;
    let mut demo = kept();
    comes(&mut demo, "u-arda", true);
    let chats = [1, 2].map(|nth| arrives(&mut demo, nth));
    assert_eq!(chats.each_ref().map(|chat| has(&demo, chat)), ["u-arda", "u-arda"]);
    comes(&mut demo, "u-elif", true);
    settings(&mut demo, json!({ "version": 1, "people": { "u-elif": { "capacity": { "text": 1 } } } }));
    let plan = |status| SessionAsk::Removal { user: user("u-arda"), status };
    let told = demo.told("u-selin", plan(UserStatus::Removed));
    let to: Vec<Value> =
        told["moves"].as_array().unwrap().iter().map(|one| one["to"]["id"].clone()).collect();
    assert_eq!(to, [json!("u-elif"), Value::Null]);
    assert_eq!((&told["pinned"], &told["blocked"], &told["unseen"]), (&json!([]), &json!([]), &json!(0)));
    assert_eq!(demo.refused("u-arda", plan(UserStatus::Removed)), Code::PermissionMissing);
    let nobody = SessionAsk::Removal { user: user("u-nobody"), status: UserStatus::Removed };
    assert_eq!(demo.refused("u-selin", nobody), Code::NotFound);
    // Looking has changed nothing.
    assert_eq!(chats.each_ref().map(|chat| has(&demo, chat)), ["u-arda", "u-arda"]);
    sound(&demo);
    let revision = demo.scene().directory.settings.revision;
    let remove = |tag: u32| SessionAsk::Change {
        change: PolicyChange::RemoveUser(user("u-arda")),
        if_match: Some(format!("\"{tag}\"")),
    };
    assert_eq!(demo.refused("u-selin", remove(revision + 1)), Code::PolicyChanged);
    demo.as_user("u-selin", remove(revision)).unwrap();
    assert_eq!(chats.each_ref().map(|chat| has(&demo, chat)), ["u-elif", ""]);
    assert_eq!(demo.refused("u-selin", plan(UserStatus::Removed)), Code::NotFound);
    assert_eq!(demo.refused("u-selin", assign(&chats[1], Some("u-arda"))), Code::AssigneeNotEligible);
    sound(&demo);
    replays(&demo);
}

/// The demo company with a telephone, and a call on it.
fn called(demo: &mut Demo, nth: u32) -> ChatId {
    let id = ChatId::parse(&format!("call-{nth}")).unwrap();
    let sql = format!(
        "INSERT INTO contact (id, known, created_at_ms) VALUES ('caller-{nth}', 1, 1);
         INSERT INTO chat (id, channel_id, contact_id, vendor_key, kind, status, updated_at_ms)
           VALUES ('{id}', 'phone', 'caller-{nth}', '{id}', 'personal', 'open', 1)"
    );
    demo.database.script(&sql).unwrap();
    demo.now_ms += 1;
    let scene = demo.scene();
    let channel = scene.ledger.channel(&usher_core::ChannelId::parse("phone").unwrap()).unwrap().unwrap();
    scene.route(|turn| turn.arrived(&id, &channel, None)).unwrap();
    id
}

#[test]
fn c7_a_call_is_completed_by_who_has_it() {
    let mut demo = Demo::with(|policy| {
        policy["channels"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "id": "phone", "kind": "voip", "name": "Phone", "group": "sales" }));
        let group = &mut policy["groups"].as_array_mut().unwrap()[0];
        group["channels"] = json!(["wa-sales", "wa-second", "phone"]);
    });
    demo.keeps = true;
    comes(&mut demo, "u-arda", true);
    let call = called(&mut demo, 1);
    assert_eq!(has(&demo, &call), "u-arda");
    // A second one has no place, and a chat has.
    let second = called(&mut demo, 2);
    let chat = arrives(&mut demo, 1);
    assert_eq!([&second, &chat].map(|one| has(&demo, one)), ["", "u-arda"]);
    comes(&mut demo, "u-elif", true);
    assert_eq!(has(&demo, &second), "u-elif");
    for ask in [
        assign(&call, Some("u-selin")),
        assign(&call, None),
        SessionAsk::Transfer { chat: call.clone(), body: json!({ "group": "support" }) },
    ] {
        assert_eq!(demo.refused("u-selin", ask), Code::CallIsPinned);
    }
    let gone = |status: &str| change(PolicyChange::PatchUser(user("u-arda"), json!({ "status": status })));
    assert_eq!(demo.refused("u-selin", gone("deactivated")), Code::CallsOpen);
    assert_eq!(demo.refused("u-selin", change(PolicyChange::RemoveUser(user("u-arda")))), Code::CallsOpen);
    let plan = SessionAsk::Removal { user: user("u-arda"), status: usher_core::UserStatus::Deactivated };
    let told = demo.told("u-selin", plan);
    assert_eq!((&told["pinned"][0]["id"], &told["blocked"]), (&json!(call), &json!(["calls_open"])));
    // Not even the grace moves it.
    comes(&mut demo, "u-arda", false);
    demo.now_ms += 200_000;
    pass(&demo.scene()).unwrap();
    assert_eq!([&call, &chat].map(|one| has(&demo, one)), ["u-arda", "u-elif"]);
    demo.as_user("u-selin", SessionAsk::Close(call)).unwrap();
    demo.as_user("u-selin", gone("deactivated")).unwrap();
    sound(&demo);
    replays(&demo);
}

#[test]
fn what_was_missed_and_what_came_is_told_to_those_who_may_know() {
    let mut demo = kept();
    settings(&mut demo, json!({ "version": 1, "missed": { "answerWithin": 60 } }));
    comes(&mut demo, "u-arda", true);
    let (chat, other) = (arrives(&mut demo, 1), arrives(&mut demo, 2));
    demo.now_ms += 5_000;
    demo.as_user("u-arda", reply(&other)).unwrap();
    let from = demo.now_ms;
    demo.now_ms += 60_000;
    pass(&demo.scene()).unwrap();
    let missed = || SessionAsk::Missed(crate::ask::MissedQuery { from: None, until: None, group: None });
    let told = demo.told("u-selin", missed());
    assert_eq!((&told["count"], &told["items"][0]["id"]), (&json!(1), &json!(chat)));
    let one = &told["items"][0]["missed"];
    assert_eq!(
        (&one["group"], &one["user"], &one["kind"]),
        (&json!("sales"), &json!("u-arda"), &json!("text"))
    );
    assert!(one["waited"].as_i64().unwrap() >= 60_000);
    assert_eq!(demo.told("u-arda", missed())["count"], 1);
    assert_eq!(demo.told("u-timur", missed())["count"], 0);
    let before = SessionAsk::Missed(crate::ask::MissedQuery { from: None, until: Some(from), group: None });
    assert_eq!(demo.told("u-selin", before)["count"], 0);
    demo.as_user("u-arda", SessionAsk::Close(other)).unwrap();
    comes(&mut demo, "u-arda", false);
    assert_eq!(demo.refused("u-arda", SessionAsk::Traffic { days: 1 }), Code::PermissionMissing);
    let told = demo.told("u-selin", SessionAsk::Traffic { days: 1 });
    let arrivals = told["arrivals"].as_array().unwrap();
    assert_eq!(arrivals.len(), 2);
    assert_eq!((&arrivals[1]["group"], &arrivals[1]["kind"]), (&json!("sales"), &json!("text")));
    let handled: Vec<bool> = arrivals.iter().map(|one| one["handledFor"].is_i64()).collect();
    assert_eq!(handled, [false, true]);
    assert_eq!(told["presence"].as_array().unwrap().len(), 1);
    assert_eq!(told["presence"][0]["user"], "u-arda");
    assert_eq!(told["people"].as_array().unwrap().len(), 5);
}

/// Whatever happens, in whatever order, and whenever memory goes.
#[test]
fn whatever_happens_the_rows_are_sound_and_play_again() {
    let people = ["u-arda", "u-elif", "u-timur", "u-selin"];
    for seed in 1..=6_u64 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut roll = |sides: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % sides
        };
        let mut demo = kept();
        settings(
            &mut demo,
            json!({ "version": 1, "capacity": { "text": 3 }, "missed": { "answerWithin": 90, "escalateTo": "support" } }),
        );
        let mut chats: Vec<ChatId> = Vec::new();
        for nth in 0..120 {
            let who = people[roll(4) as usize];
            let chat =
                if chats.is_empty() { None } else { Some(chats[roll(chats.len() as u64) as usize].clone()) };
            match (roll(12), chat) {
                (0..3, _) => chats.push(arrives_on(
                    &mut demo,
                    ["900000000000001", "900000000000002"][roll(2) as usize],
                    nth,
                )),
                (3, _) => {
                    comes(&mut demo, who, roll(3) > 0);
                }
                (4, Some(chat)) => drop(demo.as_user(who, reply(&chat))),
                (5, Some(chat)) => drop(demo.as_user("u-selin", SessionAsk::Close(chat))),
                (6, Some(chat)) => drop(demo.as_user("u-selin", assign(&chat, Some(who)))),
                (7, Some(chat)) => drop(demo.as_user("u-selin", assign(&chat, None))),
                (8, Some(chat)) => {
                    let group = ["sales", "support"][roll(2) as usize];
                    drop(
                        demo.as_user(
                            "u-selin",
                            SessionAsk::Transfer { chat, body: json!({ "group": group }) },
                        ),
                    );
                }
                (9, _) => {
                    demo.now_ms += roll(100_000) as i64;
                    drop(pass(&demo.scene()).unwrap());
                }
                (10, _) => {
                    let patch = match roll(4) {
                        0 => json!({ "denied": ["chats.reply"] }),
                        1 => json!({ "denied": [] }),
                        2 => json!({ "groups": ["sales", "support"] }),
                        _ => json!({ "groups": ["support"] }),
                    };
                    let patch = PolicyChange::PatchUser(user(["u-arda", "u-elif"][roll(2) as usize]), patch);
                    drop(demo.as_user("u-selin", change(patch)));
                }
                _ => demo.memory.forget(),
            }
            sound(&demo);
            eligible(&demo);
        }
        replays(&demo);
    }
}

/// Whoever has a chat may answer it, and nobody has more than they can.
#[track_caller]
fn eligible(demo: &Demo) {
    let scene = demo.scene();
    for row in demo
        .database
        .query("SELECT id FROM chat WHERE status = 'open' AND assignee_id IS NOT NULL", Vec::new())
        .unwrap()
    {
        let mut row = row;
        let chat = scene.ledger.chat(&ChatId::parse(&row.text().unwrap()).unwrap()).unwrap().unwrap();
        let user = scene.ledger.user(&chat.assignee.as_ref().unwrap().0).unwrap().unwrap();
        let access = scene.directory.access(&user);
        usher_core::routing::may_take(&user.id, user.status, &access, &chat.facts()).unwrap();
    }
    let over = "SELECT count(*) FROM (SELECT assignee, count(*) AS held FROM routing_chat WHERE assignee IS NOT NULL GROUP BY 1) WHERE held > 3";
    assert_eq!(demo.count(over), 0);
}
