//! Any JSON record, shown through a lens.

use core::fmt;

use serde_json::{Map, Value};

use super::view::{Shown, View};
use super::{Detector, Lens, Schema, Secrets, Treatment, learn};
use crate::write::{digits, joined};

/// A record nested deeper than this is refused.
pub const RECORD_MAX_DEPTH: usize = 64;

/// A record with more bytes of strings and keys than this, counting eight for each value, is refused.
pub const RECORD_MAX_BYTES: usize = 16 * 1024 * 1024;

/// Why a record was not masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// It is nested deeper than [`RECORD_MAX_DEPTH`].
    TooDeep,
    /// It is larger than [`RECORD_MAX_BYTES`].
    TooLarge,
}

impl RecordError {
    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooDeep => "record_too_deep",
            Self::TooLarge => "record_too_large",
        }
    }

    /// What is wrong, for people.
    pub fn message(self) -> String {
        let (relation, limit, unit) = match self {
            Self::TooDeep => ("nested deeper than ", RECORD_MAX_DEPTH, " levels"),
            Self::TooLarge => ("larger than ", RECORD_MAX_BYTES, " bytes"),
        };
        joined(&["the record is ", relation, &digits(limit as i64), unit])
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for RecordError {}

/// The record as this lens shows it. What the record holds as a phone, an address or a user name is masked wherever
/// it occurs in it, beside what the lens already knows of. A hidden field becomes `null`; under an unknown key so does prose where text is hidden.
///
/// # Errors
/// [`RecordError`] where the record is nested too deep or too large.
///
/// ```
/// use serde_json::json;
/// use usher_core::{FieldVisibility, Visibility};
/// use usher_core::mask::{Lens, Schema, Secrets, record};
///
/// let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
/// let contact = json!({"phone": "+90 532 123 45 67", "note": "call 532-1234567"});
/// let shown = record(&contact, &lens, &Schema::standard())?;
/// assert_eq!(shown, json!({"phone": "+90 ••• ••• •• 67", "note": "call ••• ••• •• 67"}));
/// # Ok::<(), usher_core::mask::RecordError>(())
/// ```
pub fn record(record: &Value, lens: &Lens, schema: &Schema) -> Result<Value, RecordError> {
    let detector = lens.detector();
    let mut walk = Walk { schema, detector, left_bytes: RECORD_MAX_BYTES, secrets: lens.secrets().clone() };
    walk.gather(record, None, 0)?;
    Ok(shown(record, None, View { lens, secrets: &walk.secrets }, schema))
}

/// The first way through a record: measures it, and learns what it holds.
struct Walk<'a> {
    schema: &'a Schema,
    detector: Detector,
    left_bytes: usize,
    secrets: Secrets,
}

impl Walk<'_> {
    fn gather(
        &mut self,
        value: &Value,
        treatment: Option<&Treatment>,
        depth: usize,
    ) -> Result<(), RecordError> {
        if depth > RECORD_MAX_DEPTH {
            return Err(RecordError::TooDeep);
        }
        self.spend(8)?;
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => self.learn(&number.to_string(), treatment),
            Value::String(text) => {
                self.spend(text.len())?;
                self.learn(text, treatment);
            }
            Value::Array(items) => {
                for item in items {
                    self.gather(item, treatment, depth + 1)?;
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    self.spend(key.len())?;
                    let own = self.schema.treatment(key);
                    self.gather(field, own.as_ref().or(treatment), depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn spend(&mut self, bytes: usize) -> Result<(), RecordError> {
        self.left_bytes = self.left_bytes.checked_sub(bytes).ok_or(RecordError::TooLarge)?;
        Ok(())
    }

    fn learn(&mut self, text: &str, treatment: Option<&Treatment>) {
        if let Some(treatment) = treatment {
            learn::learn(&mut self.secrets, text, treatment, self.detector);
        }
    }
}

/// INVARIANT: called for records that [`Walk::gather`] accepted, so the recursion is bounded.
fn shown(value: &Value, treatment: Option<&Treatment>, view: View<'_>, schema: &Schema) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Bool(yes) => Value::Bool(*yes),
        Value::Number(number) => {
            // A number under an unknown key is more often an id than prose.
            match view.leaf(&number.to_string(), treatment.or(Some(&Treatment::Identifier))) {
                Shown::Same => Value::Number(number.clone()),
                Shown::Other(text) => Value::String(text),
                Shown::Nothing => Value::Null,
            }
        }
        Value::String(text) => view.leaf(text, treatment).over(text).map_or(Value::Null, Value::String),
        Value::Array(items) => items.iter().map(|item| shown(item, treatment, view, schema)).collect(),
        Value::Object(fields) => {
            let mut out = Map::new();
            for (key, field) in fields {
                let own = schema.treatment(key);
                let field = shown(field, own.as_ref().or(treatment), view, schema);
                let key = view.key(key, schema).over(key).unwrap_or_default();
                out.insert(free_key(&out, key), field);
            }
            Value::Object(out)
        }
    }
}

/// Keys may hold numbers too, and two of them may look alike once masked.
fn free_key(out: &Map<String, Value>, key: String) -> String {
    if !out.contains_key(&key) {
        return key;
    }
    let mut count = out.len();
    loop {
        let numbered = format!("{key} #{count}");
        if !out.contains_key(&numbered) {
            return numbered;
        }
        count += 1;
    }
}
