//! An access put together from grants that are compiled already.

use super::{Access, Grant, Stamp};
use crate::catalogue::Catalogue;
use crate::id::{CompanyCode, UserId};
use crate::mask::Masking;
use crate::permission::PermissionSet;
use crate::user::UserStatus;

impl Access {
    /// The access that these grants make, without sections. INVARIANT: a user who is not active has none; the caller
    /// keeps it.
    pub(crate) fn assembled(
        (company, user, status): (&CompanyCode, &UserId, UserStatus),
        stamp: Stamp,
        catalogue: &Catalogue,
        denied: PermissionSet,
        grants: Vec<Grant>,
    ) -> Self {
        Self {
            company: company.clone(),
            user: user.clone(),
            status,
            stamp,
            moment: stamp.issued_at,
            catalogue: catalogue.clone(),
            denied,
            grants,
            sections: Vec::new(),
            masking: Masking::usual(),
        }
    }

    /// The same by the places of another catalogue. Permissions that it lacks are left out.
    pub(crate) fn renumbered(mut self, catalogue: &Catalogue) -> Self {
        let old = core::mem::replace(&mut self.catalogue, catalogue.clone());
        let renumber = |set: PermissionSet| -> PermissionSet {
            set.iter().filter_map(|permission| catalogue.find(old.name(permission))).collect()
        };
        self.denied = renumber(self.denied);
        for grant in &mut self.grants {
            grant.permissions = renumber(grant.permissions);
        }
        self
    }
}
