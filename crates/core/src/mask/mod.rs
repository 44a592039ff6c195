//! What must stay private, and how it is shown instead.
//!
//! Three things work together. A *mask* ([`value`], [`phone`], [`email`], …) shortens one value to what
//! tells two clients apart. The *sweep* finds what a record itself holds ([`Secrets`]) wherever else it
//! occurs in that record, in every spelling. The *detector* ([`detect`](fn@detect)) finds what nobody told us about. A
//! [`Lens`] applies all three for one viewer, [`record`](fn@record) applies a lens to any JSON, and [`Masked`] is the
//! type of what has gone through one.
//!
//! INVARIANT, kept by every function here: masking twice is masking once, time grows linearly with the
//! input, and no input panics.

mod barrier;
mod detect;
mod detector;
mod dull;
mod embedded;
mod find;
mod fold;
mod form;
mod gate;
mod glance;
mod glyphs;
mod hash;
pub(crate) mod json;
mod learn;
mod lens;
mod lexicon;
mod masking;
mod numbering;
mod record;
mod same;
mod schema;
mod secrets;
mod spoken;
mod stem;
mod style;
mod sweep;
mod token;
mod tokens;
mod view;
mod words;
mod written;

pub use detect::detect;
pub use detector::{Detector, Policy, Region};
pub use find::Find;
pub use form::{HIDDEN, address, card, email, handle, iban, name, national_id, phone, value};
pub use gate::{Maskable, Masked};
pub use json::{JSON_MAX_BYTES, JsonError, JsonPages, JsonStream, json};
pub use lens::Lens;
pub use masking::Masking;
pub use record::{RECORD_MAX_BYTES, RECORD_MAX_DEPTH, RecordError, record};
pub(crate) use same::words;
pub use same::{Dialled, dialled, folded};
pub use schema::{Schema, SchemaError, Treatment};
pub use secrets::Secrets;
pub use style::{Pseudonyms, Style, Styles};

/// Whether code and tables may be larger than needed where that saves time. What pages download goes without; answers are the
/// same.
const FAST: bool = cfg!(any(feature = "fast", not(target_arch = "wasm32")));
