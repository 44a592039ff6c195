//! How many people a stream of chats or calls needs: Erlang-A, the queue M/M/n+M.
//!
//! Clients come at random, one after the other; work and patience have no memory; everybody takes everything. C. Palm,
//! *Research on telephone traffic carried by full availability groups* (1957); the formulas as in A. Mandelbaum and
//! S. Zeltyn, *Service engineering in action: the Palm/Erlang-A queue* (2007). Clients who never leave make it Erlang-C.

use serde::Serialize;

use super::arithmetic::{exp, ln};

/// Most servers that are looked at.
pub const SERVERS_MAX: u32 = 20_000;

/// Steps of each stretch of the integral over waits; with more of them nothing moves any more.
const STEPS: u32 = 64;

/// Below this exponent there is nothing left to be added.
const NOTHING: f64 = -45.0;

/// A stream of work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// How many come in an hour.
    pub per_hour: f64,
    /// How long the work on one takes on average, in seconds.
    pub handle_s: f64,
    /// How long a client waits on average before they leave, in seconds; `None`: for ever.
    pub patience_s: Option<f64>,
}

/// What is good enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Clients wait no longer than this on average, in seconds.
    MeanWait(f64),
    /// This part of them has an answer within so many seconds.
    Answered {
        /// Of all who come, those who leave among them.
        part: f64,
        /// Within how many seconds.
        within_s: f64,
    },
    /// No more than this part leaves without an answer.
    Left(f64),
}

/// What clients get from so many servers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Quality {
    /// Which part has to wait at all.
    pub waits: f64,
    /// How long they wait on average, those who do not wait and those who leave among them, in seconds. Infinite where
    /// more comes than can be done and nobody leaves.
    pub mean_wait_s: f64,
    /// Which part leaves without an answer.
    pub left: f64,
    /// Which part of the servers is at work.
    pub occupied: f64,
}

impl Demand {
    /// How many servers would be at work if there were enough of them for everybody.
    #[must_use]
    pub fn offered(&self) -> f64 {
        self.per_hour * self.handle_s / 3600.0
    }

    /// What clients get from so many servers.
    #[must_use]
    pub fn quality(&self, servers: u32) -> Quality {
        let load = self.offered();
        let count = f64::from(servers);
        let overload = Quality { waits: 1.0, mean_wait_s: f64::INFINITY, left: 0.0, occupied: 1.0 };
        let Some(waiting) = self.waiting(servers) else { return overload };
        let left = match self.patience_s {
            // Who waits leaves at the rate of their impatience.
            Some(patience_s) => waiting.mean_wait_s / patience_s,
            None => 0.0,
        };
        Quality {
            waits: waiting.part,
            mean_wait_s: waiting.mean_wait_s,
            left: left.min(1.0),
            occupied: if servers == 0 { 0.0 } else { (load * (1.0 - left) / count).min(1.0) },
        }
    }

    /// Which part of the clients has an answer within so many seconds.
    #[must_use]
    pub fn answered_within(&self, servers: u32, within_s: f64) -> f64 {
        if servers == 0 {
            return 0.0;
        }
        let Some(waiting) = self.waiting(servers) else { return 0.0 };
        let offer = Offer::new(self, servers);
        // Of those who have to wait: the chance that the offer comes in time and finds them there, by that of any offer.
        let whole = offer.integral(f64::INFINITY, Leaving::Ignored);
        let in_time = offer.integral(within_s, Leaving::Counted);
        if whole <= 0.0 { 1.0 } else { (1.0 - waiting.part + waiting.part * in_time / whole).clamp(0.0, 1.0) }
    }

    /// Whether so many servers are enough.
    #[must_use]
    pub fn is_met(&self, servers: u32, target: Target) -> bool {
        match target {
            Target::MeanWait(most_s) => self.quality(servers).mean_wait_s <= most_s,
            Target::Answered { part, within_s } => self.answered_within(servers, within_s) >= part,
            Target::Left(part) => {
                let quality = self.quality(servers);
                quality.mean_wait_s.is_finite() && quality.left <= part
            }
        }
    }

