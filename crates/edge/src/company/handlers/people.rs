//! Users, roles and groups: reading and changing them.

use serde_json::{Value, json};
use usher_core::access::Target;
use usher_core::delegation::may_give;
use usher_core::{Access, GroupId, Permission, Policy, RoleId, User, UserId, UserStatus};

use crate::ask::{GroupPatch, RolePatch, UserPatch};
use crate::company::change::Change;
use crate::company::directory::Directory;
use crate::company::handlers::found::policy_problem;
use crate::company::ledger::{Deed, Ledger, Settings};
use crate::company::queue;
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{GroupDetail, UserDetail};
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::problem::{Code, Problem};

/// Every user.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn users(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    Ok(Reply::ok(&json!({ "users": scene.ledger.users()? })).into())
}

/// One user with what he or she may do.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn user(scene: &Scene<'_>, viewer: &Viewer, id: &UserId) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    let user = scene.ledger.user(id)?.ok_or(Code::NotFound)?;
    let access = scene.directory.access(&user);
    Ok(Reply::ok(&UserDetail { user: &user, access }).into())
}

/// Every role.
///
/// # Errors
/// [`Code::PermissionMissing`].
pub fn roles(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    Ok(Reply::ok(&json!({ "roles": scene.directory.roles })).into())
}

/// Every group.
///
/// # Errors
/// [`Code::PermissionMissing`].
pub fn groups(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    Ok(Reply::ok(&json!({ "groups": scene.directory.groups })).into())
}

/// One group with its members and rights.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn group(scene: &Scene<'_>, viewer: &Viewer, id: &GroupId) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    let group = scene.directory.group(id).ok_or(Code::NotFound)?;
    let members = scene.ledger.members(id)?;
    Ok(Reply::ok(&GroupDetail::new(group, &members, &scene.directory.roles)).into())
}

/// Changes a user.
///
/// # Errors
/// Those of `Edit::apply`, [`Code::PermissionMissing`], [`Code::NotFound`].
pub fn change_user(scene: &Scene<'_>, viewer: &Viewer, id: &UserId, body: &Value) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_MANAGE)?;
    let patch: UserPatch = typed(body)?;
    if patch.status == Some(UserStatus::Removed) {
        let detail = "a user is deactivated, never removed, here";
        return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
    }
    let detail = body.clone();
    let mut edit = Edit::begin(scene)?;
    let user = edit.after.users.iter_mut().find(|user| user.id == *id).ok_or(Code::NotFound)?;
    if user.status == UserStatus::Removed {
        return Err(Code::NotFound.into());
    }
    user.roles = patch.roles.unwrap_or_else(|| user.roles.clone());
    user.groups = patch.groups.unwrap_or_else(|| user.groups.clone());
    user.channels = patch.channels.unwrap_or_else(|| user.channels.clone());
    user.denied = patch.denied.unwrap_or_else(|| user.denied.clone());
    user.status = patch.status.unwrap_or(user.status);
    let user = user.clone();
    let out = user.status != UserStatus::Active;
    let deed =
        Deed { actor: Some(&viewer.user.id), action: "user.changed", subject: format!("user:{id}"), detail };
    let mut changes = edit.apply(scene, viewer, &deed, |ledger| {
        ledger.put_user(0, &user)?;
        if out { ledger.end_sessions_of(id) } else { Ok(()) }
    })?;
    if out {
        changes.push(Change::UserOut(id.clone()));
    }
    let access = scene_after(scene)?.access(&user);
    Ok(Answer { reply: Reply::ok(&UserDetail { user: &user, access }), changes })
}

/// Changes a role.
///
/// # Errors
/// Those of `Edit::apply`, [`Code::PermissionMissing`], [`Code::NotFound`].
pub fn change_role(scene: &Scene<'_>, viewer: &Viewer, id: &RoleId, body: &Value) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::ROLES_MANAGE)?;
    let patch: RolePatch = typed(body)?;
    let detail = body.clone();
    let mut edit = Edit::begin(scene)?;
    let role = edit.after.roles.iter_mut().find(|role| role.id == *id).ok_or(Code::NotFound)?;
    role.name = patch.name.unwrap_or_else(|| role.name.clone());
    role.rights = patch.rights.unwrap_or_else(|| role.rights.clone());
    role.emergency_max_minutes = patch.emergency_max_minutes.unwrap_or(role.emergency_max_minutes);
    let role = role.clone();
    let deed =
        Deed { actor: Some(&viewer.user.id), action: "role.changed", subject: format!("role:{id}"), detail };
    let changes = edit.apply(scene, viewer, &deed, |ledger| ledger.put_role(0, &role))?;
    Ok(Answer { reply: Reply::ok(&role), changes })
}

