//! What the form of a policy does not say: limits, no id twice, no reference into the void.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;

use super::error::{Collector, PolicyErrors};
use super::{
    CHANNELS_MAX, GROUPS_MAX, NAME_MAX_CHARS, POLICY_VERSION, Policy, ROLES_MAX, SECTIONS_MAX, USERS_MAX,
};
use crate::catalogue::Catalogue;
use crate::channel::Channels;
use crate::holding::Holding;
use crate::id::{ChannelId, GroupId, RoleId, UserId};
use crate::role::{EMERGENCY_MAX_MINUTES, Rights};
use crate::section::Section;

pub(super) fn check(policy: &Policy) -> Result<(), PolicyErrors> {
    let mut checker = Checker::new(policy);
    checker.company();
    checker.host_permissions();
    checker.sections();
    checker.channels();
    checker.roles();
    checker.groups();
    checker.users();
    checker.errors.finish()
}

struct Checker<'a> {
    policy: &'a Policy,
    catalogue: Catalogue,
    channels: HashSet<&'a ChannelId>,
    roles: HashSet<&'a RoleId>,
    groups: HashSet<&'a GroupId>,
    errors: Collector,
}

impl<'a> Checker<'a> {
    fn new(policy: &'a Policy) -> Self {
        Self {
            policy,
            catalogue: Catalogue::standard(),
            channels: policy.channels.iter().map(|channel| &channel.id).collect(),
            roles: policy.roles.iter().map(|role| &role.id).collect(),
            groups: policy.groups.iter().map(|group| &group.id).collect(),
            errors: Collector::default(),
        }
    }

    fn company(&mut self) {
        if self.policy.version != POLICY_VERSION {
            let message = format!("only version {POLICY_VERSION} is understood");
            self.errors.add("policy_unknown_version", "/version".into(), message);
        }
        self.name("/company/name", &self.policy.company.name);
        if !(-720..=840).contains(&self.policy.company.utc_offset_minutes) {
            let message = "not from -720 to 840 minutes".into();
            self.errors.add("offset_out_of_range", "/company/utcOffsetMinutes".into(), message);
        }
    }

    fn host_permissions(&mut self) {
        let mut names: Vec<&str> = Vec::new();
        for (place, permission) in self.policy.host_permissions.iter().enumerate() {
            let pointer = format!("/hostPermissions/{place}");
            self.name(&format!("{pointer}/title"), &permission.title);
            names.push(&permission.name);
            match Catalogue::with_host(names.iter().copied()) {
                Ok(catalogue) => self.catalogue = catalogue,
                Err(error) => {
                    names.pop();
                    self.errors.add(error.code(), format!("{pointer}/name"), error.to_string());
                }
            }
        }
    }

    fn sections(&mut self) {
        let sections = &self.policy.sections;
        self.at_most(SECTIONS_MAX, "/sections", sections.len());
        self.unique("/sections", "id", sections.iter().map(|section| &section.id));
        for (place, section) in sections.iter().enumerate() {
            let pointer = format!("/sections/{place}");
            self.name(&format!("{pointer}/title"), &section.title);
            if !Section::is_safe_url(&section.url) {
                let message = "neither a path from the root nor an https address".into();
                self.errors.add("section_bad_url", format!("{pointer}/url"), message);
            }
            self.permission(format!("{pointer}/permission"), &section.permission);
        }
    }

    fn channels(&mut self) {
        let channels = &self.policy.channels;
        self.at_most(CHANNELS_MAX, "/channels", channels.len());
        self.unique("/channels", "id", channels.iter().map(|channel| &channel.id));
        for (place, channel) in channels.iter().enumerate() {
            self.name(&format!("/channels/{place}/name"), &channel.name);
            let groups = channel.group.as_slice();
            self.known_one(format!("/channels/{place}/group"), "unknown_group", groups, |checker, group| {
                checker.groups.contains(group)
            });
        }
    }

    fn roles(&mut self) {
        let roles = &self.policy.roles;
        self.at_most(ROLES_MAX, "/roles", roles.len());
        self.unique("/roles", "id", roles.iter().map(|role| &role.id));
        for (place, role) in roles.iter().enumerate() {
            self.name(&format!("/roles/{place}/name"), &role.name);
            self.rights(&format!("/roles/{place}/rights"), &role.rights);
            if role.emergency_max_minutes.is_some_and(|max| !(1..=EMERGENCY_MAX_MINUTES).contains(&max)) {
                let message = format!("not from 1 to {EMERGENCY_MAX_MINUTES} minutes");
                let pointer = format!("/roles/{place}/emergencyMaxMinutes");
                self.errors.add("emergency_out_of_range", pointer, message);
            }
        }
    }

    fn groups(&mut self) {
        let groups = &self.policy.groups;
        self.at_most(GROUPS_MAX, "/groups", groups.len());
        self.unique("/groups", "id", groups.iter().map(|group| &group.id));
        for (place, group) in groups.iter().enumerate() {
            let pointer = format!("/groups/{place}");
            self.name(&format!("{pointer}/name"), &group.name);
            self.role_list(&format!("{pointer}/roles"), &group.roles);
            if let Some(rights) = &group.rights {
                self.rights(&format!("{pointer}/rights"), rights);
            }
            self.channel_list(&format!("{pointer}/channels"), &group.channels);
        }
    }

