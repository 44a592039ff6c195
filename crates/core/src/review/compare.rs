//! Two censuses side by side: profile against profile, then user against user.

use super::bits::Bits;
use super::book::{Book, Reached};
use super::census::Census;
use super::difference::{ChatChange, Difference, FieldTotal, Pair, PermissionChange, UserChange};
use super::profile::Profile;
use super::shade::Shades;
use crate::catalogue::Catalogue;
use crate::chat::ChatFacts;
use crate::field::FieldKind;
use crate::order::sort_by;
use crate::permission::{PERMISSIONS_MAX, Permission, PermissionSet};
use crate::user::User;

/// The permissions that are compared chat by chat.
const BY_CHAT: [Permission; 2] = [Permission::CHATS_VIEW, Permission::CHATS_REPLY];

/// One of the two policies.
pub(super) struct Side<'c, 'p> {
    pub(super) census: &'c Census<'p>,
    pub(super) book: Book,
    /// What the profile at hand reaches.
    reached: [Reached; 2],
    /// What the user at hand reaches.
    own: [Bits; 2],
    some: PermissionSet,
    all: PermissionSet,
    spare: Bits,
}

impl<'c, 'p> Side<'c, 'p> {
    fn new(census: &'c Census<'p>, chats: &[ChatFacts]) -> Self {
        let book = Book::of(census, chats);
        Self {
            census,
            reached: [book.reached(), book.reached()],
            own: [book.empty(), book.empty()],
            some: PermissionSet::EMPTY,
            all: PermissionSet::EMPTY,
            spare: book.empty(),
            book,
        }
    }

    fn profile(&self, place: Option<usize>) -> Option<&'c Profile> {
        self.census.profiles().get(place?)
    }

    fn take(&mut self, place: Option<usize>) {
        let profile = self.profile(place);
        self.some = profile.map_or(PermissionSet::EMPTY, |profile| profile.some);
        self.all = profile.map_or(PermissionSet::EMPTY, |profile| profile.all);
        for (permission, reached) in BY_CHAT.into_iter().zip(&mut self.reached) {
            reached.clear();
            if let Some(profile) = profile {
                self.book.reach(self.census, profile, permission, reached, &mut self.spare);
            }
        }
    }

    fn take_user(&mut self, me: Option<usize>) {
        for (reached, own) in self.reached.iter().zip(&mut self.own) {
            self.book.of_user(me, reached, own);
        }
    }

    fn user(&self, me: Option<usize>) -> Option<&'c User> {
        self.census.policy().users.get(me?)
    }

    fn names(&self, set: PermissionSet) -> Vec<&'c str> {
        if set.is_empty() { Vec::new() } else { self.census.catalogue().names(&set) }
    }
}

/// What is otherwise in what can be done at all, of two profiles.
#[derive(Clone, Debug, Default)]
struct Rights<'c> {
    gained: Vec<&'c str>,
    lost: Vec<&'c str>,
    widened: Vec<&'c str>,
    narrowed: Vec<&'c str>,
    sets: Sets,
}

/// The same as sets: gained, lost, and lost because it exists no more.
#[derive(Clone, Copy, Debug)]
struct Sets {
    gained: PermissionSet,
    lost: PermissionSet,
    gone: PermissionSet,
}

impl Default for Sets {
    fn default() -> Self {
        Self { gained: PermissionSet::EMPTY, lost: PermissionSet::EMPTY, gone: PermissionSet::EMPTY }
    }
}

/// How many users gain or lose each permission, by its place.
#[derive(Debug)]
struct Counts {
    gained: Vec<usize>,
    lost: Vec<usize>,
    gone: Vec<usize>,
}

impl Counts {
    fn new() -> Self {
        let none = || vec![0; PERMISSIONS_MAX];
        Self { gained: none(), lost: none(), gone: none() }
    }

