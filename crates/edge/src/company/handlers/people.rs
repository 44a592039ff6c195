//! Users, roles and groups, to read.

use usher_core::{GroupId, Permission, UserId};

use crate::company::serve::{Answer, Scene, Viewer};
use crate::company::view::{group_detail, user_detail};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::object;
use crate::problem::Code;

/// Every user.
///
/// # Errors
/// [`Code::PermissionMissing`], or [`Fault`].
pub fn users(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    Ok(Reply::ok(&object! { "users": scene.ledger.users()? }).into())
}

/// One user with what he or she may do.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn user(scene: &Scene<'_>, viewer: &Viewer, id: &UserId) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    let user = scene.ledger.user(id)?.ok_or(Code::NotFound)?;
    let access = scene.directory.access(&user);
    Ok(Reply::ok(&user_detail(&user, &access)).into())
}

/// Every role.
///
/// # Errors
/// [`Code::PermissionMissing`].
pub fn roles(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    Ok(Reply::ok(&object! { "roles": scene.directory.roles }).into())
}

/// Every group.
///
/// # Errors
/// [`Code::PermissionMissing`].
pub fn groups(scene: &Scene<'_>, viewer: &Viewer) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    Ok(Reply::ok(&object! { "groups": scene.directory.groups }).into())
}

/// One group with its members and rights.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], or [`Fault`].
pub fn group(scene: &Scene<'_>, viewer: &Viewer, id: &GroupId) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::USERS_VIEW)?;
    let group = scene.directory.group(id).ok_or(Code::NotFound)?;
    let members = scene.ledger.members(id)?;
    Ok(Reply::ok(&group_detail(group, &members, &scene.directory.roles)).into())
}
