//! What holds whatever happens.

use super::dice::{CHATS, Dice, PEOPLE};
use super::model::Model;
use super::*;

/// How many runs of how many events: a million in an optimised test run.
const RUNS: u64 = if cfg!(debug_assertions) { 60 } else { 2_000 };
const EVENTS: usize = 500;

fn run(seed: u64, mut each: impl FnMut(&mut Dice, (i64, u64, Event))) {
    let mut dice = Dice::new(seed);
    for happened in dice.start() {
        each(&mut dice, happened);
    }
    for _ in 0..EVENTS {
        let happened = dice.event();
        each(&mut dice, happened);
    }
}

#[test]
fn as_the_slow_and_obvious_way() {
    for seed in 0..RUNS {
        let (mut state, mut model, mut count) = (State::new(), Model::new(), 0);
        let mut host = Host::new(&mut state);
        run(seed, |_, (at_ms, entropy, event)| {
            count += 1;
            let expected = model.apply(at_ms, entropy, &event);
            let actual = state.apply(at_ms, entropy, &event);
            assert_eq!(actual, expected, "run {seed}, event {count}: {event:?}");
            // In every other run several events are stored as one.
            if seed % 2 == 0 || count % 3 == 0 {
                host.store(&mut state, Some(&event).filter(|_| seed % 2 == 0));
                assert_eq!(host.rows, state.export(), "run {seed}, event {count}: {event:?}");
            }
            // Whatever is not in the rows decides nothing: now and then the rows are all that is left.
            if count % 37 == 0 {
                host.store(&mut state, None);
                state = stored(&host.rows);
            }
            for chat in (0..CHATS).map(ChatNo) {
                let holder = model.chats.iter().find(|row| row.facts.chat == chat).and_then(|row| row.holder);
                assert_eq!(state.assignee(chat), holder, "run {seed}, event {count}: {event:?}");
            }
            let due = model.next_timer();
            assert_eq!(state.next_timer(), due, "run {seed}, event {count}: {event:?}");
            assert_eq!(state.chats(), (model.chats.len(), model.waiting().len()));
        });
    }
}

/// Keeps the rows as a host does: what has changed replaces what was there.
struct Host {
    rows: Tables,
}

impl Host {
    fn new(state: &mut State) -> Self {
        let rows = Tables { people: Vec::new(), chats: Vec::new(), ..state.export() };
        let mut host = Self { rows };
        host.store(state, None);
        host
    }

    /// Stores what has changed. After one event next to nothing else is named.
    fn store(&mut self, state: &mut State, event: Option<&Event>) {
        let Changed { head, people, chats, gone } = state.take_changed();
        let same = people.iter().filter(|one| self.rows.people.contains(one)).count()
            + chats.iter().filter(|chat| self.rows.chats.contains(chat)).count();
        // A day counts for everybody.
        let bounded = event.is_some_and(|event| !matches!(event, Event::Day { .. }));
        assert!(same <= 3 || !bounded, "{event:?}: {same} of {} and {}", people.len(), chats.len());
        self.rows.head = head;
        // The policy is what was said last.
        self.rows.policy = state.export().policy;
        let is_gone = |no: ChatNo| gone.contains(&no) || chats.iter().any(|new| new.chat == no);
        self.rows.chats.retain(|row| !is_gone(row.chat));
        self.rows.chats.extend(chats);
        self.rows.chats.sort_by_key(|row| row.chat);
        self.rows.people.retain(|row| people.iter().all(|new| new.person != row.person));
        self.rows.people.extend(people);
        self.rows.people.sort_by_key(|row| row.person);
    }
}

/// The state as it comes back from where its rows were stored.
fn stored(rows: &Tables) -> State {
    let text = serde_json::to_string(rows).unwrap();
    let restored = State::restore(&crate::read::from_json(&text).unwrap()).unwrap();
    assert_eq!(restored.export(), *rows);
    restored
}

#[test]
fn a_log_replays_to_the_same_digests() {
    let (mut state, mut log) = (State::new(), Vec::new());
    run(7, |_, (at_ms, seed, event)| {
        let record = Record { at_ms, seed, event };
        let _ = state.replay(&record);
        log.push(record.line());
    });
    let mut again = State::new();
    for line in &log {
        let _ = again.replay(&Record::parse(line).unwrap());
    }
    assert_eq!((again.digest(), again.steps_digest()), (state.digest(), state.steps_digest()));
    // The same on every machine, or else a decision is not the same.
    assert_eq!(state.steps_digest(), 0x8eb7_9f84_a8c9_e935);
}

#[test]
fn a_plan_is_what_comes_of_it() {
    for seed in 0..RUNS / 10 {
        let mut state = State::new();
        run(seed, |_, (at_ms, entropy, event)| {
            let before = state.digest();
            let (plan, reasons) = (state.plan(at_ms, entropy, &event), state.explain(at_ms, entropy, &event));
            assert_eq!(state.digest(), before);
            let mut explained = state.clone();
            let step = state.apply(at_ms, entropy, &event);
            assert_eq!(plan, step);
            let decided = |all: Vec<Explanation>| all.into_iter().map(|one| one.decision).collect::<Vec<_>>();
            assert_eq!(reasons.clone().map(decided), step.clone().map(|step| step.decisions));
            let told = explained.apply_explained(at_ms, entropy, &event);
            assert_eq!(told, step.and_then(|step| Ok((step, reasons?))));
            assert_eq!(explained.digest(), state.digest());
        });
    }
}

