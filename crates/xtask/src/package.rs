//! The npm package `usher-access`: compiled, assembled, packed, and installed from its own tarball.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::bundle;
use crate::fault::{Doing, Fault, Outcome};
use crate::panics;
use crate::place::{self, Place};
use crate::process;
use crate::screen::{Pace, Step};
use crate::stamp::Stamp;
use crate::tool::WASM_BINDGEN;
use crate::toolchain::{Toolchain, WASM_TARGET, encoded_flags};

pub(crate) const NAME: &str = "usher-access";
/// The JSON Schema of a policy, made from the core's types and kept by its tests.
const SCHEMA: &str = "crates/core/schema/policy.schema.json";

/// What the compiler and the glue may use; every browser of the last years has it.
pub(crate) const WASM_FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Pages of JSON are searched sixteen bytes at a time. Chrome has it since 91, Firefox since 89, Safari since 16.4.
const SIMD: &str = "-Ctarget-feature=+simd128";

/// One of the WebAssemblies in the package.
#[derive(Debug)]
struct Wasm {
    /// The crate it is compiled from.
    source: &'static str,
    /// The name of its files under `dist/`.
    name: &'static str,
    /// The name that its glue knows it by: two of one name are called through one glue.
    called: &'static str,
    /// `z`, where every visitor of the host's pages downloads it; a number where speed counts more.
    opt_level: &'static str,
    /// The features of the crate, as cargo takes them.
    features: &'static [&'static str],
}

/// What decides in the host's pages.
const ACCESS: Wasm =
    Wasm { source: "web", name: "usher_access", called: "usher_access", opt_level: "z", features: &[] };

/// The same for servers, which have it on their disk: a third larger, and masks half as fast again.
const ACCESS_FAST: Wasm = Wasm {
    source: "web",
    name: "usher_access_fast",
    called: "usher_access",
    opt_level: "3",
    features: &["--features", "fast"],
};

/// What reviews a whole policy on an administrator's page.
const ADMIN: Wasm =
    Wasm { source: "admin", name: "usher_admin", called: "usher_admin", opt_level: "z", features: &[] };

const WASMS: [&Wasm; 3] = [&ACCESS, &ACCESS_FAST, &ADMIN];

/// The loops of `cargo xtask bench routing`, which no package holds.
const LOOPS: Wasm =
    Wasm { source: "bench", name: "usher_bench", called: "usher_bench", opt_level: "3", features: &[] };

/// The packed package.
#[derive(Debug)]
pub(crate) struct Package {
    folder: PathBuf,
    pub(crate) tarball: PathBuf,
}

impl Package {
    /// The WebAssembly that every visitor of the host's pages downloads.
    pub(crate) fn wasm(&self) -> PathBuf {
        ACCESS.bound(&self.dist())
    }

    /// The same, as servers load it.
    pub(crate) fn fast_wasm(&self) -> PathBuf {
        ACCESS_FAST.bound(&self.dist())
    }

    /// The WebAssembly that only administrators' screens download.
    pub(crate) fn admin_wasm(&self) -> PathBuf {
        ADMIN.bound(&self.dist())
    }

    fn dist(&self) -> PathBuf {
        self.folder.join("dist")
    }
}

/// Builds the package and installs it from its tarball, so that console and tests import what users will.
///
/// # Errors
/// When a tool fails, or `package.json` lists a file that is not there.
pub(crate) fn build(place: &Place, toolchain: &Toolchain) -> Outcome<Package> {
    let step = Step::start("package: compile", Pace::Slow("two minutes the first time"));
    let compiled =
        WASMS.iter().map(|wasm| compile(place, toolchain, wasm)).collect::<Outcome<Vec<PathBuf>>>()?;
    step.done("");
    let source = place.at("crates/web/npm");
    let folder = place.at("target/npm").join(NAME);
    let package = Package { tarball: tarball(place, &source)?, folder };
    let mut inputs = compiled.clone();
    inputs.extend([source.clone(), place.at("LICENSE-MIT"), place.at("LICENSE-APACHE"), place.at(SCHEMA)]);
    let stamp = Stamp::of(place.stamp("package"), &inputs)?;
    let step = Step::start("package: assemble", Pace::Quick);
    if stamp.is_current(&package.tarball) {
        step.done("unchanged");
    } else {
        assemble(place, toolchain, &compiled, &package.folder)?;
        pack(place, &package.folder, &package.tarball)?;
        stamp.record()?;
        step.done(&file_name(&package.tarball));
    }
    install(place, &package.tarball, &place.at("node_modules"))?;
    Ok(package)
}

