//! The four forms of a decision agree on random policies.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::fixture::{PERMISSIONS, chat, contact, world};
use super::*;
use crate::*;

const COLUMNS: ChatColumns = ChatColumns {
    channel: "channel_id",
    group: "group_id",
    assignee: "assignee_id",
    responsible: "responsible_id",
    known: "known",
    every_channel: "SELECT id AS value FROM channels",
};

/// A store of chats, asked by both forms of the condition.
struct Store(rusqlite::Connection);

impl Store {
    fn empty() -> Self {
        let db = rusqlite::Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE TABLE channels(id TEXT); INSERT INTO channels VALUES ('c0'), ('c1'), ('c2');
             CREATE TABLE chats(place INTEGER, channel_id TEXT NOT NULL, group_id TEXT, assignee_id TEXT,
             responsible_id TEXT, known INTEGER NOT NULL)",
        )
        .unwrap();
        Self(db)
    }

    fn fill(&self, chats: &[ChatFacts]) {
        self.0.execute("DELETE FROM chats", []).unwrap();
        let insert =
            "INSERT INTO chats SELECT key, value ->> 'channel', value ->> 'group', value ->> 'assignee',
            value ->> 'responsible', value ->> 'known' FROM json_each(?)";
        self.0.execute(insert, [serde_json::to_string(chats).unwrap()]).unwrap();
    }

    fn places(&self, sql: &str, params: &[String]) -> Vec<usize> {
        let mut statement = self.0.prepare(sql).unwrap();
        let params = rusqlite::params_from_iter(&params[..statement.parameter_count()]);
        let rows = statement.query_map(params, |row| row.get::<_, i64>(0)).unwrap();
        rows.map(|place| place.unwrap() as usize).collect()
    }

    fn selected(&self, condition: SqlCondition) -> Vec<usize> {
        assert!(condition.params.len() <= 6);
        let params: Vec<String> = std::iter::once("0".to_string()).chain(condition.params.clone()).collect();
        let where_clause = format!("place >= ?1 AND {}", condition.sql);
        let tested =
            self.places(&format!("SELECT place FROM chats WHERE {where_clause} ORDER BY place"), &params);
        let ways = condition.ways.iter().map(|way| {
            let keys = way.keys.as_ref().map_or_else(String::new, |keys| format!("{keys} CROSS JOIN "));
            format!("SELECT place FROM {keys}chats WHERE place >= ?1 AND {}", way.sql)
        });
        let ways: Vec<String> = ways.collect();
        let found = match ways.as_slice() {
            [] => Vec::new(),
            ways => self.places(&format!("{} ORDER BY place", ways.join(" UNION ")), &params),
        };
        assert_eq!(tested, found, "{condition:?}");
        tested
    }
}

/// Random policies that the SQL is held against, each on random chats.
const POLICIES: u32 = 10_000;

#[test]
fn sql_selects_exactly_what_check_allows() {
    let store = Store::empty();
    let config = ProptestConfig::with_cases(POLICIES);
    let cases = (world(), vec(chat(), 1..16), proptest::sample::select(PERMISSIONS.to_vec()));
    let outcome = TestRunner::new(config).run(&cases, |(world, chats, permission)| {
        let access = world.access();
        store.fill(&chats);
        // A parameter of the caller's own stands first, as in a page of a list.
        let condition = access.condition(permission, &COLUMNS, 2);
        prop_assert_eq!(store.selected(condition), allowed(&access, permission, &chats));
        for least in [Visibility::Hidden, Visibility::Masked, Visibility::Clear] {
            let shown = |place: &usize| {
                let visibility = access.visibility(Target::Chat(&chats[*place]));
                visibility.get(&FieldKind::Phone) >= least
            };
            let mut expected = allowed(&access, Permission::CHATS_VIEW, &chats);
            expected.retain(shown);
            let wanted = (&FieldKind::Phone, least);
            let showing = access.condition_showing(Permission::CHATS_VIEW, wanted, &COLUMNS, 2);
            prop_assert_eq!(store.selected(showing), expected.clone());
            if access.shows_everywhere(Permission::CHATS_VIEW, &FieldKind::Phone, least) {
                prop_assert_eq!(expected.len(), chats.len());
            }
        }
        Ok(())
    });
    outcome.unwrap();
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
    fn check_filter_and_explain_agree(world in world(), chats in vec(chat(), 0..24)) {
        let access = world.access();
        for permission in PERMISSIONS {
            let expected = allowed(&access, permission, &chats);
            let filtered = access.filter(permission, &chats);
            let by_place: Vec<&ChatFacts> = expected.iter().map(|place| &chats[*place]).collect();
            prop_assert_eq!(filtered, by_place);
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
