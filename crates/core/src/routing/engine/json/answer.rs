//! What is decided, and why.

use crate::read::{FromValue, Node, Reading, word};
use crate::routing::engine::{
    Asked, Because, Candidate, Circle, Command, Decision, Exclusion, Explanation, LeftOut, Outcome, Reached,
    Refusal, Step, Tally,
};
use crate::sorted::SortedMap;
use crate::write::{Json, ToJson};

use super::event::Seed;
use super::{words, written};

words!(Outcome {
    "assigned" => Assigned,
    "queued" => Queued,
    "moved" => Moved,
    "returned" => Returned,
    "missed" => Missed,
});
words!(Because {
    "responsible" => Responsible,
    "last_agent" => LastAgent,
    "best_of_group" => BestOfGroup,
    "skills_relaxed" => SkillsRelaxed,
    "backup_user" => BackupUser,
    "backup_group" => BackupGroup,
    "was_online_today" => WasOnlineToday,
    "longest_waiting" => LongestWaiting,
    "owner_is_back" => OwnerIsBack,
    "by_hand" => ByHand,
    "answered_first" => AnsweredFirst,
    "nobody_eligible" => NobodyEligible,
    "group_closed" => GroupClosed,
    "not_answered" => NotAnswered,
    "hung_up" => HungUp,
});
words!(Exclusion {
    "user_inactive" => UserInactive,
    "group_closed" => GroupClosed,
    "not_entitled" => NotEntitled,
    "lacks_skill" => LacksSkill,
    "finishing" => Finishing,
    "away" => Away,
    "offline" => Offline,
    "at_capacity" => AtCapacity,
    "released" => Released,
});

written!(Tally {
    "eligible" => eligible,
    "groupClosed" => group_closed,
    "notEntitled" => not_entitled,
    "lacksSkill" => lacks_skill,
    "finishing" => finishing,
    "away" => away,
    "offline" => offline,
    "atCapacity" => at_capacity,
});
written!(Step { "commands" => commands, "decisions" => decisions });
written!(Candidate {
    "person" => person,
    "open" => open,
    "surplus" => surplus,
    "byAlgorithm" => by_algorithm,
    "lagMs" => lag_ms,
    "lot" => lot,
});
written!(LeftOut { "person" => person, "rule" => rule });
words!(Circle { "group" => Group, "backup_users" => BackupUsers, "backup_group" => BackupGroup });
written!(Asked {
    "circle" => circle,
    "group" => group,
    "eligible" => eligible,
    "ranking" => ranking,
    "leftOut" => left_out,
    "leftOutCounts" => left_out_counts,
});
written!(Explanation { "decision" => decision, "asked" => asked });

/// How far the search has gone, and who is asked now.
impl ToJson for (Reached, Vec<Asked>) {
    fn write(&self, json: &mut Json) {
        let (reached, asked) = self;
        json.object(|json| {
            json.field("reached", reached);
            json.field("asked", asked);
        });
    }
}

impl ToJson for SortedMap<Exclusion, u32> {
    fn write(&self, json: &mut Json) {
        json.object(|json| self.iter().for_each(|(rule, count)| json.field(rule.word(), count)));
    }
}

impl ToJson for Command {
    fn write(&self, json: &mut Json) {
        json.object(|json| match self {
            Self::Assign { chat, to, group } => {
                json.field("op", "assign");
                json.field("chat", chat);
                json.field("to", to);
                json.field("group", group);
            }
            Self::Reassign { chat, from, to, group } => {
                json.field("op", "reassign");
                json.field("chat", chat);
                json.field("from", from);
                json.field("to", to);
                json.field("group", group);
            }
            Self::Unassign { chat, from } => {
                json.field("op", "unassign");
                json.field("chat", chat);
                json.field("from", from);
            }
            Self::Responsible { chat, person } => {
                json.field("op", "responsible");
                json.field("chat", chat);
                json.field("person", person);
            }
            Self::Missed { chat, person } => {
                json.field("op", "missed");
                json.field("chat", chat);
                json.field("person", person);
            }
        });
    }
}

impl ToJson for Decision {
    fn write(&self, json: &mut Json) {
        let Self { chat, outcome, person, because, tally, tied, seed, at_ms } = self;
        json.object(|json| {
            json.field("chat", chat);
            json.field("outcome", outcome);
            json.field("person", person);
            json.field("because", because);
            json.field("tally", tally);
            json.field("tied", tied);
            json.field("seed", &Seed(*seed));
            json.field("atMs", at_ms);
        });
    }
}

/// An event that was refused stands where its step would.
impl ToJson for Refusal {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("refused", self.code());
            json.field("message", self.message());
        });
    }
}

impl<T: ToJson, E: ToJson> ToJson for Result<T, E> {
    fn write(&self, json: &mut Json) {
        match self {
            Ok(value) => value.write(json),
            Err(error) => error.write(json),
        }
    }
}
