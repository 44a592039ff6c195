//! The operations of the masking vectors. The package runs the same ones in JavaScript.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a case that is not as described fails by panicking")]

use serde_json::{Map, Value, json};
use usher_core::mask::{self, Detector, JsonError, JsonStream, Lens, Policy, Region, Schema, Secrets};
use usher_core::{FieldKind, FieldVisibility, Visibility};

use super::super::reject_unknown;

/// Runs one case: `field {kind, value, visibility?}`, `text {text, secrets?, visibility?}`,
/// `identifier {value, secrets?, visibility?}`, `record {record, visibility?, schema?}`,
/// `json {page, visibility?, schema?, policy?, region?}` and `stream {pieces, …}` of text that need not be JSON, and
/// `find {text, policy?, region?}`, of which the answer is a list of `[start, end, kind]` in units of UTF-16.
///
/// `visibility` is one word for all standard kinds, or an object of kinds, in which `default` stands for those
/// that are not named. Absent it is `masked`.
pub fn run(case: &Value) -> Value {
    let input = &case["input"];
    let text = |key: &str| input[key].as_str().unwrap();
    match case["op"].as_str().unwrap() {
        "field" => {
            reject_unknown(input, &["kind", "value", "visibility", "secrets"]);
            let kind = FieldKind::parse(text("kind")).unwrap();
            json!({"value": lens(input, Some(&kind)).field(&kind, text("value"))})
        }
        "text" => {
            reject_unknown(input, &["text", "secrets", "visibility"]);
            json!({"value": lens(input, None).text(text("text"))})
        }
        "identifier" => {
            reject_unknown(input, &["value", "secrets", "visibility"]);
            json!({"value": lens(input, None).identifier(text("value"))})
        }
        "record" => {
            reject_unknown(input, &["record", "visibility", "schema"]);
            match mask::record(&input["record"], &lens(input, None), &schema(&input["schema"])) {
                Ok(value) => json!({"value": value}),
                Err(error) => json!({"error": error.code()}),
            }
        }
        "json" => {
            reject_unknown(input, &["page", "visibility", "schema", "policy", "region"]);
            let lens = lens(input, None).with_detector(detector(input));
            written(mask::json(text("page").as_bytes(), &lens, &schema(&input["schema"])))
        }
        "stream" => {
            reject_unknown(input, &["pieces", "visibility", "schema", "policy", "region"]);
            let lens = lens(input, None).with_detector(detector(input));
            let mut stream = JsonStream::new(lens, schema(&input["schema"]));
            let mut out = Vec::new();
            let pieces = input["pieces"].as_array().unwrap().iter();
            let pushed = pieces.map(|piece| piece.as_str().unwrap()).try_for_each(|piece| {
                out.extend(stream.push(piece.as_bytes())?);
                Ok(())
            });
            written(pushed.and_then(|()| Ok([out, stream.finish()?].concat())))
        }
        "find" => {
            reject_unknown(input, &["text", "policy", "region"]);
            let units = |bytes: usize| text("text").get(..bytes).unwrap().encode_utf16().count();
            let finds = detector(input).find(text("text")).into_iter();
            let spans = finds.map(|find| json!([units(find.start), units(find.end), find.kind.as_str()]));
            json!({"value": spans.collect::<Vec<Value>>()})
        }
        op => panic!("unknown op {op}"),
    }
}

fn written(page: Result<Vec<u8>, JsonError>) -> Value {
    match page {
        Ok(page) => json!({"value": String::from_utf8(page).unwrap()}),
        Err(error) => json!({"error": error.code()}),
    }
}

fn detector(input: &Value) -> Detector {
    let policy = input["policy"].as_str().map_or(Policy::Balanced, |policy| Policy::parse(policy).unwrap());
    let detector = Detector::new(policy);
    input["region"].as_str().map_or(detector, |region| detector.in_region(Region::parse(region).unwrap()))
}

fn lens(input: &Value, kind: Option<&FieldKind>) -> Lens {
    let visibility = match (&input["visibility"], kind) {
        (Value::Null, _) => FieldVisibility::all(Visibility::Masked),
        // One word is about the field itself, so that it also reaches a kind that the host defines.
        (Value::String(_), Some(kind)) => {
            let word = level(&input["visibility"]);
            FieldVisibility::all(word).with(kind.clone(), word)
        }
        (Value::String(_), None) => FieldVisibility::all(level(&input["visibility"])),
        (Value::Object(kinds), _) => by_kind(kinds),
        (other, _) => panic!("visibility {other}"),
    };
    let mut secrets = Secrets::new();
    for secret in input["secrets"].as_array().into_iter().flatten() {
        reject_unknown(secret, &["kind", "value"]);
        secrets.add(
            FieldKind::parse(secret["kind"].as_str().unwrap()).unwrap(),
            secret["value"].as_str().unwrap(),
        );
    }
    Lens::new(visibility, secrets)
}

fn by_kind(kinds: &Map<String, Value>) -> FieldVisibility {
    let base = match kinds.get("default") {
        Some(word) => FieldVisibility::all(level(word)),
        None => FieldVisibility::hidden(),
    };
    kinds
        .iter()
        .filter(|(kind, _)| *kind != "default")
        .fold(base, |all, (kind, word)| all.with(FieldKind::parse(kind).unwrap(), level(word)))
}

fn level(word: &Value) -> Visibility {
    serde_json::from_value(word.clone()).unwrap()
}

fn schema(own: &Value) -> Schema {
    own.as_object().into_iter().flatten().fold(Schema::standard(), |schema, (key, treatment)| {
        schema.with_named(key, treatment.as_str().unwrap()).unwrap()
    })
}
