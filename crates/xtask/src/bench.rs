//! `cargo xtask bench`: our package beside its peers, measured in one run.

use crate::args::BenchPace;
use crate::fault::Outcome;
use crate::npm;
use crate::package;
use crate::pipeline;
use crate::place::Place;
use crate::process;
use crate::screen;
use crate::setup;

/// `cargo xtask bench access`: permissions.
///
/// # Errors
/// When something cannot be built or installed, or an engine answers otherwise than the reference. A promise that is
/// missed is an answer, not a fault.
pub(crate) fn access(place: &Place, pace: BenchPace) -> Outcome<()> {
    let toolchain = setup::build_tools(place)?;
    let browsers = setup::browsers(place)?;
    npm::ensure_peers(place)?;
    let built = pipeline::build_package(place, &toolchain)?;
    // Beside its peers, so that all are found the same way.
    package::install(place, &built.tarball, &place.at("tests/bench/node_modules"))?;
    screen::heading("Measuring");
    let mut node = place.node_command("node")?;
    browsers.export(&mut node);
    node.arg("tests/bench/access/main.mjs");
    if pace == BenchPace::Quick {
        node.arg("--quick");
    }
    process::show(&mut node)
}
