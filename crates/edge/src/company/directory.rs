//! The part of the policy that accesses are compiled from.

use std::collections::BTreeSet;
use std::sync::Arc;

use usher_core::access::{Person, Stamp};
use usher_core::mask::Style;
use usher_core::{Access, Catalogue, Group, GroupId, Role, User, UserId};

use super::keyed::CompanyPseudonyms;
use super::ledger::{Ledger, Settings};
use crate::fault::Fault;

/// Settings, roles and groups of a company, read once for a request.
#[derive(Debug)]
pub struct Directory {
    /// What holds for the company as a whole.
    pub settings: Settings,
    /// The permissions that exist.
    pub catalogue: Catalogue,
    /// Every role.
    pub roles: Vec<Role>,
    /// Every group.
    pub groups: Vec<Group>,
    /// The moment of the request, in milliseconds since the epoch.
    pub now_ms: i64,
    /// Names for values that are shown as tokens; none where the company shows none so.
    pub pseudonyms: Option<Arc<CompanyPseudonyms>>,
}

/// For how long a copy of an access may be relied on, in milliseconds: a day.
const ACCESS_LIFETIME_MS: i64 = 86_400_000;

impl Directory {
    /// Reads it; none where the company does not exist.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn read(ledger: &Ledger<'_>) -> Result<Option<Self>, Fault> {
        let Some(settings) = ledger.settings()? else { return Ok(None) };
        let catalogue = settings.catalogue()?;
        let pseudonyms = match settings.masking.styles.iter().any(|(_, style)| style == Style::Token) {
            true => Some(Arc::new(CompanyPseudonyms::of(&ledger.company_key()?, settings.masking.region)?)),
            false => None,
        };
        Ok(Some(Self {
            settings,
            catalogue,
            roles: ledger.roles()?,
            groups: ledger.groups()?,
            now_ms: ledger.now_ms,
            pseudonyms,
        }))
    }

    /// What a user may do.
    pub fn access(&self, user: &User) -> Access {
        Access::compile(&self.person(user), self.stamp()).with_masking(self.settings.masking.clone())
    }

    /// The same with every role that the user could take in an emergency: what counts as given to the user.
    pub fn potential(&self, user: &User) -> Access {
        Access::compile_potential(&self.person(user), self.stamp())
    }

    /// A user with everything that the access is compiled from.
    pub fn person<'a>(&'a self, user: &'a User) -> Person<'a> {
        Person {
            company: &self.settings.company.code,
            catalogue: &self.catalogue,
            sections: &self.settings.sections,
            roles: &self.roles,
            groups: &self.groups,
            user,
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            policy_revision: self.settings.revision,
            issued_at: self.now_ms,
            expires_at: self.now_ms.saturating_add(ACCESS_LIFETIME_MS),
        }
    }

    /// A group.
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }
}

/// Who is there right now.
pub trait Presence {
    /// The users with a socket open.
    fn online(&self) -> BTreeSet<UserId>;
}

impl Presence for BTreeSet<UserId> {
    fn online(&self) -> BTreeSet<UserId> {
        self.clone()
    }
}
