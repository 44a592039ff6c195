//! The first two forms of a decision: one check, and a filter over many chats.

use super::grant::{Cover, Grant};
use super::{Access, Decision, Reach, Target};
use crate::chat::ChatFacts;
use crate::permission::{Permission, Subject};

impl Access {
    /// Decides one question. Allocates nothing.
    pub fn check(&self, permission: Permission, target: Target<'_>) -> Decision {
        let mut best = Decision::Deny;
        for grant in self.holding(permission) {
            match self.judge(grant, permission, target) {
                Decision::Allow => return Decision::Allow,
                Decision::Depends => best = Decision::Depends,
                Decision::Deny => {}
            }
        }
        best
    }

    /// Those of the chats on which the permission may be used, in the order given.
    pub fn filter<'a, I>(&self, permission: Permission, chats: I) -> Vec<&'a ChatFacts>
    where
        I: IntoIterator<Item = &'a ChatFacts>,
    {
        let reach = self.reach(permission);
        chats.into_iter().filter(|chat| reach.covers(chat)).collect()
    }

    /// Everything the permission may be used on, prepared for many questions.
    pub fn reach(&self, permission: Permission) -> Reach {
        let subject = self.catalogue.subject(permission);
        Reach::of(&self.user, subject, self.holding(permission))
    }

    /// The grants that now hold a permission that is not denied.
    pub(crate) fn holding(&self, permission: Permission) -> impl Iterator<Item = &Grant> {
        self.ever_holding(permission).filter(|grant| self.is_current(grant))
    }

    /// The grants that hold, held or will hold a permission that is not denied.
    pub(crate) fn ever_holding(&self, permission: Permission) -> impl Iterator<Item = &Grant> {
        let denied = self.denied.contains(permission);
        self.grants.iter().filter(move |grant| !denied && grant.permissions.contains(permission))
    }

    /// Whether a grant holds now.
    pub(crate) fn is_current(&self, grant: &Grant) -> bool {
        !self.has_expired() && grant.period.contains(self.moment)
    }

    /// What one grant, which holds the permission, says of the target.
    pub(crate) fn judge(&self, grant: &Grant, permission: Permission, target: Target<'_>) -> Decision {
        if self.catalogue.subject(permission) == Subject::Company {
            return Decision::Allow;
        }
        match target {
            Target::Chat(chat) => covered(grant.covers_chat(&self.user, chat)),
            Target::Contact(contact) => covered(grant.covers_contact(&self.user, contact)),
            Target::Anything if grant.reaches_everything() => Decision::Allow,
            Target::Anything if grant.reaches_something() => Decision::Depends,
            Target::Anything => Decision::Deny,
        }
    }
}

fn covered(cover: Cover) -> Decision {
    if cover == Cover::Full { Decision::Allow } else { Decision::Deny }
}
