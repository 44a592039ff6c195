//! Making one change on the copy of the policy.

use serde_json::Value;
use usher_core::mask::Masked;
use usher_core::{Group, GroupId, Holding, Role, RoleId, UserId, UserStatus};

use super::refused::{Refused, named};
use super::{Edit, Made, Write};
use crate::ask::{GroupPatch, NewGroup, NewRole, PolicyChange, RolePatch, UserPatch};
use crate::company::serve::Scene;
use crate::company::view::Named;
use crate::fault::Fault;
use crate::http::json::typed;
use crate::object;
use crate::out::{Circumstances, Object, Words, everyones};
use crate::problem::{Code, Problem};
use crate::random;

/// Longest id that is made from a name, in bytes.
const SLUG_MAX_BYTES: usize = 40;

pub(super) fn make(edit: &mut Edit, scene: &Scene<'_>, change: &PolicyChange) -> Result<(), Fault> {
    let made = match change {
        PolicyChange::PatchUser(id, body) => user(edit, id, body)?,
        PolicyChange::RemoveUser(id) => user_gone(edit, id)?,
        PolicyChange::PatchRole(id, body) => role(edit, id, body)?,
        PolicyChange::PatchGroup(id, body) => group(edit, id, body)?,
        PolicyChange::CreateRole(id, body) => Some(new_role(edit, id.as_ref(), body)?),
        PolicyChange::CreateGroup(id, body) => Some(new_group(edit, scene, id.as_ref(), body)?),
        PolicyChange::DeleteRole(id) => role_gone(edit, scene.ledger.now_ms, id)?,
        PolicyChange::DeleteGroup(id) => Some(group_gone(edit, id)?),
    };
    edit.made.extend(made);
    Ok(())
}

fn user(edit: &mut Edit, id: &UserId, body: &Value) -> Result<Option<Made>, Fault> {
    let patch: UserPatch = typed(body)?;
    if patch.status == Some(UserStatus::Removed) {
        let detail = "a user is deactivated here; removing has an address of its own";
        return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
    }
    let user = edit.after.users.iter_mut().find(|user| user.id == *id).ok_or(Code::NotFound)?;
    if user.status == UserStatus::Removed {
        return Err(Code::NotFound.into());
    }
    user.roles = patch.roles.unwrap_or_else(|| user.roles.clone());
    user.groups = patch.groups.unwrap_or_else(|| user.groups.clone());
    user.channels = patch.channels.unwrap_or_else(|| user.channels.clone());
    user.denied = patch.denied.unwrap_or_else(|| user.denied.clone());
    user.status = patch.status.unwrap_or(user.status);
    if user.status != UserStatus::Active {
        // Whoever comes back does not come back into an emergency.
        user.emergency.clear();
    }
    Ok(Some(Made { write: Write::User(user.clone()), action: "user.changed", detail: noted(body) }))
}

/// Somebody leaves for good: the history stays, and nothing else.
fn user_gone(edit: &mut Edit, id: &UserId) -> Result<Option<Made>, Fault> {
    let user = edit.after.users.iter_mut().find(|user| user.id == *id).ok_or(Code::NotFound)?;
    if user.status == UserStatus::Removed {
        return Err(Code::NotFound.into());
    }
    user.status = UserStatus::Removed;
    (user.roles, user.groups, user.emergency) = (Vec::new(), Vec::new(), Vec::new());
    (user.channels, user.denied) = (None, Vec::new());
    Ok(Some(Made { write: Write::User(user.clone()), action: "user.removed", detail: object! {} }))
}

fn role(edit: &mut Edit, id: &RoleId, body: &Value) -> Result<Option<Made>, Fault> {
    let patch: RolePatch = typed(body)?;
    let role = edit.after.roles.iter_mut().find(|role| role.id == *id).ok_or(Code::NotFound)?;
    role.name = patch.name.unwrap_or_else(|| role.name.clone());
    role.rights = patch.rights.unwrap_or_else(|| role.rights.clone());
    role.emergency_max_minutes = patch.emergency_max_minutes.unwrap_or(role.emergency_max_minutes);
    Ok(Some(Made { write: Write::Role(role.clone()), action: "role.changed", detail: noted(body) }))
}

fn group(edit: &mut Edit, id: &GroupId, body: &Value) -> Result<Option<Made>, Fault> {
    let patch: GroupPatch = typed(body)?;
    let group = edit.after.groups.iter_mut().find(|group| group.id == *id).ok_or(Code::NotFound)?;
    group.name = patch.name.unwrap_or_else(|| group.name.clone());
    group.roles = patch.roles.unwrap_or_else(|| group.roles.clone());
    group.rights = patch.rights.unwrap_or_else(|| group.rights.clone());
    group.channels = patch.channels.unwrap_or_else(|| group.channels.clone());
    group.algorithm = patch.algorithm.unwrap_or(group.algorithm);
    Ok(Some(Made { write: Write::Group(group.clone()), action: "group.changed", detail: noted(body) }))
}

fn new_role(edit: &mut Edit, id: Option<&RoleId>, body: &Value) -> Result<Made, Fault> {
    let new: NewRole = typed(body)?;
    let taken = |id: &str| edit.after.roles.iter().any(|role| role.id.as_str() == id);
    let id = match (id.cloned().or(new.id), slug(&new.name, taken)?) {
        (Some(id), _) => id,
        (None, made) => RoleId::parse(&made).map_err(|_| Fault::Corrupt("an id of a role"))?,
    };
    if edit.after.roles.iter().any(|role| role.id == id) {
        edit.refused.push(Refused::id_taken(&id));
    }
    let role =
        Role { id, name: new.name, rights: new.rights, emergency_max_minutes: new.emergency_max_minutes };
    edit.after.roles.push(role.clone());
    Ok(Made { write: Write::NewRole(role), action: "role.created", detail: noted(body) })
}

