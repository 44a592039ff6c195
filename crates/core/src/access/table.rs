//! What checks need, as tables that another language can read: compiled once here, looked up there without a call.

use serde::{Serialize, Serializer};

use super::reach::Reach;
use super::{Access, Decision, Target};
use crate::channel::Channels;
use crate::id::{ChannelId, GroupId};
use crate::sorted::SortedSet;
use crate::write::{Json, ToJson};

/// The answers of an [`Access`] at its moment, for every permission.
///
/// They are the [`Reach`] of each permission with equal parts said once, ids replaced by *slots*: the slot of a channel
/// is its place in `channels` plus one, that of a group its place in `groups` plus one. Slot 0 is every channel that is
/// not named, and no group. A chat is covered where its channel is
///
/// - in `all`,
/// - in `assigned`, and the user is its assignee or its responsible,
/// - in `newClients`, and it is unassigned and of an unknown contact, or
/// - in the set of its group.
///
/// A contact is covered where it has a chat that is, or
///
/// - `all` is every channel, or holds one of the contact's,
/// - the user is its responsible, and the same is true of `assigned`, or
/// - the user is its responsible, the contact has no channel, and `all` or `assigned` is not empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tables {
    changes_at: Option<i64>,
    permissions: Vec<String>,
    general: Vec<usize>,
    reach: Vec<usize>,
    channels: SortedSet<ChannelId>,
    groups: SortedSet<GroupId>,
    sets: Vec<Slots>,
    reaches: Vec<Parts>,
}

/// A set of channels by their slots.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Slots {
    All,
    Only(Vec<usize>),
}

impl Serialize for Slots {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Only(slots) => slots.serialize(serializer),
        }
    }
}

/// A reach; each number is the place of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Parts {
    all: usize,
    assigned: usize,
    new_clients: usize,
    /// Slot of a group, and the set in which its chats are reached.
    groups: Vec<[usize; 2]>,
}

impl ToJson for Tables {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("changesAt", &self.changes_at);
            json.field("permissions", &self.permissions);
            json.field("general", &self.general);
            json.field("reach", &self.reach);
            json.field("channels", &self.channels);
            json.field("groups", &self.groups);
            json.field("sets", &self.sets);
            json.field("reaches", &self.reaches);
        });
    }
}

impl ToJson for Slots {
    fn write(&self, json: &mut Json) {
        match self {
            Self::All => "all".write(json),
            Self::Only(slots) => slots.write(json),
        }
    }
}

impl ToJson for Parts {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("all", &self.all);
            json.field("assigned", &self.assigned);
            json.field("newClients", &self.new_clients);
            json.field("groups", &self.groups);
        });
    }
}

/// An access document with its tables beside it, as `tables`.
///
/// A browser that has them answers its first checks before it has loaded the WebAssembly that compiles them. They hold
/// from the issue of the document until `changesAt`; [`Access::parse`] leaves them unread.
#[derive(Debug, Serialize)]
pub struct Tabled<'a> {
    #[serde(flatten)]
    access: &'a Access,
    tables: Tables,
}

impl Access {
    /// The access document with its tables as of its issue.
    pub fn tabled(&self) -> Tabled<'_> {
        Tabled { access: self, tables: self.clone().at(self.stamp.issued_at).tables() }
    }

    /// The answers at this access's moment, as tables.
    pub fn tables(&self) -> Tables {
        let mut tables = Tables::new(self.changes_at());
        let mut reaches = Vec::new();
        for permission in self.catalogue.iter() {
            tables.permissions.push(self.catalogue.name(permission).into());
            tables.general.push(match self.check(permission, Target::Anything) {
                Decision::Deny => 0,
                Decision::Depends => 1,
                Decision::Allow => 2,
            });
            let reach = self.reach(permission);
            tables.name(&reach);
            reaches.push(reach);
        }
        // Only now: until everything is named, the slots of what is named can still change.
        for reach in &reaches {
            let own = tables.place_of(reach);
            tables.reach.push(own);
        }
        tables
    }
}

impl Tables {
    fn new(changes_at: Option<i64>) -> Self {
        Self {
            changes_at,
            permissions: Vec::new(),
            general: Vec::new(),
            reach: Vec::new(),
            channels: SortedSet::new(),
            groups: SortedSet::new(),
            sets: Vec::new(),
            reaches: Vec::new(),
        }
    }

    /// Gives a slot to everything that a reach names.
    fn name(&mut self, reach: &Reach) {
        for channels in [&reach.all, &reach.assigned, &reach.new_clients] {
            self.name_channels(channels);
        }
        for (group, channels) in reach.groups.iter() {
            self.groups.insert(group.clone());
            self.name_channels(channels);
        }
    }

    fn name_channels(&mut self, channels: &Channels) {
        if let Channels::Only(ids) = channels {
            for id in ids {
                self.channels.insert(id.clone());
            }
        }
    }

    fn place_of(&mut self, reach: &Reach) -> usize {
        let mut parts = Parts {
            all: self.set(&reach.all),
            assigned: self.set(&reach.assigned),
            new_clients: self.set(&reach.new_clients),
            groups: Vec::new(),
        };
        for (group, channels) in reach.groups.iter() {
            let set = self.set(channels);
            parts.groups.extend(slot(&self.groups, group).map(|slot| [slot, set]));
        }
        place(&mut self.reaches, parts)
    }

