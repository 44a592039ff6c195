//! The roles that every company starts with.

use crate::catalogue::Catalogue;
use crate::field::{FieldKind, FieldVisibility, Visibility};
use crate::id::RoleId;
use crate::permission::Permission;
use crate::role::{ChatScope, NewClients, Rights, Role};

/// What the three ready-made roles are called.
pub const PRESET_IDS: [&str; 3] = ["supervisor", "agent", "quality_control"];

/// The ready-made roles: Supervisor (everything), Agent (assigned chats only; no reports, users or
/// settings) and Quality control (sees every chat, writes nothing).
///
/// `catalogue` is the company's: a supervisor holds the host's own permissions too.
pub fn presets(catalogue: &Catalogue) -> Vec<Role> {
    [supervisor(catalogue), agent(catalogue), quality_control(catalogue)].into_iter().flatten().collect()
}

fn role(id: &str, name: &str, rights: Rights) -> Option<Role> {
    Some(Role { id: RoleId::parse(id).ok()?, name: name.into(), rights, emergency_max_minutes: None })
}

fn names(catalogue: &Catalogue, permissions: &[Permission]) -> Vec<String> {
    permissions.iter().map(|permission| catalogue.name(*permission).into()).collect()
}

fn supervisor(catalogue: &Catalogue) -> Option<Role> {
    let all = catalogue.all();
    role(
        "supervisor",
        "Supervisor",
        Rights {
            permissions: catalogue.names(&all).into_iter().map(Into::into).collect(),
            scope: ChatScope::All,
            new_clients: NewClients::Shown,
            fields: FieldVisibility::all(Visibility::Clear),
        },
    )
}

fn agent(catalogue: &Catalogue) -> Option<Role> {
    role(
        "agent",
        "Agent",
        Rights {
            permissions: names(
                catalogue,
                &[
                    Permission::CHATS_VIEW,
                    Permission::CHATS_REPLY,
                    Permission::CHATS_CLOSE,
                    Permission::CONTACTS_VIEW,
                    Permission::CALLS_VIEW,
                    Permission::CALLS_ANSWER,
                ],
            ),
            scope: ChatScope::Assigned,
            new_clients: NewClients::Hidden,
            fields: masked(),
        },
    )
}

fn quality_control(catalogue: &Catalogue) -> Option<Role> {
    role(
        "quality_control",
        "Quality control",
        Rights {
            permissions: names(
                catalogue,
                &[Permission::CHATS_VIEW, Permission::CONTACTS_VIEW, Permission::CALLS_VIEW],
            ),
            scope: ChatScope::All,
            new_clients: NewClients::Shown,
            fields: masked(),
        },
    )
}

/// Names in clear, everything else masked.
fn masked() -> FieldVisibility {
    FieldVisibility::all(Visibility::Masked).with(FieldKind::Name, Visibility::Clear)
}
