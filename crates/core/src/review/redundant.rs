//! Permissions that a role adds nothing to: everybody who holds the role has them as far from elsewhere.

use serde::Serialize;

use super::bits::Bits;
use super::census::Census;
use super::index::{ALL, Index, SetAt};
use super::profile::{Held, InGroups, Profile};
use crate::access::Decision;
use crate::field::{FieldKind, Visibility};
use crate::id::RoleId;
use crate::order::sort_by;
use crate::permission::{Permission, PermissionSet, Subject};
use crate::role::{ChatScope, NewClients};

/// What a role adds nothing to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Redundant<'c> {
    /// The role.
    pub role: &'c RoleId,
    /// How many hold it, or will.
    pub holders: usize,
    /// The names of the permissions that could be taken from it, each alone, without any answer to anybody
    /// becoming another one.
    pub permissions: Vec<&'c str>,
}

impl Census<'_> {
    /// For each role that somebody holds the permissions that it could do without, those that it cannot left out.
    ///
    /// A permission is one of these where, for every user who holds the role, what the *other* grants of the user
    /// allow with it reaches as far and shows as much, for at least as long. Grants of the role in an emergency
    /// count as held through it.
    pub fn redundant(&self) -> Vec<Redundant<'_>> {
        let roles = self.policy().roles.len();
        // What no user has shown yet to make a difference: it only shrinks, so few users are looked at closely.
        let mut open: Vec<PermissionSet> = (0..roles)
            .map(|role| self.index.bundle(role).map_or(PermissionSet::EMPTY, |bundle| bundle.permissions))
            .collect();
        let mut holders = vec![0_usize; roles];
        let mut users = vec![0_usize; self.profiles().len()];
        for place in self.respondents().filter_map(|(_, one)| self.profile_place(one.me)) {
            if let Some(count) = users.get_mut(place) {
                *count += 1;
            }
        }
        let mut held = Vec::new();
        for (profile, users) in self.profiles().iter().zip(users) {
            held.clear();
            held.extend(self.to_come(profile).filter_map(|held| held.way.role()));
            sort_by(&mut held, Ord::cmp);
            held.dedup();
            for role in &held {
                if let (Some(open), Some(holders)) = (open.get_mut(*role), holders.get_mut(*role)) {
                    *holders += users;
                    *open = self.without_difference(profile, *role, *open);
                }
            }
        }
        let found = self.policy().roles.iter().zip(holders.into_iter().zip(open));
        found
            .filter(|(_, (holders, open))| *holders > 0 && !open.is_empty())
            .map(|(role, (holders, open))| Redundant {
                role: &role.id,
                holders,
                permissions: self.catalogue().names(&open),
            })
            .collect()
    }

    fn to_come<'p>(&self, profile: &'p Profile) -> impl Iterator<Item = &'p Held> + use<'p> {
        let moment = self.moment();
        profile.grants.iter().filter(move |held| !held.period.has_ended(moment))
    }

    /// Those of the permissions of a role that make no difference to the users of a profile.
    fn without_difference(&self, profile: &Profile, role: usize, open: PermissionSet) -> PermissionSet {
        let own = Own { index: &self.index, profile, role, moment: self.moment() };
        // What is denied by name makes none.
        let (denied, asked) = (open.intersection(profile.denied), open.difference(profile.denied));
        let others = self.to_come(profile).filter(|held| held.way.role() != Some(role));
        let elsewhere = others.fold(PermissionSet::EMPTY, |all, held| all.union(held.permissions));
        // A permission that is nowhere else makes none only where the role reaches nothing with it.
        let likely = asked.intersection(elsewhere.union(own.idle()));
        let kept = likely.iter().filter(|permission| own.is_idle(*permission));
        kept.collect::<PermissionSet>().union(denied)
    }
}

/// One role of the users of a profile, held against everything else that they hold.
struct Own<'a> {
    index: &'a Index,
    profile: &'a Profile,
    role: usize,
    moment: i64,
}

