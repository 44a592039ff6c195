//! Laws of masking pages of JSON, over generated input.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};
use usher_core::mask::{self, JsonError, JsonStream, Lens, RecordError, Schema, Secrets};
use usher_core::{FieldKind, FieldVisibility, Visibility};

fn masked() -> Lens {
    Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new())
}

fn shown(page: &[u8]) -> Vec<u8> {
    mask::json(page, &masked(), &Schema::standard()).unwrap()
}

/// Lenses that see different things.
fn lens() -> impl Strategy<Value = FieldVisibility> {
    let kind = |kind: FieldKind| {
        let some = prop_oneof![Just(Visibility::Hidden), Just(Visibility::Masked), Just(Visibility::Clear)];
        some.prop_map(move |visibility| (kind.clone(), visibility))
    };
    let kinds = FieldKind::STANDARD.map(kind).to_vec();
    prop_oneof![
        Just(FieldVisibility::all(Visibility::Masked)),
        kinds.prop_map(|kinds| {
            kinds.into_iter().fold(FieldVisibility::hidden(), |all, (kind, shown)| all.with(kind, shown))
        }),
    ]
}

/// What pages are made of; the same few people again and again, in many spellings.
fn text() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        "[0-9]{1,13}",
        "\\PC{0,5}",
        prop_oneof![
            Just("+90 532 123 45 67"),
            Just("905321234567"),
            Just("905321234567@s.whatsapp.net"),
            Just("0532 123 45 67"),
            Just("(532) 123-4567"),
            Just("wa.me/905321234567"),
            Just("%2B905321234567"),
            Just("5321234567"),
            Just("５３２１２３４５６７"),
            Just("5🙂3🙂2🙂1🙂2🙂3🙂4🙂5🙂6🙂7"),
            Just("beş üç iki bir iki üç dört beş altı yedi"),
            Just("ayse.kaya@example.com"),
            Just("ayse.kaya%40example.com"),
            Just("ayse kaya at example dot com"),
            Just("ayse.kaya (at) example (dot) com"),
            Just("Ayşe Yılmaz"),
            Just("AYŞE  YILMAZ"),
            Just("ayse_k"),
            Just("@ayse_k"),
            Just("TR330006100519786457841326"),
            Just("TR33 0006 1005 1978 6457 8413 26"),
            Just("4242 4242 4242 4242"),
            Just("•••"),
            Just("90•••67"),
            Just("+90 ••• ••• •• 67"),
            Just("a•••@e•••.com"),
            Just("wamid.HBgMOTA1MzIxMjM0NTY3FQIA"),
            Just("{\"from\":\"905321234567\"}"),
            Just("2026-03-01T10:00:00Z"),
            Just("Sipariş no 2026012345678"),
            Just("12345"),
            Just("tel "),
            Just(" "),
            Just("\n"),
            Just("\""),
            Just("\\"),
            Just("\u{200b}"),
            Just("\u{e9}\u{301}"),
        ]
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(bit, 0..4).prop_map(|bits| bits.concat())
}

fn key() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "id",
        "name",
        "phone",
        "email",
        "handle",
        "text",
        "from",
        "address",
        "card",
        "iban",
        "note",
        "tags",
        "custom",
        "customerPhone",
        "whatever",
        "order_no",
        "source_id",
    ];
    prop_oneof![9 => proptest::sample::select(KNOWN).prop_map(str::to_owned), 1 => text()]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        2 => prop_oneof![Just(905_321_234_567_u64), Just(5_321_234_567), Just(12345), 0..100_000_000_000_000_u64].prop_map(|n| json!(n)),
        8 => text().prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            proptest::collection::vec((key(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// How a value may be written: each style escapes other characters and leaves other spaces.
fn written(value: &Value, style: u8) -> String {
    fn string(text: &str, style: u8, out: &mut String) {
        out.push('"');
        for (at, ch) in text.chars().enumerate() {
            let escape = match style {
                0 => ch < ' ' || matches!(ch, '"' | '\\'),
                1 => !ch.is_ascii() || ch < ' ' || matches!(ch, '"' | '\\'),
                _ => {
                    ch < ' ' || matches!(ch, '"' | '\\' | '/') || (at + usize::from(style)).is_multiple_of(3)
                }
            };
            if escape {
                for unit in ch.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}").unwrap();
                }
            } else {
                out.push(ch);
            }
        }
        out.push('"');
    }
    fn put(value: &Value, style: u8, out: &mut String) {
        let space = if style > 1 { "\n  " } else { "" };
        match value {
            Value::String(text) => string(text, style, out),
            Value::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    out.push_str(space);
                    put(item, style, out);
                }
                out.push_str(space);
                out.push(']');
            }
            Value::Object(fields) => {
                out.push('{');
                for (at, (key, field)) in fields.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    out.push_str(space);
                    string(key, style, out);
                    out.push_str(space);
                    out.push(':');
                    put(field, style, out);
                }
                out.push_str(space);
                out.push('}');
            }
            other => write!(out, "{other}").unwrap(),
        }
    }
    let mut out = String::new();
    put(value, style, &mut out);
    out
}

