//! Usher's core for JavaScript: parse, call, convert.
//!
//! The npm package in `npm/` is the only caller. Text crosses as it is, records and answers cross as JSON: the
//! core reads and writes JSON anyway, and a second set of readers would only add code.

/// Small: every page that loads the package downloads it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

mod engine;
mod fault;
mod masking;
mod options;
mod subject;

pub use engine::Engine;
pub use fault::Fault;
pub use masking::{Stream, find, found, mask_field, mask_json, mask_text, room};
