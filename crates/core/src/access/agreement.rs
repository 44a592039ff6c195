//! The four forms of a decision agree, and the laws of access hold, on random policies.

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

    fn selected(&self, access: &Access, permission: Permission) -> Vec<usize> {
        // A parameter of the caller's own stands first, as in a page of a list.
        let condition = access.condition(permission, &COLUMNS, 2);
        assert!(condition.params.len() <= 6);
        let params: Vec<String> = std::iter::once("0".to_string()).chain(condition.params).collect();
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
        assert_eq!(tested, found, "{condition:?}", condition = access.condition(permission, &COLUMNS, 2));
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
        prop_assert_eq!(store.selected(&access, permission), allowed(&access, permission, &chats));
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
    fn a_denial_never_grants(world in world(), chats in vec(chat(), 0..8)) {
        let before = world.access();
        for (permission, name) in PERMISSIONS.map(|p| (p, Catalogue::standard().name(p).to_string())) {
            let mut denied = world.clone();
            denied.user.denied.push(name);
            let after = denied.access();
            prop_assert_eq!(after.check(permission, Target::Anything), Decision::Deny);
            for chat in &chats {
                prop_assert!(!after.check(permission, Target::Chat(chat)).is_allowed());
                let (b, a) = (before.visibility(Target::Chat(chat)), after.visibility(Target::Chat(chat)));
                prop_assert!(a.is_within(&b));
            }
        }
    }

    #[test]
    fn a_bigger_group_set_never_hides(world in world(), chats in vec(chat(), 0..8)) {
        let mut smaller = world.clone();
        smaller.user.groups.pop();
        let (more, less) = (world.access(), smaller.access());
        for permission in PERMISSIONS {
            for chat in &chats {
                let target = Target::Chat(chat);
                prop_assert!(!less.check(permission, target).is_allowed() || more.check(permission, target).is_allowed());
                prop_assert!(less.visibility(target).is_within(&more.visibility(target)));
            }
        }
    }

    #[test]
    fn the_inactive_hold_nothing(mut world in world(), chat in chat()) {
        world.user.status = UserStatus::Deactivated;
        let access = world.access();
        for permission in PERMISSIONS {
            prop_assert_eq!(access.check(permission, Target::Anything), Decision::Deny);
            let explained = access.explain(permission, Target::Chat(&chat));
            prop_assert_eq!(explained.reason, Reason::UserInactive);
        }
        prop_assert_eq!(access.visibility(Target::Chat(&chat)), FieldVisibility::hidden());
    }

    #[test]
    fn between_two_changes_nothing_changes(world in world(), chats in vec(chat(), 0..6)) {
        let access = world.access();
        let mut moment = 0;
        while let Some(next) = access.clone().at(moment).changes_at() {
            prop_assert!(next > moment);
            let (early, late) = (access.clone().at(moment), access.clone().at(next - 1));
            for permission in PERMISSIONS {
                prop_assert_eq!(early.check(permission, Target::Anything), late.check(permission, Target::Anything));
                for chat in &chats {
                    let target = Target::Chat(chat);
                    prop_assert_eq!(early.check(permission, target), late.check(permission, target));
                    prop_assert_eq!(early.visibility(target), late.visibility(target));
                }
            }
            moment = next;
        }
        prop_assert_eq!(moment, super::fixture::EXPIRES);
    }

    #[test]
    fn a_period_never_grants(world in world(), chat in chat(), moment in 0..12_i64) {
        let mut lasting = world.clone();
        let periods = lasting.user.roles.iter_mut().map(|held| &mut held.period);
        let periods = periods.chain(lasting.user.groups.iter_mut().map(|held| &mut held.period));
        let periods = periods.chain(lasting.user.emergency.iter_mut().map(|held| &mut held.period));
        let in_groups = lasting.groups.iter_mut().flat_map(|group| &mut group.roles).map(|held| &mut held.period);
        periods.chain(in_groups).for_each(|period| *period = Period::ALWAYS);
        let (dated, lasting) = (world.access().at(moment), lasting.access().at(moment));
        for permission in PERMISSIONS {
            let target = Target::Chat(&chat);
            prop_assert!(!dated.check(permission, target).is_allowed() || lasting.check(permission, target).is_allowed());
            prop_assert!(dated.visibility(target).is_within(&lasting.visibility(target)));
        }
    }

    #[test]
    fn what_has_expired_holds_nothing(world in world(), chat in chat(), late in 0..3_i64) {
        let access = world.access().at(super::fixture::EXPIRES + late);
        prop_assert_eq!(access.changes_at(), None);
        for permission in PERMISSIONS {
            prop_assert_eq!(access.check(permission, Target::Anything), Decision::Deny);
            prop_assert!(!access.reach(permission).covers(&chat));
            if access.status() == UserStatus::Active {
                prop_assert_eq!(access.explain(permission, Target::Chat(&chat)).reason, Reason::AccessExpired);
            }
        }
        prop_assert_eq!(access.visibility(Target::Chat(&chat)), FieldVisibility::hidden());
    }

    #[test]
    fn what_could_be_taken_counts_as_given(world in world()) {
        use crate::delegation::may_give;
        let (access, potential) = (world.access(), world.potential());
        let may_take = access.grants().iter().any(|grant| grant.permissions.contains(Permission::ACCESS_EMERGENCY))
            && !access.denied().contains(Permission::ACCESS_EMERGENCY);
        let marked = world.roles.iter().filter(|role| role.emergency_max_minutes.is_some()).count();
        prop_assert!(potential.grants().len() >= access.grants().len());
        prop_assert_eq!(potential == access, !may_take || marked == 0);
        // Whoever holds nothing can not let anybody take anything.
        let nobody = World { user: User { roles: vec![], groups: vec![], emergency: vec![], ..world.user.clone() }, ..world.clone() };
        let alive = access.status() == UserStatus::Active;
        if may_take && marked > 0 && alive {
            let given = potential.grants().iter().skip(access.grants().len()).any(|grant| !grant.permissions.difference(potential.denied()).is_empty());
            prop_assert!(!given || may_give(&nobody.access(), &nobody.access(), &potential).is_err());
        }
    }

    #[test]
    fn the_document_round_trips(world in world()) {
        let access = world.access();
        let json = serde_json::to_string(&access).unwrap();
        prop_assert_eq!(Access::parse(&json).unwrap(), access);
    }

    #[test]
    fn one_may_give_what_one_holds_and_no_more(world in world(), other in world()) {
        use crate::delegation::may_give;
        let (editor, before) = (world.access(), other.access());
        prop_assert!(may_give(&editor, &before, &before).is_ok());
        let nothing = World { user: User { roles: vec![], groups: vec![], emergency: vec![], ..other.user.clone() }, ..other.clone() }.access();
        prop_assert!(may_give(&editor, &before, &nothing).is_ok());
        // Whatever was given to somebody with nothing, the editor holds: so no one-permission check escapes.
        if may_give(&editor, &nothing, &before).is_ok() {
            for permission in PERMISSIONS {
                let given = before.check(permission, Target::Anything) != Decision::Deny;
                prop_assert!(!given || editor.ever_holding(permission).next().is_some());
            }
        }
    }
}
