//! What holds of masking whatever it is given. libFuzzer looks for bytes that break it for as long as one lets it;
//! `crates/core/tests/fuzz.rs` tries the seeds, and some thousands of changes to them, in each `cargo test`.

#![allow(dead_code, reason = "each target of libFuzzer is one of them")]
#![allow(unreachable_pub, reason = "the file is a module of several programs")]

use serde_json::Value;
use usher_core::mask::{
    self, Detector, Find, JsonError, JsonPages, JsonStream, Lens, Policy, Region, Schema, Secrets,
};
use usher_core::{FieldKind, FieldVisibility, Visibility, read};

/// What is searched at home in these is searched in different ways; of the last there is nothing.
const REGIONS: [&str; 8] = ["TR", "RU", "DE", "US", "BR", "ES", "IN", ""];

/// Finds are in order, apart, at the boundaries of characters, and the same each time; what is masked once is masked.
pub fn detector(bytes: &[u8]) {
    let Some((choice, text)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    let detector = chosen(*choice);
    let finds = detector.find(&text);
    let mut from = 0;
    for find in &finds {
        let Find { start, end, kind, .. } = find;
        assert!(from <= *start && start < end, "{finds:?}");
        let found = text.get(*start..*end);
        assert!(found.is_some(), "{finds:?}");
        let masked = mask::value(kind, found.unwrap_or_default());
        assert!(digits(&masked) <= 5, "{masked}");
        from = *end;
    }
    assert_eq!(detector.find(&text), finds, "nothing is kept from one search to the next");
    once(&masked().with_detector(detector), &text);
}

/// A number that is known is found in each spelling, whatever stands around it. The first eight bytes are the number, the
/// ninth is its spelling; then come what stands before it and what stands behind it, with a zero between them.
pub fn sweep(bytes: &[u8]) {
    let (Some(number), Some(spelling), Some(around)) = (bytes.get(..8), bytes.get(8), bytes.get(9..)) else {
        return;
    };
    let number = number.iter().fold(0_u64, |number, byte| number * 251 + u64::from(*byte));
    let national = format!("5{:09}", number % 1_000_000_000);
    let mut around = around.splitn(2, |byte| *byte == 0).map(String::from_utf8_lossy);
    let (before, after) = (around.next().unwrap_or_default(), around.next().unwrap_or_default());
    let item = spelt(&national, *spelling);
    let text = format!("{before} {item} {after}");
    let mut secrets = Secrets::new();
    secrets.add(FieldKind::Phone, &format!("+90{national}"));
    let lens = Lens::new(FieldVisibility::all(Visibility::Masked), secrets);
    // What stands around it may be the number once more, as part of something else.
    let again = before.contains(&item) || after.contains(&item);
    for shown in [lens.text(&text).unwrap_or_default(), lens.identifier(&text)] {
        assert!(again || !shown.contains(&item), "{text} -> {shown}");
    }
    once(&lens, &text);
}

/// What comes out of a page is what comes out of its record, in one piece or in many, and is JSON if the page is.
pub fn json(bytes: &[u8]) {
    let Some((choice, page)) = bytes.split_first() else { return };
    let lens = || view(*choice).with_detector(chosen(*choice));
    let schema = Schema::standard();
    let shown = mask::json(page, &lens(), &schema);
    let mut pages = JsonPages::new(lens(), schema.clone());
    for _ in 0..2 {
        assert_eq!(pages.mask(page), shown, "what is known of the page before changes nothing");
    }
    for size in [1, 7, 64] {
        streamed(page, size, &lens);
    }
    let read: Result<Value, _> = serde_json::from_slice(page);
    let Ok(shown) = shown else {
        let deep = matches!(shown, Err(JsonError::Refused(_)));
        assert!(deep || read.is_err(), "refused, though it is JSON: {shown:?}");
        return;
    };
    // Half a surrogate and a number beyond what a float holds are JSON by its grammar, and none by this reader's.
    let Ok(value) = read else { return };
    let out: Value = serde_json::from_slice(&shown).unwrap_or_else(|fault| panic!("no JSON: {fault}"));
    assert_eq!(mask::json(&shown, &lens(), &schema).as_deref(), Ok(&*shown), "masked twice");
    // A tree forgets which of two equal keys came first, and how a fraction was written.
    if read::node(&String::from_utf8_lossy(page)).is_ok() && !has_fraction(&value) {
        let record = mask::record(&value, &lens(), &schema);
        if let Ok(record) = record
            && !keys_collide(&record)
        {
            assert_eq!(out, record);
        }
    }
}

fn chosen(choice: u8) -> Detector {
    let policy = if choice & 8 == 0 { Policy::Balanced } else { Policy::Strict };
    let region = REGIONS.get(usize::from(choice & 7)).and_then(|region| Region::parse(region));
    region.map_or(Detector::new(policy), |region| Detector::new(policy).in_region(region))
}

fn masked() -> Lens {
    view(0)
}

/// A lens that shows everything masked, or of some kinds more or less.
fn view(choice: u8) -> Lens {
    let all = FieldVisibility::all(Visibility::Masked);
    let seen = match choice >> 4 & 3 {
        0 => all,
        1 => all.with(FieldKind::Phone, Visibility::Clear),
        2 => all.with(FieldKind::Name, Visibility::Hidden).with(FieldKind::Email, Visibility::Clear),
        _ => all.with(FieldKind::Text, Visibility::Clear).with(FieldKind::Handle, Visibility::Hidden),
    };
    Lens::new(seen, Secrets::new())
}

#[track_caller]
fn once(lens: &Lens, text: &str) {
    let once = lens.text(text).unwrap_or_default();
    assert_eq!(lens.text(&once).as_deref(), Some(&*once), "masked twice: {text:?}");
    let once = lens.identifier(text);
    assert_eq!(lens.identifier(&once), once, "masked twice: {text:?}");
}

fn spelt(national: &str, spelling: u8) -> String {
    let part = |from: usize, to: usize| national.get(from..to).unwrap_or_default();
    let (area, first, second, third) = (part(0, 3), part(3, 6), part(6, 8), part(8, 10));
    match spelling % 12 {
        0 => format!("+90{national}"),
        1 => format!("90{national}"),
        2 => format!("0{national}"),
        3 => national.to_owned(),
        4 => format!("0090{national}"),
        5 => format!("%2B90{national}"),
        6 => format!("+90 {area} {first} {second} {third}"),
        7 => format!("0{area}-{first}-{second}-{third}"),
        8 => format!("({area}) {first} {second}{third}"),
        9 => format!("90{national}@s.whatsapp.net"),
        10 => format!("https://wa.me/90{national}"),
        _ => national.chars().map(|digit| format!("{digit}\u{200b}")).collect(),
    }
}

/// The same page as a stream in pieces of a size: as in one piece.
fn streamed(page: &[u8], size: usize, lens: &dyn Fn() -> Lens) {
    let through = |size: usize| {
        let mut stream = JsonStream::new(lens(), Schema::standard());
        let mut out = vec![];
        for piece in page.chunks(size) {
            out.extend(stream.push(piece)?);
        }
        out.extend(stream.finish()?);
        Ok::<_, JsonError>(out)
    };
    assert_eq!(through(size), through(page.len().max(1)), "in pieces of {size}");
}

fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_fraction),
        Value::Object(fields) => fields.values().any(has_fraction),
        _ => false,
    }
}

/// Keys that are shown alike get numbers in the order in which they come, and a tree has another order than a page.
fn keys_collide(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(keys_collide),
        Value::Object(fields) => fields.iter().any(|(key, field)| key.contains(" #") || keys_collide(field)),
        _ => false,
    }
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}
