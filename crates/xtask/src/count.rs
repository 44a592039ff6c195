//! How many tests ran: read from what each runner reports. Pure.

use std::ops::Add;

use serde_json::Value;

/// Tests of one run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// Sums the lines `test result: ok. 3 passed; 0 failed; 1 ignored; …` of `cargo test`.
pub(crate) fn cargo(log: &str) -> Count {
    log.lines()
        .filter_map(|line| line.strip_prefix("test result: "))
        .map(cargo_line)
        .fold(Count::default(), Add::add)
}

fn cargo_line(line: &str) -> Count {
    let mut count = Count::default();
    for part in line.split([';', '.']) {
        let mut words = part.split_whitespace();
        let (Some(number), Some(what)) = (words.next().and_then(|word| word.parse().ok()), words.next())
        else {
            continue;
        };
        match what {
            "passed" => count.passed = number,
            "failed" => count.failed = number,
            "ignored" => count.skipped = number,
            _ => {}
        }
    }
    count
}

/// Reads the closing comments of Node's TAP report: `# pass 12`, `# fail 0`, ….
pub(crate) fn tap(report: &str) -> Count {
    let total = |name: &str| -> u64 {
        let last = report
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("# ")?.strip_prefix(name)?.trim().parse().ok());
        last.unwrap_or(0)
    };
    Count {
        passed: total("pass "),
        failed: total("fail ") + total("cancelled "),
        skipped: total("skipped ") + total("todo "),
    }
}

/// Reads the statistics of Playwright's JSON report. A test that needed a second try has failed.
pub(crate) fn playwright(report: &str) -> Count {
    let report: Value = serde_json::from_str(report).unwrap_or_default();
    let total = |name: &str| report.pointer(&format!("/stats/{name}")).and_then(Value::as_u64).unwrap_or(0);
    let errors = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len);
    let broken = u64::try_from(errors).unwrap_or(u64::MAX);
    Count {
        passed: total("expected"),
        failed: (total("unexpected") + total("flaky")).max(broken),
        skipped: total("skipped"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(count: Count, passed: u64, failed: u64, skipped: u64) {
        assert_eq!(count, Count { passed, failed, skipped });
    }

    #[test]
    fn cargo_sums_all_crates() {
        let log = "running 3 tests\ntest a ... ok\n\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s\n\n\
            test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.20s\n";
        check(cargo(log), 13, 2, 1);
        check(cargo("error: could not compile `usher-core`"), 0, 0, 0);
    }

    #[test]
    fn tap_reads_the_totals() {
        let report = "TAP version 13\nok 1 - # pass 99\n1..2\n# tests 9\n# suites 1\n# pass 5\n# fail 1\n\
            # cancelled 1\n# skipped 2\n# todo 0\n# duration_ms 61.1\n";
        check(tap(report), 5, 2, 2);
        check(tap(""), 0, 0, 0);
    }

    #[test]
    fn playwright_counts_flaky_as_failed() {
        check(
            playwright(r#"{"stats":{"expected":7,"unexpected":1,"flaky":1,"skipped":3},"errors":[]}"#),
            7,
            2,
            3,
        );
        check(
            playwright(r#"{"stats":{"expected":0,"unexpected":0},"errors":[{"message":"no config"}]}"#),
            0,
            1,
            0,
        );
        check(playwright("not json"), 0, 0, 0);
    }
}
