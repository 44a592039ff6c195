//! Laws of masking, over generated input.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::time::Instant;

use proptest::prelude::*;
use serde_json::{Value, json};
use usher_core::mask::{self, Lens, Schema, Secrets};
use usher_core::{FieldKind, FieldVisibility, Visibility};

fn lens(secrets: &[(FieldKind, &str)]) -> Lens {
    let mut known = Secrets::new();
    for (kind, value) in secrets {
        known.add(kind.clone(), value);
    }
    Lens::new(FieldVisibility::all(Visibility::Masked), known)
}

/// The digits of a text, in whatever script and encoding the generator below writes them.
fn digits(text: &str) -> String {
    const ZEROS: [char; 5] = ['0', '０', '٠', '۰', '०'];
    text.chars()
        .filter_map(|ch| {
            let by_script =
                ZEROS.iter().find_map(|zero| (ch as u32).checked_sub(*zero as u32).filter(|v| *v < 10));
            match ch {
                '⓪' => Some(0),
                '①'..='⑨' => Some(ch as u32 - '①' as u32 + 1),
                _ => by_script,
            }
        })
        .map(|digit| char::from_digit(digit, 10).unwrap())
        .collect()
}

/// The ways to write a number that has this calling code and these ten national digits.
fn spellings(code: &str, national: &str) -> Vec<String> {
    let group = |sep: &str| [&national[..3], &national[3..6], &national[6..8], &national[8..]].join(sep);
    let script = |zero: char, text: &str| -> String {
        text.chars()
            .map(|ch| ch.to_digit(10).map_or(ch, |digit| char::from_u32(zero as u32 + digit).unwrap()))
            .collect()
    };
    let circled = |text: &str| -> String {
        text.chars()
            .map(|ch| {
                ch.to_digit(10).map_or(ch, |d| if d == 0 { '⓪' } else { char::from_u32(0x245f + d).unwrap() })
            })
            .collect()
    };
    let each = |after: &str| national.chars().map(|ch| format!("{ch}{after}")).collect::<String>();
    let mut all = vec![
        format!("0{national}"),
        national.to_owned(),
        format!("+{code}{national}"),
        format!("00{code}{national}"),
        format!("{code}{national}"),
        format!("%2B{code}{national}"),
        format!("%252B{code}{national}"),
        format!("+{code} (0) {}", group(" ")),
        format!("0 ({}) {}-{}-{}", &national[..3], &national[3..6], &national[6..8], &national[8..]),
        format!("(0{}) {}", &national[..3], &national[3..]),
        format!("{code}{national}@s.whatsapp.net"),
        format!("{code}{national}:12@s.whatsapp.net"),
        format!("https://wa.me/{code}{national}?text=hi"),
        format!("tel:+{code}-{}", group("-")),
        format!("IMG-{code}{national}-WA0007.jpg"),
        format!("invoice_0{national}.pdf"),
        format!("tel{national}"),
        format!("%20{}", group("%20")),
        each("\u{200b}"),
        each("\u{fe0f}\u{20e3}"),
        each(" "),
        script('０', &format!("+{code}{national}")),
        script('٠', national),
        script('۰', &group(" ")),
        script('०', &format!("0{national}")),
        circled(national),
        format!("\"{{\\\"from\\\":\\\"\\u002b{code}{national}\\\"}}\""),
    ];
    for sep in
        ["\u{a0}", "-", ".", "/", " / ", "_", "\u{2009}", "‒", ",", "\n", ")(", " - ", "\u{2060}", "📞", "*"]
    {
        all.push(format!("0{}", group(sep)));
        all.push(format!("+{code} {}", group(sep)));
    }
    all
}

fn base64(text: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            out.push(if at <= chunk.len() {
                char::from(ALPHABET[(bits >> (18 - 6 * at) & 63) as usize])
            } else {
                '='
            });
        }
    }
    out
}

/// What people and machines put around a number.
fn talk() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("sipariş no ".to_owned()),
        Just("order #".to_owned()),
        Just("Пишите ".to_owned()),
        Just("(".to_owned()),
        Just("👨‍👩‍👧 ".to_owned()),
        "[a-zA-ZğüşıöçİĞ ]{0,12} ",
    ]
}

fn national() -> impl Strategy<Value = String> {
    "[2-9][0-9]{9}"
}

fn code() -> impl Strategy<Value = String> {
    prop_oneof![Just("90"), Just("7"), Just("1"), Just("44"), Just("380"), Just("994")]
        .prop_map(str::to_owned)
}

