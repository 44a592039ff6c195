//! Questions in JSON.

use serde_json::{Value, json};

use super::hint::hint;
use super::scenario::{Answer, Scenario};

fn person(id: &str, groups: &[&str]) -> Value {
    let takes: Vec<Value> =
        groups.iter().map(|group| json!({"group": group, "channels": ["wa", "voip"]})).collect();
    let shifts: Vec<Value> = (0..5).map(|day| json!([day * 1440 + 540, day * 1440 + 1080])).collect();
    json!({"id": id, "takes": takes, "takesNew": true, "texts": 2, "calls": 1, "shifts": shifts})
}

/// A week of two teams of three.
fn question() -> Value {
    let people: Vec<Value> =
        (0..6).map(|place| person(&format!("u{place}"), &[["sales", "support"][place % 2]])).collect();
    let mut hourly = [0.0; 24];
    hourly[9..17].fill(25.5);
    let rules = json!({
        "capacity": "slots", "stickiness": "none", "grace": 120,
        "groups": [
            {"id": "sales", "algorithm": "random"},
            {"id": "support", "algorithm": "fewer_assigned"},
        ],
    });
    json!({
        "days": 7, "seed": 5,
        "channels": [
            {"id": "wa", "medium": "text", "share": 9},
            {"id": "voip", "medium": "call", "share": 1},
        ],
        "groups": [{"id": "sales", "share": 3}, {"id": "support", "share": 2}],
        "traffic": {"generated": {
            "hourly": hourly, "daily": [1, 1, 1, 1, 1, 0, 0],
            "texts": {"mean": 1200, "spread": 1.2}, "calls": {"mean": 300, "spread": 0.6},
            "patience": 90, "known": 0.7, "responsible": 0.25,
        }},
        "dropOuts": {"after": 10800, "for": 900},
        "handOff": 60, "target": 120, "missedAfter": 600, "withPooled": true,
        "runs": [{"people": people, "rules": rules}],
    })
}

fn answer(question: &Value) -> Answer {
    let mut scenario = Scenario::parse(&question.to_string()).expect("a question");
    let mut done = 0.0;
    loop {
        let overall = scenario.run(500);
        assert!(overall.done >= done, "{overall:?}");
        done = overall.done;
        if overall.is_finished {
            return scenario.answer();
        }
    }
}

/// Backup for both groups in the first run of a question.
fn helping(question: &Value) -> Value {
    let mut run = question["runs"][0].clone();
    for (place, other) in ["support", "sales"].into_iter().enumerate() {
        run["rules"]["groups"][place]["backup"] = json!({"group": other, "after": 60});
    }
    run
}

#[test]
fn a_change_is_measured_beside_today_and_beside_the_pooled_team() {
    let mut question = question();
    let changed = helping(&question);
    let mut more = question["runs"][0].clone();
    more["people"].as_array_mut().unwrap().push(person("u9", &["sales", "support"]));
    question["runs"].as_array_mut().unwrap().extend([changed, more]);
    let answer = answer(&question);
    let [today, helped, more] = answer.runs.as_slice() else { panic!("three runs") };
    let pooled = answer.pooled.as_ref().unwrap();
    let mean = |run: &super::Outcome| run.report.all.texts.mean_ms;
    assert!(mean(pooled) < mean(helped) && mean(helped) < mean(today), "{}", mean(today));
    assert!(helped.difference.is_clear && more.difference.is_clear, "{:?}", helped.difference);
    assert_eq!((today.difference.mean_ms, today.difference.is_clear), (0.0, false));
    for run in answer.runs.iter().chain(&answer.pooled) {
        let report = &run.report;
        assert_eq!((report.refused, report.to_absent, report.idle_wait_ms), (0, 0, 0.0));
        assert_eq!(run.people.len(), report.people.len());
        let chats = report.all.texts.chats + report.all.calls.chats;
        assert_eq!(chats, answer.chats);
        let groups: u32 = report.groups.iter().map(|group| group.texts.chats + group.calls.chats).sum();
        assert_eq!(groups, chats);
        assert!((0.0..=1.0).contains(&report.fairness.jain));
    }
    assert_eq!(more.people.len(), 7);
    assert_eq!(pooled.people, more.people, "the limit is that of the team asked about last");
    assert!(answer.chats > 500);
}

