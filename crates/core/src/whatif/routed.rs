//! The rules as the routing engine carries them out.

use std::rc::Rc;

use crate::chat::ChatKind;
use crate::routing::engine;
use crate::routing::engine::{ChannelNo, ChatNo, GroupNo, PersonNo, State, Step};

use super::assigner::{Assigner, Command, Event};
use super::rules::{Capacity, Rules, Stickiness};
use super::world::{Change, DAY_MS, Facts, Medium, Person, Takes, World};

/// When a world begins for the engine, whose moments are those of a calendar: midnight of a Monday.
const BEGIN_MS: i64 = 1_767_571_200_000;

/// The routing engine in a world: what is simulated is what assigns the company's chats.
#[derive(Debug)]
pub struct Routed {
    world: Rc<World>,
    capacity: Capacity,
    state: State,
    /// Kept for its memory.
    step: Step,
    next_day_ms: i64,
    refused: u32,
}

impl Routed {
    /// The rules for a world, in which nobody is there yet.
    #[must_use]
    pub fn new(world: Rc<World>, rules: &Rules) -> Self {
        let mut routed = Self {
            capacity: rules.capacity,
            state: State::new(),
            step: Step::new(),
            next_day_ms: DAY_MS,
            refused: 0,
            world: Rc::clone(&world),
        };
        routed.apply(0, 0, &engine::Event::Policy { policy: policy(&world, rules) });
        routed.apply(0, 0, &engine::Event::Day { start_ms: BEGIN_MS });
        for (number, person) in (0..).zip(&world.people) {
            let profile = routed.profile(person, engine::Status::Active);
            routed.apply(0, 0, &engine::Event::Person { person: PersonNo(number), profile });
        }
        routed
    }

    fn apply(&mut self, at_ms: i64, seed: u64, event: &engine::Event) {
        if self.state.apply_to(BEGIN_MS + at_ms, seed, event, &mut self.step).is_err() {
            self.refused += 1;
        }
    }

    fn profile(&self, person: &Person, status: engine::Status) -> engine::Profile {
        let [texts, calls] = match self.capacity {
            Capacity::Slots => person.slots,
            // Who never takes a call takes none without limits either.
            Capacity::Unlimited => person.slots.map(|slots| if slots == 0 { 0 } else { u32::MAX }),
        };
        let capacity = |slots: u32| u16::try_from(slots).unwrap_or(u16::MAX);
        let entitlements = self.entitlements(person);
        let mut groups: Vec<GroupNo> = entitlements.iter().map(|one| one.group).collect();
        groups.dedup();
        engine::Profile {
            status,
            text_capacity: capacity(texts),
            call_capacity: capacity(calls),
            skills: 0,
            groups,
            entitlements,
        }
    }

    /// In the order of the groups.
    fn entitlements(&self, person: &Person) -> Vec<engine::Entitlement> {
        let known =
            engine::Entitlement::KNOWN | engine::Entitlement::OWN_NEW | engine::Entitlement::OWN_KNOWN;
        let bits = if person.takes_new { known | engine::Entitlement::NEW } else { known };
        let entitlement = |(group, channel)| engine::Entitlement {
            group: GroupNo(group),
            channel: ChannelNo(channel),
            bits,
        };
        match &person.takes {
            Takes::Only(pairs) => pairs.iter().map(entitlement).collect(),
            Takes::Everything => {
                let channels = 0..self.world.media.len() as u16;
                let all =
                    (0..self.world.groups).flat_map(|group| channels.clone().map(move |one| (group, one)));
                all.map(entitlement).collect()
            }
        }
    }

    fn event(&self, event: &Event) -> engine::Event {
        match *event {
            Event::Arrived { chat, facts } => engine::Event::Arrived(arrival(chat, &facts)),
            Event::Answered { chat, person } => {
                engine::Event::Answered { chat: number(chat), by: PersonNo(person) }
            }
            Event::Closed { chat, .. } => engine::Event::Closed { chat: number(chat) },
            Event::Missed { chat } => engine::Event::HungUp { chat: number(chat) },
            Event::Presence { person, change } => self.presence(person, change),
            Event::Timer => engine::Event::Timer,
        }
    }

