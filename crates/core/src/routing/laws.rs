//! What holds for every request.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::access::Access;
use crate::access::Target;
use crate::access::fixture::{World, chat, group_id, world};
use crate::chat::ChatFacts;
use crate::id::{GroupId, UserId};
use crate::permission::Permission;
use crate::user::UserStatus;

const NOW_MS: i64 = 1_760_000_000_000;
const DAY_START_MS: i64 = NOW_MS - 9 * 3_600_000;

/// A random member of the group, with the access that a random policy gives.
#[derive(Clone, Debug)]
struct Member {
    access: Access,
    status: UserStatus,
    presence: Presence,
    last_seen_at_ms: Option<i64>,
    open_chats: u32,
}

fn member() -> impl Strategy<Value = Member> {
    let status = prop_oneof![8 => Just(UserStatus::Active), 1 => Just(UserStatus::Deactivated), 1 => Just(UserStatus::Removed)];
    let presence =
        prop_oneof![3 => Just(Presence::Online), 1 => Just(Presence::Away), 2 => Just(Presence::Offline)];
    let seen = option::of(DAY_START_MS - 2..DAY_START_MS + 2);
    (world(), 0_u8..9, status, presence, seen, 0_u32..4).prop_map(
        |(world, number, status, presence, last_seen_at_ms, open_chats)| Member {
            access: entitled(world, number).access(),
            status,
            presence,
            last_seen_at_ms,
            open_chats,
        },
    )
}

/// Random policies rarely let anybody answer anything, and then there is nothing to choose from.
fn entitled(mut world: World, number: u8) -> World {
    world.user.id = UserId::parse(&format!("u{number}")).unwrap();
    for role in &mut world.roles {
        role.rights.permissions.extend(["chats.view".to_owned(), "chats.reply".to_owned()]);
    }
    world.user.denied.retain(|name| name != "chats.view");
    world
}

/// Members with ids of their own, in the order of their ids.
fn members() -> impl Strategy<Value = Vec<(UserId, Member)>> {
    vec(member(), 0..9).prop_map(|all| {
        let named = all.into_iter().map(|one| (one.access.user().clone(), one));
        named.collect::<BTreeMap<_, _>>().into_iter().collect()
    })
}

#[derive(Clone, Debug)]
struct Case {
    chat: ChatFacts,
    group: GroupId,
    algorithm: Algorithm,
    members: Vec<(UserId, Member)>,
    seed: u64,
}

fn case() -> impl Strategy<Value = Case> {
    let algorithm = proptest::sample::select(Algorithm::ALL.to_vec());
    (chat(), group_id(), algorithm, members(), any::<u64>())
        .prop_map(|(chat, group, algorithm, members, seed)| Case { chat, group, algorithm, members, seed })
}

