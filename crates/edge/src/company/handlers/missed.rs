//! Clients who were not answered in time.

use usher_core::Permission;

use crate::ask::MissedQuery;
use crate::company::handlers::chats::senders;
use crate::company::ledger::{FACTS, MISSED_FIRST, MissedWithin};
use crate::company::record::chat_lens;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::ChatView;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Object;

/// Most that are listed; the count has all.
const LISTED_MAX: u32 = 100;
/// What is looked at where nobody says otherwise, in milliseconds: a week.
const USUAL_MS: i64 = 7 * 86_400_000;

/// Those of the chats that the viewer may see, latest first.
///
/// # Errors
/// [`Code::PermissionMissing`](crate::problem::Code::PermissionMissing), or [`Fault`].
pub fn missed(scene: &Scene<'_>, viewer: &Viewer, query: &MissedQuery) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::CHATS_VIEW)?;
    let until_ms = query.until.unwrap_or(scene.ledger.now_ms + 1);
    let from_ms = query.from.unwrap_or(until_ms - USUAL_MS);
    let within = MissedWithin { from_ms, until_ms, group: query.group.as_ref() };
    let condition = viewer.access.condition(Permission::CHATS_VIEW, &FACTS, MISSED_FIRST);
    let (count, rows) = scene.ledger.missed(within, LISTED_MAX, condition)?;
    let ids: Vec<_> = rows.iter().map(|row| &row.chat).collect();
    let chats = scene.ledger.chats_of(&ids)?;
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        let Some(chat) = chats.get(&row.chat) else { continue };
        let lens = chat_lens(scene, &viewer.access, chat, &senders(scene, chat)?);
        let missed = object! {
            "at": row.at_ms,
            "waited": row.waited_ms,
            "kind": row.kind,
            "group": row.group,
            "user": row.user,
            "escalatedTo": row.escalated_to,
        };
        items.push(Object::open(&ChatView::masked(chat, &lens)).with("missed", &missed));
    }
    Ok(Reply::ok(&object! { "count": count, "items": items }).into())
}
