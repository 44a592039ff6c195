//! Why a change is not saved.

use usher_core::policy::PolicyError;
use usher_core::review::{Census, Refusal, Rule};
use usher_core::{GroupId, RoleId};

use crate::company::view::Named;
use crate::object;
use crate::out::declared::PermissionName;
use crate::out::{Object, Said, Word};
use crate::problem::{Code, Detail, Problem};

/// Most users that a refusal names.
const NAMED_MAX: usize = 100;

/// One reason why a change is not saved: the same in a preview and in the problem that saving answers with.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Stable code.
    code: &'static str,
    /// What is wrong, for people.
    message: Said,
    /// Where: a JSON pointer into the policy.
    pointer: Option<Said>,
    /// The permission that it is about.
    permission: Option<PermissionName>,
    /// The user that it is about.
    user: Option<Named>,
    /// The users that are in the way.
    members: Vec<Named>,
    /// The groups that are in the way.
    groups: Vec<Named>,
    /// What saving answers.
    problem: Code,
}

impl Refused {
    fn new(problem: Code, message: Said) -> Self {
        Self {
            code: problem.as_str(),
            message,
            pointer: None,
            permission: None,
            user: None,
            members: Vec::new(),
            groups: Vec::new(),
            problem,
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The policy would not be one.
    pub(super) fn by_the_policy(error: &PolicyError) -> Self {
        let refused = Self::new(Code::PolicyInvalid, Said::of_the_policy(error));
        Self { code: error.code, pointer: Some(Said::shown(&error.pointer)), ..refused }
    }

    /// A rule would be broken.
    pub(super) fn by_a_rule(refusal: &Refusal<'_>, after: &Census<'_>) -> Self {
        let problem = match refusal.rule {
            Rule::GrantExceedsEditor => Code::GrantExceedsEditor,
            Rule::LastSupervisor => Code::LastSupervisor,
            Rule::GroupHasSoleMembers => Code::GroupHasSoleMembers,
        };
        let name = |id: &usher_core::UserId| {
            let user = after.policy().users.iter().find(|user| user.id == *id);
            Named::new(id, user.map_or("", |user| &user.name))
        };
        Self {
            pointer: refusal.pointer.as_deref().map(Said::shown),
            permission: refusal
                .permission
                .as_deref()
                .and_then(|name| PermissionName::find(after.catalogue(), name)),
            user: refusal.user.map(name),
            members: refusal.members.iter().map(|one| Named::new(one.id, one.name)).collect(),
            ..Self::new(problem, Said::of_refusing(refusal))
        }
    }

    /// An id that something else has, or had.
    pub(super) fn id_taken(id: &dyn Word) -> Self {
        Self::new(Code::IdTaken, Said::new("there is something of the id `{}`, or there was", &[id]))
    }

    /// A role that is held.
    pub(super) fn role_in_use(role: &RoleId, members: Vec<Named>, groups: Vec<Named>) -> Self {
        let words: [&dyn Word; 3] = [role, &members.len(), &groups.len()];
        let message = Said::new("the role `{}` is held by {} users and {} groups", &words);
        Self { members, groups, ..Self::new(Code::RoleInUse, message) }
    }

    /// The same for somebody who may or may not be told who is who.
    #[must_use]
    pub fn told(mut self, sees_users: bool) -> Self {
        self.members.truncate(if sees_users { NAMED_MAX } else { 0 });
        self.user = self.user.filter(|_| sees_users);
        self
    }

    /// The reason as a preview shows it.
    pub fn shown(&self) -> Object {
        let some = |named: &'_ Vec<Named>| (!named.is_empty()).then(|| named.clone());
        object! { "code": self.code, "message": self.message }
            .with_some("pointer", self.pointer.as_ref())
            .with_some("permission", self.permission.as_ref())
            .with_some("user", self.user.as_ref())
            .with_some("members", some(&self.members).as_ref())
            .with_some("groups", some(&self.groups).as_ref())
    }

    /// What saving answers.
    pub fn problem(&self, sees_users: bool) -> Problem {
        let told = self.clone().told(sees_users);
        let mut problem = Problem::new(self.problem).with_detail(self.message.clone());
        if let Some(permission) = &self.permission {
            problem = problem.with_permission(permission.clone());
        }
        match self.problem {
            Code::GroupHasSoleMembers => problem.with_reason(object! { "members": told.members }),
            Code::RoleInUse => {
                problem.with_reason(object! { "members": told.members, "groups": told.groups })
            }
            _ => problem,
        }
    }

    /// What saving answers where the policy would not be one.
    pub fn invalid(all: &[Self]) -> Problem {
        if let Some(other) = all.iter().find(|one| one.problem != Code::PolicyInvalid) {
            return other.problem(false);
        }
        let details = all.iter().take(NAMED_MAX).map(|one| Detail {
            code: one.code,
            pointer: one.pointer.clone().unwrap_or_else(|| "".into()),
            message: one.message.clone(),
        });
        Problem::new(Code::PolicyInvalid).with_errors(details.collect())
    }
}

/// The groups of these ids, for people.
pub(super) fn named(groups: impl Iterator<Item = (GroupId, String)>) -> Vec<Named> {
    groups.map(|(id, name)| Named::new(&id, name)).collect()
}
