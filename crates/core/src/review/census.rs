//! Every user of a policy, compiled once, for any number of questions.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::asked::{Asked, Respondent};
use super::index::Index;
use super::profile::{self, Held, InGroups, Maker, Profile, Way};
use crate::access::{Access, Decision, Grant, Source, Stamp, Target};
use crate::catalogue::Catalogue;
use crate::field::{FieldKind, Visibility};
use crate::id::UserId;
use crate::period::MOMENT_MAX_MS;
use crate::permission::{Permission, PermissionSet};
use crate::policy::Policy;
use crate::user::{User, UserStatus};

/// What each user of a policy holds at a moment.
///
/// The answers are those of [`Access::check`](crate::Access::check) and
/// [`Access::visibility`](crate::Access::visibility) for every user, found by asking every user: nothing is
/// estimated. Users who hold the same are compiled once.
///
/// ```
/// use usher_core::review::Census;
/// use usher_core::{Permission, Policy, access::Target};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let policy = Policy::parse(r#"{"version": 1,
///     "company": {"code": "demo", "name": "Demo", "utcOffsetMinutes": 180},
///     "hostPermissions": [], "sections": [], "channels": [], "groups": [],
///     "roles": [{"id": "boss", "name": "Boss", "rights":
///         {"permissions": ["reports.view"], "scope": "none", "newClients": false, "fields": {}}}],
///     "users": [{"id": "u1", "name": "Ayşe", "username": "ayse", "status": "active",
///         "roles": ["boss"], "groups": []}]}"#)?;
/// let census = Census::of(&policy, 1_760_000_000_000);
/// let holders = census.holders(Permission::REPORTS_VIEW, Target::Anything);
/// assert_eq!(holders.first().map(|holder| holder.user.as_str()), Some("u1"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Census<'a> {
    policy: Cow<'a, Policy>,
    moment: i64,
    pub(super) index: Index,
    profiles: Vec<Profile>,
    /// Of each user, the place of the profile.
    profile_of: Vec<usize>,
}

/// Somebody who may do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder<'c> {
    /// The user.
    pub user: &'c UserId,
    /// Allowed, or allowed on some records.
    pub decision: Decision,
    /// Where the grant that decides it comes from: the one that an explanation names.
    pub source: Source,
}

/// Somebody who sees a kind of personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seer<'c> {
    /// The user.
    pub user: &'c UserId,
    /// How much is shown: masked or clear.
    pub visibility: Visibility,
    /// Where the first grant that shows so much comes from.
    pub source: Source,
}

impl<'a> Census<'a> {
    /// Compiles every user of a checked policy at a moment, in milliseconds since 1970.
    pub fn of(policy: &'a Policy, moment: i64) -> Self {
        Self::compiled(Cow::Borrowed(policy), moment)
    }

