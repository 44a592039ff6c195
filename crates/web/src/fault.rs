//! The one conversion of errors: every failure reaches JavaScript as a code and a message.

use serde::Serialize;
use usher_core::access::{AccessError, UnknownPermission};
use wasm_bindgen::JsValue;

/// A failure as the package's JavaScript reads it: it makes an `UsherError` of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    code: &'static str,
    message: String,
}

impl Fault {
    /// A failure with a stable code and a message for people.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }
}

impl From<AccessError> for Fault {
    fn from(error: AccessError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

impl From<UnknownPermission> for Fault {
    fn from(error: UnknownPermission) -> Self {
        Self::new(UnknownPermission::CODE, error.to_string())
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

/// An answer of the core as JSON.
pub(crate) fn json(answer: &impl Serialize) -> Result<String, Fault> {
    // Its error is not repeated: answers are plain data, and the texts of `serde_json` and of `std::io` weigh a kilobyte.
    serde_json::to_string(answer).map_err(|_| Fault::new("internal", "an answer could not be written"))
}
