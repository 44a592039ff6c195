//! What waits, by group, in lanes of the alike.

use std::collections::BTreeMap;

use crate::order::sort_by;

use super::chat::{Order, Stage};
use super::number::{ChannelNo, GroupNo, PersonNo};

/// What waiting chats of a lane have in common: whoever may take one may take each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lane {
    pub(super) stage: Stage,
    pub(super) channel: ChannelNo,
    pub(super) known: bool,
    /// The skills that are still asked for.
    pub(super) skills: u64,
}

type Waiting = BTreeMap<Order, u32>;

/// What waits.
#[derive(Debug, Clone, Default)]
pub(super) struct Queue {
    groups: Vec<BTreeMap<Lane, Waiting>>,
    /// Waiting chats by who is responsible for them.
    own: BTreeMap<(PersonNo, Order), u32>,
    count: usize,
}

impl Queue {
    pub(super) fn add(
        &mut self,
        group: GroupNo,
        lane: Lane,
        order: Order,
        responsible: Option<PersonNo>,
        slot: u32,
    ) {
        if self.groups.len() <= group.place() {
            self.groups.resize(group.place() + 1, BTreeMap::new());
        }
        if let Some(lanes) = self.groups.get_mut(group.place()) {
            lanes.entry(lane).or_default().insert(order, slot);
        }
        if let Some(person) = responsible {
            self.own.insert((person, order), slot);
        }
        self.count += 1;
    }

    pub(super) fn remove(&mut self, group: GroupNo, lane: Lane, order: Order, responsible: Option<PersonNo>) {
        let Some(lanes) = self.groups.get_mut(group.place()) else { return };
        let Some(waiting) = lanes.get_mut(&lane) else { return };
        if waiting.remove(&order).is_none() {
            return;
        }
        if waiting.is_empty() {
            lanes.remove(&lane);
        }
        if let Some(person) = responsible {
            self.own.remove(&(person, order));
        }
        self.count -= 1;
    }

    /// The lanes of a group in which something waits.
    pub(super) fn lanes(&self, group: GroupNo) -> impl Iterator<Item = (&Lane, &Waiting)> {
        self.groups.get(group.place()).into_iter().flatten()
    }

    /// What waits for somebody's client, soonest first.
    pub(super) fn own(&self, person: PersonNo) -> impl Iterator<Item = (Order, u32)> {
        let (first, last) = ((person, Order(0)), (person, Order(u64::MAX)));
        self.own.range(first..=last).map(|((_, order), slot)| (*order, *slot))
    }

    /// Everything that waits, soonest first.
    pub(super) fn all(&self) -> Vec<u32> {
        let lanes = self.groups.iter().flat_map(BTreeMap::values);
        let mut all: Vec<(Order, u32)> = lanes.flatten().map(|(order, slot)| (*order, *slot)).collect();
        sort_by(&mut all, Ord::cmp);
        all.into_iter().map(|(_, slot)| slot).collect()
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }
}
