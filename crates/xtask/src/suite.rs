//! The test suites: what each one runs, and how it is counted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::args::{Filter, SuiteName};
use crate::browser::Browsers;
use crate::count::{self, Count};
use crate::fault::Outcome;
use crate::package::Package;
use crate::pipeline;
use crate::place::Place;
use crate::process::{self, Ending};
use crate::screen::{self, Pace, Step};
use crate::setup;
use crate::tally::Tally;

/// Lines of a failed suite that are shown.
const EXCERPT_LINES: usize = 120;

/// No single test of ours takes longer; one that hangs must not hang the build.
const NODE_TEST_TIMEOUT_MS: &str = "300000";

/// `cargo xtask test`.
pub(crate) fn test(place: &Place, filter: Filter) -> Outcome<ExitCode> {
    let mut tally = Tally::new();
    if filter == Filter::Only(SuiteName::Native) {
        screen::heading("Testing");
        native(place, &mut tally)?;
        return Ok(tally.finish());
    }
    let prepared = setup::build_tools(place).and_then(|toolchain| Ok((toolchain, setup::browsers(place)?)));
    let Some((toolchain, browsers)) = settle("setup", prepared, &mut tally) else {
        return Ok(tally.finish());
    };
    if filter.admits(SuiteName::Native) {
        screen::heading("Testing");
        native(place, &mut tally)?;
    }
    let built = match filter {
        Filter::Only(SuiteName::Package | SuiteName::Vectors) => pipeline::build_package(place, &toolchain),
        _ => pipeline::build(place, &toolchain).map(|artifacts| artifacts.package),
    };
    if let Some(package) = settle("build", built, &mut tally) {
        screen::heading("Testing");
        javascript(place, filter, &package, &browsers, &mut tally)?;
    }
    Ok(tally.finish())
}

/// Turns a fault into a failure of the tally, so that what does not depend on it still runs.
pub(crate) fn settle<T>(name: &str, outcome: Outcome<T>, tally: &mut Tally) -> Option<T> {
    match outcome {
        Ok(value) => Some(value),
        Err(fault) => {
            screen::fault(&fault);
            tally.add(name, Count { failed: 1, ..Count::default() }, Duration::ZERO);
            None
        }
    }
}

/// All suites but the native one.
pub(crate) fn javascript(
    place: &Place,
    filter: Filter,
    package: &Package,
    browsers: &Browsers,
    tally: &mut Tally,
) -> Outcome<()> {
    for name in SuiteName::ALL.into_iter().filter(|name| filter.admits(*name)) {
        let equip = |mut command: Command| {
            browsers.export(&mut command);
            command.env("USHER_PACKAGE", &package.tarball);
            command
        };
        match name {
            SuiteName::Native => {}
            SuiteName::Package | SuiteName::Vectors | SuiteName::Edge => node(place, name, equip, tally)?,
            SuiteName::Browser => playwright(place, equip, tally)?,
        }
    }
    Ok(())
}

/// `cargo test` of every crate, with the documentation's examples.
pub(crate) fn native(place: &Place, tally: &mut Tally) -> Outcome<()> {
    let step = Step::start("native", Pace::Slow("compiles first"));
    let log = place.log("test-native");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(place.root()).args(["test", "--workspace", "--no-fail-fast"]);
    let ending = process::record(&mut cargo, &log)?;
    let text = read(&log);
    conclude(SuiteName::Native, step, ending, count::cargo(&text), &log, tally);
    if ending == Ending::Failure {
        show(&cargo_failures(&text).unwrap_or_else(|| process::tail(&log)));
    }
    Ok(())
}

