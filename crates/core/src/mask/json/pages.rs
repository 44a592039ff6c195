//! One page of JSON after another.

use super::JsonError;
use super::page::{self, Desk};
use crate::mask::{Lens, Schema};

/// Pages of JSON, shown through one lens: each as [`json`](super::json()) shows it. What the keys of one page mean need not be
/// found out again for the next.
pub struct JsonPages {
    lens: Lens,
    schema: Schema,
    desk: Desk,
}

impl JsonPages {
    /// Nothing is known of any key yet.
    pub fn new(lens: Lens, schema: Schema) -> Self {
        Self { lens, schema, desk: Desk::new() }
    }

    /// The page as the lens shows it.
    ///
    /// # Errors
    /// As [`json`](super::json()).
    pub fn mask(&mut self, page: &[u8]) -> Result<Vec<u8>, JsonError> {
        let mut out = Vec::new();
        self.mask_into(page, &mut out)?;
        Ok(out)
    }

    pub(super) fn mask_into(&mut self, page: &[u8], out: &mut Vec<u8>) -> Result<(), JsonError> {
        page::mask(page, &self.lens, &self.schema, &mut self.desk, out)
    }
}