impl<'a> Own<'a> {
    fn grants(&self) -> impl Iterator<Item = &'a Held> {
        let (role, moment) = (self.role, self.moment);
        let own = self.profile.grants.iter().filter(move |held| held.way.role() == Some(role));
        own.filter(move |held| !held.period.has_ended(moment))
    }

    /// The permissions with which the role reaches nothing.
    fn idle(&self) -> PermissionSet {
        let reaches = self.grants().any(|held| held.in_general != Decision::Deny);
        if reaches { PermissionSet::EMPTY } else { self.index.catalogue.all().difference(self.index.company) }
    }

    fn is_other(&self, held: &Held) -> bool {
        held.way.role() != Some(self.role)
    }

    fn holds(&self, held: &Held, permission: Permission) -> bool {
        held.permissions.contains(permission) && !self.profile.denied.contains(permission)
    }

    /// Whether a permission of the role, which is not denied, makes no difference.
    fn is_idle(&self, permission: Permission) -> bool {
        let other = |held: &Held| self.is_other(held) && self.holds(held, permission);
        if self.index.subject(permission) == Subject::Company {
            return self.grants().all(|held| self.lasting(held, &other).next().is_some());
        }
        let (view, card) = (Permission::CHATS_VIEW, Permission::CONTACTS_VIEW);
        self.grants().all(|held| {
            let reached = self.covers(held, other);
            let shown = match permission {
                Permission::CHATS_VIEW => self
                    .kinds(held)
                    .all(|(kind, shown)| self.covers(held, |one| other(one) && self.shows(one, kind, shown))),
                // The contact is still seen through its chats, where the role lets them be seen.
                Permission::CONTACTS_VIEW => self.kinds(held).all(|(kind, shown)| {
                    let sees = |one: &Held| other(one) || self.holds(one, view);
                    self.covers(held, |one| sees(one) && self.shows(one, kind, shown))
                }),
                Permission::CONTACTS_PHONE => self.is_clear_elsewhere(held, &FieldKind::Phone, [view, card]),
                Permission::CONTACTS_EMAIL => self.is_clear_elsewhere(held, &FieldKind::Email, [view, card]),
                _ => true,
            };
            reached && shown
        })
    }

    /// Whether a kind that a grant shows in clear is so elsewhere: in the chats, and on the cards that it opens.
    fn is_clear_elsewhere(&self, held: &Held, kind: &FieldKind, [view, card]: [Permission; 2]) -> bool {
        if self.profile.shown(self.index, held, kind) < Visibility::Clear {
            return true;
        }
        let clear = |one: &Held| self.is_other(one) && self.shows(one, kind, Visibility::Clear);
        let (sees_chat, sees_card) = (self.holds(held, view), self.holds(held, card));
        let in_chats = || self.covers(held, |one| clear(one) && self.holds(one, view));
        let on_cards =
            || self.covers(held, |one| clear(one) && (self.holds(one, view) || self.holds(one, card)));
        (!sees_chat || in_chats()) && (!(sees_chat || sees_card) || on_cards())
    }

    /// The kinds that a grant shows something of.
    fn kinds(&self, held: &'a Held) -> impl Iterator<Item = (&'a FieldKind, Visibility)> {
        let bundle = self.index.bundle(held.bundle).into_iter();
        let (profile, index) = (self.profile, self.index);
        let kinds = bundle.flat_map(|bundle| bundle.fields.iter().map(|(kind, _)| kind));
        let shown = kinds.map(move |kind| (kind, profile.shown(index, held, kind)));
        shown.filter(|(_, shown)| *shown > Visibility::Hidden)
    }

    fn shows(&self, held: &Held, kind: &FieldKind, at_least: Visibility) -> bool {
        self.profile.shown(self.index, held, kind) >= at_least
    }

    /// The grants that are usable and hold for as long as one does from now on.
    fn lasting(&self, held: &Held, usable: &impl Fn(&Held) -> bool) -> impl Iterator<Item = &'a Held> {
        let rest = held.period.rest(self.moment);
        let grants = self.profile.grants.iter();
        grants.filter(move |one| rest.is_none_or(|rest| rest.is_within(&one.period)) && usable(one))
    }

    /// Whether the usable grants together reach every record that one does, for as long.
    fn covers(&self, held: &Held, usable: impl Fn(&Held) -> bool) -> bool {
        if held.in_general == Decision::Deny {
            return true;
        }
        // One that reaches as much by itself is found faster than what many reach together.
        if self.lasting(held, &usable).any(|one| self.is_as_wide(one, held)) {
            return true;
        }
        let mut reach = Reach::default();
        for one in self.lasting(held, &usable) {
            reach.add(&Span::of(self.index, one), self.profile, one);
        }
        reach.contains(&Span::of(self.index, held), self.profile, held)
    }

    fn is_as_wide(&self, one: &Held, than: &Held) -> bool {
        let within = |own: SetAt, other: SetAt| other == ALL || own == other;
        let channels = within(than.channels.0, one.channels.0) && within(than.channels.1, one.channels.1);
        let groups = match (than.scope, one.scope) {
            (ChatScope::Group, ChatScope::Group) => than.groups == one.groups,
            (own, other) => own <= other,
        };
        let news = than.new_clients == NewClients::Hidden
            || one.new_clients == NewClients::Shown
            || one.scope == ChatScope::All;
        channels && groups && news
    }
}