    fn add(&mut self, sets: Sets) {
        let lists =
            [(&mut self.gained, sets.gained), (&mut self.lost, sets.lost), (&mut self.gone, sets.gone)];
        for (counts, set) in lists.into_iter().filter(|(_, set)| !set.is_empty()) {
            for permission in set.iter() {
                if let Some(count) = counts.get_mut(usize::from(permission.0)) {
                    *count += 1;
                }
            }
        }
    }

    fn changes<'c>(&self, old: &'c Catalogue, new: &'c Catalogue) -> Vec<PermissionChange<'c>> {
        let count = |counts: &[usize], permission: Permission| {
            counts.get(usize::from(permission.0)).copied().unwrap_or_default()
        };
        let there = new.all();
        let there = there.iter().map(|permission| PermissionChange {
            permission: new.name(permission),
            gained: count(&self.gained, permission),
            lost: count(&self.lost, permission),
        });
        let before = old.all();
        let gone = before.iter().map(|permission| PermissionChange {
            permission: old.name(permission),
            gained: 0,
            lost: count(&self.gone, permission),
        });
        there.chain(gone).filter(|change| change.gained + change.lost > 0).collect()
    }
}

pub(super) struct Comparison<'c, 'p, 'q> {
    before: Side<'c, 'p>,
    after: Side<'c, 'q>,
    kinds: Vec<FieldKind>,
    /// Of each permission before, the same afterwards; none: it exists no more.
    renamed: Option<Vec<Option<Permission>>>,
    /// Of the two profiles at hand.
    rights: Rights<'c>,
    shades: Shades,
    counts: Counts,
    users: Vec<(usize, UserChange<'c>)>,
    opened: [Bits; 2],
    closed: [Bits; 2],
}

impl<'c, 'p, 'q> Comparison<'c, 'p, 'q> {
    pub(super) fn new(before: &'c Census<'p>, after: &'c Census<'q>, chats: &[ChatFacts]) -> Self {
        let (before, after) = (Side::new(before, chats), Side::new(after, chats));
        let (old, new) = (before.census.catalogue(), after.census.catalogue());
        let rename = || old.all().iter().map(|permission| new.find(old.name(permission))).collect();
        let none = || [before.book.empty(), before.book.empty()];
        Self {
            kinds: kinds(before.census, after.census),
            renamed: (old != new).then(rename),
            rights: Rights::default(),
            shades: Shades::new(&before),
            counts: Counts::new(),
            users: Vec::new(),
            opened: none(),
            closed: none(),
            before,
            after,
        }
    }

    /// Turns to two profiles, each none where the user is not there.
    pub(super) fn take(&mut self, (before, after): (Option<usize>, Option<usize>)) {
        self.before.take(before);
        self.after.take(after);
        self.rights = self.compare_rights();
        let profiles = (self.before.profile(before), self.after.profile(after));
        self.shades.take(&self.kinds, (&self.before, profiles.0), (&self.after, profiles.1));
    }

