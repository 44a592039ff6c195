use serde_json::{Map, Value, json};

use super::*;
use crate::catalogue::standard_permissions;
use crate::id::{GroupId, RoleId};

/// The table of the npm package, made of the one here.
fn table() -> String {
    let mut locales = Map::new();
    for locale in Locale::ALL {
        let phrases: Map<String, Value> =
            PHRASES.iter().map(|(key, phrase)| ((*key).into(), json!(phrase.text(locale)))).collect();
        let meanings: Map<String, Value> = standard_permissions()
            .map(|(name, _)| (name.into(), json!(meaning(name, locale).unwrap())))
            .collect();
        locales.insert(locale.as_str().into(), json!({ "phrases": phrases, "meanings": meanings }));
    }
    let json = serde_json::to_string_pretty(&Value::Object(locales)).unwrap();
    format!(
        "// Generated from crates/core/src/sentence, which also checks it: to write it anew, run the core's tests with\n\
         // USHER_WRITE_TABLES=1.\nexport const TABLE = {json};\n"
    )
}

#[test]
fn the_package_speaks_from_the_same_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/npm/lib/sentences/table.js");
    if std::env::var_os("USHER_WRITE_TABLES").is_some() {
        std::fs::write(path, table()).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == table(), "the table of the npm package is out of date");
}

#[test]
fn every_phrase_uses_the_same_names_in_each_language() {
    let names = |text: &str| {
        let mut names: Vec<String> =
            text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().into()).collect();
        names.sort();
        names
    };
    for (key, phrase) in PHRASES {
        let [en, tr, ru] = Locale::ALL.map(|locale| names(phrase.text(locale)));
        assert_eq!((&en, &en), (&tr, &ru), "{key}");
    }
}

#[test]
fn every_permission_has_a_meaning_in_each_language() {
    for locale in Locale::ALL {
        let mut seen = Vec::new();
        for (name, english) in standard_permissions() {
            let text = meaning(name, locale).unwrap();
            assert!(!text.is_empty() && !seen.contains(&text), "{name}");
            assert_eq!(text == english, locale == Locale::En, "{name}");
            seen.push(text);
        }
        assert_eq!(meaning("loyalty.view", locale), None);
    }
}

#[test]
fn numbers_take_their_form() {
    #[track_caller]
    fn check(locale: Locale, form: Phrase, counts: &[usize]) {
        for count in counts {
            assert_eq!(locale.more(*count), form, "{count}");
        }
    }
    check(Locale::Ru, Phrase::MoreOne, &[21, 101, 1001]);
    check(Locale::Ru, Phrase::MoreMany, &[2, 5, 11, 12, 22, 25, 111]);
    check(Locale::En, Phrase::MoreMany, &[2, 11, 21]);
    Locale::ALL.into_iter().for_each(|locale| check(locale, Phrase::MoreSingle, &[1]));
}

#[test]
fn what_is_put_in_is_not_looked_at_again() {
    let role = RoleId::parse("r").unwrap();
    let group = GroupId::parse("g").unwrap();
    let speaker = Speaker {
        locale: Locale::En,
        name: &|named| matches!(named, Named::Role(_)).then(|| "{group} {date} {".into()),
        date: &|_| String::new(),
    };
    let source = Source::Role { role, group: Some(group) };
    assert_eq!(speaker.source(&source), "the role “{group} {date} {” through the group “g”");
}

#[test]
fn locales_by_their_codes() {
    for (code, expect) in [
        ("en", Some(Locale::En)),
        ("tr-TR", Some(Locale::Tr)),
        ("RU_ru", Some(Locale::Ru)),
        ("de", None),
        ("", None),
    ] {
        assert_eq!(Locale::parse(code), expect, "{code}");
    }
}
