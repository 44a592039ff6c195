//! The table against numbers that are valid.

use proptest::prelude::*;

use super::*;
use crate::mask::Region;

/// Region, calling code and national number: a mobile of every region, and numbers of other kinds, valid by
/// libphonenumber.
const EXAMPLES: &str = include_str!("examples.txt");

fn digits(text: &str) -> Vec<u8> {
    text.bytes().map(|byte| byte - b'0').collect()
}

fn home(region: &str) -> Home {
    Home::of(Region::parse(region).unwrap()).unwrap()
}

#[test]
fn every_example_is_possible() {
    let mut count = 0;
    for line in EXAMPLES.lines() {
        let [region, code, national] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let international = digits(&format!("{code}{national}"));
        assert_eq!(is_possible(&international), Some(code.len()), "{line}");
        let (length, fewest, most) = calling_code(&international).unwrap();
        assert_eq!(length, code.len(), "{line}");
        assert!((fewest..=most).contains(&national.len()), "{line}");
        let home = home(region);
        assert_eq!(home.calling_code().to_string(), code, "{line}");
        assert!(home.national_possible(&digits(national)), "{line}");
        if home.has_trunk_zero() {
            let dialled = digits(&format!("0{national}"));
            assert!(home.national_possible(&dialled) && home.starts_with_trunk(&dialled), "{line}");
        }
        count += 1;
    }
    assert!(count > 500, "{count}");
}

#[track_caller]
fn possible(text: &str, code: Option<usize>) {
    assert_eq!(is_possible(&digits(text)), code, "{text}");
}

#[test]
fn international() {
    possible("905321234567", Some(2));
    possible("90532123456", None);
    possible("9053212345678", None);
    possible("901321234567", None);
    possible("79121234567", Some(1));
    possible("12015550123", Some(1));
    possible("11961236978", None);
    possible("380671234567", Some(3));
    possible("390612345678", Some(2));
    // Not in the metadata: how WhatsApp writes Mexican and older Brazilian mobiles.
    possible("5215512345678", Some(2));
    possible("551187654321", Some(2));
    for nothing in ["0532", "0", "9", "90", "905", "210", "2101234567", ""] {
        possible(nothing, None);
    }
}

#[test]
fn calling_codes() {
    let code = |text: &str| calling_code(&digits(text)).map(|(length, ..)| length);
    assert_eq!(["1", "7", "20", "90", "211", "998"].map(code), [1, 1, 2, 2, 3, 3].map(Some));
    assert_eq!(["", "0", "2", "21", "210", "999"].map(code), [None; 6]);
    assert_eq!(calling_code(&digits("90")), Some((2, 7, 13)));
    assert_eq!(calling_code(&digits("1")), Some((1, 7, 10)));
}

#[test]
fn at_home() {
    let check = |region: &str, text: &str, expected: bool| {
        assert_eq!(home(region).national_possible(&digits(text)), expected, "{region} {text}");
    };
    check("TR", "05321234567", true);
    check("TR", "5321234567", true);
    check("TR", "15321234567", false);
    check("TR", "202601234", false);
    check("RU", "89121234567", true);
    check("KZ", "87011234567", true);
    check("HU", "06201234567", true);
    check("BY", "80291234567", true);
    check("BY", "0291234567", true);
    check("IT", "0612345678", true);
    check("IT", "3121234567", true);
    check("BR", "01511987654321", true);
    check("BR", "11987654321", true);
    check("MX", "0445512345678", true);
    check("MX", "15512345678", true);
    check("AR", "011151234567", false);
    check("AR", "0111523456789", true);
    check("AR", "91123456789", true);
    check("US", "12015550123", true);
    check("US", "20255501", false);
    check("ES", "0612345678", false);
}

#[test]
fn out_of_the_country() {
    let check = |region: &str, text: &str, expected: Option<usize>| {
        assert_eq!(home(region).exit_code_of(&digits(text)), expected, "{region} {text}");
    };
    check("TR", "004915112345678", Some(2));
    check("US", "011905321234567", Some(3));
    check("US", "00905321234567", None);
    check("RU", "810905321234567", Some(3));
    check("AU", "0011905321234567", Some(4));
    check("JP", "010905321234567", Some(3));
    check("TH", "001905321234567", Some(3));
    check("TR", "00123", None);
}

#[test]
fn regions() {
    assert_eq!(home("tr").calling_code(), 90);
    assert_eq!(home("VI").calling_code(), 1);
    assert_eq!(home("KZ").calling_code(), 7);
    assert_eq!(home("UZ").calling_code(), 998);
    for without_a_plan in ["AQ", "XX", "ZZ"] {
        assert_eq!(Home::of(Region::parse(without_a_plan).unwrap()), None);
    }
}

proptest! {
    #[test]
    fn no_digits_are_too_odd(digits in prop::collection::vec(0_u8..10, 0..24), region in "[A-Z]{2}") {
        if let Some(code) = is_possible(&digits) {
            prop_assert_eq!(calling_code(&digits).map(|(length, ..)| length), Some(code));
            let (_, fewest, most) = calling_code(&digits).unwrap();
            prop_assert!((fewest..=most).contains(&(digits.len() - code)));
        }
        if let Some(home) = Home::of(Region::parse(&region).unwrap()) {
            home.national_possible(&digits);
            home.exit_code_of(&digits);
        }
    }
}
