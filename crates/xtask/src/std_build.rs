//! The private toolchain: the distribution's rustc with a standard library for WebAssembly that is built here.
//!
//! For machines whose own toolchain lacks the target and cannot fetch it. Debian's `rustc-web` comes with the sources
//! of its own standard library; another version's compiler could not build them. The folder mixes what is built with
//! links to the two toolchains it came from, so its name carries both versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{Doing, Fault, Outcome};
use crate::place::{self, Place};
use crate::process;
use crate::screen::{Pace, Step};
use crate::system::{self, Need};
use crate::toolchain::{WASM_TARGET, encoded_flags};

const DISTRO_RUSTC: &str = "/usr/bin/rustc";
const DISTRO_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/Cargo.lock";
const PACKAGES: [Need; 3] = [
    Need::program("rustc-web", DISTRO_RUSTC),
    Need::program("rust-web-src", DISTRO_SOURCE),
    Need::program("rust-web-clippy", "/usr/bin/cargo-clippy"),
];

/// Its last file: a build that was interrupted has none.
const FINISHED: &str = "ok";

/// An empty crate; building it with `-Zbuild-std` builds the standard library.
const SEED_MANIFEST: &str = "\
[package]\nname = \"seed\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.release]\ndebug = 0\ncodegen-units = 1\n";

/// The two toolchains that the private one is made of.
struct Origin {
    host: String,
    distro_version: String,
    distro_sysroot: PathBuf,
    default_version: String,
    default_sysroot: PathBuf,
}

impl Origin {
    fn detect() -> Option<Self> {
        let distro = process::capture(Command::new(DISTRO_RUSTC).arg("-vV"))?;
        let default = process::capture(Command::new("rustc").arg("-vV"))?;
        Some(Self {
            host: field(&distro, "host")?,
            distro_version: field(&distro, "release")?,
            distro_sysroot: sysroot(DISTRO_RUSTC)?,
            default_version: field(&default, "release")?,
            default_sysroot: sysroot("rustc")?,
        })
    }

    fn folder(&self, place: &Place) -> PathBuf {
        place.cached(&format!("wasm-toolchain-{}-{}", self.distro_version, self.default_version))
    }
}

fn field(version: &str, name: &str) -> Option<String> {
    let line = version.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))?;
    Some(line.to_owned())
}

fn sysroot(rustc: &str) -> Option<PathBuf> {
    process::capture(Command::new(rustc).args(["--print", "sysroot"])).map(PathBuf::from)
}

/// The private toolchain, where an earlier run finished it.
pub(crate) fn finished(place: &Place) -> Option<PathBuf> {
    let folder = Origin::detect()?.folder(place);
    folder.join(FINISHED).is_file().then_some(folder)
}

/// Builds the private toolchain, in about a minute.
///
/// # Errors
/// When the distribution's compiler is missing and cannot be installed, or does not build.
pub(crate) fn build(place: &Place) -> Outcome<PathBuf> {
    system::ensure(place, "the standard library for WebAssembly", &PACKAGES)?;
    let origin = Origin::detect().ok_or_else(|| {
        Fault::new("no Rust compiler answers")
            .hint("`rustc` and the distribution's `/usr/bin/rustc` must both run")
    })?;
    let _lock = place.lock(place.cache())?;
    let folder = origin.folder(place);
    if folder.join(FINISHED).is_file() {
        return Ok(folder);
    }
    let step = Step::start("WebAssembly std", Pace::Slow("about a minute, once"));
    let seed = place.cached("std-seed");
    compile(place, &origin, &seed)?;
    place::fresh_folder(&folder)?;
    assemble(&origin, &seed, &folder)?;
    fs::write(folder.join(FINISHED), "").doing("finishing the toolchain")?;
    place::remove(&seed)?;
    step.done(&format!("rustc {}", origin.distro_version));
    Ok(folder)
}

