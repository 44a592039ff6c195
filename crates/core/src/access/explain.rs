//! The fourth form of a decision: with its reason.

use super::grant::{Cover, Grant};
use super::{Access, Decision, Explanation, Reason, Target};
use crate::id::UserId;
use crate::permission::Permission;
use crate::role::ChatScope;
use crate::sorted::SortedSet;
use crate::user::UserStatus;

impl Access {
    /// Decides one question and says why: which grant allowed it, or what is missing.
    pub fn explain(&self, permission: Permission, target: Target<'_>) -> Explanation {
        let (decision, reason) = self.reasoned(permission, target);
        Explanation { decision, permission: self.catalogue.name(permission).into(), reason }
    }

    fn reasoned(&self, permission: Permission, target: Target<'_>) -> (Decision, Reason) {
        if self.status != UserStatus::Active {
            return (Decision::Deny, Reason::UserInactive);
        }
        if self.has_expired() {
            return (Decision::Deny, Reason::AccessExpired);
        }
        if self.denied.contains(permission) {
            return (Decision::Deny, Reason::PermissionDenied);
        }
        let mut depends = None;
        let mut lack = Lack::default();
        for grant in self.holding(permission) {
            match self.judge(grant, permission, target) {
                Decision::Allow => {
                    return (Decision::Allow, Reason::Granted { source: grant.source.clone() });
                }
                Decision::Depends if depends.is_none() => depends = Some(grant),
                Decision::Depends => {}
                Decision::Deny => lack.note(grant, &self.user, target),
            }
        }
        if let Some(grant) = depends {
            return (Decision::Depends, Reason::RecordNeeded { source: grant.source.clone() });
        }
        let reason = lack.reason().unwrap_or_else(|| self.absent(permission));
        (Decision::Deny, reason)
    }

    /// Why nothing holds the permission now: a grant may be on its way, or over.
    fn absent(&self, permission: Permission) -> Reason {
        let (mut coming, mut over) = (None::<(i64, &Grant)>, None::<(i64, &Grant)>);
        for grant in self.ever_holding(permission) {
            if let Some(starts_at) = grant.period.starts_at()
                && starts_at > self.moment
                && coming.is_none_or(|(first, _)| starts_at < first)
            {
                coming = Some((starts_at, grant));
            }
            if let Some(ends_at) = grant.period.ends_at()
                && over.is_none_or(|(last, _)| ends_at >= last)
            {
                over = Some((ends_at, grant));
            }
        }
        match (coming, over) {
            (Some((starts_at, grant)), _) => {
                Reason::GrantNotStarted { source: grant.source.clone(), starts_at }
            }
            (None, Some((ends_at, grant))) => Reason::GrantEnded { source: grant.source.clone(), ends_at },
            (None, None) => Reason::PermissionMissing,
        }
    }
}

/// Why grants that hold the permission do not reach the target: the one that gets furthest tells.
#[derive(Default)]
struct Lack {
    off_channel: bool,
    scopes: SortedSet<ChatScope>,
}

impl Lack {
    fn note(&mut self, grant: &Grant, me: &UserId, target: Target<'_>) {
        let cover = match target {
            Target::Chat(chat) => grant.covers_chat(me, chat),
            Target::Contact(contact) => grant.covers_contact(me, contact),
            Target::Anything if grant.channels.is_none() => Cover::OffChannel,
            Target::Anything => Cover::OffScope,
        };
        if cover == Cover::OffChannel {
            self.off_channel = true;
        } else {
            self.scopes.insert(grant.scope);
        }
    }

    /// `None` where there was no grant.
    fn reason(self) -> Option<Reason> {
        if self.scopes.is_empty() {
            return self.off_channel.then_some(Reason::ChannelNotCovered);
        }
        Some(Reason::ScopeTooNarrow { scopes: self.scopes.into() })
    }
}
