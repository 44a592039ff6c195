//! What one user may see and do: the grants compiled from a policy, and the four forms of a decision.

mod assemble;
mod check;
mod compile;
mod condition;
mod decision;
mod document;
mod explain;
mod grant;
mod reach;
mod stamp;
mod table;
mod target;
mod visibility;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod differential;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod laws;

pub use compile::Person;
pub use condition::{ChatColumns, Lead, SqlCondition, SqlWay};
pub use decision::{Decision, Explanation, Reason};
pub use document::{ACCESS_MAX_BYTES, ACCESS_VERSION, AccessError, UnknownPermission};
pub use grant::{Grant, Source};
pub use reach::Reach;
pub use stamp::Stamp;
pub use table::{Tabled, Tables};
pub use target::Target;

use crate::catalogue::Catalogue;
use crate::id::{CompanyCode, UserId};
use crate::mask::Masking;
use crate::permission::PermissionSet;
use crate::section::Section;
use crate::user::UserStatus;

/// The compiled access of one user: the only part of a policy that a browser gets.
///
/// It answers for one moment, that of its issue at first; [`Access::at`] moves it. Grants outside their period
/// are kept and hold nothing.
///
/// INVARIANT: `grants` and `sections` are empty unless the user is active; [`Person`] and the reader of the
/// access document keep it. `sections` are those that some grant opens at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    company: CompanyCode,
    user: UserId,
    status: UserStatus,
    stamp: Stamp,
    moment: i64,
    catalogue: Catalogue,
    denied: PermissionSet,
    grants: Vec<Grant>,
    sections: Vec<Section>,
    masking: Masking,
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

    /// Which state of the policy it was made from, when, and until when it may be relied on.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// The moment that it answers for, in milliseconds since 1970.
    pub fn moment(&self) -> i64 {
        self.moment
    }

    /// The same at another moment, in milliseconds since 1970.
    #[must_use]
    pub fn at(mut self, moment: i64) -> Self {
        self.move_to(moment);
        self
    }

    /// From now on it answers for another moment, in milliseconds since 1970.
    pub fn move_to(&mut self, moment: i64) {
        self.moment = moment;
    }

    /// Whether it is past its time, and so holds nothing.
    pub fn has_expired(&self) -> bool {
        self.moment >= self.stamp.expires_at
    }

    /// The next moment at which an answer may change: a grant starts or ends, or the access expires.
    pub fn changes_at(&self) -> Option<i64> {
        if self.has_expired() {
            return None;
        }
        let mut next = self.stamp.expires_at;
        for grant in &self.grants {
            next = next.min(grant.period.changes_after(self.moment).unwrap_or(next));
        }
        Some(next)
    }

    /// How the company masks what is not clear to the user.
    pub fn masking(&self) -> &Masking {
        &self.masking
    }

    /// The same in a company that masks like this.
    #[must_use]
    pub fn with_masking(self, masking: Masking) -> Self {
        Self { masking, ..self }
    }

    /// The grants, each judged on its own, also those that do not hold at the moment.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Permissions that no grant can give this user.
    pub fn denied(&self) -> PermissionSet {
        self.denied
    }

    /// The sections that the user may open, in the order of the company's settings.
    pub fn sections(&self) -> Vec<&Section> {
        self.sections.iter().filter(|section| self.opens(section)).collect()
    }

    /// The permissions that some grant gives now and none is denied of, whatever they reach.
    pub fn permissions(&self) -> PermissionSet {
        self.grants
            .iter()
            .filter(|grant| self.is_current(grant))
            .fold(PermissionSet::EMPTY, |all, grant| all.union(grant.permissions))
            .difference(self.denied)
    }
}
