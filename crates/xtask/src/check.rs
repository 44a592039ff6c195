//! `cargo xtask ci`: what must hold of the sources, then all tests.

use std::panic::resume_unwind;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

use crate::args::{Filter, SuiteName};
use crate::count::Count;
use crate::fault::Outcome;
use crate::pipeline::{self, Artifacts};
use crate::place::Place;
use crate::process::{self, Ending};
use crate::screen::{self, Pace, Step};
use crate::setup;
use crate::suite;
use crate::tally::Tally;
use crate::toolchain::{Toolchain, WASM_TARGET};

/// The crates that are compiled for WebAssembly.
const WASM_CRATES: [&str; 6] =
    ["--package", "usher-core", "--package", "usher-web", "--package", "usher-edge"];

/// Checks and tests everything; goes on after a failure, so that one run tells all of them.
pub(crate) fn ci(place: &Place) -> Outcome<ExitCode> {
    let mut tally = Tally::new();
    let prepared = setup::build_tools(place).and_then(|toolchain| Ok((toolchain, setup::browsers(place)?)));
    let Some((toolchain, browsers)) = suite::settle("setup", prepared, &mut tally) else {
        return Ok(tally.finish());
    };
    screen::heading("Checking and building");
    let mut sources = Tally::new();
    let mut builds = Tally::new();
    let (checked, built) = beside(|| native(place, &mut sources), || wasm(place, &toolchain, &mut builds));
    checked?;
    let artifacts = built?;
    tally.append(sources);
    tally.append(builds);
    if let Some(artifacts) = artifacts {
        if suite::settle("sizes", pipeline::weigh(place, &artifacts), &mut tally).is_some() {
            tally.add("sizes", Count { passed: 1, ..Count::default() }, Duration::ZERO);
        }
        screen::heading("Testing");
        types(place, &mut tally)?;
        let run = |names: &[SuiteName], tally: &mut Tally| {
            names.iter().try_for_each(|name| {
                suite::javascript(place, Filter::Only(*name), &artifacts.package, &browsers, tally)
            })
        };
        let mut edge = Tally::new();
        // The worker's tests wait for most of their time: for the disk, for an alarm, for a worker that starts.
        let (package, worker) = beside(
            || run(&[SuiteName::Package, SuiteName::Vectors], &mut tally),
            || run(&[SuiteName::Edge], &mut edge),
        );
        package.and(worker)?;
        tally.append(edge);
        run(&[SuiteName::Browser], &mut tally)?;
    }
    Ok(tally.finish())
}

/// Runs both at the same time: the linker and the optimiser of one have a single thread each, and so leave a core to the
/// other. The two share no build folder, so that neither waits for cargo's lock.
fn beside<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}

/// What the machine's own compiler says of the sources, and the tests that it compiles.
fn native(place: &Place, tally: &mut Tally) -> Outcome<()> {
    let cargo = || {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(place.root());
        cargo
    };
    let mut format = cargo();
    format.args(["fmt", "--all", "--check"]);
    check(place, "format", format, tally)?;

    let mut clippy = cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    check(place, "clippy", clippy, tally)?;

    let mut doc = cargo();
    doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    check(place, "doc", doc, tally)?;
    suite::native(place, tally)
}

/// The same of what is compiled for WebAssembly, then all that is made of it.
fn wasm(place: &Place, toolchain: &Toolchain, tally: &mut Tally) -> Outcome<Option<Artifacts>> {
    let mut clippy = toolchain.command("cargo")?;
    // Of the released profile: its macros and build scripts are those that the builds need next.
    clippy.args(["clippy", "--release"]).args(WASM_CRATES);
    clippy.args(["--target", WASM_TARGET, "--", "-D", "warnings"]);
    check(place, "clippy for wasm", clippy, tally)?;
    Ok(suite::settle("build", pipeline::build_beside(place, toolchain), tally))
}

/// Needs the installed package: the console imports its types.
fn types(place: &Place, tally: &mut Tally) -> Outcome<()> {
    let mut tsc = place.node_command("tsc")?;
    tsc.args(["--project", "www/tsconfig.json", "--noEmit"]);
    check(place, "types", tsc, tally)
}

fn check(place: &Place, name: &str, mut command: Command, tally: &mut Tally) -> Outcome<()> {
    let step = Step::start(name, Pace::Quick);
    let log = place.log(&format!("check-{name}"));
    match process::record(&mut command, &log)? {
        Ending::Success => {
            let spent = step.done("");
            tally.add(name, Count { passed: 1, ..Count::default() }, spent);
        }
        Ending::Failure => {
            let spent = step.failed("");
            screen::say(&format!("\n{}\n", process::tail(&log)));
            tally.add(name, Count { failed: 1, ..Count::default() }, spent);
        }
    }
    Ok(())
}
