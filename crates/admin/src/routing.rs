//! Routing, for JavaScript: what the edge decides, to be tried out beside it.

use usher_core::routing::{RouteInput, RouteInputError};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::answer;
use crate::fault::Fault;

/// Chooses who gets a chat.
///
/// # Errors
/// The codes of the core's `RouteInputError`.
#[wasm_bindgen]
pub fn route(input: &str) -> Result<JsValue, Fault> {
    answer(&RouteInput::parse(input)?.route())
}

impl From<RouteInputError> for Fault {
    fn from(error: RouteInputError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}
