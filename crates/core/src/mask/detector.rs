//! The search for numbers and addresses that nobody told us about, and how careful it is.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::detect;
use super::find::Find;
use super::numbering::Home;

/// What the search does where it is not sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// It weighs: what looks more like an order number, a date or a price than like a phone stays readable.
    Balanced,
    /// It hides: what may be a phone, a card, an account or the number of a person goes, and some order numbers with it.
    Strict,
}

impl Policy {
    /// Reads a policy by its name; `None` where there is none of this name.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "balanced" => Some(Self::Balanced),
            "strict" => Some(Self::Strict),
            _ => None,
        }
    }

    /// The name of this policy.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Balanced => "balanced",
            Self::Strict => "strict",
        }
    }
}

/// A country by its two letters of ISO 3166-1, whose numbers are written without a calling code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region([u8; 2]);

impl Region {
    /// The letters of no country: what stands in for one that could not be read.
    pub(crate) const NOWHERE: Self = Self(*b"ZZ");

    /// Reads two ASCII letters, of either case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The two letters, in upper case.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The calling code of its numbers; `None` where no country has these letters.
    pub fn calling_code(self) -> Option<u16> {
        Home::of(self).map(Home::calling_code)
    }

    /// Whether these decimal digits can be a number as it is dialled within the country.
    pub fn admits(self, digits: &str) -> bool {
        let values: Option<Vec<u8>> =
            digits.bytes().map(|byte| byte.checked_sub(b'0').filter(|d| *d < 10)).collect();
        values.zip(Home::of(self)).is_some_and(|(digits, home)| home.national_possible(&digits))
    }
}

impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("expected two letters"))
    }
}

/// How a text is searched.
///
/// ```
/// use usher_core::mask::{Detector, Policy, Region};
/// let detector = Detector::new(Policy::Balanced).in_region(Region::parse("TR").unwrap());
/// let find = detector.find("ara 0532 123 45 67").remove(0);
/// assert_eq!((find.start, find.end, find.kind.as_str()), (4, 18, "phone"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Detector {
    policy: Policy,
    region: Option<Region>,
    /// Its numbering plan: finding it costs more than most searches.
    home: Option<Home>,
}

impl Detector {
    /// A search under this policy that takes no country for granted.
    pub const fn new(policy: Policy) -> Self {
        Self { policy, region: None, home: None }
    }

    /// The same where numbers without a calling code are rather of this country.
    #[must_use]
    pub fn in_region(self, region: Region) -> Self {
        Self { region: Some(region), home: Home::of(region), ..self }
    }

    /// The same under another policy.
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The policy.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// The country of numbers without a calling code.
    pub fn region(&self) -> Option<Region> {
        self.region
    }

    pub(super) fn home(&self) -> Option<Home> {
        self.home
    }

    /// What this text seems to hold, in order and without overlaps. Offsets are bytes of UTF-8, at character boundaries.
    pub fn find(&self, text: &str) -> Vec<Find> {
        detect::finds(text, *self, detect::Setting::Prose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for policy in [Policy::Balanced, Policy::Strict] {
            assert_eq!(Policy::parse(policy.as_str()), Some(policy));
        }
        assert_eq!(Policy::parse("loose"), None);
        assert_eq!(Region::parse("tr").as_ref().map(Region::as_str), Some("TR"));
        for bad in ["", "T", "TUR", "T1", "ş"] {
            assert_eq!(Region::parse(bad), None, "{bad}");
        }
    }
}
