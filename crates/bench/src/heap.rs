//! A binary heap of each group and channel, in which everybody can be found.

use crate::desk::Rule;
use crate::scan::Loads;
use crate::world::{CAPACITY, World, pool_of, pools_of};

/// Somebody's place in a heap.
#[derive(Debug, Clone, Copy)]
struct Seat {
    pool: u32,
    place: u32,
}

/// One in a heap: who, and which of their seats this is.
#[derive(Debug, Clone, Copy)]
struct Node {
    person: u32,
    seat: u32,
}

/// Least load first, in each.
#[derive(Debug)]
pub(crate) struct Heaps {
    loads: Loads,
    pools: Vec<Vec<Node>>,
    seats: Vec<Seat>,
    /// Where the seats of each person begin.
    begin: Vec<u32>,
}

impl Heaps {
    pub(crate) fn new(world: &World) -> Self {
        let mut heaps = Self {
            loads: Loads::new(world.people.len()),
            pools: vec![Vec::new(); world.pools().len()],
            seats: Vec::new(),
            begin: vec![0],
        };
        for (person, own) in (0..).zip(&world.people) {
            for pool in own.iter().flat_map(|one| pools_of(*one)) {
                // By number, which is how long they were left alone: a heap from the beginning.
                if let Some(nodes) = heaps.pools.get_mut(pool) {
                    heaps.seats.push(Seat { pool: pool as u32, place: nodes.len() as u32 });
                    nodes.push(Node { person, seat: heaps.seats.len() as u32 - 1 });
                }
            }
            heaps.begin.push(heaps.seats.len() as u32);
        }
        heaps
    }

    /// Brings somebody to their places after their load changed.
    fn change(&mut self, person: u32, open: impl FnOnce(u32) -> u32) {
        self.loads.change(person, open);
        let at = |place: usize| self.begin.get(place).copied().unwrap_or(0);
        for seat in at(person as usize)..at(person as usize + 1) {
            let Some(Seat { pool, place }) = self.seats.get(seat as usize).copied() else { continue };
            let Some(nodes) = self.pools.get_mut(pool as usize) else { continue };
            let mut heap = Heap { nodes, seats: &mut self.seats, loads: &self.loads };
            let place = heap.rise(place as usize);
            heap.sink(place);
        }
    }
}

/// One of them, while it is put in order.
struct Heap<'a> {
    nodes: &'a mut [Node],
    seats: &'a mut [Seat],
    loads: &'a Loads,
}

impl Heap<'_> {
    fn is_less(&self, a: usize, b: usize) -> bool {
        let load = |place: usize| self.nodes.get(place).and_then(|node| self.loads.get(node.person));
        match (load(a), load(b)) {
            (Some(a), Some(b)) => a < b,
            _ => false,
        }
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.nodes.swap(a, b);
        for place in [a, b] {
            let seat = self.nodes.get(place).and_then(|node| self.seats.get_mut(node.seat as usize));
            if let Some(seat) = seat {
                seat.place = place as u32;
            }
        }
    }

    fn rise(&mut self, mut place: usize) -> usize {
        while place > 0 && self.is_less(place, (place - 1) / 2) {
            self.swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
        place
    }

    fn sink(&mut self, mut place: usize) {
        loop {
            let left = 2 * place + 1;
            let least = if self.is_less(left + 1, left) { left + 1 } else { left };
            if !self.is_less(least, place) {
                return;
            }
            self.swap(place, least);
            place = least;
        }
    }
}

impl Rule for Heaps {
    fn arrive(&mut self, group: usize, channel: usize) -> Option<(u32, u32)> {
        let person = self.pools.get(pool_of(group, channel))?.first()?.person;
        self.loads.get(person).filter(|load| (load.open as usize) < CAPACITY)?;
        self.change(person, |open| open + 1);
        Some((person, person))
    }

    fn done(&mut self, person: u32) {
        self.change(person, |open| open - 1);
    }
}
