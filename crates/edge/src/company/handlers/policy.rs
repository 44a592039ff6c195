//! The policy as a whole: reading it, changing it, and what a change would come to.

use serde_json::Value;
use usher_core::review::{ChatChange, Difference, KEY_HOLDERS_MIN, UserChange, affected, difference};
use usher_core::{ChatFacts, Permission};

use crate::ask::{PolicyChange, PreviewBody};
use crate::company::edit::{Edit, Judged, Made, Refused, Write};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{Named, group_detail, user_detail};
use crate::fault::Fault;
use crate::http::is_met;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::declared::PermissionName;
use crate::out::{Object, Said};
use crate::problem::{Code, Detail, Problem};

/// Most changes in a preview.
const CHANGES_MAX: usize = 100;

/// Most users that a preview tells of one by one.
const USERS_MAX: usize = 200;

/// Most open chats on which a preview counts, the latest.
const CHATS_MAX: usize = 100_000;

/// Most pairs of an affected user and a chat that a preview looks at: some tenths of a second, in which the company
/// does nothing else.
const PAIRS_MAX: usize = 5_000_000;

/// The policy.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn policy(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    let policy = scene.ledger.policy(&scene.directory.settings)?;
    Ok(Reply::ok(&policy).with_revision(policy.revision).into())
}

/// Changes the policy.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::PolicyChanged`], [`Code::NotFound`], what the body has wrong, the first rule
/// that would be broken, or [`Fault`]; then nothing was changed.
pub fn change(
    scene: &Scene<'_>,
    viewer: &Viewer,
    change: &PolicyChange,
    if_match: Option<&str>,
) -> Result<Answer, Fault> {
    scene.require(viewer, needed(change))?;
    if if_match.is_some_and(|tags| !is_met(tags, scene.directory.settings.revision)) {
        return Err(Code::PolicyChanged.into());
    }
    let mut edit = Edit::begin(scene)?;
    edit.make(scene, change)?;
    let judged = edit.judge(viewer, scene.ledger.now_ms).map_err(|all| Refused::invalid(&all))?;
    let last = judged.made().last().cloned();
    let changes = judged.save(scene, viewer)?;
    let scene = scene.afresh()?;
    let reply = last.map_or_else(|| Ok(Reply::empty()), |made| reply(&scene, &made))?;
    Ok(Answer { reply: reply.with_revision(scene.directory.settings.revision), changes })
}

fn reply(scene: &Scene<'_>, made: &Made) -> Result<Reply, Fault> {
    Ok(match &made.write {
        Write::User(user) => {
            let user = scene.ledger.user(&user.id)?.ok_or(Fault::Corrupt("a user that is gone"))?;
            let access = scene.directory.access(&user);
            Reply::ok(&user_detail(&user, &access))
        }
        Write::Role(role) => Reply::ok(role),
        Write::NewRole(role) => Reply::created(role),
        Write::Group(group) => {
            let members = scene.ledger.members(&group.id)?;
            Reply::ok(&group_detail(group, &members, &scene.directory.roles))
        }
        Write::NewGroup(group) => Reply::created(&group_detail(group, &[], &scene.directory.roles)),
        Write::RoleGone(_) | Write::GroupGone(_) => Reply::empty(),
    })
}

fn needed(change: &PolicyChange) -> Permission {
    match change {
        PolicyChange::PatchUser(..) | PolicyChange::RemoveUser(_) => Permission::USERS_MANAGE,
        PolicyChange::PatchRole(..) | PolicyChange::CreateRole(..) | PolicyChange::DeleteRole(_) => {
            Permission::ROLES_MANAGE
        }
        PolicyChange::PatchGroup(..) | PolicyChange::CreateGroup(..) | PolicyChange::DeleteGroup(_) => {
            Permission::GROUPS_MANAGE
        }
    }
}

