//! What happens to a team whatever its rules are: who writes and calls, and who is there.

/// A minute, in milliseconds.
pub(super) const MINUTE_MS: i64 = 60_000;
/// An hour, in milliseconds.
pub(super) const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A day, in milliseconds.
pub(super) const DAY_MS: i64 = 24 * HOUR_MS;
/// A week, in milliseconds.
pub(super) const WEEK_MS: i64 = 7 * DAY_MS;

/// What a chat is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Medium {
    /// Messages: several at a time, and they can be handed over.
    Text,
    /// A call: it has a slot of its own, the caller hangs up, and nobody else can take it over.
    Call,
}

impl Medium {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Text, Self::Call];

    /// The place of this one in a pair.
    pub(super) const fn place(self) -> usize {
        match self {
            Self::Text => 0,
            Self::Call => 1,
        }
    }
}

/// What is known of a chat when it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Messages or a call.
    pub medium: Medium,
    /// The group that it is for, by its place.
    pub group: u16,
    /// The channel that it came by, by its place.
    pub channel: u16,
    /// The user whom the CRM names, by their place.
    pub responsible: Option<u32>,
    /// Whether the CRM has the client.
    pub is_known: bool,
}

/// A chat that comes, and what nobody knows yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// When, in milliseconds since the start.
    pub at_ms: i64,
    /// What is known of it.
    pub facts: Facts,
    /// How long somebody will work on it.
    pub work_ms: i64,
    /// How long the client waits for an answer before they are gone; `None`: for ever.
    pub patience_ms: Option<i64>,
}

/// Which chats somebody may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// All of them.
    Everything,
    /// Those of these groups on these channels.
    Only(Pairs),
}

/// Groups with channels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs(Vec<u32>);

impl Pairs {
    /// Of a list in any order.
    pub fn new(pairs: impl IntoIterator<Item = (u16, u16)>) -> Self {
        let mut keys: Vec<u32> = pairs.into_iter().map(|(group, channel)| key(group, channel)).collect();
        crate::order::sort_by(&mut keys, Ord::cmp);
        keys.dedup();
        Self(keys)
    }

    /// Each group with a channel, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, u16)> {
        self.0.iter().map(|key| ((key >> 16) as u16, *key as u16))
    }
}

fn key(group: u16, channel: u16) -> u32 {
    u32::from(group) << 16 | u32::from(channel)
}

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Which chats they may take.
    pub takes: Takes,
    /// Whether clients whom the CRM does not have are given to them.
    pub takes_new: bool,
    /// How many chats of each [`Medium`] they work on at a time.
    pub slots: [u32; 2],
}

impl Person {
    /// Whether they may have this chat as far as rights go, as one for `group`.
    #[must_use]
    pub fn may_take(&self, person: u32, facts: &Facts, group: u16) -> bool {
        let pair = match &self.takes {
            Takes::Everything => return true,
            Takes::Only(Pairs(keys)) => keys.binary_search(&key(group, facts.channel)).is_ok(),
        };
        pair && (self.takes_new || facts.is_known || facts.responsible == Some(person))
    }
}

/// How somebody's presence changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// They are there.
    Online,
    /// Their connection is gone, and what they had in hand stands still.
    Lost,
    /// Their working hours are over: they finish what they have in hand.
    Finishing,
    /// They left the company.
    Removed,
}

/// A change of somebody's presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// When, in milliseconds since the start.
    pub at_ms: i64,
    /// Whose.
    pub person: u32,
    /// To what.
    pub change: Change,
}

/// What happens to a team in a span of time. The same world with other rules is what a comparison is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    /// How long, in milliseconds.
    pub horizon_ms: i64,
    /// Chats that come before this are worked on but not measured: they find a team that has nothing to do yet.
    pub counted_from_ms: i64,
    /// Chats that come at this or later are worked on but not measured: they had no time to be answered.
    pub counted_until_ms: i64,
    /// How long a colleague reads what was said before, in milliseconds.
    pub handoff_ms: i64,
    /// Within which time an answer is good service, in milliseconds.
    pub target_ms: i64,
    /// After which time a text without an answer is a missed one, in milliseconds.
    pub missed_after_ms: i64,
    /// What the channels carry, by place.
    pub media: Vec<Medium>,
    /// How many groups there are.
    pub groups: u16,
    /// For each group, by place, the one that helps out.
    pub backups: Vec<Option<u16>>,
    /// The team.
    pub people: Vec<Person>,
    /// The chats, by time.
    pub arrivals: Vec<Arrival>,
    /// The changes of presence, by time.
    pub turns: Vec<Turn>,
    /// What lots are drawn from.
    pub seed: u64,
}

impl World {
    /// The same chats and hours in a team in which everybody may take everything.
    #[must_use]
    pub fn pooled(&self) -> Self {
        let mut pooled = self.clone();
        for person in &mut pooled.people {
            person.takes = Takes::Everything;
            person.takes_new = true;
        }
        pooled
    }

    /// Whether somebody may have a chat, of its own group or of the one that helps out.
    pub(super) fn may_take(&self, person: u32, facts: &Facts) -> bool {
        let Some(who) = self.people.get(person as usize) else { return false };
        let backup = self.backups.get(usize::from(facts.group)).copied().flatten();
        who.may_take(person, facts, facts.group)
            || backup.is_some_and(|backup| who.may_take(person, facts, backup))
    }
}
