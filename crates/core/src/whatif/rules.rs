//! What can be decided otherwise.

use crate::routing::Algorithm;

/// How a group gives its chats away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupRules {
    /// Whom it picks of those who may and can.
    pub algorithm: Algorithm,
    /// After which time the group that helps out may take a chat, in milliseconds; `None`: never. It may take a call at
    /// once.
    pub backup_after_ms: Option<i64>,
}

impl Default for GroupRules {
    fn default() -> Self {
        Self { algorithm: Algorithm::FewerAssigned, backup_after_ms: None }
    }
}

/// To whom a chat goes before the group is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stickiness {
    /// To nobody.
    #[default]
    None,
    /// To who is responsible for the client, if they are there and have room.
    Responsible,
}

/// How much somebody may have in hand. What nobody may have waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Capacity {
    /// As many chats as come.
    #[default]
    Unlimited,
    /// As many as they work on at a time.
    Slots,
}

/// What a company can decide otherwise. By themselves: no limits, and whoever has a chat keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// For each group, by place.
    pub groups: Vec<GroupRules>,
    /// How much somebody may have in hand.
    pub capacity: Capacity,
    /// Who comes first.
    pub stickiness: Stickiness,
    /// After which time what an absent person has goes to others, in milliseconds; `None`: never.
    pub grace_ms: Option<i64>,
}
