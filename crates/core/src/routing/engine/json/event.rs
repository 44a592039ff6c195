//! Events.

use crate::chat::ChatKind;
use crate::read::{Fields, FromValue, Node, Reading, word};
use crate::routing::engine::record::seed_of;
use crate::routing::engine::{
    Arrival, Channel, Entitlement, Event, GiveBack, Group, Kind, Ladder, Policy, Presence, Profile, Record,
    Status, Stickiness,
};
use crate::write::{Json, ToJson, hex};

use super::{object, words, written};

words!(Presence { "online" => Online, "finishing" => Finishing, "away" => Away, "lost" => Lost });
words!(Status { "active" => Active, "deactivated" => Deactivated, "removed" => Removed });
words!(ChatKind { "personal" => Personal, "group" => Group });
words!(Kind { "text" => Text, "call" => Call });
words!(Stickiness { "none" => None, "responsible" => Responsible, "last_agent" => LastAgent });
words!(GiveBack { "never" => Never, "unanswered" => Unanswered, "always" => Always });

object!(Entitlement, "an entitlement" { "group" => group, "channel" => channel, "bits" => bits });
object!(Profile, "a person" {
    "status" => status,
    "textCapacity" => text_capacity,
    "callCapacity" => call_capacity,
    "skills" => skills,
    "groups" => groups,
    "entitlements" => entitlements,
});
object!(Channel, "a channel" { "kind" => kind, "weight" => weight });
object!(Ladder, "a ladder" {
    "groupMs" => group_ms,
    "relaxedMs" => relaxed_ms,
    "backupUsersMs" => backup_users_ms,
    "backupGroupMs" => backup_group_ms,
});
object!(Group, "a group" {
    "algorithm" => algorithm,
    "backupUsers" => backup_users,
    "backupGroup" => backup_group,
    "ladder" => ladder,
    "stickiness" => stickiness,
    "closed" => closed,
    "answerMs" => answer_ms,
});
object!(Policy, "a policy" {
    "channels" => channels,
    "groups" => groups,
    "graceMs" => grace_ms,
    "giveBack" => give_back,
});

/// Reads and writes events: the word, a line a field, and the shape that these make up.
macro_rules! events {
    ($($word:literal { $($name:literal => $field:ident),* $(,)? } [$($shape:tt)+])+) => {
        impl FromValue for Event {
            fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
                let Some(Node::Object(_)) = value else {
                    reading.expected("an event", value);
                    return Self::Timer;
                };
                let kind = value.and_then(|event| event.get("type"));
                let words = [$($word),+];
                let place = reading.under("type", |reading| word(kind, &words, reading));
                match place.and_then(|place| words.get(place).copied()) {
                    $(Some($word) => {
                        let mut _fields = Fields::of(value, "an event", &["type" $(, $name)*], reading);
                        $(let $field = _fields.get($name);)*
                        $($shape)+
                    })+
                    _ => Self::Timer,
                }
            }
        }

        impl ToJson for Event {
            fn write(&self, json: &mut Json) {
                json.object(|json| match self {
                    $($($shape)+ => {
                        json.field("type", $word);
                        $(json.field($name, $field);)*
                    })+
                });
            }
        }
    };
}

events! {
    "arrived" {
        "chat" => chat,
        "group" => group,
        "channel" => channel,
        "kind" => kind,
        "priority" => priority,
        "known" => known,
        "responsible" => responsible,
        "lastAgent" => last_agent,
        "skills" => skills,
    } [Event::Arrived(Arrival { chat, group, channel, kind, priority, known, responsible, last_agent, skills })]
    "message" { "chat" => chat } [Event::Message { chat }]
    "answered" { "chat" => chat, "by" => by } [Event::Answered { chat, by }]
    "closed" { "chat" => chat } [Event::Closed { chat }]
    "hung_up" { "chat" => chat } [Event::HungUp { chat }]
    "chat_changed" { "chat" => chat, "priority" => priority, "known" => known, "skills" => skills }
        [Event::ChatChanged { chat, priority, known, skills }]
    "presence" { "person" => person, "presence" => presence } [Event::Presence { person, presence }]
    "person" { "person" => person, "profile" => profile } [Event::Person { person, profile }]
    "policy" { "policy" => policy } [Event::Policy { policy }]
    "assign" { "chat" => chat, "to" => to, "allowed" => allowed } [Event::Assign { chat, to, allowed }]
    "transfer" { "chat" => chat, "group" => group } [Event::Transfer { chat, group }]
    "release" { "chat" => chat } [Event::Release { chat }]
    "take" { "chat" => chat, "by" => by, "allowed" => allowed } [Event::Take { chat, by, allowed }]
    "day" { "startMs" => start_ms } [Event::Day { start_ms }]
    "timer" {} [Event::Timer]
}

/// Entropy, as text: numbers end at 2^53 in JavaScript.
pub(super) struct Seed(pub(super) u64);

impl FromValue for Seed {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let seed = value.and_then(Node::as_str).and_then(seed_of);
        if seed.is_none() {
            reading.expected("16 hexadecimal digits in lower case", value);
        }
        Self(seed.unwrap_or_default())
    }
}

impl ToJson for Seed {
    fn write(&self, json: &mut Json) {
        hex(self.0).write(json);
    }
}

impl FromValue for Record {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, "a record", &["atMs", "seed", "event"], reading);
        Self { at_ms: fields.get("atMs"), seed: fields.get::<Seed>("seed").0, event: fields.get("event") }
    }
}

impl ToJson for Record {
    fn write(&self, json: &mut Json) {
        let Self { at_ms, seed, event } = self;
        json.object(|json| {
            json.field("atMs", at_ms);
            json.field("seed", &Seed(*seed));
            json.field("event", event);
        });
    }
}
