//! The simulation against queues whose waits are known.

use std::rc::Rc;

use crate::routing::Algorithm;

use super::chance::Chance;
use super::plain::Plain;
use super::routed::Routed;
use super::rules::{Capacity, GroupRules, Rules};
use super::simulation::Simulation;
use super::staffing::{Demand, servers_needed};
use super::world::{Arrival, Change, Facts, Medium, Person, Takes, Turn, World};
use super::{Report, Target};

const HANDLE_MS: f64 = 600_000.0;

/// A queue: arrivals without memory, servers who take everything and never leave.
#[derive(Clone, Copy)]
struct Queue {
    servers: u32,
    /// How much work comes, as a part of what all servers can do.
    load: f64,
    chats: u64,
    /// 0: work without memory.
    sigma: f64,
    patience_ms: Option<f64>,
    /// A team that has nothing to do yet is better than theory: one that never stops.
    counted_from_ms: i64,
}

impl Queue {
    const fn new(servers: u32, load: f64, chats: u64) -> Self {
        Self { servers, load, chats, sigma: 0.0, patience_ms: None, counted_from_ms: 0 }
    }

    fn demand(&self) -> Demand {
        Demand {
            per_hour: self.load * f64::from(self.servers) * 3_600_000.0 / HANDLE_MS,
            handle_s: HANDLE_MS / 1000.0,
            patience_s: self.patience_ms.map(|patience_ms| patience_ms / 1000.0),
        }
    }

    fn world(&self, seed: u64) -> World {
        let between_ms = HANDLE_MS / (self.load * f64::from(self.servers));
        let mut chance = Chance::of(seed, 0, 0);
        let mut at = 0.0;
        let mut arrivals = Vec::new();
        for _ in 0..self.chats {
            at += chance.exponential(between_ms);
            let work = if self.sigma == 0.0 {
                chance.exponential(HANDLE_MS)
            } else {
                chance.log_normal(HANDLE_MS, self.sigma)
            };
            let patience_ms = self.patience_ms.map(|mean_ms| chance.exponential(mean_ms) as i64);
            let facts =
                Facts { medium: Medium::Text, group: 0, channel: 0, responsible: None, is_known: true };
            arrivals.push(Arrival { at_ms: at as i64, facts, work_ms: work as i64, patience_ms });
        }
        let person = Person { takes: Takes::Everything, takes_new: true, slots: [1, 1] };
        World {
            horizon_ms: at as i64 + 50 * HANDLE_MS as i64,
            counted_from_ms: self.counted_from_ms,
            counted_until_ms: i64::MAX,
            handoff_ms: 0,
            target_ms: 20_000,
            missed_after_ms: i64::MAX,
            media: vec![Medium::Text],
            groups: 1,
            backups: vec![None],
            people: vec![person; self.servers as usize],
            arrivals,
            turns: (0..self.servers)
                .map(|person| Turn { at_ms: 0, person, change: Change::Online })
                .collect(),
            seed,
        }
    }
}

fn pooled(algorithm: Algorithm) -> Rules {
    let group = GroupRules { algorithm, backup_after_ms: None };
    Rules { groups: vec![group], capacity: Capacity::Slots, ..Rules::default() }
}

fn split(algorithm: Algorithm) -> Rules {
    Rules { capacity: Capacity::Unlimited, ..pooled(algorithm) }
}

fn report(world: World, rules: Rules) -> Report {
    let world = Rc::new(world);
    let mut simulation = Simulation::new(Rc::clone(&world), Routed::new(world, &rules));
    while !simulation.run_for(10_000).is_finished() {}
    let report = simulation.report();
    assert_eq!((report.refused, report.moved, report.to_absent), (0, 0, 0));
    report
}

/// How often a queue is run, each time with another seed.
const RUNS: u64 = 8;

fn runs(queue: Queue, rules: &Rules) -> Vec<Report> {
    (1..=RUNS).map(|seed| report(queue.world(seed), rules.clone())).collect()
}

/// A mean over runs, and what it may be off by 95 times of a hundred.
fn mean(reports: &[Report], of: impl Fn(&Report) -> f64) -> (f64, f64) {
    let each: Vec<f64> = reports.iter().map(of).collect();
    let mean = each.iter().sum::<f64>() / RUNS as f64;
    let variance = each.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (RUNS - 1) as f64;
    (mean, 2.365 * (variance / RUNS as f64).sqrt())
}

#[track_caller]
fn agrees((mean, margin): (f64, f64), theory: f64) {
    assert!(margin < 0.2 * theory, "{mean} ± {margin} says nothing of {theory}");
    assert!(
        (mean - theory).abs() <= (1.4 * margin).max(0.01 * theory),
        "{mean} ± {margin} instead of {theory}"
    );
}

fn mean_wait_s(report: &Report) -> f64 {
    report.all.texts.mean_ms / 1000.0
}