    fn compiled(policy: Cow<'a, Policy>, moment: i64) -> Self {
        let mut index = Index::of(&policy);
        let mut profiles = Vec::new();
        let mut profile_of = Vec::with_capacity(policy.users.len());
        let mut places: HashMap<Box<[i64]>, usize> = HashMap::new();
        let mut key = Vec::new();
        for user in &policy.users {
            profile::key(&mut index, user, &mut key);
            let place = match places.get(key.as_slice()) {
                Some(place) => *place,
                None => {
                    places.insert(key.as_slice().into(), profiles.len());
                    let maker = Maker { policy: &policy, index: &index, moment };
                    profiles.push(maker.profile(user, &key));
                    profiles.len() - 1
                }
            };
            profile_of.push(place);
        }
        Self { policy, moment, index, profiles, profile_of }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The moment that it answers for, in milliseconds since 1970.
    pub fn moment(&self) -> i64 {
        self.moment
    }

    /// The permissions that exist in the company.
    pub fn catalogue(&self) -> &Catalogue {
        &self.index.catalogue
    }

    /// Who may do something: to a chat, to a contact, or at all.
    pub fn holders(&self, permission: Permission, target: Target<'_>) -> Vec<Holder<'_>> {
        let asked = Asked::of(&self.index, target);
        let mut holders = Vec::new();
        for (user, respondent) in self.respondents() {
            let (decision, held) = respondent.decide(permission, &asked);
            if let Some(source) = held.and_then(|held| self.source(held.way)) {
                holders.push(Holder { user: &user.id, decision, source });
            }
        }
        holders
    }

    /// Who sees something of a kind of personal data of a chat or contact, and how much.
    pub fn seers(&self, kind: &FieldKind, target: Target<'_>) -> Vec<Seer<'_>> {
        let seen_with: &[Permission] = match target {
            Target::Anything => &[],
            Target::Chat(_) => &[Permission::CHATS_VIEW],
            Target::Contact(_) => &[Permission::CONTACTS_VIEW, Permission::CHATS_VIEW],
        };
        let asked = Asked::of(&self.index, target);
        let mut seers = Vec::new();
        for (user, respondent) in self.respondents() {
            let mut widest: Option<(Visibility, &Held)> = None;
            for permission in seen_with {
                for held in respondent.profile.holding(*permission) {
                    let shown = respondent.profile.shown(&self.index, held, kind);
                    if shown > widest.map_or(Visibility::Hidden, |(visibility, _)| visibility)
                        && respondent.judge(held, *permission, &asked).is_allowed()
                    {
                        widest = Some((shown, held));
                    }
                }
            }
            if let Some((visibility, held)) = widest
                && let Some(source) = self.source(held.way)
            {
                seers.push(Seer { user: &user.id, visibility, source });
            }
        }
        seers
    }

    /// Every user with what he or she holds.
    pub(super) fn respondents(&self) -> impl Iterator<Item = (&User, Respondent<'_>)> {
        let users = self.policy.users.iter().zip(&self.profile_of).enumerate();
        users.filter_map(|(me, (user, place))| {
            Some((user, Respondent { index: &self.index, profile: self.profiles.get(*place)?, me }))
        })
    }

    /// One user with what he or she holds.
    pub(super) fn respondent(&self, me: usize) -> Option<(&User, Respondent<'_>)> {
        let profile = self.profiles.get(*self.profile_of.get(me)?)?;
        Some((self.policy.users.get(me)?, Respondent { index: &self.index, profile, me }))
    }

    /// What users hold, each once.
    pub(super) fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// The place of a user's profile.
    pub(super) fn profile_place(&self, me: usize) -> Option<usize> {
        self.profile_of.get(me).copied()
    }

    /// What a user holds as an [`Access`], without sections.
    #[cfg(test)]
    pub(crate) fn access(&self, user: &UserId) -> Option<Access> {
        self.access_at(self.index.users.get(user)?)
    }

    #[cfg(test)]
    fn access_at(&self, me: usize) -> Option<Access> {
        let (user, respondent) = self.respondent(me)?;
        let profile = respondent.profile;
        Some(self.access_of(
            user,
            user.status,
            self.index.permissions(&user.denied),
            self.grants(profile, &profile.grants),
        ))
    }

    /// The same with what could be taken in an emergency.
    pub(super) fn potential(&self, me: usize) -> Option<Access> {
        let (user, respondent) = self.respondent(me)?;
        let profile = respondent.profile;
        let maker = Maker { policy: &self.policy, index: &self.index, moment: self.moment };
        let mut grants = self.grants(profile, &profile.grants);
        grants.extend(self.grants(profile, &maker.potential(user, profile)));
        Some(self.access_of(user, user.status, self.index.permissions(&user.denied), grants))
    }

    pub(super) fn access_of(
        &self,
        user: &User,
        status: UserStatus,
        denied: PermissionSet,
        grants: Vec<Grant>,
    ) -> Access {
        let stamp = Stamp {
            policy_revision: self.policy.revision,
            issued_at: self.moment,
            expires_at: MOMENT_MAX_MS,
        };
        let who = (&self.policy.company.code, &user.id, status);
        Access::assembled(who, stamp, &self.index.catalogue, denied, grants)
    }

    fn grants(&self, profile: &Profile, grants: &[Held]) -> Vec<Grant> {
        let group = |place: usize| self.index.group_id(place);
        let grants = grants.iter().filter_map(|held| {
            let bundle = self.index.bundle(held.bundle)?;
            Some(Grant {
                source: self.source(held.way)?,
                permissions: held.permissions,
                channels: self.index.common(held.channels),
                scope: held.scope,
                groups: match held.groups {
                    InGroups::One(one) => group(one).into_iter().collect(),
                    InGroups::Lasting => profile.lasting.iter().filter_map(|place| group(*place)).collect(),
                },
                new_clients: held.new_clients,
                fields: bundle.fields.clone(),
                period: held.period,
            })
        });
        grants.collect()
    }

    /// Where a grant comes from, by ids.
    pub(super) fn source(&self, way: Way) -> Option<Source> {
        let role = |place: usize| self.policy.roles.get(place).map(|role| role.id.clone());
        let group = |place: usize| self.policy.groups.get(place).map(|group| group.id.clone());
        Some(match way {
            Way::Role { role: place, group: None } => Source::Role { role: role(place)?, group: None },
            Way::Role { role: place, group: Some(through) } => {
                Source::Role { role: role(place)?, group: Some(group(through)?) }
            }
            Way::Group { group: place } => Source::Group { group: group(place)? },
            Way::Emergency { role: place } => Source::Emergency { role: role(place)? },
        })
    }
}

impl Census<'static> {
    /// The same, which keeps its policy.
    pub fn owning(policy: Policy, moment: i64) -> Self {
        Self::compiled(Cow::Owned(policy), moment)
    }
}
