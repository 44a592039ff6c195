//! The decisions of Usher: who may see and do what, what stays masked for whom, and who gets the next chat.
//!
//! This crate knows nothing of the world: no clock, no randomness, no storage, no JavaScript. Time and
//! entropy are arguments.

mod order;
pub mod read;
mod sorted;
pub mod write;
pub use sorted::{SortedMap, SortedSet};
mod id;
pub use id::{
    ChannelId, ChatId, CompanyCode, ContactId, GroupId, HoursId, ID_MAX_BYTES, IdError, MessageId, RoleId,
    RuleId, SectionId, SkillId, UserId,
};

mod period;
pub use period::{MOMENT_MAX_MS, Period, PeriodError};
mod holding;
pub use holding::Holding;

mod permission;
pub use permission::{PERMISSIONS_MAX, Permission, PermissionSet, Subject};
mod catalogue;
pub use catalogue::{Catalogue, CatalogueError, HostPermission, standard_permissions};
mod field;
pub use field::{FieldKind, FieldVisibility, HostField, Visibility};

mod channel;
pub use channel::{Channel, ChannelKind, Channels};
mod role;
pub use role::{ChatScope, EMERGENCY_MAX_MINUTES, NewClients, Rights, Role};
mod group;
pub use group::Group;
mod user;
pub use user::{User, UserStatus};
mod section;
pub use section::Section;
mod chat;
pub use chat::{Acquaintance, ChatFacts, ChatKind};
mod contact;
pub use contact::ContactFacts;
mod preset;
pub use preset::{PRESET_IDS, presets};

pub mod policy;
pub use policy::Policy;

pub mod access;
pub use access::Access;
pub mod delegation;
pub mod review;
pub mod sentence;

pub mod mask;
pub mod routing;
pub mod whatif;
