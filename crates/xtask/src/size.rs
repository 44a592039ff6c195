//! How large each wasm is, and how large it may be.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::fault::{Doing, Fault, Outcome};
use crate::place::Place;
use crate::process;

/// A wasm with its budget. KB are 1000 bytes.
#[derive(Debug)]
pub(crate) struct Weighed {
    name: &'static str,
    budget_gzip_kb: u64,
    size: Size,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// What to weigh: name, file, budget in KB after gzip.
pub(crate) struct Item {
    pub(crate) name: &'static str,
    pub(crate) file: PathBuf,
    pub(crate) budget_gzip_kb: u64,
}

/// Node compresses: it has both formats, and is here anyway.
const SCRIPT: &str = "\
const { readFileSync } = require('node:fs');
const { gzipSync, brotliCompressSync } = require('node:zlib');
const bytes = readFileSync(process.argv[1]);
const gzip = gzipSync(bytes, { level: 9 }).length;
console.log(JSON.stringify({ raw: bytes.length, gzip, brotli: brotliCompressSync(bytes).length }));
";

/// Weighs each item.
pub(crate) fn weigh(place: &Place, items: Vec<Item>) -> Outcome<Vec<Weighed>> {
    items
        .into_iter()
        .map(|item| {
            let size = measure(place, &item.file)?;
            Ok(Weighed { name: item.name, budget_gzip_kb: item.budget_gzip_kb, size })
        })
        .collect()
}

fn measure(place: &Place, file: &Path) -> Outcome<Size> {
    let mut node = place.node_command("node")?;
    node.args(["-e", SCRIPT]).arg(file);
    let answer = process::capture(&mut node)
        .ok_or_else(|| Fault::new(format!("`{}` cannot be weighed", file.display())))?;
    serde_json::from_str(&answer).doing("reading the sizes")
}

/// The table, as lines.
pub(crate) fn table(rows: &[Weighed]) -> Vec<String> {
    let head = format!("{:<10} {:>10} {:>10} {:>10}   {}", "wasm", "raw", "gzip", "brotli", "gzip at most");
    let body = rows.iter().map(|row| {
        let Size { raw, gzip, brotli } = row.size;
        let over = if row.fits() { "" } else { "   OVER" };
        format!(
            "{:<10} {:>10} {:>10} {:>10}   {} KB{over}",
            row.name,
            kb(raw),
            kb(gzip),
            kb(brotli),
            row.budget_gzip_kb
        )
    });
    std::iter::once(head).chain(body).collect()
}

impl Weighed {
    pub(crate) fn fits(&self) -> bool {
        self.size.gzip <= self.budget_gzip_kb * 1000
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }
}

fn kb(bytes: u64) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_is_over() {
        let size = Size { raw: 212_345, gzip: 80_001, brotli: 60_999 };
        let row = Weighed { name: "package", budget_gzip_kb: 80, size };
        assert!(!row.fits());
        assert_eq!(
            table(&[row]),
            [
                "wasm              raw       gzip     brotli   gzip at most",
                "package      212.3 KB    80.0 KB    60.9 KB   80 KB   OVER",
            ]
        );
    }
}
