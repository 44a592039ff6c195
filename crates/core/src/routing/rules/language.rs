//! Languages by their tags.

use std::sync::Arc;

/// A language, by its tag (BCP 47): two or three letters, and perhaps parts of 1 to 8 letters and digits behind hyphens.
/// Kept in lower case; at most 35 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(Arc<str>);

impl Language {
    /// Reads a tag.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let is_first =
            |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_next = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let is_tag = tag.len() <= 35 && parts.next().is_some_and(is_first) && parts.all(is_next);
        is_tag.then(|| Self(tag.to_ascii_lowercase().into()))
    }

    /// What stands in for a tag that could not be read.
    pub(in crate::routing) fn unread() -> Self {
        Self("".into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether everything in the other language is in this one: it is the same, or this one with more said.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.strip_prefix(&*self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        let covers = |a: &str, b: &str| Language::parse(a).unwrap().covers(&Language::parse(b).unwrap());
        assert!(covers("tr", "tr") && covers("pt", "pt-BR") && covers("zh-hant", "zh-Hant-TW"));
        assert!(!covers("pt-BR", "pt") && !covers("pt-b", "pt-br") && !covers("fi", "fil"));
        for tag in ["", "t", "turk", "t1", "tr_TR", "tr-", "tr-abcdefghi", "tr--x", "türk"] {
            assert!(Language::parse(tag).is_none(), "{tag}");
        }
        assert!(Language::parse(&format!("tr{}", "-abcdefgh".repeat(4))).is_none());
    }
}
