//! The sum of all runs, and the last line.

use std::ops::Add;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::count::Count;
use crate::screen;

/// What has run so far.
#[derive(Debug)]
pub(crate) struct Tally {
    started: Instant,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: String,
    count: Count,
    spent: Duration,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), rows: Vec::new() }
    }

    pub(crate) fn add(&mut self, name: &str, count: Count, spent: Duration) {
        self.rows.push(Row { name: name.to_owned(), count, spent });
    }

    /// Takes over what ran beside, after its own.
    pub(crate) fn append(&mut self, beside: Self) {
        self.rows.extend(beside.rows);
    }

    /// Prints the table and, alone on the last line, `N passed, N failed`.
    pub(crate) fn finish(&self) -> ExitCode {
        screen::heading("Results");
        for row in &self.rows {
            let Count { passed, failed, skipped } = row.count;
            let spent = screen::seconds(row.spent);
            let skipped = if skipped == 0 { String::new() } else { format!("   {skipped} skipped") };
            screen::note(&format!(
                "{:<14} {passed:>6} passed {failed:>4} failed {spent:>14}{skipped}",
                row.name
            ));
        }
        screen::note(&format!("{:<14} {:>42}", "in all", screen::seconds(self.started.elapsed())));
        let total = self.total();
        screen::say(&format!("\n{}", last_line(total)));
        if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn total(&self) -> Count {
        self.rows.iter().map(|row| row.count).fold(Count::default(), Add::add)
    }
}

fn last_line(total: Count) -> String {
    format!("{} passed, {} failed", total.passed, total.failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_ends() {
        let mut tally = Tally::new();
        tally.add("a", Count { passed: 3, failed: 0, skipped: 1 }, Duration::ZERO);
        assert_eq!(tally.finish(), ExitCode::SUCCESS);
        let mut beside = Tally::new();
        beside.add("b", Count { passed: 4, failed: 1, skipped: 0 }, Duration::ZERO);
        tally.append(beside);
        assert_eq!(last_line(tally.total()), "7 passed, 1 failed");
        assert_eq!(tally.finish(), ExitCode::FAILURE);
    }

    #[test]
    fn nothing_run_is_no_success() {
        assert_eq!(Tally::new().finish(), ExitCode::FAILURE);
    }
}
