//! Labels.

use crate::policy::NAME_MAX_CHARS;

use super::cue::is_personal;

/// Greatest number of labels of a chat.
pub const LABELS_MAX: usize = 50;

/// Whether this can be a label: 1 to 200 characters, not only blanks, no control characters, and nobody's number or
/// address.
pub fn is_label(text: &str) -> bool {
    let is_bounded = !text.trim().is_empty() && text.chars().nth(NAME_MAX_CHARS).is_none();
    is_bounded && !is_personal(text) && !text.chars().any(char::is_control)
}
