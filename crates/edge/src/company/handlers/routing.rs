//! The settings of routing, and which rule a message would hit.

use serde_json::Value;
use usher_core::policy::PolicyErrors;
use usher_core::routing::hours::{Clock, Hours, Offsets};
use usher_core::routing::rules::{Condition, Facts, Goal, Hit, Holds, LABELS_MAX, Language, Verdict};
use usher_core::routing::settings::{Names, Settings};
use usher_core::{Acquaintance, MOMENT_MAX_MS, Permission};

use crate::ask::{RoutingBody, RoutingTest};
use crate::company::ledger::{Deed, RoutingRow};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::is_met;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::{Object, Said};
use crate::problem::{Code, Detail, Problem};
use crate::zones::{self, Zones};

/// Most errors and warnings that are told.
const TOLD_MAX: usize = 100;

/// The settings.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn routing(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::ROUTING_MANAGE)?;
    Ok(shown(&scene.ledger.routing()?).into())
}

/// Puts others in their place.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::RoutingChanged`], [`Code::RoutingInvalid`] with everything that is wrong, or
/// [`Fault`].
pub fn change(
    scene: &Scene<'_>,
    viewer: &Viewer,
    body: &Value,
    if_match: Option<&str>,
) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::ROUTING_MANAGE)?;
    let ledger = &scene.ledger;
    let before = ledger.routing()?;
    if if_match.is_some_and(|tags| !is_met(tags, before.revision)) {
        return Err(Code::RoutingChanged.into());
    }
    let after = judged(scene, &typed::<RoutingBody>(body)?.settings)?;
    if after == before.settings {
        return Ok(shown(&before).into());
    }
    let ((), changes) = scene.route(|turn| {
        ledger.put_routing(&after)?;
        turn.decided()?;
        // What rules look for in messages is for those to read who manage them, so only the parts are named.
        ledger.audit(&Deed {
            actor: Some(&viewer.user.id),
            action: "routing.changed",
            subject: Said::new("company:{}", &[&scene.directory.settings.company.code]),
            detail: object! { "parts": parts(&before.settings, &after), "rules": after.rules.len() },
        })
    })?;
    Ok(Answer { reply: shown(&ledger.routing()?), changes })
}

/// Which rule a message would hit, and what each rule says to it. Changes nothing.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::RoutingInvalid`], what the body has wrong, or [`Fault`].
pub fn test(scene: &Scene<'_>, viewer: &Viewer, body: &Value) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::ROUTING_MANAGE)?;
    let asked: RoutingTest = typed(body)?;
    let settings = match &asked.settings {
        Some(draft) => judged(scene, draft)?,
        None => scene.ledger.routing()?.settings,
    };
    let invalid = |detail: &'static str| Problem::new(Code::InvalidField).with_detail(detail);
    let channels = scene.ledger.channels()?;
    let channel = channels.iter().find(|channel| channel.id == asked.channel);
    let channel = channel.ok_or_else(|| invalid("`channel` is none of the company"))?;
    let language = match asked.language.as_deref().map(Language::parse) {
        Some(None) => return Err(invalid("`language` is no tag of a language").into()),
        language => language.flatten(),
    };
    if asked.labels.len() > LABELS_MAX {
        return Err(invalid("`labels` are too many").into());
    }
    let now_ms = asked.at.unwrap_or(scene.ledger.now_ms);
    if !(0..=MOMENT_MAX_MS).contains(&now_ms) {
        return Err(invalid("`at` is no moment").into());
    }
    let facts = Facts {
        channel: &channel.id,
        kind: channel.kind,
        client: if asked.known { Acquaintance::Known } else { Acquaintance::New },
        labels: &asked.labels,
        language: language.as_ref(),
        text: &asked.text,
    };
    let offsets = Offsets::fixed(scene.directory.settings.company.utc_offset_minutes);
    let zones = Zones::around(&settings, now_ms);
    let clock = Clock { now_ms, company: &offsets, zones: zones.offsets() };
    let verdicts: Vec<Object> = settings.explain(&facts, &clock).iter().map(verdict).collect();
    let hit = settings.which(&facts, &clock).as_ref().map(hit);
    Ok(Reply::ok(&object! { "hit": hit, "rules": verdicts }).into())
}