/// What changes would open and close, and why they would not be saved. Changes nothing, and needs what saving needs.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], what the body has wrong, or [`Fault`].
pub fn preview(scene: &Scene<'_>, viewer: &Viewer, body: &Value) -> Result<Answer, Fault> {
    let may_save = [Permission::USERS_MANAGE, Permission::ROLES_MANAGE, Permission::GROUPS_MANAGE]
        .into_iter()
        .find(|permission| viewer.may(*permission));
    // Before the body is looked at: whoever can save nothing learns nothing of it either.
    scene.require(viewer, may_save.unwrap_or(Permission::USERS_MANAGE))?;
    let body: PreviewBody = typed(body)?;
    if body.changes.is_empty() || body.changes.len() > CHANGES_MAX {
        return Err(bad("/changes".into(), Said::new("from 1 to {} changes", &[&CHANGES_MAX])).into());
    }
    let mut changes = Vec::new();
    for (place, change) in body.changes.into_iter().enumerate() {
        let message = "one of `user`, `role`, `group`, with one of `patch`, `create`, `delete`";
        changes.push(change.read().ok_or_else(|| bad(Said::new("/changes/{}", &[&place]), message.into()))?);
    }
    for change in &changes {
        scene.require(viewer, needed(change))?;
    }
    let mut edit = Edit::begin(scene)?;
    for change in &changes {
        edit.make(scene, change)?;
    }
    let revision = scene.directory.settings.revision;
    let told = |refused: &[Refused]| -> Vec<Object> {
        let told = refused.iter().take(CHANGES_MAX).map(|one| one.clone().told(viewer.sees_users()));
        told.map(|one| one.shown()).collect()
    };
    let reply = match edit.judge(viewer, scene.ledger.now_ms) {
        // The policy would not be one.
        Err(refused) => Reply::ok(&object! {
            "revision": revision,
            "allowed": false,
            "refusals": told(&refused),
            "warnings": Vec::<Object>::new(),
            "difference": None::<Object>,
        }),
        Ok(judged) => {
            let concerned = affected(&judged.before, &judged.after).len();
            let most = (PAIRS_MAX / concerned.max(1)).min(CHATS_MAX);
            let chats = open_chats(scene, most)?;
            let found = difference(&judged.before, &judged.after, &chats);
            Reply::ok(&object! {
                "revision": revision,
                "allowed": judged.refused().is_empty(),
                "refusals": told(judged.refused()),
                "warnings": warnings(&judged, viewer),
                "difference": opened_and_closed(&found, viewer, chats.len(), most),
            })
        }
    };
    Ok(reply.with_revision(revision).into())
}

fn bad(pointer: Said, message: Said) -> Problem {
    let detail = Detail { code: "invalid_field", pointer, message };
    Problem::new(Code::InvalidField).with_errors(vec![detail])
}

/// The open chats, as far as they are counted on.
fn open_chats(scene: &Scene<'_>, most: usize) -> Result<Vec<ChatFacts>, Fault> {
    let alike = scene.ledger.open_facts(u32::try_from(most).unwrap_or(u32::MAX))?;
    Ok(alike.into_iter().flat_map(|one| core::iter::repeat_n(one.facts, one.count)).collect())
}

/// Who gains and who loses what, cut to what is told one by one. Users are named to those only who may see them.
fn opened_and_closed(found: &Difference<'_>, viewer: &Viewer, chats_counted: usize, most: usize) -> Object {
    let shown = if viewer.sees_users() { found.users.len().min(USERS_MAX) } else { 0 };
    let users: Vec<&UserChange<'_>> = found.users.iter().take(shown).collect();
    let chats: Vec<&ChatChange<'_>> = found.chats.iter().collect();
    object! {
        "users": users,
        "permissions": found.permissions,
        "chats": chats,
        "fields": found.fields,
        "usersAffected": found.users.len(),
        "truncated": shown < found.users.len(),
        "chatsCounted": chats_counted,
        // Whether there may be open chats beyond those.
        "chatsTruncated": chats_counted >= most,
    }
}

/// Key rights that would come to rest on fewer people than they should.
fn warnings(judged: &Judged, viewer: &Viewer) -> Vec<Object> {
    let before = judged.before.sole_holders();
    let count = |permission: &str| {
        before
            .iter()
            .find(|right| right.permission == permission)
            .map_or(KEY_HOLDERS_MIN, |right| right.holders.len())
    };
    let after = judged.after.sole_holders();
    let fewer = after.iter().filter(|right| right.holders.len() < count(right.permission));
    fewer
        .map(|right| {
            let code = if right.holders.is_empty() { "no_holder" } else { "single_holder" };
            let users = &judged.after.policy().users;
            let named = users.iter().filter(|user| viewer.sees_users() && right.holders.contains(&&user.id));
            let holders: Vec<Named> = named.map(|user| Named::new(&user.id, &user.name)).collect();
            let permission = PermissionName::find(judged.after.catalogue(), right.permission);
            object! { "code": code, "permission": permission, "holders": holders }
        })
        .collect()
}
