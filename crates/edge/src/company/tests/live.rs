//! What those who watch are told.

use serde_json::{Value, json};
use usher_core::ChatId;

use super::fixture::{Demo, SALES, change, texts, user};
use crate::ask::{PolicyChange, SessionAsk};
use crate::company::change::Change;
use crate::company::live::{Crowd, Signal, Watcher, signals};

fn watchers(users: &[&str]) -> Vec<Watcher> {
    users.iter().map(|id| Watcher { user: user(id), token_hash: (*id).to_owned() }).collect()
}

/// What each of these is told, as `user: frame type` and the frames, but for those about the team and the queue.
fn told(demo: &Demo, users: &[&str], changes: &[Change]) -> (Vec<String>, Vec<Value>) {
    let is_of_chats = |change: &&Change| !matches!(change, Change::Team(_) | Change::Queue);
    told_all(demo, users, &changes.iter().filter(is_of_chats).cloned().collect::<Vec<_>>())
}

fn told_all(demo: &Demo, users: &[&str], changes: &[Change]) -> (Vec<String>, Vec<Value>) {
    let signals = signals(&demo.scene(), &watchers(users), changes).unwrap();
    signals
        .into_iter()
        .map(|(place, signal)| match signal {
            Signal::Send(frame) => {
                let frame: Value = serde_json::from_str(frame.as_str()).unwrap();
                (format!("{}: {}", users[place], frame["type"].as_str().unwrap()), frame)
            }
            Signal::Close => (format!("{}: close", users[place]), Value::Null),
        })
        .unzip()
}

const ALL: [&str; 4] = ["u-selin", "u-arda", "u-elif", "u-timur"];

#[test]
fn a_chat_reaches_those_who_may_see_it_masked_for_each() {
    let mut demo = Demo::new();
    demo.online.insert(user("u-arda"));
    let changes =
        demo.whatsapp(&texts(&[(SALES, "905321112233", "wamid.1", "05321112233")])).unwrap().changes;
    let (who, frames) = told(&demo, &ALL, &changes);
    assert_eq!(who, ["u-selin: chat", "u-arda: chat"]);
    assert_eq!(frames[0]["message"]["text"], "05321112233");
    assert!(!frames[1].to_string().contains("1112233"), "{}", frames[1]);
}

#[test]
fn a_chat_that_goes_elsewhere_is_gone_for_the_one_who_had_it() {
    let mut demo = Demo::new();
    demo.online.insert(user("u-arda"));
    let changes = demo.whatsapp(&texts(&[(SALES, "905321112233", "wamid.1", "hi")])).unwrap().changes;
    let Some(Change::Chat { id, .. }) = changes.first() else { panic!("no chat") };
    let chat: ChatId = id.clone();
    let assign = SessionAsk::Assign { chat: chat.clone(), body: json!({ "user": "u-elif" }) };
    let changes = demo.as_user("u-selin", assign).unwrap().changes;
    let (who, frames) = told(&demo, &ALL, &changes);
    assert_eq!(who, ["u-selin: chat", "u-arda: chat_gone", "u-elif: chat"]);
    assert_eq!(frames[1], json!({ "type": "chat_gone", "id": chat }));
}

#[test]
fn access_and_ends_of_sessions_are_told() {
    let mut demo = Demo::new();
    let patch = |status: &str| change(PolicyChange::PatchUser(user("u-arda"), json!({ "status": status })));
    let changes = demo.as_user("u-selin", patch("deactivated")).unwrap().changes;
    assert_eq!(told(&demo, &ALL, &changes).0, ["u-arda: signed_out", "u-arda: close"]);
    let denied = change(PolicyChange::PatchUser(user("u-elif"), json!({ "denied": ["chats.reply"] })));
    let changes = demo.as_user("u-selin", denied).unwrap().changes;
    let (who, frames) = told(&demo, &["u-selin", "u-elif"], &changes);
    assert_eq!(who, ["u-elif: access"]);
    assert_eq!(frames[0]["access"]["denied"], json!(["chats.reply"]));
    let changes = demo.as_user("u-selin", SessionAsk::Logout).unwrap().changes;
    assert_eq!(told(&demo, &["u-selin", "u-elif"], &changes).0, ["u-selin: signed_out", "u-selin: close"]);
}

#[test]
fn team_and_queue_are_told_to_those_who_may_see_them_once_a_second() {
    let mut demo = Demo::new();
    let waits = demo.whatsapp(&texts(&[(SALES, "905321112233", "wamid.1", "hi")])).unwrap().changes;
    demo.online.insert(user("u-arda"));
    let given = demo.whatsapp(&texts(&[(SALES, "905321112234", "wamid.2", "hi")])).unwrap().changes;
    let crowd = Crowd::default();
    let first = crowd.thin(&waits, demo.now_ms);
    assert!(first.contains(&Change::Queue) && crowd.due_ms().is_none());
    let second = crowd.thin(&given, demo.now_ms + 999);
    assert!(!second.iter().any(|change| matches!(change, Change::Team(_) | Change::Queue)), "{second:?}");
    assert_eq!(crowd.due_ms(), Some(demo.now_ms + 1_000));
    let third = crowd.thin(&[], demo.now_ms + 1_000);
    assert!(matches!(&*third, [Change::Team(_), Change::Queue]), "{third:?}");
    assert!(crowd.thin(&[], demo.now_ms + 9_000).is_empty() && crowd.due_ms().is_none());
    let (who, frames) = told_all(&demo, &ALL, &third);
    // Arda sees what waits on his channels, if anything; only Selin may see users, and everybody themselves.
    let queues = ["u-arda: queue", "u-elif: queue", "u-timur: queue"];
    assert_eq!(who, [&["u-selin: team", "u-selin: queue", "u-arda: team"], &queues[..]].concat());
    assert_eq!(frames[0]["people"][0]["text"], json!({ "open": 2, "used": 2, "capacity": 20 }));
    assert_eq!(frames[1]["groups"], json!([]));
}