/// Bits of text in which numbers, addresses, masks and signs meet.
fn soup() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        "[0-9]{1,14}",
        "[0-9]{2,4}[ .-]",
        "\\PC{0,4}",
        prop_oneof![
            Just("+90 532 123 45 67"),
            Just("a.b@c.com"),
            Just("••• ••• •• 67"),
            Just("+90 ••• ••• •• 67"),
            Just("90•••67"),
            Just("a•••@e•••.com"),
            Just("@a•••"),
            Just("@"),
            Just("•"),
            Just("••"),
            Just("+"),
            Just("00"),
            Just(" "),
            Just("-"),
            Just("%40"),
            Just("(at)"),
            Just(" dot com"),
            Just("tel "),
            Just("order "),
            Just("4242 4242 4242 4242"),
            Just("ayse_k"),
            Just("TR330006100519786457841326"),
            Just("beş "),
            Just("iki "),
            Just("TR•• •••• 26"),
            Just("•••• •••• •••• 4242"),
            Just("wamid.HBgMOTA1MzIxMjM0NTY3FQIA"),
            Just("@s.whatsapp.net"),
            Just("05321234567"),
            Just("\u{200b}"),
            Just("5"),
        ]
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(bit, 0..8).prop_map(|bits| bits.concat())
}

/// No file of past failures: what fails becomes a vector.
fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(count) }
}

proptest! {
    // Each case is some sixty spellings, three ways to store the number and two ways to show it.
    #![proptest_config(cases(24))]

    #[test]
    fn the_sweep_is_complete(code in code(), national in national(), before in talk(), after in talk()) {
        let stored = [format!("+{code}{national}"), format!("{code}{national}"), format!("+{code} {national}")];
        for stored in &stored {
            let lens = lens(&[(FieldKind::Phone, stored)]);
            for spelling in spellings(&code, &national) {
                let text = format!("{before}{spelling}{after}");
                for shown in [lens.text(&text).unwrap(), lens.identifier(&text)] {
                    prop_assert!(!digits(&shown).contains(&national[3..]), "{text} -> {shown}");
                    prop_assert!(!digits(&shown).contains(&national[..7]), "{text} -> {shown}");
                }
            }
        }
    }

}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn message_ids_do_not_give_it_away(code in code(), national in national(), lead in proptest::collection::vec(any::<u8>(), 0..4)) {
        let mut bytes = lead;
        bytes.push(0x0c);
        bytes.extend_from_slice(format!("{code}{national}").as_bytes());
        bytes.extend_from_slice(&[0x15, 2, 0, 0x11, 0x18]);
        let id = format!("wamid.{}", base64(&bytes));
        let known = lens(&[(FieldKind::Phone, &format!("+{code}{national}"))]);
        prop_assert_eq!(known.identifier(&id), "wamid.•••");
    }

    #[test]
    fn addresses_in_every_spelling(local in "[a-z]{2,8}[._][a-z0-9]{2,6}", host in "[a-z]{3,8}", top in "(com|com\\.tr|ru|museum)") {
        let address = format!("{local}@{host}.{top}");
        let lens = lens(&[(FieldKind::Email, &address)]);
        let dotted = top.replace('.', " dot ");
        for text in [
            address.clone(), address.to_uppercase(), format!("mailto:{address}?subject=x"), address.replace('@', "%40"), address.replace('@', " (at) "),
            address.replace('@', "[at]"), format!("{local} at {host} dot {dotted}"), address.replace('@', "&#64;"), address.replace('@', "\u{200b}@"),
            format!("{} at {host} nokta {dotted}", local.replace('.', " dot ")), address.replace('@', " @ "), format!("x={address}&y=1"), address.replace('@', "＠"),
        ] {
            for shown in [lens.text(&text).unwrap(), lens.identifier(&text)] {
                prop_assert!(!shown.to_lowercase().contains(&local), "{text} -> {shown}");
            }
        }
    }

    #[test]
    fn masking_twice_is_masking_once(text in soup(), secret in national()) {
        let lens = lens(&[
            (FieldKind::Phone, &format!("+90{secret}")), (FieldKind::Phone, "+905321234567"), (FieldKind::Handle, "ayse_k"), (FieldKind::Email, "a.b@c.com"),
        ]);
        let once = lens.text(&text).unwrap();
        prop_assert_eq!(&lens.text(&once).unwrap(), &once);
        let once = lens.identifier(&text);
        prop_assert_eq!(&lens.identifier(&once), &once);
        for kind in FieldKind::STANDARD {
            let once = mask::value(&kind, &text);
            prop_assert_eq!(&mask::value(&kind, &once), &once, "{}", kind);
        }
    }

    #[test]
    fn masks_keep_no_more_than_stated(text in soup()) {
        prop_assert!(digits(&mask::phone(&text)).len() <= 5);
        prop_assert!(digits(&mask::card(&text)).len() <= 4);
        prop_assert!(digits(&mask::email(&text)).len() <= 2);
        prop_assert!(digits(&mask::handle(&text)).len() <= 1);
        prop_assert!(digits(&mask::name(&text)).is_empty());
        prop_assert!(digits(&mask::address(&text)).is_empty());
    }

    #[test]
    fn finds_are_whole_characters_in_order(text in soup()) {
        let mut end = 0;
        for find in mask::detect(&text) {
            prop_assert!(end <= find.start && find.start < find.end);
            prop_assert!(text.get(find.start..find.end).is_some());
            end = find.end;
        }
    }

    #[test]
    fn a_clear_view_changes_nothing(text in soup(), secret in national()) {
        let mut secrets = Secrets::new();
        secrets.add(FieldKind::Phone, &secret);
        let lens = Lens::new(FieldVisibility::all(Visibility::Clear), secrets);
        prop_assert_eq!(lens.text(&text).unwrap(), text.clone());
        prop_assert_eq!(lens.identifier(&text), text);
    }

    #[test]
    fn records_are_masked_once(phone in national(), key in "[a-zA-Z_]{1,10}", noise in soup()) {
        let record = json!({
            "phone": format!("+90{phone}"), "jid": format!("90{phone}@s.whatsapp.net"), "raw": format!("90{phone}").parse::<u64>().unwrap(),
            key: [noise, format!("call 0{phone}")], format!("90{phone}"): {"deep": [[format!("{{\"a\":\"90{phone}\"}}")]]},
        });
        let lens = lens(&[]);
        let once = mask::record(&record, &lens, &Schema::standard()).unwrap();
        prop_assert!(!digits(&once.to_string()).contains(&phone), "{once}");
        prop_assert_eq!(&mask::record(&once, &lens, &Schema::standard()).unwrap(), &once);
    }
}

