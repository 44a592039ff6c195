//! Whatever is missing, made: each command asks for as much as it needs.

use crate::browser::Browsers;
use crate::fault::Outcome;
use crate::npm;
use crate::place::Place;
use crate::screen::{self, Pace, Step};
use crate::tool::{WASM_BINDGEN, WORKER_BUILD};
use crate::toolchain::Toolchain;

/// What `dev` and `build` need.
///
/// # Errors
/// When something can neither be found nor made; the fault says what to do by hand.
pub(crate) fn build_tools(place: &Place) -> Outcome<Toolchain> {
    screen::heading("Setting up");
    let toolchain = Toolchain::ensure(place)?;
    WASM_BINDGEN.ensure(place)?;
    WORKER_BUILD.ensure(place)?;
    npm::ensure(place)?;
    Ok(toolchain)
}

/// What the tests need on top.
pub(crate) fn browsers(place: &Place) -> Outcome<Browsers> {
    let step = Step::start("browsers", Pace::Quick);
    let browsers = Browsers::ensure(place)?;
    step.done("Chromium, Firefox, WebKitGTK");
    Ok(browsers)
}

/// `cargo xtask setup`.
pub(crate) fn everything(place: &Place) -> Outcome<()> {
    build_tools(place)?;
    browsers(place)?;
    screen::note("everything is there");
    Ok(())
}
