//! Who had a chat, and whom each decision looked at.

use usher_core::{ChatId, Permission};

use crate::company::ledger::AssignmentRow;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{Decided, LookedAt, Named};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Object;

/// Every stretch of a chat, newest first. How colleagues ranked is for those who may see users.
///
/// # Errors
/// [`Code::PermissionMissing`](crate::problem::Code::PermissionMissing),
/// [`Code::NotFound`](crate::problem::Code::NotFound), or [`Fault`].
pub fn assignments(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId) -> Result<Answer, Fault> {
    scene.chat_for(viewer, Permission::CHATS_VIEW, id)?;
    let rows = scene.ledger.assignments(id)?;
    let full = viewer.sees_users();
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        let looked_at = LookedAt::of(row).filter(|_| full).unwrap_or_default();
        items.push(item(scene, row, &looked_at)?);
    }
    Ok(Reply::ok(&object! { "items": items }).into())
}

fn item(scene: &Scene<'_>, row: &AssignmentRow, looked_at: &LookedAt) -> Result<Object, Fault> {
    let decided = Decided::of(row);
    let named = looked_at.named(&scene.ledger.names_of(&looked_at.users())?);
    Ok(object! {
        "user": row.user.as_ref().map(|(id, name)| Named::new(id, name)),
        "group": row.group.as_ref().map(|(id, name)| Named::new(id, name)),
        "from": row.from_ms,
        "until": row.until_ms,
        "by": row.by.as_ref().map(|(id, name)| Named::new(id, name)),
        "because": decided.because,
        "outcome": decided.outcome,
        "algorithm": decided.algorithm,
        "rule": decided.rule,
        "seed": decided.seed,
        "tied": decided.tied,
        "eligible": named.eligible,
        "ranking": named.ranking,
        "leftOut": named.left_out,
        "leftOutCounts": named.left_out_counts,
    })
}