    fn set(&mut self, channels: &Channels) -> usize {
        let slots = match channels {
            Channels::All => Slots::All,
            Channels::Only(ids) => {
                let mut slots = Vec::new();
                for id in ids {
                    slots.extend(slot(&self.channels, id));
                }
                Slots::Only(slots)
            }
        };
        place(&mut self.sets, slots)
    }
}

/// Where an item stands, added where it is new. There are as many as there are different roles and groups of one user:
/// few enough to look at each.
fn place<T: PartialEq>(items: &mut Vec<T>, item: T) -> usize {
    for (place, own) in items.iter().enumerate() {
        if *own == item {
            return place;
        }
    }
    items.push(item);
    items.len() - 1
}

fn slot<T: Ord>(named: &SortedSet<T>, id: &T) -> Option<usize> {
    named.place(id).map(|place| place + 1)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::fixture::{EXPIRES, PERMISSIONS, chat, contact, world};
    use super::*;
    use crate::*;

    /// Reads tables as another language does: from their JSON, by what [`Tables`] says and nothing else.
    struct Reader {
        json: Value,
        me: String,
    }

    impl Reader {
        fn of(access: &Access) -> Self {
            let json = serde_json::to_value(access.tables()).unwrap();
            Self { json, me: access.user().to_string() }
        }

        fn slot(&self, list: &str, id: &str) -> u64 {
            let named = self.json[list].as_array().unwrap();
            named.iter().position(|own| own == id).map_or(0, |place| place as u64 + 1)
        }

        fn reach(&self, permission: Permission) -> &Value {
            let place = self.json["reach"][usize::from(permission.0)].as_u64().unwrap();
            &self.json["reaches"][place as usize]
        }

        fn set(&self, place: &Value) -> &Value {
            &self.json["sets"][place.as_u64().unwrap() as usize]
        }

        fn holds(&self, place: &Value, channel: &str) -> bool {
            let (set, slot) = (self.set(place), self.slot("channels", channel));
            set == "all" || (slot != 0 && set.as_array().unwrap().contains(&slot.into()))
        }

        fn is_me(&self, id: &Option<UserId>) -> bool {
            id.as_ref().is_some_and(|id| id.as_str() == self.me)
        }

        fn covers(&self, reach: &Value, chat: &ChatFacts) -> bool {
            let on = |part: &str| self.holds(&reach[part], chat.channel.as_str());
            let group = chat.group.as_ref().map_or(0, |group| self.slot("groups", group.as_str()));
            let mut groups = reach["groups"].as_array().unwrap().iter();
            on("all")
                || (on("assigned") && (self.is_me(&chat.assignee) || self.is_me(&chat.responsible)))
                || (on("newClients") && chat.assignee.is_none() && chat.known == Acquaintance::New)
                || groups
                    .any(|pair| pair[0] == group && group != 0 && self.holds(&pair[1], chat.channel.as_str()))
        }

        fn covers_contact(&self, reach: &Value, contact: &ContactFacts) -> bool {
            let mine = self.is_me(&contact.responsible);
            let direct = |part: &str| {
                let set = &reach[part];
                let empty = self.set(set).as_array().is_some_and(Vec::is_empty);
                self.set(set) == "all"
                    || contact.channels.iter().any(|id| self.holds(set, id.as_str()))
                    || (mine && contact.channels.is_empty() && !empty)
            };
            direct("all")
                || (mine && direct("assigned"))
                || contact.chats.iter().any(|chat| self.covers(reach, chat))
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn tables_answer_as_checks(
            world in world(), moment in 0..=EXPIRES, chats in vec(chat(), 0..24), contacts in vec(contact(), 0..12),
        ) {
            let access = world.access().at(moment);
            let reader = Reader::of(&access);
            prop_assert_eq!(reader.json["changesAt"].as_i64(), access.changes_at());
            let tables = access.tables();
            prop_assert_eq!(tables.json(), serde_json::to_string(&tables).unwrap());
            for permission in PERMISSIONS {
                let allowed = |target| access.check(permission, target).is_allowed();
                let reach = reader.reach(permission);
                let general = ["deny", "depends", "allow"][reader.json["general"][usize::from(permission.0)].as_u64().unwrap() as usize];
                prop_assert_eq!(general, serde_json::to_value(access.check(permission, Target::Anything)).unwrap());
                for chat in &chats {
                    prop_assert_eq!(reader.covers(reach, chat), allowed(Target::Chat(chat)), "{:?}", chat);
                }
                for contact in &contacts {
                    prop_assert_eq!(reader.covers_contact(reach, contact), allowed(Target::Contact(contact)), "{:?}", contact);
                }
            }
        }

        #[test]
        fn a_document_carries_them_unread(world in world(), moment in 0..=EXPIRES) {
            let access = world.access().at(moment);
            let json = serde_json::to_value(access.tabled()).unwrap();
            let issued = access.clone().at(access.stamp().issued_at);
            prop_assert_eq!(&json["tables"], &serde_json::to_value(issued.tables()).unwrap());
            prop_assert_eq!(Access::parse(&json.to_string()).unwrap(), issued);
        }

        #[test]
        fn equal_things_are_said_once(world in world()) {
            let Tables { sets, reaches, permissions, general, reach, .. } = world.access().tables();
            for (place, set) in sets.iter().enumerate() {
                prop_assert!(!sets[..place].contains(set));
            }
            for (place, parts) in reaches.iter().enumerate() {
                prop_assert!(!reaches[..place].contains(parts));
            }
            let count = Catalogue::standard().len();
            prop_assert_eq!((permissions.len(), general.len(), reach.len()), (count, count, count));
        }
    }
}
