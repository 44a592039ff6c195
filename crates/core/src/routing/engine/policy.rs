//! What a company has decided about its routing.

use serde::{Deserialize, Serialize};

use crate::order::sort_by;
use crate::routing::Algorithm;

use super::number::{CHANNELS_MAX, GROUPS_MAX, GroupNo, PersonNo};
use super::refusal::Refusal;

/// Greatest number of backup users of a group.
pub const BACKUP_USERS_MAX: usize = 64;

/// Whether a chat is written or spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Written: can wait, can move from one to another.
    Text,
    /// A call: has slots of its own, cannot wait, and never moves once somebody has it.
    Call,
}

/// A channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Whether it is written or spoken.
    pub kind: Kind,
    /// How much of somebody's capacity a chat on it takes; at least 1.
    pub weight: u16,
}

/// After how long of waiting, counted from the arrival, who else may take a chat. Without a time the step does not exist.
/// A call takes every step at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ladder {
    /// The group, where there is a responsible who is online: until then it is left to them. In milliseconds.
    pub group_ms: u32,
    /// Members without the skills that are asked for. In milliseconds.
    pub relaxed_ms: Option<u32>,
    /// The backup users. In milliseconds.
    pub backup_users_ms: Option<u32>,
    /// The members of the backup group. In milliseconds.
    pub backup_group_ms: Option<u32>,
}

/// To whom a chat goes before the group is asked, if they may, are online and have room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stickiness {
    /// Nobody.
    None,
    /// Who is responsible for the client.
    Responsible,
    /// Who is responsible for the client, else who had the chat last.
    LastAgent,
}

/// What becomes of a chat that was moved because its owner was lost, when the owner is back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiveBack {
    /// It stays.
    Never,
    /// It goes back unless the substitute has answered.
    Unanswered,
    /// It goes back.
    Always,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Group {
    /// How it picks. Whatever is equal by the algorithm goes to who had the fewest assignments for the time that they were
    /// online, and what is equal then by a lot that was drawn from the seed of an earlier event.
    pub algorithm: Algorithm,
    /// Who helps out, whether members or not. They need the right to take a chat of this group.
    pub backup_users: Vec<PersonNo>,
    /// The group whose members help out with what they may take in their own group.
    pub backup_group: Option<GroupNo>,
    /// When the next are asked.
    pub ladder: Ladder,
    /// Who is asked first.
    pub stickiness: Stickiness,
    /// Whether it is closed for now: its members are asked about nothing that waits, neither for it nor as the backup of
    /// another; its own backups are asked at once. What its members have in hand stays.
    pub closed: bool,
    /// Within which time a client is to be answered, in milliseconds; none if it is not counted.
    pub answer_ms: Option<u32>,
}

/// The routing of a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policy {
    /// The channels by their numbers.
    pub channels: Vec<Channel>,
    /// The groups by their numbers.
    pub groups: Vec<Group>,
    /// For how long somebody may be lost before their chats move, in milliseconds; none if they stay.
    pub grace_ms: Option<u32>,
    /// What becomes of moved chats when their owner is back.
    pub give_back: GiveBack,
}

impl Policy {
    /// Nothing at all: no channel, no group.
    #[must_use]
    pub const fn empty() -> Self {
        Self { channels: Vec::new(), groups: Vec::new(), grace_ms: None, give_back: GiveBack::Never }
    }

    /// Refuses what leads nowhere.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        if self.groups.len() > usize::from(GROUPS_MAX) || self.channels.len() > usize::from(CHANNELS_MAX) {
            return Err(Refusal::TooMany);
        }
        let mut sizes: Vec<Channel> = self.channels.clone();
        sort_by(&mut sizes, Ord::cmp);
        sizes.dedup();
        if sizes.len() > usize::from(u8::MAX) {
            return Err(Refusal::TooMany);
        }
        let leads = |group: &Group| {
            group.backup_group.is_none_or(|backup| backup.place() < self.groups.len())
                && group.backup_users.len() <= BACKUP_USERS_MAX
        };
        if self.channels.iter().all(|channel| channel.weight > 0) && self.groups.iter().all(leads) {
            Ok(())
        } else {
            Err(Refusal::BadPolicy)
        }
    }

    /// A group by its number.
    pub(super) fn group(&self, group: GroupNo) -> Option<&Group> {
        self.groups.get(group.place())
    }
}