/// Changes a group.
///
/// # Errors
/// Those of `Edit::apply`, [`Code::PermissionMissing`], [`Code::NotFound`].
pub fn change_group(scene: &Scene<'_>, viewer: &Viewer, id: &GroupId, body: &Value) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::GROUPS_MANAGE)?;
    let patch: GroupPatch = typed(body)?;
    let detail = body.clone();
    let mut edit = Edit::begin(scene)?;
    let group = edit.after.groups.iter_mut().find(|group| group.id == *id).ok_or(Code::NotFound)?;
    group.name = patch.name.unwrap_or_else(|| group.name.clone());
    group.roles = patch.roles.unwrap_or_else(|| group.roles.clone());
    group.rights = patch.rights.unwrap_or_else(|| group.rights.clone());
    group.channels = patch.channels.unwrap_or_else(|| group.channels.clone());
    group.algorithm = patch.algorithm.unwrap_or(group.algorithm);
    let group = group.clone();
    let deed = Deed {
        actor: Some(&viewer.user.id),
        action: "group.changed",
        subject: format!("group:{id}"),
        detail,
    };
    let changes = edit.apply(scene, viewer, &deed, |ledger| ledger.put_group(0, &group))?;
    let members = scene.ledger.members(id)?;
    let reply = Reply::ok(&GroupDetail::new(&group, &members, &scene_after(scene)?.roles));
    Ok(Answer { reply, changes })
}

/// A change of the policy, checked as a whole before it is written.
struct Edit {
    before: Policy,
    after: Policy,
}

impl Edit {
    fn begin(scene: &Scene<'_>) -> Result<Self, Fault> {
        let before = scene.ledger.policy(&scene.directory.settings)?;
        Ok(Self { after: before.clone(), before })
    }

    /// Checks the change, writes it with its audit entry, and serves the queue, since somebody may have become
    /// eligible.
    ///
    /// # Errors
    /// [`Code::PolicyInvalid`], [`Code::GrantExceedsEditor`], [`Code::LastSupervisor`], or [`Fault`].
    fn apply(
        self,
        scene: &Scene<'_>,
        viewer: &Viewer,
        deed: &Deed<'_>,
        write: impl FnOnce(&Ledger<'_>) -> Result<(), Fault>,
    ) -> Result<Vec<Change>, Fault> {
        let after = self.after.checked().map_err(|errors| policy_problem(&errors))?;
        let ledger = &scene.ledger;
        let affected =
            judge(viewer, &compiled(&self.before, ledger.now_ms)?, &compiled(&after, ledger.now_ms)?)?;
        let mut changes = ledger.transaction(|| {
            write(ledger)?;
            ledger.count_policy_change()?;
            ledger.audit(deed)?;
            queue::drain(&Scene { ledger: *ledger, directory: scene_after(scene)?, presence: scene.presence })
        })?;
        changes.insert(0, Change::Access(affected));
        Ok(changes)
    }
}

/// What a policy gives a user.
struct Given {
    user: UserId,
    /// What the user holds.
    access: Access,
    /// The same with what could be taken in an emergency.
    potential: Access,
}

/// What a policy gives each user, in the order of the users.
fn compiled(policy: &Policy, now_ms: i64) -> Result<Vec<Given>, Fault> {
    let settings = Settings {
        company: policy.company.clone(),
        host_permissions: policy.host_permissions.clone(),
        sections: policy.sections.clone(),
        revision: policy.revision,
    };
    let catalogue = settings.catalogue()?;
    let (roles, groups) = (policy.roles.clone(), policy.groups.clone());
    let directory = Directory { settings, catalogue, roles, groups, now_ms };
    let given = |user: &User| Given {
        user: user.id.clone(),
        access: directory.access(user),
        potential: directory.potential(user),
    };
    Ok(policy.users.iter().map(given).collect())
}

/// Who is affected, once it is clear that the change may be made.
fn judge(viewer: &Viewer, before: &[Given], after: &[Given]) -> Result<Vec<UserId>, Fault> {
    let mut affected = Vec::new();
    for (before, after) in before.iter().zip(after).filter(|(b, a)| b.potential != a.potential) {
        may_give(&viewer.access, &before.potential, &after.potential).map_err(|overreach| {
            let problem = Problem::new(Code::GrantExceedsEditor).with_permission(&overreach.permission);
            Fault::from(problem.with_detail(overreach.to_string()))
        })?;
        if before.access != after.access {
            affected.push(after.user.clone());
        }
    }
    let able = after.iter().map(|given| &given.access).any(|access| {
        [Permission::USERS_MANAGE, Permission::ROLES_MANAGE]
            .into_iter()
            .all(|permission| access.check(permission, Target::Anything).is_allowed())
    });
    if able { Ok(affected) } else { Err(Code::LastSupervisor.into()) }
}

/// The directory as it is stored now.
fn scene_after(scene: &Scene<'_>) -> Result<Directory, Fault> {
    Directory::read(&scene.ledger)?.ok_or(Fault::Corrupt("a company that is gone"))
}
