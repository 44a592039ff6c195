//! What a socket is sent.

use super::Object;

/// A frame for a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame(String);

impl Frame {
    /// A frame with these fields; none where they are no JSON.
    pub fn new(fields: &Object) -> Option<Self> {
        fields.to_json().ok().map(Self)
    }

    /// The frame as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
