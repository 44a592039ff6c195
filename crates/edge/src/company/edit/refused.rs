//! Why a change is not saved.

use serde::Serialize;
use serde_json::json;
use usher_core::policy::PolicyError;
use usher_core::review::{Census, Refusal, Rule};
use usher_core::{GroupId, RoleId};

use crate::company::view::Named;
use crate::problem::{Code, Detail, Problem};

/// Most users that a refusal names.
const NAMED_MAX: usize = 100;

/// One reason why a change is not saved: the same in a preview and in the problem that saving answers with.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// Stable code.
    code: String,
    /// What is wrong, for people.
    message: String,
    /// Where: a JSON pointer into the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// The permission that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    permission: Option<String>,
    /// The user that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<Named>,
    /// The users that are in the way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Named>,
    /// The groups that are in the way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Named>,
    /// What saving answers.
    #[serde(skip)]
    problem: Code,
}

impl Refused {
    fn new(problem: Code, message: String) -> Self {
        Self {
            code: problem.as_str().to_owned(),
            message,
            pointer: None,
            permission: None,
            user: None,
            members: Vec::new(),
            groups: Vec::new(),
            problem,
        }
    }

    /// The policy would not be one.
    pub(super) fn by_the_policy(error: &PolicyError) -> Self {
        let refused = Self::new(Code::PolicyInvalid, error.message.clone());
        Self { code: error.code.to_owned(), pointer: Some(error.pointer.clone()), ..refused }
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
            pointer: refusal.pointer.clone(),
            permission: refusal.permission.clone(),
            user: refusal.user.map(name),
            members: refusal.members.iter().map(|one| Named::new(one.id, one.name)).collect(),
            ..Self::new(problem, refusal.message.clone())
        }
    }

    /// An id that something else has, or had.
    pub(super) fn id_taken(id: &str) -> Self {
        Self::new(Code::IdTaken, format!("there is something of the id `{id}`, or there was"))
    }

    /// A role that is held.
    pub(super) fn role_in_use(role: &RoleId, members: Vec<Named>, groups: Vec<Named>) -> Self {
        let message =
            format!("the role `{role}` is held by {} users and {} groups", members.len(), groups.len());
        Self { members, groups, ..Self::new(Code::RoleInUse, message) }
    }

    /// The same for somebody who may or may not be told who is who.
    #[must_use]
    pub fn told(mut self, sees_users: bool) -> Self {
        self.members.truncate(if sees_users { NAMED_MAX } else { 0 });
        self.user = self.user.filter(|_| sees_users);
        self
    }

    /// What saving answers.
    pub fn problem(&self, sees_users: bool) -> Problem {
        let told = self.clone().told(sees_users);
        let mut problem = Problem::new(self.problem).with_detail(&self.message);
        if let Some(permission) = &self.permission {
            problem = problem.with_permission(permission);
        }
        match self.problem {
            Code::GroupHasSoleMembers => problem.with_reason(json!({ "members": told.members })),
            Code::RoleInUse => problem.with_reason(json!({ "members": told.members, "groups": told.groups })),
            _ => problem,
        }
    }

    /// What saving answers where the policy would not be one.
    pub fn invalid(all: &[Self]) -> Problem {
        if let Some(other) = all.iter().find(|one| one.problem != Code::PolicyInvalid) {
            return other.problem(false);
        }
        let details = all.iter().take(NAMED_MAX).map(|one| Detail {
            code: one.code.clone(),
            pointer: one.pointer.clone().unwrap_or_default(),
            message: one.message.clone(),
        });
        Problem::new(Code::PolicyInvalid).with_errors(details.collect())
    }
}

/// The groups of these ids, for people.
pub(super) fn named(groups: impl Iterator<Item = (GroupId, String)>) -> Vec<Named> {
    groups.map(|(id, name)| Named::new(id, name)).collect()
}
