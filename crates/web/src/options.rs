//! How to mask, as JavaScript says it.

use usher_core::mask::{Detector, Lens, Policy, Region, Schema, SchemaError, Secrets};
use usher_core::read::{self, FromValue, Node};
use usher_core::{FieldVisibility, Visibility};

use usher_core::write::joined;

use crate::fault::Fault;

/// What a caller may choose: how texts are searched, how much is shown, and which key holds what.
pub(crate) struct Options {
    detector: Detector,
    visibility: Option<FieldVisibility>,
    schema: Schema,
}

impl Options {
    /// Reads options as JSON.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub(crate) fn parse(json: &str) -> Result<Self, Fault> {
        let value = read::node(json).map_err(|_| bad("options"))?;
        Self::of(&value, Detector::new(Policy::Balanced))
    }

    /// The options among the fields of an object. Where they do not say how texts are searched, it is done so.
    ///
    /// # Errors
    /// `invalid_options`, `invalid_fields`, and the codes of the core's `SchemaError`.
    pub(crate) fn of(value: &Node, detector: Detector) -> Result<Self, Fault> {
        let schema = schema(chosen(value, "fields"));
        let detector = searched(value, detector).map_err(bad)?;
        let visibility = chosen(value, "visibility").map(FieldVisibility::from_value).transpose();
        Ok(Self { detector, visibility: visibility.map_err(|_| bad("visibility"))?, schema: schema? })
    }

    /// The lens of whoever looks, and the schema. What is not said to be shown is masked.
    pub(crate) fn whoever(mut self) -> (Lens, Schema) {
        let visibility = self.visibility.take();
        self.viewer(visibility.unwrap_or_else(|| FieldVisibility::all(Visibility::Masked)))
    }

    /// The lens of one viewer, and the schema.
    pub(crate) fn viewer(self, visibility: FieldVisibility) -> (Lens, Schema) {
        (Lens::new(visibility, Secrets::new()).with_detector(self.detector), self.schema)
    }
}

/// A detector as one number, for calls that are to cost little: the letters of the region, and a bit for the policy.
pub(crate) fn detector(code: u32) -> Detector {
    let policy = if code >> 16 == 0 { Policy::Balanced } else { Policy::Strict };
    let [_, _, first, second] = code.to_be_bytes();
    let region = core::str::from_utf8(&[first, second]).ok().and_then(Region::parse);
    let detector = Detector::new(policy);
    region.map_or(detector, |region| detector.in_region(region))
}

fn chosen<'a>(options: &'a Node, key: &str) -> Option<&'a Node> {
    options.get(key).filter(|value| !value.is_null())
}

/// How texts are searched, or what is none of that.
fn searched(options: &Node, mut detector: Detector) -> Result<Detector, &'static str> {
    if let Some(policy) = chosen(options, "policy") {
        detector = detector.with_policy(policy.as_str().and_then(Policy::parse).ok_or("policy")?);
    }
    if let Some(region) = chosen(options, "region") {
        detector = detector.in_region(region.as_str().and_then(Region::parse).ok_or("region")?);
    }
    Ok(detector)
}

#[cold]
fn bad(what: &str) -> Fault {
    Fault::new("invalid_options", &joined(&["the ", what, " is none that can be chosen"]))
}

fn schema(fields: Option<&Node>) -> Result<Schema, Fault> {
    let bad = || Fault::new("invalid_fields", "fields are not names of kinds by key");
    let mut schema = Schema::standard();
    if let Some(fields) = fields {
        for (key, treatment) in fields.as_object().ok_or_else(bad)? {
            schema = schema.with_named(key, treatment.as_str().ok_or_else(bad)?)?;
        }
    }
    Ok(schema)
}

impl From<SchemaError> for Fault {
    fn from(error: SchemaError) -> Self {
        Self::new(error.code(), error.message())
    }
}
