//! Roles in emergencies: who takes one, who ends one, who has one.

use serde_json::Value;
use usher_core::access::Target;
use usher_core::mask::{Lens, Secrets};
use usher_core::{FieldKind, FieldVisibility, Permission, RoleId, UserId, Visibility};

use crate::ask::{EndBody, TakeBody};
use crate::company::change::{Change, joined};
use crate::company::emergency::{end, reason, role_name, take};
use crate::company::ledger::EmergencyRow;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::Named;
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::declared::OwnName;
use crate::out::{Object, Said};
use crate::problem::{Code, Problem};

const REASON_MIN_CHARS: usize = 10;
const REASON_MAX_CHARS: usize = 500;

/// How many roles a user may take within [`TAKEN_WITHIN_MS`].
const TAKEN_MAX: usize = 5;
/// An hour, in milliseconds.
const TAKEN_WITHIN_MS: i64 = 3_600_000;

/// Takes a role.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::InvalidField`], [`Code::NotFound`] for a role that can not be taken,
/// [`Code::EmergencyLasts`], [`Code::EmergencyTooOften`], or [`Fault`].
pub fn take_role(scene: &Scene<'_>, viewer: &Viewer, body: &Value) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::ACCESS_EMERGENCY)?;
    let TakeBody { role, minutes, reason } = typed(body)?;
    let reason = reason.trim();
    let long = (REASON_MIN_CHARS..=REASON_MAX_CHARS).contains(&reason.chars().count());
    if !long || reason.chars().any(char::is_control) {
        let detail = Said::new("`reason` has {} to {} characters", &[&REASON_MIN_CHARS, &REASON_MAX_CHARS]);
        return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
    }
    // A role that is not for emergencies is answered as if it did not exist.
    let marked = scene.directory.roles.iter().find(|one| one.id == role);
    let max = marked.and_then(|role| role.emergency_max_minutes).ok_or(Code::NotFound)?;
    if !(1..=max).contains(&minutes) {
        let detail = Said::new("`minutes` is from 1 to {}", &[&max]);
        return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
    }
    let (ledger, me) = (&scene.ledger, &viewer.user);
    if ledger.emergencies_of(&me.id)?.iter().any(|row| row.role == role) {
        return Err(Code::EmergencyLasts.into());
    }
    let taken = ledger.emergencies_since(&me.id, ledger.now_ms - TAKEN_WITHIN_MS)?;
    if let Some(first) = taken.first().filter(|_| taken.len() >= TAKEN_MAX) {
        let wait_s = (first + TAKEN_WITHIN_MS - ledger.now_ms).div_euclid(1_000) + 1;
        let wait_s = u32::try_from(wait_s).unwrap_or(1);
        return Err(Problem::new(Code::EmergencyTooOften).with_retry_after(wait_s).into());
    }
    let row = EmergencyRow {
        user: (me.id.clone(), me.name.clone()),
        role,
        starts_at_ms: ledger.now_ms,
        ends_at_ms: ledger.now_ms + i64::from(minutes) * 60_000,
        reason: noted(scene, reason)?,
    };
    let changes = ledger.transaction(|| {
        let changes = take(scene, &row)?;
        renewed(scene, &me.id, changes)
    })?;
    let told = object! { "role": row.role, "startsAt": row.starts_at_ms, "endsAt": row.ends_at_ms };
    Ok(Answer { reply: Reply::created(&told), changes })
}

/// A reason as it is noted: numbers, addresses and names of clients have no place in it. The names are looked for here,
/// since whoever reads it later may not know of the client at all.
fn noted(scene: &Scene<'_>, reason: &str) -> Result<String, Fault> {
    let mut secrets = Secrets::new();
    for name in scene.ledger.names_within(reason)? {
        secrets.add(FieldKind::Name, &name);
    }
    let lens = Lens::new(FieldVisibility::all(Visibility::Masked), secrets);
    Ok(lens.text(reason).unwrap_or_default())
}

/// Ends one's own.
///
/// # Errors
/// [`Code::NotFound`] where none lasts, or [`Fault`].
pub fn end_own(scene: &Scene<'_>, viewer: &Viewer, body: &Value) -> Result<Answer, Fault> {
    let EndBody { role } = typed(body)?;
    end_one(scene, viewer, &viewer.user.id, &role)
}

/// Ends somebody else's.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`] where none lasts, or [`Fault`].
pub fn end_anothers(
    scene: &Scene<'_>,
    viewer: &Viewer,
    user: &UserId,
    body: &Value,
) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_MANAGE)?;
    let EndBody { role } = typed(body)?;
    end_one(scene, viewer, user, &role)
}

fn end_one(scene: &Scene<'_>, viewer: &Viewer, user: &UserId, role: &RoleId) -> Result<Answer, Fault> {
    let lasting = scene.ledger.emergencies_of(user)?.into_iter().find(|row| row.role == *role);
    let row = lasting.ok_or(Code::NotFound)?;
    let changes = scene.ledger.transaction(|| {
        let changes = end(scene, &viewer.user.id, &row)?;
        renewed(scene, user, changes)
    })?;
    Ok(Answer { reply: Reply::empty(), changes })
}

/// Tells routing what somebody may take now; what comes of it is told too.
fn renewed(scene: &Scene<'_>, user: &UserId, changes: Vec<Change>) -> Result<Vec<Change>, Fault> {
    let scene = scene.afresh()?;
    let ((), routed) = scene.route(|turn| turn.renew(Some(core::slice::from_ref(user))))?;
    Ok(joined(changes, routed))
}

/// What the viewer could take, and has taken.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn mine(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    let may = viewer.access.check(Permission::ACCESS_EMERGENCY, Target::Anything).is_allowed();
    let marked = scene.directory.roles.iter().filter(|_| may).filter_map(|role| {
        let max = role.emergency_max_minutes?;
        Some(object! { "id": role.id, "name": OwnName::of_role(role), "maxMinutes": max })
    });
    let marked: Vec<Object> = marked.collect();
    Ok(Reply::ok(&object! { "roles": marked, "active": active(scene, &viewer.user.id)? }).into())
}

/// What somebody has taken and still holds.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn active(scene: &Scene<'_>, user: &UserId) -> Result<Vec<Object>, Fault> {
    Ok(scene.ledger.emergencies_of(user)?.iter().map(|row| told(scene, row)).collect())
}

/// Everything that lasts.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn all(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    let may =
        if viewer.may(Permission::AUDIT_VIEW) { Permission::AUDIT_VIEW } else { Permission::USERS_VIEW };
    scene.require(viewer, may)?;
    let rows = scene.ledger.emergencies()?;
    let user = |row: &EmergencyRow| Named::new(&row.user.0, &row.user.1);
    let rows: Vec<Object> = rows.iter().map(|row| told(scene, row).with("user", &user(row))).collect();
    Ok(Reply::ok(&object! { "emergency": rows }).into())
}

fn told(scene: &Scene<'_>, row: &EmergencyRow) -> Object {
    object! {
        "role": Named::new(&row.role, role_name(scene, &row.role)),
        "startsAt": row.starts_at_ms,
        "endsAt": row.ends_at_ms,
        "reason": reason(row),
    }
}