#[test]
fn a_pooled_team_waits_as_erlang_c_says() {
    for queue in [Queue::new(1, 0.6, 6000), Queue::new(5, 0.7, 5000), Queue::new(10, 0.8, 9000)] {
        let theory = queue.demand().quality(queue.servers).mean_wait_s;
        let reports = runs(queue, &pooled(Algorithm::FewerAssigned));
        agrees(mean(&reports, mean_wait_s), theory);
        // Little's law: as many wait as come in the time that they wait.
        for (report, seed) in reports.iter().zip(1..) {
            let waiting = &report.all.queue;
            let waiting = waiting.iter().sum::<f64>() / waiting.len() as f64;
            let horizon_s = queue.world(seed).horizon_ms as f64 / 1000.0;
            let by_law = mean_wait_s(report) * queue.chats as f64 / horizon_s;
            assert!((waiting - by_law).abs() < 1e-6 * by_law, "{waiting} {by_law}");
        }
    }
}

#[test]
fn a_team_that_is_split_at_random_waits_as_so_many_teams_of_one() {
    let queue = Queue::new(10, 0.6, 8000);
    // Each gets a tenth of what comes.
    let alone = Queue::new(1, 0.6, 0).demand().quality(1);
    agrees(mean(&runs(queue, &split(Algorithm::Random)), mean_wait_s), alone.mean_wait_s);
}

#[test]
fn work_of_any_length_waits_as_pollaczek_and_khinchine_say() {
    let queue = Queue { sigma: 0.8, ..Queue::new(1, 0.5, 8000) };
    let variation = 0.64_f64.exp() - 1.0;
    let theory = 0.5 * (1.0 + variation) / 2.0 * 600.0 / 0.5;
    agrees(mean(&runs(queue, &pooled(Algorithm::FewerAssigned)), mean_wait_s), theory);
}

#[test]
fn clients_who_leave_do_as_erlang_a_says() {
    for load in [0.9, 1.05, 1.5] {
        let queue =
            Queue { patience_ms: Some(300_000.0), counted_from_ms: 3_600_000, ..Queue::new(20, load, 4000) };
        let demand = queue.demand();
        let theory = demand.quality(20);
        let reports = runs(queue, &pooled(Algorithm::FewerAssigned));
        let left = |report: &Report| f64::from(report.all.texts.missed) / f64::from(report.all.texts.chats);
        agrees(mean(&reports, left), theory.left);
        agrees(mean(&reports, mean_wait_s), theory.mean_wait_s);
        agrees(mean(&reports, |report| report.all.texts.in_time), demand.answered_within(20, 20.0));
    }
}

#[test]
fn as_many_as_are_said_to_be_needed_are_needed() {
    let queue = Queue { patience_ms: Some(120_000.0), ..Queue::new(30, 0.8, 4000) };
    let target = Target::Answered { part: 0.9, within_s: 20.0 };
    let needed = servers_needed(&queue.demand(), target).expect("there are enough");
    let in_time = |servers: u32| {
        let load = queue.load * f64::from(queue.servers) / f64::from(servers);
        let reports = runs(Queue { servers, load, ..queue }, &pooled(Algorithm::FewerAssigned));
        mean(&reports, |report| report.all.texts.in_time)
    };
    let (enough, short) = (in_time(needed), in_time(needed - 1));
    assert!(enough.0 + enough.1 >= 0.9, "{enough:?}");
    assert!(short.0 - short.1 < 0.9, "{short:?}");
}

/// Whoever works: the first who came is the first who is served.
#[test]
fn the_engine_lets_nobody_wait_longer_than_plain_rules_do() {
    for queue in [Queue::new(5, 0.9, 2000), Queue { sigma: 1.2, ..Queue::new(12, 0.95, 2000) }] {
        let world = Rc::new(queue.world(3));
        let rules = pooled(Algorithm::FewerAssigned);
        let mut plain = Simulation::new(Rc::clone(&world), Plain::new(Rc::clone(&world), rules.clone()));
        while !plain.run_for(10_000).is_finished() {}
        let routed = report(queue.world(3), rules);
        assert_eq!(routed.text_waits, plain.report().text_waits);
        assert!(routed.all.texts.mean_ms > 0.0);
    }
}

#[test]
fn rules_are_in_the_order_that_theory_gives_them() {
    let queue = Queue::new(10, 0.9, 3000);
    let orders =
        [split(Algorithm::Random), split(Algorithm::FewerAssigned), pooled(Algorithm::FewerAssigned)];
    let waits: Vec<f64> = orders.iter().map(|rules| mean(&runs(queue, rules), mean_wait_s).0).collect();
    assert!(waits.is_sorted_by(|one, next| one > next), "{waits:?}");
    // Whoever gets it: no chat waits beside somebody free.
    let random = report(queue.world(1), pooled(Algorithm::Random));
    assert_eq!(random.all.texts, report(queue.world(1), pooled(Algorithm::FewerAssigned)).all.texts);
    assert_eq!(random.idle_wait_ms, 0.0);
}