    /// The stationary law of who waits; `None` where the queue grows for ever.
    fn waiting(&self, servers: u32) -> Option<Waiting> {
        let (load, count) = (self.offered(), f64::from(servers));
        if load <= 0.0 {
            return Some(Waiting { part: 0.0, mean_wait_s: 0.0 });
        }
        // All states up to that of full hands, by its own chance.
        let blocked = erlang_b(servers, load);
        let arriving = self.per_hour / 3600.0;
        let Some(patience_s) = self.patience_s else {
            if load >= count {
                return None;
            }
            let part = blocked / (1.0 - load / count * (1.0 - blocked));
            return Some(Waiting { part, mean_wait_s: part * self.handle_s / (count - load) });
        };
        // The states beyond, each by the one before, all by that of full hands. Where more comes than can be done they
        // grow to numbers that there are not; so all are made smaller together.
        let (mut below, mut state) = (1.0 / blocked, 1.0);
        let (mut beyond, mut queue) = (0.0, 0.0);
        let mut place = 0.0;
        loop {
            place += 1.0;
            state *= arriving / (count / self.handle_s + place / patience_s);
            beyond += state;
            queue += place * state;
            if beyond > 1e200 {
                (below, state, beyond, queue) =
                    (below * 1e-200, state * 1e-200, beyond * 1e-200, queue * 1e-200);
            }
            if state <= beyond * 1e-17 || state < 1e-300 {
                break;
            }
        }
        let all = below + beyond;
        // Who comes when hands are full waits as well: the state of full hands is the last of `below`.
        let full = if below.is_finite() { below * blocked } else { 0.0 };
        Some(Waiting { part: (full + beyond) / all, mean_wait_s: queue / all / arriving })
    }
}

struct Waiting {
    /// Which part has to wait.
    part: f64,
    mean_wait_s: f64,
}

/// The least number of servers that meets a target; `None` where [`SERVERS_MAX`] do not. A person who works on three
/// chats at a time is three servers.
#[must_use]
pub fn servers_needed(demand: &Demand, target: Target) -> Option<u32> {
    if demand.offered() <= 0.0 {
        return Some(0);
    }
    let mut enough = (demand.offered() as u32).clamp(1, SERVERS_MAX);
    while !demand.is_met(enough, target) {
        if enough >= SERVERS_MAX {
            return None;
        }
        enough = enough.saturating_mul(2).min(SERVERS_MAX);
    }
    let mut short = 0;
    while enough - short > 1 {
        let middle = short + (enough - short) / 2;
        if demand.is_met(middle, target) { enough = middle } else { short = middle }
    }
    Some(enough)
}

/// Erlang's loss formula, by its recursion.
fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, count| load * blocked / (f64::from(count) + load * blocked))
}

/// Whether those count who left before their offer came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaving {
    Counted,
    Ignored,
}

/// When a server is offered to a client who has to wait: its density is proportional to exp(λ H(t) − nµ t) with
/// H(t) = (1 − e^(−θt)) / θ, or t where nobody leaves.
struct Offer {
    arriving: f64,
    serving: f64,
    leaving: f64,
    /// The greatest exponent, which is taken from all of them.
    highest: f64,
    /// Where that is.
    top_s: f64,
    /// Within which time from there the density changes.
    scale_s: f64,
}

impl Offer {
    fn new(demand: &Demand, servers: u32) -> Self {
        let leaving = demand.patience_s.map_or(0.0, |patience_s| 1.0 / patience_s);
        let arriving = demand.per_hour / 3600.0;
        let serving = f64::from(servers) / demand.handle_s;
        let mut offer = Self { arriving, serving, leaving, highest: 0.0, top_s: 0.0, scale_s: 1.0 };
        // The exponent rises while more comes than is done, and falls ever faster from there.
        if arriving > serving && leaving > 0.0 {
            offer.top_s = ln(arriving / serving) / leaving;
        }
        offer.highest = offer.exponent(offer.top_s);
        let bend = (leaving * arriving.max(serving)).sqrt();
        offer.scale_s = 1.0 / bend.max(leaving).max(serving - arriving);
        offer
    }

