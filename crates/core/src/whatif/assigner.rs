//! Who is asked for each assignment: the seam between the simulation and any rules.

use super::world::{Change, Facts};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A chat came. Chats are numbered in the order in which they come.
    Arrived {
        /// Its number.
        chat: u32,
        /// What is known of it.
        facts: Facts,
    },
    /// Somebody began to work on a chat for the first time.
    Answered {
        /// Which.
        chat: u32,
        /// Who.
        person: u32,
    },
    /// A chat is done.
    Closed {
        /// Which.
        chat: u32,
        /// Who did it.
        person: u32,
    },
    /// A client is gone before anybody answered.
    Missed {
        /// Which chat.
        chat: u32,
    },
    /// Somebody's presence changed.
    Presence {
        /// Whose.
        person: u32,
        /// To what.
        change: Change,
    },
    /// The moment came that was asked for.
    Timer,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Somebody gets a chat, which somebody else may have had.
    Assign {
        /// Which.
        chat: u32,
        /// Who.
        person: u32,
    },
    /// A chat goes back to the queue.
    Queue {
        /// Which.
        chat: u32,
    },
}

/// Decides who gets which chat. Whatever it says is checked: what a person may not have is refused, and counted.
pub trait Assigner {
    /// Takes notice of an event and says what follows, in order. The seed belongs to this event alone.
    fn step(&mut self, at_ms: i64, seed: u64, event: &Event, commands: &mut Vec<Command>);

    /// When it must hear a [`Event::Timer`] next.
    fn next_timer(&self) -> Option<i64>;

    /// How often it could make nothing of what it was told.
    fn refused(&self) -> u32 {
        0
    }
}
