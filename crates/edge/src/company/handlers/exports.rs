//! Beginning an export.

use crate::ask::{Format, What};
use crate::company::export::{Export, needed};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::out::FileName;
use crate::problem::{Code, Problem};
use usher_core::Permission;

/// How many exports a user begins within [`BEGUN_WITHIN_MS`].
const BEGUN_MAX: usize = 20;
/// An hour, in milliseconds.
const BEGUN_WITHIN_MS: i64 = 3_600_000;
/// An export from which nobody reads for this long was left, in milliseconds.
const LEFT_AFTER_MS: i64 = 60_000;

/// Begins an export; what it holds is read as it is sent.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::ExportLasts`], [`Code::ExportTooOften`], or [`Fault`].
pub fn begin(scene: &Scene<'_>, viewer: &Viewer, what: What, format: Format) -> Result<Answer, Fault> {
    check(scene, viewer, &what)?;
    let settings = &scene.directory.settings;
    let day = settings.day(scene.ledger.now_ms);
    let name = FileName::new(&settings.company.code, &what, format, day);
    let forgotten_ms = scene.ledger.now_ms - BEGUN_WITHIN_MS;
    let export = scene.ledger.transaction(|| Export::begin(scene, viewer, what, format, forgotten_ms))?;
    Ok(Reply::export(export, format, &name).into())
}

/// Whether an export would begin. Nothing is begun, counted or noted.
///
/// # Errors
/// As [`begin`].
pub fn look_ahead(scene: &Scene<'_>, viewer: &Viewer, what: &What) -> Result<Answer, Fault> {
    check(scene, viewer, what)?;
    Ok(Reply::would_export().into())
}

fn check(scene: &Scene<'_>, viewer: &Viewer, what: &What) -> Result<(), Fault> {
    for permission in needed(what) {
        scene.require(viewer, permission)?;
    }
    if let What::Messages(chat) = what {
        scene.chat_for(viewer, Permission::CHATS_EXPORT, chat)?;
    }
    let (ledger, user) = (&scene.ledger, &viewer.user.id);
    if ledger.exports_now(user, ledger.now_ms - LEFT_AFTER_MS)? {
        return Err(Code::ExportLasts.into());
    }
    let begun = ledger.exports_since(user, ledger.now_ms - BEGUN_WITHIN_MS)?;
    if let Some(first) = begun.first().filter(|_| begun.len() >= BEGUN_MAX) {
        let wait_s = (first + BEGUN_WITHIN_MS - ledger.now_ms).div_euclid(1_000) + 1;
        let wait_s = u32::try_from(wait_s).unwrap_or(1);
        return Err(Problem::new(Code::ExportTooOften).with_retry_after(wait_s).into());
    }
    Ok(())
}
