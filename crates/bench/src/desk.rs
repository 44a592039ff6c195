//! The loop.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::buckets::Buckets;
use crate::engine::Engine;
use crate::heap::Heaps;
use crate::scan::{GroupScan, Scan};
use crate::world::{CHANNELS, Dice, LOAD, World};

/// Who gets a chat, and that it is done.
pub(crate) trait Rule {
    /// Gives a chat of a group and a channel to somebody; what to say when it is done, and who has it.
    fn arrive(&mut self, group: usize, channel: usize) -> Option<(u32, u32)>;

    /// What was said by `arrive` is done.
    fn done(&mut self, given: u32);
}

/// A rule at work: chats come, and as many are done as keep everybody at half of what they may have.
#[wasm_bindgen]
pub struct Desk {
    rule: Box<dyn Rule>,
    groups: usize,
    target: usize,
    open: Vec<u32>,
    dice: Dice,
    sum: u32,
}

#[wasm_bindgen]
impl Desk {
    /// `engine`, `fair` (the engine, by its fairest rule), `scan`, `group`, `heap` or `buckets`, for so many people.
    pub fn new(rule: &str, people: u32) -> Option<Desk> {
        let world = World::new(people as usize);
        let rule: Box<dyn Rule> = match rule {
            "engine" => Box::new(Engine::fewest(&world)?),
            "fair" => Box::new(Engine::fair(&world)?),
            "scan" => Box::new(Scan::new(&world)),
            "group" => Box::new(GroupScan::new(&world)),
            "heap" => Box::new(Heaps::new(&world)),
            "buckets" => Box::new(Buckets::new(&world)),
            _ => return None,
        };
        let target = world.people.len() * LOAD;
        let (open, dice) = (Vec::with_capacity(target + 1), Dice::new(777));
        Some(Self { rule, groups: world.groups, target, open, dice, sum: 0 })
    }

    /// So many chats come, and once there are enough one is done before each. Returns a digest of who got them.
    pub fn run(&mut self, chats: u32) -> u32 {
        for _ in 0..chats {
            if self.open.len() >= self.target {
                let place = self.dice.below(self.open.len());
                let given = self.open.swap_remove(place);
                self.rule.done(given);
            }
            let (group, channel) = (self.dice.below(self.groups), self.dice.below(CHANNELS));
            if let Some((given, person)) = self.rule.arrive(group, channel) {
                self.open.push(given);
                self.sum = self.sum.wrapping_mul(31).wrapping_add(person);
            }
        }
        self.sum
    }

    /// How many chats there are once everybody has half of what they may have.
    #[must_use]
    pub fn target(&self) -> u32 {
        self.target as u32
    }
}

impl core::fmt::Debug for Desk {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Desk").field("open", &self.open.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rule: &str, people: u32, chats: u32) -> u32 {
        Desk::new(rule, people).map_or(0, |mut desk| desk.run(chats))
    }

    #[test]
    fn the_rules_beside_ours_come_to_the_same_answers() {
        for people in [100, 1_000] {
            let group = sum("group", people, 20_000);
            assert_ne!(group, 0);
            for rule in ["scan", "heap", "buckets"] {
                assert_eq!(sum(rule, people, 20_000), group, "{rule} of {people}");
            }
        }
    }

    #[test]
    fn the_engine_gives_every_chat_to_somebody() {
        for rule in ["engine", "fair"] {
            assert_ne!(sum(rule, 100, 5_000), sum(rule, 100, 4_999));
        }
        assert!(Desk::new("none", 100).is_none());
    }
}
