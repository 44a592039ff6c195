//! What one user may see and do: the grants compiled from a policy, and the four forms of a decision.

mod check;
mod compile;
mod condition;
mod decision;
mod document;
mod explain;
mod grant;
mod reach;
mod target;
mod visibility;

#[cfg(test)]
mod agreement;
#[cfg(test)]
pub(crate) mod fixture;

pub use compile::Person;
pub use condition::{ChatColumns, SqlCondition};
pub use decision::{Decision, Explanation, Reason};
pub use document::{ACCESS_MAX_BYTES, ACCESS_VERSION, AccessError, UnknownPermission};
pub use grant::{Grant, Source};
pub use reach::Reach;
pub use target::Target;

use crate::catalogue::Catalogue;
use crate::id::{CompanyCode, UserId};
use crate::permission::PermissionSet;
use crate::section::Section;
use crate::user::UserStatus;

/// The compiled access of one user: the only part of a policy that a browser gets.
///
/// INVARIANT: `grants` and `sections` are empty unless the user is active; [`Person`] and the reader of the
/// access document keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    company: CompanyCode,
    user: UserId,
    status: UserStatus,
    catalogue: Catalogue,
    denied: PermissionSet,
    grants: Vec<Grant>,
    sections: Vec<Section>,
}

impl Access {
    /// The company it belongs to.
    pub fn company(&self) -> &CompanyCode {
        &self.company
    }

    /// The user it belongs to.
    pub fn user(&self) -> &UserId {
        &self.user
    }

    /// Whether the user takes part; where not, everything is denied.
    pub fn status(&self) -> UserStatus {
        self.status
    }

    /// The permissions that exist in the company.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The grants, each judged on its own.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Permissions that no grant can give this user.
    pub fn denied(&self) -> PermissionSet {
        self.denied
    }

    /// The sections that the user may open, in the order of the company's settings.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The permissions that some grant gives and none is denied of, whatever they reach.
    pub fn permissions(&self) -> PermissionSet {
        self.grants
            .iter()
            .fold(PermissionSet::EMPTY, |all, grant| all.union(grant.permissions))
            .difference(self.denied)
    }
}
