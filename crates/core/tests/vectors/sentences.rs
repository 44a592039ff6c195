//! Runs sentence vectors: what the npm package says in JavaScript, said natively.

use serde_json::{Value, json};
use usher_core::access::{Decision, Explanation, Reason, Source};
use usher_core::read;
use usher_core::review::Remedy;
use usher_core::sentence::{Locale, Named, Speaker, meaning};
use usher_core::{ChatScope, GroupId, RoleId};

/// Answers one case: `sentence {locale, reason}`, `remedies {locale, remedies}`, `meaning {locale, permission}`.
///
/// The name of a role or group is its id in brackets, unless the id is `nameless`; a moment is itself, in brackets.
pub(crate) fn run(case: &Value) -> Value {
    let input = &case["input"];
    let locale = Locale::parse(input["locale"].as_str().unwrap()).unwrap();
    let name = |named: Named<'_>| {
        let (Named::Role(id) | Named::Group(id)) = named;
        (id != "nameless").then(|| format!("[{id}]"))
    };
    let speaker = Speaker { locale, name: &name, date: &|moment| format!("[{moment}]") };
    match case["op"].as_str().unwrap() {
        "sentence" => json!(speaker.sentence(&explanation(&input["reason"]))),
        "remedies" => remedies(&speaker, &input["remedies"]),
        "meaning" => json!(meaning(input["permission"].as_str().unwrap(), locale)),
        op => panic!("unknown op {op}"),
    }
}

fn remedies(speaker: &Speaker<'_>, list: &Value) -> Value {
    let list = list.as_array().unwrap();
    let text = |remedy: &Value, key: &str| remedy[key].as_str().unwrap().to_string();
    let ids: Vec<(String, String, String)> =
        list.iter().map(|one| (text(one, "kind"), text(one, "id"), text(one, "name"))).collect();
    let (roles, groups): (Vec<_>, Vec<_>) =
        ids.iter().map(|(_, id, _)| (RoleId::parse(id).unwrap(), GroupId::parse(id).unwrap())).unzip();
    let remedies: Vec<Remedy<'_>> = ids
        .iter()
        .zip(roles.iter().zip(&groups))
        .map(|((kind, _, name), (role, group))| match kind.as_str() {
            "role" => Remedy::Role { id: role, name },
            _ => Remedy::Group { id: group, name },
        })
        .collect();
    json!(speaker.remedies(&remedies))
}

fn explanation(reason: &Value) -> Explanation {
    let source = || read::parse::<Source>(&reason["source"].to_string()).unwrap();
    let moment = |key: &str| reason[key].as_i64().unwrap();
    let reason = match reason["code"].as_str().unwrap() {
        "granted" => Reason::Granted { source: source() },
        "record_needed" => Reason::RecordNeeded { source: source() },
        "user_inactive" => Reason::UserInactive,
        "access_expired" => Reason::AccessExpired,
        "permission_denied" => Reason::PermissionDenied,
        "permission_missing" => Reason::PermissionMissing,
        "channel_not_covered" => Reason::ChannelNotCovered,
        "grant_not_started" => Reason::GrantNotStarted { source: source(), starts_at: moment("startsAt") },
        "grant_ended" => Reason::GrantEnded { source: source(), ends_at: moment("endsAt") },
        "scope_too_narrow" => {
            let scopes: Vec<ChatScope> = read::from_value(&reason["scopes"]).unwrap();
            Reason::ScopeTooNarrow { scopes }
        }
        code => panic!("unknown code {code}"),
    };
    Explanation { decision: Decision::Deny, permission: "chats.view".into(), reason }
}