    fn compare_rights(&self) -> Rights<'c> {
        let (before, after) = (&self.before, &self.after);
        let (some, gone) = self.rename(before.some);
        let (all, _) = self.rename(before.all);
        let sets = Sets { gained: after.some.difference(some), lost: some.difference(after.some), gone };
        let mut lost = after.names(sets.lost);
        lost.extend(before.names(gone));
        // Something on both sides: a permission that is gained or lost as a whole is neither wider nor narrower.
        let kept = some.intersection(after.some);
        Rights {
            gained: after.names(sets.gained),
            lost,
            widened: after.names(after.all.difference(all).intersection(kept)),
            narrowed: after.names(all.difference(after.all).intersection(kept)),
            sets,
        }
    }

    /// A set of before as one of after, and what of it exists no more.
    fn rename(&self, set: PermissionSet) -> (PermissionSet, PermissionSet) {
        let Some(renamed) = &self.renamed else { return (set, PermissionSet::EMPTY) };
        let (mut kept, mut gone) = (PermissionSet::EMPTY, PermissionSet::EMPTY);
        for permission in set.iter() {
            match renamed.get(usize::from(permission.0)).copied().flatten() {
                Some(now) => kept.insert(now),
                None => gone.insert(permission),
            }
        }
        (kept, gone)
    }

    /// Compares a user of the two profiles.
    pub(super) fn add(&mut self, pair: &Pair) {
        self.before.take_user(pair.before);
        self.after.take_user(pair.after);
        let fields = self.shades.of_user(&self.kinds, (&self.before, pair.before), (&self.after, pair.after));
        let ([then_seen, then_answered], [seen, answered]) = (&self.before.own, &self.after.own);
        let counts = [
            seen.count_beyond(then_seen),
            then_seen.count_beyond(seen),
            answered.count_beyond(then_answered),
            then_answered.count_beyond(answered),
        ];
        let rights = &self.rights;
        let lists = [&rights.gained, &rights.lost, &rights.widened, &rights.narrowed];
        let same = counts == [0; 4] && fields.is_empty() && lists.iter().all(|list| list.is_empty());
        let user = self.after.user(pair.after).or_else(|| self.before.user(pair.before));
        let Some(user) = user.filter(|_| !same) else { return };
        let [chats_opened, chats_closed, replies_opened, replies_closed] = counts;
        for (place, (opened, closed)) in self.opened.iter_mut().zip(&mut self.closed).enumerate() {
            if let (Some(then), Some(now)) = (self.before.own.get(place), self.after.own.get(place)) {
                opened.add_beyond(now, then);
                closed.add_beyond(then, now);
            }
        }
        self.counts.add(rights.sets);
        let Rights { gained, lost, widened, narrowed, .. } = rights.clone();
        let change = UserChange {
            id: &user.id,
            name: &user.name,
            gained,
            lost,
            widened,
            narrowed,
            chats_opened,
            chats_closed,
            replies_opened,
            replies_closed,
            fields,
        };
        self.users.push((pair.order, change));
    }

    pub(super) fn finish(mut self) -> Difference<'c> {
        sort_by(&mut self.users, |(a, _), (b, _)| a.cmp(b));
        let users: Vec<UserChange<'c>> = self.users.into_iter().map(|(_, change)| change).collect();
        let name = |permission: Permission| self.after.census.catalogue().name(permission);
        let [seen, answered] = [0, 1].map(|place| {
            let count = |bits: &[Bits; 2]| bits.get(place).map_or(0, Bits::count);
            (count(&self.opened), count(&self.closed))
        });
        let chats =
            |permission, (opened, closed)| ChatChange { permission: name(permission), opened, closed };
        Difference {
            permissions: self.counts.changes(self.before.census.catalogue(), self.after.census.catalogue()),
            chats: [chats(Permission::CHATS_VIEW, seen), chats(Permission::CHATS_REPLY, answered)],
            fields: fields(&self.kinds, &users),
            users,
        }
    }
}

/// Every kind of personal data that either policy names.
fn kinds(before: &Census<'_>, after: &Census<'_>) -> Vec<FieldKind> {
    let mut kinds: Vec<FieldKind> = FieldKind::STANDARD.into();
    for census in [before, after] {
        let shown = census.index.bundles().flat_map(|bundle| bundle.fields.iter().map(|(kind, _)| kind));
        for kind in shown {
            if !kinds.contains(kind) {
                kinds.push(kind.clone());
            }
        }
    }
    kinds
}

fn fields(kinds: &[FieldKind], users: &[UserChange<'_>]) -> Vec<FieldTotal> {
    let changes = || users.iter().flat_map(|user| &user.fields);
    let total = |kind: &FieldKind| {
        let of_kind = || changes().filter(|change| change.kind == *kind);
        let widened = of_kind().filter(|change| change.after > change.before || change.chats_widened > 0);
        let narrowed = of_kind().filter(|change| change.after < change.before || change.chats_narrowed > 0);
        FieldTotal { kind: kind.clone(), widened: widened.count(), narrowed: narrowed.count() }
    };
    let totals = kinds.iter().map(total);
    totals.filter(|total| total.widened + total.narrowed > 0).collect()
}
