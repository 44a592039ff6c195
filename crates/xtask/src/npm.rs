//! The npm packages of the lock file, Node itself among them.

use std::process::Command;

use crate::fault::{Fault, Outcome};
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};
use crate::stamp::Stamp;

/// Installs exactly the lock file, when it has changed since the last time.
pub(crate) fn ensure(place: &Place) -> Outcome<()> {
    // Inside `node_modules`, so that it goes with it.
    let stamp = Stamp::of(place.at("node_modules/.usher-stamp"), &[place.at("package-lock.json")])?;
    if stamp.is_current(&place.npm_bin("node")) {
        return Ok(());
    }
    if process::find("npm").is_none() {
        return Err(Fault::new("`npm` is not installed")
            .hint("install Node.js 20 or later; everything else npm fetches itself"));
    }
    let step = Step::start("npm packages", Pace::Slow("about a minute, once"));
    let mut npm = Command::new("npm");
    npm.current_dir(place.root()).args(["ci", "--no-audit", "--no-fund", "--no-progress"]);
    process::run(&mut npm, &place.log("npm-ci"))?;
    stamp.record()?;
    step.done("as in package-lock.json");
    Ok(())
}
