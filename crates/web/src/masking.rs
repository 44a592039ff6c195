//! Masks, for JavaScript.

use usher_core::mask::{self, Detector, JsonError, JsonStream, Lens, Policy, Schema, Secrets};
use usher_core::{FieldKind, FieldVisibility, Visibility};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;
use crate::options::{self, Options};

/// A page of JSON through a lens.
///
/// # Errors
/// The codes of the core's `JsonError`.
pub(crate) fn page(page: &[u8], (lens, schema): &(Lens, Schema)) -> Result<Vec<u8>, Fault> {
    Ok(mask::json(page, lens, schema)?)
}

/// A record as JSON through a lens.
///
/// # Errors
/// As [`page`].
pub(crate) fn record(record: &str, through: &(Lens, Schema)) -> Result<String, Fault> {
    String::from_utf8(page(record.as_bytes(), through)?)
        .map_err(|_| Fault::new("internal", "an answer could not be written"))
}

/// One value, masked as a field of a kind, whoever looks.
///
/// # Errors
/// `invalid_fields` where there can be no such kind.
#[wasm_bindgen(js_name = maskField)]
pub fn mask_field(kind: &str, value: &str) -> Result<String, Fault> {
    let kind = FieldKind::parse(kind).map_err(|error| Fault::new("invalid_fields", error.to_string()))?;
    // A text as a whole has no mask: what is found in it has.
    Ok(if kind == FieldKind::Text { mask_text(value, 0) } else { mask::value(&kind, value) })
}

/// Free text with everything found in it masked, whoever looks. How it is searched is one number: the
/// two letters of the region, and above them one for strict.
#[wasm_bindgen(js_name = maskText)]
pub fn mask_text(text: &str, detector: u32) -> String {
    Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new())
        .with_detector(options::detector(detector))
        .text(text)
        .unwrap_or_default()
}

/// What a text holds: for each find where it starts and ends, in UTF-16 units, and its kind by its place among the
/// standard ones. Of a text that holds nothing, nothing: most do, and an empty list is one more thing to give back.
#[wasm_bindgen]
pub fn find(text: &str, detector: u32) -> Option<Vec<u32>> {
    let finds = options::detector(detector).find(text);
    if finds.is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(finds.len() * 3);
    let mut chars = text.char_indices();
    let mut units = 0_u32;
    // The finds are in order, and so each goes on where the one before it ended.
    let mut until = |place: usize| {
        while chars.clone().next().is_some_and(|(at, _)| at < place) {
            units += chars.next().map_or(0, |(_, ch)| if ch > '\u{ffff}' { 2 } else { 1 });
        }
        units
    };
    for find in finds {
        let kind = FieldKind::STANDARD.iter().position(|kind| *kind == find.kind);
        let kind = kind.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX);
        out.extend([until(find.start), until(find.end), kind]);
    }
    Some(out)
}

/// A page of JSON, masked whoever looks. `options` are JSON, or nothing.
///
/// # Errors
/// `invalid_options`, `invalid_fields`, and the codes of the core's `SchemaError` and `JsonError`.
#[wasm_bindgen(js_name = maskJson)]
pub fn mask_json(json: &[u8], options: &str) -> Result<Vec<u8>, Fault> {
    page(json, &Options::parse(options, Detector::new(Policy::Balanced))?.whoever())
}

/// JSON that comes in pieces, masked whoever looks.
#[wasm_bindgen]
pub struct Stream(JsonStream);

#[wasm_bindgen]
impl Stream {
    /// A stream that nothing has come of yet. `options` are JSON, or nothing.
    ///
    /// # Errors
    /// `invalid_options`, `invalid_fields`, and the codes of the core's `SchemaError`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Stream, Fault> {
        let (lens, schema) = Options::parse(options, Detector::new(Policy::Balanced))?.whoever();
        Ok(Self(JsonStream::new(lens, schema)))
    }

    /// The next piece; what can be passed on now.
    ///
    /// # Errors
    /// The codes of the core's `JsonError`.
    pub fn push(&mut self, piece: &[u8]) -> Result<Vec<u8>, Fault> {
        Ok(self.0.push(piece)?)
    }

    /// The end; what was held back until then.
    ///
    /// # Errors
    /// The codes of the core's `JsonError`.
    pub fn finish(&mut self) -> Result<Vec<u8>, Fault> {
        Ok(self.0.finish()?)
    }
}

impl core::fmt::Debug for Stream {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Stream")
    }
}

impl From<JsonError> for Fault {
    fn from(error: JsonError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use usher_core::mask::RECORD_MAX_DEPTH;

    use super::*;

    #[test]
    fn depth_has_a_limit() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let shown = |json: &str| {
            record(json, &Options::parse("", Detector::new(Policy::Balanced)).unwrap().whoever())
        };
        assert_eq!(shown(&nested(RECORD_MAX_DEPTH + 1)), Ok(nested(RECORD_MAX_DEPTH + 1)));
        for deeper in [RECORD_MAX_DEPTH + 2, 127, 128, 129, 10_000] {
            assert_eq!(
                shown(&nested(deeper)).map_err(|fault| fault.code()),
                Err("record_too_deep"),
                "{deeper}"
            );
        }
    }

    #[test]
    fn what_cannot_be_masked_is_refused() {
        for (json, options, code) in [
            ("{", "", "invalid_record"),
            ("{}", "[]", ""),
            ("{}", "no", "invalid_options"),
            ("{}", r#"{"policy":"loose"}"#, "invalid_options"),
            ("{}", r#"{"region":"TUR"}"#, "invalid_options"),
            ("{}", r#"{"visibility":{"phone":"a bit"}}"#, "invalid_options"),
            ("{}", r#"{"policy":"strict","region":"tr","visibility":{"phone":"clear"},"fields":null}"#, ""),
            ("{}", r#"{"fields":[]}"#, "invalid_fields"),
            ("{}", r#"{"fields":{"a": 1}}"#, "invalid_fields"),
            ("{}", r#"{"fields":{"a": "No Kind"}}"#, "schema_treatment_invalid"),
            ("{}", r#"{"fields":{"--": "phone"}}"#, "schema_key_empty"),
        ] {
            let got = mask_json(json.as_bytes(), options).err().map_or("", |fault| fault.code());
            assert_eq!(got, code, "{json} {options}");
        }
        assert_eq!(mask_field("No Kind", "x").unwrap_err().code(), "invalid_fields");
    }

    #[test]
    fn offsets_are_units_of_utf_16() {
        let phone = FieldKind::STANDARD.iter().position(|kind| *kind == FieldKind::Phone).unwrap() as u32;
        for before in ["", "é", "e\u{301}", "😀", "👨‍👩‍👧 ", "\u{fffd}", "ş😀ş"] {
            let text = format!("{before} +905321234567 ve +905321234568");
            let start = before.encode_utf16().count() as u32 + 1;
            let expected = vec![start, start + 13, phone, start + 17, start + 30, phone];
            assert_eq!(find(&text, 0), Some(expected), "{before}");
        }
        assert_eq!(find("merhaba 😀", 0), None);
    }
}
