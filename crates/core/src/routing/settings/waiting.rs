//! What happens while a client waits.

use crate::id::GroupId;

/// Greatest time that is told, in seconds: a week.
pub const SECONDS_MAX: u32 = 7 * 24 * 3_600;

/// Who else is asked after how long, counted from when the client began to wait. The times do not fall from one to the
/// next. A call climbs all steps at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LadderSettings {
    /// For how long a chat is left to the one responsible, where that one is online and has no room, in seconds. Then the group is asked.
    pub responsible_for: u32,
    /// When members are asked who lack the skills, in seconds; none: never.
    pub relax_skill_after: Option<u32>,
    /// When the backup users are asked, in seconds; none: never.
    pub backup_users_after: Option<u32>,
    /// When the backup group is asked, in seconds; none: never.
    pub backup_group_after: Option<u32>,
}

impl LadderSettings {
    /// That of a company that says nothing.
    pub const USUAL: Self = Self {
        responsible_for: 0,
        relax_skill_after: Some(30),
        backup_users_after: Some(120),
        backup_group_after: Some(120),
    };

    /// Whether the times do not fall.
    pub(super) fn ascends(&self) -> bool {
        let steps = [self.relax_skill_after, self.backup_users_after, self.backup_group_after];
        let mut before = self.responsible_for;
        steps.into_iter().flatten().all(|step| core::mem::replace(&mut before, step) <= step)
    }
}

/// Who is asked first, if they may, are online and have room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sticky {
    /// Nobody.
    None,
    /// Who is responsible for the client.
    Responsible,
    /// Who is responsible for the client, else who had the chat last.
    LastAgent,
}

impl Sticky {
    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Responsible => "responsible",
            Self::LastAgent => "last_agent",
        }
    }
}

/// What becomes of chats that were moved because somebody was lost, when that one is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivingBack {
    /// They stay.
    Never,
    /// They go back unless the substitute has answered.
    UnlessAnswered,
    /// They go back.
    Always,
}

impl GivingBack {
    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::UnlessAnswered => "unless_answered",
            Self::Always => "always",
        }
    }
}

/// What becomes of the chats of somebody whose connection is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostSettings {
    /// For how long they are kept, in seconds; none: they stay.
    pub grace: Option<u32>,
    /// Whether they come back.
    pub give_back: GivingBack,
}

impl LostSettings {
    /// That of a company that says nothing.
    pub const USUAL: Self = Self { grace: Some(120), give_back: GivingBack::UnlessAnswered };
}

/// When a client waited too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedSettings {
    /// Within which time a written client is to be answered, in seconds; none: it is not counted.
    pub answer_within: Option<u32>,
    /// The group that is told; none: only who sees the chat.
    pub escalate_to: Option<GroupId>,
}

impl MissedSettings {
    /// That of a company that says nothing.
    pub const USUAL: Self = Self { answer_within: Some(600), escalate_to: None };
}
