//! What a policy names, each looked up once: bundles of rights, groups, users, sets of channels.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use super::bits::Bits;
use crate::catalogue::Catalogue;
use crate::channel::Channels;
use crate::field::FieldVisibility;
use crate::id::{ChannelId, GroupId, RoleId, UserId};
use crate::order::sort_by;
use crate::permission::{Permission, PermissionSet, Subject};
use crate::policy::Policy;
use crate::role::{ChatScope, NewClients, Rights};

/// Rights as they are judged.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    pub(super) permissions: PermissionSet,
    pub(super) scope: ChatScope,
    pub(super) new_clients: NewClients,
    pub(super) fields: FieldVisibility,
}

/// Places by id: those of the policy first, then those that are named and not there.
#[derive(Clone, Debug)]
pub(super) struct Places<Id>(HashMap<Id, usize>);

impl<Id: Clone + Eq + Hash> Places<Id> {
    fn of<'a>(ids: impl Iterator<Item = &'a Id>) -> Self
    where
        Id: 'a,
    {
        let mut places = HashMap::with_capacity(ids.size_hint().0);
        for (place, id) in ids.enumerate() {
            places.entry(id.clone()).or_insert(place);
        }
        Self(places)
    }

    pub(super) fn get<Q: Hash + Eq + ?Sized>(&self, id: &Q) -> Option<usize>
    where
        Id: Borrow<Q>,
    {
        self.0.get(id).copied()
    }

    /// The place of an id, `next` where it has none yet.
    fn put(&mut self, id: &Id, next: usize) -> usize {
        match self.get(id) {
            Some(place) => place,
            None => {
                self.0.insert(id.clone(), next);
                next
            }
        }
    }
}

/// Which channels: every one, or those in a set.
#[derive(Clone, Debug)]
pub(super) struct ChannelSet {
    pub(super) channels: Channels,
    /// Where they are listed, their places.
    pub(super) listed: Bits,
}

impl ChannelSet {
    pub(super) fn is_all(&self) -> bool {
        self.channels == Channels::All
    }

    /// Whether it has the channel at this place; none: one that no list names.
    pub(super) fn contains(&self, channel: Option<usize>) -> bool {
        self.is_all() || channel.is_some_and(|place| self.listed.contains(place))
    }
}

/// The place of a set of channels in [`Index::sets`].
pub(super) type SetAt = usize;
/// The set of every channel.
pub(super) const ALL: SetAt = 0;
/// The set of none.
pub(super) const NONE: SetAt = 1;

#[derive(Clone, Debug)]
pub(super) struct Index {
    pub(super) catalogue: Catalogue,
    /// The permissions about the company as a whole.
    pub(super) company: PermissionSet,
    names: HashMap<String, Permission>,
    pub(super) roles: Places<RoleId>,
    pub(super) groups: Places<GroupId>,
    /// The ids of the groups by place.
    group_ids: Vec<GroupId>,
    pub(super) channels: Places<ChannelId>,
    channels_named: usize,
    pub(super) users: Places<UserId>,
    /// Of the roles by their places, then of the groups' own rights.
    bundles: Vec<Bundle>,
    pub(super) sets: Vec<ChannelSet>,
    set_places: HashMap<Channels, SetAt>,
    /// Of each group, the place of its channels in `sets`.
    group_sets: Vec<SetAt>,
    /// The place of each group in the order of their ids.
    ranks: Vec<usize>,
}

impl Index {
    pub(super) fn of(policy: &Policy) -> Self {
        let catalogue = policy.catalogue().unwrap_or_else(|_| Catalogue::standard());
        let all = catalogue.all();
        let mut index = Self {
            company: all
                .iter()
                .filter(|permission| catalogue.subject(*permission) == Subject::Company)
                .collect(),
            names: all.iter().map(|permission| (catalogue.name(permission).into(), permission)).collect(),
            catalogue,
            roles: Places::of(policy.roles.iter().map(|role| &role.id)),
            groups: Places::of(policy.groups.iter().map(|group| &group.id)),
            group_ids: policy.groups.iter().map(|group| group.id.clone()).collect(),
            channels: Places::of(policy.channels.iter().map(|channel| &channel.id)),
            channels_named: policy.channels.len(),
            users: Places::of(policy.users.iter().map(|user| &user.id)),
            bundles: Vec::new(),
            sets: Vec::new(),
            set_places: HashMap::new(),
            group_sets: Vec::new(),
            ranks: ranks(policy),
        };
        index.put_set(&Channels::All);
        index.put_set(&Channels::none());
        let own = policy.groups.iter().map(|group| group.rights.as_ref());
        let rights = policy.roles.iter().map(|role| Some(&role.rights)).chain(own);
        index.bundles = rights.map(|rights| index.read(rights)).collect();
        index.group_sets = policy.groups.iter().map(|group| index.put_set(&group.channels)).collect();
        index
    }

