//! Masks, for JavaScript.

use usher_core::mask::{self, Lens, RECORD_MAX_DEPTH, RecordError, Schema, SchemaError, Secrets};
use usher_core::{FieldKind, FieldVisibility, Visibility, read};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::{Fault, json};

/// A record as far as `visibility` shows it, as JSON.
///
/// # Errors
/// `invalid_record`, `invalid_fields`, and the codes of the core's `SchemaError` and `RecordError`.
pub(crate) fn record(visibility: FieldVisibility, record: &str, fields: &str) -> Result<String, Fault> {
    // The core counts values, so the innermost bracket may be one deeper; the exact limit is its own.
    if nests_deeper(record, RECORD_MAX_DEPTH + 1) {
        return Err(RecordError::TooDeep.into());
    }
    let value = read::value(record)
        .map_err(|error| Fault::new("invalid_record", format!("the record is not JSON: {error}")))?;
    let lens = Lens::new(visibility, Secrets::new());
    json(&mask::record(&value, &lens, &schema(fields)?)?)
}

/// One value, masked as a field of a kind, whoever looks.
///
/// # Errors
/// `invalid_fields` where there can be no such kind.
#[wasm_bindgen(js_name = maskField)]
pub fn mask_field(kind: &str, value: &str) -> Result<String, Fault> {
    let kind = FieldKind::parse(kind).map_err(|error| Fault::new("invalid_fields", error.to_string()))?;
    // A text as a whole has no mask: what is found in it has.
    Ok(if kind == FieldKind::Text { mask_text(value) } else { mask::value(&kind, value) })
}

/// Free text with everything found in it masked, whoever looks.
#[wasm_bindgen(js_name = maskText)]
pub fn mask_text(text: &str) -> String {
    Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new()).text(text).unwrap_or_default()
}

/// Whether JSON nests deeper than this. Asked before it is read, for the reader has a limit of its own and calls what
/// is beyond it malformed.
fn nests_deeper(json: &str, limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    json.bytes().any(|byte| {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > limit
    })
}

fn schema(fields: &str) -> Result<Schema, Fault> {
    let bad = || Fault::new("invalid_fields", "fields are not names of kinds by key");
    let own = read::value(fields).map_err(|_| bad())?;
    own.as_object().ok_or_else(bad)?.iter().try_fold(Schema::standard(), |schema, (key, treatment)| {
        Ok(schema.with_named(key, treatment.as_str().ok_or_else(bad)?)?)
    })
}

impl From<SchemaError> for Fault {
    fn from(error: SchemaError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

impl From<RecordError> for Fault {
    fn from(error: RecordError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(depth: usize) -> String {
        format!("{}{}", "[".repeat(depth), "]".repeat(depth))
    }

    #[test]
    fn depth_has_a_limit() {
        let shown = |json: &str| record(FieldVisibility::hidden(), json, "{}");
        assert_eq!(shown(&nested(RECORD_MAX_DEPTH + 1)), Ok(nested(RECORD_MAX_DEPTH + 1)));
        for deeper in [RECORD_MAX_DEPTH + 2, RECORD_MAX_DEPTH + 3, 127, 128, 129, 10_000] {
            assert_eq!(shown(&nested(deeper)), Err(RecordError::TooDeep.into()), "{deeper}");
        }
        assert_eq!(shown(r#"["[[[[\"[[[["]"#).map(|_| ()), Ok(()));
    }

    #[test]
    fn what_is_no_record_is_refused() {
        for (json, fields, code) in [
            ("{", "{}", "invalid_record"),
            ("{}", "[]", "invalid_fields"),
            ("{}", r#"{"a": 1}"#, "invalid_fields"),
            ("{}", r#"{"a": "No Kind"}"#, "schema_treatment_invalid"),
            ("{}", r#"{"--": "phone"}"#, "schema_key_empty"),
        ] {
            let fault = record(FieldVisibility::hidden(), json, fields).unwrap_err();
            assert_eq!(fault.code(), code, "{json} {fields}");
        }
        assert_eq!(mask_field("No Kind", "x").unwrap_err().code(), "invalid_fields");
    }
}
