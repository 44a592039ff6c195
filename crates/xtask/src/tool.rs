//! Command-line tools that cargo builds, each in a cache folder that carries its version.

use std::path::PathBuf;
use std::process::Command;

use crate::fault::Outcome;
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};

/// Glue between wasm and JavaScript. The crate `wasm-bindgen` of the workspace must be of the same version.
pub(crate) const WASM_BINDGEN: Tool =
    Tool { krate: "wasm-bindgen-cli", version: "0.2.130", program: "wasm-bindgen", about: "2 minutes, once" };

/// Bundles the worker crate. Keep in step with the crate `worker`.
pub(crate) const WORKER_BUILD: Tool =
    Tool { krate: "worker-build", version: "0.8.7", program: "worker-build", about: "3 to 6 minutes, once" };

/// A pinned tool.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    krate: &'static str,
    version: &'static str,
    program: &'static str,
    about: &'static str,
}

impl Tool {
    /// The path of its program; only there after [`Tool::ensure`].
    pub(crate) fn program(&self, place: &Place) -> PathBuf {
        self.folder(place).join("bin").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX))
    }

    fn folder(&self, place: &Place) -> PathBuf {
        place.cached(&format!("{}-{}", self.krate, self.version))
    }

    /// Builds the tool where the cache has none.
    pub(crate) fn ensure(&self, place: &Place) -> Outcome<()> {
        let name = format!("{} {}", self.krate, self.version);
        if self.program(place).is_file() {
            return Ok(());
        }
        let _lock = place.lock(place.cache())?;
        if self.program(place).is_file() {
            return Ok(());
        }
        let step = Step::start(&name, Pace::Slow(self.about));
        // A registry mirror that lags can lack one of the locked versions; then resolve afresh.
        let locked = process::run(self.install(place).arg("--locked"), &place.log(self.krate));
        if locked.is_err() {
            process::run(&mut self.install(place), &place.log(self.krate))?;
        }
        step.done("built");
        Ok(())
    }

    fn install(&self, place: &Place) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(place.root()).env_remove("CARGO_TARGET_DIR");
        cargo.args(["install", "--force", "--root"]).arg(self.folder(place));
        cargo.arg(format!("{}@{}", self.krate, self.version));
        cargo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// INVARIANT of wasm-bindgen: crate and tool are of one version; they refuse each other otherwise.
    #[test]
    fn pins_agree_with_the_workspace() {
        let manifest = std::fs::read_to_string(Place::detect().unwrap().at("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)));
        assert!(manifest.contains(&format!("worker = \"{}\"", WORKER_BUILD.version)));
    }
}
