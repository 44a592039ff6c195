//! Small worlds whose course can be followed by hand.

use std::rc::Rc;

use super::assigner::{Assigner, Command, Event};
use super::comparison::difference;
use super::report::Report;
use super::routed::Routed;
use super::rules::{Capacity, GroupRules, Rules, Stickiness};
use super::simulation::Simulation;
use super::world::{Arrival, Change, Facts, HOUR_MS, MINUTE_MS, Medium, Pairs, Person, Takes, Turn, World};

const FACTS: Facts = Facts { medium: Medium::Text, group: 0, channel: 0, responsible: None, is_known: true };
const CALL: Facts = Facts { medium: Medium::Call, channel: 1, ..FACTS };

/// A chat that comes at a minute, with so many minutes of work.
const fn chat(at_min: i64, work_min: i64, facts: Facts) -> Arrival {
    Arrival { at_ms: at_min * MINUTE_MS, facts, work_ms: work_min * MINUTE_MS, patience_ms: None }
}

const fn turn(at_min: i64, person: u32, change: Change) -> Turn {
    Turn { at_ms: at_min * MINUTE_MS, person, change }
}

/// People of group 0 with one slot of each kind, over ten hours.
fn world(people: u32, arrivals: Vec<Arrival>, turns: Vec<Turn>) -> World {
    let person = Person { takes: Takes::Only(Pairs::new([(0, 0), (0, 1)])), takes_new: true, slots: [1, 1] };
    World {
        horizon_ms: 10 * HOUR_MS,
        counted_from_ms: 0,
        counted_until_ms: 10 * HOUR_MS,
        handoff_ms: MINUTE_MS,
        target_ms: 2 * MINUTE_MS,
        missed_after_ms: 30 * MINUTE_MS,
        media: vec![Medium::Text, Medium::Call],
        groups: 2,
        backups: vec![None, None],
        people: vec![person; people as usize],
        arrivals,
        turns,
        seed: 1,
    }
}

fn rules() -> Rules {
    Rules { capacity: Capacity::Slots, grace_ms: Some(2 * MINUTE_MS), ..Rules::default() }
}

fn run(world: World, rules: Rules) -> Report {
    let world = Rc::new(world);
    let mut simulation = Simulation::new(Rc::clone(&world), Routed::new(world, &rules));
    while !simulation.run_for(3).is_finished() {}
    simulation.report()
}

/// Waits of texts and the delay beyond the work, in minutes.
#[track_caller]
fn check(report: &Report, waits: &[i64], delay_min: f64) {
    let minutes: Vec<i64> = report.text_waits.iter().map(|wait_ms| wait_ms / MINUTE_MS).collect();
    assert_eq!((minutes.as_slice(), report.refused), (waits, 0));
    assert_eq!(report.all.delay_mean_ms * waits.len() as f64, delay_min * MINUTE_MS as f64);
}

#[test]
fn what_an_absent_person_has_stands_still() {
    let turns = vec![turn(0, 0, Change::Online), turn(10, 0, Change::Lost), turn(40, 0, Change::Online)];
    let kept = run(world(1, vec![chat(0, 20, FACTS)], turns.clone()), Rules { grace_ms: None, ..rules() });
    check(&kept, &[0], 30.0);
    // To the queue after the grace, and with who comes back the hand-off is another's work.
    let moved = run(world(1, vec![chat(0, 20, FACTS)], turns), rules());
    check(&moved, &[0], 31.0);
    assert_eq!((moved.moved, moved.people[0].assigned, moved.people[0].done), (1, 2, 1));
    assert_eq!(moved.people[0].online_ms, 10 * HOUR_MS - 30 * MINUTE_MS);
}

#[test]
fn a_colleague_takes_over_after_the_grace() {
    let turns = vec![turn(0, 0, Change::Online), turn(5, 1, Change::Online), turn(10, 0, Change::Lost)];
    let report = run(world(2, vec![chat(0, 20, FACTS)], turns), rules());
    check(&report, &[0], 3.0);
    assert_eq!((report.moved, report.people[1].done, report.to_absent), (1, 1, 0));
}

#[test]
fn who_finishes_takes_nothing_new_and_completes_what_is_begun() {
    let turns = vec![turn(0, 0, Change::Online), turn(10, 0, Change::Finishing), turn(60, 0, Change::Online)];
    let report = run(world(1, vec![chat(0, 20, FACTS), chat(15, 1, FACTS)], turns), rules());
    check(&report, &[0, 45], 45.0);
    assert_eq!(report.moved, 0);
}

#[test]
fn a_call_is_never_moved_and_the_caller_hangs_up() {
    let turns = vec![turn(0, 0, Change::Online), turn(10, 0, Change::Lost), turn(40, 0, Change::Online)];
    let impatient = Arrival { patience_ms: Some(90_000), ..chat(12, 5, CALL) };
    let report = run(world(1, vec![chat(0, 20, CALL), impatient], turns), rules());
    assert_eq!((report.moved, report.refused), (0, 0));
    let calls = report.all.calls;
    assert_eq!((calls.chats, calls.missed, calls.unanswered, calls.in_time), (2, 1, 1, 0.5));
    assert_eq!((calls.p50_ms, calls.p95_ms), (0, 90_000));
}

#[test]
fn what_is_never_answered_counts_until_the_end() {
    let alone = world(1, vec![chat(0, 30, FACTS), chat(60, 1, FACTS)], vec![turn(0, 0, Change::Online)]);
    check(&run(alone, rules()), &[0, 0], 0.0);
    let nobody = run(world(1, vec![chat(60, 30, FACTS)], Vec::new()), rules());
    check(&nobody, &[540], 510.0);
    let texts = nobody.all.texts;
    assert_eq!((texts.unanswered, texts.missed, texts.in_time), (1, 1, 0.0));
    assert_eq!(nobody.groups[0].texts, texts);
    assert_eq!(nobody.groups[1].texts.chats, 0);
    // One chat, from the first hour on.
    let queue = &nobody.all.queue;
    assert!((queue[16] - 0.2).abs() < 1e-5 && queue[17] == 1.0 && queue[167] == 1.0, "{queue:?}");
}

