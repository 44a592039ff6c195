//! Working on a chat: answering, assigning, closing.

use serde_json::Value;
use usher_core::{ChatId, Permission};

use crate::ask::{AssignBody, ChatStatus, ReplyBody};
use crate::company::change::{Change, joined};
use crate::company::handlers::chats::senders;
use crate::company::ledger::{ChatRow, Deed, Draft, Waits};
use crate::company::record::chat_lens;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{ChatView, MessageView};
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::out::Said;
use crate::problem::{Code, Problem};
use crate::{object, random};

/// Longest answer, in characters: what WhatsApp and Telegram take.
const TEXT_MAX_CHARS: usize = 4_096;

/// Answers a client.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::ChatClosed`], [`Code::InvalidField`],
/// [`Code::AtCapacity`] where nobody has the chat, or [`Fault`].
pub fn reply(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId, body: &Value) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_REPLY, id)?;
    let ReplyBody { text } = typed(body)?;
    if text.trim().is_empty() || text.chars().count() > TEXT_MAX_CHARS {
        let detail = Said::new("`text` has 1 to {} characters", &[&TEXT_MAX_CHARS]);
        return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
    }
    if chat.status == ChatStatus::Closed {
        return Err(Code::ChatClosed.into());
    }
    let message = random::id()?;
    let ledger = &scene.ledger;
    let (told, routed) = scene.route(|turn| {
        ledger.put_message(&Draft {
            id: message.as_str(),
            chat: id,
            direction: "out",
            kind: "text",
            text: Some(&text),
            at_ms: ledger.now_ms,
            author: Some(&viewer.user.id),
            sender: None,
            attachment: None,
            status: "sent",
            vendor_key: None,
            waits: Waits::Nobody,
        })?;
        ledger.audit(&Deed {
            actor: Some(&viewer.user.id),
            action: "message.sent",
            subject: Said::new("chat:{}", &[id]),
            detail: object! { "message": message },
        })?;
        turn.answered(&chat, &viewer.user.id)?;
        Ok(Change::Chat { id: id.clone(), before: Some(chat.facts()), message: Some(message.clone().into()) })
    })?;
    let chat = ledger.chat(id)?.ok_or(Fault::Corrupt("a chat that is gone"))?;
    let row = ledger.message(message.as_str())?.ok_or(Fault::Corrupt("a message that is gone"))?;
    let senders = senders(scene, &chat)?;
    let lens = chat_lens(scene, &viewer.access, &chat, &senders);
    let reply = Reply::created(&MessageView::masked(&row, &senders, &lens));
    Ok(Answer { reply, changes: joined(vec![told], routed) })
}

/// Gives a chat to a user, or back to its group's queue.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::AssigneeNotEligible`], [`Code::AtCapacity`],
/// [`Code::CallIsPinned`], [`Code::ChatClosed`], or [`Fault`].
pub fn assign(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId, body: &Value) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_ASSIGN, id)?;
    let AssignBody { user } = typed(body)?;
    let user = user.as_ref();
    if chat.status == ChatStatus::Closed {
        return Err(Code::ChatClosed.into());
    }
    let by = &viewer.user.id;
    let ((), routed) = scene.route(|turn| match user {
        Some(user) => turn.assign(&chat, user, by),
        None => {
            scene.ledger.audit(&Deed {
                actor: Some(by),
                action: "chat.released",
                subject: Said::new("chat:{}", &[id]),
                detail: object! { "from": chat.assignee.as_ref().map(|(id, _)| id) },
            })?;
            turn.release(&chat, by)
        }
    })?;
    shown(scene, viewer, &chat, routed)
}

/// Closes a chat.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn close(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_CLOSE, id)?;
    let ledger = &scene.ledger;
    let mut routed = Vec::new();
    if chat.status == ChatStatus::Open {
        ((), routed) = scene.route(|turn| {
            ledger.set_chat_status(id, ChatStatus::Closed)?;
            ledger.end_assignment(id)?;
            ledger.audit(&Deed {
                actor: Some(&viewer.user.id),
                action: "chat.closed",
                subject: Said::new("chat:{}", &[id]),
                detail: object! {},
            })?;
            turn.closed(id)
        })?;
    }
    shown(scene, viewer, &chat, routed)
}

/// The chat as it is now. Whoever changed it may have lost sight of it; the answer still shows what was done, as
/// it was seen before.
pub(super) fn shown(
    scene: &Scene<'_>,
    viewer: &Viewer,
    before: &ChatRow,
    routed: Vec<Change>,
) -> Result<Answer, Fault> {
    let chat = scene.ledger.chat(&before.id)?.ok_or(Fault::Corrupt("a chat that is gone"))?;
    let senders = senders(scene, &chat)?;
    let lens = chat_lens(scene, &viewer.access, before, &senders);
    let told = vec![changed(before)];
    Ok(Answer { reply: Reply::ok(&ChatView::masked(&chat, &lens)), changes: joined(told, routed) })
}

fn changed(chat: &ChatRow) -> Change {
    Change::Chat { id: chat.id.clone(), before: Some(chat.facts()), message: None }
}