fn new_group(edit: &mut Edit, scene: &Scene<'_>, id: Option<&GroupId>, body: &Value) -> Result<Made, Fault> {
    let new: NewGroup = typed(body)?;
    let was = |id: &GroupId| scene.ledger.was_group(id);
    let is = |id: &str| edit.after.groups.iter().any(|group| group.id.as_str() == id);
    let id = match id.cloned().or(new.id) {
        Some(id) => id,
        None => {
            let parse = |made: String| GroupId::parse(&made).map_err(|_| Fault::Corrupt("an id of a group"));
            let made = parse(slug(&new.name, is)?)?;
            if was(&made)? { parse(random::id()?.into())? } else { made }
        }
    };
    if is(id.as_str()) || was(&id)? {
        edit.refused.push(Refused::id_taken(&id));
    }
    let group = Group {
        id,
        name: new.name,
        roles: new.roles,
        rights: new.rights,
        channels: new.channels,
        algorithm: new.algorithm,
    };
    edit.after.groups.push(group.clone());
    Ok(Made { write: Write::NewGroup(group), action: "group.created", detail: noted(body) })
}

/// A role goes only where nobody holds it, now or later. What is over does not keep it.
fn role_gone(edit: &mut Edit, now_ms: i64, id: &RoleId) -> Result<Option<Made>, Fault> {
    let policy = &mut edit.after;
    let role = policy.roles.iter().find(|role| role.id == *id).ok_or(Code::NotFound)?;
    let name = role.name.clone();
    let holds = |held: &Holding<RoleId>| held.id == *id && !held.period.has_ended(now_ms);
    let members = policy.users.iter().filter(|user| user.roles.iter().chain(&user.emergency).any(holds));
    let members: Vec<Named> = members.map(|user| Named::new(&user.id, &user.name)).collect();
    let groups = policy.groups.iter().filter(|group| group.roles.iter().any(holds));
    let groups = named(groups.map(|group| (group.id.clone(), group.name.clone())));
    if !members.is_empty() || !groups.is_empty() {
        edit.refused.push(Refused::role_in_use(id, members, groups));
        return Ok(None);
    }
    policy.roles.retain(|role| role.id != *id);
    let mut writes = Vec::new();
    for user in &mut policy.users {
        let before = user.roles.len();
        user.roles.retain(|held| held.id != *id);
        user.emergency.retain(|held| held.id != *id);
        if user.roles.len() != before {
            writes.push(Write::User(user.clone()));
        }
    }
    for group in &mut policy.groups {
        let before = group.roles.len();
        group.roles.retain(|held| held.id != *id);
        if group.roles.len() != before {
            writes.push(Write::Group(group.clone()));
        }
    }
    for write in writes {
        let action = if matches!(write, Write::User(_)) { "user.changed" } else { "group.changed" };
        edit.made.push(Made { write, action, detail: object! { "roleEndedAndDeleted": id } });
    }
    Ok(Some(Made {
        write: Write::RoleGone(id.clone()),
        action: "role.deleted",
        detail: object! { "name": noted_name(&name) },
    }))
}

fn group_gone(edit: &mut Edit, id: &GroupId) -> Result<Made, Fault> {
    let policy = &mut edit.after;
    let group = policy.groups.iter().find(|group| group.id == *id).ok_or(Code::NotFound)?;
    let name = group.name.clone();
    policy.groups.retain(|group| group.id != *id);
    let mut members = Vec::new();
    for user in &mut policy.users {
        if user.groups.iter().any(|held| held.id == *id) {
            members.push(user.id.clone());
            user.groups.retain(|held| held.id != *id);
        }
    }
    for channel in policy.channels.iter_mut().filter(|channel| channel.group.as_ref() == Some(id)) {
        channel.group = None;
    }
    let detail = object! { "name": noted_name(&name), "members": members };
    Ok(Made { write: Write::GroupGone(id.clone()), action: "group.deleted", detail })
}

/// What is noted of a change: numbers and addresses of clients have no place in the audit log.
fn noted(body: &Value) -> Object {
    Object::open(&Masked::new(Circumstances::of(body.clone()), &everyones()))
}

/// The same for a name.
fn noted_name(name: &str) -> Masked<Words> {
    Masked::new(Words::of(name), &everyones())
}

/// An id made from a name: its letters and digits, with a number behind where it is taken.
fn slug(name: &str, taken: impl Fn(&str) -> bool) -> Result<String, Fault> {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= SLUG_MAX_BYTES {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        return random::id().map(String::from);
    }
    let numbered = (2..100).map(|n| format!("{slug}-{n}"));
    let free = core::iter::once(slug.to_owned()).chain(numbered).find(|id| !taken(id));
    free.map_or_else(|| random::id().map(String::from), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        let free = |_: &str| false;
        assert_eq!(slug("Night shift", free).unwrap(), "night-shift");
        assert_eq!(slug("  Satış & Destek ", free).unwrap(), "sat-destek");
        assert_eq!(slug("Night shift", |id| id == "night-shift").unwrap(), "night-shift-2");
        assert_eq!(slug(&"x".repeat(200), free).unwrap().len(), SLUG_MAX_BYTES);
        assert_eq!(slug("Ночь", free).unwrap().len(), 32);
        assert_eq!(slug("Night", |_| true).unwrap().len(), 32);
    }
}