#[test]
fn a_record_has_limits() {
    let deep = (0..mask::RECORD_MAX_DEPTH).fold(json!("x"), |inner, _| json!([inner]));
    assert!(mask::record(&deep, &lens(&[]), &Schema::standard()).is_ok());
    let deeper = json!([deep]);
    let error = mask::record(&deeper, &lens(&[]), &Schema::standard()).unwrap_err();
    assert_eq!(error.code(), "record_too_deep");
    let large = Value::String("x".repeat(mask::RECORD_MAX_BYTES));
    let error = mask::record(&large, &lens(&[]), &Schema::standard()).unwrap_err();
    assert_eq!(error.code(), "record_too_large");
}

/// Ten times the text takes about ten times the time; a quadratic search would take a hundred, which is minutes here.
#[test]
fn time_grows_with_the_text() {
    let lens = lens(&[
        (FieldKind::Phone, "+905321234567"),
        (FieldKind::Email, "aaaa@aaaa.com"),
        (FieldKind::Handle, "aaaa"),
    ]);
    let time = |text: &str| {
        let start = Instant::now();
        assert!(lens.text(text).is_some());
        start.elapsed()
    };
    let rows = [
        "1",
        "1 ",
        "@",
        "a@",
        "a.",
        "+1",
        "(",
        "0532-",
        "4242 ",
        "TR33 ",
        "%25",
        "&#49;",
        "•",
        "5•",
        "a at ",
        "one ",
        "5321234567,",
        "=A",
        "1.2.3.4 ",
        "a",
        "\u{200b}",
        "é",
        "a@a.",
        "00",
        "x.",
    ];
    for row in rows {
        let (small, large) = (time(&row.repeat(4_000 / row.len())), time(&row.repeat(40_000 / row.len())));
        assert!(large.as_secs() < 5 || large < small * 30, "{row:?}: {small:?}, then {large:?}");
    }
    for row in ["1", "@"] {
        let large = time(&row.repeat(1_000_000));
        assert!(large.as_secs() < 60, "{row:?}: {large:?}");
    }
}
