//! What comes of an event.

use serde::Serialize;

use super::number::{ChatNo, GroupNo, PersonNo};
use super::record::write_seed;

/// What the host does, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Command {
    /// A chat that nobody had is somebody's.
    Assign {
        /// The chat.
        chat: ChatNo,
        /// Whose.
        to: PersonNo,
        /// The group by whose rights they take it.
        group: GroupNo,
    },
    /// A chat that somebody had is somebody else's.
    Reassign {
        /// The chat.
        chat: ChatNo,
        /// Whose it was.
        from: PersonNo,
        /// Whose it is.
        to: PersonNo,
        /// The group by whose rights they take it.
        group: GroupNo,
    },
    /// A chat that somebody had waits again, with its old age.
    Unassign {
        /// The chat.
        chat: ChatNo,
        /// Whose it was.
        from: PersonNo,
    },
    /// Somebody is responsible for the client from now on.
    Responsible {
        /// The chat.
        chat: ChatNo,
        /// Who.
        person: PersonNo,
    },
    /// A client was not answered in time, or hung up. Said once for each wait.
    Missed {
        /// The chat.
        chat: ChatNo,
        /// Who had it.
        person: Option<PersonNo>,
    },
}

/// What was decided about a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Outcome {
    /// Somebody got it.
    Assigned,
    /// It waits.
    Queued,
    /// It went from one to another.
    Moved,
    /// It went back to its owner.
    Returned,
    /// It was not answered in time.
    Missed,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Because {
    /// Is responsible for the client.
    Responsible,
    /// Had the chat last.
    LastAgent,
    /// Best by the group's algorithm.
    BestOfGroup,
    /// Best by the group's algorithm, without the skills that were asked for.
    SkillsRelaxed,
    /// Nobody of the group could; best of the backup users.
    BackupUser,
    /// Nobody of the group could; best of the backup group.
    BackupGroup,
    /// Nobody was online; was since the day began.
    WasOnlineToday,
    /// Had room, and nobody whom they may serve had waited longer.
    LongestWaiting,
    /// The owner is back.
    OwnerIsBack,
    /// By hand.
    ByHand,
    /// Answered first.
    AnsweredFirst,
    /// Nobody may, is there and has room.
    NobodyEligible,
    /// The group is closed, and no backup may, is there and has room.
    GroupClosed,
    /// The client waited longer than the company wants.
    NotAnswered,
    /// The caller hung up.
    HungUp,
}

/// How many of the group did not come into question, and why. Each is counted under the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// May take it, is online, has room.
    pub eligible: u32,
    /// The group is closed.
    pub group_closed: u32,
    /// May not take such a chat.
    pub not_entitled: u32,
    /// Lacks a skill.
    pub lacks_skill: u32,
    /// Ends the shift.
    pub finishing: u32,
    /// Is away.
    pub away: u32,
    /// Is not connected.
    pub offline: u32,
    /// Has no room.
    pub at_capacity: u32,
}

/// A decision and what it rests on. [`explain`](super::State::explain) has the ranking, at the same state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// The chat.
    pub chat: ChatNo,
    /// What was decided.
    pub outcome: Outcome,
    /// Who has it now.
    pub person: Option<PersonNo>,
    /// Why.
    pub because: Because,
    /// Who was counted.
    pub tally: Tally,
    /// Whether several were equal, so that the lot decided.
    pub tied: bool,
    /// The seed of the event, in JSON as text like that of a [`Record`](super::Record).
    #[serde(serialize_with = "write_seed")]
    pub seed: u64,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
}

/// What comes of an event.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Step {
    /// What the host does.
    pub commands: Vec<Command>,
    /// What was decided and why.
    pub decisions: Vec<Decision>,
}

impl Step {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { commands: Vec::new(), decisions: Vec::new() }
    }

    /// Forgets everything, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.commands.clear();
        self.decisions.clear();
    }
}
