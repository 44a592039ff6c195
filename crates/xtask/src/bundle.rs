//! The JavaScript of the package: each entry with the library that it needs in one file. A program that starts pays for
//! every module that it loads more than for what is in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::{Doing, Outcome};
use crate::place::{self, Place};
use crate::process;

/// What an entry leaves to its platform: modules of Node, and the WebAssembly beside it.
const OUTSIDE: [&str; 2] = ["--external:node:*", "--external:*.wasm"];

/// Bundles every `*.js` at the top of `folder`, and removes what is inside of them from then on.
///
/// # Errors
/// When an entry imports something that is not there.
pub(crate) fn entries(place: &Place, folder: &Path, glue: &[PathBuf]) -> Outcome<()> {
    let doing = || format!("reading `{}`", folder.display());
    for entry in fs::read_dir(folder).doing(doing())? {
        let path = entry.doing(doing())?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            bundle(place, &path)?;
        }
    }
    place::remove(&folder.join("lib"))?;
    for path in glue {
        fs::remove_file(path).doing(format!("removing `{}`", path.display()))?;
    }
    Ok(())
}

/// Whether pages download an entry. What a server reads from its disk stays readable, for its names stand in the stack
/// traces of who uses the package.
fn is_for_pages(entry: &Path) -> bool {
    let name = entry.file_stem().unwrap_or_default().to_string_lossy();
    !name.ends_with("node") && !name.ends_with("workerd")
}

fn bundle(place: &Place, entry: &Path) -> Outcome<()> {
    let mut esbuild = place.node_command("esbuild")?;
    esbuild.arg(entry).arg(format!("--outfile={}", entry.display())).arg("--allow-overwrite");
    // Neutral: a bundler must not choose for a platform what the entries have chosen already.
    esbuild.args([
        "--bundle",
        "--format=esm",
        "--platform=neutral",
        "--target=es2022",
        "--log-level=warning",
    ]);
    esbuild.args(OUTSIDE);
    if is_for_pages(entry) {
        esbuild.arg("--minify");
    }
    process::run(&mut esbuild, &place.log("package-esbuild"))
}
