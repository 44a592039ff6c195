//! The worker: the edge crate, compiled and bundled into `build/`.

use std::path::PathBuf;
use std::process::Command;

use crate::fault::{Fault, Outcome};
use crate::package::WASM_FEATURES;
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};
use crate::stamp::Stamp;
use crate::tool::{WASM_BINDGEN, WORKER_BUILD};
use crate::toolchain::{Toolchain, WASM_TARGET};

/// Small enough to start fast, and fast enough: at 3 the bundle is a tenth over its limit.
const OPT_LEVEL: &str = "s";

/// Builds the worker; answers with its wasm.
pub(crate) fn build(place: &Place, toolchain: &Toolchain) -> Outcome<PathBuf> {
    let compiled = compile(place, toolchain)?;
    let wasm = place.at("build/index_bg.wasm");
    let step = Step::start("worker: bundle", Pace::Quick);
    let stamp = Stamp::of(place.stamp("worker"), &[compiled, place.at("crates/edge/Cargo.toml")])?;
    if stamp.is_current(&wasm) {
        step.done("unchanged");
        return Ok(wasm);
    }
    let mut bundler = toolchain.command(&WORKER_BUILD.program(place).to_string_lossy())?;
    bundler.current_dir(place.at("crates/edge")).args(["--release", "--out-dir", "../../build"]);
    settle(&mut bundler);
    // Else it would download its own.
    bundler.env("WASM_BINDGEN_BIN", WASM_BINDGEN.program(place));
    bundler.env("WASM_OPT_BIN", place.npm_bin("wasm-opt")).env("ESBUILD_BIN", place.npm_bin("esbuild"));
    process::run(&mut bundler, &place.log("worker-build"))?;
    if !wasm.is_file() {
        return Err(Fault::new("worker-build made no `build/index_bg.wasm`"));
    }
    // Names of functions are a tenth of the bundle, nobody reads them there, and the bundler keeps them whatever it is told.
    let mut stripper = place.node_command("wasm-opt")?;
    stripper.args(WASM_FEATURES).args(["--strip-debug", "-o"]).arg(&wasm).arg(&wasm);
    process::run(&mut stripper, &place.log("worker-strip"))?;
    stamp.record()?;
    step.done("build/");
    Ok(wasm)
}

/// The part that takes long, with the flags of the bundler's own call, which then finds it done; and which is not made
/// at all where this changed nothing.
fn compile(place: &Place, toolchain: &Toolchain) -> Outcome<PathBuf> {
    let step = Step::start("worker: compile", Pace::Slow("two minutes the first time"));
    let mut cargo = toolchain.command("cargo")?;
    cargo.current_dir(place.at("crates/edge")).args(["build", "--release", "--lib", "--target", WASM_TARGET]);
    settle(&mut cargo);
    process::run(&mut cargo, &place.log("worker-cargo"))?;
    step.done("");
    Ok(toolchain.release_wasm("usher_edge"))
}

/// What both calls of cargo, ours and the bundler's, must agree on: else the second compiles everything again.
fn settle(command: &mut Command) {
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", OPT_LEVEL);
    // worker-build sets it by itself. A macro reads it unseen by cargo, so without it the same build would mean another
    // thing.
    command.env("WASM_BINDGEN_USE_JS_SYS", "1");
}
