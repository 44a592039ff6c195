//! The run of a world under some rules.

use core::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use crate::routing::Lot;
use crate::sorted::SortedSet;

use super::assigner::{Assigner, Command, Event};
use super::desk::{Desk, Presence};
use super::report::Report;
use super::tally::Tally;
use super::work::{Phase, Work};
use super::world::{Change, MINUTE_MS, Medium, Turn, World};

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How much of the world's time has passed, in milliseconds.
    pub done_ms: i64,
    /// How much there is.
    pub horizon_ms: i64,
}

impl Progress {
    /// Whether the run has come to its end.
    #[must_use]
    pub const fn is_finished(&self) -> bool {
        self.done_ms >= self.horizon_ms
    }
}

/// What is due. Of what is due at the same moment, that which comes first here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// The work on a chat ends, if this is still its version.
    Done { chat: u32, version: u32 },
    /// A client has waited long enough.
    Gone { chat: u32 },
}

/// What happens next, of all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Due,
    Turn,
    Arrival,
    Timer,
    Look,
}

/// A team that works through its world under the rules of an assigner. Discrete events in whole milliseconds: the same
/// world under the same rules is the same run on every machine.
#[derive(Debug)]
pub struct Simulation<A> {
    world: Rc<World>,
    assigner: A,
    now_ms: i64,
    arrivals: usize,
    turns: usize,
    due: BinaryHeap<Reverse<(i64, Due)>>,
    works: Vec<Work>,
    desks: Vec<Desk>,
    /// Chats that nobody works on though they could be.
    waiting: SortedSet<u32>,
    tally: Tally,
    seeds: Lot,
    /// Kept for its memory.
    commands: Vec<Command>,
    next_look_ms: i64,
    /// A timer that asks for the moment at which it was called is called a moment later.
    timer_after_ms: i64,
}

impl<A: Assigner> Simulation<A> {
    /// A run that has not begun.
    #[must_use]
    pub fn new(world: Rc<World>, assigner: A) -> Self {
        Self {
            assigner,
            now_ms: 0,
            arrivals: 0,
            turns: 0,
            due: BinaryHeap::new(),
            works: Vec::with_capacity(world.arrivals.len()),
            desks: world.people.iter().map(|person| Desk::new(person.slots)).collect(),
            waiting: SortedSet::new(),
            tally: Tally::new(world.groups, world.horizon_ms),
            seeds: Lot::new(world.seed),
            commands: Vec::new(),
            next_look_ms: MINUTE_MS,
            timer_after_ms: 0,
            world,
        }
    }

    /// Runs on for at most so many events.
    pub fn run_for(&mut self, steps: u32) -> Progress {
        for _ in 0..steps {
            let Some((at_ms, next)) = self.next().filter(|(at_ms, _)| *at_ms < self.world.horizon_ms) else {
                self.now_ms = self.world.horizon_ms;
                break;
            };
            self.now_ms = at_ms;
            self.step(next);
        }
        self.progress()
    }

