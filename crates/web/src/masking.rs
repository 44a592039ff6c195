//! Masks, for JavaScript.

use std::sync::Mutex;

use usher_core::mask::{self, Detector, Find, JsonError, JsonPages, JsonStream, Lens, Schema, Secrets};
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

/// One value, masked as a field of a kind, whoever looks.
///
/// # Errors
/// `invalid_fields` where there can be no such kind.
#[wasm_bindgen(js_name = maskField)]
pub fn mask_field(kind: &str, value: &str) -> Result<String, Fault> {
    let kind = FieldKind::parse(kind).map_err(|error| Fault::new("invalid_fields", error.message()))?;
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

/// What is kept from one call to the next.
struct Kept {
    /// The text that is searched, in UTF-8; JavaScript writes it here itself.
    text: Vec<u8>,
    /// What was found in it.
    found: Vec<u32>,
    /// How texts are searched, as it was told and as it is: of clients in many countries each has its own.
    detectors: Vec<(u32, Detector)>,
    /// The last options of pages, and what is known of pages under them.
    pages: Option<(String, JsonPages)>,
}

/// Never waited for: there is one thread, and nothing here calls back.
static KEPT: Mutex<Kept> =
    Mutex::new(Kept { text: Vec::new(), found: Vec::new(), detectors: Vec::new(), pages: None });

/// So many ways to search are kept; with one more it begins anew.
const DETECTORS_MAX: usize = 256;

/// Where a text of up to so many bytes is to be written before it is searched.
#[wasm_bindgen]
pub fn room(bytes: usize) -> *const u8 {
    let Ok(mut kept) = KEPT.try_lock() else { return core::ptr::null() };
    kept.text = vec![0; bytes];
    kept.text.as_ptr()
}

/// Searches the first so many bytes of what was written to the [`room`], and tells how many numbers stand in [`found`].
#[wasm_bindgen]
pub fn find(bytes: usize, detector: u32) -> usize {
    let Ok(mut kept) = KEPT.try_lock() else { return 0 };
    let kept = &mut *kept;
    let detector = known(&mut kept.detectors, detector);
    kept.found.clear();
    let text = core::str::from_utf8(kept.text.get(..bytes).unwrap_or_default()).unwrap_or("");
    let finds = detector.find(text);
    if !finds.is_empty() {
        tell(text, &finds, &mut kept.found);
    }
    kept.found.len()
}

/// Where the numbers of the last search stand: for each find where it starts and ends, in UTF-16 units, and its kind by its
/// place among the standard ones.
#[wasm_bindgen]
pub fn found() -> *const u32 {
    KEPT.try_lock().map_or(core::ptr::null(), |kept| kept.found.as_ptr())
}

/// The detector of a number, found out once: that costs more than to search most texts.
fn known(detectors: &mut Vec<(u32, Detector)>, code: u32) -> Detector {
    if let Some((_, detector)) = detectors.iter().find(|(known, _)| *known == code) {
        return *detector;
    }
    if detectors.len() == DETECTORS_MAX {
        detectors.clear();
    }
    let detector = options::detector(code);
    detectors.push((code, detector));
    detector
}

fn tell(text: &str, finds: &[Find], out: &mut Vec<u32>) {
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
}

/// A page of JSON, masked whoever looks. `options` are JSON.
///
/// # Errors
/// `invalid_options`, `invalid_fields`, and the codes of the core's `SchemaError` and `JsonError`.
#[wasm_bindgen(js_name = maskJson)]
pub fn mask_json(json: &[u8], options: &str) -> Result<Vec<u8>, Fault> {
    let busy = || Fault::new("internal", "another page is being masked");
    let mut kept = KEPT.try_lock().map_err(|_| busy())?;
    if kept.pages.as_ref().is_none_or(|(known, _)| known != options) {
        let (lens, schema) = Options::parse(options)?.whoever();
        kept.pages = Some((options.to_owned(), JsonPages::new(lens, schema)));
    }
    let (_, pages) = kept.pages.as_mut().ok_or_else(busy)?;
    Ok(pages.mask(json)?)
}

/// JSON that comes in pieces, masked whoever looks.
#[wasm_bindgen]
pub struct Stream(JsonStream);

#[wasm_bindgen]
impl Stream {
    /// A stream that nothing has come of yet. `options` are JSON.
    ///
    /// # Errors
    /// `invalid_options`, `invalid_fields`, and the codes of the core's `SchemaError`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Stream, Fault> {
        let (lens, schema) = Options::parse(options)?.whoever();
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
        Self::new(error.code(), &error.message())
    }
}

#[cfg(test)]
mod tests {
    use usher_core::mask::{Policy, RECORD_MAX_DEPTH};

    use super::*;

    #[test]
    fn depth_has_a_limit() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let shown =
            |json: &str| mask_json(json.as_bytes(), "{}").map(|page| String::from_utf8(page).unwrap());
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
            ("{", "{}", "invalid_record"),
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
    fn detectors_are_told_apart_and_few_are_kept() {
        let mut detectors = Vec::new();
        for code in (0..1000).chain(0..1000) {
            assert_eq!(known(&mut detectors, code), options::detector(code), "{code}");
            assert!(detectors.len() <= DETECTORS_MAX);
        }
        let code = |region: &[u8; 2]| u32::from(u16::from_be_bytes(*region));
        let (tr, de) = (known(&mut detectors, code(b"TR")), known(&mut detectors, code(b"DE")));
        assert_ne!(tr, de);
        assert_ne!(tr, known(&mut detectors, 0x1_0000 | code(b"TR")));
        assert_eq!(tr, known(&mut detectors, code(b"TR")));
    }

    fn found_in(text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        tell(text, &Detector::new(Policy::Balanced).find(text), &mut out);
        out
    }

    #[test]
    fn offsets_are_units_of_utf_16() {
        let phone = FieldKind::STANDARD.iter().position(|kind| *kind == FieldKind::Phone).unwrap() as u32;
        for before in ["", "é", "e\u{301}", "😀", "👨‍👩‍👧 ", "\u{fffd}", "ş😀ş"] {
            let text = format!("{before} +905321234567 ve +905321234568");
            let start = before.encode_utf16().count() as u32 + 1;
            let expected = vec![start, start + 13, phone, start + 17, start + 30, phone];
            assert_eq!(found_in(&text), expected, "{before}");
        }
        assert!(found_in("merhaba 😀").is_empty());
    }
}
