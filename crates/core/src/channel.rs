//! Channels: the accounts through which clients write and call.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::{ChannelId, GroupId};
use crate::read::{FromValue, Node, Reading};
use crate::sorted::SortedSet;

/// The service a channel is connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// WhatsApp.
    Whatsapp,
    /// Instagram direct messages.
    Instagram,
    /// Facebook Messenger.
    Messenger,
    /// Telegram.
    Telegram,
    /// SMS.
    Sms,
    /// Phone calls over IP.
    Voip,
    /// Any other service.
    Other,
}

impl ChannelKind {
    /// The name of this kind, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Instagram => "instagram",
            Self::Messenger => "messenger",
            Self::Telegram => "telegram",
            Self::Sms => "sms",
            Self::Voip => "voip",
            Self::Other => "other",
        }
    }
}

/// One connected account. Two WhatsApp numbers are two channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a channel")]
pub struct Channel {
    /// The id of the channel.
    pub id: ChannelId,
    /// The service it is connected to.
    pub kind: ChannelKind,
    /// Its name, for people.
    pub name: String,
    /// The group that new chats go to; none: they wait for somebody who sees all chats.
    #[serde(default)]
    pub group: Option<GroupId>,
}

/// Which channels something covers: the word `all`, or explicit ids. An empty list is nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Channels {
    /// Every channel, also those connected later.
    All,
    /// These and no others.
    Only(SortedSet<ChannelId>),
}

impl Channels {
    /// No channel at all.
    pub fn none() -> Self {
        Self::Only(SortedSet::new())
    }

    /// These channels and no others.
    pub fn only(channels: impl IntoIterator<Item = ChannelId>) -> Self {
        Self::Only(channels.into_iter().collect())
    }

    /// Whether nothing is covered.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Only(ids) if ids.is_empty())
    }

    /// Whether the channel is covered.
    pub fn contains(&self, channel: &ChannelId) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(channel),
        }
    }

    /// What both cover.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::All, rest) | (rest, Self::All) => rest.clone(),
            (Self::Only(a), Self::Only(b)) => {
                Self::Only(a.iter().filter(|id| b.contains(*id)).cloned().collect())
            }
        }
    }

    /// What either covers.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.widen(other);
        both
    }

    /// Covers also what the other covers.
    pub(crate) fn widen(&mut self, other: &Self) {
        match (&mut *self, other) {
            (Self::Only(own), Self::Only(ids)) => {
                for id in ids {
                    own.insert(id.clone());
                }
            }
            _ => *self = Self::All,
        }
    }

    /// Whether everything covered here is covered there.
    pub fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::All) => true,
            (Self::All, Self::Only(_)) => false,
            (Self::Only(a), Self::Only(b)) => a.is_subset(b),
        }
    }
}

impl Serialize for Channels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Only(ids) => ids.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Channels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Channels;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("`all` or a list of channel ids")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Channels, E> {
                match text {
                    "all" => Ok(Channels::All),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Other("another word"), &self)),
                }
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Channels, A::Error> {
                let mut ids = SortedSet::new();
                while let Some(id) = seq.next_element::<ChannelId>()? {
                    if !ids.insert(id) {
                        return Err(serde::de::Error::custom("a channel is listed twice"));
                    }
                }
                Ok(Channels::Only(ids))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl FromValue for Channels {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        match value {
            Some(Node::Text(text)) if text == "all" => return Self::All,
            Some(Node::List(items)) => {
                let ids = SortedSet::read(value, reading);
                if ids.len() < items.len() {
                    reading.expected("each channel once", value);
                }
                return Self::Only(ids);
            }
            _ => reading.expected("`all` or a list of channel ids", value),
        }
        Self::none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Channels, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn lists_are_all_or_explicit() {
        assert_eq!(read("\"all\"").unwrap(), Channels::All);
        assert!(read("[]").unwrap().is_none());
        assert!(read("\"some\"").is_err());
        assert!(read("null").is_err());
        assert!(read("[\"a\",\"a\"]").is_err());
        let two = read("[\"a\",\"b\"]").unwrap();
        let one = read("[\"b\",\"c\"]").unwrap();
        assert_eq!(serde_json::to_string(&two.intersection(&one)).unwrap(), "[\"b\"]");
        assert_eq!(serde_json::to_string(&two.union(&one)).unwrap(), "[\"a\",\"b\",\"c\"]");
        assert!(two.is_within(&Channels::All) && !Channels::All.is_within(&two));
    }
}
