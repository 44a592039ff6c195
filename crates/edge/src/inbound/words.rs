//! Places, cards and orders in words, so that they can be read, searched and masked like any text.

/// Parts of one line, those that are there.
pub(super) fn phrase(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    joined(parts, " ")
}

/// Lines, those that are there.
pub(super) fn lines(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    joined(parts, "\n")
}

/// A position in degrees.
pub(super) fn position(latitude: Option<String>, longitude: Option<String>) -> Option<String> {
    Some(format!("{}, {}", latitude?, longitude?))
}

fn joined(parts: impl IntoIterator<Item = Option<String>>, between: &str) -> Option<String> {
    let there: Vec<String> = parts.into_iter().flatten().collect();
    if there.is_empty() { None } else { Some(there.join(between)) }
}
