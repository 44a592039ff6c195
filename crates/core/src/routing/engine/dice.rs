//! Random events in a small world, where numbers collide often.

use crate::chat::ChatKind;
use crate::routing::Algorithm;

use super::lot::mixed;
use super::*;

pub(super) const PEOPLE: u32 = 7;
pub(super) const GROUPS: u16 = 3;
pub(super) const CHANNELS: u16 = 4;
pub(super) const CHATS: u64 = 30;

const START_MS: i64 = 1_760_000_000_000;

/// Numbers from a seed, and the time.
#[derive(Clone, Debug)]
pub(super) struct Dice {
    seed: u64,
    thrown: u64,
    now_ms: i64,
}

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed, thrown: 0, now_ms: START_MS }
    }

    pub(super) const fn word(&mut self) -> u64 {
        self.thrown += 1;
        mixed(self.seed, self.thrown)
    }

    /// A number below another.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        (self.word() >> 11) % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize]
    }

    fn person(&mut self) -> PersonNo {
        PersonNo(self.below(u64::from(PEOPLE)) as u32)
    }

    fn group(&mut self) -> GroupNo {
        GroupNo(self.below(u64::from(GROUPS)) as u16)
    }

    fn channel(&mut self) -> ChannelNo {
        ChannelNo(self.below(u64::from(CHANNELS)) as u16)
    }

    fn chat(&mut self) -> ChatNo {
        ChatNo(self.below(CHATS))
    }

    fn skills(&mut self) -> u64 {
        if self.one_in(2) { 0 } else { self.below(4) }
    }

    fn after(&mut self) -> Option<u32> {
        let times = [None, Some(0), Some(5_000), Some(20_000), Some(60_000)];
        self.of(&times)
    }

    pub(super) fn policy(&mut self) -> Policy {
        let channels = (0..CHANNELS).map(|number| Channel {
            kind: if number == 3 { Kind::Call } else { Kind::Text },
            weight: if number == 1 { 2 } else { 1 },
        });
        let channels = channels.collect();
        let groups = (0..GROUPS).map(|_| self.a_group()).collect();
        let give_back = self.of(&[GiveBack::Never, GiveBack::Unanswered, GiveBack::Always]);
        Policy { channels, groups, grace_ms: self.after(), give_back }
    }

    fn a_group(&mut self) -> Group {
        Group {
            algorithm: self.of(&Algorithm::ALL),
            backup_users: (0..self.below(3)).map(|_| self.person()).collect(),
            backup_group: if self.one_in(2) { Some(self.group()) } else { None },
            ladder: Ladder {
                group_ms: self.of(&[0, 0, 10_000]),
                relaxed_ms: self.after(),
                backup_users_ms: self.after(),
                backup_group_ms: self.after(),
            },
            stickiness: self.of(&[Stickiness::None, Stickiness::Responsible, Stickiness::LastAgent]),
            closed: self.one_in(6),
            answer_ms: self.of(&[None, Some(30_000), Some(100_000)]),
        }
    }

    fn profile(&mut self) -> Profile {
        let status = [
            Status::Active,
            Status::Active,
            Status::Active,
            Status::Active,
            Status::Deactivated,
            Status::Removed,
        ];
        let groups = (0..GROUPS).map(GroupNo).filter(|_| self.one_in(2)).collect();
        let mut entitlements = Vec::new();
        for group in (0..GROUPS).map(GroupNo) {
            for channel in (0..CHANNELS).map(ChannelNo) {
                let bits = self.of(&[15, 15, 14, 2, 12, 0]);
                if bits != 0 && !self.one_in(3) {
                    entitlements.push(Entitlement { group, channel, bits });
                }
            }
        }
        Profile {
            status: self.of(&status),
            text_capacity: self.below(8) as u16,
            call_capacity: self.below(3) as u16,
            skills: self.below(4),
            groups,
            entitlements,
        }
    }

    fn arrival(&mut self) -> Arrival {
        Arrival {
            chat: self.chat(),
            group: self.group(),
            channel: self.channel(),
            kind: if self.one_in(5) { ChatKind::Group } else { ChatKind::Personal },
            priority: self.of(&[0, 0, 0, 7]),
            known: self.one_in(2),
            responsible: if self.one_in(3) { Some(self.person()) } else { None },
            last_agent: if self.one_in(4) { Some(self.person()) } else { None },
            skills: self.skills(),
        }
    }

    /// What happens next, when, and its seed.
    pub(super) fn event(&mut self) -> (i64, u64, Event) {
        self.now_ms += self.of(&[0, 1, 700, 4_000, 15_000]);
        let event = match self.below(100) {
            0..28 => Event::Arrived(self.arrival()),
            28..33 => Event::Message { chat: self.chat() },
            33..40 => Event::Answered { chat: self.chat(), by: self.person() },
            40..62 => Event::Closed { chat: self.chat() },
            62 => Event::HungUp { chat: self.chat() },
            63..66 => {
                let priority = if self.one_in(2) { Some(self.of(&[0, 7])) } else { None };
                let known = if self.one_in(2) { Some(self.one_in(2)) } else { None };
                let skills = if self.one_in(2) { Some(self.skills()) } else { None };
                Event::ChatChanged { chat: self.chat(), priority, known, skills }
            }
            66..80 => {
                let all = [
                    Presence::Online,
                    Presence::Online,
                    Presence::Online,
                    Presence::Online,
                    Presence::Finishing,
                    Presence::Away,
                    Presence::Lost,
                ];
                Event::Presence { person: self.person(), presence: self.of(&all) }
            }
            80..84 => Event::Person { person: self.person(), profile: self.profile() },
            84 => Event::Policy { policy: self.policy() },
            85..88 => Event::Assign { chat: self.chat(), to: self.person(), allowed: !self.one_in(4) },
            88..91 => Event::Transfer { chat: self.chat(), group: self.group() },
            91..93 => Event::Release { chat: self.chat() },
            93..96 => Event::Take { chat: self.chat(), by: self.person(), allowed: !self.one_in(4) },
            96 => Event::Day { start_ms: self.now_ms - self.now_ms % 50_000 },
            _ => Event::Timer,
        };
        (self.now_ms, self.word(), event)
    }

    /// A company that has people.
    pub(super) fn start(&mut self) -> Vec<(i64, u64, Event)> {
        let mut events = vec![(self.now_ms, self.word(), Event::Policy { policy: self.policy() })];
        for person in (0..PEOPLE - 1).map(PersonNo) {
            let profile = Profile { status: Status::Active, ..self.profile() };
            events.push((self.now_ms, self.word(), Event::Person { person, profile }));
        }
        events
    }
}
