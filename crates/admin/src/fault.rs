//! The one conversion of errors: every failure reaches JavaScript as a code, a message, and what else was wrong.

use serde::Serialize;
use usher_core::policy::{PolicyError, PolicyErrors};
use wasm_bindgen::JsValue;

/// A failure as the package's JavaScript reads it: it makes an `UsherError` of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<PolicyError>,
}

impl Fault {
    /// A failure with a stable code and a message for people.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), errors: Vec::new() }
    }

    /// The same, of something at a place.
    pub(crate) fn at(code: &'static str, message: impl Into<String>, place: PolicyError) -> Self {
        Self { code, message: message.into(), errors: vec![place] }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Everything that is wrong with a document, by its place.
    pub fn errors(&self) -> &[PolicyError] {
        &self.errors
    }
}

impl From<PolicyErrors> for Fault {
    fn from(errors: PolicyErrors) -> Self {
        let count = errors.errors().len() + errors.more();
        let message = match errors.errors() {
            [one] if count == 1 => format!("the policy is refused: {}", one.message),
            _ => format!("the policy is refused for {count} reasons"),
        };
        Self { code: "policy_invalid", message, errors: errors.errors().to_vec() }
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        let json = serde_json::to_string(&fault);
        Self::from_str(
            json.as_deref().unwrap_or(r#"{"code":"internal","message":"an error could not be written"}"#),
        )
    }
}