    /// How far the run is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { done_ms: self.now_ms, horizon_ms: self.world.horizon_ms }
    }

    /// What has come of it so far: what waits now is counted as having waited until now.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut report = Report::of(&self.world, &self.works, &self.desks, &self.tally, self.now_ms);
        report.refused += self.assigner.refused();
        report
    }

    fn next(&self) -> Option<(i64, Next)> {
        let timer = self.assigner.next_timer().map(|at_ms| at_ms.max(self.timer_after_ms).max(self.now_ms));
        let soonest = [
            (self.due.peek().map(|Reverse((at_ms, _))| *at_ms), Next::Due),
            (self.world.turns.get(self.turns).map(|turn| turn.at_ms), Next::Turn),
            (self.world.arrivals.get(self.arrivals).map(|arrival| arrival.at_ms), Next::Arrival),
            (timer, Next::Timer),
            ((!self.waiting.is_empty()).then_some(self.next_look_ms), Next::Look),
        ];
        soonest.into_iter().filter_map(|(at_ms, next)| Some((at_ms?, next))).min()
    }

    fn step(&mut self, next: Next) {
        match next {
            Next::Due => match self.due.pop() {
                Some(Reverse((_, Due::Done { chat, version }))) => self.done(chat, version),
                Some(Reverse((_, Due::Gone { chat }))) => self.gone(chat),
                None => {}
            },
            Next::Turn => {
                if let Some(turn) = self.world.turns.get(self.turns).copied() {
                    self.turns += 1;
                    self.turn(turn);
                }
            }
            Next::Arrival => self.arrive(),
            Next::Timer => {
                self.timer_after_ms = self.now_ms + 1;
                self.ask(&Event::Timer);
            }
            Next::Look => {
                self.look();
                self.next_look_ms = (self.now_ms / MINUTE_MS + 1) * MINUTE_MS;
            }
        }
    }

    fn arrive(&mut self) {
        let Some(arrival) = self.world.arrivals.get(self.arrivals).copied() else { return };
        let chat = self.arrivals as u32;
        self.arrivals += 1;
        self.works.push(Work::new(&arrival));
        self.wait(chat);
        if let Some(patience_ms) = arrival.patience_ms {
            self.due.push(Reverse((self.now_ms.saturating_add(patience_ms), Due::Gone { chat })));
        }
        self.ask(&Event::Arrived { chat, facts: arrival.facts });
    }

    fn done(&mut self, chat: u32, version: u32) {
        let now_ms = self.now_ms;
        let Some(work) = self.works.get_mut(chat as usize) else { return };
        let Phase::Open { person, since_ms } = work.phase else { return };
        if work.version != version {
            return;
        }
        let medium = work.facts.medium;
        work.finish(Phase::Done, now_ms);
        if let Some(desk) = self.desks.get_mut(person as usize) {
            let hands = desk.hands_mut(medium);
            hands.lay_aside(chat);
            hands.busy_ms += now_ms - since_ms;
            desk.done += 1;
        }
        let answered = self.take_up(person);
        self.ask(&Event::Closed { chat, person });
        self.tell(&answered);
    }

    fn gone(&mut self, chat: u32) {
        let Some(work) = self.works.get_mut(chat as usize) else { return };
        if work.started_ms.is_some() {
            return;
        }
        let (phase, medium) = (work.phase, work.facts.medium);
        work.finish(Phase::Missed, self.now_ms);
        if let Phase::Backlog { person } = phase
            && let Some(desk) = self.desks.get_mut(person as usize)
        {
            desk.hands_mut(medium).lay_aside(chat);
        }
        self.wait_no_more(chat);
        self.ask(&Event::Missed { chat });
    }

    fn turn(&mut self, turn: Turn) {
        let (now_ms, person) = (self.now_ms, turn.person);
        let Some(desk) = self.desks.get_mut(person as usize) else { return };
        let presence = match (turn.change, desk.presence) {
            (_, Presence::Removed) => return,
            (Change::Online, _) => Presence::Online,
            (Change::Finishing, Presence::Online) => Presence::Finishing,
            // Who is not there has nothing to finish; what stands still does so.
            (Change::Finishing, before) => before,
            (Change::Lost, _) => Presence::Gone,
            (Change::Removed, _) => Presence::Removed,
        };
        if presence == desk.presence {
            return;
        }
        desk.turn(presence, now_ms);
        match presence {
            Presence::Online => self.thaw(person),
            Presence::Gone | Presence::Removed => self.freeze(person),
            Presence::Finishing => {}
        }
        let answered = self.take_up(person);
        self.ask(&Event::Presence { person, change: turn.change });
        self.tell(&answered);
    }

    /// Lets what somebody works on stand still.
    fn freeze(&mut self, person: u32) {
        for medium in Medium::ALL {
            for chat in self.open(person, medium) {
                self.stop(chat);
            }
        }
    }

    /// Goes on with it.
    fn thaw(&mut self, person: u32) {
        for medium in Medium::ALL {
            for chat in self.open(person, medium) {
                self.go_on(chat, person);
            }
        }
    }

    fn open(&self, person: u32, medium: Medium) -> Vec<u32> {
        self.desks.get(person as usize).map(|desk| desk.hands(medium).open.clone()).unwrap_or_default()
    }

    /// Stops the work on a chat, with what is left of it.
    fn stop(&mut self, chat: u32) {
        let now_ms = self.now_ms;
        let Some(work) = self.works.get_mut(chat as usize) else { return };
        let Phase::Open { person, since_ms } = work.phase else { return };
        work.phase = Phase::Frozen { person };
        work.left_ms = (work.left_ms - (now_ms - since_ms)).max(1);
        work.version += 1;
        let medium = work.facts.medium;
        if let Some(desk) = self.desks.get_mut(person as usize) {
            desk.hands_mut(medium).busy_ms += now_ms - since_ms;
        }
    }

    /// Works on a chat until it is done.
    fn go_on(&mut self, chat: u32, person: u32) {
        let now_ms = self.now_ms;
        let Some(work) = self.works.get_mut(chat as usize) else { return };
        work.phase = Phase::Open { person, since_ms: now_ms };
        work.version += 1;
        let due = Due::Done { chat, version: work.version };
        self.due.push(Reverse((now_ms.saturating_add(work.left_ms), due)));
    }

    /// Takes up as much of somebody's backlog as they have slots for; says what was answered for the first time.
    fn take_up(&mut self, person: u32) -> Vec<Event> {
        let mut answered = Vec::new();
        for medium in Medium::ALL {
            while let Some(desk) = self.desks.get_mut(person as usize).filter(|desk| desk.is_free(medium)) {
                let hands = desk.hands_mut(medium);
                let Some(chat) = hands.backlog.pop_front() else { break };
                hands.open.push(chat);
                self.wait_no_more(chat);
                self.go_on(chat, person);
                if let Some(work) = self.works.get_mut(chat as usize)
                    && work.started_ms.is_none()
                {
                    work.started_ms = Some(self.now_ms);
                    answered.push(Event::Answered { chat, person });
                }
            }
        }
        answered
    }

    fn tell(&mut self, events: &[Event]) {
        for event in events {
            self.ask(event);
        }
    }

    /// Lets the assigner take notice and does what it says.
    fn ask(&mut self, event: &Event) {
        let mut commands = core::mem::take(&mut self.commands);
        commands.clear();
        self.assigner.step(self.now_ms, self.seeds.next(), event, &mut commands);
        let mut answered = Vec::new();
        for command in &commands {
            match self.obey(*command) {
                Some(events) => answered.extend(events),
                None => self.tally.refused += 1,
            }
        }
        self.commands = commands;
        self.tell(&answered);
    }

    /// Does what the assigner says, unless nobody may: then nothing.
    fn obey(&mut self, command: Command) -> Option<Vec<Event>> {
        match command {
            Command::Assign { chat, person } => self.assign(chat, person),
            Command::Queue { chat } => {
                let from = self.take_away(chat)?;
                self.wait(chat);
                Some(self.take_up(from))
            }
        }
    }

    fn assign(&mut self, chat: u32, person: u32) -> Option<Vec<Event>> {
        let work = self.works.get(chat as usize)?;
        let facts = work.facts;
        let is_removed = self.desks.get(person as usize)?.presence == Presence::Removed;
        if is_removed || work.person() == Some(person) || !self.world.may_take(person, &facts) {
            return None;
        }
        let mut answered = Vec::new();
        match work.phase {
            Phase::Queued => {}
            Phase::Done | Phase::Missed => return None,
            _ => {
                let from = self.take_away(chat)?;
                self.wait(chat);
                answered = self.take_up(from);
            }
        }
        let is_online = self.desks.get(person as usize)?.presence == Presence::Online;
        let work = self.works.get_mut(chat as usize)?;
        work.given += 1;
        work.phase = Phase::Backlog { person };
        if work.started_ms.is_some() {
            work.left_ms += self.world.handoff_ms;
        }
        self.tally.assigned += 1;
        self.tally.moved += u32::from(work.given > 1);
        self.tally.to_absent += u32::from(!is_online);
        let desk = self.desks.get_mut(person as usize)?;
        desk.assigned += 1;
        desk.hands_mut(facts.medium).backlog.push_back(chat);
        answered.extend(self.take_up(person));
        Some(answered)
    }

    /// Takes a chat from whoever has it; a call from nobody.
    fn take_away(&mut self, chat: u32) -> Option<u32> {
        let work = self.works.get(chat as usize)?;
        let person = work.person()?;
        let medium = work.facts.medium;
        if medium == Medium::Call {
            return None;
        }
        self.stop(chat);
        self.desks.get_mut(person as usize)?.hands_mut(medium).lay_aside(chat);
        self.works.get_mut(chat as usize)?.phase = Phase::Queued;
        Some(person)
    }

    fn wait(&mut self, chat: u32) {
        let Some(work) = self.works.get(chat as usize) else { return };
        if self.waiting.insert(chat) {
            self.tally.queue(work.facts.group, 1, self.now_ms);
            self.next_look_ms = self.next_look_ms.max((self.now_ms / MINUTE_MS + 1) * MINUTE_MS);
        }
    }

    fn wait_no_more(&mut self, chat: u32) {
        let Some(work) = self.works.get(chat as usize) else { return };
        if self.waiting.remove(&chat) {
            self.tally.queue(work.facts.group, -1, self.now_ms);
        }
    }

    /// Once a minute: how many chats wait although somebody could take them up.
    fn look(&mut self) {
        let mut known: Vec<((u16, u16, bool), bool)> = Vec::new();
        for chat in &self.waiting {
            let Some(work) = self.works.get(*chat as usize) else { continue };
            let facts = work.facts;
            let kind = (facts.group, facts.channel, facts.is_known);
            let found = known.iter().find(|(one, _)| *one == kind).map(|(_, idle)| *idle);
            let idle = found.unwrap_or_else(|| {
                let idle =
                    self.desks.iter().zip(&self.world.people).enumerate().any(|(person, (desk, who))| {
                        let anonymous = super::world::Facts { responsible: None, ..facts };
                        desk.is_free(facts.medium) && who.may_take(person as u32, &anonymous, facts.group)
                    });
                known.push((kind, idle));
                idle
            });
            self.tally.idle_waits += u64::from(idle);
        }
    }
}
