//! Answers as objects of JavaScript.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::fault::Fault;

/// An answer of the core as JavaScript would read it from JSON.
pub(crate) fn answer(answer: &impl Serialize) -> Result<JsValue, Fault> {
    answer
        .serialize(&Serializer::json_compatible())
        .map_err(|_| Fault::new("internal", "an answer could not be written"))
}
