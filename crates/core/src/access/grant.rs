//! A grant: what a user holds through one role or one group.

use serde::Serialize;

use crate::channel::Channels;
use crate::chat::{Acquaintance, ChatFacts};
use crate::contact::ContactFacts;
use crate::field::{FieldKind, FieldVisibility, Visibility};
use crate::id::{GroupId, Identifier, RoleId, UserId};
use crate::period::Period;
use crate::permission::{Permission, PermissionSet};
use crate::read::{Fields, FromValue, Node, Reading};
use crate::role::{ChatScope, NewClients};
use crate::sorted::SortedSet;
use crate::write::{Json, ToJson};

/// Where a grant comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Source {
    /// A role, held directly or through a group.
    Role {
        /// The role.
        role: RoleId,
        /// The group it comes through; none: held directly.
        #[serde(skip_serializing_if = "Option::is_none")]
        group: Option<GroupId>,
    },
    /// A group's own rights.
    Group {
        /// The group.
        group: GroupId,
    },
    /// A role taken in an emergency.
    Emergency {
        /// The role.
        role: RoleId,
    },
}

impl ToJson for Source {
    fn write(&self, json: &mut Json) {
        let (kind, role, group) = match self {
            Self::Role { role, group } => ("role", Some(role), group.as_ref()),
            Self::Group { group } => ("group", None, Some(group)),
            Self::Emergency { role } => ("emergency", Some(role), None),
        };
        json.object(|json| {
            json.field("kind", kind);
            if let Some(role) = role {
                json.field("role", role);
            }
            if let Some(group) = group {
                json.field("group", group);
            }
        });
    }
}

impl FromValue for Source {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, "a source", &["kind", "role", "group"], reading);
        let kind: String = fields.get("kind");
        match (kind.as_str(), fields.get("role"), fields.get("group")) {
            ("role", Some(role), group) => Self::Role { role, group },
            ("group", None, Some(group)) => Self::Group { group },
            ("emergency", Some(role), None) => Self::Emergency { role },
            _ => {
                let what = "a role, perhaps through a group, a group, or a role in an emergency";
                reading.expected(what, value);
                Self::Group { group: GroupId::unread() }
            }
        }
    }
}

/// What a user holds through one role or one group: permissions × channels × chat scope × field visibility ×
/// period of validity.
///
/// Grants are judged one at a time: what one allows on its channels never combines with the scope of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Where it comes from.
    pub source: Source,
    /// What it allows.
    pub permissions: PermissionSet,
    /// On which channels.
    pub channels: Channels,
    /// In which chats there.
    pub scope: ChatScope,
    /// The groups whose chats the scope `group` opens.
    pub groups: SortedSet<GroupId>,
    /// Whether unassigned chats of new clients are opened beside the scope.
    pub new_clients: NewClients,
    /// How much of each kind of personal data it shows.
    pub fields: FieldVisibility,
    /// When it holds.
    pub period: Period,
}

/// How far a grant gets towards a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cover {
    /// The channel is outside it.
    OffChannel,
    /// The channel is inside, the record is outside the scope.
    OffScope,
    /// It reaches the record.
    Full,
}

impl Grant {
    /// How far this grant gets towards a chat.
    pub(crate) fn covers_chat(&self, me: &UserId, chat: &ChatFacts) -> Cover {
        if !self.channels.contains(&chat.channel) {
            return Cover::OffChannel;
        }
        let mine = || chat.assignee.as_ref() == Some(me) || chat.responsible.as_ref() == Some(me);
        let scoped = match self.scope {
            ChatScope::None => false,
            ChatScope::Assigned => mine(),
            ChatScope::Group => {
                mine() || chat.group.as_ref().is_some_and(|group| self.groups.contains(group))
            }
            ChatScope::All => true,
        };
        let new_client = self.new_clients == NewClients::Shown
            && chat.known == Acquaintance::New
            && chat.assignee.is_none();
        if scoped || new_client { Cover::Full } else { Cover::OffScope }
    }

    /// How far this grant gets towards a contact: through any chat of it, as its responsible, or by the scope
    /// `all` on one of its channels.
    pub(crate) fn covers_contact(&self, me: &UserId, contact: &ContactFacts) -> Cover {
        let on_channel = self.channels == Channels::All
            || contact.channels.iter().any(|channel| self.channels.contains(channel))
            || (contact.channels.is_empty() && !self.channels.is_none());
        let direct = match self.scope {
            ChatScope::None => false,
            ChatScope::Assigned | ChatScope::Group => contact.responsible.as_ref() == Some(me),
            // A contact without any channel is in the CRM alone: only who covers every channel sees it so.
            ChatScope::All => {
                !contact.channels.is_empty()
                    || self.channels == Channels::All
                    || contact.responsible.as_ref() == Some(me)
            }
        };
        if on_channel && direct {
            return Cover::Full;
        }
        let through = contact.chats.iter().map(|chat| self.covers_chat(me, chat)).max();
        through.unwrap_or(Cover::OffChannel).max(if on_channel { Cover::OffScope } else { Cover::OffChannel })
    }

    /// Whether there is any record that it could reach.
    pub(crate) fn reaches_something(&self) -> bool {
        !self.channels.is_none() && (self.scope != ChatScope::None || self.new_clients == NewClients::Shown)
    }

    /// Whether it reaches every record there is.
    pub(crate) fn reaches_everything(&self) -> bool {
        self.channels == Channels::All && self.scope == ChatScope::All
    }

    /// What it shows of each kind: phone numbers and addresses in clear only where it also holds the
    /// permission for that, and that one is not denied.
    pub(crate) fn shown(&self, denied: PermissionSet) -> FieldVisibility {
        let held = self.permissions.difference(denied);
        let mut fields = self.fields.clone();
        for (kind, permission) in CLEAR_NEEDS {
            if !held.contains(permission) {
                fields = fields.capped(&kind, Visibility::Masked);
            }
        }
        fields
    }
}

/// The kinds that are shown in clear only with a permission of their own.
const CLEAR_NEEDS: [(FieldKind, Permission); 2] =
    [(FieldKind::Phone, Permission::CONTACTS_PHONE), (FieldKind::Email, Permission::CONTACTS_EMAIL)];