#[test]
fn a_number_that_is_also_a_card_is_masked_as_one() {
    let page = r#"[{"card":"+90 532 123 45 67","id":905321234567,"wa_id":"905321234567"}]"#;
    let record = mask::record(&serde_json::from_str(page).unwrap(), &masked(), &Schema::standard()).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&shown(page.as_bytes())).unwrap(), record);
    assert_eq!(record[0]["id"], "•••");
}

#[test]
fn words_that_ran_into_a_number_are_read_when_it_is_gone() {
    let page = r#"["0532 123 45 67+90 532 123 45 67beş üç iki bir iki üç dört beş altı yedi"]"#;
    let once = shown(page.as_bytes());
    assert!(!String::from_utf8(once.clone()).unwrap().contains("beş"));
    assert_eq!(shown(&once), once);
}

/// Keys that are shown alike get numbers in the order in which they come, and a tree has another order than a page.
fn keys_collide(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(keys_collide),
        Value::Object(fields) => {
            fields.keys().any(|key| key.contains(" #")) || fields.values().any(keys_collide)
        }
        _ => false,
    }
}

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(count) }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_page_is_shown_as_its_record(value in value(), visibility in lens(), style in 0..4_u8) {
        let lens = Lens::new(visibility, Secrets::new());
        let schema = Schema::standard();
        let page = written(&value, style);
        let out = mask::json(page.as_bytes(), &lens, &schema).unwrap();
        let record = mask::record(&value, &lens, &schema).unwrap();
        let read: Value = serde_json::from_slice(&out).map_err(|error| TestCaseError::fail(format!("{error}: {page}")))?;
        prop_assume!(!keys_collide(&record));
        prop_assert_eq!(read, record, "{}", page);
    }

    #[test]
    fn masked_twice_is_masked_once(value in value(), style in 0..4_u8) {
        let once = shown(written(&value, style).as_bytes());
        let twice = shown(&once);
        prop_assert_eq!(String::from_utf8(twice).unwrap(), String::from_utf8(once).unwrap());
    }

    #[test]
    fn what_comes_out_is_json(value in value(), style in 0..4_u8, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut page = written(&value, style).into_bytes();
        let at = at.index(page.len());
        if cut { page.truncate(at) } else { page[at] = byte }
        // Half a surrogate and a number beyond what a float holds are JSON by its grammar, and none by the reader's.
        let read = serde_json::from_slice::<Value>(&page);
        match mask::json(&page, &masked(), &Schema::standard()) {
            Ok(out) => {
                let again = serde_json::from_slice::<Value>(&out);
                match read {
                    Ok(_) => prop_assert!(again.is_ok(), "{:?}", String::from_utf8_lossy(&page)),
                    Err(error) => {
                        let told = error.to_string();
                        let beyond = ["surrogate", "hex escape", "out of range"];
                        prop_assert!(beyond.iter().any(|word| told.contains(word)), "{told}");
                    }
                }
            }
            Err(error) => prop_assert!(read.is_err(), "{error}: {:?}", String::from_utf8_lossy(&page)),
        }
    }
}

/// A stream in these pieces: what came out, and how it ended.
fn streamed<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<u8>, Result<(), JsonError>) {
    let mut stream = JsonStream::new(masked(), Schema::standard());
    let mut out = Vec::new();
    for piece in pieces {
        match stream.push(piece) {
            Ok(more) => out.extend(more),
            Err(error) => {
                assert_eq!(stream.push(b" "), Err(error), "a fault stays");
                return (out, Err(error));
            }
        }
    }
    let end = stream.finish().map(|more| out.extend(more));
    (out, end)
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_stream_is_the_same_wherever_it_is_cut(values in proptest::collection::vec(value(), 0..4), style in 0..4_u8, lines in any::<bool>(), byte in any::<Option<u8>>(), size in 1..40_usize) {
        let records: Vec<String> = values.iter().map(|value| written(value, style)).collect();
        let page = if lines { records.join("\n") } else { format!(" [{}] ", records.join(",")) };
        let mut page = page.into_bytes();
        if let Some(byte) = byte {
            let at = page.len() / 2;
            page.insert(at, byte);
        }
        let whole = streamed([&page[..]]);
        for cut in 0..=page.len() {
            let (a, b) = page.split_at(cut);
            let parts = streamed([a, b]);
            prop_assert_eq!(parts.1, whole.1, "{}", cut);
            if whole.1.is_ok() {
                prop_assert_eq!(&parts.0, &whole.0, "{}", cut);
            }
        }
        for size in [1, size] {
            let parts = streamed(page.chunks(size));
            prop_assert_eq!(parts.1, whole.1);
            prop_assert!(whole.1.is_err() || parts.0 == whole.0, "{}", size);
        }
        // Each record is shown as a page of its own.
        if byte.is_none() && !lines {
            let each: Vec<String> = records.iter().map(|record| String::from_utf8(shown(record.as_bytes())).unwrap()).collect();
            let list: Value = serde_json::from_slice(&whole.0).unwrap();
            prop_assert_eq!(list, serde_json::from_str::<Value>(&format!("[{}]", each.join(","))).unwrap());
        }
    }
}

