//! Smart rules: which group, user or queue a message goes to.
//!
//! Rules are asked in their order, and the first whose conditions all hold says where the chat goes. A message for which
//! none holds goes where its channel says.

mod cue;
mod facts;
mod judge;
mod label;
mod language;
mod rule;
mod shadow;

pub use cue::{
    CUE_MAX_CHARS, CUE_MAX_DIGITS, CUE_WORDS_MAX, CUES_MAX, Cue, CueError, STEM_MIN_CHARS, TEXT_MAX_CHARS,
};
pub use facts::Facts;
pub use judge::{Hit, Holds, Verdict, explain, which};
pub use label::{LABELS_MAX, is_label};
pub use language::Language;
pub use rule::{ALTERNATIVES_MAX, Condition, Conditions, Goal, RULES_MAX, SmartRule, Within};
pub(super) use shadow::shadow_of;