    fn users(&mut self) {
        let users = &self.policy.users;
        self.at_most(USERS_MAX, "/users", users.len());
        self.unique("/users", "id", users.iter().map(|user| &user.id));
        self.unique("/users", "username", users.iter().map(|user| &user.username));
        for (place, user) in users.iter().enumerate() {
            let pointer = format!("/users/{place}");
            self.name(&format!("{pointer}/name"), &user.name);
            let lower = user.username.bytes().all(|b| !b.is_ascii_uppercase());
            if !lower || UserId::parse(&user.username).is_err() {
                let message = "not 1 to 64 of a-z, 0-9, `_`, `.` and `-`".into();
                self.errors.add("username_malformed", format!("{pointer}/username"), message);
            }
            self.role_list(&format!("{pointer}/roles"), &user.roles);
            let groups = format!("{pointer}/groups");
            let ids: Vec<GroupId> = user.groups.iter().map(|held| held.id.clone()).collect();
            self.unique(&groups, "", ids.iter());
            self.known(&groups, "unknown_group", &ids, |checker, group| checker.groups.contains(group));
            self.emergency(&format!("{pointer}/emergency"), &user.emergency);
            if let Some(channels) = &user.channels {
                self.channel_list(&format!("{pointer}/channels"), channels);
            }
            self.unique(&format!("{pointer}/denied"), "", user.denied.iter());
            self.permission_list(&format!("{pointer}/denied"), &user.denied);
        }
    }

    fn rights(&mut self, pointer: &str, rights: &Rights) {
        let permissions = format!("{pointer}/permissions");
        self.unique(&permissions, "", rights.permissions.iter());
        self.permission_list(&permissions, &rights.permissions);
    }

    fn role_list(&mut self, pointer: &str, roles: &[Holding<RoleId>]) {
        let ids: Vec<RoleId> = roles.iter().map(|held| held.id.clone()).collect();
        self.unique(pointer, "", ids.iter());
        self.known(pointer, "unknown_role", &ids, |checker, role| checker.roles.contains(role));
    }

    fn emergency(&mut self, pointer: &str, roles: &[Holding<RoleId>]) {
        self.role_list(pointer, roles);
        for (place, held) in roles.iter().enumerate() {
            let lasts = held.period.starts_at().zip(held.period.ends_at()).map(|(start, end)| end - start);
            if lasts.is_none_or(|ms| ms > i64::from(EMERGENCY_MAX_MINUTES) * 60_000) {
                let message =
                    format!("not from a start to an end at most {EMERGENCY_MAX_MINUTES} minutes later");
                self.errors.add("emergency_endless", format!("{pointer}/{place}"), message);
            }
        }
    }

    fn channel_list(&mut self, pointer: &str, channels: &Channels) {
        if let Channels::Only(ids) = channels {
            let ids: Vec<ChannelId> = ids.iter().cloned().collect();
            self.known(pointer, "unknown_channel", &ids, |checker, channel| {
                checker.channels.contains(channel)
            });
        }
    }

    fn permission_list(&mut self, pointer: &str, names: &[String]) {
        for (place, name) in names.iter().enumerate() {
            self.permission(format!("{pointer}/{place}"), name);
        }
    }

    fn permission(&mut self, pointer: String, name: &str) {
        if self.catalogue.find(name).is_none() {
            let name: String = name.chars().take(64).collect();
            self.errors.add("unknown_permission", pointer, format!("there is no permission `{name}`"));
        }
    }

    fn known<T: Display>(
        &mut self,
        pointer: &str,
        code: &'static str,
        ids: &[T],
        is_known: impl Fn(&Self, &T) -> bool,
    ) {
        for (place, id) in ids.iter().enumerate() {
            self.known_one(format!("{pointer}/{place}"), code, core::slice::from_ref(id), &is_known);
        }
    }

    fn known_one<T: Display>(
        &mut self,
        pointer: String,
        code: &'static str,
        id: &[T],
        is_known: impl Fn(&Self, &T) -> bool,
    ) {
        if let Some(id) = id.iter().find(|id| !is_known(self, id)) {
            self.errors.add(code, pointer, format!("`{id}` does not exist"));
        }
    }

    fn unique<T: Hash + Eq + Display>(
        &mut self,
        pointer: &str,
        field: &str,
        values: impl Iterator<Item = T>,
    ) {
        let mut seen = HashSet::new();
        for (place, value) in values.enumerate() {
            let message = format!("`{value}` stands twice");
            if !seen.insert(value) {
                let field = if field.is_empty() { String::new() } else { format!("/{field}") };
                self.errors.add("duplicate_id", format!("{pointer}/{place}{field}"), message);
            }
        }
    }

    fn at_most(&mut self, max: usize, pointer: &str, count: usize) {
        if count > max {
            self.errors.add("too_many", pointer.into(), format!("{count} entries, at most {max}"));
        }
    }

    fn name(&mut self, pointer: &str, name: &str) {
        let chars = name.chars().count();
        if name.trim().is_empty() || chars > NAME_MAX_CHARS || name.chars().any(char::is_control) {
            let message = format!("a name has 1 to {NAME_MAX_CHARS} characters and no control characters");
            self.errors.add("name_malformed", pointer.into(), message);
        }
    }
}
