//! Who is there when: working hours, and connections that break off.

use super::chance::Chance;
use super::world::{Change, MINUTE_MS, Turn, WEEK_MS};

/// The stream of chance of somebody's connection.
const CONNECTION: u64 = 3;

/// Working hours of one day, in minutes since the week of the run began. Those of a night may end beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// When they begin.
    pub from_min: u32,
    /// When they end.
    pub to_min: u32,
}

/// How connections break off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DropOuts {
    /// How long one holds on average, in milliseconds.
    pub after_ms: f64,
    /// How long somebody is gone on average, in milliseconds.
    pub for_ms: f64,
}

/// When somebody is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Attendance<'a> {
    /// Whose.
    pub person: u32,
    /// What their luck is drawn from, beside the seed: of the person, not of their place in the team, so that a
    /// colleague more leaves it as it was.
    pub key: u64,
    /// Their hours in each week, apart from each other.
    pub shifts: &'a [Shift],
    /// Whether connections break off.
    pub drop_outs: Option<DropOuts>,
    /// When they leave the company, in milliseconds since the start.
    pub removed_at_ms: Option<i64>,
}

impl Attendance<'_> {
    /// The changes of their presence until the end of a run, by time.
    #[must_use]
    pub fn turns(&self, horizon_ms: i64, seed: u64) -> Vec<Turn> {
        let mut turns = Vec::new();
        let end_ms = self.removed_at_ms.map_or(horizon_ms, |at_ms| at_ms.min(horizon_ms));
        // From the week before on: its last night ends in the first week of the run.
        for week in -1..=horizon_ms / WEEK_MS {
            for (place, shift) in self.shifts.iter().enumerate() {
                let starts_ms = week * WEEK_MS + i64::from(shift.from_min) * MINUTE_MS;
                let ends_ms = week * WEEK_MS + i64::from(shift.to_min) * MINUTE_MS;
                if starts_ms < end_ms && ends_ms > 0 {
                    let index = self.key ^ ((week + 1) as u64) << 32 ^ (place as u64) << 48;
                    let mut chance = Chance::of(seed, CONNECTION, index);
                    self.attend(starts_ms.max(0), ends_ms, &mut chance, &mut turns);
                }
            }
        }
        turns.retain(|turn| turn.at_ms < end_ms);
        crate::order::sort_by(&mut turns, |a, b| a.at_ms.cmp(&b.at_ms));
        if let Some(at_ms) = self.removed_at_ms.filter(|at_ms| *at_ms < horizon_ms) {
            turns.push(self.turn(at_ms, Change::Removed));
        }
        turns
    }

    fn attend(&self, starts_ms: i64, ends_ms: i64, chance: &mut Chance, turns: &mut Vec<Turn>) {
        let mut at_ms = starts_ms;
        turns.push(self.turn(at_ms, Change::Online));
        while let Some(drop_outs) = self.drop_outs {
            at_ms += (chance.exponential(drop_outs.after_ms) as i64).max(1);
            if at_ms >= ends_ms {
                break;
            }
            turns.push(self.turn(at_ms, Change::Lost));
            at_ms += (chance.exponential(drop_outs.for_ms) as i64).max(1);
            if at_ms >= ends_ms {
                return;
            }
            turns.push(self.turn(at_ms, Change::Online));
        }
        turns.push(self.turn(ends_ms, Change::Finishing));
    }

    const fn turn(&self, at_ms: i64, change: Change) -> Turn {
        Turn { at_ms, person: self.person, change }
    }
}

/// The changes of a whole team, by time, those of one moment by person.
#[must_use]
pub fn turns(attendances: &[Attendance<'_>], horizon_ms: i64, seed: u64) -> Vec<Turn> {
    let mut turns: Vec<Turn> = attendances.iter().flat_map(|one| one.turns(horizon_ms, seed)).collect();
    crate::order::sort_by(&mut turns, |a, b| (a.at_ms, a.person).cmp(&(b.at_ms, b.person)));
    turns
}

#[cfg(test)]
mod tests {
    use super::super::world::{DAY_MS, HOUR_MS};
    use super::*;

    const NIGHT: Shift = Shift { from_min: 6 * 1440 + 1320, to_min: 6 * 1440 + 1800 };
    const MONDAY: Shift = Shift { from_min: 540, to_min: 1080 };

    fn attendance(shifts: &[Shift]) -> Attendance<'_> {
        Attendance { person: 2, key: 77, shifts, drop_outs: None, removed_at_ms: None }
    }

    fn times(turns: &[Turn]) -> Vec<(i64, Change)> {
        turns.iter().map(|turn| (turn.at_ms / HOUR_MS, turn.change)).collect()
    }

    #[test]
    fn hours_come_back_every_week_and_nights_go_over_its_end() {
        let turns = attendance(&[MONDAY, NIGHT]).turns(8 * DAY_MS, 1);
        let expected = [
            (0, Change::Online),
            (6, Change::Finishing),
            (9, Change::Online),
            (18, Change::Finishing),
            (166, Change::Online),
            (174, Change::Finishing),
            (177, Change::Online),
            (186, Change::Finishing),
        ];
        assert_eq!(times(&turns), expected);
    }

    #[test]
    fn who_left_comes_no_more() {
        let gone = Attendance { removed_at_ms: Some(12 * HOUR_MS), ..attendance(&[MONDAY]) };
        let expected = [(9, Change::Online), (12, Change::Removed)];
        assert_eq!(times(&gone.turns(30 * DAY_MS, 1)), expected);
    }

    #[test]
    fn connections_break_off_as_often_as_asked_and_never_beyond_the_hours() {
        let drop_outs = Some(DropOuts { after_ms: 3.0 * HOUR_MS as f64, for_ms: 0.25 * HOUR_MS as f64 });
        let shifts: Vec<Shift> =
            (0..7).map(|day| Shift { from_min: day * 1440 + 540, to_min: day * 1440 + 1080 }).collect();
        let one = Attendance { drop_outs, ..attendance(&shifts) };
        let turns = one.turns(400 * DAY_MS, 9);
        let (mut there_ms, mut since, mut drops) = (0, None, 0_u32);
        for turn in &turns {
            let hour = turn.at_ms % DAY_MS;
            assert!((9 * HOUR_MS..=18 * HOUR_MS).contains(&hour));
            match turn.change {
                Change::Online => since = Some(turn.at_ms),
                Change::Lost | Change::Finishing | Change::Removed => {
                    there_ms += turn.at_ms - since.take().expect("online before");
                    drops += u32::from(turn.change == Change::Lost);
                }
            }
        }
        let after_h = there_ms as f64 / HOUR_MS as f64 / f64::from(drops);
        assert!((after_h - 3.0).abs() < 0.3, "{after_h}");
        // A colleague more is no other luck.
        let same = Attendance { person: 8, ..one };
        let moved: Vec<Turn> = turns.iter().map(|turn| Turn { person: 8, ..*turn }).collect();
        assert_eq!(same.turns(400 * DAY_MS, 9), moved);
    }
}
