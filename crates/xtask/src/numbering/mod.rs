//! `cargo xtask numbering`: the numbering plans of the world, made small enough for a browser.
//!
//! `metadata` reads what libphonenumber knows, `automaton` asks its patterns which starts and lengths a number can have,
//! `plans` folds that by calling code, `simplify` trades a little precision for bytes, `table` writes the Rust.

mod automaton;
mod metadata;
mod plans;
mod simplify;
mod table;

use std::fs;

use crate::args::Freshness;
use crate::fault::{Doing, Fault, Outcome};
use crate::npm;
use crate::place::Place;
use crate::screen;

/// The file that this writes.
const TABLE: &str = "crates/core/src/mask/numbering/table.rs";
/// Where the source lies once the peers of the benchmarks are installed.
const SOURCE: &str = "tests/bench/node_modules/libphonenumber-js";

/// Writes the table, or says whether the one that is there is what its source gives.
///
/// # Errors
/// When the source cannot be fetched or read, and, where only the freshness was asked, when the table is out of date.
pub(crate) fn run(place: &Place, asked: Freshness) -> Outcome<()> {
    npm::ensure_peers(place)?;
    let made = make(place)?;
    let path = place.at(TABLE);
    let before = fs::read_to_string(&path).unwrap_or_default();
    if before == made.text {
        screen::note(&format!("`{TABLE}` is up to date: {}", made.summary));
        return Ok(());
    }
    for line in table::differences(&before, &made.text) {
        screen::note(&line);
    }
    if asked == Freshness::Check {
        return Err(Fault::new(format!("`{TABLE}` is not what its source gives"))
            .hint("run `cargo xtask numbering` and commit what it writes"));
    }
    fs::write(&path, &made.text).doing(format!("writing `{TABLE}`"))?;
    screen::note(&format!("`{TABLE}` written: {}", made.summary));
    Ok(())
}

/// A table as text, and what is to be said of it.
struct Made {
    text: String,
    summary: String,
}

fn make(place: &Place) -> Outcome<Made> {
    let metadata = metadata::Metadata::read(&place.at(SOURCE))?;
    let exact = plans::Plans::gather(&metadata)?;
    let simple = simplify::simplify(&exact);
    let text = table::write(&metadata.version, &simple)?;
    let summary = format!(
        "{} calling codes, {} runs; of random national numbers it takes {:.2} % for possible, the patterns {:.2} %",
        simple.codes.len(),
        simple.codes.iter().map(|code| code.runs().len()).sum::<usize>(),
        100.0 * simple.accepted(),
        100.0 * exact.accepted(),
    );
    Ok(Made { text, summary })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only where the peers are installed: a test fetches nothing.
    #[test]
    fn table_is_what_its_source_gives() {
        let place = Place::detect().unwrap();
        if place.at(SOURCE).is_dir() {
            let made = make(&place).unwrap();
            assert!(fs::read_to_string(place.at(TABLE)).unwrap() == made.text, "run `cargo xtask numbering`");
        }
    }
}
