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
        if self.denied.contains(permission) {
            return (Decision::Deny, Reason::PermissionDenied);
        }
        let judged: Vec<(&Grant, Decision)> =
            self.holding(permission).map(|grant| (grant, self.judge(grant, permission, target))).collect();
        let first = |wanted: Decision| judged.iter().find(|(_, decision)| *decision == wanted);
        if let Some((grant, decision)) = first(Decision::Allow) {
            return (*decision, Reason::Granted { source: grant.source.clone() });
        }
        if let Some((grant, decision)) = first(Decision::Depends) {
            return (*decision, Reason::RecordNeeded { source: grant.source.clone() });
        }
        (Decision::Deny, self.lacking(judged.iter().map(|(grant, _)| *grant), target))
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
