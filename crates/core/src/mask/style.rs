//! What *masked* means in a company.

use serde::{Deserialize, Serialize};

use crate::field::{FieldKind, FieldVisibility, Visibility};
use crate::sorted::SortedMap;

/// What a viewer who gets a kind masked sees of it. Where a kind is clear or hidden for the viewer no style changes that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Enough to tell two clients apart: `+90 ••• ••• •• 67`.
    Partial,
    /// Nothing, as if the kind were hidden.
    Hidden,
    /// The value itself, as if the kind were clear.
    Clear,
    /// A name that stands for the value, the same wherever the value occurs: `~k3v7p2m9x4q6`.
    Token,
}

impl Style {
    /// Reads a style by its name; `None` where there is none of this name.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "partial" => Some(Self::Partial),
            "hidden" => Some(Self::Hidden),
            "clear" => Some(Self::Clear),
            "token" => Some(Self::Token),
            _ => None,
        }
    }

    /// The name of this style.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Partial => "partial",
            Self::Hidden => "hidden",
            Self::Clear => "clear",
            Self::Token => "token",
        }
    }
}

/// The style of each kind. A kind that is not named is shown in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Styles(SortedMap<FieldKind, Style>);

impl Styles {
    /// Everything that is masked is shown in part.
    pub fn partial() -> Self {
        Self(SortedMap::new())
    }

    /// The same with one kind set.
    #[must_use]
    pub fn with(mut self, kind: FieldKind, style: Style) -> Self {
        self.set(kind, style);
        self
    }

    /// Sets one kind.
    pub(super) fn set(&mut self, kind: FieldKind, style: Style) {
        self.0.insert(kind, style);
    }

    /// The style of this kind.
    pub fn get(&self, kind: &FieldKind) -> Style {
        self.0.get(kind).copied().unwrap_or(Style::Partial)
    }

    /// The kinds that are named, with their style, in a stable order.
    pub fn iter(&self) -> impl Iterator<Item = (&FieldKind, Style)> {
        self.0.iter().map(|(kind, style)| (kind, *style))
    }

    /// What is shown where this much may be seen: what is masked may be hidden or clear by its style.
    pub(crate) fn applied_to(&self, mut visibility: FieldVisibility) -> FieldVisibility {
        for (kind, style) in self.iter() {
            let shown = match style {
                Style::Hidden => Visibility::Hidden,
                Style::Clear => Visibility::Clear,
                Style::Partial | Style::Token => continue,
            };
            if visibility.get(kind) == Visibility::Masked {
                visibility = visibility.with(kind.clone(), shown);
            }
        }
        visibility
    }
}

/// Makes the names that stand for values where the style is [`Style::Token`].
///
/// The key is with whoever implements this, never in the core: without one, as in a browser, such a value is `•••`.
pub trait Pseudonyms: Send + Sync {
    /// The name of a value: 12 to 52 of `a`–`z` and `2`–`7`, which is base32; of anything else the lens shows nothing.
    ///
    /// The value comes in one spelling, however it was written: a phone as its digits, with the calling code where that
    /// is known; an e-mail address and a user name in lower case, the latter without `@`.
    fn pseudonym(&self, kind: &FieldKind, plain: &str) -> String;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for style in [Style::Partial, Style::Hidden, Style::Clear, Style::Token] {
            assert_eq!(Style::parse(style.as_str()), Some(style));
        }
        assert_eq!(Style::parse("loud"), None);
    }

    #[test]
    fn only_what_is_masked_has_a_style() {
        let styles = Styles::partial()
            .with(FieldKind::Phone, Style::Hidden)
            .with(FieldKind::Email, Style::Clear)
            .with(FieldKind::Name, Style::Token);
        let of = |visibility| styles.applied_to(FieldVisibility::all(visibility));
        for kind in [FieldKind::Phone, FieldKind::Email, FieldKind::Name] {
            assert_eq!(of(Visibility::Hidden).get(&kind), Visibility::Hidden);
            assert_eq!(of(Visibility::Clear).get(&kind), Visibility::Clear);
        }
        let masked = of(Visibility::Masked);
        assert_eq!(masked.get(&FieldKind::Phone), Visibility::Hidden);
        assert_eq!(masked.get(&FieldKind::Email), Visibility::Clear);
        assert_eq!(masked.get(&FieldKind::Name), Visibility::Masked);
        assert_eq!(masked.get(&FieldKind::Card), Visibility::Masked);
    }
}
