//! Reading chats and contacts.

use usher_core::{ChatId, ChatKind, ContactId, Permission};

use crate::ask::{ChatQuery, Page, Whose};
use crate::company::ledger::{CONDITION_FIRST, ChatFilter, ChatRow, ContactRow, FACTS};
use crate::company::record::{card_lens, chat_lens, contact_lens};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{AssignmentView, ChatView, ContactView, MessageView};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::declared::Cursor;
use crate::problem::Code;

/// The chats that the viewer may see, latest first. What may not be seen is left out in SQL.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::InvalidCursor`], or [`Fault`].
pub fn list(scene: &Scene<'_>, viewer: &Viewer, query: &ChatQuery) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::CHATS_VIEW)?;
    let after = query.page.cursor.as_deref().map(read_cursor).transpose()?;
    let condition = viewer.access.condition(Permission::CHATS_VIEW, &FACTS, CONDITION_FIRST);
    let filter = ChatFilter {
        status: query.status,
        whose: query.whose.map(|whose: Whose| (whose, &viewer.user.id)),
        after,
        limit: query.page.limit + 1,
    };
    let mut rows = scene.ledger.list_chats(&filter, condition)?;
    let wanted = usize::try_from(query.page.limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next_cursor = rows.last().filter(|_| more).map(Cursor::behind_chat);
    let mut chats = Vec::with_capacity(rows.len());
    for row in &rows {
        // What a group's last message says may be the number or handle of any of its members.
        let senders = senders(scene, row)?;
        chats.push(ChatView::masked(row, &chat_lens(scene, &viewer.access, row, &senders)));
    }
    Ok(Reply::ok(&object! { "chats": chats, "nextCursor": next_cursor }).into())
}

fn read_cursor(cursor: &str) -> Result<(i64, ChatId), Code> {
    let (at_ms, id) = cursor.split_once('_').ok_or(Code::InvalidCursor)?;
    let at_ms = at_ms.parse::<u64>().ok().and_then(|at_ms| i64::try_from(at_ms).ok());
    let at_ms = at_ms.filter(|at_ms| *at_ms < 1 << 53).ok_or(Code::InvalidCursor)?;
    Ok((at_ms, ChatId::parse(id).map_err(|_| Code::InvalidCursor)?))
}

/// A chat with its contact and who had it.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn detail(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_VIEW, id)?;
    let history = scene.ledger.assignments(id)?;
    let senders = senders(scene, &chat)?;
    let lens = chat_lens(scene, &viewer.access, &chat, &senders);
    let history: Vec<_> =
        history.iter().map(|row| AssignmentView::masked(row, &viewer.access, &lens)).collect();
    let detail = ChatView::detailed(&chat, &lens, &card_lens(scene, &viewer.access, &chat))
        .with("assignment", &history);
    Ok(Reply::ok(&detail).into())
}

/// The messages of a chat, newest first.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::InvalidCursor`], or [`Fault`].
pub fn messages(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId, page: &Page) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_VIEW, id)?;
    let rows = scene.ledger.messages(id, page.cursor.as_deref(), page.limit + 1)?;
    let mut rows = rows.ok_or(Code::InvalidCursor)?;
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next_cursor = rows.last().filter(|_| more).map(Cursor::behind_message);
    let senders = senders(scene, &chat)?;
    let lens = chat_lens(scene, &viewer.access, &chat, &senders);
    let messages: Vec<_> = rows.iter().map(|row| MessageView::masked(row, &senders, &lens)).collect();
    Ok(Reply::ok(&object! { "messages": messages, "nextCursor": next_cursor }).into())
}

/// The card of a contact.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn contact(scene: &Scene<'_>, viewer: &Viewer, id: &ContactId) -> Result<Answer, Fault> {
    let (contact, facts) = scene.contact_for(viewer, id)?;
    let lens = contact_lens(scene, &viewer.access, &contact, &facts);
    Ok(Reply::ok(&ContactView::masked(&contact, &lens)).into())
}

/// The clients who wrote in a chat, where they are several.
///
/// # Errors
/// [`Fault`] where the store fails.
pub fn senders(scene: &Scene<'_>, chat: &ChatRow) -> Result<Vec<ContactRow>, Fault> {
    match chat.kind {
        ChatKind::Personal => Ok(Vec::new()),
        ChatKind::Group => scene.ledger.senders(chat.id.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_checked() {
        assert!(read_cursor("1760000000000_abc").is_ok());
        for bad in ["", "1", "_a", "a_b", "-1_a", "1_", "9007199254740992_a", "1_a b"] {
            assert_eq!(read_cursor(bad), Err(Code::InvalidCursor), "{bad}");
        }
    }
}
