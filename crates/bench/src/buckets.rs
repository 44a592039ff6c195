//! For each group, channel and load a list: the first of the lowest that is not empty gets the chat.

use crate::desk::Rule;
use crate::world::{CAPACITY, World, pool_of, pools_of};

/// Loads from none to all that somebody may have.
const LEVELS: usize = CAPACITY + 1;

/// A place in a ring of neighbours.
#[derive(Debug, Clone, Copy)]
struct Link {
    before: u32,
    after: u32,
}

/// Lists as rings through their heads, which stand behind the seats.
#[derive(Debug)]
pub(crate) struct Buckets {
    links: Vec<Link>,
    /// For each seat the head of its first list, and whose it is.
    seats: Vec<(u32, u32)>,
    /// Where the seats of each person begin.
    begin: Vec<u32>,
    open: Vec<u32>,
}

impl Buckets {
    pub(crate) fn new(world: &World) -> Self {
        let pools: Vec<(u32, usize)> = (0..)
            .zip(&world.people)
            .flat_map(|(person, own)| {
                own.iter().flat_map(|one| pools_of(*one)).map(move |pool| (person, pool))
            })
            .collect();
        let count = pools.len();
        let heads = world.pools().len() * LEVELS;
        let links = (0..(count + heads) as u32).map(|own| Link { before: own, after: own }).collect();
        let seats = pools.iter().map(|(person, pool)| ((count + pool * LEVELS) as u32, *person)).collect();
        let mut begin = vec![0; world.people.len() + 1];
        for (person, _) in &pools {
            if let Some(after) = begin.get_mut(*person as usize + 1) {
                *after += 1;
            }
        }
        let mut sum = 0;
        for place in &mut begin {
            sum += *place;
            *place = sum;
        }
        let mut buckets = Self { links, seats, begin, open: vec![0; world.people.len()] };
        for seat in 0..count as u32 {
            buckets.enter(seat, 0);
        }
        buckets
    }

    fn link(&mut self, place: u32) -> &mut Link {
        // INVARIANT: links name places in `links` alone; there is always a first, for there are always heads.
        let place = if (place as usize) < self.links.len() { place as usize } else { 0 };
        #[allow(clippy::indexing_slicing, reason = "bounded in the line before")]
        &mut self.links[place]
    }

    /// At the end of the list of this load.
    fn enter(&mut self, seat: u32, open: u32) {
        let Some((first, _)) = self.seats.get(seat as usize).copied() else { return };
        let head = first + open;
        let last = self.link(head).before;
        self.link(last).after = seat;
        self.link(head).before = seat;
        *self.link(seat) = Link { before: last, after: head };
    }

    fn leave(&mut self, seat: u32) {
        let Link { before, after } = *self.link(seat);
        self.link(before).after = after;
        self.link(after).before = before;
    }

    fn change(&mut self, person: u32, open: impl FnOnce(u32) -> u32) {
        let Some(own) = self.open.get_mut(person as usize) else { return };
        *own = open(*own);
        let now = *own;
        let at = |place: usize| self.begin.get(place).copied().unwrap_or(0);
        for seat in at(person as usize)..at(person as usize + 1) {
            self.leave(seat);
            self.enter(seat, now);
        }
    }
}

impl Rule for Buckets {
    fn arrive(&mut self, group: usize, channel: usize) -> Option<(u32, u32)> {
        let head = (self.seats.len() + pool_of(group, channel) * LEVELS) as u32;
        let first = (head..head + CAPACITY as u32).map(|level| (level, self.link(level).after));
        let (_, seat) = { first }.find(|(level, first)| level != first)?;
        let (_, person) = *self.seats.get(seat as usize)?;
        self.change(person, |open| open + 1);
        Some((person, person))
    }

    fn done(&mut self, person: u32) {
        self.change(person, |open| open - 1);
    }
}