fn shown(row: &RoutingRow) -> Reply {
    let warnings = row.settings.warnings();
    let warnings = warnings.iter().take(TOLD_MAX).map(|warning| Detail {
        code: warning.code,
        pointer: Said::shown(&warning.pointer),
        message: Said::of_the_policy(warning),
    });
    let warnings: Vec<Detail> = warnings.collect();
    Reply::ok(&object! { "settings": row.settings, "warnings": warnings }).with_revision(row.revision)
}

/// Reads the settings of a body, and judges them by who and what there is.
fn judged(scene: &Scene<'_>, body: &Value) -> Result<Settings, Fault> {
    let ledger = &scene.ledger;
    let (users, groups, channels) = (ledger.users()?, ledger.groups()?, ledger.channels()?);
    let names = Names::new(
        users.iter().map(|user| user.id.as_str()),
        groups.iter().map(|group| group.id.as_str()),
        channels.iter().map(|channel| (channel.id.as_str(), channel.kind)),
    );
    let settings = Settings::parse(&body.to_string(), &names).map_err(|errors| problem(&errors))?;
    let unknown = |hours: &Hours| hours.zone.as_ref().is_some_and(|zone| !zones::is_known(zone));
    let unknown = settings.hours.iter().filter(|(_, hours)| unknown(hours)).take(TOLD_MAX);
    let details: Vec<Detail> = unknown.map(|(id, _)| unknown_zone(id.as_str())).collect();
    if details.is_empty() {
        Ok(settings)
    } else {
        Err(Problem::new(Code::RoutingInvalid).with_errors(details).into())
    }
}

fn unknown_zone(hours: &str) -> Detail {
    Detail {
        code: "zone_unknown",
        pointer: Said::new("/settings/hours/{}/zone", &[&Said::shown(hours)]),
        message: Said::new("there is no such time zone", &[]),
    }
}

fn problem(errors: &PolicyErrors) -> Problem {
    let details = errors.errors().iter().take(TOLD_MAX).map(|error| Detail {
        code: error.code,
        pointer: Said::new("/settings{}", &[&Said::shown(&error.pointer)]),
        message: Said::of_the_policy(error),
    });
    Problem::new(Code::RoutingInvalid).with_errors(details.collect())
}

/// Which parts differ.
fn parts(before: &Settings, after: &Settings) -> Vec<&'static str> {
    let differ = [
        ("capacity", before.capacity != after.capacity),
        ("defaultHours", before.default_hours != after.default_hours),
        ("people", before.people != after.people),
        ("groups", before.groups != after.groups),
        ("sticky", before.sticky != after.sticky),
        ("ladder", before.ladder != after.ladder),
        ("lost", before.lost != after.lost),
        ("missed", before.missed != after.missed),
        ("hours", before.hours != after.hours),
        ("rules", before.rules != after.rules),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

fn hit(hit: &Hit<'_>) -> Object {
    let rule = hit.rule;
    object! { "rule": rule.id, "place": hit.place, "to": goal(&rule.to), "why": hit.why.iter().map(held).collect::<Vec<_>>() }
}

fn verdict(verdict: &Verdict<'_>) -> Object {
    let failed: Vec<&'static str> = verdict.failed.iter().copied().map(Condition::as_str).collect();
    let held: Vec<Object> = verdict.held.iter().map(held).collect();
    object! { "rule": verdict.rule.id, "holds": failed.is_empty(), "held": held, "failed": failed }
}

fn held(holds: &Holds) -> Object {
    object! { "condition": holds.condition.as_str(), "alternative": holds.alternative }
}

fn goal(goal: &Goal) -> Object {
    match goal {
        Goal::Group(group) => object! { "group": group },
        Goal::User(user) => object! { "user": user },
        Goal::Queue(group) => object! { "queue": group },
    }
}
