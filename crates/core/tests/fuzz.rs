//! The laws that libFuzzer tries to break (`tests/fuzz`), on its seeds and on changes to them: always the same ones.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

#[path = "../../../tests/fuzz/laws.rs"]
mod laws;

/// Changes to each seed. Enough that each kind of change meets each part of it; libFuzzer looks further.
const CHANGES: u64 = 100;
/// A seed that has grown beyond this begins anew.
const LENGTH_MAX: usize = 2_000;

/// Bits that mean something to what is tried.
const WORDS: [&[u8]; 26] = [
    b"0",
    b"5",
    b"905321234567",
    b"+90",
    b"00",
    b" ",
    b"-",
    b".",
    b"@",
    b"(at)",
    b" dot ",
    b"%40",
    b"\"",
    b"\\",
    b"\\u0035",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"tel ",
    b"TR33",
    "\u{2022}\u{2022}\u{2022}".as_bytes(),
    "\u{200b}".as_bytes(),
    "ş😀".as_bytes(),
];

#[test]
fn detector() {
    tried("detector", laws::detector);
}

#[test]
fn sweep() {
    tried("sweep", laws::sweep);
}

#[test]
fn json() {
    tried("json", laws::json);
}

fn tried(target: &str, law: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/seeds").join(target);
    let mut seeds: Vec<Vec<u8>> =
        fs::read_dir(folder).unwrap().map(|seed| fs::read(seed.unwrap().path()).unwrap()).collect();
    assert!(seeds.len() > 3, "{target}");
    // In whatever order the folder tells them.
    seeds.sort();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for seed in &seeds {
        law(seed);
        let mut bytes = seed.clone();
        for _ in 0..CHANGES {
            changed(&mut bytes, &seeds, &mut chance);
            law(&bytes);
            if bytes.len() > LENGTH_MAX || chance.below(8) == 0 {
                bytes.clone_from(seed);
            }
        }
    }
}

/// One change as libFuzzer makes them: a byte, a word, a piece gone, a piece twice, a piece of another seed.
fn changed(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + chance.below(12)).min(bytes.len());
    match chance.below(6) {
        0 => bytes.splice(at..end, [chance.byte()]).for_each(drop),
        1 | 2 => bytes.splice(at..at, WORDS[chance.below(WORDS.len())].iter().copied()).for_each(drop),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let piece = bytes[at..end].to_vec();
            let to = chance.below(bytes.len() + 1);
            drop(bytes.splice(to..to, piece));
        }
        _ => {
            let other = &seeds[chance.below(seeds.len())];
            let from = chance.below(other.len() + 1);
            drop(bytes.splice(at..end, other[from..].iter().copied().take(40)));
        }
    }
}

/// Numbers that look like chance (xorshift64*, Vigna 2016), the same in each run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % end.max(1)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }
}
