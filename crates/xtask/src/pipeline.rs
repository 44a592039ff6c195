//! From sources to artifacts, in the order in which each needs the one before.

use std::path::PathBuf;

use crate::console;
use crate::fault::{Fault, Outcome};
use crate::package::{self, Package};
use crate::place::Place;
use crate::screen;
use crate::setup;
use crate::size::{self, Item};
use crate::toolchain::Toolchain;
use crate::worker;

/// What a build left behind.
#[derive(Debug)]
pub(crate) struct Artifacts {
    pub(crate) package: Package,
    worker_wasm: PathBuf,
}

/// Builds package, console and worker. Whatever is unchanged is not built again.
pub(crate) fn build(place: &Place, toolchain: &Toolchain) -> Outcome<Artifacts> {
    screen::heading("Building");
    build_beside(place, toolchain)
}

/// The same among other steps, under their heading.
pub(crate) fn build_beside(place: &Place, toolchain: &Toolchain) -> Outcome<Artifacts> {
    let _lock = place.lock(&place.at("target/xtask"))?;
    let package = package::build(place, toolchain)?;
    console::build(place)?;
    let worker_wasm = worker::build(place, toolchain)?;
    Ok(Artifacts { package, worker_wasm })
}

/// Builds the package alone, for tests that need no more; the worker takes much longer.
pub(crate) fn build_package(place: &Place, toolchain: &Toolchain) -> Outcome<Package> {
    screen::heading("Building");
    let _lock = place.lock(&place.at("target/xtask"))?;
    package::build(place, toolchain)
}

/// `cargo xtask build`: builds, and weighs what was built.
pub(crate) fn report(place: &Place) -> Outcome<()> {
    let toolchain = setup::build_tools(place)?;
    let artifacts = build(place, &toolchain)?;
    weigh(place, &artifacts)?;
    screen::heading("Built");
    screen::note("target/npm/usher-access/   the npm package, its tarball beside it");
    screen::note("www/dist/                  the console");
    screen::note("build/                     the worker");
    Ok(())
}

/// What the package's wasm may weigh: every page of a host that uses it downloads so much.
const PACKAGE_KB: u64 = 80;
/// The same for servers. It is not downloaded for each visit, but a Worker holds it, and each start reads it.
const FAST_KB: u64 = 130;

/// Prints the size of each wasm.
///
/// # Errors
/// When one is over its budget.
pub(crate) fn weigh(place: &Place, artifacts: &Artifacts) -> Outcome<()> {
    let items = vec![
        Item { name: "package", file: artifacts.package.wasm(), budget_gzip_kb: PACKAGE_KB },
        Item { name: "servers", file: artifacts.package.fast_wasm(), budget_gzip_kb: FAST_KB },
        Item { name: "admin", file: artifacts.package.admin_wasm(), budget_gzip_kb: 220 },
        Item { name: "worker", file: artifacts.worker_wasm.clone(), budget_gzip_kb: 730 },
    ];
    let rows = size::weigh(place, items)?;
    screen::heading("Sizes");
    for line in size::table(&rows) {
        screen::note(&line);
    }
    match rows.iter().find(|row| !row.fits()) {
        Some(row) => Err(Fault::new(format!("the wasm of the {} is over its budget", row.name()))),
        None => Ok(()),
    }
}
