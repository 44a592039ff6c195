//! What most write first: look at everybody.

use crate::desk::Rule;
use crate::world::{CAPACITY, World, pool_of};

/// What is known of a person: how many chats, and when that last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Load {
    pub(crate) open: u32,
    pub(crate) changed: i32,
}

/// The loads of all.
#[derive(Debug)]
pub(crate) struct Loads {
    pub(crate) all: Vec<Load>,
    now: i32,
}

impl Loads {
    /// Nobody has anything; who comes first by number was left alone the longest.
    pub(crate) fn new(people: usize) -> Self {
        let first = -(people as i32);
        let all = (first..0).map(|changed| Load { open: 0, changed }).collect();
        Self { all, now: 0 }
    }

    pub(crate) fn get(&self, person: u32) -> Option<Load> {
        self.all.get(person as usize).copied()
    }

    /// Somebody has one more, or one less.
    pub(crate) fn change(&mut self, person: u32, open: impl FnOnce(u32) -> u32) {
        self.now += 1;
        if let Some(load) = self.all.get_mut(person as usize) {
            *load = Load { open: open(load.open), changed: self.now };
        }
    }

    /// The least of these people who has room gets a chat.
    fn give(&mut self, people: impl Iterator<Item = u32>) -> Option<(u32, u32)> {
        let loads = people.filter_map(|person| Some((self.get(person)?, person)));
        let (_, person) = loads.filter(|(load, _)| (load.open as usize) < CAPACITY).min()?;
        self.change(person, |open| open + 1);
        Some((person, person))
    }
}

/// Looks at everybody of the company, and at what they may take.
#[derive(Debug)]
pub(crate) struct Scan {
    world: World,
    loads: Loads,
}

impl Scan {
    pub(crate) fn new(world: &World) -> Self {
        Self { world: world.clone(), loads: Loads::new(world.people.len()) }
    }
}

impl Rule for Scan {
    fn arrive(&mut self, group: usize, channel: usize) -> Option<(u32, u32)> {
        let people = (0..).zip(&self.world.people);
        let may = people.filter(|(_, own)| own.iter().any(|one| one.group == group && one.takes(channel)));
        self.loads.give(may.map(|(person, _)| person))
    }

    fn done(&mut self, person: u32) {
        self.loads.change(person, |open| open - 1);
    }
}

/// Looks at those who may take the chat, who are known by group and channel.
#[derive(Debug)]
pub(crate) struct GroupScan {
    pools: Vec<Vec<u32>>,
    loads: Loads,
}

impl GroupScan {
    pub(crate) fn new(world: &World) -> Self {
        Self { pools: world.pools(), loads: Loads::new(world.people.len()) }
    }
}

impl Rule for GroupScan {
    fn arrive(&mut self, group: usize, channel: usize) -> Option<(u32, u32)> {
        let pool = self.pools.get(pool_of(group, channel))?;
        self.loads.give(pool.iter().copied())
    }

    fn done(&mut self, person: u32) {
        self.loads.change(person, |open| open - 1);
    }
}