#[test]
fn streams() {
    let rows: [(&str, Result<&str, usize>); 12] = [
        ("", Ok("")),
        (" [ ] ", Ok(" [ ] ")),
        ("{\"a\":1}\n{\"phone\":5}\n", Ok("{\"a\":1}\n{\"phone\":\"••• ••• •• ••\"}\n")),
        ("[1, \"+905321234567\" ,{}]", Ok("[1, \"+90 ••• ••• •• 67\" ,{}]")),
        ("12", Ok("12")),
        ("[1 2]", Err(3)),
        ("[1,]", Err(3)),
        ("[,1]", Err(1)),
        ("[{}", Err(3)),
        ("[]]", Err(2)),
        ("[{]}", Err(2)),
        ("tru", Err(0)),
    ];
    for (page, expected) in rows {
        let (out, end) = streamed([page.as_bytes()]);
        let end = end.map(|()| String::from_utf8(out).unwrap());
        assert_eq!(end, expected.map(str::to_owned).map_err(JsonError::Malformed), "{page}");
    }
    let large = vec![b'9'; mask::RECORD_MAX_BYTES + 1];
    assert_eq!(streamed(large.chunks(1 << 20)).1, Err(JsonError::Refused(RecordError::TooLarge)));
}

#[test]
fn what_is_no_json_is_refused() {
    for page in [
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "[1 2]",
        "01",
        "+1",
        "nul",
        "truefalse",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "[] []",
        "[}",
        "{]",
        "]",
        "\u{feff}[]",
        "1.",
        "NaN",
        "'a'",
        "[\"a\" \"b\"]",
        "{\"a\":1 \"b\":2}",
        "{1:2}",
        "[,1]",
    ] {
        let error = mask::json(page.as_bytes(), &masked(), &Schema::standard()).unwrap_err();
        assert_eq!(error.code(), "invalid_record", "{page}");
    }
    for bytes in [&b"\"\xff\""[..], b"{\"\xc3\":1}", b"[\"\xed\xa0\x80\"]", b"\"abc\0\"", b"\0", b"[1]\0"] {
        let error = mask::json(bytes, &masked(), &Schema::standard()).unwrap_err();
        assert_eq!(error.code(), "invalid_record", "{bytes:?}");
    }
    assert_eq!(
        mask::json(b"{\"phone\": 05321234567}", &masked(), &Schema::standard()),
        Err(JsonError::Malformed(10)),
        "tells the place, and nothing of what stands there"
    );
}

#[test]
fn limits() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let code = |page: &str| mask::json(page.as_bytes(), &masked(), &Schema::standard()).map(|_| ());
    assert_eq!(code(&nested(mask::RECORD_MAX_DEPTH + 1)), Ok(()));
    assert_eq!(code(&nested(mask::RECORD_MAX_DEPTH + 2)), Err(JsonError::Refused(RecordError::TooDeep)));
    assert_eq!(code(&"[".repeat(1_000_000)), Err(JsonError::Refused(RecordError::TooDeep)));
    let long = |bytes: usize| format!("[\"{}\"]", "a".repeat(bytes));
    assert_eq!(code(&long(mask::RECORD_MAX_BYTES - 16)), Ok(()));
    assert_eq!(code(&long(mask::RECORD_MAX_BYTES - 15)), Err(JsonError::Refused(RecordError::TooLarge)));
    let spaces = " ".repeat(mask::JSON_MAX_BYTES);
    assert_eq!(code(&format!("1{spaces}")), Err(JsonError::Refused(RecordError::TooLarge)));
}

#[track_caller]
fn check(rows: &[(&str, &str)]) {
    for (page, expected) in rows {
        assert_eq!(String::from_utf8(shown(page.as_bytes())).unwrap(), *expected, "{page}");
    }
}