fn node(
    place: &Place,
    name: SuiteName,
    equip: impl Fn(Command) -> Command,
    tally: &mut Tally,
) -> Outcome<()> {
    let step = Step::start(name.as_str(), Pace::Slow("running"));
    let log = place.log(&format!("test-{}", name.as_str()));
    let report = log.with_extension("tap");
    let _ = fs::remove_file(&report);
    let files = test_files(&place.at("tests").join(name.as_str()));
    if files.is_empty() {
        step.failed("no *.test.mjs");
        tally.add(name.as_str(), Count { failed: 1, ..Count::default() }, Duration::ZERO);
        return Ok(());
    }
    // One file at a time: several start a worker or a browser each, and two cores are all there is.
    let mut node = equip(place.node_command("node")?);
    node.args(["--test", "--test-concurrency=1", &format!("--test-timeout={NODE_TEST_TIMEOUT_MS}")]);
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"]);
    node.arg(format!("--test-reporter-destination={}", report.display())).args(files);
    let ending = process::record(&mut node, &log)?;
    conclude(name, step, ending, count::tap(&read(&report)), &log, tally);
    if ending == Ending::Failure {
        show(&after(&read(&log), "failing tests:").unwrap_or_else(|| process::tail(&log)));
    }
    Ok(())
}

fn playwright(place: &Place, equip: impl Fn(Command) -> Command, tally: &mut Tally) -> Outcome<()> {
    let name = SuiteName::Browser;
    let step = Step::start(name.as_str(), Pace::Slow("running"));
    let log = place.log("test-browser");
    let report = log.with_extension("json");
    let _ = fs::remove_file(&report);
    let mut playwright = equip(place.node_command("playwright")?);
    playwright.args(["test", "--config", "tests/browser/playwright.config.mjs", "--reporter=list,json"]);
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let ending = process::record(&mut playwright, &log)?;
    conclude(name, step, ending, count::playwright(&read(&report)), &log, tally);
    if ending == Ending::Failure {
        show(&process::tail(&log));
    }
    Ok(())
}

/// Books a suite; one that ran nothing, or failed without saying which test did, has failed once.
fn conclude(name: SuiteName, step: Step, ending: Ending, mut count: Count, log: &Path, tally: &mut Tally) {
    if count.passed + count.failed == 0 || (ending == Ending::Failure && count.failed == 0) {
        count.failed = 1;
    }
    let skipped = if count.skipped == 0 { String::new() } else { format!(", {} skipped", count.skipped) };
    let spent = if count.failed == 0 {
        step.done(&format!("{} passed{skipped}", count.passed))
    } else {
        step.failed(&format!("{} passed, {} failed{skipped}", count.passed, count.failed))
    };
    if count.failed > 0 {
        screen::note(&format!("the whole log is {}", log.display()));
    }
    tally.add(name.as_str(), count, spent);
}

fn test_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() && !path.ends_with("node_modules") {
                open.push(path);
            } else if path.to_string_lossy().ends_with(".test.mjs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn show(excerpt: &str) {
    let lines: Vec<String> =
        excerpt.lines().take(EXCERPT_LINES).map(|line| format!("    {line}\n")).collect();
    screen::say(&format!("\n{}", lines.concat()));
}

/// The parts of cargo's output between `failures:` and the result line.
fn cargo_failures(log: &str) -> Option<String> {
    let mut kept = Vec::new();
    let mut inside = false;
    for line in log.lines() {
        inside |= line == "failures:";
        if inside {
            kept.push(line);
        }
        inside &= !line.starts_with("test result:");
    }
    (!kept.is_empty()).then(|| kept.join("\n"))
}

fn after(log: &str, mark: &str) -> Option<String> {
    log.split_once(mark).map(|(_, rest)| rest.trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_only_what_failed() {
        let log = "test a ... ok\n\nfailures:\n\n---- b stdout ----\nleft: 1\n\ntest result: FAILED. 1 passed\nmore\n";
        let expected = "failures:\n\n---- b stdout ----\nleft: 1\n\ntest result: FAILED. 1 passed";
        assert_eq!(cargo_failures(log).as_deref(), Some(expected));
        assert_eq!(cargo_failures("error: could not compile"), None);
        assert_eq!(after("✔ x\n✖ failing tests:\n\n✖ y", "failing tests:").as_deref(), Some("✖ y"));
    }
}