#[test]
fn recorded_chats_come_as_they_came() {
    let mut question = question();
    let chat = |at: f64, channel: &str| json!({"at": at, "channel": channel, "group": "sales", "work": 60, "known": true});
    // Before anybody is there, out of order, and one for somebody who is not in the team.
    let mut late = chat(32_401.5, "wa");
    late["responsible"] = json!("u77");
    let mut call = chat(32_000.0, "voip");
    call["patience"] = json!(30);
    question["traffic"] = json!({"recorded": [late, chat(32_390.0, "wa"), call]});
    question["dropOuts"] = Value::Null;
    let answer = answer(&question);
    let all = &answer.runs[0].report.all;
    assert_eq!((answer.chats, all.texts.chats, all.texts.p50_ms, all.texts.p95_ms), (3, 2, 0, 10_000));
    assert_eq!((all.calls.missed, all.calls.p50_ms), (1, 30_000));
}

/// One place of a good question made wrong.
#[track_caller]
fn check(pointer: &str, value: Value, code: &str, where_it_is: &str) {
    let mut question = question();
    *question.pointer_mut(pointer).expect("a place of the question") = value;
    let error = Scenario::parse(&question.to_string()).expect_err(pointer);
    assert_eq!((error.code(), error.pointer()), (code, where_it_is), "{error}");
    assert!(error.to_string().contains(where_it_is));
}

#[test]
fn a_wrong_question_is_refused_where_it_is_wrong() {
    let generated = |name: &str| format!("/traffic/generated/{name}");
    let range = |pointer: &str, value: Value| check(pointer, value, "whatif_out_of_range", pointer);
    range("/days", json!(0));
    range("/days", json!(93));
    range("/handOff", json!(-1));
    range("/target", json!(604_801));
    range("/missedAfter", json!(1e12));
    range("/dropOuts/after", json!(0));
    range("/dropOuts/for", json!(0.5));
    range("/channels/1/share", json!(1_000_001));
    range("/groups/0/share", json!(2_000_000));
    range("/runs", json!([]));
    range(&generated("hourly"), json!([1, 2]));
    range(&generated("daily"), json!(vec![1; 8]));
    check(&generated("hourly/3"), json!(-1), "whatif_out_of_range", &generated("hourly/3"));
    check(&generated("daily/6"), json!(11), "whatif_out_of_range", &generated("daily/6"));
    check(&generated("hourly"), json!(vec![20_000; 24]), "whatif_out_of_range", &generated("hourly"));
    range(&generated("texts/mean"), json!(0));
    range(&generated("calls/spread"), json!(3.1));
    range(&generated("patience"), json!(0));
    range(&generated("known"), json!(1.1));
    range(&generated("responsible"), json!(-0.1));
    range("/runs/0/rules/grace", json!(-1));
    range("/runs/0/people/2/texts", json!(101));
    range("/runs/0/people/2/shifts/0", json!([10_080, 10_090]));
    range("/runs/0/people/2/shifts/0", json!([600, 600]));
    range("/runs/0/people/2/shifts/0", json!([600, 2041]));
    let people = "/runs/0/people/1";
    check(&format!("{people}/shifts/1"), json!([600, 1100]), "whatif_overlap", &format!("{people}/shifts"));
    check(
        &format!("{people}/shifts/4"),
        json!([9500, 10_700]),
        "whatif_overlap",
        &format!("{people}/shifts"),
    );
    check(
        &format!("{people}/shifts"),
        json!(vec![[0, 1]; 22]),
        "whatif_too_large",
        &format!("{people}/shifts"),
    );
    check(&format!("{people}/id"), json!("u0"), "whatif_duplicate", &format!("{people}/id"));
    check("/channels/1/id", json!("wa"), "whatif_duplicate", "/channels/1/id");
    check("/groups/1/id", json!("sales"), "whatif_duplicate", "/groups/1/id");
    check("/runs/0/rules/groups/1/id", json!("sales"), "whatif_duplicate", "/runs/0/rules/groups/1/id");
    check(
        "/groups/0",
        json!({"id": "sales", "share": 1, "channels": ["no"]}),
        "whatif_unknown",
        "/groups/0/channels/0",
    );
    let unknown = |pointer: &str| check(pointer, json!("nowhere"), "whatif_unknown", pointer);
    unknown("/runs/0/rules/groups/1/id");
    unknown("/runs/0/people/1/takes/0/group");
    unknown("/runs/0/people/1/takes/0/channels/1");
    let chat = |channel: &str, group: &str, at: f64| json!({"recorded": [{"at": at, "channel": channel, "group": group, "work": 1, "known": true}]});
    check("/traffic", chat("no", "sales", 1.0), "whatif_unknown", "/traffic/recorded/0/channel");
    check("/traffic", chat("wa", "no", 1.0), "whatif_unknown", "/traffic/recorded/0/group");
    check("/traffic", chat("wa", "sales", 1e6), "whatif_out_of_range", "/traffic/recorded/0/at");
    let backup = json!({"id": "sales", "algorithm": "random", "backup": {"group": "no", "after": 1}});
    let place = "/runs/0/rules/groups/0";
    check(place, backup, "whatif_unknown", &format!("{place}/backup/group"));
    check("/runs", json!(vec![question()["runs"][0].clone(); 5]), "whatif_too_large", "/runs");
}