/// Compiles the loops of the benchmark of routing into a folder.
///
/// # Errors
/// When a tool fails.
pub(crate) fn loops(place: &Place, toolchain: &Toolchain, folder: &Path) -> Outcome<()> {
    let step = Step::start("loops: compile", Pace::Slow("a minute the first time"));
    let compiled = compile(place, toolchain, &LOOPS)?;
    place::fresh_folder(folder)?;
    bind(place, toolchain, &LOOPS, &compiled, folder)?;
    optimise(place, &LOOPS, &LOOPS.bound(folder))?;
    step.done("");
    Ok(())
}

fn assemble(place: &Place, toolchain: &Toolchain, compiled: &[PathBuf], folder: &Path) -> Outcome<()> {
    place::fresh_folder(folder)?;
    place::copy_folder(&place.at("crates/web/npm"), folder)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(place.at(licence), folder.join(licence)).doing(format!("copying `{licence}`"))?;
    }
    fs::copy(place.at(SCHEMA), folder.join("policy.schema.json")).doing(format!("copying `{SCHEMA}`"))?;
    let dist = folder.join("dist");
    for (wasm, compiled) in WASMS.iter().zip(compiled) {
        bind(place, toolchain, wasm, compiled, &dist)?;
        let bound = wasm.bound(&dist);
        panics::silence(place, &bound, &WASM_FEATURES)?;
        optimise(place, wasm, &bound)?;
    }
    agree(&dist)?;
    let glue: Vec<PathBuf> = WASMS.iter().map(|wasm| wasm.glue(&dist)).collect();
    bundle::entries(place, folder, &glue)
}

/// Both builds are called through the glue of one.
fn agree(dist: &Path) -> Outcome<()> {
    let glue = |wasm: &Wasm| {
        let file = wasm.glue(dist);
        fs::read_to_string(&file).doing(format!("reading `{}`", file.display()))
    };
    if glue(&ACCESS)? == glue(&ACCESS_FAST)? {
        return Ok(());
    }
    Err(Fault::new("the builds for pages and for servers are not called in the same way"))
}

fn compile(place: &Place, toolchain: &Toolchain, wasm: &Wasm) -> Outcome<PathBuf> {
    let mut cargo = toolchain.command("cargo")?;
    cargo.args(["build", "--release", "--target", WASM_TARGET, "--package"]);
    cargo.arg(format!("usher-{}", wasm.source));
    cargo.args(wasm.features);
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", wasm.opt_level);
    // The threshold is where the wasm is smallest: with a lower one calls weigh more than what they call.
    let flags: &[&str] = if wasm.is_small() { &["-Cllvm-args=-inline-threshold=25", SIMD] } else { &[SIMD] };
    cargo.env("CARGO_ENCODED_RUSTFLAGS", encoded_flags(place, flags));
    process::run(&mut cargo, &place.log(&format!("package-cargo-{}", wasm.name)))?;
    let compiled = toolchain.release_wasm(&format!("usher_{}", wasm.source));
    // Where another build of the same source does not write.
    let kept = toolchain.release_wasm(&format!("{}-{}", wasm.source, wasm.opt_level));
    fs::copy(&compiled, &kept).doing(format!("copying `{}`", compiled.display()))?;
    Ok(kept)
}

impl Wasm {
    /// Whether size counts more than speed, unlike in the worker.
    fn is_small(&self) -> bool {
        self.opt_level == "z"
    }

    /// Its file once it is bound to its glue.
    fn bound(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}_bg.wasm", self.name))
    }

    /// The JavaScript that calls it.
    fn glue(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.js", self.name))
    }
}

