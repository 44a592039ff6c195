//! What becomes of somebody's chats when they leave: shown before it is done.

use usher_core::{Permission, UserId, UserStatus};

use crate::ask::PolicyChange;
use crate::company::edit::Edit;
use crate::company::handlers::chats::senders;
use crate::company::ledger::ChatRow;
use crate::company::record::chat_lens;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{ChatView, Named};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Object;
use crate::problem::Code;

/// The plan: where each chat would go, the calls that only they can complete, and what would keep it from being done.
/// Chats that the viewer may not see are counted only.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn plan(scene: &Scene<'_>, viewer: &Viewer, id: &UserId, to: UserStatus) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_MANAGE)?;
    let user = scene.ledger.user(id)?.filter(|user| user.status != UserStatus::Removed);
    let user = user.ok_or(Code::NotFound)?;
    let change = match to {
        UserStatus::Removed => PolicyChange::RemoveUser(id.clone()),
        _ => PolicyChange::PatchUser(id.clone(), serde_json::json!({ "status": to })),
    };
    let mut edit = Edit::begin(scene)?;
    edit.make(scene, &change)?;
    let refused = match edit.judge(viewer, scene.ledger.now_ms) {
        Ok(judged) => judged.refused().to_vec(),
        Err(refused) => refused,
    };
    let mut blocked: Vec<&'static str> = refused.iter().map(|one| one.code()).collect();
    // Looking changes nothing but that routing knows who is there.
    let (leaving, changes) = scene.route(|turn| turn.leaving(&user, to))?;
    if !leaving.pinned.is_empty() {
        blocked.push(Code::CallsOpen.as_str());
    }
    let (mut moves, mut pinned, mut unseen) = (Vec::new(), Vec::new(), 0_u32);
    for one in &leaving.moves {
        match shown(scene, viewer, &one.chat)? {
            Some(chat) => moves.push(object! {
                "chat": chat,
                "to": one.to.as_ref().map(|(id, name)| Named::new(id, name)),
                "because": one.because,
            }),
            None => unseen += 1,
        }
    }
    for chat in &leaving.pinned {
        match shown(scene, viewer, chat)? {
            Some(chat) => pinned.push(chat),
            None => unseen += 1,
        }
    }
    let plan = object! { "moves": moves, "pinned": pinned, "blocked": blocked, "unseen": unseen };
    let reply = Reply::ok(&plan).with_revision(scene.directory.settings.revision);
    Ok(Answer { reply, changes })
}

fn shown(scene: &Scene<'_>, viewer: &Viewer, chat: &ChatRow) -> Result<Option<Object>, Fault> {
    let target = usher_core::access::Target::Chat(&chat.facts());
    if !viewer.access.check(Permission::CHATS_VIEW, target).is_allowed() {
        return Ok(None);
    }
    let lens = chat_lens(scene, &viewer.access, chat, &senders(scene, chat)?);
    Ok(Some(Object::open(&ChatView::masked(chat, &lens))))
}
