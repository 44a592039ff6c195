//! What is said of a group and of a person.

use crate::id::{GroupId, HoursId, SkillId, UserId};

use super::capacity::OwnCapacity;
use super::waiting::{LadderSettings, MissedSettings, Sticky};

/// Greatest number of backup users of a group.
pub const BACKUP_USERS_MAX: usize = 64;
/// Greatest number of skills in one place.
pub const SKILLS_MAX: usize = 64;
/// Greatest priority.
pub const PRIORITY_MAX: u32 = 9;

/// What is said of a group. What it does not say is as the company has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSettings {
    /// What its members may have in hand, where they say nothing themselves.
    pub capacity: OwnCapacity,
    /// What somebody must be able to do for a chat of this group, as long as the ladder asks for it.
    pub skills: Vec<SkillId>,
    /// Who helps out when nobody of the group can, in no order. They need the right to take chats of the group.
    pub backup_users: Vec<UserId>,
    /// The group whose members help out after those. The chat stays in its group, so two groups may back each other up.
    pub backup_group: Option<GroupId>,
    /// When its members work, where they have no hours of their own.
    pub hours: Option<HoursId>,
    /// The priority of its chats: greater comes first. From 0 to 9.
    pub priority: u32,
    /// Who is asked when, as a whole; none: as the company has it.
    pub ladder: Option<LadderSettings>,
    /// When a client waited too long, as a whole; none: as the company has it.
    pub missed: Option<MissedSettings>,
    /// Who is asked first; none: as the company has it.
    pub sticky: Option<Sticky>,
}

impl GroupSettings {
    /// A group that says nothing.
    pub fn silent() -> Self {
        Self {
            capacity: OwnCapacity::default(),
            skills: Vec::new(),
            backup_users: Vec::new(),
            backup_group: None,
            hours: None,
            priority: 0,
            ladder: None,
            missed: None,
            sticky: None,
        }
    }
}

/// What is said of a person. What it does not say is as the groups of the person have it, and then the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonSettings {
    /// What the person may have in hand.
    pub capacity: OwnCapacity,
    /// What the person can.
    pub skills: Vec<SkillId>,
    /// When the person works.
    pub hours: Option<HoursId>,
}
