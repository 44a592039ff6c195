//! People: what they may, where they are, what they have in hand.

use super::chat::NIL;
use super::event::{Presence, Status};
use super::key::Key;
use super::lot::mixed;
use super::number::{GroupNo, PersonNo};
use super::policy::{Channel, Kind};
use super::shelf::Span;
use crate::routing::Algorithm;

/// What somebody may take of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Right {
    pub(super) group: GroupNo,
    /// Whether they are in the group; else they only help out.
    pub(super) member: bool,
    /// Which channels and clients: a number of [`Sets`](super::sets::Sets).
    pub(super) set: u32,
}

/// One assignment, as it is counted: in parts, so that it can fade.
pub(super) const ONE: u32 = 256;

/// What an assignment may be held to be worth in time online, in milliseconds.
pub(super) const FAIR_LEAST_MS: i64 = 1_000;
pub(super) const FAIR_MOST_MS: i64 = 86_400_000;

/// A person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) status: Status,
    pub(super) capacity: [u16; 2],
    pub(super) skills: u64,
    pub(super) presence: Presence,
    /// Since when the presence is what it is.
    pub(super) since_ms: i64,
    /// When they were last online, if not now; the least number if never.
    pub(super) seen_ms: i64,
    /// Whether their chats were moved since they were lost.
    pub(super) rescued: bool,
    /// Assignments, in parts of [`ONE`], and the time online up to `since_ms` that they are held against.
    pub(super) assigned: u32,
    pub(super) online_ms: i64,
    /// The lot they hold.
    pub(super) lot: u32,
    /// When it was their turn last, counted over all assignments.
    pub(super) turn: u64,
    /// Since when they neither got nor closed anything, of each kind.
    pub(super) idle_ms: [i64; 2],
    /// Whether they changed since the host asked who did.
    pub(super) noted: bool,
    // What follows is found from the rows of chats and from the policy.
    pub(super) used: [u32; 2],
    pub(super) open: [u32; 2],
    /// The first of their chats.
    pub(super) first: u32,
    /// What they may take of which groups, and their places in teams.
    pub(super) rights: Span,
    pub(super) seats: Span,
}

impl Person {
    pub(super) const fn new() -> Self {
        Self {
            status: Status::Active,
            capacity: [0; 2],
            skills: 0,
            presence: Presence::Lost,
            since_ms: 0,
            seen_ms: i64::MIN,
            rescued: true,
            assigned: 0,
            online_ms: 0,
            lot: 0,
            turn: 0,
            idle_ms: [0; 2],
            noted: false,
            used: [0; 2],
            open: [0; 2],
            first: NIL,
            rights: Span::NONE,
            seats: Span::NONE,
        }
    }

    pub(super) fn is_active(&self) -> bool {
        self.status == Status::Active
    }

    fn of(&self, kind: Kind) -> (u32, u32, u32) {
        let [text, call] = self.capacity;
        let ([text_used, call_used], [text_open, call_open]) = (self.used, self.open);
        match kind {
            Kind::Text => (u32::from(text), text_used, text_open),
            Kind::Call => (u32::from(call), call_used, call_open),
        }
    }

    /// How many chats of a kind they have in hand.
    pub(super) fn open_of(&self, kind: Kind) -> u32 {
        let (_, _, open) = self.of(kind);
        open
    }

    /// Notes that they got or closed something just now.
    pub(super) const fn stir(&mut self, kind: Kind, at_ms: i64) {
        let [text_ms, call_ms] = &mut self.idle_ms;
        match kind {
            Kind::Text => *text_ms = at_ms,
            Kind::Call => *call_ms = at_ms,
        }
    }

    /// Whether one more of this size fits.
    pub(super) fn has_room(&self, size: Channel) -> bool {
        let (capacity, used, _) = self.of(size.kind);
        used + u32::from(size.weight) <= capacity
    }

    /// Whether they take what is of this size now.
    pub(super) fn is_free(&self, size: Channel) -> bool {
        self.is_active() && self.presence == Presence::Online && self.has_room(size)
    }

    /// Counts a chat that came into hand or left it.
    pub(super) fn count(&mut self, size: Channel, more: bool) {
        let [text_used, call_used] = &mut self.used;
        let [text_open, call_open] = &mut self.open;
        let (used, open) = match size.kind {
            Kind::Text => (text_used, text_open),
            Kind::Call => (call_used, call_open),
        };
        let weight = u32::from(size.weight);
        (*used, *open) = if more {
            (used.saturating_add(weight), open.saturating_add(1))
        } else {
            (used.saturating_sub(weight), open.saturating_sub(1))
        };
    }

    /// What they had beyond what the time online is worth: that of somebody who is online falls as time goes by, for all
    /// alike, so that their order stands.
    fn lag(&self, fair_ms: i64) -> i64 {
        // INVARIANT: a day, and whoever restores, keeps to `FAIR_MOST_MS`, so that this is less than 2^59.
        let had = i64::from(self.assigned).wrapping_mul(fair_ms) / i64::from(ONE);
        let since = if self.presence == Presence::Online { self.since_ms } else { 0 };
        had - self.online_ms + since
    }

    /// Where they stand among others for a chat of this kind. Less is better.
    pub(super) fn key(&self, person: PersonNo, algorithm: Algorithm, kind: Kind, fair_ms: i64) -> Key {
        let (capacity, used, open) = self.of(kind);
        let first = match algorithm {
            Algorithm::OnlineToday | Algorithm::Fair | Algorithm::Random => 0,
            Algorithm::FewerAssigned => u64::from(open),
            Algorithm::RoundRobin => self.turn,
            Algorithm::LongestIdle => {
                let [text_ms, call_ms] = self.idle_ms;
                u64::try_from(if kind == Kind::Text { text_ms } else { call_ms }).unwrap_or(0)
            }
            Algorithm::FreeCapacity | Algorithm::Skill => {
                (u64::from(used) << 16) / u64::from(capacity.max(1))
            }
        };
        Key { first, lag: self.lag(fair_ms), lot: self.lot, person: person.0 }
    }

    /// Sets the presence and counts the time online.
    pub(super) fn turn_to(&mut self, presence: Presence, at_ms: i64, lot: u32) {
        if self.presence == Presence::Online {
            self.online_ms += at_ms - self.since_ms;
            self.seen_ms = at_ms;
        }
        if presence == Presence::Online {
            self.lot = lot;
        }
        self.rescued = presence != Presence::Lost;
        (self.presence, self.since_ms) = (presence, at_ms);
    }

    /// Time online so far.
    pub(super) fn online_until(&self, at_ms: i64) -> i64 {
        self.online_ms + if self.presence == Presence::Online { at_ms - self.since_ms } else { 0 }
    }

    /// A day has passed: what was before counts for less.
    pub(super) const fn fade(&mut self) {
        self.assigned -= self.assigned / 4;
        self.online_ms -= self.online_ms / 4;
    }
}

/// The lot that a seed gives a person.
pub(super) fn lot_of(seed: u64, person: PersonNo) -> u32 {
    (mixed(seed, u64::from(person.0)) >> 32) as u32
}
