//! Any page of JSON, shown through a lens: bytes in, bytes out, without a tree.
//!
//! Two ways through the page. The first checks it, and learns what it holds as numbers, addresses and names; of each value
//! that may have to change it notes the place. The second writes: what changes anew, all between as it stood.
//!
//! INVARIANT: what comes out is JSON wherever what went in was, and reads as [`record`](super::record()) shows it. Both
//! decide by the same [`View`].

mod block;
mod keys;
mod leaf;
mod number;
mod page;
mod pages;
mod quick;
mod quoted;
mod reader;
mod scan;
mod stream;

pub(crate) use number::number;
pub use pages::JsonPages;
pub(crate) use quoted::{decode, encode};
pub(crate) use scan::string;
pub use stream::JsonStream;

use core::fmt;

use super::{Lens, RecordError, Schema};
use crate::write::{digits, joined};

/// A page with more bytes than this is refused, whatever they are.
pub const JSON_MAX_BYTES: usize = 64 * 1024 * 1024;

/// Why a page was not masked. Nothing of it comes out then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonError {
    /// It is no JSON (RFC 8259) in UTF-8, from the byte at this place on.
    Malformed(usize),
    /// It is nested too deep, or too large.
    Refused(RecordError),
}

impl JsonError {
    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed(_) => "invalid_record",
            Self::Refused(error) => error.code(),
        }
    }

    /// What is wrong, for people.
    pub fn message(self) -> String {
        match self {
            Self::Malformed(at) => joined(&["the record is not JSON at byte ", &digits(at as i64)]),
            Self::Refused(error) => error.message(),
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for JsonError {}

impl From<RecordError> for JsonError {
    fn from(error: RecordError) -> Self {
        Self::Refused(error)
    }
}

/// The page as this lens shows it: what [`record`](super::record()) makes of the same record, without a tree of it. What is
/// not masked stays byte for byte as it was, spaces, escapes and order included.
///
/// Numbers that are masked become strings, hidden fields `null`. Keys are masked, too, unless the schema knows them.
///
/// # Errors
/// [`JsonError`] where the page is no JSON, or nested too deep or too large.
///
/// ```
/// use usher_core::{FieldVisibility, Visibility};
/// use usher_core::mask::{Lens, Schema, Secrets, json};
///
/// let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
/// let page = br#"{"from": "905321234567", "text": "call 532\u002d1234567"}"#;
/// let shown = json(page, &lens, &Schema::standard())?;
/// assert_eq!(shown, r#"{"from": "90•••67", "text": "call ••• ••• •• 67"}"#.as_bytes());
/// # Ok::<(), usher_core::mask::JsonError>(())
/// ```
pub fn json(page: &[u8], lens: &Lens, schema: &Schema) -> Result<Vec<u8>, JsonError> {
    let mut out = Vec::new();
    page::mask(page, lens, schema, &mut page::Desk::new(), &mut out)?;
    Ok(out)
}
