//! What a calling code admits: its regions folded together.

use std::collections::BTreeMap;

use super::automaton::{Lengths, Pattern, STARTS};
use super::metadata::{Metadata, Region};
use crate::fault::Outcome;

/// Numbers that are in use although the metadata does not list them: calling code, pattern, why.
const ALSO: &[(&str, &str, &str)] = &[
    ("52", r"1[2-9]\d{9}", "WhatsApp's ids of Mexican mobiles keep the 1 that was dialled until 2019"),
    ("55", r"[1-9][1-9][6-9]\d{7}", "WhatsApp's ids of older Brazilian mobiles lack the 9 added in 2012"),
];

/// Trunk prefixes that the metadata only has inside a pattern, or no more: calling code, prefixes.
///
/// In Mexico `044` and `045` announced a mobile, `01` a long-distance call, until 2019. In Brazil the carrier stands
/// between trunk prefix and area code: `0 15 11 98765-4321`.
const ALSO_TRUNK: &[(&str, &[&str])] = &[("241", &["0"]), ("52", &["01", "044", "045"]), ("55", &["0xx"])];

/// Exit codes of more digits, but for the usual one, choose a carrier, and are dialled rather than written.
const EXIT_DIGITS_MAX: usize = 3;
/// Trunk prefixes of more digits choose a carrier.
const TRUNK_DIGITS_MAX: usize = 2;

/// The plans of all calling codes, in the order of their digits.
pub(super) struct Plans {
    pub(super) codes: Vec<Code>,
}

/// One calling code.
#[derive(Clone)]
pub(super) struct Code {
    pub(super) digits: String,
    /// The letters of its regions, the main one first.
    pub(super) regions: Vec<String>,
    /// How long a national number can be, by its first three digits.
    pub(super) lengths: Vec<Lengths>,
    /// Its trunk prefixes, the usual one first, with spaces between.
    pub(super) trunks: String,
    /// Its exit codes likewise; `x` stands for any digit.
    pub(super) exits: String,
}

/// So many starts in a row with the same lengths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) starts: usize,
    pub(super) lengths: Lengths,
}

impl Plans {
    /// Folds the regions by calling code.
    pub(super) fn gather(metadata: &Metadata) -> Outcome<Self> {
        let mut codes = BTreeMap::new();
        for region in &metadata.regions {
            let code = match codes.entry(region.calling_code.clone()) {
                std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
                std::collections::btree_map::Entry::Vacant(entry) => entry.insert(Code::new(region)?),
            };
            code.regions.extend(region.letters.clone());
            code.admit(&region.starts()?);
        }
        for (digits, pattern, _) in ALSO {
            if let Some(code) = codes.get_mut(*digits) {
                code.admit(&Pattern::compile(pattern)?.lengths_by_start());
            }
        }
        Ok(Self { codes: codes.into_values().collect() })
    }

    /// The share of random national numbers of five to twelve digits, under a random code, that count as possible.
    pub(super) fn accepted(&self) -> f64 {
        let bits = |lengths: &Lengths| f64::from((lengths & 0b1_1111_1110_0000).count_ones());
        let hits: f64 = self.codes.iter().flat_map(|code| &code.lengths).map(bits).sum();
        hits / 8.0 / (STARTS * self.codes.len()) as f64
    }
}

impl Code {
    fn new(region: &Region) -> Outcome<Self> {
        Ok(Self {
            digits: region.calling_code.clone(),
            regions: Vec::new(),
            lengths: vec![0; STARTS],
            trunks: region.trunks()?,
            exits: region.exits()?,
        })
    }

    fn admit(&mut self, starts: &[Lengths]) {
        self.lengths.iter_mut().zip(starts).for_each(|(all, more)| *all |= more);
    }

    /// The starts as runs.
    pub(super) fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for lengths in &self.lengths {
            match runs.last_mut() {
                Some(run) if run.lengths == *lengths => run.starts += 1,
                _ => runs.push(Run { starts: 1, lengths: *lengths }),
            }
        }
        runs
    }
}

impl Region {
    /// A number is valid when it is of some kind, and within what there is at all.
    fn starts(&self) -> Outcome<Vec<Lengths>> {
        let general = Pattern::compile(&self.general.pattern)?.lengths_by_start();
        let mut all = vec![0; STARTS];
        for kind in &self.kinds {
            let lengths = Pattern::compile(&kind.pattern)?.lengths_by_start();
            let within = kind.lengths & self.general.lengths;
            for ((all, lengths), general) in all.iter_mut().zip(lengths).zip(&general) {
                *all |= lengths & general & within;
            }
        }
        Ok(all)
    }

    fn trunks(&self) -> Outcome<String> {
        let also = ALSO_TRUNK.iter().filter(|(code, _)| *code == self.calling_code);
        let also = also.flat_map(|(_, trunks)| trunks.iter().map(|trunk| (*trunk).to_owned()));
        let mut trunks: Vec<String> = self.trunk.iter().cloned().chain(also).collect();
        // A pattern with groups that capture is about more than the prefix.
        if let Some(pattern) = self.trunk_pattern.as_deref().filter(|pattern| !pattern.contains('(')) {
            trunks.extend(Pattern::compile(pattern)?.words(TRUNK_DIGITS_MAX));
        }
        Ok(listed(trunks))
    }

    fn exits(&self) -> Outcome<String> {
        let words = match &self.exit_pattern {
            Some(pattern) => Pattern::compile(pattern)?.words(EXIT_DIGITS_MAX),
            None => Vec::new(),
        };
        // `8~10` is dialled with a pause in it.
        let usual = self.usual_exit.iter().map(|usual| usual.replace('~', ""));
        let mut exits: Vec<String> = usual.filter(|usual| usual.len() > EXIT_DIGITS_MAX).collect();
        for word in words {
            match exits.iter_mut().find(|exit| exit.len() == word.len() && exit.get(..2) == word.get(..2)) {
                Some(exit) => *exit = blurred(exit, &word),
                None => exits.push(word),
            }
        }
        Ok(listed(exits))
    }
}

/// The digits that two words share, and `x` where they differ.
fn blurred(one: &str, other: &str) -> String {
    one.chars().zip(other.chars()).map(|(a, b)| if a == b { a } else { 'x' }).collect()
}

/// Each word once.
fn listed(words: Vec<String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    once.join(" ")
}