    fn read(&self, rights: Option<&Rights>) -> Bundle {
        Bundle {
            permissions: rights.map_or(PermissionSet::EMPTY, |rights| self.permissions(&rights.permissions)),
            scope: rights.map_or(ChatScope::None, |rights| rights.scope),
            new_clients: rights.map_or(NewClients::Hidden, |rights| rights.new_clients),
            fields: rights.map_or_else(FieldVisibility::hidden, |rights| rights.fields.clone()),
        }
    }

    /// The permissions of these names; a name that is none gives none.
    pub(super) fn permissions(&self, names: &[String]) -> PermissionSet {
        names.iter().filter_map(|name| self.names.get(name)).copied().collect()
    }

    /// Rights by their place: those of a role are at the place of the role.
    pub(super) fn bundle(&self, place: usize) -> Option<&Bundle> {
        self.bundles.get(place)
    }

    pub(super) fn bundles(&self) -> impl Iterator<Item = &Bundle> {
        self.bundles.iter()
    }

    /// The place of a group's own rights among the bundles.
    pub(super) fn own_rights(&self, group: usize) -> usize {
        self.bundles.len() - self.group_sets.len() + group
    }

    pub(super) fn subject(&self, permission: Permission) -> Subject {
        if self.company.contains(permission) { Subject::Company } else { Subject::Record }
    }

    pub(super) fn group_set(&self, group: usize) -> SetAt {
        self.group_sets.get(group).copied().unwrap_or(NONE)
    }

    pub(super) fn rank(&self, group: usize) -> usize {
        self.ranks.get(group).copied().unwrap_or(usize::MAX)
    }

    /// The place of a group, a new one where it is only named.
    pub(super) fn put_group(&mut self, id: &GroupId) -> usize {
        let place = self.groups.put(id, self.group_ids.len());
        if place == self.group_ids.len() {
            self.group_ids.push(id.clone());
        }
        place
    }

    /// The id of the group at a place.
    pub(super) fn group_id(&self, place: usize) -> Option<GroupId> {
        self.group_ids.get(place).cloned()
    }

    /// How many groups there are, those that are only named included.
    pub(super) fn group_count(&self) -> usize {
        self.group_ids.len()
    }

    /// How many channels there are, those that are only named included.
    pub(super) fn channel_count(&self) -> usize {
        self.channels_named
    }

    /// The place of a set of channels, if it was put.
    pub(super) fn find_set(&self, channels: &Channels) -> Option<SetAt> {
        self.set_places.get(channels).copied()
    }

    /// The place of a set of channels that was put.
    pub(super) fn set(&self, channels: &Channels) -> SetAt {
        self.find_set(channels).unwrap_or(NONE)
    }

    /// The place of a set of channels, a new one where it has none yet.
    pub(super) fn put_set(&mut self, channels: &Channels) -> SetAt {
        if let Some(place) = self.set_places.get(channels) {
            return *place;
        }
        let mut listed = Bits::default();
        if let Channels::Only(ids) = channels {
            for id in ids {
                let place = self.channels.put(id, self.channels_named);
                self.channels_named = self.channels_named.max(place + 1);
                listed.insert(place);
            }
        }
        let place = self.sets.len();
        self.sets.push(ChannelSet { channels: channels.clone(), listed });
        self.set_places.insert(channels.clone(), place);
        place
    }

    /// Whether some channel, perhaps one that is connected later, is in both sets.
    pub(super) fn meet(&self, (one, other): (SetAt, SetAt)) -> bool {
        match (self.sets.get(one), self.sets.get(other)) {
            (Some(one), Some(other)) if one.is_all() => !other.channels.is_none(),
            (Some(one), Some(other)) if other.is_all() => !one.channels.is_none(),
            (Some(one), Some(other)) => one.listed.meets(&other.listed),
            _ => false,
        }
    }

    /// Whether a channel is in both sets; none: one that no list names.
    pub(super) fn both_contain(&self, (one, other): (SetAt, SetAt), channel: Option<usize>) -> bool {
        [one, other].iter().all(|set| self.sets.get(*set).is_some_and(|set| set.contains(channel)))
    }

    /// What is in both sets.
    pub(super) fn common(&self, (one, other): (SetAt, SetAt)) -> Channels {
        match (self.sets.get(one), self.sets.get(other)) {
            (Some(one), Some(other)) => one.channels.intersection(&other.channels),
            _ => Channels::none(),
        }
    }
}

fn ranks(policy: &Policy) -> Vec<usize> {
    let mut order: Vec<usize> = (0..policy.groups.len()).collect();
    let id = |place: &usize| policy.groups.get(*place).map(|group| &group.id);
    sort_by(&mut order, |a, b| id(a).cmp(&id(b)));
    let mut ranks = vec![0; order.len()];
    for (rank, place) in order.into_iter().enumerate() {
        if let Some(slot) = ranks.get_mut(place) {
            *slot = rank;
        }
    }
    ranks
}