fn bind(place: &Place, toolchain: &Toolchain, wasm: &Wasm, compiled: &Path, dist: &Path) -> Outcome<()> {
    let mut bindgen = toolchain.command(&WASM_BINDGEN.program(place).to_string_lossy())?;
    // Types and entries are written by hand; they own the address of the wasm.
    bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path"]);
    let own = dist.join(wasm.source);
    bindgen.args(["--out-name", wasm.called, "--out-dir"]).arg(&own).arg(compiled);
    process::run(&mut bindgen, &place.log("package-bindgen"))?;
    for end in ["_bg.wasm", ".js"] {
        let from = own.join(format!("{}{end}", wasm.called));
        fs::rename(&from, dist.join(format!("{}{end}", wasm.name)))
            .doing(format!("moving `{}`", from.display()))?;
    }
    place::remove(&own)
}

fn optimise(place: &Place, wasm: &Wasm, file: &Path) -> Outcome<()> {
    let mut optimiser = place.node_command("wasm-opt")?;
    if wasm.is_small() {
        // A function of one caller is left alone where it is not small: merged into its caller it compresses worse, by a
        // twentieth of the whole. So does an order in which neighbours have nothing in common.
        optimiser.args(["-Oz", "--converge", "--reorder-functions-by-name"]);
        optimiser.args(["--one-caller-inline-max-function-size", "20"]);
    } else {
        optimiser.arg("-O3");
    }
    optimiser.args(WASM_FEATURES).arg("-o").arg(file).arg(file);
    process::run(&mut optimiser, &place.log("package-wasm-opt"))
}

fn pack(place: &Place, folder: &Path, tarball: &Path) -> Outcome<()> {
    for file in manifest(folder)?.get("files").and_then(Value::as_array).into_iter().flatten() {
        let file = file.as_str().unwrap_or_default();
        if !folder.join(file).exists() {
            return Err(Fault::new(format!("the package's `files` list `{file}`, which is not there"))
                .hint("see crates/web/npm/package.json"));
        }
    }
    let out = tarball.parent().unwrap_or(folder);
    // Of an earlier version: nobody should test it.
    for old in fs::read_dir(out).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if old.extension().is_some_and(|extension| extension == "tgz") {
            fs::remove_file(&old).doing(format!("removing `{}`", old.display()))?;
        }
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["pack", "--ignore-scripts", "--pack-destination"]).arg(out);
    process::run(&mut npm, &place.log("package-pack"))?;
    if tarball.is_file() { Ok(()) } else { Err(Fault::new(format!("npm packed no `{}`", tarball.display()))) }
}

/// Unpacks the tarball into a `node_modules`, as npm would; nothing is asked of a registry.
pub(crate) fn install(place: &Place, tarball: &Path, modules: &Path) -> Outcome<()> {
    let installed = modules.join(NAME);
    // Inside `node_modules`, so that it goes with it.
    let stamp = Stamp::of(modules.join(".usher-package-stamp"), &[tarball.to_owned()])?;
    if stamp.is_current(&installed.join("package.json")) {
        return Ok(());
    }
    let step = Step::start("package: install", Pace::Quick);
    let unpacked = place.at("target/npm/unpacked");
    place::fresh_folder(&unpacked)?;
    let mut tar = Command::new("tar");
    tar.current_dir(&unpacked).args(["-xzf"]).arg(tarball);
    process::run(&mut tar, &place.log("package-tar"))?;
    place::remove(&installed)?;
    fs::rename(unpacked.join("package"), &installed).doing(format!("moving to `{}`", installed.display()))?;
    stamp.record()?;
    step.done("from the tarball");
    Ok(())
}

fn tarball(place: &Place, source: &Path) -> Outcome<PathBuf> {
    let manifest = manifest(source)?;
    let version = manifest
        .get("version")
        .and_then(Value::as_str)
        .ok_or_else(|| Fault::new("the package has no version"))?;
    Ok(place.at("target/npm").join(format!("{NAME}-{version}.tgz")))
}

fn manifest(folder: &Path) -> Outcome<Value> {
    let path = folder.join("package.json");
    let doing = || format!("reading `{}`", path.display());
    serde_json::from_slice(&fs::read(&path).doing(doing())?).doing(doing())
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
