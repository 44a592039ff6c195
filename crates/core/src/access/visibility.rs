//! How much of a record's personal data a viewer gets.

use super::grant::Cover;
use super::{Access, Target};
use crate::field::FieldVisibility;
use crate::permission::Permission;

impl Access {
    /// How much of each kind is shown in this chat or contact: the widest of the grants *that let the viewer
    /// see it*. Nothing in particular shows nothing.
    ///
    /// A contact is seen with `contacts.view` or, in passing, with `chats.view`.
    pub fn visibility(&self, target: Target<'_>) -> FieldVisibility {
        let (ways, covers): (&[Permission], &dyn Fn(&super::Grant) -> Cover) = match target {
            Target::Anything => return FieldVisibility::hidden(),
            Target::Chat(chat) => (&[Permission::CHATS_VIEW], &|grant| grant.covers_chat(&self.user, chat)),
            Target::Contact(contact) => (&[Permission::CONTACTS_VIEW, Permission::CHATS_VIEW], &|grant| {
                grant.covers_contact(&self.user, contact)
            }),
        };
        ways.iter()
            .flat_map(|permission| self.holding(*permission))
            .filter(|grant| covers(grant) == Cover::Full)
            .fold(FieldVisibility::hidden(), |widest, grant| widest.widest(&grant.shown(self.denied)))
    }
}
