//! What a review says is what asking every user says, on random policies.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::access::fixture::{MOMENT, PERMISSIONS, chat, contact, policy};
use crate::access::{Decision, Explanation, Reason, Source, Target};
use crate::*;

fn asked(policy: &Policy) -> Vec<(UserId, Access)> {
    let access = |user: &User| Some((user.id.clone(), policy.access(&user.id, MOMENT)?));
    policy.users.iter().filter_map(access).collect()
}

/// The policy without what ends.
fn endless(policy: &Policy) -> Policy {
    let mut policy = policy.clone();
    for user in &mut policy.users {
        user.roles.retain(|held| held.period.ends_at().is_none());
        user.groups.retain(|held| held.period.ends_at().is_none());
        user.emergency.retain(|held| held.period.ends_at().is_none());
    }
    for group in &mut policy.groups {
        group.roles.retain(|held| held.period.ends_at().is_none());
    }
    policy
}

fn deciding(explanation: Explanation) -> Option<Source> {
    match explanation.reason {
        Reason::Granted { source } | Reason::RecordNeeded { source } => Some(source),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn each_user_is_compiled_as_alone(policy in policy()) {
        let census = Census::of(&policy, MOMENT);
        for (id, access) in asked(&policy) {
            prop_assert_eq!(census.access(&id).unwrap(), access);
        }
    }

    #[test]
    fn holders_are_those_who_may(policy in policy(), chat in chat(), contact in contact()) {
        let census = Census::of(&policy, MOMENT);
        for target in [Target::Anything, Target::Chat(&chat), Target::Contact(&contact)] {
            for permission in PERMISSIONS {
                let expected: Vec<_> = asked(&policy).into_iter().filter_map(|(id, access)| {
                    let explanation = access.explain(permission, target);
                    Some((id, explanation.decision, deciding(explanation)?))
                }).collect();
                let holders = census.holders(permission, target);
                let found: Vec<_> = holders.into_iter().map(|one| (one.user.clone(), one.decision, one.source)).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn seers_are_those_who_see(policy in policy(), chat in chat(), contact in contact()) {
        let census = Census::of(&policy, MOMENT);
        for target in [Target::Anything, Target::Chat(&chat), Target::Contact(&contact)] {
            for kind in [FieldKind::Phone, FieldKind::Name, FieldKind::Iban] {
                let expected: Vec<_> = asked(&policy).into_iter()
                    .map(|(id, access)| (id, access.visibility(target).get(&kind)))
                    .filter(|(_, shown)| *shown != Visibility::Hidden)
                    .collect();
                let seers = census.seers(&kind, target);
                for seer in &seers {
                    let access = policy.access(seer.user, MOMENT).unwrap();
                    let named = access.grants().iter().any(|grant| grant.source == seer.source);
                    prop_assert!(named);
                }
                let found: Vec<_> = seers.into_iter().map(|one| (one.user.clone(), one.visibility)).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn a_difference_is_what_asking_both_tells(one in policy(), other in policy(), chats in vec(chat(), 0..80), mixed: bool) {
        // Mixed: of one kind with the first, so that most users hold the same in both.
        let mut other = other;
        if mixed {
            other = Policy { roles: other.roles, ..one.clone() };
        }
        let (before, after) = (Census::of(&one, MOMENT), Census::of(&other, MOMENT));
        let found = difference(&before, &after, &chats);
        let expected = naive(&one, &other, &chats);
        prop_assert_eq!(serde_json::to_value(&found.users).unwrap(), serde_json::to_value(&expected).unwrap());
        for permission in PERMISSIONS {
            let name = Catalogue::standard().name(permission).to_string();
            let gained = expected.iter().filter(|user| user.gained.contains(&name.as_str())).count();
            let lost = expected.iter().filter(|user| user.lost.contains(&name.as_str())).count();
            let total = found.permissions.iter().find(|total| total.permission == name);
            prop_assert_eq!(total.map_or((0, 0), |total| (total.gained, total.lost)), (gained, lost));
        }
        for (change, permission) in found.chats.iter().zip([Permission::CHATS_VIEW, Permission::CHATS_REPLY]) {
            let open = |policy: &Policy, user: &UserId, chat: &ChatFacts| policy.access(user, MOMENT)
                .is_some_and(|access| access.check(permission, Target::Chat(chat)).is_allowed());
            let ids = || one.users.iter().chain(&other.users).map(|user| &user.id);
            let moved = |from: &Policy, to: &Policy| chats.iter()
                .filter(|chat| ids().any(|user| open(to, user, chat) && !open(from, user, chat))).count();
            prop_assert_eq!((change.opened, change.closed), (moved(&one, &other), moved(&other, &one)));
        }
    }

    #[test]
    fn nothing_differs_from_itself(policy in policy(), chats in vec(chat(), 0..8)) {
        let census = Census::of(&policy, MOMENT);
        let found = difference(&census, &census, &chats);
        prop_assert!(found.users.is_empty() && found.permissions.is_empty() && found.fields.is_empty());
        prop_assert!(affected(&census, &census).is_empty());
    }

    #[test]
    fn whoever_is_not_affected_holds_the_same(one in policy(), other in policy(), mixed: bool) {
        let mut other = other;
        if mixed {
            other = Policy { groups: other.groups, ..one.clone() };
        }
        let (before, after) = (Census::of(&one, MOMENT), Census::of(&other, MOMENT));
        let touched = affected(&before, &after);
        for (id, access) in asked(&other).into_iter().filter(|(id, _)| !touched.contains(&id)) {
            prop_assert_eq!(one.access(&id, MOMENT).unwrap(), access);
        }
    }

    #[test]
    fn refusals_are_those_of_every_user(one in policy(), other in policy(), editor in 0..3_usize) {
        let (before, after) = (Census::of(&one, MOMENT), Census::of(&other, MOMENT));
        let editor = one.access(&one.users[editor].id, MOMENT).unwrap();
        let found = refusals(&editor, &before, &after);
        let potential = |policy: &Policy, user: &User| {
            let catalogue = policy.catalogue().unwrap();
            let person = crate::access::Person {
                company: &policy.company.code, catalogue: &catalogue, sections: &[], roles: &policy.roles,
                groups: &policy.groups, user,
            };
            let stamp = crate::access::Stamp { policy_revision: 0, issued_at: MOMENT, expires_at: MOMENT_MAX_MS };
            Access::compile_potential(&person, stamp)
        };
        let overreaches: Vec<_> = other.users.iter().enumerate().filter_map(|(place, user)| {
            let then = one.users.iter().find(|own| own.id == user.id).cloned().unwrap_or_else(|| User { status: UserStatus::Removed, ..user.clone() });
            crate::delegation::may_give(&editor, &potential(&one, &then), &potential(&other, user)).err().map(|overreach| (place, overreach))
        }).collect();
        let first = found.iter().find(|refusal| refusal.rule == Rule::GrantExceedsEditor);
        prop_assert_eq!(first.and_then(|refusal| refusal.pointer.clone()), overreaches.first().map(|(place, _)| format!("/users/{place}")));
        for (_, overreach) in &overreaches {
            prop_assert!(found.iter().any(|refusal| refusal.permission.as_ref() == Some(&overreach.permission)));
        }
    }

    #[test]
    fn a_remedy_helps_and_none_is_missed(policy in policy(), chat in chat()) {
        let catalogue = policy.catalogue().unwrap();
        for user in &policy.users {
            let person = crate::access::Person {
                company: &policy.company.code, catalogue: &catalogue, sections: &[], roles: &policy.roles,
                groups: &policy.groups, user,
            };
            for permission in PERMISSIONS {
                for target in [Target::Anything, Target::Chat(&chat)] {
                    let found = remedies(&person, permission, target, MOMENT);
                    let helps = |changed: User| {
                        let mut policy = policy.clone();
                        policy.users = vec![changed];
                        policy.access(&user.id, MOMENT).unwrap().check(permission, target) != Decision::Deny
                    };
                    let missing = !helps(user.clone());
                    for role in &policy.roles {
                        let mut changed = user.clone();
                        changed.roles.push(role.id.clone().into());
                        let named = found.iter().any(|one| matches!(one, Remedy::Role { id, .. } if **id == role.id));
                        prop_assert_eq!(named, missing && helps(changed));
                    }
                    for group in &policy.groups {
                        let mut changed = user.clone();
                        changed.groups.push(group.id.clone().into());
                        let named = found.iter().any(|one| matches!(one, Remedy::Group { id, .. } if **id == group.id));
                        prop_assert_eq!(named, missing && helps(changed));
                    }
                }
            }
        }
    }
}

/// The same by asking each user of both.
fn naive<'p>(one: &'p Policy, other: &'p Policy, chats: &[ChatFacts]) -> Vec<UserChange<'p>> {
    let gone = one.users.iter().filter(|user| other.users.iter().all(|kept| kept.id != user.id));
    let changes = other.users.iter().chain(gone).map(|user| {
        let (then, now) = (one.access(&user.id, MOMENT), other.access(&user.id, MOMENT));
        let decision = |access: &Option<Access>, permission, target: Target<'_>| {
            access.as_ref().map_or(Decision::Deny, |access| access.check(permission, target))
        };
        let names = |from: fn(Decision) -> bool, to: fn(Decision) -> bool| {
            let fits = |permission: &Permission| {
                from(decision(&then, *permission, Target::Anything))
                    && to(decision(&now, *permission, Target::Anything))
            };
            let all = Catalogue::standard().all();
            let name = |permission: Permission| {
                standard_permissions().nth(usize::from(permission.0)).map_or("", |(name, _)| name)
            };
            all.iter().filter(fits).map(name).collect::<Vec<_>>()
        };
        let count = |permission, opens: bool| {
            let open =
                |access: &Option<Access>, chat| decision(access, permission, Target::Chat(chat)).is_allowed();
            chats.iter().filter(|chat| open(&now, chat) == opens && open(&then, chat) != opens).count()
        };
        let deny = |decision| decision == Decision::Deny;
        let some = |decision| decision != Decision::Deny;
        UserChange {
            id: &user.id,
            name: &user.name,
            gained: names(deny, some),
            lost: names(some, deny),
            widened: names(|one| one == Decision::Depends, |other| other == Decision::Allow),
            narrowed: names(|one| one == Decision::Allow, |other| other == Decision::Depends),
            chats_opened: count(Permission::CHATS_VIEW, true),
            chats_closed: count(Permission::CHATS_VIEW, false),
            replies_opened: count(Permission::CHATS_REPLY, true),
            replies_closed: count(Permission::CHATS_REPLY, false),
            fields: FieldKind::STANDARD
                .into_iter()
                .filter_map(|kind| field(&then, &now, kind, chats))
                .collect(),
        }
    });
    let noticed = |user: &UserChange<'_>| {
        !(user.gained.is_empty()
            && user.lost.is_empty()
            && user.widened.is_empty()
            && user.narrowed.is_empty())
            || user.chats_opened + user.chats_closed + user.replies_opened + user.replies_closed > 0
            || !user.fields.is_empty()
    };
    changes.filter(noticed).collect()
}

fn field(
    then: &Option<Access>,
    now: &Option<Access>,
    kind: FieldKind,
    chats: &[ChatFacts],
) -> Option<FieldChange> {
    let shown = |access: &Option<Access>, target: Target<'_>| {
        access.as_ref().map_or(Visibility::Hidden, |access| access.visibility(target).get(&kind))
    };
    // In any chat or contact: some channel and group that the policy knows or not, mine or not, new or not.
    let widest = |access: &Option<Access>| {
        let me = access.as_ref().map(|access| access.user().clone());
        let ids = ["c0", "c1", "c2", "elsewhere"].map(|id| ChannelId::parse(id).unwrap());
        let chats = ids.iter().flat_map(|channel| {
            [Acquaintance::New, Acquaintance::Known].into_iter().flat_map({
                let me = me.clone();
                move |known| {
                    [None, me.clone()].map(|assignee| ChatFacts {
                        channel: channel.clone(),
                        group: None,
                        assignee,
                        responsible: None,
                        known,
                    })
                }
            })
        });
        let contacts = chats.clone().map(|chat| ContactFacts {
            responsible: me.clone(),
            channels: vec![chat.channel.clone()],
            chats: vec![chat],
        });
        let in_chats = chats.map(|chat| shown(access, Target::Chat(&chat))).max();
        in_chats.max(contacts.map(|contact| shown(access, Target::Contact(&contact))).max()).unwrap()
    };
    let (before, after) = (widest(then), widest(now));
    let wider = |a: &Option<Access>, b: &Option<Access>| {
        chats.iter().filter(|chat| shown(b, Target::Chat(chat)) > shown(a, Target::Chat(chat))).count()
    };
    let (chats_widened, chats_narrowed) = (wider(then, now), wider(now, then));
    let change = FieldChange { kind, before, after, chats_widened, chats_narrowed };
    (before != after || chats_widened + chats_narrowed > 0).then_some(change)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn key_rights_of_fewer_than_two(policy in policy()) {
        let census = Census::of(&policy, MOMENT);
        let found = census.sole_holders();
        for permission in KEY_RIGHTS {
            let holds = |access: &Access| access.check(permission, Target::Anything) != Decision::Deny;
            let holders: Vec<_> = asked(&endless(&policy)).into_iter().filter(|(_, access)| holds(access)).map(|(id, _)| id).collect();
            let listed = found.iter().find(|right| right.permission == census.catalogue().name(permission));
            prop_assert_eq!(listed.is_some(), holders.len() < 2);
            if let Some(right) = listed {
                prop_assert_eq!(right.holders.iter().map(|id| (*id).clone()).collect::<Vec<_>>(), holders);
            }
        }
    }

    #[test]
    fn what_nobody_can_answer(policy in policy(), chats in vec(chat(), 0..70), grouped: bool) {
        let mut policy = policy;
        policy.channels = ["c0", "c1", "elsewhere"].map(|id| Channel {
            id: ChannelId::parse(id).unwrap(),
            kind: ChannelKind::Other,
            name: id.into(),
            group: grouped.then(|| policy.groups[0].id.clone()),
        }).into();
        let census = Census::of(&policy, MOMENT);
        let accesses = asked(&policy);
        let answers = |access: &Access, chat: &ChatFacts| [Permission::CHATS_VIEW, Permission::CHATS_REPLY]
            .into_iter().all(|permission| access.check(permission, Target::Chat(chat)).is_allowed());
        let once_assigned = |chat: &ChatFacts| accesses.iter().any(|(id, access)| {
            answers(access, &ChatFacts { assignee: Some(id.clone()), responsible: None, ..chat.clone() })
        });
        let expected: Vec<_> = chats.iter().enumerate()
            .filter(|(_, chat)| !accesses.iter().any(|(_, access)| answers(access, chat)))
            .map(|(place, chat)| UnansweredChat { place, is_assignable: once_assigned(chat) })
            .collect();
        let channels: Vec<_> = policy.channels.iter().filter(|channel| !once_assigned(&ChatFacts {
            channel: channel.id.clone(), group: channel.group.clone(), assignee: None, responsible: None,
            known: Acquaintance::Known,
        })).map(|channel| &channel.id).collect();
        prop_assert_eq!(census.unanswerable(&chats), Unanswerable { channels, chats: expected });
    }

    #[test]
    fn unused_is_held_and_not_used(policy in policy(), uses in vec((0..4_usize, 0..PERMISSIONS.len(), 0..9_i64), 0..12)) {
        let census = Census::of(&policy, MOMENT);
        let ids: Vec<UserId> = (0..4).map(|n| UserId::parse(&format!("u{n}")).unwrap()).collect();
        let uses: Vec<LastUse<'_>> = uses.into_iter()
            .map(|(user, permission, at)| LastUse { user: &ids[user], permission: PERMISSIONS[permission], at })
            .collect();
        let since = 4;
        let found = census.unused(&uses, since);
        let used = |id: &UserId, permission| uses.iter().any(|one| one.user == id && one.permission == permission && one.at >= since);
        for permission in PERMISSIONS {
            let name = census.catalogue().name(permission);
            for (id, access) in asked(&policy) {
                let listed = found.users.iter().any(|one| *one.user == id && one.permissions.contains(&name));
                let held = access.check(permission, Target::Anything) != Decision::Deny;
                prop_assert_eq!(listed, held && !used(&id, permission));
            }
            for role in &policy.roles {
                let holds = |access: &Access| access.grants().iter().any(|grant| {
                    let of_role = match &grant.source {
                        Source::Role { role: own, .. } | Source::Emergency { role: own } => *own == role.id,
                        Source::Group { .. } => false,
                    };
                    of_role && grant.period.contains(MOMENT)
                });
                let holders: Vec<_> = asked(&policy).into_iter().filter(|(_, access)| holds(access)).map(|(id, _)| id).collect();
                let gives = role.rights.permissions.iter().any(|own| own == name);
                let listed = found.roles.iter().find(|one| *one.role == role.id);
                let expected = gives && !holders.is_empty() && !holders.iter().any(|id| used(id, permission));
                prop_assert_eq!(listed.is_some_and(|one| one.permissions.contains(&name)), expected);
                prop_assert!(listed.is_none_or(|one| one.holders == holders.len()));
            }
        }
    }
}

/// Every chat that could matter in a small world, and the contacts that have one of them or none.
fn every_chat() -> Vec<ChatFacts> {
    let mut chats = Vec::new();
    let users = [None, Some("u0"), Some("u1"), Some("u2"), Some("u3")];
    for channel in ["c0", "c1", "c2", "elsewhere"] {
        for group in [None, Some("g0"), Some("g1"), Some("g2")] {
            for assignee in users {
                for known in [Acquaintance::New, Acquaintance::Known] {
                    chats.push(ChatFacts {
                        channel: ChannelId::parse(channel).unwrap(),
                        group: group.map(|id| GroupId::parse(id).unwrap()),
                        assignee: assignee.map(|id| UserId::parse(id).unwrap()),
                        responsible: None,
                        known,
                    });
                }
            }
        }
    }
    chats
}

fn every_contact() -> Vec<ContactFacts> {
    let chats = every_chat();
    let of_chat = chats.iter().filter(|chat| chat.assignee.is_none() || chat.known == Acquaintance::Known);
    let mut contacts: Vec<ContactFacts> = of_chat
        .map(|chat| ContactFacts { responsible: None, channels: Vec::new(), chats: vec![chat.clone()] })
        .collect();
    for responsible in [None, Some("u0"), Some("u1"), Some("u2"), Some("u3")] {
        for channels in [vec![], vec!["c0"], vec!["c1"], vec!["c2"], vec!["elsewhere"]] {
            contacts.push(ContactFacts {
                responsible: responsible.map(|id| UserId::parse(id).unwrap()),
                channels: channels.into_iter().map(|id| ChannelId::parse(id).unwrap()).collect(),
                chats: Vec::new(),
            });
        }
    }
    contacts
}

/// Whether the two give any user different answers at a moment.
fn differ(one: &Policy, other: &Policy, permission: Permission, moment: i64) -> bool {
    let (chats, contacts) = (every_chat(), every_contact());
    let targets = chats.iter().map(Target::Chat).chain(contacts.iter().map(Target::Contact));
    let targets: Vec<Target<'_>> = targets.chain([Target::Anything]).collect();
    one.users.iter().any(|user| {
        let (a, b) = (one.access(&user.id, moment).unwrap(), other.access(&user.id, moment).unwrap());
        targets.iter().any(|target| {
            let shown = |access: &Access| {
                let shown = access.visibility(*target);
                FieldKind::STANDARD.map(|kind| shown.get(&kind))
            };
            a.check(permission, *target) != b.check(permission, *target) || shown(&a) != shown(&b)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn redundant_is_what_nobody_would_miss(policy in policy(), dated: bool) {
        let mut policy = policy;
        if !dated {
            let always = |held: &mut Period| *held = Period::ALWAYS;
            for user in &mut policy.users {
                user.roles.iter_mut().map(|held| &mut held.period).for_each(always);
                user.groups.iter_mut().map(|held| &mut held.period).for_each(always);
                user.emergency.clear();
            }
            policy.groups.iter_mut().flat_map(|group| &mut group.roles).map(|held| &mut held.period).for_each(always);
        }
        let census = Census::of(&policy, MOMENT);
        let found = census.redundant();
        for (place, role) in policy.roles.iter().enumerate() {
            let listed = found.iter().find(|one| *one.role == role.id);
            let holders = asked(&policy).iter().filter(|(_, access)| access.grants().iter().any(|grant| {
                let of_role = matches!(&grant.source, Source::Role { role: own, .. } | Source::Emergency { role: own } if *own == role.id);
                of_role && !grant.period.has_ended(MOMENT)
            })).count();
            prop_assert!(listed.is_none_or(|one| one.holders == holders));
            for name in &role.rights.permissions {
                let permission = census.catalogue().find(name).unwrap();
                let mut without = policy.clone();
                without.roles[place].rights.permissions.retain(|own| own != name);
                if listed.is_some_and(|one| one.permissions.contains(&name.as_str())) {
                    for moment in if dated { MOMENT..9 } else { MOMENT..MOMENT + 1 } {
                        prop_assert!(!differ(&policy, &without, permission, moment), "{} {} {}", role.id, name, moment);
                    }
                } else if !dated && holders > 0 {
                    prop_assert!(differ(&policy, &without, permission, MOMENT), "{} {}", role.id, name);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn rights_and_matrix_are_what_each_user_may(policy in policy()) {
        let census = Census::of(&policy, MOMENT);
        let matrix = census.matrix(MatrixRows::Users);
        let columns = matrix.permissions.len();
        prop_assert_eq!(matrix.cells.len(), columns * policy.users.len());
        for (row, (id, access)) in asked(&policy).into_iter().enumerate() {
            let effective = census.effective(&id).unwrap();
            for (column, permission) in access.catalogue().all().iter().enumerate() {
                let decision = access.check(permission, Target::Anything);
                let word = [Decision::Deny, Decision::Depends, Decision::Allow][usize::from(matrix.cells[row * columns + column])];
                prop_assert_eq!(word, decision);
                prop_assert_eq!(effective.permissions[column].decision, decision);
                prop_assert_eq!(effective.permissions[column].is_denied, access.denied().contains(permission));
                let holding = access.grants().iter().filter(|grant| grant.permissions.contains(permission));
                let sources: Vec<_> = holding.clone().map(|grant| grant.source.clone()).collect();
                let found: Vec<_> = effective.permissions[column].grants.iter().map(|grant| grant.source.clone()).collect();
                prop_assert_eq!(found, sources);
                let of_row = |source: &Source| matrix.rows[row].sources.iter().any(|place| {
                    matrix.sources[*place].source == *source && matrix.sources[*place].permissions.contains(&column)
                });
                prop_assert!(holding.filter(|grant| grant.period.contains(MOMENT)).all(|grant| of_row(&grant.source)));
            }
        }
    }
}
