//! How a company masks.

use serde::{Deserialize, Serialize};

use super::{Detector, Policy, Region, Style, Styles};
use crate::field::by_kind;
use crate::read::{Fields, FromValue, Node, Reading, word};

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
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        if value.is_none() {
            return Self::usual();
        }
        let known = ["policy", "region", "styles"];
        let mut fields = Fields::of(value, "how a company masks", &known, reading);
        Self { policy: fields.get("policy"), region: fields.get("region"), styles: fields.get("styles") }
    }
}

impl FromValue for Policy {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let strict = value.is_some() && word(value, &["balanced", "strict"], reading) == Some(1);
        if strict { Self::Strict } else { Self::Balanced }
    }
}

impl FromValue for Option<Region> {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let region = value.and_then(Node::as_str).and_then(Region::parse);
        if region.is_none() && !matches!(value, None | Some(Node::Null)) {
            reading.expected("two letters", value);
        }
        region
    }
}

impl FromValue for Styles {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let mut styles = Self::partial();
        if value.is_some() {
            let words = ["partial", "hidden", "clear", "token"];
            by_kind(value, "styles by kind of field", &words, reading, &mut |kind, word| {
                styles.set(
                    kind,
                    match word {
                        1 => Style::Hidden,
                        2 => Style::Clear,
                        3 => Style::Token,
                        _ => Style::Partial,
                    },
                );
            });
        }
        styles
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::field::FieldKind;

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
