//! What people wrote, on its way through a lens.

use serde::Serialize;
use serde_json::Value;
use usher_core::mask::{Lens, Maskable, Secrets};
use usher_core::{FieldVisibility, Visibility};

/// The lens for whoever looks: nobody sees more than masked, and of no record anything is known.
pub fn everyones() -> Lens {
    Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new())
}

/// A text that somebody wrote, such as a reason. It leaves as [`Masked`](usher_core::mask::Masked) only.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words(Option<String>);

impl Words {
    /// A text that somebody wrote.
    pub fn of(text: impl Into<String>) -> Self {
        Self(Some(text.into()))
    }

    /// The text; none where it is hidden.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl Maskable for Words {
    fn mask(self, lens: &Lens) -> Self {
        Self(self.0.and_then(|text| lens.text(&text)))
    }
}

/// Keys under which stand ids, codes and moments of our own, in reasons and in the audit log. A text under any other
/// key is treated as written by somebody.
const OWN: &[&str] = &[
    "algorithm",
    "among",
    "because",
    "channel",
    "decidedAt",
    "fallback",
    "field",
    "format",
    "from",
    "group",
    "id",
    "members",
    "openChats",
    "outcome",
    "presence",
    "role",
    "rule",
    "status",
    "until",
    "user",
];

/// Keys under which stands what we drew at random: nothing was chosen, so nothing can be in it.
const DRAWN: &[&str] = &["message", "seed"];

/// What is noted of something that was done, or why it was: JSON as it is stored.
#[derive(Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Circumstances(Value);

impl Circumstances {
    /// What is noted.
    pub fn of(noted: Value) -> Self {
        Self(noted)
    }
}

impl Maskable for Circumstances {
    fn mask(self, lens: &Lens) -> Self {
        Self(masked(self.0, Whose::Anybodys, lens))
    }
}

/// Who wrote a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Drawn,
    Ours,
    Anybodys,
}

fn masked(value: Value, whose: Whose, lens: &Lens) -> Value {
    match value {
        Value::Object(fields) => {
            let mask = |(key, value): (String, Value)| {
                let whose = match key.as_str() {
                    drawn if DRAWN.contains(&drawn) => Whose::Drawn,
                    own if OWN.contains(&own) => Whose::Ours,
                    _ => Whose::Anybodys,
                };
                let key = if whose == Whose::Anybodys { lens.identifier(&key) } else { key };
                (key, masked(value, whose, lens))
            };
            Value::Object(fields.into_iter().map(mask).collect())
        }
        Value::Array(items) => items.into_iter().map(|item| masked(item, whose, lens)).collect(),
        Value::String(drawn) if whose == Whose::Drawn => Value::String(drawn),
        // An id of ours may hold what somebody chose, such as the id of a role: what it embeds is masked.
        Value::String(text) if whose == Whose::Ours => Value::String(lens.identifier(&text)),
        Value::String(text) => lens.text(&text).map_or(Value::Null, Value::String),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use usher_core::FieldKind;
    use usher_core::mask::Masked;

    use super::*;

    #[test]
    fn circumstances_keep_our_ids_and_mask_what_was_written() {
        let noted = json!({
            "user": "u-arda", "seed": "4111111111111111", "until": 1_767_614_400_000_i64,
            "message": "0123456789abcdef0123456789abcdef",
            "reason": "call 0532 123 45 67", "name": "Night 0532 123 45 67",
            "list": [{ "text": "a.b@example.com" }],
        });
        let shown =
            serde_json::to_value(Masked::new(Circumstances::of(noted.clone()), &everyones())).unwrap();
        for key in ["user", "seed", "until", "message"] {
            assert_eq!(shown[key], noted[key], "{key}");
        }
        assert_eq!(shown["reason"], "call ••• ••• •• 67");
        assert_eq!(shown["name"], "Night ••• ••• •• 67");
        assert_eq!(shown["list"][0]["text"], "a•••@e•••.com");
    }

    #[test]
    fn a_key_gives_nothing_away_either() {
        let shown = Masked::new(Circumstances::of(json!({ "+905321234567": 1 })), &everyones());
        assert!(!serde_json::to_string(&shown).unwrap().contains("1234567"));
    }

    #[test]
    fn hidden_text_is_gone() {
        let lens = Lens::new(
            FieldVisibility::all(Visibility::Masked).with(FieldKind::Text, Visibility::Hidden),
            Secrets::new(),
        );
        assert_eq!(Masked::new(Words::of("anything"), &lens).as_str(), None);
    }
}
