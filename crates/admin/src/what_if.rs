//! What would be if the rules, the team or its hours were others, for JavaScript.

use usher_core::policy::PolicyError;
use usher_core::whatif::{Scenario, WhatIfError, hint};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::answer;
use crate::fault::Fault;

/// A question that is worked through in slices. The package's `WhatIf` holds one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct WhatIf {
    scenario: Scenario,
}

#[wasm_bindgen]
impl WhatIf {
    /// Reads a question and draws its world.
    ///
    /// # Errors
    /// The codes of the core's `WhatIfError`, with the place.
    #[wasm_bindgen(constructor)]
    pub fn new(question: &str) -> Result<WhatIf, Fault> {
        Ok(Self { scenario: Scenario::parse(question)? })
    }

    /// Works on for at most so many events; says how far everything is.
    ///
    /// # Errors
    /// None that a caller causes.
    pub fn run(&mut self, steps: u32) -> Result<JsValue, Fault> {
        answer(&self.scenario.run(steps))
    }

    /// What has come of it so far.
    ///
    /// # Errors
    /// None that a caller causes.
    pub fn result(&self) -> Result<JsValue, Fault> {
        answer(&self.scenario.answer())
    }
}

/// How many people each hour needs.
///
/// # Errors
/// The codes of the core's `WhatIfError`, with the place.
#[wasm_bindgen]
pub fn staffing(question: &str) -> Result<JsValue, Fault> {
    answer(&hint(question)?)
}

impl From<WhatIfError> for Fault {
    fn from(error: WhatIfError) -> Self {
        let message = error.to_string();
        let place =
            PolicyError { code: error.code(), pointer: error.pointer().to_owned(), message: message.clone() };
        Self::at(error.code(), message, place)
    }
}
