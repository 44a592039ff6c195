//! The laws of access, on random policies.

use proptest::collection::vec;
use proptest::prelude::*;

use super::fixture::{EXPIRES, PERMISSIONS, World, chat, world};
use super::*;
use crate::delegation::may_give;
use crate::*;

/// The same access with other grants.
fn with(access: &Access, grants: Vec<Grant>) -> Access {
    Access { grants, ..access.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn grants_are_judged_one_at_a_time(world in world(), chats in vec(chat(), 0..8)) {
        let access = world.access();
        let single: Vec<Access> = access.grants().iter().map(|grant| with(&access, vec![grant.clone()])).collect();
        for permission in PERMISSIONS {
            for chat in &chats {
                let target = Target::Chat(chat);
                let some = single.iter().any(|one| one.check(permission, target).is_allowed());
                prop_assert_eq!(access.check(permission, target).is_allowed(), some);
            }
            let best = single.iter().map(|one| one.check(permission, Target::Anything));
            let best = best.max_by_key(|decision| match decision {
                Decision::Deny => 0,
                Decision::Depends => 1,
                Decision::Allow => 2,
            });
            prop_assert_eq!(access.check(permission, Target::Anything), best.unwrap_or(Decision::Deny));
        }
        for chat in &chats {
            let target = Target::Chat(chat);
            let widest = single.iter().fold(FieldVisibility::hidden(), |all, one| all.widest(&one.visibility(target)));
            prop_assert_eq!(access.visibility(target), widest);
        }
    }

    #[test]
    fn order_never_matters(world in world(), chats in vec(chat(), 0..8), turn in 0..5_usize) {
        let mut turned = world.clone();
        turned.roles.reverse();
        turned.groups.reverse();
        turned.user.roles.reverse();
        turned.user.groups.reverse();
        turned.user.emergency.reverse();
        turned.groups.iter_mut().for_each(|group| group.roles.reverse());
        let (one, mut other) = (world.access(), turned.access());
        let count = other.grants.len().max(1);
        other.grants.rotate_left(turn % count);
        for permission in PERMISSIONS {
            prop_assert_eq!(one.check(permission, Target::Anything), other.check(permission, Target::Anything));
            prop_assert_eq!(one.reach(permission), other.reach(permission));
            for chat in &chats {
                let target = Target::Chat(chat);
                prop_assert_eq!(one.check(permission, target), other.check(permission, target));
            }
        }
        for chat in &chats {
            prop_assert_eq!(one.visibility(Target::Chat(chat)), other.visibility(Target::Chat(chat)));
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
        prop_assert_eq!(moment, EXPIRES);
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
        let access = world.access().at(EXPIRES + late);
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
    fn one_may_give_what_one_holds_and_no_more(world in world(), other in world()) {
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
