//! What holds for all settings.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::channel::ChannelKind;
use crate::chat::Acquaintance;
use crate::id::ChannelId;
use crate::routing::hours::Offsets;
use crate::routing::rules::Language;

/// An object of which each field may be missing.
fn object(fields: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(key, value)| {
            option::of(value).prop_map(move |value| value.map(|value| (key.to_owned(), value)))
        })
        .collect();
    fields.prop_map(|fields| Value::Object(fields.into_iter().flatten().collect::<Map<_, _>>())).boxed()
}

fn number(most: u32) -> BoxedStrategy<Value> {
    (0..=most).prop_map(Value::from).boxed()
}

fn nullable(value: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop_oneof![Just(Value::Null), value].boxed()
}

fn one_of(words: &'static [&'static str]) -> BoxedStrategy<Value> {
    prop::sample::select(words).prop_map(Value::from).boxed()
}

fn some_of(words: &'static [&'static str], least: usize) -> BoxedStrategy<Value> {
    prop::sample::subsequence(words, least..=words.len()).prop_shuffle().prop_map(Value::from).boxed()
}

fn map(keys: &'static [&'static str], value: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    btree_map(prop::sample::select(keys), value, 0..=keys.len())
        .prop_map(|map| {
            map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
        })
        .boxed()
}

const USERS: &[&str] = &["u1", "u2", "u3"];
const GROUPS: &[&str] = &["g1", "g2"];
const CHANNELS: &[&str] = &["c1", "c2"];
const HOURS: &[&str] = &["h1", "h2"];
const SKILLS: &[&str] = &["german", "money", "night"];
const KINDS: &[&str] = &["whatsapp", "sms", "telegram"];

fn capacity() -> BoxedStrategy<Value> {
    object(vec![("text", nullable(number(TEXT_MAX))), ("calls", nullable(number(CALLS_MAX)))])
}

fn ladder() -> BoxedStrategy<Value> {
    (0..30_u32, option::of(30..60_u32), option::of(60..90_u32), option::of(90..120_u32))
        .prop_map(|(first, skill, users, group)| {
            json!({"responsibleFor": first, "relaxSkillAfter": skill, "backupUsersAfter": users, "backupGroupAfter": group})
        })
        .boxed()
}

fn hours() -> BoxedStrategy<Value> {
    let day = || {
        prop::sample::select(
            &[
                r#"[]"#,
                r#"[["09:00","18:00"]]"#,
                r#"[["08:00","12:00"],["22:15","06:30"]]"#,
                r#"[["00:00","24:00"]]"#,
            ][..],
        )
        .prop_map(|json| serde_json::from_str(json).unwrap())
        .boxed()
    };
    let weekly = object(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|key| (key, day())).to_vec());
    object(vec![
        ("zone", nullable(one_of(&["Europe/Berlin", "UTC"]))),
        ("weekly", weekly),
        ("closed", some_of(&["2026-10-20", "2026-10-22"], 0)),
        ("dates", map(&["2026-10-21", "2026-10-23"], day())),
    ])
}

fn rule() -> BoxedStrategy<Value> {
    let within = prop_oneof![one_of(HOURS), one_of(HOURS).prop_map(|hours| json!({"not": hours}))].boxed();
    let when = object(vec![
        ("channels", some_of(CHANNELS, 1)),
        ("kinds", some_of(KINDS, 1)),
        ("client", nullable(one_of(&["new", "known"]))),
        ("labels", some_of(&["VIP", "altın müşteri"], 1)),
        ("languages", some_of(&["tr", "de-at", "ar"], 1)),
        ("hours", within),
        ("text", some_of(&["İade*", "para", "müşteri hizmetleri", "退款"], 1)),
    ]);
    let to = prop_oneof![
        one_of(GROUPS).prop_map(|id| json!({"group": id})),
        one_of(USERS).prop_map(|id| json!({"user": id})),
        nullable(one_of(GROUPS)).prop_map(|id| json!({"queue": id})),
    ];
    (when, to, nullable(number(PRIORITY_MAX)), some_of(SKILLS, 0))
        .prop_map(|(when, to, priority, skills)| json!({"when": when, "to": to, "priority": priority, "skills": skills}))
        .boxed()
}

