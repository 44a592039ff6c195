//! The four forms of a decision agree on random policies.

use proptest::collection::vec;
use proptest::prelude::*;

use super::fixture::{PERMISSIONS, World, chat, contact, world};
use super::*;
use crate::*;

const COLUMNS: ChatColumns = ChatColumns {
    channel: "channel_id",
    group: "group_id",
    assignee: "assignee_id",
    responsible: "responsible_id",
    known: "known",
};

fn selected(access: &Access, permission: Permission, chats: &[ChatFacts]) -> Vec<usize> {
    let db = rusqlite::Connection::open_in_memory().unwrap();
    db.execute_batch(
        "CREATE TABLE chats(place INTEGER, channel_id TEXT NOT NULL, group_id TEXT, assignee_id TEXT,
         responsible_id TEXT, known INTEGER NOT NULL)",
    )
    .unwrap();
    for (place, chat) in chats.iter().enumerate() {
        let text = |id: &Option<UserId>| id.as_ref().map(|id| id.as_str().to_string());
        db.execute(
            "INSERT INTO chats VALUES (?,?,?,?,?,?)",
            rusqlite::params![
                place as i64,
                chat.channel.as_str(),
                chat.group.as_ref().map(GroupId::as_str),
                text(&chat.assignee),
                text(&chat.responsible),
                i64::from(chat.known == Acquaintance::Known),
            ],
        )
        .unwrap();
    }
    // A parameter of the caller's own stands first, as in a page of a list.
    let condition = access.condition(permission, &COLUMNS, 2);
    assert!(condition.params.len() <= 7);
    let sql = format!("SELECT place FROM chats WHERE place >= ?1 AND {} ORDER BY place", condition.sql);
    let params: Vec<String> = std::iter::once("0".to_string()).chain(condition.params).collect();
    let mut statement = db.prepare(&sql).unwrap();
    let rows = statement.query_map(rusqlite::params_from_iter(params), |row| row.get::<_, i64>(0)).unwrap();
    rows.map(|place| place.unwrap() as usize).collect()
}

fn allowed(access: &Access, permission: Permission, chats: &[ChatFacts]) -> Vec<usize> {
    let judged = chats.iter().enumerate();
    judged
        .filter(|(_, chat)| access.check(permission, Target::Chat(chat)).is_allowed())
        .map(|(place, _)| place)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn check_filter_sql_and_explain_agree(world in world(), chats in vec(chat(), 0..24)) {
        let access = world.access();
        for permission in PERMISSIONS {
            let expected = allowed(&access, permission, &chats);
            let filtered = access.filter(permission, &chats);
            let by_place: Vec<&ChatFacts> = expected.iter().map(|place| &chats[*place]).collect();
            prop_assert_eq!(filtered, by_place);
            prop_assert_eq!(selected(&access, permission, &chats), expected);
            for chat in &chats {
                let target = Target::Chat(chat);
                prop_assert_eq!(access.explain(permission, target).decision, access.check(permission, target));
            }
            let anything = access.check(permission, Target::Anything);
            prop_assert_eq!(access.explain(permission, Target::Anything).decision, anything);
            // What is denied for anything is denied for each, what is allowed for anything is for each.
            for chat in &chats {
                let one = access.check(permission, Target::Chat(chat));
                prop_assert!(anything != Decision::Deny || one == Decision::Deny);
                prop_assert!(anything != Decision::Allow || one == Decision::Allow);
            }
        }
    }

    #[test]
    fn contacts_follow_their_chats(world in world(), contact in contact()) {
        let access = world.access();
        for permission in [Permission::CHATS_VIEW, Permission::CONTACTS_VIEW] {
            let target = Target::Contact(&contact);
            let through = contact.chats.iter().any(|chat| access.check(permission, Target::Chat(chat)).is_allowed());
            let decision = access.check(permission, target);
            prop_assert!(!through || decision.is_allowed());
            prop_assert_eq!(access.explain(permission, target).decision, decision);
        }
    }

    #[test]
    fn the_document_round_trips(world in world()) {
        let access = world.access();
        let json = serde_json::to_string(&access).unwrap();
        prop_assert_eq!(Access::parse(&json).unwrap(), access);
    }
}