#[test]
fn what_is_no_question_is_refused() {
    for (pointer, value) in [
        ("/seed", json!("5")),
        ("/runs/0/rules/capacity", json!("some")),
        ("/runs/0/people/0/takesNew", json!(1)),
        ("/runs/0/people/0/shifts/0/1", json!("18:00")),
        ("/channels/0/medium", json!("fax")),
    ] {
        check(pointer, value, "whatif_malformed", pointer);
    }
    let none = json!({"generated": null});
    check("/traffic", none, "whatif_malformed", "/traffic");
    let mut both = question()["traffic"].clone();
    both["recorded"] = json!([]);
    check("/traffic", both, "whatif_malformed", "/traffic");
    let mut surplus = question();
    surplus["runs"][0]["hours"] = json!([]);
    let error = Scenario::parse(&surplus.to_string()).err().unwrap();
    assert_eq!((error.code(), error.pointer()), ("whatif_malformed", "/runs/0/hours"));
    let error = Scenario::parse(&" ".repeat(32 * 1024 * 1024 + 1)).err().unwrap();
    assert_eq!(error.code(), "whatif_too_large");
}

#[test]
fn hints_are_given_for_each_hour() {
    let question = json!({
        "hourly": [0, 100, 240.5], "handle": 300, "patience": 90, "slots": 3,
        "target": {"answered": {"part": 0.8, "within": 20}},
    });
    let hints = hint(&question.to_string()).unwrap();
    assert_eq!((hints[0].people, hints[0].quality), (Some(0), None));
    assert!(hints[1].people < hints[2].people);
    assert!(hints[2].quality.unwrap().left < 0.2);
    let rows = [
        ("/hourly/1", json!(-1), "/hourly/1"),
        ("/handle", json!(0), "/handle"),
        ("/patience", json!(0), "/patience"),
        ("/slots", json!(0), "/slots"),
        ("/target/answered/part", json!(1.5), "/target/answered/part"),
        ("/target", json!({"meanWait": 0}), "/target/meanWait"),
        ("/target", json!({"left": 2}), "/target/left"),
    ];
    for (pointer, value, place) in rows {
        let mut wrong = question.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        let error = hint(&wrong.to_string()).unwrap_err();
        assert_eq!((error.code(), error.pointer()), ("whatif_out_of_range", place));
    }
    for target in [json!({}), json!({"meanWait": 1, "left": 0.5})] {
        let mut wrong = question.clone();
        wrong["target"] = target;
        let error = hint(&wrong.to_string()).unwrap_err();
        assert_eq!((error.code(), error.pointer()), ("whatif_malformed", "/target"));
    }
}
