//! How much of a record's personal data a viewer gets.

use super::{Access, Target};
use crate::field::FieldVisibility;
use crate::permission::Permission;

impl Access {
    /// How much of each kind is shown in this chat or contact: the widest of the grants *that let the viewer
    /// see it*. Nothing in particular shows nothing.
    ///
    /// A contact is seen with `contacts.view` or, in passing, with `chats.view`.
    pub fn visibility(&self, target: Target<'_>) -> FieldVisibility {
        let seen_with: &[Permission] = match target {
            Target::Anything => return FieldVisibility::hidden(),
            Target::Chat(_) => &[Permission::CHATS_VIEW],
            Target::Contact(_) => &[Permission::CONTACTS_VIEW, Permission::CHATS_VIEW],
        };
        seen_with
            .iter()
            .flat_map(|permission| self.holding(*permission).map(move |grant| (*permission, grant)))
            .filter(|(permission, grant)| self.judge(grant, *permission, target).is_allowed())
            .fold(FieldVisibility::hidden(), |widest, (_, grant)| widest.widest(&grant.shown(self.denied)))
    }
}
