//! The fourth form of a decision: with its reason.

use super::grant::{Cover, Grant};
use super::{Access, Decision, Explanation, Reason, Target};
use crate::order::sort_by;
use crate::permission::Permission;
use crate::role::ChatScope;
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
        let judged: Vec<(&Grant, Decision)> =
            self.holding(permission).map(|grant| (grant, self.judge(grant, permission, target))).collect();
        if judged.is_empty() {
            return (Decision::Deny, self.absent(permission));
        }
        let first = |wanted: Decision| judged.iter().find(|(_, decision)| *decision == wanted);
        if let Some((grant, decision)) = first(Decision::Allow) {
            return (*decision, Reason::Granted { source: grant.source.clone() });
        }
        if let Some((grant, decision)) = first(Decision::Depends) {
            return (*decision, Reason::RecordNeeded { source: grant.source.clone() });
        }
        (Decision::Deny, self.lacking(judged.iter().map(|(grant, _)| *grant), target))
    }

    /// Why nothing holds the permission now: a grant may be on its way, or over.
    fn absent(&self, permission: Permission) -> Reason {
        let coming = self
            .ever_holding(permission)
            .filter_map(|grant| Some((grant.period.starts_at()?, grant)))
            .filter(|(starts_at, _)| *starts_at > self.moment)
            .min_by_key(|(starts_at, _)| *starts_at);
        if let Some((starts_at, grant)) = coming {
            return Reason::GrantNotStarted { source: grant.source.clone(), starts_at };
        }
        let over = self
            .ever_holding(permission)
            .filter_map(|grant| Some((grant.period.ends_at()?, grant)))
            .max_by_key(|(ends_at, _)| *ends_at);
        match over {
            Some((ends_at, grant)) => Reason::GrantEnded { source: grant.source.clone(), ends_at },
            None => Reason::PermissionMissing,
        }
    }

    /// Why grants that hold the permission do not reach the target: the one that gets furthest tells.
    fn lacking<'a>(&self, grants: impl Iterator<Item = &'a Grant>, target: Target<'_>) -> Reason {
        let mut reason = Reason::PermissionMissing;
        let mut scopes: Vec<ChatScope> = Vec::new();
        for grant in grants {
            let cover = match target {
                Target::Chat(chat) => grant.covers_chat(&self.user, chat),
                Target::Contact(contact) => grant.covers_contact(&self.user, contact),
                Target::Anything if grant.channels.is_none() => Cover::OffChannel,
                Target::Anything => Cover::OffScope,
            };
            if cover == Cover::OffChannel {
                if reason == Reason::PermissionMissing {
                    reason = Reason::ChannelNotCovered;
                }
                continue;
            }
            scopes.push(grant.scope);
        }
        if scopes.is_empty() {
            return reason;
        }
        sort_by(&mut scopes, Ord::cmp);
        scopes.dedup();
        Reason::ScopeTooNarrow { scopes }
    }
}
