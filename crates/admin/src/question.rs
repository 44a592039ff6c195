//! What is asked for, as it comes from JavaScript.

use serde::Deserialize;
use usher_core::access::Target;
use usher_core::review::Census;
use usher_core::{
    Acquaintance, ChannelId, ChatFacts, ContactFacts, FieldKind, GroupId, IdError, Permission, UserId, read,
};

use crate::fault::Fault;

/// A chat, a contact, or nothing in particular.
#[derive(Debug)]
pub(crate) enum Subject {
    Anything,
    Chat(ChatFacts),
    Contact(ContactFacts),
}

impl Subject {
    /// Reads JSON facts: of a chat, of a contact, or of nothing where both are empty.
    ///
    /// # Errors
    /// `invalid_chat` or `invalid_contact` where the facts are not of that form.
    pub(crate) fn parse(chat: &str, contact: &str) -> Result<Self, Fault> {
        match (chat, contact) {
            ("", "") => Ok(Self::Anything),
            (chat, "") => Ok(Self::Chat(facts(chat, "invalid_chat", "a chat")?)),
            (_, contact) => Ok(Self::Contact(facts(contact, "invalid_contact", "a contact")?)),
        }
    }

    pub(crate) fn target(&self) -> Target<'_> {
        match self {
            Self::Anything => Target::Anything,
            Self::Chat(chat) => Target::Chat(chat),
            Self::Contact(contact) => Target::Contact(contact),
        }
    }
}

/// Facts of many chats as columns: the names that they use, one a line, and for each chat five numbers: the places of
/// its channel, group, assignee and responsible among the names, less than 0 for none, and 1 where the contact is known.
///
/// A thousand chats are read a hundred times faster so than as text.
///
/// # Errors
/// `invalid_chat` where a name is no id, or a channel is missing.
pub(crate) fn columns(names: &str, rows: &[i32]) -> Result<Vec<ChatFacts>, Fault> {
    let malformed = |error: &dyn core::fmt::Display| {
        Fault::new("invalid_chat", format!("these are not the facts of a chat: {error}"))
    };
    let names: Vec<&str> = names.split('\n').collect();
    let name = |place: i32| usize::try_from(place).ok().and_then(|place| names.get(place).copied());
    // Each name is read once a kind: a copy of an id is free.
    let mut channels = Ids::new(names.len(), ChannelId::parse);
    let mut groups = Ids::new(names.len(), GroupId::parse);
    let mut users = Ids::new(names.len(), UserId::parse);
    let mut chats = Vec::with_capacity(rows.len() / 5);
    for row in rows.as_chunks::<5>().0 {
        let [channel, group, assignee, responsible, known] = *row;
        let mut read = || -> Result<ChatFacts, IdError> {
            Ok(ChatFacts {
                channel: channels.get(channel, name(channel))?.ok_or(IdError::Empty)?,
                group: groups.get(group, name(group))?,
                assignee: users.get(assignee, name(assignee))?,
                responsible: users.get(responsible, name(responsible))?,
                known: if known == 1 { Acquaintance::Known } else { Acquaintance::New },
            })
        };
        chats.push(read().map_err(|error| malformed(&error))?);
    }
    Ok(chats)
}

/// Ids of one kind by the place of their names.
struct Ids<Id> {
    read: Vec<Option<Id>>,
    parse: fn(&str) -> Result<Id, IdError>,
}

impl<Id: Clone> Ids<Id> {
    fn new(count: usize, parse: fn(&str) -> Result<Id, IdError>) -> Self {
        Self { read: vec![None; count], parse }
    }

    fn get(&mut self, place: i32, name: Option<&str>) -> Result<Option<Id>, IdError> {
        let Some(name) = name else { return Ok(None) };
        let slot = usize::try_from(place).ok().and_then(|place| self.read.get_mut(place));
        let Some(slot) = slot else { return Ok(None) };
        match slot {
            Some(id) => Ok(Some(id.clone())),
            None => {
                let id = (self.parse)(name)?;
                *slot = Some(id.clone());
                Ok(Some(id))
            }
        }
    }
}

fn facts<T: read::FromValue>(json: &str, code: &'static str, what: &str) -> Result<T, Fault> {
    read::parse(json).map_err(|error| Fault::new(code, format!("these are not the facts of {what}: {error}")))
}

/// The permission of this name.
///
/// # Errors
/// `unknown_permission`.
pub(crate) fn permission(census: &Census<'_>, name: &str) -> Result<Permission, Fault> {
    let unknown = || {
        let name: String = name.chars().take(64).collect();
        Fault::new("unknown_permission", format!("there is no permission `{name}`"))
    };
    census.catalogue().find(name).ok_or_else(unknown)
}

/// The user of this id.
///
/// # Errors
/// `unknown_user` where it is no id; whether there is such a user is not looked up.
pub(crate) fn user(id: &str) -> Result<UserId, Fault> {
    UserId::parse(id).map_err(|_| unknown_user())
}

/// The error of a user who is not there.
pub(crate) fn unknown_user() -> Fault {
    Fault::new("unknown_user", "there is no such user in the policy")
}

/// The kind of personal data of this name.
///
/// # Errors
/// `invalid_fields` where there can be no such kind.
pub(crate) fn kind(name: &str) -> Result<FieldKind, Fault> {
    FieldKind::parse(name).map_err(|error| Fault::new("invalid_fields", error.to_string()))
}

/// When a user last used a permission.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a use of a permission")]
pub(crate) struct Use {
    pub(crate) user: UserId,
    pub(crate) permission: String,
    pub(crate) at: i64,
}

/// Reads uses of permissions.
///
/// # Errors
/// `invalid_uses`.
pub(crate) fn uses(json: &str) -> Result<Vec<Use>, Fault> {
    read::from_json(json)
        .map_err(|error| Fault::new("invalid_uses", format!("these are not uses of permissions: {error}")))
}
