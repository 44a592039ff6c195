//! `cargo xtask bench`: our package beside its peers, measured in one run.

use std::path;

use crate::args::{BenchOptions, BenchPace, Benchmark};
use crate::fault::{Doing, Outcome};
use crate::npm;
use crate::package;
use crate::pipeline;
use crate::place::Place;
use crate::process;
use crate::screen;
use crate::setup;

/// Permissions, or masking.
///
/// # Errors
/// When something cannot be built or installed, or an engine of permissions answers otherwise than the reference. A
/// promise that is missed is an answer, not a fault.
pub(crate) fn run(place: &Place, options: &BenchOptions) -> Outcome<()> {
    let toolchain = setup::build_tools(place)?;
    let mut node = place.node_command("node")?;
    match options.benchmark {
        Benchmark::Access => {
            setup::browsers(place)?.export(&mut node);
            node.arg("tests/bench/access/main.mjs");
        }
        Benchmark::Masking => {
            node.arg("tests/bench/masking/main.mjs");
        }
    }
    if options.pace == BenchPace::Quick {
        node.arg("--quick");
    }
    if let Some(data) = &options.data {
        node.arg("--data").arg(path::absolute(data).doing("reading `--data`")?);
    }
    npm::ensure_peers(place)?;
    let built = pipeline::build_package(place, &toolchain)?;
    // Beside its peers, so that all are found the same way.
    package::install(place, &built.tarball, &place.at("tests/bench/node_modules"))?;
    screen::heading("Measuring");
    process::show(&mut node)
}
