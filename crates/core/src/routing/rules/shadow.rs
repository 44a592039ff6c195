//! Rules that are never reached.

use super::cue::Cue;
use super::language::Language;
use super::rule::{Conditions, SmartRule};

/// The first rule before this one that holds wherever this one would, so that this one is never reached. Places are
/// counted from zero.
pub(in crate::routing) fn shadow_of(rules: &[SmartRule], place: usize) -> Option<usize> {
    let rule = rules.get(place)?;
    rules.iter().take(place).position(|before| covers(&before.when, &rule.when))
}

/// Whether the first conditions hold wherever the second do, as far as they tell without a message.
fn covers(wide: &Conditions, narrow: &Conditions) -> bool {
    all(&wide.channels, &narrow.channels, |a, b| a == b)
        && all(&wide.kinds, &narrow.kinds, |a, b| a == b)
        && all(&wide.labels, &narrow.labels, |a, b| a == b)
        && all(&wide.languages, &narrow.languages, Language::covers)
        && all(&wide.text, &narrow.text, Cue::covers)
        && (wide.client.is_none() || wide.client == narrow.client)
        && (wide.hours.is_none() || wide.hours == narrow.hours)
}

/// Whether each alternative of the narrow condition is one of the wide one.
fn all<T>(wide: &Option<Vec<T>>, narrow: &Option<Vec<T>>, covers: fn(&T, &T) -> bool) -> bool {
    let Some(wide) = wide else { return true };
    let within = |own: &T| wide.iter().any(|other| covers(other, own));
    narrow.as_ref().is_some_and(|narrow| narrow.iter().all(within))
}