    fn exponent(&self, at_s: f64) -> f64 {
        let stayed_s = match self.leaving * at_s {
            // The difference of two numbers that are almost the same would be rounding alone.
            small if small < 1e-5 => at_s * (1.0 - small / 2.0 * (1.0 - small / 3.0)),
            left => (1.0 - exp(-left)) / self.leaving,
        };
        self.arriving * stayed_s - self.serving * at_s - self.highest
    }

    /// The integral up to a time, over the density as it is or with those alone who have stayed. From the top outwards
    /// in stretches that double: where a second matters and where an hour does may be far apart.
    fn integral(&self, to_s: f64, leaving: Leaving) -> f64 {
        let mut sum = 0.0;
        let (mut near_s, mut width_s) = (0.0, self.scale_s);
        while near_s < self.top_s || self.exponent(self.top_s + near_s) > NOTHING {
            let far_s = near_s + width_s;
            sum += self.stretch((self.top_s - far_s).max(0.0), (self.top_s - near_s).min(to_s), leaving);
            sum += self.stretch(self.top_s + near_s, (self.top_s + far_s).min(to_s), leaving);
            (near_s, width_s) = (far_s, width_s * 2.0);
        }
        sum
    }

    /// T. Simpson's rule.
    fn stretch(&self, from_s: f64, to_s: f64, leaving: Leaving) -> f64 {
        if to_s <= from_s {
            return 0.0;
        }
        let width_s = (to_s - from_s) / f64::from(STEPS);
        let mut sum = 0.0;
        for step in 0..=STEPS {
            let at_s = from_s + width_s * f64::from(step);
            let left = if leaving == Leaving::Counted { self.leaving * at_s } else { 0.0 };
            let weight = if step == 0 || step == STEPS { 1.0 } else { f64::from(2 + step % 2 * 2) };
            sum += weight * exp(self.exponent(at_s) - left);
        }
        sum * width_s / 3.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(per_hour: f64, handle_s: f64, patience_s: f64) -> Demand {
        Demand { per_hour, handle_s, patience_s: Some(patience_s) }
    }

    #[track_caller]
    fn close(ours: f64, exact: f64, part: f64) {
        assert!((ours - exact).abs() <= part * exact.abs(), "{ours} instead of {exact}");
    }

    /// Chains of rational numbers, solved exactly: chance of waiting, mean wait, part that leaves.
    #[test]
    fn as_the_exact_chain() {
        let rows = [
            (demand(60.0, 60.0, 60.0), 1, [0.632_120_558_829, 22.072_766_470_287, 0.367_879_441_171]),
            (demand(60.0, 120.0, 30.0), 2, [0.484_657_592_536, 10.306_848_149_289, 0.343_561_604_976]),
            (demand(240.0, 300.0, 90.0), 18, [0.530_778_243_167, 15.575_778_156_855, 0.173_064_201_743]),
            (demand(100.0, 600.0, 180.0), 12, [0.733_162_247_032, 56.659_447_838_338, 0.314_774_710_213]),
        ];
        for (demand, servers, [waits, mean_wait_s, left]) in rows {
            let quality = demand.quality(servers);
            close(quality.waits, waits, 1e-10);
            close(quality.mean_wait_s, mean_wait_s, 1e-10);
            close(quality.left, left, 1e-10);
        }
    }

    /// O. Garnett, A. Mandelbaum and M. Reiman, *Designing a call center with impatient customers* (2002): 50 agents, 48
    /// calls of a minute each minute, two minutes of patience.
    #[test]
    fn as_published() {
        let calls = demand(2880.0, 60.0, 120.0);
        let quality = calls.quality(50);
        assert_eq!((quality.left * 1000.0).round(), 31.0);
        assert_eq!((quality.mean_wait_s * 10.0).round(), 37.0);
        assert_eq!((quality.occupied * 100.0).round(), 93.0);
        // And with callers who never leave.
        let patient = Demand { patience_s: None, ..calls }.quality(50);
        assert_eq!((patient.mean_wait_s * 10.0).round(), 208.0);
        assert_eq!((patient.occupied * 100.0).round(), 96.0);
    }

    #[test]
    fn patient_clients_are_erlang_c() {
        let rows = [
            (1, 0.7, 0.7),
            (5, 4.0, 0.554_112_554_113),
            (20, 18.0, 0.550_769_004_816),
            (50, 48.0, 0.694_455_611_197),
        ];
        for (servers, load, waits) in rows {
            let demand = Demand { per_hour: load * 6.0, handle_s: 600.0, patience_s: None };
            let quality = demand.quality(servers);
            close(quality.waits, waits, 1e-10);
            close(quality.mean_wait_s, waits * 600.0 / (f64::from(servers) - load), 1e-10);
            // Who waits at all is served in a time without memory.
            let within = 1.0 - waits * (-(f64::from(servers) - load) / 600.0 * 20.0).exp();
            close(demand.answered_within(servers, 20.0), within, 1e-9);
            // Almost patient is almost the same.
            let almost = Demand { patience_s: Some(1e9), ..demand };
            close(almost.quality(servers).waits, waits, 1e-3);
            close(almost.answered_within(servers, 20.0), within, 1e-3);
        }
        let too_many = Demand { per_hour: 61.0, handle_s: 60.0, patience_s: None };
        assert!(too_many.quality(1).mean_wait_s.is_infinite());
        assert_eq!(too_many.answered_within(1, 1e6), 0.0);
    }

    /// The waits of a client behind k others, integrated step by step.
    #[test]
    fn answers_in_time_as_the_differential_equations() {
        let rows = [
            (demand(60.0, 60.0, 60.0), 1, 30.0, 0.508_064_070),
            (demand(60.0, 120.0, 30.0), 2, 20.0, 0.596_757_928),
            (demand(240.0, 300.0, 90.0), 18, 20.0, 0.615_578_486),
            (demand(240.0, 300.0, 90.0), 25, 20.0, 0.934_082_021),
        ];
        for (demand, servers, within_s, part) in rows {
            close(demand.answered_within(servers, within_s), part, 1e-7);
        }
    }

    #[test]
    fn answers_in_the_end_are_those_who_do_not_leave() {
        for load in [0.01, 1.0, 40.0, 95.0, 100.0, 105.0, 400.0, 6000.0, 19_000.0] {
            for patience_s in [5.0, 90.0, 3600.0] {
                for servers in [1, 7, 100, 5000, SERVERS_MAX] {
                    let demand = demand(load * 12.0, 300.0, patience_s);
                    let quality = demand.quality(servers);
                    assert!((0.0..=1.0).contains(&quality.waits), "{quality:?}");
                    assert!((0.0..=1.0).contains(&quality.left), "{quality:?}");
                    let answered = demand.answered_within(servers, 1e9);
                    assert!(
                        (answered - (1.0 - quality.left)).abs() < 1e-6,
                        "{load} {patience_s} {servers}: {answered} {quality:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn one_less_is_not_enough() {
        let targets =
            [Target::MeanWait(20.0), Target::Answered { part: 0.8, within_s: 20.0 }, Target::Left(0.03)];
        for per_hour in [0.5, 30.0, 700.0, 20_000.0] {
            for patience_s in [None, Some(90.0), Some(1200.0)] {
                let demand = Demand { per_hour, handle_s: 240.0, patience_s };
                for target in targets {
                    let needed = servers_needed(&demand, target).expect("there are enough");
                    assert!(demand.is_met(needed, target) && demand.is_met(needed + 1, target), "{demand:?}");
                    assert!(
                        needed == 1 || !demand.is_met(needed - 1, target),
                        "{demand:?} {target:?} {needed}"
                    );
                }
            }
        }
        let none = Demand { per_hour: 0.0, handle_s: 240.0, patience_s: None };
        assert_eq!(servers_needed(&none, Target::MeanWait(1.0)), Some(0));
        let all = Demand { per_hour: 1e6, handle_s: 3600.0, patience_s: Some(60.0) };
        assert_eq!(servers_needed(&all, Target::Left(0.01)), None);
    }
}