    fn presence(&self, person: u32, change: Change) -> engine::Event {
        let who = PersonNo(person);
        let presence = match change {
            Change::Online => engine::Presence::Online,
            Change::Finishing => engine::Presence::Finishing,
            Change::Lost => engine::Presence::Lost,
            Change::Removed => {
                let nobody =
                    Person { takes: Takes::Only(super::Pairs::default()), takes_new: false, slots: [0; 2] };
                let person = self.world.people.get(person as usize).unwrap_or(&nobody);
                let profile = self.profile(person, engine::Status::Removed);
                return engine::Event::Person { person: who, profile };
            }
        };
        engine::Event::Presence { person: who, presence }
    }
}

impl Assigner for Routed {
    fn step(&mut self, at_ms: i64, seed: u64, event: &Event, commands: &mut Vec<Command>) {
        if at_ms >= self.next_day_ms {
            let start_ms = at_ms - at_ms % DAY_MS;
            self.next_day_ms = start_ms + DAY_MS;
            self.apply(at_ms, seed, &engine::Event::Day { start_ms: BEGIN_MS + start_ms });
            self.follow(commands);
        }
        let event = self.event(event);
        self.apply(at_ms, seed, &event);
        self.follow(commands);
    }

    fn next_timer(&self) -> Option<i64> {
        self.state.next_timer().map(|at_ms| at_ms - BEGIN_MS)
    }

    fn refused(&self) -> u32 {
        self.refused
    }
}

impl Routed {
    /// Passes on what the engine said.
    fn follow(&mut self, commands: &mut Vec<Command>) {
        let place = |chat: ChatNo| chat.0 as u32;
        for command in self.step.commands.drain(..) {
            match command {
                engine::Command::Assign { chat, to, .. } | engine::Command::Reassign { chat, to, .. } => {
                    commands.push(Command::Assign { chat: place(chat), person: to.0 });
                }
                engine::Command::Unassign { chat, .. } => commands.push(Command::Queue { chat: place(chat) }),
                engine::Command::Responsible { .. } | engine::Command::Missed { .. } => {}
            }
        }
    }
}

const fn number(chat: u32) -> ChatNo {
    ChatNo(chat as u64)
}

fn arrival(chat: u32, facts: &Facts) -> engine::Arrival {
    engine::Arrival {
        chat: number(chat),
        group: GroupNo(facts.group),
        channel: ChannelNo(facts.channel),
        kind: ChatKind::Personal,
        priority: 0,
        known: facts.is_known,
        responsible: facts.responsible.map(PersonNo),
        last_agent: None,
        skills: 0,
    }
}

fn policy(world: &World, rules: &Rules) -> engine::Policy {
    let milliseconds = |ms: i64| u32::try_from(ms).unwrap_or(u32::MAX);
    let channel = |medium: &Medium| engine::Channel {
        kind: match medium {
            Medium::Text => engine::Kind::Text,
            Medium::Call => engine::Kind::Call,
        },
        weight: 1,
    };
    let group = |place: u16| {
        let rules_of_group = rules.groups.get(usize::from(place)).copied().unwrap_or_default();
        let backup = world.backups.get(usize::from(place)).copied().flatten();
        engine::Group {
            algorithm: rules_of_group.algorithm,
            backup_users: Vec::new(),
            backup_group: backup.map(GroupNo),
            ladder: engine::Ladder {
                group_ms: 0,
                relaxed_ms: None,
                backup_users_ms: None,
                backup_group_ms: rules_of_group.backup_after_ms.map(milliseconds),
            },
            stickiness: match rules.stickiness {
                Stickiness::None => engine::Stickiness::None,
                Stickiness::Responsible => engine::Stickiness::Responsible,
            },
            closed: false,
            answer_ms: None,
        }
    };
    engine::Policy {
        channels: world.media.iter().map(channel).collect(),
        groups: (0..world.groups).map(group).collect(),
        grace_ms: rules.grace_ms.map(milliseconds),
        give_back: engine::GiveBack::Never,
    }
}
