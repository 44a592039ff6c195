//! Chats made up from a few numbers.

use super::chance::Chance;
use super::world::{Arrival, DAY_MS, Facts, HOUR_MS, Medium};

/// Greatest number of chats of a run.
pub const ARRIVALS_MAX: usize = 1_000_000;

/// Shortest piece of work, in milliseconds.
const WORK_MIN_MS: i64 = 1000;
/// Longest piece of work, in milliseconds: the tail of a log-normal distribution has no end, a working day has.
const WORK_MAX_MS: i64 = 8 * HOUR_MS;

/// Streams of chance.
const ARRIVING: u64 = 1;
const CHAT: u64 = 2;

/// A channel of generated traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// Messages or calls.
    pub medium: Medium,
    /// How much of the traffic comes by it, beside the others.
    pub share: u32,
}

/// A group of generated traffic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowd {
    /// How much of the traffic is for it, beside the others.
    pub share: u32,
    /// By which channels it comes, by place; `None`: by all.
    pub lanes: Option<Vec<u16>>,
}

/// How long work takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkTime {
    /// On average, in milliseconds.
    pub mean_ms: f64,
    /// The deviation of its logarithm: 0 is always the same, 1.2 is what chats of a shared inbox look like.
    pub sigma: f64,
}

/// What generated traffic is like.
#[derive(Debug, Clone, PartialEq)]
pub struct Traffic {
    /// How long, in milliseconds.
    pub horizon_ms: i64,
    /// Chats an hour, for the hours of a day from midnight on.
    pub hourly: [f64; 24],
    /// Which part of these there are on the days of a week, from the first day of the run on.
    pub daily: [f64; 7],
    /// The channels.
    pub lanes: Vec<Lane>,
    /// The groups.
    pub groups: Vec<Crowd>,
    /// How long the work on a text takes, and on a call.
    pub work: [WorkTime; 2],
    /// How long callers wait on average, in milliseconds; they leave without a memory of how long they have waited.
    pub patience_ms: f64,
    /// Which part of the clients the CRM has.
    pub known: f64,
    /// Which part of the chats has a responsible user.
    pub responsible: f64,
    /// What everything is drawn from.
    pub seed: u64,
}

impl Traffic {
    /// The chats, by time: a Poisson process with the rate of each hour, thinned from the busiest. `takers` are those
    /// who may be responsible for a chat. At most [`ARRIVALS_MAX`].
    #[must_use]
    pub fn arrivals(&self, takers: impl Fn(&Facts) -> Vec<u32>) -> Vec<Arrival> {
        let greatest = |rates: &[f64]| rates.iter().copied().fold(0.0, f64::max);
        let busiest = greatest(&self.hourly) * greatest(&self.daily) / HOUR_MS as f64;
        let mut arrivals = Vec::new();
        if busiest <= 0.0 {
            return arrivals;
        }
        let mut arriving = Chance::of(self.seed, ARRIVING, 0);
        let mut at = 0.0;
        for candidate in 0.. {
            at += arriving.exponential(1.0 / busiest);
            if at >= self.horizon_ms as f64 || arrivals.len() == ARRIVALS_MAX {
                break;
            }
            // Each with a stream of its own: more chats on Sundays leave the others what they were.
            let mut chance = Chance::of(self.seed, CHAT, candidate);
            if chance.uniform() * busiest < self.rate(at as i64) {
                arrivals.extend(self.arrival(at as i64, &mut chance, &takers));
            }
        }
        arrivals
    }

    /// How many chats come in a millisecond.
    fn rate(&self, at_ms: i64) -> f64 {
        let place = |span: i64, count: i64| ((at_ms / span) % count) as usize;
        let hourly = self.hourly.get(place(HOUR_MS, 24)).copied().unwrap_or_default();
        hourly * self.daily.get(place(DAY_MS, 7)).copied().unwrap_or_default() / HOUR_MS as f64
    }