fn compile(place: &Place, origin: &Origin, seed: &Path) -> Outcome<()> {
    place::fresh_folder(&seed.join("src"))?;
    fs::write(seed.join("src/lib.rs"), "#![no_std]\n").doing("writing the seed")?;
    fs::write(seed.join("Cargo.toml"), SEED_MANIFEST).doing("writing the seed")?;
    let mut cargo = Command::new(origin.default_sysroot.join("bin/cargo"));
    cargo.current_dir(seed).env("RUSTC", DISTRO_RUSTC).env("CARGO_TARGET_DIR", seed.join("target"));
    // A released compiler allows `-Z` to nobody but its own builders.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    // Without bitcode in std, no user of it can be built with link-time optimisation.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", encoded_flags(place, &["-Cembed-bitcode=yes"]));
    cargo.args([
        "build",
        "--release",
        "--target",
        WASM_TARGET,
        "-Zbuild-std=std,panic_abort,test,proc_macro",
    ]);
    process::run(&mut cargo, &place.log("wasm-std"))
}

fn assemble(origin: &Origin, seed: &Path, folder: &Path) -> Outcome<()> {
    let library = folder.join("lib/rustlib").join(WASM_TARGET).join("lib");
    fs::create_dir_all(&library).doing("creating the toolchain")?;
    let built = seed.join("target").join(WASM_TARGET).join("release/deps");
    for entry in fs::read_dir(&built).doing("reading the built library")?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libseed") {
            fs::copy(entry.path(), library.join(&name)).doing("copying the built library")?;
        }
    }
    let own_host = folder.join("lib/rustlib").join(&origin.host);
    let of_host = |sysroot: &Path| sysroot.join("lib/rustlib").join(&origin.host);
    fs::create_dir_all(own_host.join("bin")).doing("creating the toolchain")?;
    link(&of_host(&origin.distro_sysroot).join("lib"), &own_host.join("lib"))?;
    // A link: the linker looks for libLLVM beside where it really lies.
    link(&of_host(&origin.default_sysroot).join("bin/rust-lld"), &own_host.join("bin/rust-lld"))?;
    programs(origin, folder)
}

fn programs(origin: &Origin, folder: &Path) -> Outcome<()> {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).doing("creating the toolchain")?;
    let here = folder.display();
    let distro = origin.distro_sysroot.join("bin");
    // A wrapper, not RUSTFLAGS: doc tests and worker-build do not pass those on.
    for name in ["rustc", "rustdoc"] {
        let text = format!("#!/bin/sh\nexec '{}' --sysroot '{here}' \"$@\"\n", distro.join(name).display());
        script(&bin.join(name), &text)?;
    }
    let driver = distro.join("clippy-driver");
    script(
        &bin.join("clippy-driver"),
        &format!("#!/bin/sh\nSYSROOT='{here}' exec '{}' \"$@\"\n", driver.display()),
    )?;
    // A copy: it looks for clippy-driver beside where it really lies.
    fs::copy(distro.join("cargo-clippy"), bin.join("cargo-clippy")).doing("copying cargo-clippy")?;
    link(&origin.default_sysroot.join("bin/cargo"), &bin.join("cargo"))
}

#[cfg(unix)]
fn script(path: &Path, text: &str) -> Outcome<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, text).doing(format!("writing `{}`", path.display()))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .doing(format!("marking `{}`", path.display()))
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Outcome<()> {
    if !from.exists() {
        return Err(Fault::new(format!("`{}` is missing", from.display())));
    }
    std::os::unix::fs::symlink(from, to).doing(format!("linking `{}`", to.display()))
}

#[cfg(not(unix))]
fn script(_: &Path, _: &str) -> Outcome<()> {
    Err(Fault::new("a private toolchain needs a Unix").hint("rustup target add wasm32-unknown-unknown"))
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Outcome<()> {
    Err(Fault::new("a private toolchain needs a Unix").hint("rustup target add wasm32-unknown-unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_fields() {
        let text = "rustc 1.96.0\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        assert_eq!(field(text, "host").as_deref(), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(field(text, "release").as_deref(), Some("1.96.0"));
        assert_eq!(field(text, "LLVM version"), None);
    }
}
