//! What one person has before them.

use std::collections::VecDeque;

use super::world::Medium;

/// Whether somebody takes up work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// They do.
    Online,
    /// They finish what they have begun.
    Finishing,
    /// What they have begun stands still.
    Gone,
    /// The same, and for ever.
    Removed,
}

/// What somebody has, by [`Medium`].
#[derive(Debug, Clone, Default)]
pub(super) struct Hands {
    /// How many at a time.
    pub(super) slots: u32,
    /// What they work on.
    pub(super) open: Vec<u32>,
    /// What was given to them beyond that, in order.
    pub(super) backlog: VecDeque<u32>,
    /// How long the slots were in use, all together.
    pub(super) busy_ms: i64,
}

/// A person at work.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    pub(super) presence: Presence,
    hands: [Hands; 2],
    /// Since when they are online.
    since_ms: i64,
    /// How long they were online before.
    online_ms: i64,
    /// How many chats they were given.
    pub(super) assigned: u32,
    /// How many chats they did.
    pub(super) done: u32,
}

impl Desk {
    pub(super) fn new(slots: [u32; 2]) -> Self {
        let hands = slots.map(|slots| Hands { slots, ..Hands::default() });
        Self { presence: Presence::Gone, hands, since_ms: 0, online_ms: 0, assigned: 0, done: 0 }
    }

    pub(super) fn hands(&self, medium: Medium) -> &Hands {
        let [text, call] = &self.hands;
        match medium {
            Medium::Text => text,
            Medium::Call => call,
        }
    }

    pub(super) fn hands_mut(&mut self, medium: Medium) -> &mut Hands {
        let [text, call] = &mut self.hands;
        match medium {
            Medium::Text => text,
            Medium::Call => call,
        }
    }

    /// Whether they would take up one more at once.
    pub(super) fn is_free(&self, medium: Medium) -> bool {
        self.presence == Presence::Online && self.hands(medium).is_free()
    }

    pub(super) fn turn(&mut self, presence: Presence, now_ms: i64) {
        self.online_ms = self.online_ms(now_ms);
        self.since_ms = now_ms;
        self.presence = presence;
    }

    /// How long they were online until now.
    pub(super) const fn online_ms(&self, now_ms: i64) -> i64 {
        match self.presence {
            Presence::Online => self.online_ms + now_ms - self.since_ms,
            _ => self.online_ms,
        }
    }
}

impl Hands {
    pub(super) fn is_free(&self) -> bool {
        (self.open.len() as u64) < u64::from(self.slots)
    }

    /// Lays a chat aside, wherever it is.
    pub(super) fn lay_aside(&mut self, chat: u32) {
        self.open.retain(|open| *open != chat);
        self.backlog.retain(|waiting| *waiting != chat);
    }
}
