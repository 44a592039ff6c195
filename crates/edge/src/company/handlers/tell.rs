//! Working on a chat: answering, assigning, closing.

use serde_json::Value;
use usher_core::routing::may_take;
use usher_core::{ChatFacts, ChatId, ChatKind, Permission, UserId};

use crate::ask::{AssignBody, ChatStatus, ReplyBody};
use crate::company::change::Change;
use crate::company::handlers::chats::senders;
use crate::company::ledger::{ChatRow, Deed, Draft, Waits};
use crate::company::record::chat_lens;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{ChatView, MessageView};
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::out::{Object, Said};
use crate::problem::{Code, Problem};
use crate::{object, random};

/// Longest answer, in characters: what WhatsApp and Telegram take.
const TEXT_MAX_CHARS: usize = 4_096;

/// Answers a client.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::ChatClosed`], [`Code::InvalidField`], or [`Fault`].
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
    let changes = ledger.transaction(|| {
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
        let mut changes = vec![Change::Chat {
            id: id.clone(),
            before: Some(chat.facts()),
            message: Some(message.clone().into()),
        }];
        changes.extend(take_on(scene, &viewer.user.id, &chat)?);
        Ok(changes)
    })?;
    let chat = ledger.chat(id)?.ok_or(Fault::Corrupt("a chat that is gone"))?;
    let row = ledger.message(message.as_str())?.ok_or(Fault::Corrupt("a message that is gone"))?;
    let senders = senders(scene, &chat)?;
    let lens = chat_lens(scene, &viewer.access, &chat, &senders);
    Ok(Answer { reply: Reply::created(&MessageView::masked(&row, &senders, &lens)), changes })
}

/// The first to answer takes the chat on: gets it where nobody had it, and becomes responsible for the client
/// where nobody was.
fn take_on(scene: &Scene<'_>, user: &UserId, chat: &ChatRow) -> Result<Vec<Change>, Fault> {
    let ledger = &scene.ledger;
    if chat.assignee.is_none() {
        let group = chat.group.as_ref().map(|(id, _)| id);
        let reason =
            object! { "outcome": "assigned", "user": user, "group": group, "because": "first_answer" };
        ledger.assign(&chat.id, group, Some(user), Some(user), &reason, None)?;
        ledger.audit(&Deed {
            actor: Some(user),
            action: "chat.assigned",
            subject: Said::new("chat:{}", &[&chat.id]),
            detail: object! { "user": user, "group": group, "because": "first_answer" },
        })?;
    }
    if chat.kind == ChatKind::Group || chat.contact.responsible.is_some() {
        return Ok(Vec::new());
    }
    let others = ledger.chats_of_contact(chat.contact.id.as_str())?;
    ledger.put_responsible(&chat.contact.id, user)?;
    ledger.audit(&Deed {
        actor: Some(user),
        action: "contact.responsible_set",
        subject: Said::new("contact:{}", &[&chat.contact.id]),
        detail: object! { "user": user, "because": "first_answer" },
    })?;
    // The client's other chats open to the new responsible.
    let others = others.into_iter().filter(|other| other.id != chat.id);
    Ok(others.map(|other| changed(&other)).collect())
}

/// Gives a chat to a user, or back to its group's queue.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::AssigneeNotEligible`], [`Code::ChatClosed`], or [`Fault`].
pub fn assign(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId, body: &Value) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_ASSIGN, id)?;
    let AssignBody { user } = typed(body)?;
    let user = user.as_ref();
    if chat.status == ChatStatus::Closed {
        return Err(Code::ChatClosed.into());
    }
    let facts = chat.facts();
    if let Some(user) = user {
        eligible(scene, user, &facts)?;
    }
    let (action, because) = match user {
        Some(_) => ("chat.assigned", "by_hand"),
        None => ("chat.released", "released"),
    };
    let outcome = if user.is_some() { "assigned" } else { "queued" };
    let reason = object! { "outcome": outcome, "user": user, "group": facts.group, "because": because };
    let ledger = &scene.ledger;
    ledger.transaction(|| {
        ledger.assign(id, facts.group.as_ref(), user, Some(&viewer.user.id), &reason, None)?;
        ledger.audit(&Deed {
            actor: Some(&viewer.user.id),
            action,
            subject: Said::new("chat:{}", &[id]),
            detail: object! { "user": user, "from": facts.assignee, "because": because },
        })
    })?;
    shown(scene, viewer, &chat)
}

fn eligible(scene: &Scene<'_>, id: &UserId, chat: &ChatFacts) -> Result<(), Fault> {
    let refuse = |reason: Object| Problem::new(Code::AssigneeNotEligible).with_reason(reason).into();
    let Some(user) = scene.ledger.user(id)? else {
        return Err(refuse(object! { "user": Said::shown(id.as_str()), "rule": "unknown_user" }));
    };
    let access = scene.directory.access(&user);
    may_take(id, user.status, &access, chat).map_err(|rule| refuse(object! { "user": id, "rule": rule }))
}

/// Closes a chat.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn close(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_CLOSE, id)?;
    let ledger = &scene.ledger;
    if chat.status == ChatStatus::Open {
        ledger.transaction(|| {
            ledger.set_chat_status(id, ChatStatus::Closed)?;
            ledger.end_assignment(id)?;
            ledger.audit(&Deed {
                actor: Some(&viewer.user.id),
                action: "chat.closed",
                subject: Said::new("chat:{}", &[id]),
                detail: object! {},
            })
        })?;
    }
    shown(scene, viewer, &chat)
}

/// The chat as it is now. Whoever changed it may have lost sight of it; the answer still shows what was done, as
/// it was seen before.
fn shown(scene: &Scene<'_>, viewer: &Viewer, before: &ChatRow) -> Result<Answer, Fault> {
    let chat = scene.ledger.chat(&before.id)?.ok_or(Fault::Corrupt("a chat that is gone"))?;
    let senders = senders(scene, &chat)?;
    let lens = chat_lens(scene, &viewer.access, before, &senders);
    Ok(Answer { reply: Reply::ok(&ChatView::masked(&chat, &lens)), changes: vec![changed(before)] })
}

fn changed(chat: &ChatRow) -> Change {
    Change::Chat { id: chat.id.clone(), before: Some(chat.facts()), message: None }
}
