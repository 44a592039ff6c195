//! The npm packages of the lock files: those of the workspace, Node itself among them, and those of the benchmarks, which
//! nobody else downloads.

use std::path::PathBuf;
use std::process::Command;

use crate::fault::{Fault, Outcome};
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};
use crate::stamp::Stamp;

/// Installs exactly the lock file of the workspace, when it has changed since the last time.
pub(crate) fn ensure(place: &Place) -> Outcome<()> {
    install(place, &Project { label: "npm packages", folder: place.root().to_owned(), witness: ".bin/node" })
}

/// The same for the engines that the benchmarks measure beside ours.
pub(crate) fn ensure_peers(place: &Place) -> Outcome<()> {
    let folder = place.at("tests/bench");
    install(place, &Project { label: "npm packages of peers", folder, witness: "openredaction" })
}

/// A folder with a lock file.
struct Project {
    label: &'static str,
    folder: PathBuf,
    /// What is in `node_modules` when it is there at all.
    witness: &'static str,
}

fn install(place: &Place, project: &Project) -> Outcome<()> {
    let modules = project.folder.join("node_modules");
    // Inside `node_modules`, so that it goes with it.
    let stamp = Stamp::of(modules.join(".usher-stamp"), &[project.folder.join("package-lock.json")])?;
    if stamp.is_current(&modules.join(project.witness)) {
        return Ok(());
    }
    if process::find("npm").is_none() {
        return Err(Fault::new("`npm` is not installed")
            .hint("install Node.js 20 or later; everything else npm fetches itself"));
    }
    let step = Step::start(project.label, Pace::Slow("about a minute, once"));
    let mut npm = Command::new("npm");
    npm.current_dir(&project.folder).args(["ci", "--no-audit", "--no-fund", "--no-progress"]);
    process::run(&mut npm, &place.log(project.label))?;
    stamp.record()?;
    step.done("as in package-lock.json");
    Ok(())
}