/// A document in which nothing is wrong; rules may contradict its hours, which is told and left out.
fn document() -> impl Strategy<Value = Value> {
    let person = object(vec![
        ("capacity", capacity()),
        ("skills", some_of(SKILLS, 0)),
        ("hours", nullable(one_of(HOURS))),
    ]);
    let group = object(vec![
        ("capacity", capacity()),
        ("skills", some_of(SKILLS, 0)),
        ("backupUsers", some_of(USERS, 0)),
        ("hours", nullable(one_of(HOURS))),
        ("priority", number(PRIORITY_MAX)),
        ("ladder", nullable(ladder())),
        (
            "missed",
            nullable(object(vec![
                ("answerWithin", nullable(number(SECONDS_MAX))),
                ("escalateTo", one_of(GROUPS)),
            ])),
        ),
        ("sticky", nullable(one_of(&["none", "responsible", "last_agent"]))),
    ]);
    let weight = || (1..=WEIGHT_MAX).prop_map(Value::from).boxed();
    let weights = object(vec![("kinds", map(KINDS, weight())), ("channels", map(CHANNELS, weight()))]);
    let rules = vec(rule(), 0..4).prop_map(|rules| {
        let numbered = rules.into_iter().enumerate().map(|(place, mut rule)| {
            rule["id"] = format!("r{place}").into();
            rule
        });
        Value::from(numbered.collect::<Vec<_>>())
    });
    let named = btree_map(Just("h1"), hours(), 1..=1);
    let hours = (named, hours()).prop_map(|(one, other)| {
        let one = one.into_values().next().unwrap();
        json!({"h1": one, "h2": other})
    });
    let rest = object(vec![
        (
            "capacity",
            object(vec![("text", number(TEXT_MAX)), ("calls", number(CALLS_MAX)), ("weights", weights)]),
        ),
        ("defaultHours", nullable(one_of(HOURS))),
        ("people", map(USERS, person)),
        ("groups", map(GROUPS, group)),
        ("sticky", one_of(&["none", "responsible", "last_agent"])),
        ("ladder", ladder()),
        (
            "lost",
            object(vec![
                ("grace", nullable(number(SECONDS_MAX))),
                ("giveBack", one_of(&["never", "always"])),
            ]),
        ),
        (
            "missed",
            object(vec![
                ("answerWithin", nullable(number(SECONDS_MAX))),
                ("escalateTo", nullable(one_of(GROUPS))),
            ]),
        ),
        ("rules", rules.boxed()),
    ]);
    (rest, hours).prop_map(|(mut document, hours)| {
        document["version"] = 1.into();
        document["hours"] = hours;
        document
    })
}

fn names() -> Names<'static> {
    let channels = [("c1", ChannelKind::Whatsapp), ("c2", ChannelKind::Sms)];
    Names::new(USERS.iter().copied(), GROUPS.iter().copied(), channels)
}

/// Reads a document, without the rules that can never hold in it.
fn read(mut document: Value) -> Settings {
    for _ in 0..8 {
        match Settings::parse(&document.to_string(), &names()) {
            Ok(settings) => return settings,
            Err(errors) => {
                let first = &errors.errors()[0];
                assert_eq!(first.code, "rule_never_holds", "{errors} in {document}");
                let place: usize = first.pointer.split('/').nth(2).unwrap().parse().unwrap();
                document["rules"].as_array_mut().unwrap().remove(place);
            }
        }
    }
    panic!("{document}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 128 } else { 2_000 }))]

    #[test]
    fn what_is_written_reads_back_equal(document in document()) {
        let settings = read(document);
        let json = settings.to_canonical_json();
        let again = Settings::parse(&json, &names()).unwrap();
        prop_assert_eq!(&again, &settings);
        prop_assert_eq!(again.to_canonical_json(), json);
    }

    #[test]
    fn the_hit_is_the_first_without_a_fault(
        document in document(),
        (client, labels, text) in (any::<bool>(), 0..3_usize, 0..4_usize),
        language in prop::sample::select(&["tr", "de-AT", "de", "en"][..]),
        (first_channel, hour) in (any::<bool>(), 0..200_i64),
    ) {
        let settings = read(document);
        let labels: Vec<String> = ["altın müşteri", "VIP"].iter().take(labels).map(|label| (*label).to_owned()).collect();
        let (id, kind) = if first_channel { ("c1", ChannelKind::Whatsapp) } else { ("c2", ChannelKind::Sms) };
        let (channel, language, utc) = (ChannelId::parse(id).unwrap(), Language::parse(language).unwrap(), Offsets::fixed(0));
        let facts = Facts {
            channel: &channel,
            kind,
            client: if client { Acquaintance::Known } else { Acquaintance::New },
            labels: &labels,
            language: Some(&language),
            text: ["iademi isterim", "MUSTERI hizmetleri?", "我要退款", ""][text],
        };
        let clock = Clock { now_ms: 1_792_368_000_000 + hour * 3_600_000, company: &utc, zones: &[] };
        let (hit, verdicts) = (settings.which(&facts, &clock), settings.explain(&facts, &clock));
        prop_assert_eq!(verdicts.len(), settings.rules.len());
        let first = verdicts.iter().position(|verdict| verdict.failed.is_empty());
        prop_assert_eq!(hit.as_ref().map(|hit| hit.place), first);
        if let Some(hit) = hit {
            prop_assert_eq!(&hit.why, &verdicts[hit.place].held);
            // What is warned of is never hit.
            let pointer = format!("/rules/{}", hit.place);
            prop_assert!(settings.warnings().iter().all(|warning| warning.pointer != pointer));
        }
    }
}
