//! What came of a run.

use serde::Serialize;

use crate::order::sort_by;

use super::desk::Desk;
use super::tally::Tally;
use super::work::{Phase, Work};
use super::world::{HOUR_MS, MINUTE_MS, Medium, World};

/// Waits of chats of one kind, in milliseconds. Those that were never answered are among them, with the time that they
/// have waited: rules do not get better by leaving somebody out.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Waits {
    /// How many chats.
    pub chats: u32,
    /// On average.
    pub mean_ms: f64,
    /// Half of them waited no longer.
    pub p50_ms: i64,
    /// 95 of a hundred waited no longer.
    pub p95_ms: i64,
    /// 99 of a hundred waited no longer.
    pub p99_ms: i64,
    /// Which part was answered within the target.
    pub in_time: f64,
    /// Callers who hung up; texts that were not answered within the company's time.
    pub missed: u32,
    /// How many have no answer at the end.
    pub unanswered: u32,
}

/// What the clients of all groups, or of one, got.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// Texts.
    pub texts: Waits,
    /// Calls.
    pub calls: Waits,
    /// Everything that texts took longer than the work on them, in milliseconds: the wait for the first answer alone
    /// would praise rules that leave a chat with somebody who is gone.
    pub delay_mean_ms: f64,
    /// How many chats waited on average, in each of [`BUCKETS`](super::BUCKETS) parts of the time.
    pub queue: Vec<f64>,
}

/// What somebody had to do.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Load {
    /// How many chats they were given.
    pub assigned: u32,
    /// How many they did.
    pub done: u32,
    /// How long they were online, in milliseconds.
    pub online_ms: i64,
    /// How many chats they were given for each hour online.
    pub per_hour: f64,
    /// Which part of their slots for texts was in use, and of those for calls.
    pub occupied: [f64; 2],
}

/// How evenly work was given, by chats for each hour online, of those who take new clients and were there for an hour.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fairness {
    /// R. Jain's index: 1 where all have the same, one part in n where one has everything.
    pub jain: f64,
    /// The least.
    pub least_per_hour: f64,
    /// The most.
    pub most_per_hour: f64,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// All.
    pub all: Service,
    /// Each group.
    pub groups: Vec<Service>,
    /// Each person.
    pub people: Vec<Load>,
    /// How evenly work was given.
    pub fairness: Fairness,
    /// How long a chat waited beside somebody free who could have taken it, on average and in milliseconds, by a look
    /// a minute.
    pub idle_wait_ms: f64,
    /// How often a chat went to another person.
    pub moved: u32,
    /// How often a chat was given to somebody who was not there.
    pub to_absent: u32,
    /// How often the rules gave somebody what they may not have, or were told what cannot be. It was not done.
    pub refused: u32,
    /// The waits of the texts in the order in which they came: what is the same chat in two runs is compared with
    /// itself.
    #[serde(skip)]
    pub(super) text_waits: Vec<i64>,
}

impl Report {
    pub(super) fn of(world: &World, works: &[Work], desks: &[Desk], tally: &Tally, now_ms: i64) -> Self {
        let counted = |work: &&Work| (world.counted_from_ms..world.counted_until_ms).contains(&work.at_ms);
        let queues = tally.queues(now_ms);
        let mut services = queues.into_iter().enumerate().map(|(place, queue)| {
            let of = |work: &&Work| place == 0 || usize::from(work.facts.group) + 1 == place;
            let chosen: Vec<&Work> = works.iter().filter(counted).filter(of).collect();
            service(world, &chosen, queue, now_ms)
        });
        let empty = || service(world, &[], Vec::new(), now_ms);
        let all = services.next().unwrap_or_else(empty);
        let groups = services.collect();
        let people: Vec<Load> = loads(works, desks, now_ms);
        let texts = works.iter().filter(counted).filter(|work| work.facts.medium == Medium::Text);
        Self {
            all,
            groups,
            fairness: fairness(world, &people),
            people,
            idle_wait_ms: part(tally.idle_waits as f64 * MINUTE_MS as f64, works.len()),
            moved: tally.moved,
            to_absent: tally.to_absent,
            refused: tally.refused,
            text_waits: texts.map(|work| work.wait_ms(now_ms)).collect(),
        }
    }
}

