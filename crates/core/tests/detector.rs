//! Laws of the search for numbers and addresses.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, Instant};

use proptest::prelude::*;
use usher_core::mask::{Detector, Find, Policy, Region};

fn at_home(policy: Policy, region: &str) -> Detector {
    let detector = Detector::new(policy);
    Region::parse(region).map_or(detector, |region| detector.in_region(region))
}

fn detectors() -> [Detector; 3] {
    [at_home(Policy::Balanced, "TR"), at_home(Policy::Balanced, "DE"), Detector::new(Policy::Strict)]
}

/// Pieces that numbers, addresses and their disguises are made of.
const PIECES: &[&str] = &[
    "0",
    "5",
    "32",
    "123",
    "4567",
    "+",
    "+90",
    "00",
    "(",
    ")",
    " ",
    " ",
    "-",
    ".",
    ",",
    "/",
    "\n",
    "@",
    "a",
    "ayse",
    "gmail",
    ".com",
    " at ",
    " dot ",
    "(at)",
    "beş ",
    "iki ",
    "yüz ",
    "five ",
    "tel ",
    "sipariş ",
    "order ",
    "ext. ",
    "TR33",
    "4024",
    "٥",
    "５",
    "5️⃣",
    "\u{200b}",
    "%2B",
    "%40",
    "&#64;",
    "\\u0035",
    "•",
    "😀",
    "番号",
    "ё",
    "TL",
    "$",
    "https://",
];

proptest! {
    /// In order, apart, at boundaries of characters, and never empty.
    #[test]
    fn finds_are_in_order(places in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = places.iter().map(|place| PIECES[*place]).collect();
        for detector in detectors() {
            let mut from = 0;
            for Find { start, end, .. } in detector.find(&text) {
                prop_assert!(from <= start && start < end && end <= text.len(), "{text:?}");
                prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{text:?}");
                from = end;
            }
        }
    }

    /// A number is found whole, however it is written and whatever neutral words stand around it.
    #[test]
    fn every_spelling_is_found(tail in 0..10_000_000_u32, area in 30..60_u32, way in 0..WAYS.len(), frame in 0..FRAMES.len()) {
        let national = format!("5{area}{tail:07}");
        let item = WAYS[way](&national);
        let (before, after) = FRAMES[frame];
        let text = format!("{before}{item}{after}");
        for policy in [Policy::Balanced, Policy::Strict] {
            let finds = at_home(policy, "TR").find(&text);
            let (from, to) = (before.len(), before.len() + item.len());
            let hidden = finds.iter().any(|find| find.start <= from + 8 && find.end + 3 >= to);
            prop_assert!(hidden, "{text:?}: {finds:?}");
        }
    }
}

const FRAMES: &[(&str, &str)] =
    &[("", ""), ("merhaba ", " teşekkürler"), ("tel: ", ""), ("(", ")"), ("ben Ayşe, ", ".")];

fn parts(national: &str) -> [&str; 4] {
    [&national[..3], &national[3..6], &national[6..8], &national[8..]]
}

const WAYS: &[fn(&str) -> String] = &[
    |n| format!("+90{n}"),
    |n| format!("0{n}"),
    |n| n.to_owned(),
    |n| format!("0090{n}"),
    |n| format!("90{n}"),
    |n| format!("0{}", parts(n).join(" ")),
    |n| format!("+90 {}", parts(n).join("-")),
    |n| format!("(0{}) {}", parts(n)[0], parts(n)[1..].join(" ")),
    |n| parts(n).join("."),
    |n| format!("%2B90{n}"),
    |n| n.chars().map(|digit| format!("{digit}\u{200b}")).collect(),
    |n| {
        format!("0{n}").chars().filter_map(|digit| char::from_u32('٠' as u32 + digit.to_digit(10)?)).collect()
    },
    |n| n.chars().map(|digit| format!("{digit}\u{fe0f}\u{20e3}")).collect(),
];

/// What makes a search look far, again and again.
const PATHOLOGICAL: &[&str] = &[
    "1",
    "12 ",
    "4024 ",
    "@",
    "a@",
    "a@b.",
    "(",
    "+",
    "+ ",
    " ",
    " at ",
    " dot ",
    "beş ",
    "five-",
    "%25",
    "&#",
    "\\\\",
    "TR33",
    "TR33 ",
    "1.",
    "1,",
    "o1",
    "a.",
    "•",
    "5️⃣",
    "order 1234567 ",
    "+905321234567,",
    "x 12 ",
    "番5",
    "a ",
];

/// Four times the text takes about four times the time.
#[test]
fn time_grows_with_the_text() {
    for unit in PATHOLOGICAL {
        let time = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let once = || {
                let start = Instant::now();
                for detector in detectors() {
                    std::hint::black_box(detector.find(&text));
                }
                start.elapsed()
            };
            (0..2).map(|_| once()).min().unwrap()
        };
        let (quarter, whole) = (time(1_000), time(4_000));
        assert!(whole < quarter * 12 + Duration::from_millis(250), "{unit:?}: {quarter:?}, {whole:?}");
    }
}

/// Each of many starts has many ends: they are weighed only where a row is short enough to be a number.
#[test]
fn a_long_row_costs_no_more_than_numbers() {
    let time = |unit: &str| {
        let text = unit.repeat(20_000 / unit.len());
        let once = || {
            let start = Instant::now();
            std::hint::black_box(Detector::new(Policy::Balanced).find(&text));
            start.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap()
    };
    let numbers = time("ara 0532 123 45 67, ");
    for row in ["1.", "1,", "1 ", "12.", "123-"] {
        let time = time(row);
        assert!(time < numbers * 4 + Duration::from_millis(20), "{row:?}: {time:?}, numbers {numbers:?}");
    }
}
