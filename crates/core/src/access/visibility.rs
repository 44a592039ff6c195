//! How much of a record's personal data a viewer gets.

use super::grant::Grant;
use super::{Access, Target};
use crate::field::{FieldKind, FieldVisibility, Visibility};
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
        let mut widest = FieldVisibility::hidden();
        for permission in seen_with {
            for grant in self.holding(*permission) {
                if self.judge(grant, *permission, target).is_allowed() {
                    widest = widest.widest(&grant.shown(self.denied));
                }
            }
        }
        widest
    }

    /// The same as the company masks: what is masked may be hidden or clear there.
    pub fn shown(&self, target: Target<'_>) -> FieldVisibility {
        self.masking().styles.applied_to(self.visibility(target))
    }

    /// Whether a kind of field is shown at least this widely in every record there is, to whoever uses this permission.
    pub fn shows_everywhere(&self, permission: Permission, kind: &FieldKind, least: Visibility) -> bool {
        self.showing(permission, kind, least).any(Grant::reaches_everything)
    }

    /// The grants that now hold a permission and show a kind of field at least this widely.
    pub(super) fn showing(
        &self,
        permission: Permission,
        kind: &FieldKind,
        least: Visibility,
    ) -> impl Iterator<Item = &Grant> {
        self.holding(permission).filter(move |grant| grant.shown(self.denied).get(kind) >= least)
    }
}
