use super::*;
use crate::channel::ChannelKind;
use crate::chat::Acquaintance;
use crate::id::{ChannelId, RuleId};
use crate::policy::schema::{check_published, schema};
use crate::routing::hours::Offsets;
use crate::routing::rules::{Condition, Goal, Language};

fn names() -> Names<'static> {
    let channels =
        [("wa", ChannelKind::Whatsapp), ("tg", ChannelKind::Telegram), ("phone", ChannelKind::Voip)];
    Names::new(["u1", "u2"], ["sales", "support"], channels)
}

fn settings(json: &str) -> Settings {
    Settings::parse(json, &names()).unwrap()
}

/// What is told of a document with these fields beside its version.
#[track_caller]
fn check(fields: &str, expect: &[(&str, &str)]) {
    let json = format!(r#"{{"version":1,{fields}}}"#);
    let told = match Settings::parse(&json, &names()) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.errors().iter().map(|error| (error.code, error.pointer.clone())).collect(),
    };
    let told: Vec<(&str, &str)> = told.iter().map(|(code, pointer)| (*code, &**pointer)).collect();
    assert_eq!(told, expect, "{fields}");
}

#[test]
fn the_example_of_the_documentation_is_one() {
    let source = include_str!("mod.rs");
    let example = source.split("//! ```json\n").nth(1).and_then(|rest| rest.split("//! ```").next()).unwrap();
    let json: String = example.lines().map(|line| line.trim_start_matches("//! ")).collect();
    let names = Names::new(["u7", "u9"], ["sales", "support"], [("wa-vip", ChannelKind::Whatsapp)]);
    let settings = Settings::parse(&json, &names).unwrap();
    assert_eq!(settings.warnings(), []);
    assert_eq!(Settings::stored(&settings.to_canonical_json()).unwrap(), settings);
}