#[test]
fn an_explanation_leads_to_the_decision() {
    let (mut best, mut helped) = (0, 0);
    for seed in 0..RUNS / 2 {
        let mut state = State::new();
        run(seed, |_, (at_ms, entropy, event)| {
            for Explanation { decision, asked } in state.explain(at_ms, entropy, &event).unwrap_or_default() {
                if decision.outcome == Outcome::Missed {
                    assert_eq!(asked, []);
                    continue;
                }
                let first = |circle: Circle| {
                    let own = asked.iter().find(|asked| asked.circle == circle);
                    own.and_then(|asked| asked.ranking.first()).map(|one| one.person)
                };
                let counted =
                    |rule: Exclusion| asked[0].left_out.iter().filter(|one| one.rule == rule).count() as u32;
                let tally = decision.tally;
                assert_eq!(counted(Exclusion::GroupClosed), tally.group_closed);
                assert_eq!(counted(Exclusion::NotEntitled), tally.not_entitled);
                assert_eq!(counted(Exclusion::LacksSkill), tally.lacks_skill);
                assert_eq!(counted(Exclusion::AtCapacity), tally.at_capacity);
                assert_eq!(asked[0].eligible + counted(Exclusion::Released), tally.eligible);
                let circle = match decision.because {
                    Because::BestOfGroup | Because::SkillsRelaxed => Circle::Group,
                    Because::BackupUser => Circle::BackupUsers,
                    Because::BackupGroup => Circle::BackupGroup,
                    Because::NobodyEligible | Because::GroupClosed => {
                        // Of those who are left to the responsible nobody is asked.
                        let nobody = asked.iter().all(|asked| asked.ranking.is_empty());
                        assert!(nobody || tally.eligible > 0, "run {seed}: {event:?}");
                        continue;
                    }
                    _ => continue,
                };
                (best, helped) = (best + 1, helped + usize::from(circle != Circle::Group));
                assert_eq!(first(circle), decision.person, "run {seed}: {event:?}");
                for before in asked.iter().take_while(|asked| asked.circle != circle) {
                    assert_eq!(before.ranking, [], "run {seed}: {event:?}");
                }
            }
            let _ = state.apply(at_ms, entropy, &event);
        });
    }
    assert!(best > 100 && helped > 20, "only {best}, {helped}");
}

#[test]
fn rows_that_contradict_one_another_are_refused() {
    let mut state = State::new();
    run(3, |_, (at_ms, entropy, event)| {
        let _ = state.apply(at_ms, entropy, &event);
    });
    let good = state.export();
    assert!(!good.chats.is_empty() && good.people.len() > 2);
    let refused = |change: &dyn Fn(&mut Tables)| {
        let mut rows = good.clone();
        change(&mut rows);
        State::restore(&rows).err()
    };
    assert_eq!(refused(&|_| {}), None);
    assert_eq!(refused(&|rows| rows.chats.push(rows.chats[0].clone())), Some(Refusal::BadTables));
    assert_eq!(refused(&|rows| rows.people.push(rows.people[0].clone())), Some(Refusal::BadTables));
    assert_eq!(refused(&|rows| rows.chats[0].group = GroupNo(99)), Some(Refusal::BadTables));
    assert_eq!(refused(&|rows| rows.chats[0].channel = ChannelNo(99)), Some(Refusal::BadTables));
    assert_eq!(
        refused(&|rows| (rows.chats[0].assignee, rows.chats[0].last_agent) = (Some(PersonNo(99)), None)),
        Some(Refusal::BadTables)
    );
    assert_eq!(refused(&|rows| rows.chats[0].chat = ChatNo(CHAT_NO_MAX + 1)), Some(Refusal::NumberTooLarge));
    assert_eq!(refused(&|rows| rows.people[0].person = PersonNo(PEOPLE_MAX)), Some(Refusal::NumberTooLarge));
    assert_eq!(refused(&|rows| rows.people[0].profile.groups.push(GroupNo(99))), Some(Refusal::UnknownGroup));
    assert_eq!(refused(&|rows| rows.policy.channels[0].weight = 0), Some(Refusal::BadPolicy));
    for wrong_ms in [-1, 1, FIRST_MS - 1, LAST_MS + 1] {
        let moments: [&dyn Fn(&mut Tables); 7] = [
            &|rows| rows.head.now_ms = wrong_ms,
            &|rows| rows.head.last_arrival.0 = wrong_ms,
            &|rows| rows.head.day_start_ms = Some(wrong_ms),
            &|rows| rows.chats[0].arrived_ms = wrong_ms,
            &|rows| rows.people[0].since_ms = wrong_ms,
            &|rows| rows.people[0].seen_ms = Some(wrong_ms),
            &|rows| rows.people[0].idle_ms[1] = wrong_ms,
        ];
        for (place, moment) in moments.into_iter().enumerate() {
            assert_eq!(refused(moment), Some(Refusal::BadTables), "{place}: {wrong_ms}");
        }
    }
    assert_eq!(refused(&|rows| rows.people[0].online_ms = -1), Some(Refusal::BadTables));
    assert_eq!(refused(&|rows| rows.people[0].online_ms = i64::MAX), Some(Refusal::BadTables));
    assert_eq!(refused(&|rows| rows.head.fair_ms = 0), Some(Refusal::BadTables));
}

