//! libphonenumber's metadata as `libphonenumber-js` packs it, version 4 of its arrays.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::automaton::Lengths;
use crate::fault::{Doing, Fault, Outcome};

/// The version of the arrays that the positions below are those of.
const FORMAT: u64 = 4;

/// Everything that the table is made from.
pub(super) struct Metadata {
    /// Of the package.
    pub(super) version: String,
    /// By calling code, the main region of a code first; codes that belong to no region at the end.
    pub(super) regions: Vec<Region>,
}

/// One region's numbering plan.
pub(super) struct Region {
    /// Two capital letters, or none for a code that belongs to no region.
    pub(super) letters: Option<String>,
    pub(super) calling_code: String,
    /// Which national numbers there are at all.
    pub(super) general: Kind,
    /// Which of them are fixed, mobile, toll-free and so on. A number is valid when it is of any kind.
    pub(super) kinds: Vec<Kind>,
    /// What is dialled before a national number.
    pub(super) trunk: Option<String>,
    /// The same as a pattern, where there is more to it.
    pub(super) trunk_pattern: Option<String>,
    /// What is dialled before a calling code, as a pattern.
    pub(super) exit_pattern: Option<String>,
    /// The one that is usually written, where there are several.
    pub(super) usual_exit: Option<String>,
}

/// A pattern of national numbers, and their lengths.
pub(super) struct Kind {
    pub(super) pattern: String,
    pub(super) lengths: Lengths,
}

impl Metadata {
    /// Reads the package in this folder.
    pub(super) fn read(folder: &Path) -> Outcome<Self> {
        let package = json(&folder.join("package.json"))?;
        let data = json(&folder.join("metadata.max.json"))?;
        if data.get("version").and_then(Value::as_u64) != Some(FORMAT) {
            return Err(Fault::new(format!("the metadata is not of format {FORMAT}"))
                .hint("read the package's `source/metadata.js` and adapt `metadata.rs`"));
        }
        let version = package.get("version").and_then(Value::as_str).ok_or_else(odd)?.to_owned();
        let countries = data.get("countries").ok_or_else(odd)?;
        let mut regions = Vec::new();
        for (_, letters) in data.get("country_calling_codes").and_then(Value::as_object).ok_or_else(odd)? {
            for letters in letters.as_array().into_iter().flatten().filter_map(Value::as_str) {
                let entry = countries.get(letters).ok_or_else(odd)?;
                regions.push(Region::read(Some(letters.to_owned()), entry)?);
            }
        }
        for (code, entry) in data.get("nonGeographic").and_then(Value::as_object).ok_or_else(odd)? {
            let region = Region::read(None, entry)?;
            if region.calling_code != *code {
                return Err(odd());
            }
            regions.push(region);
        }
        Ok(Self { version, regions })
    }
}

impl Region {
    fn read(letters: Option<String>, entry: &Value) -> Outcome<Self> {
        let text = |at: usize| entry.get(at).and_then(Value::as_str).map(str::to_owned);
        let general =
            Kind { pattern: text(2).ok_or_else(odd)?, lengths: lengths(entry.get(3)).ok_or_else(odd)? };
        let kinds = entry.get(11).and_then(Value::as_array).into_iter().flatten();
        let kinds = kinds
            .filter_map(|kind| {
                let pattern = kind.get(0)?.as_str().filter(|pattern| !pattern.is_empty())?;
                Some(Kind {
                    pattern: pattern.to_owned(),
                    lengths: lengths(kind.get(1)).unwrap_or(general.lengths),
                })
            })
            .collect();
        Ok(Self {
            letters,
            calling_code: text(0).ok_or_else(odd)?,
            general,
            kinds,
            trunk: text(5),
            trunk_pattern: text(7),
            exit_pattern: text(1),
            usual_exit: text(12),
        })
    }
}

fn lengths(list: Option<&Value>) -> Option<Lengths> {
    let list = list?.as_array()?.iter().filter_map(Value::as_u64);
    let bits = list.fold(0, |bits, length| bits | 1_u32.checked_shl(length as u32).unwrap_or(0));
    (bits != 0).then_some(bits)
}

fn json(path: &Path) -> Outcome<Value> {
    let text = fs::read(path).doing(format!("reading `{}`", path.display()))?;
    serde_json::from_slice(&text).doing(format!("reading `{}`", path.display()))
}

fn odd() -> Fault {
    Fault::new("the metadata is not of the shape it was")
        .hint("read the package's `source/metadata.js` and adapt `metadata.rs`")
}
