//! Kinds of personal data, and how much of each a viewer gets.

use core::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::IdError;
use crate::read::{FromValue, Node, Reading, word};
use crate::sorted::SortedMap;
use crate::write::{Json, ToJson};

/// A kind of personal data that the host application defines, beside the fixed ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostField(Arc<str>);

impl HostField {
    /// Reads the name of a host's own field: 1 to 64 of `a-z`, `0-9`, `_`.
    ///
    /// # Errors
    /// [`IdError`] where the text is empty, too long, or holds another character.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > crate::id::ID_MAX_BYTES {
            return Err(IdError::TooLong);
        }
        if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            return Err(IdError::BadCharacter);
        }
        Ok(Self(text.into()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A kind of personal data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A person's name.
    Name,
    /// A user name on some service, such as a Telegram handle.
    Handle,
    /// A postal address.
    Address,
    /// Free text: what was written in a chat.
    Text,
    /// A payment card number.
    Card,
    /// An international bank account number.
    Iban,
    /// The number by which a country knows a person, such as TCKN, SNILS or CPF.
    NationalId,
    /// A kind that the host application defines.
    Host(HostField),
}

impl FieldKind {
    /// The kinds that every company has, in the order in which they are shown.
    pub const STANDARD: [Self; 9] = [
        Self::Name,
        Self::Phone,
        Self::Email,
        Self::Handle,
        Self::Address,
        Self::Text,
        Self::Card,
        Self::Iban,
        Self::NationalId,
    ];

    /// Reads a kind by its name; a name that is none of the fixed kinds is a host's own.
    ///
    /// # Errors
    /// [`IdError`] where the name is not even a possible host field.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        Ok(match text {
            "phone" => Self::Phone,
            "email" => Self::Email,
            "name" => Self::Name,
            "handle" => Self::Handle,
            "address" => Self::Address,
            "text" => Self::Text,
            "card" => Self::Card,
            "iban" => Self::Iban,
            "national_id" => Self::NationalId,
            host => Self::Host(HostField::parse(host)?),
        })
    }

    /// The name of this kind.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Name => "name",
            Self::Handle => "handle",
            Self::Address => "address",
            Self::Text => "text",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::NationalId => "national_id",
            Self::Host(field) => field.as_str(),
        }
    }
}

impl fmt::Display for FieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for FieldKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FieldKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// How much of a value a viewer gets. Ordered: a later one shows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Nothing at all, not even that there is a value.
    Hidden,
    /// Enough to tell two clients apart.
    Masked,
    /// The value itself.
    Clear,
}

impl Visibility {
    /// The name of this visibility, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Masked => "masked",
            Self::Clear => "clear",
        }
    }
}

/// How much of each kind of personal data a viewer gets. A kind that is not named is hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldVisibility(SortedMap<FieldKind, Visibility>);

impl FieldVisibility {
    /// Nothing of anything.
    pub fn hidden() -> Self {
        Self(SortedMap::new())
    }

    /// The same for each of the standard kinds; a host's own kinds stay hidden.
    pub fn all(visibility: Visibility) -> Self {
        Self(FieldKind::STANDARD.into_iter().map(|kind| (kind, visibility)).collect())
    }

    /// The same with one kind set.
    #[must_use]
    pub fn with(mut self, kind: FieldKind, visibility: Visibility) -> Self {
        self.0.insert(kind, visibility);
        self
    }

    /// How much of this kind is shown.
    pub fn get(&self, kind: &FieldKind) -> Visibility {
        self.0.get(kind).copied().unwrap_or(Visibility::Hidden)
    }

    /// For each kind the wider of the two.
    #[must_use]
    pub fn widest(mut self, other: &Self) -> Self {
        for (kind, visibility) in other.iter() {
            let widest = self.get(kind).max(visibility);
            self.0.insert(kind.clone(), widest);
        }
        self
    }

    /// The same with one kind shown no wider than `limit`.
    #[must_use]
    pub fn capped(mut self, kind: &FieldKind, limit: Visibility) -> Self {
        if let Some(slot) = self.0.get_mut(kind) {
            *slot = (*slot).min(limit);
        }
        self
    }

    /// Whether nothing is shown wider here than there.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|(kind, visibility)| *visibility <= other.get(kind))
    }

    /// The kinds that are named, with their visibility, in a stable order.
    pub fn iter(&self) -> impl Iterator<Item = (&FieldKind, Visibility)> {
        self.0.iter().map(|(kind, visibility)| (kind, *visibility))
    }
}

impl ToJson for FieldVisibility {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            for (kind, visibility) in self.iter() {
                json.field(kind.as_str(), visibility.as_str());
            }
        });
    }
}

impl FromValue for FieldVisibility {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let mut fields = Self::hidden();
        let (what, words) = ("visibilities by kind of field", ["hidden", "masked", "clear"]);
        by_kind(value, what, &words, reading, &mut |kind, word| {
            let visibility = match word {
                1 => Visibility::Masked,
                2 => Visibility::Clear,
                _ => Visibility::Hidden,
            };
            fields.0.insert(kind, visibility);
        });
        fields
    }
}

/// Reads an object that says a word of some kinds: tells each kind, and the place of its word among `words`.
pub(crate) fn by_kind(
    value: Option<&Node>,
    what: &str,
    words: &[&str],
    reading: &mut Reading,
    told: &mut dyn FnMut(FieldKind, usize),
) {
    let Some(Node::Object(kinds)) = value else { return reading.expected(what, value) };
    for (name, said) in kinds {
        reading.under(name, |reading| match FieldKind::parse(name) {
            Ok(kind) => {
                if let Some(place) = word(Some(said), words, reading) {
                    told(kind, place);
                }
            }
            Err(error) => reading.refuse(error.message()),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widest_and_capped() {
        let agent = FieldVisibility::all(Visibility::Masked).with(FieldKind::Name, Visibility::Clear);
        let both = FieldVisibility::hidden().with(FieldKind::Phone, Visibility::Clear).widest(&agent);
        assert_eq!(both.get(&FieldKind::Phone), Visibility::Clear);
        assert_eq!(both.get(&FieldKind::Email), Visibility::Masked);
        assert_eq!(
            both.clone().capped(&FieldKind::Phone, Visibility::Masked).get(&FieldKind::Phone),
            Visibility::Masked
        );
        assert!(agent.is_within(&both) && !both.is_within(&agent));
        let host = FieldKind::parse("loyalty_card").unwrap();
        assert_eq!(both.get(&host), Visibility::Hidden);
    }

    #[test]
    fn written_as_derived() {
        let host = FieldKind::parse("loyalty_card").unwrap();
        let fields = FieldVisibility::all(Visibility::Masked)
            .with(FieldKind::Name, Visibility::Clear)
            .with(host, Visibility::Hidden);
        assert_eq!(fields.json(), serde_json::to_string(&fields).unwrap());
    }

    #[test]
    fn names_round_trip() {
        for kind in FieldKind::STANDARD {
            assert_eq!(FieldKind::parse(kind.as_str()), Ok(kind));
        }
        assert_eq!(FieldKind::parse("Not A Field"), Err(IdError::BadCharacter));
    }
}