#[test]
fn nobody_waits_beside_somebody_free() {
    for seed in 0..RUNS / 4 {
        let mut model = Model::new();
        run(seed, |_, (at_ms, entropy, event)| {
            let _ = model.apply(at_ms, entropy, &event);
            for chat in model.waiting() {
                for one in &model.people {
                    assert_eq!(model.takes_waiting(one, chat), None, "run {seed}: {event:?}");
                }
            }
        });
    }
}

/// Every command against the model before and after it, whatever the reason for it was.
#[test]
fn commands_respect_rights_limits_and_calls() {
    for seed in 0..RUNS / 4 {
        let mut state = State::new();
        let mut model = Model::new();
        run(seed, |_, (at_ms, entropy, event)| {
            let before = model.clone();
            let _ = model.apply(at_ms, entropy, &event);
            let Ok(step) = state.apply(at_ms, entropy, &event) else { return };
            let by_hand = matches!(event, Event::Assign { .. } | Event::Take { .. } | Event::Answered { .. });
            for command in &step.commands {
                let (chat, from, given) = match command {
                    Command::Assign { chat, to, group } => (*chat, None, Some((*to, *group))),
                    Command::Reassign { chat, from, to, group } => (*chat, Some(*from), Some((*to, *group))),
                    Command::Unassign { chat, from } => (*chat, Some(*from), None),
                    _ => continue,
                };
                let row = model.chats.iter().find(|row| row.facts.chat == chat).unwrap();
                let is_call = model.policy.channels[row.facts.channel.place()].kind == Kind::Call;
                assert!(from.is_none() || !is_call, "run {seed}: a call moved, {event:?}");
                let Some((to, group)) = given else { continue };
                assert!(from != Some(to), "run {seed}: to itself, {event:?}");
                let one = model.person(to).unwrap();
                assert_eq!(one.profile.status, Status::Active, "run {seed}: {event:?}");
                if !by_hand && row.holder == Some(to) {
                    assert!(Model::may(one, group, row), "run {seed}: may not, {event:?}");
                    assert!(
                        one.presence == Presence::Online || row.fallback,
                        "run {seed}: not there, {event:?}"
                    );
                }
            }
            for one in &model.people {
                for (kind, limit) in
                    [(Kind::Text, one.profile.text_capacity), (Kind::Call, one.profile.call_capacity)]
                {
                    let (now, was) = (model.used(one.no, kind), before.used(one.no, kind));
                    assert!(now <= u32::from(limit) || now <= was, "run {seed}: beyond capacity, {event:?}");
                }
            }
        });
    }
}

#[test]
fn refused_is_as_if_it_had_not_been() {
    let mut refused = 0;
    for seed in 0..RUNS / 10 {
        let mut state = State::new();
        run(seed, |_, (at_ms, entropy, event)| {
            let before = format!("{state:?}");
            if state.apply(at_ms, entropy, &event).is_err() {
                refused += 1;
                assert_eq!(format!("{state:?}"), before, "run {seed}: {event:?}");
            }
        });
    }
    assert!(refused > 50);
}

#[test]
fn said_twice_is_said_once() {
    for seed in 0..RUNS / 4 {
        let mut state = State::new();
        run(seed, |_, (at_ms, entropy, event)| {
            let again = matches!(
                event,
                Event::Arrived(_)
                    | Event::Closed { .. }
                    | Event::HungUp { .. }
                    | Event::Presence { .. }
                    | Event::Assign { .. }
                    | Event::Take { .. }
                    | Event::Transfer { .. }
                    | Event::Timer
            );
            // What is due by then may undo it at once: a chat given by hand to somebody whose grace ends just then.
            let something_due = state.next_timer().is_some_and(|due_ms| due_ms <= at_ms);
            let first = state.apply(at_ms, entropy, &event);
            if again && !something_due && first.is_ok() {
                assert_eq!(state.apply(at_ms, entropy, &event), Ok(Step::new()), "run {seed}: {event:?}");
            }
        });
    }
}

#[test]
fn people_of_the_dice_are_there() {
    let mut state = State::new();
    run(1, |_, (at_ms, entropy, event)| {
        let _ = state.apply(at_ms, entropy, &event);
    });
    assert!((0..PEOPLE).map(PersonNo).any(|person| state.in_hand(person) > 0));
    assert!(state.bytes() > 0);
}