/// Channels: every one, or those at some places.
#[derive(Clone, Default)]
struct Span {
    is_all: bool,
    listed: Bits,
}

impl Span {
    fn of(index: &Index, held: &Held) -> Self {
        let mut span =
            Self { is_all: held.channels == (ALL, ALL), listed: Bits::empty(index.channel_count()) };
        if let (Some(one), Some(other)) = (index.sets.get(held.channels.0), index.sets.get(held.channels.1)) {
            match (one.is_all(), other.is_all()) {
                (true, _) => span.listed.add(&other.listed),
                (_, true) => span.listed.add(&one.listed),
                _ => span.listed.add_common(&one.listed, &other.listed),
            }
        }
        span
    }

    fn add(&mut self, other: &Self) {
        self.is_all |= other.is_all;
        if self.listed.is_empty() {
            self.listed.clone_from(&other.listed);
        } else {
            self.listed.add(&other.listed);
        }
    }

    fn is_within(&self, other: &Self) -> bool {
        other.is_all || (!self.is_all && self.listed.is_within(&other.listed))
    }
}

/// What some grants reach together, as [`crate::access::Reach`] folds it.
#[derive(Default)]
struct Reach {
    all: Span,
    assigned: Span,
    fresh: Span,
    groups: Vec<(usize, Span)>,
}

impl Reach {
    fn add(&mut self, span: &Span, profile: &Profile, held: &Held) {
        match held.scope {
            ChatScope::None => {}
            ChatScope::Assigned => self.assigned.add(span),
            ChatScope::Group => {
                self.assigned.add(span);
                for group in groups(profile, held) {
                    match self.groups.iter_mut().find(|(own, _)| *own == group) {
                        Some((_, own)) => own.add(span),
                        None => self.groups.push((group, span.clone())),
                    }
                }
            }
            ChatScope::All => {
                // Every chat is more than one's own, a group's, or a new client's.
                self.all.add(span);
                self.assigned.add(span);
                self.fresh.add(span);
            }
        }
        if held.new_clients == NewClients::Shown {
            self.fresh.add(span);
        }
    }

    fn contains(&self, span: &Span, profile: &Profile, held: &Held) -> bool {
        let scoped = match held.scope {
            ChatScope::None => true,
            ChatScope::Assigned => span.is_within(&self.assigned),
            ChatScope::Group => {
                span.is_within(&self.assigned)
                    && groups(profile, held).into_iter().all(|group| {
                        let mut reached = self.all.clone();
                        let own = self.groups.iter().filter(|(own, _)| *own == group);
                        own.for_each(|(_, own)| reached.add(own));
                        span.is_within(&reached)
                    })
            }
            ChatScope::All => span.is_within(&self.all),
        };
        scoped && (held.new_clients == NewClients::Hidden || span.is_within(&self.fresh))
    }
}

fn groups(profile: &Profile, held: &Held) -> Vec<usize> {
    match held.groups {
        InGroups::One(group) => vec![group],
        InGroups::Lasting => profile.lasting.clone(),
    }
}
