//! The one conversion of errors: every failure reaches JavaScript as a code and a message.

use usher_core::access::{AccessError, UnknownPermission};
use usher_core::write::{Json, ToJson};
use wasm_bindgen::JsValue;

/// A failure as the package's JavaScript reads it: it makes an `UsherError` of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    code: &'static str,
    message: String,
}

impl Fault {
    /// A failure with a stable code and a message for people.
    pub(crate) fn new(code: &'static str, message: &str) -> Self {
        Self { code, message: message.into() }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }
}

impl ToJson for Fault {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("code", self.code);
            json.field("message", &self.message);
        });
    }
}

impl From<AccessError> for Fault {
    fn from(error: AccessError) -> Self {
        Self { code: error.code(), message: error.message() }
    }
}

impl From<UnknownPermission> for Fault {
    fn from(error: UnknownPermission) -> Self {
        Self { code: UnknownPermission::CODE, message: error.message() }
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        Self::from_str(&fault.json())
    }
}