impl Case {
    fn candidates(&self) -> Vec<Candidate<'_>> {
        self.members
            .iter()
            .map(|(user, one)| Candidate {
                user: user.clone(),
                access: &one.access,
                status: one.status,
                presence: one.presence,
                last_seen_at_ms: one.last_seen_at_ms,
                open_chats: one.open_chats,
            })
            .collect()
    }

    fn route(&self, candidates: &[Candidate<'_>]) -> Assignment {
        route(&Request {
            chat: &self.chat,
            group: self.group.clone(),
            algorithm: self.algorithm,
            candidates,
            now_ms: NOW_MS,
            day_start_ms: DAY_START_MS,
            seed: self.seed,
        })
    }

    /// Slow and obvious: whether this member could get the chat, were it not for the choice among several.
    fn could_take(&self, user: &UserId, one: &Member) -> bool {
        let after =
            ChatFacts { group: Some(self.group.clone()), assignee: Some(user.clone()), ..self.chat.clone() };
        let may = |permission| one.access.check(permission, Target::Chat(&after)).is_allowed();
        one.status == UserStatus::Active && may(Permission::CHATS_VIEW) && may(Permission::CHATS_REPLY)
    }

    fn pool(&self, fits: impl Fn(&Member) -> bool) -> Vec<&(UserId, Member)> {
        self.members.iter().filter(|(user, one)| self.could_take(user, one) && fits(one)).collect()
    }

    fn expected_pool(&self) -> Vec<&(UserId, Member)> {
        let online = self.pool(|one| one.presence == Presence::Online);
        if !online.is_empty() || self.algorithm != Algorithm::OnlineToday {
            return online;
        }
        self.pool(|one| {
            one.presence == Presence::Offline && one.last_seen_at_ms.is_some_and(|seen| seen >= DAY_START_MS)
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn same_as_the_obvious_way(case in case()) {
        let answer = case.route(&case.candidates());
        let mut pool = case.expected_pool();
        if case.algorithm == Algorithm::FewerAssigned {
            let fewest = pool.iter().map(|(_, one)| one.open_chats).min();
            pool.retain(|(_, one)| Some(one.open_chats) == fewest);
        }
        if Algorithm::ALL[3..].contains(&case.algorithm) {
            // Whoever could take it: who gets it depends on more than is told.
            let ranked: Vec<&UserId> = answer.ranking.iter().map(|one| &one.user).collect();
            prop_assert_eq!(ranked, pool.iter().map(|(user, _)| user).collect::<Vec<_>>());
            prop_assert_eq!(answer.because == Because::NeedsState, !pool.is_empty());
            pool.clear();
        }
        let best: Vec<&UserId> = pool.into_iter().map(|(user, _)| user).collect();
        match answer.user() {
            Some(winner) => prop_assert!(best.contains(&winner)),
            None => prop_assert!(best.is_empty()),
        }
        let tied: Vec<&UserId> = answer.tie.iter().flat_map(|tie| &tie.among).collect();
        prop_assert_eq!(tied, if best.len() > 1 { best } else { Vec::new() });
    }

    #[test]
    fn everybody_is_accounted_for_once(case in case()) {
        let answer = case.route(&case.candidates());
        let mut named: Vec<&UserId> = answer.ranking.iter().map(|one| &one.user)
            .chain(answer.excluded.iter().map(|one| &one.user))
            .collect();
        named.sort();
        prop_assert_eq!(named, case.members.iter().map(|(user, _)| user).collect::<Vec<_>>());
        let first = answer.ranking.first().map(|one| &one.user);
        prop_assert_eq!(answer.user(), first.filter(|_| answer.because != Because::NeedsState));
        prop_assert!(answer.excluded.is_sorted());
    }

    #[test]
    fn order_of_candidates_does_not_matter(case in case(), order in any::<u64>(), twice in any::<bool>()) {
        let answer = case.route(&case.candidates());
        let mut shuffled = case.candidates();
        if twice {
            shuffled.extend(case.candidates());
        }
        shuffled.sort_by_key(|one| {
            one.user.as_str().bytes().fold(order, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        });
        prop_assert_eq!(case.route(&shuffled), answer);
    }

    #[test]
    fn same_seed_same_answer(case in case()) {
        let first = case.route(&case.candidates());
        prop_assert_eq!(case.route(&case.candidates()), first);
    }

    #[test]
    fn one_more_denial_never_wins(case in case()) {
        let Some(winner) = case.route(&case.candidates()).user().cloned() else { return Ok(()) };
        let mut without = case.clone();
        for (user, one) in &mut without.members {
            if *user == winner {
                one.status = UserStatus::Deactivated;
            }
        }
        let answer = without.route(&without.candidates());
        prop_assert_ne!(answer.user(), Some(&winner));
    }

    #[test]
    fn chat_as_it_was_before_does_not_matter(case in case(), other in chat()) {
        let mut moved = case.clone();
        moved.chat.group = other.group;
        moved.chat.assignee = other.assignee;
        prop_assert_eq!(moved.route(&moved.candidates()), case.route(&case.candidates()));
    }
}
