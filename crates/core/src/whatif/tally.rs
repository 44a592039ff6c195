//! What is counted while a run goes on.

/// Into so many parts the time of a run is divided for what is shown over time.
pub const BUCKETS: usize = 168;

/// How many wait, over time.
#[derive(Debug, Clone)]
struct Line {
    count: i64,
    since_ms: i64,
    /// For each part, chats × milliseconds.
    area: Vec<i64>,
}

/// What is counted while a run goes on.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    horizon_ms: i64,
    /// All, and then each group.
    lines: Vec<Line>,
    /// Commands that nobody could follow.
    pub(super) refused: u32,
    pub(super) assigned: u32,
    /// Of these, how often of somebody else's chat.
    pub(super) moved: u32,
    /// Of these, how often to somebody who was not there.
    pub(super) to_absent: u32,
    /// How often, at a look a minute, a chat waited beside somebody free who could take it.
    pub(super) idle_waits: u64,
}

impl Tally {
    pub(super) fn new(groups: u16, horizon_ms: i64) -> Self {
        let line = Line { count: 0, since_ms: 0, area: vec![0; BUCKETS] };
        let lines = vec![line; usize::from(groups) + 1];
        Self { horizon_ms, lines, refused: 0, assigned: 0, moved: 0, to_absent: 0, idle_waits: 0 }
    }

    /// Takes notice that one more chat of a group waits, or one less.
    pub(super) fn queue(&mut self, group: u16, more: i64, now_ms: i64) {
        for place in [0, usize::from(group) + 1] {
            if let Some(line) = self.lines.get_mut(place) {
                line.pass(now_ms, self.horizon_ms);
                line.count += more;
            }
        }
    }

    /// How many chats waited on average in each part of the time until now: all, and then of each group.
    pub(super) fn queues(&self, now_ms: i64) -> Vec<Vec<f64>> {
        let mean = |line: &Line| {
            let mut line = line.clone();
            line.pass(now_ms, self.horizon_ms);
            let parts = line.area.iter().enumerate();
            parts.map(|(part, area)| *area as f64 / self.width_ms(part).max(1) as f64).collect()
        };
        self.lines.iter().map(mean).collect()
    }

    fn width_ms(&self, part: usize) -> i64 {
        starts_ms(part + 1, self.horizon_ms) - starts_ms(part, self.horizon_ms)
    }
}

impl Line {
    fn pass(&mut self, now_ms: i64, horizon_ms: i64) {
        while self.since_ms < now_ms && self.count != 0 {
            // The part that holds this millisecond, whose start is rounded down.
            let part = (((self.since_ms + 1) * BUCKETS as i64 - 1) / horizon_ms.max(1)) as usize;
            let Some(area) = self.area.get_mut(part) else { break };
            let until_ms = starts_ms(part + 1, horizon_ms).min(now_ms);
            *area += self.count * (until_ms - self.since_ms);
            self.since_ms = until_ms;
        }
        self.since_ms = now_ms;
    }
}

/// When a part begins.
fn starts_ms(part: usize, horizon_ms: i64) -> i64 {
    part as i64 * horizon_ms / BUCKETS as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_millisecond_is_in_one_part() {
        for horizon_ms in [1, 7, 167, 168, 169, 1000, 86_400_000] {
            let mut tally = Tally::new(2, horizon_ms);
            let mut expected = 0;
            let times: Vec<i64> = (0..20).map(|step| step * step * horizon_ms / 400).collect();
            for (step, at_ms) in times.iter().enumerate() {
                tally.queue((step % 2) as u16, 1, *at_ms);
                expected += horizon_ms - at_ms;
            }
            let queues = tally.queues(horizon_ms);
            let area = |line: &Vec<f64>| -> f64 {
                line.iter().enumerate().map(|(part, mean)| mean * tally.width_ms(part) as f64).sum()
            };
            let all = area(&queues[0]);
            assert!((all - expected as f64).abs() < 1e-3 * (1.0 + all), "{horizon_ms}: {all} {expected}");
            assert!((area(&queues[1]) + area(&queues[2]) - all).abs() < 1e-3 * (1.0 + all));
        }
    }

    #[test]
    fn what_goes_is_counted_no_more() {
        let mut tally = Tally::new(1, 168_000);
        tally.queue(0, 1, 500);
        tally.queue(0, 1, 1500);
        tally.queue(0, -1, 2000);
        tally.queue(0, -1, 2250);
        assert_eq!(tally.queues(168_000)[1][..4], [0.5, 1.5, 0.25, 0.0]);
    }
}
