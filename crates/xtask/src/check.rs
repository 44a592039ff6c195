//! `cargo xtask ci`: what must hold of the sources, then all tests.

use std::process::{Command, ExitCode};

use crate::args::Filter;
use crate::count::Count;
use crate::fault::Outcome;
use crate::pipeline;
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
    screen::heading("Checking");
    rust(place, &toolchain, &mut tally)?;
    screen::heading("Testing");
    suite::native(place, &mut tally)?;
    let built = pipeline::build(place, &toolchain);
    if let Some(artifacts) = suite::settle("build", built, &mut tally) {
        let weighed = pipeline::weigh(place, &artifacts);
        if suite::settle("sizes", weighed, &mut tally).is_some() {
            tally.add("sizes", Count { passed: 1, ..Count::default() }, std::time::Duration::ZERO);
        }
        screen::heading("Testing");
        types(place, &mut tally)?;
        suite::javascript(place, Filter::Everything, &artifacts.package, &browsers, &mut tally)?;
    }
    Ok(tally.finish())
}

fn rust(place: &Place, toolchain: &Toolchain, tally: &mut Tally) -> Outcome<()> {
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

    let mut wasm = toolchain.command("cargo")?;
    wasm.arg("clippy").args(WASM_CRATES).args(["--target", WASM_TARGET, "--", "-D", "warnings"]);
    check(place, "clippy for wasm", wasm, tally)?;

    let mut doc = cargo();
    doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    check(place, "doc", doc, tally)
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
            println!("\n{}\n", process::tail(&log));
            tally.add(name, Count { failed: 1, ..Count::default() }, spent);
        }
    }
    Ok(())
}
