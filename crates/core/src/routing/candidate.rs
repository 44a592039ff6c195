//! Somebody who might get a chat.

use crate::access::{Access, Target};
use crate::chat::ChatFacts;
use crate::id::UserId;
use crate::permission::Permission;
use crate::user::UserStatus;

use super::presence::Presence;
use super::rule::Rule;

/// A member of the group, as things stand at the moment of the decision.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The user.
    pub user: UserId,
    /// What this user may do.
    pub access: &'a Access,
    /// Whether this user works here at all.
    pub status: UserStatus,
    /// Whether this user is there now.
    pub presence: Presence,
    /// When this user was last online, in milliseconds since the epoch; none if never.
    pub last_seen_at_ms: Option<i64>,
    /// How many open chats are assigned to this user.
    pub open_chats: u32,
}

/// Whether the chat may be given to this user, by right alone and whatever their presence: they must be active,
/// and view and answer the chat *as it would be once they had it*.
///
/// `chat` names the group that it would then be in. Routing and assignment by hand ask the same question here,
/// so nobody gets by one way what the other refuses.
///
/// # Errors
/// The first rule that speaks against it.
pub fn may_take(user: &UserId, status: UserStatus, access: &Access, chat: &ChatFacts) -> Result<(), Rule> {
    if status != UserStatus::Active || access.status() != UserStatus::Active {
        return Err(Rule::UserInactive);
    }
    // Somebody else's access gives this user nothing.
    if access.user() != user {
        return Err(Rule::MayNotView);
    }
    let taken = ChatFacts { assignee: Some(user.clone()), ..chat.clone() };
    let allowed = |permission| access.check(permission, Target::Chat(&taken)).is_allowed();
    if !allowed(Permission::CHATS_VIEW) {
        return Err(Rule::MayNotView);
    }
    if !allowed(Permission::CHATS_REPLY) {
        return Err(Rule::MayNotReply);
    }
    Ok(())
}
