//! The compiler for WebAssembly: the developer's own where it has the target, else a private one from the cache.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{Fault, Outcome};
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};
use crate::std_build;

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Says where a missing standard library comes from: `rustup` or `distro`.
const SOURCE_VARIABLE: &str = "USHER_WASM_STD";

/// Exported by `cargo run` and rustup for *their* compiler; they would override the private one.
const COMPILER_VARIABLES: [&str; 5] =
    ["RUSTC", "RUSTDOC", "CARGO", "RUSTUP_TOOLCHAIN", "RUSTC_WORKSPACE_WRAPPER"];

/// Between the flags of `CARGO_ENCODED_RUSTFLAGS`, so that they may hold spaces.
const ENCODED_SEPARATOR: &str = "\u{1f}";

/// A compiler that is known to have a standard library for WebAssembly.
#[derive(Debug)]
pub(crate) struct Toolchain {
    place: Place,
    private: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Rustup,
    Distro,
    RustupThenDistro,
}

impl Toolchain {
    /// Finds the compiler, or makes it.
    ///
    /// # Errors
    /// When neither rustup nor the distribution has what is needed.
    pub(crate) fn ensure(place: &Place) -> Outcome<Self> {
        let step = Step::start("WebAssembly target", Pace::Quick);
        let source = source(std::env::var(SOURCE_VARIABLE).ok().as_deref())?;
        if has_target() {
            step.done("of the default toolchain");
            return Ok(Self { place: place.clone(), private: None });
        }
        if let Some(folder) = std_build::finished(place).filter(|_| source != Source::Rustup) {
            step.done("private toolchain");
            return Ok(Self { place: place.clone(), private: Some(folder) });
        }
        step.done("missing");
        if source != Source::Distro {
            match add_target(place) {
                Ok(()) => return Ok(Self { place: place.clone(), private: None }),
                Err(fault) if source == Source::Rustup => return Err(fault),
                Err(_) => crate::screen::note(
                    "rustup could not add it; building it from the distribution's sources",
                ),
            }
        }
        let folder = std_build::build(place)?;
        Ok(Self { place: place.clone(), private: Some(folder) })
    }

    /// A command at the root whose cargo, rustc and clippy compile for WebAssembly.
    pub(crate) fn command(&self, program: &str) -> Outcome<Command> {
        let first: Vec<PathBuf> = self.private.iter().map(|folder| folder.join("bin")).collect();
        let path = self.place.path_with(&first)?;
        // `Command` would look the program up on our own PATH, not on the child's.
        let found =
            std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file());
        let mut command = Command::new(found.unwrap_or_else(|| program.into()));
        command.current_dir(self.place.root()).env("PATH", path);
        command.env("CARGO_ENCODED_RUSTFLAGS", encoded_flags(&self.place, &[]));
        if self.private.is_some() {
            for variable in COMPILER_VARIABLES {
                command.env_remove(variable);
            }
            command.env("CARGO_TARGET_DIR", self.target_dir());
        }
        Ok(command)
    }

    /// Where its builds go. A private compiler has a folder of its own: sharing one would rebuild all at each change
    /// between the two.
    pub(crate) fn target_dir(&self) -> PathBuf {
        let shared = self.place.cargo_target();
        if self.private.is_some() { shared.join("wasm") } else { shared.to_owned() }
    }

    /// A wasm that was built with `--release`.
    pub(crate) fn release_wasm(&self, library: &str) -> PathBuf {
        self.target_dir().join(WASM_TARGET).join("release").join(format!("{library}.wasm"))
    }
}

/// The value of `CARGO_ENCODED_RUSTFLAGS`: `flags`, and those that keep the builder's home out of what is published, since
/// panic messages name source files.
pub(crate) fn encoded_flags(place: &Place, flags: &[&str]) -> String {
    let home = std::env::home_dir().map(|home| home.join(".cargo"));
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or(home);
    let folders = [cargo.map(|folder| (folder, "/cargo")), Some((place.root().to_owned(), "/usher"))];
    let anonymous = folders
        .into_iter()
        .flatten()
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()));
    let all: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).chain(anonymous).collect();
    all.join(ENCODED_SEPARATOR)
}

fn source(value: Option<&str>) -> Outcome<Source> {
    match value {
        None | Some("") => Ok(Source::RustupThenDistro),
        Some("rustup") => Ok(Source::Rustup),
        Some("distro") => Ok(Source::Distro),
        Some(other) => Err(Fault::new(format!("{SOURCE_VARIABLE} is `{other}`"))
            .hint("set it to `rustup` or `distro`, or not at all")),
    }
}

fn has_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    process::capture(&mut rustc).is_some_and(|folder| Path::new(&folder).is_dir())
}

fn add_target(place: &Place) -> Outcome<()> {
    let step = Step::start("rustup target add", Pace::Slow("a few seconds, once"));
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM_TARGET]).env("RUSTUP_MAX_RETRIES", "1");
    process::run(&mut rustup, &place.log("rustup"))?;
    step.done(WASM_TARGET);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources() {
        assert_eq!(source(None).unwrap(), Source::RustupThenDistro);
        assert_eq!(source(Some("")).unwrap(), Source::RustupThenDistro);
        assert_eq!(source(Some("distro")).unwrap(), Source::Distro);
        assert_eq!(source(Some("rustup")).unwrap(), Source::Rustup);
        assert_eq!(source(Some("nightly")).unwrap_err().to_string(), "USHER_WASM_STD is `nightly`");
    }
}
