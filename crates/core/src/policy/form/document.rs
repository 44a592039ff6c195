//! The grammar: every structure of a policy document, field by field.

#[cfg(test)]
use super::Schemas;
use super::holding::{Held, Taken};
use super::id::{DefinedPermission, Id, PermissionName, Ref};
use super::list::{ChannelList, Fields, List, Nullable};
use super::masking::{Country, StyleMap};
use super::text::{Name, Url, Username};
use super::word::{Choice, EmergencyMinutes, Revision, Switch, UtcOffset, Version, Whole};
use super::{Check, Faults, Form, Node, Path, object};
use crate::catalogue::HostPermission;
use crate::channel::{Channel, ChannelKind};
use crate::group::Group;
use crate::id::{ChannelId, CompanyCode, GroupId, RoleId, SectionId, UserId};
use crate::mask::{self, Masking, Styles};
use crate::permission::{PERMISSIONS_MAX, STANDARD};
use crate::policy::{CHANNELS_MAX, Company, GROUPS_MAX, Policy, ROLES_MAX, SECTIONS_MAX, USERS_MAX};
use crate::role::{ChatScope, Rights, Role};
use crate::routing::Algorithm;
use crate::section::Section;
use crate::user::{User, UserStatus};

/// Greatest number of permissions that a host defines.
const HOST_PERMISSIONS_MAX: usize = PERMISSIONS_MAX - STANDARD.len();

object! { "a policy" Policy {
    "version" version: Whole<Version>,
    "revision" revision: Whole<Revision> = 0,
    "company" company: Company,
    "hostPermissions" host_permissions: List<HostPermission, HOST_PERMISSIONS_MAX>,
    "sections" sections: List<Section, SECTIONS_MAX>,
    "channels" channels: List<Channel, CHANNELS_MAX>,
    "roles" roles: List<Role, ROLES_MAX>,
    "groups" groups: List<Group, GROUPS_MAX>,
    "users" users: List<User, USERS_MAX>,
    "masking" masking: Masking = Masking::usual(),
}}

object! { "how a company masks" Masking {
    "policy" policy: Choice<mask::Policy> = mask::Policy::Balanced,
    "region" region: Nullable<Country> = None,
    "styles" styles: StyleMap = Styles::partial(),
}}

object! { "a company" Company {
    "code" code: Id<CompanyCode>,
    "name" name: Name,
    "utcOffsetMinutes" utc_offset_minutes: Whole<UtcOffset>,
}}

object! { "a permission of the host" HostPermission {
    "name" name: DefinedPermission,
    "title" title: Name,
}}

object! { "a section" Section {
    "id" id: Id<SectionId>,
    "title" title: Name,
    "url" url: Url,
    "permission" permission: PermissionName,
}}

object! { "a channel" Channel {
    "id" id: Id<ChannelId>,
    "kind" kind: Choice<ChannelKind>,
    "name" name: Name,
    "group" group: Nullable<Ref<GroupId>> = None,
}}

object! { "rights" Rights {
    "permissions" permissions: List<PermissionName, PERMISSIONS_MAX>,
    "scope" scope: Choice<ChatScope>,
    "newClients" new_clients: Switch,
    "fields" fields: Fields,
}}

object! { "a role" Role {
    "id" id: Id<RoleId>,
    "name" name: Name,
    "rights" rights: Rights,
    "emergencyMaxMinutes" emergency_max_minutes: Nullable<Whole<EmergencyMinutes>> = None,
}}

object! { "a group" Group {
    "id" id: Id<GroupId>,
    "name" name: Name,
    "roles" roles: List<Held<RoleId>, ROLES_MAX>,
    "rights" rights: Nullable<Rights> = None,
    "channels" channels: ChannelList,
    "algorithm" algorithm: Choice<Algorithm>,
}}

object! { "a user" User {
    "id" id: Id<UserId>,
    "name" name: Name,
    "username" username: Username,
    "status" status: Choice<UserStatus>,
    "roles" roles: List<Held<RoleId>, ROLES_MAX>,
    "groups" groups: List<Held<GroupId>, GROUPS_MAX>,
    "channels" channels: Nullable<ChannelList> = None,
    "denied" denied: List<PermissionName, PERMISSIONS_MAX> = Vec::<String>::new(),
    "emergency" emergency: List<Taken, ROLES_MAX> = Vec::new(),
}}