#[test]
fn what_is_not_masked_stays_byte_for_byte() {
    for page in [
        " { \"a\" : [ 1 , 2.50 , -0 , 1E5 , null , true ] } \n",
        "\"\\u0041\\/\\ud83d\"",
        "{\"a\":1,\"a\":2}",
        "{\"order\":\"\\u00e7ay\",\"n\":123456789012345678901234567890}",
        "[]",
        "3",
    ] {
        check(&[(page, page)]);
    }
}

#[test]
fn everything_that_the_page_knows() {
    check(&[
        (
            "[{\"note\":\"5321234567\"},{\"phone\":\"+90 532 123 45 67\"}]",
            "[{\"note\":\"••• ••• •• 67\"},{\"phone\":\"+90 ••• ••• •• 67\"}]",
        ),
        ("{\"phone\":905321234567,\"n\":5321234567}", "{\"phone\":\"+90 ••• ••• •• 67\",\"n\":\"•••67\"}"),
        ("{\"phone\":9.05321234567e11}", "{\"phone\":\"+90 ••• ••• •• 67\"}"),
        (
            "{\"+905321234567\":1,\"905321234567\":2,\"phone\":3}",
            "{\"90•••67\":1,\"90•••67 #1\":2,\"phone\":\"••• ••• •• ••\"}",
        ),
        (
            "{\"email\":\"ayse@example.com\",\"ayse@example.com\":{}}",
            "{\"email\":\"a•••@e•••.com\",\"a•••@e•••.com\":{}}",
        ),
        (
            "{\"handle\":\"phone\",\"phone\":\"\",\"x\":\"phone\"}",
            "{\"handle\":\"@p•••\",\"phone\":\"\",\"x\":\"@p•••\"}",
        ),
        ("[\"\\u002b905\\u00321234567\",\"a\\/b\"]", "[\"+90 ••• ••• •• 67\",\"a\\/b\"]"),
    ]);
}

fn time_of(page: &[u8]) -> Duration {
    let start = Instant::now();
    assert!(mask::json(page, &masked(), &Schema::standard()).is_ok());
    start.elapsed()
}

/// How many times as long as the small page the large one takes, each at best. Other work of the machine only makes a
/// try longer, so there are more of them as long as the answer is too large.
fn ratio(small: &str, large: &str, most: f64) -> f64 {
    let (mut least_small, mut least_large) = (Duration::MAX, Duration::MAX);
    for tries in 1..=40 {
        least_small = least_small.min(time_of(small.as_bytes()));
        least_large = least_large.min(time_of(large.as_bytes()));
        if tries >= 3 && least_large.as_secs_f64() < most * least_small.as_secs_f64() {
            break;
        }
    }
    least_large.as_secs_f64() / least_small.as_secs_f64()
}

#[test]
fn time_grows_with_the_size() {
    type Page = fn(usize) -> String;
    let pages: [(&str, Page); 9] = [
        ("digits", |n| format!("[\"{}\"]", "5321234567".repeat(n))),
        ("signs", |n| format!("[\"{}\"]", "@".repeat(10 * n))),
        ("escapes", |n| format!("[\"{}\"]", "\\u0035".repeat(2 * n))),
        ("backslashes", |n| format!("[\"{}\"]", "\\\\".repeat(5 * n))),
        ("JSON in JSON", |n| format!("[\"{}\"]", "{\\\"a\\\":".repeat(n))),
        ("texts that stay", |n| format!("[\"{}\"]", vec!["merhaba ".repeat(20); n].join("\",\""))),
        ("many phones", |n| {
            let item = |i: usize| format!("{{\"phone\":\"+90532{:07}\",\"note\":\"0532{:07}\"}}", i, i);
            format!("[{}]", (0..n / 4).map(item).collect::<Vec<_>>().join(","))
        }),
        ("many names and addresses", |n| {
            let item = |i: usize| {
                format!("{{\"name\":\"Customer {i}\",\"email\":\"user{i}@x.com\",\"note\":\"Customer {i}\"}}")
            };
            format!("[{}]", (0..n / 4).map(item).collect::<Vec<_>>().join(","))
        }),
        ("many keys", |n| {
            let item = |i: usize| format!("\"+90532{i:07}\":1");
            format!("{{{}}}", (0..n / 4).map(item).collect::<Vec<_>>().join(","))
        }),
    ];
    for (name, page) in pages {
        // Thirty-two times the size; quadratic would be a thousand times the time.
        let ratio = ratio(&page(500), &page(16_000), 150.0);
        assert!(ratio < 150.0, "{name}: {ratio:.1}");
    }
}
