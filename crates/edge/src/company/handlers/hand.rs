//! Giving a chat on, and taking one.

use serde_json::Value;
use usher_core::{ChatId, Permission};

use super::tell::shown;
use crate::ask::{ChatStatus, TransferBody};
use crate::company::ledger::Deed;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::json::typed;
use crate::object;
use crate::out::Said;
use crate::problem::{Code, Problem};

/// Hands a chat over to another user or group.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::AssigneeNotEligible`], [`Code::AtCapacity`],
/// [`Code::CallIsPinned`], [`Code::ChatClosed`], [`Code::InvalidField`], or [`Fault`].
pub fn transfer(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId, body: &Value) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_TRANSFER, id)?;
    let TransferBody { group, user } = typed(body)?;
    if chat.status == ChatStatus::Closed {
        return Err(Code::ChatClosed.into());
    }
    let by = &viewer.user.id;
    let ((), routed) = scene.route(|turn| {
        scene.ledger.audit(&Deed {
            actor: Some(by),
            action: "chat.transferred",
            subject: Said::new("chat:{}", &[id]),
            detail: object! {
                "user": user.as_ref().map(|user| Said::shown(user.as_str())),
                "group": group.as_ref().map(|group| Said::shown(group.as_str())),
                "from": chat.assignee.as_ref().map(|(id, _)| id),
            },
        })?;
        match (&group, &user) {
            (Some(group), None) => turn.transfer(&chat, group, by),
            (None, Some(user)) => turn.assign(&chat, user, by),
            _ => Err(Problem::new(Code::InvalidField).with_detail("one of `group` and `user`").into()),
        }
    })?;
    shown(scene, viewer, &chat, routed)
}

/// Takes a chat that nobody has.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::AlreadyAssigned`], [`Code::AtCapacity`],
/// [`Code::AssigneeNotEligible`], [`Code::ChatClosed`], or [`Fault`].
pub fn take(scene: &Scene<'_>, viewer: &Viewer, id: &ChatId) -> Result<Answer, Fault> {
    let chat = scene.chat_for(viewer, Permission::CHATS_REPLY, id)?;
    if chat.status == ChatStatus::Closed {
        return Err(Code::ChatClosed.into());
    }
    let ((), routed) = scene.route(|turn| turn.take(&chat, &viewer.user.id))?;
    shown(scene, viewer, &chat, routed)
}