#[test]
fn what_is_not_said_is_usual() {
    let usual = settings(r#"{"version":1}"#);
    assert_eq!(usual, Settings::usual());
    assert_eq!(usual.to_canonical_json(), r#"{"version":1}"#);
    let all = r#"{"version":1,"capacity":{"text":20,"calls":1,"weights":{"kinds":{},"channels":{}}},"defaultHours":null,
        "people":{},"groups":{},"sticky":"last_agent","ladder":{"responsibleFor":0,"relaxSkillAfter":30,
        "backupUsersAfter":120,"backupGroupAfter":120},"lost":{"grace":120,"giveBack":"unless_answered"},
        "missed":{"answerWithin":600,"escalateTo":null},"hours":{},"rules":[]}"#;
    assert_eq!(settings(all), usual);
}

#[test]
fn the_form() {
    check(r#""rules":[]"#, &[]);
    check(
        r#""rules":{},"capacity":[],"people":7"#,
        &[("wrong_type", "/rules"), ("wrong_type", "/capacity"), ("wrong_type", "/people")],
    );
    check(
        r#""rule":[],"sticky":"always","sticky":"none""#,
        &[("unknown_field", "/rule"), ("unknown_word", "/sticky"), ("duplicate_key", "/sticky")],
    );
    check(
        r#""capacity":{"text":1001,"calls":21}"#,
        &[("capacity_out_of_range", "/capacity/text"), ("capacity_out_of_range", "/capacity/calls")],
    );
    check(r#""capacity":{"text":1000,"calls":20}"#, &[]);
    check(r#""capacity":{"text":-1}"#, &[("capacity_out_of_range", "/capacity/text")]);
    check(r#""capacity":{"text":1.5}"#, &[("wrong_type", "/capacity/text")]);
    check(r#""lost":{"grace":604801}"#, &[("seconds_out_of_range", "/lost/grace")]);
    check(r#""lost":{"grace":604800},"missed":{"answerWithin":null}"#, &[]);
    check(
        r#""people":{"u1":{},"u 2":{},"u1":{}}"#,
        &[("duplicate_key", "/people/u1"), ("id_bad_character", "/people/u 2")],
    );
}

#[test]
fn weights() {
    check(r#""capacity":{"weights":{"kinds":{"sms":100},"channels":{"wa":1}}}"#, &[]);
    check(
        r#""capacity":{"weights":{"kinds":{"sms":101,"fax":1,"voip":1},"channels":{"wa":0,"phone":1,"gone":1}}}"#,
        &[
            ("weight_out_of_range", "/capacity/weights/kinds/sms"),
            ("unknown_word", "/capacity/weights/kinds/fax"),
            ("weight_of_calls", "/capacity/weights/kinds/voip"),
            ("weight_out_of_range", "/capacity/weights/channels/wa"),
            ("weight_of_calls", "/capacity/weights/channels/phone"),
            ("unknown_channel", "/capacity/weights/channels/gone"),
        ],
    );
}

#[test]
fn references() {
    check(
        r#""people":{"u3":{"hours":"day"}},"groups":{"gone":{},"sales":{"backupUsers":["u1","u9","u1"],"backupGroup":"x",
        "missed":{"escalateTo":"y"}}},"defaultHours":"day","missed":{"escalateTo":"z"}"#,
        &[
            ("unknown_user", "/people/u3"),
            ("unknown_hours", "/people/u3/hours"),
            ("unknown_group", "/groups/gone"),
            ("unknown_user", "/groups/sales/backupUsers/1"),
            ("duplicate_id", "/groups/sales/backupUsers/2"),
            ("unknown_group", "/groups/sales/backupGroup"),
            ("unknown_group", "/groups/sales/missed/escalateTo"),
            ("unknown_hours", "/defaultHours"),
            ("unknown_group", "/missed/escalateTo"),
        ],
    );
    // Where the hours can not be read, nothing is said of who refers to them.
    check(r#""defaultHours":"day","hours":5"#, &[("wrong_type", "/hours")]);
    check(r#""defaultHours":"day","hours":{"day":5}"#, &[("wrong_type", "/hours/day")]);
    check(
        r#""groups":{"sales":{"backupGroup":"sales"}}"#,
        &[("backup_is_itself", "/groups/sales/backupGroup")],
    );
    check(r#""groups":{"sales":{"backupGroup":"support"},"support":{"backupGroup":"sales"}}"#, &[]);
    // What was stored is read whatever has gone since.
    assert!(
        Settings::stored(r#"{"version":1,"people":{"gone":{}},"groups":{"gone":{"backupUsers":["gone"]}}}"#)
            .is_ok()
    );
    assert!(Settings::stored(r#"{"version":1,"defaultHours":"gone"}"#).is_err());
}

#[test]
fn ladders_do_not_fall() {
    check(r#""ladder":{"responsibleFor":31}"#, &[("ladder_falls", "/ladder")]);
    check(r#""ladder":{"responsibleFor":31,"relaxSkillAfter":null}"#, &[]);
    check(
        r#""ladder":{"relaxSkillAfter":null,"backupUsersAfter":60,"backupGroupAfter":59}"#,
        &[("ladder_falls", "/ladder")],
    );
    check(
        r#""groups":{"sales":{"ladder":{"backupUsersAfter":10}}}"#,
        &[("ladder_falls", "/groups/sales/ladder")],
    );
    check(r#""groups":{"sales":{"ladder":null}}"#, &[]);
    // Of a step that can not be read it is not said where it would stand.
    check(r#""ladder":{"responsibleFor":"31"}"#, &[("wrong_type", "/ladder/responsibleFor")]);
}

#[test]
fn hours() {
    check(
        r#""hours":{"a":{"zone":"Europe/Istanbul","weekly":{"mon":[["09:00","12:00"],["12:00","24:00"]]},"closed":["2026-12-31"]}}"#,
        &[],
    );
    check(
        r#""hours":{"a b":{},"a":{"zone":"+03:00","weekly":{"mon":[["9:00","12:00"],["09:00"],["09:00","09:00"],5],"day":[]}}}"#,
        &[
            ("id_bad_character", "/hours/a b"),
            ("zone_malformed", "/hours/a/zone"),
            ("interval_malformed", "/hours/a/weekly/mon/0"),
            ("interval_malformed", "/hours/a/weekly/mon/1"),
            ("interval_malformed", "/hours/a/weekly/mon/2"),
            ("wrong_type", "/hours/a/weekly/mon/3"),
            ("unknown_field", "/hours/a/weekly/day"),
        ],
    );
    check(
        r#""hours":{"a":{"weekly":{"mon":[["09:00","12:00"],["11:59","13:00"]],"tue":[["22:00","02:00"],["23:00","23:30"]]}}}"#,
        &[("hours_overlap", "/hours/a/weekly/mon/1"), ("hours_overlap", "/hours/a/weekly/tue/1")],
    );
    check(
        r#""hours":{"a":{"closed":["2026-12-31","2026-12-32","2026-12-31"],"dates":{"2026-12-31":[],"x":[]}}}"#,
        &[
            ("date_malformed", "/hours/a/closed/1"),
            ("duplicate_id", "/hours/a/closed/2"),
            ("date_twice", "/hours/a/dates/2026-12-31"),
            ("date_malformed", "/hours/a/dates/x"),
        ],
    );
    let nine = [r#"["09:00","10:00"]"#; 9].join(",");
    let json = format!(r#"{{"version":1,"hours":{{"a":{{"weekly":{{"mon":[{nine}]}}}}}}}}"#);
    assert_eq!(Settings::parse(&json, &names()).unwrap_err().errors()[0].code, "too_many");
}

#[test]
fn rules() {
    check(
        r#""rules":[{"id":"a","to":{"group":"sales"}},{"id":"a","to":{"user":"u1"}},{"to":{"queue":null}}]"#,
        &[("duplicate_id", "/rules/1/id"), ("missing_field", "/rules/2/id")],
    );
    check(
        r#""rules":[{"id":"a","to":{"group":"x"}},{"id":"b","to":{"user":"x"}},{"id":"c","to":{"queue":"x"}},
        {"id":"d","to":{"group":"sales","user":"u1"}},{"id":"e","to":"sales"},{"id":"f"},{"id":"g","to":{"group":null}}]"#,
        &[
            ("unknown_group", "/rules/0/to/group"),
            ("unknown_user", "/rules/1/to/user"),
            ("unknown_group", "/rules/2/to/queue"),
            ("wrong_type", "/rules/3/to"),
            ("wrong_type", "/rules/4/to"),
            ("missing_field", "/rules/5/to"),
            ("wrong_type", "/rules/6/to/group"),
        ],
    );
    check(
        r#""rules":[{"id":"a","to":{"queue":null},"when":{"channels":["wa","x"],"kinds":["fax"],"client":"old","labels":["", "vip"],
        "languages":["turkish"],"hours":{"not":"x"},"text":["*","iade*"]}}]"#,
        &[
            ("unknown_channel", "/rules/0/when/channels/1"),
            ("unknown_word", "/rules/0/when/kinds/0"),
            ("unknown_word", "/rules/0/when/client"),
            ("label_malformed", "/rules/0/when/labels/0"),
            ("language_malformed", "/rules/0/when/languages/0"),
            ("unknown_hours", "/rules/0/when/hours/not"),
            ("cue_bad_stem", "/rules/0/when/text/0"),
        ],
    );
}

#[test]
fn contradictions_are_refused() {
    let hours = r#""hours":{"never":{"closed":["2026-12-31"]},"day":{"weekly":{"mon":[["09:00","18:00"]]}},"always":{"weekly":{
        "mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],"thu":[["00:00","24:00"]],
        "fri":[["00:00","24:00"]],"sat":[["00:00","24:00"]],"sun":[["00:00","24:00"]]}}}"#;
    let rule =
        |when: &str| format!(r#"{hours},"rules":[{{"id":"a","to":{{"queue":null}},"when":{{{when}}}}}]"#);
    let never = |key: &str| format!("/rules/0/when/{key}");
    for key in ["channels", "kinds", "labels", "languages", "text"] {
        check(&rule(&format!(r#""{key}":[]"#)), &[("rule_never_holds", &never(key))]);
    }
    check(
        &rule(r#""channels":["wa","tg"],"kinds":["sms","voip"]"#),
        &[("rule_never_holds", &never("kinds"))],
    );
    check(&rule(r#""channels":["wa","tg"],"kinds":["sms","telegram"]"#), &[]);
    check(&rule(r#""hours":"never""#), &[("rule_never_holds", &never("hours"))]);
    check(&rule(r#""hours":{"not":"always"}"#), &[("rule_never_holds", &never("hours"))]);
    for holds in
        [r#""hours":{"not":"never"}"#, r#""hours":"always""#, r#""hours":"day""#, r#""hours":{"not":"day"}"#]
    {
        check(&rule(holds), &[]);
    }
}

#[test]
fn limits() {
    let list =
        |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(",");
    let rule = |place: usize| format!(r#"{{"id":"r{place}","to":{{"queue":null}}}}"#);
    check(&format!(r#""rules":[{}]"#, list(200, &rule)), &[]);
    check(&format!(r#""rules":[{}]"#, list(201, &rule)), &[("too_many", "/rules")]);
    let cues = list(50, &|place| format!(r#""w{place}""#));
    let with_cues =
        |place: usize| format!(r#"{{"id":"r{place}","to":{{"queue":null}},"when":{{"text":[{cues}]}}}}"#);
    check(&format!(r#""rules":[{}]"#, list(40, &with_cues)), &[]);
    check(&format!(r#""rules":[{}]"#, list(41, &with_cues)), &[("too_many", "/rules")]);
    let skills = |from: usize, count| list(count, &|place| format!(r#""s{}""#, from + place));
    let people = |count| {
        format!(
            r#""people":{{"u1":{{"skills":[{}]}},"u2":{{"skills":[{}]}}}}"#,
            skills(0, 60),
            skills(60, count)
        )
    };
    check(&people(4), &[]);
    check(&people(5), &[("too_many", "")]);
    let padded = |bytes: usize| r#"{"version":1}"#.to_owned() + &" ".repeat(bytes - 13);
    assert!(Settings::parse(&padded(SETTINGS_MAX_BYTES), &names()).is_ok());
    let beyond = Settings::parse(&padded(SETTINGS_MAX_BYTES + 1), &names()).unwrap_err();
    assert_eq!(beyond.errors()[0].code, "routing_too_large");
    assert_eq!(Settings::parse("{", &names()).unwrap_err().errors()[0].code, "json_malformed");
    assert_eq!(
        Settings::parse(r#"{"version":2}"#, &names()).unwrap_err().errors()[0].code,
        "routing_unknown_version"
    );
}

#[test]
fn values_are_not_repeated() {
    let json = r#"{"version":1,"sticky":"+905321234567","rules":[{"id":"+905321234567","to":{"group":"+905321234567"},
        "when":{"labels":["\u0001+905321234567"],"languages":["+905321234567"],"text":["+905321234567*x","+905321234567*x"],
        "hours":"+905321234567"}}],"hours":{"a":{"zone":"+905321234567","weekly":{"mon":[["+905321234567",""]]},
        "closed":["+905321234567"]}}}"#;
    let errors = Settings::parse(json, &names()).unwrap_err();
    assert_eq!(errors.errors().len(), 11);
    assert!(!errors.to_string().contains("532"), "{errors}");
}

#[test]
fn warnings() {
    let settings = settings(
        r#"{"version":1,"capacity":{"text":3,"weights":{"kinds":{"sms":3},"channels":{"wa":5}}},
        "people":{"u1":{"capacity":{"text":4}}},"rules":[
        {"id":"a","when":{"text":["iade*"],"client":"new"},"to":{"group":"sales"}},
        {"id":"b","when":{"text":["iadesi"],"client":"new","kinds":["sms"]},"to":{"group":"sales"}},
        {"id":"c","when":{"text":["iadesi"]},"to":{"group":"sales"}},
        {"id":"d","to":{"group":"sales"}},
        {"id":"e","when":{"client":"known"},"to":{"group":"support"}}]}"#,
    );
    let told: Vec<_> =
        settings.warnings().into_iter().map(|told| (told.code, told.pointer, told.message)).collect();
    let told: Vec<_> = told.iter().map(|(code, at, message)| (*code, &**at, &**message)).collect();
    assert_eq!(
        told,
        [
            (
                "weight_beyond_capacity",
                "/capacity/weights/channels/wa",
                "more than the 4 that anybody may have"
            ),
            ("rule_unreachable", "/rules/1", "`a` holds wherever this one would"),
            ("rule_unreachable", "/rules/4", "`d` holds wherever this one would"),
        ]
    );
}

#[test]
fn a_person_wins_over_groups_over_the_company() {
    let settings = settings(
        r#"{"version":1,"capacity":{"text":9,"calls":2,"weights":{"kinds":{"whatsapp":3},"channels":{"wa":4}}},
        "people":{"u1":{"capacity":{"text":5}}},
        "groups":{"sales":{"capacity":{"text":4},"ladder":{"backupUsersAfter":null},"sticky":"none"},"support":{"capacity":{"text":3,"calls":0}}},
        "ladder":{"relaxSkillAfter":60},"missed":{"answerWithin":60}}"#,
    );
    let [u1, u2] = ["u1", "u2"].map(|id| UserId::parse(id).unwrap());
    let [sales, support, other] = ["sales", "support", "other"].map(|id| GroupId::parse(id).unwrap());
    let slots = |person, groups: &[&GroupId]| {
        let Slots { text, calls } = settings.capacity_of(person, groups.iter().copied());
        (text, calls)
    };
    assert_eq!(slots(&u1, &[]), (5, 2));
    assert_eq!(slots(&u1, &[&sales, &support]), (5, 0));
    assert_eq!(slots(&u2, &[]), (9, 2));
    assert_eq!(slots(&u2, &[&sales, &other]), (4, 2));
    assert_eq!(slots(&u2, &[&sales, &support]), (3, 0));
    let weight = |id, kind| settings.weight_of(&ChannelId::parse(id).unwrap(), kind);
    assert_eq!((weight("wa", ChannelKind::Whatsapp), weight("wb", ChannelKind::Whatsapp)), (4, 3));
    assert_eq!((weight("tg", ChannelKind::Telegram), weight("wa", ChannelKind::Voip)), (1, 1));
    // A ladder of its own is one as a whole.
    assert_eq!(
        settings.ladder_of(&sales),
        LadderSettings { backup_users_after: None, ..LadderSettings::USUAL }
    );
    assert_eq!(settings.ladder_of(&support).relax_skill_after, Some(60));
    assert_eq!((settings.sticky_of(&sales), settings.sticky_of(&support)), (Sticky::None, Sticky::LastAgent));
    assert_eq!(settings.missed_of(&other).answer_within, Some(60));
}

/// Monday, 2026-10-19, 00:00 UTC.
const MONDAY: i64 = 1_792_368_000_000;
const HOUR: i64 = 3_600_000;

#[test]
fn shifts() {
    let settings = settings(
        r#"{"version":1,"defaultHours":"day","people":{"u1":{"hours":"night"}},
        "groups":{"support":{"hours":"late"}},
        "hours":{"day":{"weekly":{"mon":[["09:00","18:00"]]}},"late":{"weekly":{"mon":[["14:00","22:00"]]}},
        "night":{"zone":"Asia/Tokyo","weekly":{"tue":[["00:00","06:00"]]}}}}"#,
    );
    let (utc, tokyo) = (
        Offsets::fixed(0),
        [(crate::routing::hours::Zone::parse("Asia/Tokyo").unwrap(), Offsets::fixed(540))],
    );
    let [u1, u2] = ["u1", "u2"].map(|id| UserId::parse(id).unwrap());
    let [sales, support] = ["sales", "support"].map(|id| GroupId::parse(id).unwrap());
    let rows: [(&UserId, &[&GroupId], i64, bool, i64); 6] = [
        (&u2, &[], 0, false, 9),
        (&u2, &[&sales], 9, true, 18),
        (&u2, &[&support], 9, false, 14),
        // In one group until 18:00, in the other from 14:00 on.
        (&u2, &[&sales, &support], 9, true, 22),
        (&u1, &[&sales], 14, false, 15),
        (&u1, &[&sales], 15, true, 21),
    ];
    for (person, groups, hour, on, change) in rows {
        let clock = Clock { now_ms: MONDAY + hour * HOUR, company: &utc, zones: &tokyo };
        assert_eq!(settings.is_on_shift(person, groups.iter().copied(), &clock), on, "{person} {hour}");
        let next = settings.next_shift_change(person, groups.iter().copied(), &clock);
        assert_eq!(next, Some(MONDAY + change * HOUR), "{person} {hour}");
    }
    let clock = Clock { now_ms: MONDAY, company: &utc, zones: &tokyo };
    assert!(Settings::usual().is_on_shift(&u1, [&sales], &clock));
    assert_eq!(Settings::usual().next_shift_change(&u1, [&sales], &clock), None);
}

#[test]
fn the_first_rule_that_holds() {
    let settings = settings(
        r#"{"version":1,"hours":{"day":{"weekly":{"mon":[["09:00","18:00"]]}}},"rules":[
        {"id":"vip","when":{"labels":["gold","VIP"],"client":"known"},"to":{"user":"u1"},"priority":9},
        {"id":"refund","when":{"text":["para iade*","refund"],"kinds":["whatsapp","telegram"]},"to":{"group":"support"},"skills":["money"]},
        {"id":"german","when":{"languages":["de"],"hours":"day"},"to":{"group":"sales"}},
        {"id":"night","when":{"hours":{"not":"day"},"channels":["wa"]},"to":{"queue":"sales"}}]}"#,
    );
    let (wa, utc, labels) = (ChannelId::parse("wa").unwrap(), Offsets::fixed(0), ["VIP".to_owned()]);
    let austrian = Language::parse("de-AT").unwrap();
    let facts = Facts {
        channel: &wa,
        kind: ChannelKind::Whatsapp,
        client: Acquaintance::Known,
        labels: &[],
        language: Some(&austrian),
        text: "hallo",
    };
    let hit = |facts: &Facts<'_>, hour: i64| {
        let clock = Clock { now_ms: MONDAY + hour * HOUR, company: &utc, zones: &[] };
        let hit = settings.which(facts, &clock);
        let verdicts = settings.explain(facts, &clock);
        let first = verdicts.iter().position(|verdict| verdict.failed.is_empty());
        assert_eq!(hit.as_ref().map(|hit| hit.place), first);
        let why = hit
            .iter()
            .flat_map(|hit| &hit.why)
            .map(|why| (why.condition, why.alternative))
            .collect::<Vec<_>>();
        (hit.map(|hit| hit.rule.id.to_string()), why)
    };
    let id = |text: &str| Some(RuleId::parse(text).unwrap().to_string());
    let gold = Facts { labels: &labels, ..facts };
    assert_eq!(hit(&gold, 10), (id("vip"), vec![(Condition::Client, None), (Condition::Labels, Some(1))]));
    assert_eq!(hit(&Facts { client: Acquaintance::New, ..gold }, 10).0, id("german"));
    let refund = Facts { text: "PARA İADESİ", kind: ChannelKind::Telegram, ..facts };
    assert_eq!(
        hit(&refund, 10),
        (id("refund"), vec![(Condition::Kinds, Some(1)), (Condition::Text, Some(0))])
    );
    assert_eq!(
        hit(&facts, 10),
        (id("german"), vec![(Condition::Languages, Some(0)), (Condition::Hours, None)])
    );
    assert_eq!(
        hit(&facts, 20),
        (id("night"), vec![(Condition::Channels, Some(0)), (Condition::Hours, None)])
    );
    let tg = ChannelId::parse("tg").unwrap();
    assert_eq!(hit(&Facts { channel: &tg, ..facts }, 20), (None, vec![]));
    let clock = Clock { now_ms: MONDAY + 20 * HOUR, company: &utc, zones: &[] };
    let failed: Vec<_> = settings.explain(&facts, &clock).into_iter().map(|verdict| verdict.failed).collect();
    assert_eq!(failed, [vec![Condition::Labels], vec![Condition::Text], vec![Condition::Hours], vec![]]);
    assert_eq!(settings.rules[1].to, Goal::Group(GroupId::parse("support").unwrap()));
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let id = format!("urn:usher:routing:{SETTINGS_VERSION}");
    check_published("routing.schema.json", &schema::<Settings>(&id, "Usher routing", "Settings"));
}