    fn arrival(
        &self,
        at_ms: i64,
        chance: &mut Chance,
        takers: &impl Fn(&Facts) -> Vec<u32>,
    ) -> Option<Arrival> {
        let shares: Vec<u32> = self.groups.iter().map(|group| group.share).collect();
        let group = chance.share(&shares)?;
        let crowd = self.groups.get(group)?;
        let is_of = |place: u16| crowd.lanes.as_ref().is_none_or(|lanes| lanes.contains(&place));
        let shares: Vec<u32> =
            (0..).zip(&self.lanes).map(|(place, lane)| if is_of(place) { lane.share } else { 0 }).collect();
        let channel = chance.share(&shares)?;
        let medium = self.lanes.get(channel)?.medium;
        let work = self.work.get(medium.place())?;
        let work_ms = (chance.log_normal(work.mean_ms, work.sigma) as i64).clamp(WORK_MIN_MS, WORK_MAX_MS);
        let patience_ms = chance.exponential(self.patience_ms) as i64;
        let mut facts = Facts {
            medium,
            group: u16::try_from(group).ok()?,
            channel: u16::try_from(channel).ok()?,
            responsible: None,
            is_known: chance.uniform() < self.known,
        };
        let (has, which) = (chance.uniform() < self.responsible, chance.uniform());
        if has {
            let takers = takers(&facts);
            facts.responsible = takers.get((which * takers.len() as f64) as usize).copied();
        }
        Some(Arrival { at_ms, facts, work_ms, patience_ms: (medium == Medium::Call).then_some(patience_ms) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traffic() -> Traffic {
        let mut hourly = [0.0; 24];
        hourly[9] = 600.0;
        hourly[10] = 300.0;
        Traffic {
            horizon_ms: 14 * DAY_MS,
            hourly,
            daily: [1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0],
            lanes: vec![Lane { medium: Medium::Text, share: 9 }, Lane { medium: Medium::Call, share: 1 }],
            groups: vec![Crowd { share: 3, lanes: None }, Crowd { share: 1, lanes: None }],
            work: [WorkTime { mean_ms: 600_000.0, sigma: 1.0 }, WorkTime { mean_ms: 300_000.0, sigma: 0.0 }],
            patience_ms: 90_000.0,
            known: 0.7,
            responsible: 0.25,
            seed: 5,
        }
    }

    #[track_caller]
    fn part(of: usize, all: usize, expected: f64) {
        let part = of as f64 / all as f64;
        assert!((part - expected).abs() < 0.02, "{part} instead of {expected}");
    }

    #[test]
    fn is_as_asked_for() {
        let arrivals = traffic().arrivals(|_| vec![4, 5]);
        let all = arrivals.len();
        // 900 a day, on five and a half days of each week.
        assert!((all as f64 - 9900.0).abs() < 400.0, "{all}");
        let count = |which: &dyn Fn(&Arrival) -> bool| arrivals.iter().filter(|one| which(one)).count();
        assert_eq!(count(&|one| !(9..11).contains(&((one.at_ms / HOUR_MS) % 24))), 0);
        assert_eq!(count(&|one| (one.at_ms / DAY_MS) % 7 == 6), 0);
        part(count(&|one| (one.at_ms / HOUR_MS) % 24 == 9), all, 2.0 / 3.0);
        part(count(&|one| (one.at_ms / DAY_MS) % 7 == 5), all, 1.0 / 11.0);
        part(count(&|one| one.facts.medium == Medium::Call), all, 0.1);
        part(count(&|one| one.facts.group == 1), all, 0.25);
        part(count(&|one| one.facts.is_known), all, 0.7);
        part(count(&|one| one.facts.responsible == Some(4)), all, 0.125);
        assert!(arrivals.iter().all(|one| one.patience_ms.is_some() == (one.facts.medium == Medium::Call)));
        assert!(arrivals.is_sorted_by_key(|one| one.at_ms));
    }

    #[test]
    fn a_group_has_its_channels() {
        let mut traffic = traffic();
        traffic.groups[1].lanes = Some(vec![1]);
        let arrivals = traffic.arrivals(|_| Vec::new());
        let of = |group: u16| arrivals.iter().filter(move |one| one.facts.group == group);
        assert!(of(1).all(|one| one.facts.channel == 1));
        part(of(0).filter(|one| one.facts.channel == 1).count(), of(0).count(), 0.1);
        part(of(1).count(), arrivals.len(), 0.25);
    }

    #[test]
    fn one_change_is_one_change() {
        let before = traffic().arrivals(|_| Vec::new());
        let mut longer = traffic();
        longer.work[0].mean_ms *= 2.0;
        for (one, other) in before.iter().zip(&longer.arrivals(|_| Vec::new())) {
            assert_eq!(
                (one.at_ms, one.facts, one.patience_ms),
                (other.at_ms, other.facts, other.patience_ms)
            );
        }
        let mut sundays = traffic();
        sundays.daily[6] = 1.0;
        let weekdays: Vec<Arrival> = sundays
            .arrivals(|_| Vec::new())
            .into_iter()
            .filter(|one| (one.at_ms / DAY_MS) % 7 != 6)
            .collect();
        assert_eq!(weekdays, before);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let mut none = traffic();
        none.hourly = [0.0; 24];
        assert_eq!(none.arrivals(|_| Vec::new()), []);
        let mut nowhere = traffic();
        nowhere.lanes.clear();
        assert_eq!(nowhere.arrivals(|_| Vec::new()), []);
    }
}