#[test]
fn a_text_and_a_call_at_a_time() {
    let turns = vec![turn(0, 0, Change::Online)];
    let arrivals = vec![chat(0, 60, FACTS), chat(0, 60, CALL), chat(1, 60, FACTS), chat(1, 60, CALL)];
    let report = run(world(1, arrivals, turns), rules());
    check(&report, &[0, 59], 59.0);
    assert_eq!(report.people[0].occupied, [0.2, 0.2]);
    assert_eq!(report.people[0].per_hour, 0.4);
}

#[test]
fn rights_bound_who_gets_what() {
    let online = || vec![turn(0, 0, Change::Online), turn(0, 1, Change::Online)];
    let other = Facts { group: 1, ..FACTS };
    let mut helped = world(2, vec![chat(0, 10, other)], online());
    check(&run(helped.clone(), rules()), &[600], 590.0);
    helped.backups = vec![None, Some(0)];
    let group = GroupRules { backup_after_ms: Some(5 * MINUTE_MS), ..GroupRules::default() };
    let after = Rules { groups: vec![group; 2], ..rules() };
    check(&run(helped.clone(), after.clone()), &[5], 5.0);
    helped.arrivals = vec![chat(0, 10, Facts { group: 1, ..CALL })];
    assert_eq!(run(helped.clone(), after).all.calls.mean_ms, 0.0);
    check(&run(World { arrivals: vec![chat(0, 10, other)], ..helped.pooled() }, rules()), &[0], 0.0);

    let mut known_only = world(1, vec![chat(0, 10, Facts { is_known: false, ..FACTS })], online());
    known_only.people[0].takes_new = false;
    check(&run(known_only.clone(), rules()), &[600], 590.0);
    known_only.arrivals[0].facts.responsible = Some(0);
    let sticky = Rules { stickiness: Stickiness::Responsible, ..rules() };
    check(&run(known_only, sticky), &[0], 0.0);
}

#[test]
fn whoever_is_responsible_comes_first() {
    let turns = vec![turn(0, 0, Change::Online), turn(0, 1, Change::Online)];
    let own = Facts { responsible: Some(1), ..FACTS };
    let arrivals = vec![chat(0, 5, own), chat(10, 5, own), chat(20, 5, own)];
    let sticky = Rules { stickiness: Stickiness::Responsible, ..rules() };
    let given = |rules| run(world(2, arrivals.clone(), turns.clone()), rules).people[1].assigned;
    assert_eq!(given(sticky), 3);
    assert!(given(rules()) < 3);
}

/// Says the same to every event.
struct Wrong(Vec<Command>);

impl Assigner for Wrong {
    fn step(&mut self, _: i64, _: u64, _: &Event, commands: &mut Vec<Command>) {
        commands.extend(&self.0);
    }

    fn next_timer(&self) -> Option<i64> {
        // Always wants more, and gets it once a millisecond.
        Some(0)
    }
}

#[test]
fn what_nobody_may_is_refused_and_counted() {
    let rows = [
        (Command::Assign { chat: 0, person: 7 }, 0),
        (Command::Assign { chat: 7, person: 0 }, 0),
        (Command::Assign { chat: 1, person: 0 }, 0),
        (Command::Queue { chat: 0 }, 0),
        (Command::Assign { chat: 0, person: 0 }, 1),
    ];
    for (command, assigned) in rows {
        let arrivals = vec![chat(0, 10, FACTS), chat(0, 10, Facts { group: 1, ..FACTS })];
        let world = World { horizon_ms: 1000, ..world(1, arrivals, vec![turn(0, 0, Change::Online)]) };
        let mut simulation = Simulation::new(Rc::new(world), Wrong(vec![command]));
        assert_eq!(simulation.run_for(100).done_ms, 96);
        let report = simulation.report();
        assert_eq!(report.people[0].assigned, assigned, "{command:?}");
        assert!(report.refused > 90, "{command:?} {}", report.refused);
    }
}

#[test]
fn slices_do_not_matter_and_differences_are_of_the_same_chats() {
    let turns = vec![turn(0, 0, Change::Online), turn(300, 0, Change::Lost), turn(310, 0, Change::Online)];
    let arrivals: Vec<Arrival> = (0..80).map(|place| chat(place * 7, 3 + place % 9, FACTS)).collect();
    let one = world(1, arrivals, turns);
    let before = run(one.clone(), rules());
    let shared = Rc::new(one.clone());
    let mut whole = Simulation::new(Rc::clone(&shared), Routed::new(shared, &rules()));
    assert!(!whole.progress().is_finished());
    assert!(whole.run_for(u32::MAX).is_finished());
    assert_eq!(whole.report(), before);

    let mut two = one.clone();
    two.people.push(two.people[0].clone());
    two.turns.insert(0, turn(0, 1, Change::Online));
    let after = run(two, rules());
    let gain = difference(&before, &after);
    assert!(gain.mean_ms < 0.0 && gain.is_clear, "{gain:?}");
    let means = [&before, &after].map(|report| report.all.texts.mean_ms);
    assert!((gain.mean_ms - (means[1] - means[0])).abs() < 1e-6);
    assert!(!difference(&before, &before).is_clear);
    assert_eq!(difference(&before, &run(world(1, Vec::new(), Vec::new()), rules())).margin_ms, 0.0);
}
