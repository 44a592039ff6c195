//! What waits, in the order in which it will be served.

use usher_core::{Access, Permission};

use crate::ask::QueueQuery;
use crate::company::handlers::chats::senders;
use crate::company::ledger::{FACTS, WAITING_FIRST, Waiting, WaitingGroup, WaitingPlace};
use crate::company::record::chat_lens;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::ChatView;
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Object;
use crate::out::declared::{Cursor, OwnName};
use crate::problem::Code;

/// The chats that wait, of those that the viewer may see.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::InvalidCursor`], or [`Fault`].
pub fn queue(scene: &Scene<'_>, viewer: &Viewer, query: &QueueQuery) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::CHATS_VIEW)?;
    let after = query.page.cursor.as_deref().map(read_cursor).transpose()?;
    let condition = || viewer.access.condition(Permission::CHATS_VIEW, &FACTS, WAITING_FIRST);
    let group = query.group.as_ref();
    let mut rows = scene.ledger.waiting(group, after, query.page.limit + 1, condition())?;
    let wanted = usize::try_from(query.page.limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let cursor = rows.last().filter(|_| more).map(|row| Cursor::behind_waiting(row.place));
    let mut items = Vec::with_capacity(rows.len());
    for row in &rows {
        items.push(item(scene, &viewer.access, row)?);
    }
    let groups = groups(&scene.ledger.waiting_groups(group, condition())?);
    Ok(Reply::ok(&object! { "groups": groups, "items": items, "cursor": cursor }).into())
}

/// How much waits in each group, as somebody may see it.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn groups_for(scene: &Scene<'_>, access: &Access) -> Result<Vec<Object>, Fault> {
    let condition = access.condition(Permission::CHATS_VIEW, &FACTS, WAITING_FIRST);
    Ok(groups(&scene.ledger.waiting_groups(None, condition)?))
}

fn groups(found: &[WaitingGroup]) -> Vec<Object> {
    let group = |one: &WaitingGroup| {
        object! {
            "id": one.group.as_ref().map(|(id, _)| id),
            "name": OwnName::of_stored_group(one),
            "waiting": one.waiting,
            "oldestAt": one.oldest_ms,
            "missed": one.missed,
        }
    };
    found.iter().map(group).collect()
}

fn item(scene: &Scene<'_>, access: &Access, row: &Waiting) -> Result<Object, Fault> {
    let senders = senders(scene, &row.chat)?;
    let chat = ChatView::masked(&row.chat, &chat_lens(scene, access, &row.chat, &senders));
    Ok(Object::open(&chat).with(
        "waiting",
        &object! {
            "since": row.place.arrived_ms,
            "priority": row.place.priority,
            "reached": row.reached,
            "missed": row.missed,
            "because": row.because,
        },
    ))
}

fn read_cursor(cursor: &str) -> Result<WaitingPlace, Code> {
    let numbers = cursor.split('_').map(str::parse::<i64>);
    let numbers: Result<Vec<i64>, _> = numbers.collect();
    match numbers.as_deref() {
        Ok(&[priority, arrived_ms, place, no]) => {
            let all = [priority, arrived_ms, place, no];
            let can_be = all.iter().all(|number| (0..=1 << 53).contains(number));
            if can_be {
                Ok(WaitingPlace { priority, arrived_ms, place, no })
            } else {
                Err(Code::InvalidCursor)
            }
        }
        _ => Err(Code::InvalidCursor),
    }
}
