//! What concerns the session and the company around it.

use usher_core::access::{Decision, Target};
use usher_core::{Channel, Permission, SectionId};

use crate::ask::Page;
use crate::company::change::Change;
use crate::company::handlers::emergency::active;
use crate::company::handlers::team;
use crate::company::ledger::Deed;
use crate::company::record::entry_lens;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{AuditView, company_brief};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Said;
use crate::out::declared::{Cursor, OwnName};
use crate::problem::Code;

/// Ends the session.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn log_out(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    let ledger = &scene.ledger;
    let token_hash = viewer.session.token_hash.clone();
    let ((), mut changes) = scene.route(|turn| {
        ledger.end_session(&token_hash)?;
        if !ledger.has_session(&viewer.user.id)? {
            turn.left(&viewer.user.id)?;
        }
        ledger.audit(&Deed {
            actor: Some(&viewer.user.id),
            action: "session.ended",
            subject: Said::new("user:{}", &[&viewer.user.id]),
            detail: object! {},
        })
    })?;
    changes.push(Change::SessionEnded { token_hash });
    Ok(Answer { reply: Reply::empty(), changes })
}

/// Who is logged in, and which roles are held in an emergency.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn me(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    let company = &scene.directory.settings.company;
    let user = &viewer.user;
    let (name, login) = (OwnName::of_user(user), OwnName::of_login(user));
    let (presence, chosen) = team::own(scene, user)?;
    Ok(Reply::ok(&object! {
        "user": object! { "id": user.id, "name": name, "username": login },
        "company": company_brief(company),
        "emergency": active(scene, &user.id)?,
        "presence": presence,
        "chosenPresence": chosen,
    })
    .into())
}

/// The channels that the viewer has to do with.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn channels(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    let everything = [Permission::CHANNELS_MANAGE, Permission::USERS_VIEW]
        .into_iter()
        .any(|permission| viewer.access.check(permission, Target::Anything).is_allowed());
    let granted =
        |channel: &Channel| viewer.access.grants().iter().any(|grant| grant.channels.contains(&channel.id));
    let channels: Vec<Channel> =
        scene.ledger.channels()?.into_iter().filter(|channel| everything || granted(channel)).collect();
    Ok(Reply::ok(&object! { "channels": channels }).into())
}

/// A section of the host application.
///
/// # Errors
/// [`Code::PermissionMissing`] names what would open it; [`Code::NotFound`].
pub fn section(scene: &Scene<'_>, viewer: &Viewer, id: &SectionId) -> Result<Answer, Fault> {
    let section =
        scene.directory.settings.sections.iter().find(|section| section.id == *id).ok_or(Code::NotFound)?;
    let permission = scene.directory.catalogue.find(&section.permission).ok_or(Code::NotFound)?;
    scene.require(viewer, permission)?;
    Ok(Reply::ok(section).into())
}

/// The audit log, newest first.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::InvalidCursor`], or [`Fault`].
pub fn audit(scene: &Scene<'_>, viewer: &Viewer, page: &Page) -> Result<Answer, Fault> {
    if viewer.access.check(Permission::AUDIT_VIEW, Target::Anything) != Decision::Allow {
        return Err(scene.missing(Permission::AUDIT_VIEW));
    }
    viewer.uses(Permission::AUDIT_VIEW);
    let before_seq = match &page.cursor {
        Some(cursor) => cursor.parse::<u32>().map_err(|_| Code::InvalidCursor)?.into(),
        None => i64::from(u32::MAX),
    };
    let rows = scene.ledger.audit_before(before_seq, page.limit)?;
    let full = rows.len() == usize::try_from(page.limit).unwrap_or(usize::MAX);
    let next_cursor = rows.last().filter(|row| full && row.seq > 1).map(Cursor::behind_entry);
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let lens = entry_lens(scene, viewer, &row)?;
        entries.push(AuditView::masked(row, &lens));
    }
    Ok(Reply::ok(&object! { "entries": entries, "nextCursor": next_cursor }).into())
}
