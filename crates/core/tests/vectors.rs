//! The test vectors of the workspace, natively. The same files run in Node, in each browser and in workerd.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test binary: it exports nothing, and what it did not expect should stop it"
)]

use std::path::Path;

use serde_json::Value;

mod vectors {
    pub mod access;
    pub mod masking;
    pub mod routing;
    pub mod sentences;
    pub mod whatif;
}

/// Runs every case of a suite and returns how many there were.
fn run_suite(suite: &str, run: impl Fn(&Value, &Value) -> Value) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(suite);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(file["suite"], suite, "{}", path.display());
        reject_unknown(&file, &["suite", "documents", "cases"]);
        for case in file["cases"].as_array().unwrap() {
            reject_unknown(case, &["name", "op", "input", "expect"]);
            assert_eq!(run(case, &file["documents"]), case["expect"], "{}", case["name"]);
            count += 1;
        }
    }
    count
}

fn reject_unknown(value: &Value, known: &[&str]) {
    for key in value.as_object().unwrap().keys() {
        assert!(known.contains(&key.as_str()), "unknown field `{key}`");
    }
}

#[test]
fn access() {
    let count = run_suite("access", |case, documents| {
        vectors::access::run(case["op"].as_str().unwrap(), &case["input"], documents)
    });
    assert!(count >= 150, "{count}");
}

#[test]
fn masking() {
    assert!(run_suite("masking", |case, _| vectors::masking::run(case)) >= 40);
}

#[test]
fn routing() {
    assert!(run_suite("routing", |case, _| vectors::routing::run(case)) >= 20);
}

#[test]
fn whatif() {
    assert!(run_suite("whatif", |case, _| vectors::whatif::run(case)) >= 5);
}

#[test]
fn sentences() {
    assert!(run_suite("sentences", |case, _| vectors::sentences::run(case)) >= 180);
}
