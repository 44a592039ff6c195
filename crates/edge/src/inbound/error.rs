//! Why a webhook body was refused.

use core::fmt;

/// What is wrong with a webhook body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The body is larger than [`BODY_BYTES`](super::limits::BODY_BYTES).
    BodyTooLarge,
    /// The body is not UTF-8.
    InvalidUtf8,
    /// The body is not JSON, or is nested too deeply.
    InvalidJson,
    /// The body is of another product of the vendor.
    UnknownObject,
    /// A field that must be there is not.
    MissingField,
    /// A field holds another JSON type than the vendor documents.
    WrongType,
    /// A text or an identifier is longer than allowed.
    TooLong,
    /// A list holds more than allowed.
    TooMany,
}

impl Fault {
    /// The stable code, as it stands in problem documents.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BodyTooLarge => "body_too_large",
            Self::InvalidUtf8 => "invalid_utf8",
            Self::InvalidJson => "invalid_json",
            Self::UnknownObject => "unknown_object",
            Self::MissingField => "missing_field",
            Self::WrongType => "wrong_type",
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
        }
    }
}

/// A webhook body that was refused as a whole.
///
/// It says what is wrong and where, never what stood there: the body is personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboundError {
    fault: Fault,
    pointer: String,
}

impl InboundError {
    pub(super) fn new(fault: Fault, pointer: impl Into<String>) -> Self {
        Self { fault, pointer: pointer.into() }
    }

    /// What is wrong.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        self.fault
    }

    /// The stable code of the [`fault`](Self::fault).
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// Where, as a JSON pointer (RFC 6901). Empty for the body as a whole.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

impl fmt::Display for InboundError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fault {
            Fault::BodyTooLarge => "body is too large",
            Fault::InvalidUtf8 => "body is not utf-8",
            Fault::InvalidJson => "body is not json",
            Fault::UnknownObject => "body is of another product",
            Fault::MissingField => "field is missing",
            Fault::WrongType => "field has the wrong type",
            Fault::TooLong => "field is too long",
            Fault::TooMany => "too many items",
        };
        if self.pointer.is_empty() {
            out.write_str(what)
        } else {
            write!(out, "{what} at `{}`", self.pointer)
        }
    }
}

impl core::error::Error for InboundError {}
