//! The state as rows.

use crate::read::{Fields, FromValue, Node, Reading, word};
use crate::routing::engine::{Changed, ChatRow, Head, PersonRow, Reached, Tables};
use crate::write::{Json, ToJson};

use super::{object, words, written};

words!(Reached {
    "own" => Own,
    "group" => Group,
    "relaxed" => Relaxed,
    "backup_users" => BackupUsers,
    "backup_group" => BackupGroup,
});

object!(PersonRow, "a row of a person" {
    "person" => person,
    "profile" => profile,
    "presence" => presence,
    "sinceMs" => since_ms,
    "seenMs" => seen_ms,
    "rescued" => rescued,
    "assigned" => assigned,
    "onlineMs" => online_ms,
    "lot" => lot,
    "turn" => turn,
    "idleMs" => idle_ms,
});
object!(ChatRow, "a row of a chat" {
    "chat" => chat,
    "group" => group,
    "channel" => channel,
    "kind" => kind,
    "priority" => priority,
    "arrivedMs" => arrived_ms,
    "place" => place,
    "askedS" => asked_s,
    "assignee" => assignee,
    "lastAgent" => last_agent,
    "responsible" => responsible,
    "owner" => owner,
    "takenUp" => taken_up,
    "known" => known,
    "answered" => answered,
    "missed" => missed,
    "byHand" => by_hand,
    "fallback" => fallback,
    "avoids" => avoids,
    "reached" => reached,
    "skills" => skills,
});
object!(Head, "the head of a state" {
    "nowMs" => now_ms,
    "dayStartMs" => day_start_ms,
    "lastArrival" => last_arrival,
    "turns" => turns,
    "fairMs" => fair_ms,
    "stepsDigest" => steps_digest,
});
object!(Tables, "the rows of a state" {
    "policy" => policy,
    "head" => head,
    "people" => people,
    "chats" => chats,
});
written!(Changed { "head" => head, "people" => people, "chats" => chats, "gone" => gone });
