//! How the company masks.

use std::collections::BTreeSet;

use serde_json::Value;
use usher_core::delegation::may_mask;
use usher_core::mask::Masking;
use usher_core::policy::FIELDS_MAX;
use usher_core::{Permission, UserId};

use crate::ask::MaskingPatch;
use crate::company::change::Change;
use crate::company::ledger::Deed;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::is_met;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Said;
use crate::problem::{Code, Problem};

/// How it does now.
///
/// # Errors
/// [`Code::PermissionMissing`].
pub fn masking(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::SETTINGS_VIEW)?;
    Ok(shown(scene).into())
}

/// Changes it.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::PolicyChanged`], [`Code::GrantExceedsEditor`] where more would be shown than
/// the viewer sees, what the body has wrong, or [`Fault`].
pub fn change(
    scene: &Scene<'_>,
    viewer: &Viewer,
    body: &Value,
    if_match: Option<&str>,
) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::SETTINGS_EDIT)?;
    let settings = &scene.directory.settings;
    if if_match.is_some_and(|tags| !is_met(tags, settings.revision)) {
        return Err(Code::PolicyChanged.into());
    }
    let before = &settings.masking;
    let after = patched(before, typed(body)?)?;
    if let Err(loosened) = may_mask(&viewer.access, before, &after) {
        let reason = object! { "field": loosened.kind };
        let detail = "nobody shows more of a kind than they see of every client";
        return Err(Problem::new(Code::GrantExceedsEditor).with_detail(detail).with_reason(reason).into());
    }
    if after == *before {
        return Ok(shown(scene).into());
    }
    let ledger = &scene.ledger;
    ledger.transaction(|| {
        ledger.put_masking(&after)?;
        ledger.count_policy_change()?;
        ledger.audit(&Deed {
            actor: Some(&viewer.user.id),
            action: "masking.changed",
            subject: Said::new("company:{}", &[&settings.company.code]),
            detail: object! { "before": before, "after": after },
        })
    })?;
    // It is part of every access.
    let watching: BTreeSet<UserId> = scene.presence.online();
    let changes = vec![Change::Access(watching.into_iter().collect())];
    Ok(Answer { reply: shown(&scene.afresh()?), changes })
}

fn shown(scene: &Scene<'_>) -> Reply {
    let settings = &scene.directory.settings;
    Reply::ok(&settings.masking).with_revision(settings.revision)
}

fn patched(before: &Masking, patch: MaskingPatch) -> Result<Masking, Problem> {
    let MaskingPatch { policy, region, styles } = patch;
    let invalid = |detail: Said| Problem::new(Code::InvalidField).with_detail(detail);
    if region.flatten().is_some_and(|region| region.calling_code().is_none()) {
        return Err(invalid("`region` is the two letters of no country with phone numbers".into()));
    }
    let mut all = before.styles.clone();
    for (kind, style) in styles.iter().flat_map(|styles| styles.iter()) {
        all = all.with(kind.clone(), style);
    }
    if all.iter().count() > FIELDS_MAX {
        return Err(invalid(Said::new("`styles` has {} kinds at most", &[&FIELDS_MAX])));
    }
    let after = Masking {
        policy: policy.unwrap_or(before.policy),
        region: region.unwrap_or(before.region),
        styles: all,
    };
    Ok(after.canonical())
}
