//! `cargo xtask bench`: our package beside its peers, measured in one run.

use std::path::{self, Path};

use crate::args::{BenchOptions, BenchPace, Benchmark};
use crate::fault::{Doing, Outcome};
use crate::npm;
use crate::package;
use crate::pipeline;
use crate::place::Place;
use crate::process;
use crate::screen;
use crate::setup;
use crate::toolchain::{Toolchain, WASM_TARGET};

/// Permissions, masking, or routing.
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
        Benchmark::Routing => {
            node.arg("tests/bench/routing/main.mjs");
            let folder = place.at("target/bench/routing");
            package::loops(place, &toolchain, &folder)?;
            if let Some(other) = &options.data {
                baselines(&toolchain, other, &folder.join("other.wasm"))?;
            }
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

/// Compiles somebody else's baselines: a `bench.rs` of one file, without dependencies.
fn baselines(toolchain: &Toolchain, folder: &Path, wasm: &Path) -> Outcome<()> {
    let mut rustc = toolchain.command("rustc")?;
    rustc.args(["-O", "-C", "panic=abort", "--crate-type", "cdylib", "--target", WASM_TARGET]);
    let source = path::absolute(folder.join("bench.rs")).doing("reading `--data`")?;
    process::show(rustc.arg(source).arg("-o").arg(wasm))
}
