//! How a company masks.

use serde::{Deserialize, Serialize};

use super::{Detector, Policy, Region, Style, Styles};
use crate::field::FieldKind;
use crate::read::{Fields, FromValue, Node, ReadError, expected, word};

/// How a company masks: the same for everybody who does not see a value clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "how a company masks")]
pub struct Masking {
    /// What the search for numbers and addresses in texts does where it is not sure.
    #[serde(default = "balanced")]
    pub policy: Policy,
    /// The country of numbers that are written without a calling code, by its two letters; none: it may be any.
    #[serde(default)]
    pub region: Option<Region>,
    /// What is shown of a kind that is masked. A kind that is not named is shown in part.
    #[serde(default = "Styles::partial")]
    pub styles: Styles,
}

impl Masking {
    /// How companies mask that say nothing about it: balanced, without a country, in part.
    pub fn usual() -> Self {
        Self { policy: Policy::Balanced, region: None, styles: Styles::partial() }
    }

    /// Whether this is [how companies mask that say nothing about it](Self::usual).
    pub fn is_usual(&self) -> bool {
        *self == Self::usual()
    }

    /// The search for numbers and addresses.
    pub fn detector(&self) -> Detector {
        let detector = Detector::new(self.policy);
        self.region.map_or(detector, |region| detector.in_region(region))
    }

    /// The same without the styles that change nothing.
    #[must_use]
    pub fn canonical(self) -> Self {
        let told = self.styles.iter().filter(|(_, style)| *style != Style::Partial);
        let styles = told.fold(Styles::partial(), |styles, (kind, style)| styles.with(kind.clone(), style));
        Self { styles, ..self }
    }
}

fn balanced() -> Policy {
    Policy::Balanced
}

impl FromValue for Masking {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        let fields = Fields::of(value, "how a company masks", &["policy", "region", "styles"])?;
        Ok(Self {
            policy: fields.get("policy")?,
            region: fields.get("region")?,
            styles: fields.get("styles")?,
        })
    }

    fn absent() -> Option<Self> {
        Some(Self::usual())
    }
}

impl FromValue for Policy {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        word(value, &[("balanced", Self::Balanced), ("strict", Self::Strict)])
    }

    fn absent() -> Option<Self> {
        Some(Self::Balanced)
    }
}

impl FromValue for Region {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        value.as_str().and_then(Self::parse).ok_or_else(|| expected("two letters"))
    }
}

impl FromValue for Styles {
    fn from_value(value: &Node) -> Result<Self, ReadError> {
        let Node::Object(kinds) = value else { return Err(expected("styles by kind of field")) };
        let words = [
            ("partial", Style::Partial),
            ("hidden", Style::Hidden),
            ("clear", Style::Clear),
            ("token", Style::Token),
        ];
        let mut styles = Self::partial();
        for (name, style) in kinds {
            let kind = FieldKind::parse(name).map_err(|error| ReadError::new(error.message()));
            let read = kind.and_then(|kind| Ok((kind, word(style, &words)?)));
            let (kind, style) = read.map_err(|error| error.under(name))?;
            styles = styles.with(kind, style);
        }
        Ok(styles)
    }

    fn absent() -> Option<Self> {
        Some(Self::partial())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(value: &serde_json::Value, expect: Option<&Masking>) {
        let by_hand = crate::read::parse::<Masking>(&value.to_string()).ok();
        let derived: Option<Masking> = crate::read::from_value(value).ok();
        assert_eq!((by_hand.as_ref(), derived.as_ref()), (expect, expect), "{value}");
    }

    #[test]
    fn both_readers_agree() {
        check(&json!({}), Some(&Masking::usual()));
        let styles =
            Styles::partial().with(FieldKind::Phone, Style::Token).with(FieldKind::Name, Style::Clear);
        let strict = Masking { policy: Policy::Strict, region: Region::parse("TR"), styles };
        let written =
            json!({ "policy": "strict", "region": "TR", "styles": { "name": "clear", "phone": "token" } });
        check(&written, Some(&strict));
        assert_eq!(json!(strict), written);
        check(&json!({ "region": null, "styles": {} }), Some(&Masking::usual()));
        for bad in [
            json!(null),
            json!([]),
            json!({ "more": 1 }),
            json!({ "policy": "loose" }),
            json!({ "policy": null }),
            json!({ "region": "TUR" }),
            json!({ "region": "" }),
            json!({ "region": 90 }),
            json!({ "styles": null }),
            json!({ "styles": { "phone": "masked" } }),
            json!({ "styles": { "Phone": "token" } }),
            json!({ "styles": ["phone"] }),
        ] {
            check(&bad, None);
        }
    }

    #[test]
    fn styles_that_change_nothing_are_not_told() {
        let styles = Styles::partial().with(FieldKind::Phone, Style::Partial);
        let masking = Masking { styles, ..Masking::usual() };
        assert!(!masking.is_usual() && masking.canonical().is_usual());
    }
}
