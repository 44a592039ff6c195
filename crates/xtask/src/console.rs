//! The console: a static build that imports the packed package.

use std::path::PathBuf;

use crate::fault::Outcome;
use crate::package;
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};
use crate::stamp::Stamp;

const CONFIGURATION: &str = "www/vite.config.ts";

/// Builds `www/dist`.
pub(crate) fn build(place: &Place) -> Outcome<()> {
    let step = Step::start("console", Pace::Quick);
    let stamp = Stamp::of(place.stamp("console"), &inputs(place))?;
    let output = place.at("www/dist/index.html");
    if stamp.is_current(&output) {
        step.done("unchanged");
        return Ok(());
    }
    let mut vite = place.node_command("vite")?;
    vite.args(["build", "--config", CONFIGURATION, "--logLevel", "warn"]);
    process::run(&mut vite, &place.log("console-vite"))?;
    stamp.record()?;
    step.done("www/dist/");
    Ok(())
}

/// Everything under `www` but the build itself, and the package it imports.
fn inputs(place: &Place) -> Vec<PathBuf> {
    let www = std::fs::read_dir(place.at("www")).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut inputs: Vec<PathBuf> = www.filter(|path| !path.ends_with("dist")).collect();
    inputs.sort();
    inputs.push(place.at("node_modules").join(package::NAME));
    inputs.push(place.at("package-lock.json"));
    inputs
}
