//! Roles in emergencies: taken for a time and with a reason, ended by hand or by themselves, never in silence.

use usher_core::mask::Masked;
use usher_core::{RoleId, User, UserId};

use super::change::Change;
use super::ledger::{Deed, EmergencyRow};
use super::serve::Scene;
use crate::fault::Fault;
use crate::object;
use crate::out::{Said, Words, everyones};

/// Writes that a role was taken.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn take(scene: &Scene<'_>, row: &EmergencyRow) -> Result<Vec<Change>, Fault> {
    let ledger = &scene.ledger;
    let mut changes = expire(scene)?;
    ledger.put_emergency(row)?;
    ledger.count_policy_change()?;
    ledger.audit(&Deed {
        actor: Some(&row.user.0),
        action: "emergency.taken",
        subject: Said::new("user:{}", &[&row.user.0]),
        detail: object! { "role": row.role, "until": row.ends_at_ms, "reason": reason(row) },
    })?;
    changes.push(Change::Access(vec![row.user.0.clone()]));
    changes.push(news(scene, row, Some((row.ends_at_ms, row.reason.clone()))));
    Ok(changes)
}

/// Ends one that lasts.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn end(scene: &Scene<'_>, actor: &UserId, row: &EmergencyRow) -> Result<Vec<Change>, Fault> {
    let ledger = &scene.ledger;
    ledger.end_emergency(&row.user.0, &row.role)?;
    ledger.count_policy_change()?;
    ledger.audit(&Deed {
        actor: Some(actor),
        action: "emergency.ended",
        subject: Said::new("user:{}", &[&row.user.0]),
        detail: object! { "role": row.role, "until": row.ends_at_ms, "reason": reason(row) },
    })?;
    Ok(vec![Change::Access(vec![row.user.0.clone()]), news(scene, row, None)])
}

/// Ends all that a user has.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn end_all(scene: &Scene<'_>, actor: &UserId, user: &User) -> Result<Vec<Change>, Fault> {
    let mut changes = Vec::new();
    for row in scene.ledger.emergencies_of(&user.id)? {
        changes.extend(end(scene, actor, &row)?);
    }
    Ok(changes)
}

/// Notes those whose time is over, each once. Call it in a transaction.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn expire(scene: &Scene<'_>) -> Result<Vec<Change>, Fault> {
    let ledger = &scene.ledger;
    let over = ledger.expire_emergencies()?;
    if over.is_empty() {
        return Ok(Vec::new());
    }
    ledger.count_policy_change()?;
    let mut changes = Vec::new();
    for row in over {
        ledger.audit(&Deed {
            actor: None,
            action: "emergency.expired",
            subject: Said::new("user:{}", &[&row.user.0]),
            detail: object! { "role": row.role, "until": row.ends_at_ms, "reason": reason(&row) },
        })?;
        changes.push(Change::Access(vec![row.user.0.clone()]));
        changes.push(news(scene, &row, None));
    }
    Ok(changes)
}

/// Why a role was taken, for whoever may know of it: a client has no place in a reason.
pub fn reason(row: &EmergencyRow) -> Masked<Words> {
    Masked::new(Words::of(&row.reason), &everyones())
}

/// A role's name, as far as it is there.
pub fn role_name(scene: &Scene<'_>, id: &RoleId) -> String {
    let role = scene.directory.roles.iter().find(|role| role.id == *id);
    role.map_or_else(|| id.to_string(), |role| role.name.clone())
}

fn news(scene: &Scene<'_>, row: &EmergencyRow, lasts: Option<(i64, String)>) -> Change {
    let role = (row.role.clone(), role_name(scene, &row.role));
    Change::Emergency { user: row.user.clone(), role, lasts }
}