fn service(world: &World, works: &[&Work], queue: Vec<f64>, now_ms: i64) -> Service {
    let of = |medium| waits(world, works.iter().copied().filter(|work| work.facts.medium == medium), now_ms);
    let texts = of(Medium::Text);
    let delays =
        works.iter().filter(|work| work.facts.medium == Medium::Text).map(|work| work.delay_ms(now_ms));
    Service {
        delay_mean_ms: part(delays.sum::<i64>() as f64, texts.chats as usize),
        texts,
        calls: of(Medium::Call),
        queue,
    }
}

fn waits<'a>(world: &World, works: impl Iterator<Item = &'a Work>, now_ms: i64) -> Waits {
    let mut waited = Vec::new();
    let mut waits = Waits::default();
    let mut in_time = 0_u32;
    for work in works {
        let wait_ms = work.wait_ms(now_ms);
        waited.push(wait_ms);
        let is_answered = work.started_ms.is_some();
        in_time += u32::from(is_answered && wait_ms <= world.target_ms);
        waits.unanswered += u32::from(!is_answered);
        waits.missed += u32::from(match work.facts.medium {
            Medium::Text => wait_ms > world.missed_after_ms || work.phase == Phase::Missed,
            Medium::Call => work.phase == Phase::Missed,
        });
    }
    waits.chats = waited.len() as u32;
    waits.mean_ms = part(waited.iter().sum::<i64>() as f64, waited.len());
    waits.in_time = part(f64::from(in_time), waited.len());
    sort_by(&mut waited, Ord::cmp);
    let at = |percent: usize| {
        // The nearest rank.
        let rank = (waited.len() * percent).div_ceil(100);
        waited.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    };
    (waits.p50_ms, waits.p95_ms, waits.p99_ms) = (at(50), at(95), at(99));
    waits
}

fn loads(works: &[Work], desks: &[Desk], now_ms: i64) -> Vec<Load> {
    let mut busy: Vec<[i64; 2]> =
        desks.iter().map(|desk| Medium::ALL.map(|medium| desk.hands(medium).busy_ms)).collect();
    for work in works {
        if let Phase::Open { person, since_ms } = work.phase
            && let Some(busy) =
                busy.get_mut(person as usize).and_then(|one| one.get_mut(work.facts.medium.place()))
        {
            *busy += now_ms - since_ms;
        }
    }
    let load = |(desk, [text, call]): (&Desk, [i64; 2])| {
        let online_ms = desk.online_ms(now_ms);
        // Who finishes after their hours works on when they are no longer online.
        let occupied = |medium, busy_ms: i64| {
            let there_ms = i64::from(desk.hands(medium).slots) * online_ms;
            if there_ms == 0 { 0.0 } else { (busy_ms as f64 / there_ms as f64).min(1.0) }
        };
        Load {
            assigned: desk.assigned,
            done: desk.done,
            online_ms,
            per_hour: if online_ms == 0 {
                0.0
            } else {
                f64::from(desk.assigned) * HOUR_MS as f64 / online_ms as f64
            },
            occupied: [occupied(Medium::Text, text), occupied(Medium::Call, call)],
        }
    };
    desks.iter().zip(busy).map(load).collect()
}

fn fairness(world: &World, people: &[Load]) -> Fairness {
    let counted =
        people.iter().zip(&world.people).filter(|(load, who)| load.online_ms > HOUR_MS && who.takes_new);
    let rates: Vec<f64> = counted.map(|(load, _)| load.per_hour).collect();
    let (sum, squares): (f64, f64) = (rates.iter().sum(), rates.iter().map(|rate| rate * rate).sum());
    if squares == 0.0 {
        return Fairness::default();
    }
    Fairness {
        jain: sum * sum / (rates.len() as f64 * squares),
        least_per_hour: rates.iter().copied().fold(f64::INFINITY, f64::min),
        most_per_hour: rates.iter().copied().fold(0.0, f64::max),
    }
}

/// A sum by a count, nothing by nothing.
fn part(sum: f64, count: usize) -> f64 {
    if count == 0 { 0.0 } else { sum / count as f64 }
}
