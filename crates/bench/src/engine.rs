//! The routing engine in the loop.

use usher_core::ChatKind;
use usher_core::routing::Algorithm;
use usher_core::routing::engine::{
    Arrival, Channel, ChannelNo, ChatNo, Entitlement, Event, GiveBack, Group, GroupNo, Kind, Ladder,
    PersonNo, Policy, Presence, Profile, State, Status, Step, Stickiness,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::desk::Rule;
use crate::world::{CAPACITY, CHANNELS, Dice, World};

/// When everything begins.
const BEGIN_MS: i64 = 1_760_000_000_000;

/// Within which time a client is to be answered: each chat has a timer, and hardly one is missed.
const ANSWER_MS: u32 = 3_600_000;

/// Everybody who may take a chat takes new clients, too.
const ALL: u8 = Entitlement::NEW | Entitlement::KNOWN | Entitlement::OWN_NEW | Entitlement::OWN_KNOWN;

/// A company in which everybody is online.
fn company(world: &World, algorithm: Algorithm, capacity: u16) -> Option<State> {
    let mut state = State::new();
    let group = Group {
        algorithm,
        backup_users: Vec::new(),
        backup_group: None,
        ladder: Ladder { group_ms: 0, relaxed_ms: None, backup_users_ms: None, backup_group_ms: None },
        stickiness: Stickiness::LastAgent,
        closed: false,
        answer_ms: Some(ANSWER_MS),
    };
    let policy = Policy {
        channels: vec![Channel { kind: Kind::Text, weight: 1 }; CHANNELS],
        groups: vec![group; world.groups],
        grace_ms: Some(60_000),
        give_back: GiveBack::Unanswered,
    };
    let mut dice = Dice::new(4_711);
    let mut seed = || u64::from(dice.word()) << 32 | u64::from(dice.word());
    state.apply(BEGIN_MS, seed(), &Event::Policy { policy }).ok()?;
    for (person, own) in (0..).map(PersonNo).zip(&world.people) {
        let of = |group: GroupNo, channels: u8| {
            let channels = (0..CHANNELS as u16).filter(move |channel| channels >> channel & 1 == 1);
            channels.map(move |channel| Entitlement { group, channel: ChannelNo(channel), bits: ALL })
        };
        let profile = Profile {
            status: Status::Active,
            text_capacity: capacity,
            call_capacity: 1,
            skills: 0,
            groups: own.iter().map(|one| GroupNo(one.group as u16)).collect(),
            entitlements: own.iter().flat_map(|one| of(GroupNo(one.group as u16), one.channels)).collect(),
        };
        state.apply(BEGIN_MS, seed(), &Event::Person { person, profile }).ok()?;
        state.apply(BEGIN_MS, seed(), &Event::Presence { person, presence: Presence::Online }).ok()?;
    }
    Some(state)
}

/// A chat of a client whom the company knows.
const fn arrival(chat: u32, group: usize, channel: usize) -> Event {
    Event::Arrived(Arrival {
        chat: ChatNo(chat as u64),
        group: GroupNo(group as u16),
        channel: ChannelNo(channel as u16),
        kind: ChatKind::Personal,
        priority: 0,
        known: true,
        responsible: None,
        last_agent: None,
        skills: 0,
    })
}

/// Decides with reasons: every step holds the decisions, who was counted and why not, tie and seed.
#[derive(Debug)]
pub(crate) struct Engine {
    state: State,
    step: Step,
    dice: Dice,
    now_ms: i64,
    chats: u32,
}

impl Engine {
    /// As the rules beside it.
    pub(crate) fn fewest(world: &World) -> Option<Self> {
        Self::new(world, Algorithm::FewerAssigned)
    }

    pub(crate) fn fair(world: &World) -> Option<Self> {
        Self::new(world, Algorithm::Fair)
    }

    fn new(world: &World, algorithm: Algorithm) -> Option<Self> {
        let state = company(world, algorithm, CAPACITY as u16)?;
        Some(Self { state, step: Step::new(), dice: Dice::new(99), now_ms: BEGIN_MS, chats: 0 })
    }

    fn apply(&mut self, event: &Event) -> Option<()> {
        let seed = u64::from(self.dice.word());
        self.state.apply_to(self.now_ms, seed, event, &mut self.step).ok()
    }
}

impl Rule for Engine {
    fn arrive(&mut self, group: usize, channel: usize) -> Option<(u32, u32)> {
        self.now_ms += 1;
        self.chats += 1;
        self.apply(&arrival(self.chats, group, channel))?;
        let person = self.step.decisions.first().and_then(|decision| decision.person);
        Some((self.chats, person.map_or(u32::MAX, |person| person.0)))
    }

    fn done(&mut self, chat: u32) {
        // It is open: `arrive` said so.
        let _ = self.apply(&Event::Closed { chat: ChatNo(chat.into()) });
    }
}

/// A company with as many open chats as it is told, for what its state takes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Company {
    state: State,
    groups: usize,
}

#[wasm_bindgen]
impl Company {
    /// So many people, each with room for more than their part of the chats.
    pub fn new(people: u32, chats: u32) -> Option<Company> {
        let world = World::new(people as usize);
        let capacity = chats.checked_div(people)? + 2;
        let state = company(&world, Algorithm::FewerAssigned, capacity as u16)?;
        Some(Self { state, groups: world.groups })
    }

    /// Chats come, and whoever gets one answers. Returns how many are open.
    pub fn open(&mut self, chats: u32) -> u32 {
        let mut dice = Dice::new(5);
        let mut step = Step::new();
        for chat in 0..chats {
            let at_ms = BEGIN_MS + i64::from(chat / 10);
            let event = arrival(chat, dice.below(self.groups), dice.below(CHANNELS));
            if self.state.apply_to(at_ms, u64::from(dice.word()), &event, &mut step).is_ok()
                && let Some(by) = self.state.assignee(ChatNo(chat.into()))
            {
                let answered = Event::Answered { chat: ChatNo(chat.into()), by };
                // Who has a chat may answer it.
                let _ = self.state.apply_to(at_ms, 0, &answered, &mut step);
            }
        }
        self.state.chats().0 as u32
    }
}
